//! Runs the fuzz targets, each for a bounded time.

use std::{env, fs, path::Path};

use anyhow::{Context as _, bail};

use crate::{run, setup};

const SECONDS: &str = "60";

/// `[--seconds N] [target]`
pub(crate) fn fuzz(mut arguments: impl Iterator<Item = String>) -> anyhow::Result<()> {
    let (mut seconds, mut chosen) = (SECONDS.to_owned(), None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => seconds = arguments.next().context("`--seconds` takes a number")?,
            target if !target.starts_with('-') && chosen.is_none() => chosen = Some(argument),
            other => bail!("`fuzz` takes `--seconds N` and one target, not `{other}`"),
        }
    }
    setup::cargo_tool("fuzz", "^0.13.1")?;
    let targets = targets()?;
    let targets = match chosen {
        None => targets,
        Some(chosen) if targets.contains(&chosen) => vec![chosen],
        Some(chosen) => bail!("there is no target `{chosen}`; there are `{}`", targets.join("`, `")),
    };
    for target in targets {
        run::step(&format!("fuzz {target}"), || run_target(&target, &seconds))?;
    }
    Ok(())
}

fn targets() -> anyhow::Result<Vec<String>> {
    let files = fs::read_dir("fuzz/fuzz_targets").context("run it in the root of the workspace")?;
    let mut targets = Vec::new();
    for file in files {
        let path = file?.path();
        targets.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    targets.sort();
    Ok(targets)
}

/// Finds go on from `fuzz/corpus`, which is not committed, and from the seeds, which are.
fn run_target(target: &str, seconds: &str) -> anyhow::Result<()> {
    let (corpus, seeds) = (format!("fuzz/corpus/{target}"), format!("fuzz/seeds/{target}"));
    fs::create_dir_all(&corpus)?;
    let (limit, dictionary) =
        (format!("-max_total_time={seconds}"), format!("-dict=fuzz/dictionaries/{}.dict", dictionary(target)));
    let mut libfuzzer = vec![limit.as_str(), "-print_final_stats=1"];
    if Path::new(dictionary.trim_start_matches("-dict=")).exists() {
        libfuzzer.push(&dictionary);
    }
    // Sanitizers need a nightly toolchain; there is no unsafe code of ours that one would look at. What libFuzzer itself
    // needs, the counters of the compiler's coverage pass, stable has too. And `cfg(fuzzing)` would have proc-macro2 leave
    // out the places of spans, which the target `derive` looks at.
    let options = ["fuzz", "run", "--sanitizer", "none", "--no-cfg-fuzzing", target, &corpus, &seeds, "--"];
    run::cargo(&[&options, libfuzzer.as_slice()].concat())
}

/// What speaks JSON shares a dictionary.
fn dictionary(target: &str) -> &str {
    match target {
        "discovery" | "token_response" => "json",
        other => other,
    }
}

/// What stands after the name of the task.
pub(crate) fn arguments() -> impl Iterator<Item = String> {
    env::args().skip(2)
}
