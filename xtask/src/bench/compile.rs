//! What declared operations and checked calls cost whoever compiles them: `cargo xtask bench compile`.
//!
//! Crates that differ in one thing only are checked in turns, and the medians compared. What counts is the CPU time of
//! `cargo check`, so that what else the machine does is not part of it, and the most memory that one process of it held.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context as _, ensure};
use wait4::Wait4 as _;

use crate::run;

#[path = "../../../tests/build/many.rs"]
mod many;

const ROUNDS: usize = 7;
const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const CALLS: usize = 400;

/// The table, as it is printed.
pub(super) fn table() -> anyhow::Result<String> {
    // The checks are offline, so that they cost no more than the compiler does.
    run::cargo(&["fetch", "--locked"])?;
    let room = Path::new(WORKSPACE).join("target/bench-compile");
    let mut crates = Vec::new();
    for count in [400, 1000] {
        for (name, derives) in
            [("plain", Derives::Nothing), ("serialize", Derives::Serialize), ("operation", Derives::Operation)]
        {
            crates.push(Crate::write(&room, &format!("{name}-{count}"), &structs(count, derives))?);
        }
    }
    let calls = format!("{}{}", structs(CALLS, Derives::Operation), calls(CALLS));
    crates.push(Crate::write(&room, "calls-400", &calls)?);
    crates.push(Crate::write(&room, "call-of-one", &many::source(false))?);
    crates.push(Crate::write(&room, "call-of-191", &many::source(true))?);
    for _ in 0..ROUNDS {
        for measured in &mut crates {
            measured.check()?;
        }
    }
    let of =
        |name: &str| crates.iter().find(|measured| measured.name == name).context("no such crate").map(Crate::median);

    let mut table =
        String::from("| | `cargo check` | added | each | memory | added to `Serialize` |\n|---|--:|--:|--:|--:|--:|\n");
    for count in [400_u32, 1000] {
        let plain = of(&format!("plain-{count}"))?;
        let serialize = of(&format!("serialize-{count}"))?.time.saturating_sub(plain.time);
        writeln!(table, "| {count} structs | {} | | | {} | |", seconds(plain.time), plain.memory())?;
        for (name, what) in [("serialize", "`Serialize`"), ("operation", "`ApiOperation`")] {
            let cost = of(&format!("{name}-{count}"))?;
            let added = cost.time.saturating_sub(plain.time);
            let ratio = added.as_secs_f64() / serialize.as_secs_f64();
            writeln!(
                table,
                "| .. that derive {what} | {} | {} | {} | {} | {ratio:.2} |",
                seconds(cost.time),
                seconds(added),
                milliseconds(added / count),
                cost.memory(),
            )?;
        }
    }
    let (without, with) = (of("operation-400")?, of("calls-400")?);
    let added = with.time.saturating_sub(without.time);
    writeln!(
        table,
        "| {CALLS} checked calls, a grant of 12 scopes | {} | {} | {} | {} | |",
        seconds(with.time),
        seconds(added),
        milliseconds(added / u32::try_from(CALLS)?),
        with.memory(),
    )?;
    let (one, many) = (of("call-of-one")?, of("call-of-191")?);
    let added = many.time.saturating_sub(one.time);
    writeln!(
        table,
        "| one call, 191 alternatives of three scopes, a grant of 37 | {} | {} | {} | {} | |",
        seconds(many.time),
        seconds(added),
        milliseconds(added),
        many.memory(),
    )?;
    Ok(table)
}

#[derive(Clone, Copy)]
enum Derives {
    Nothing,
    Serialize,
    Operation,
}

/// So many structs of four fields, as the README has one.
fn structs(count: usize, derives: Derives) -> String {
    let mut source = "use auth_core::{ApiOperation, Scope};\nuse serde::{Deserialize, Serialize};\n".to_owned();
    for scope in 0..SCOPES {
        _ = writeln!(source, "#[derive(Scope)] #[scope(\"bench:{scope}\")] pub struct S{scope};");
    }
    source.push_str("#[derive(Deserialize)] pub struct Model { pub id: u64, pub name: String }\n");
    for at in 0..count {
        _ = match derives {
            Derives::Nothing => Ok(()),
            Derives::Serialize => writeln!(source, "#[derive(Serialize)]"),
            Derives::Operation => writeln!(
                source,
                "#[derive(ApiOperation)]\n\
                 #[operation(PATCH, \"/cloud/{{cloud_id}}/project/{{project_id}}/model/{{model_id}}/{at}\", response = Model)]\n\
                 #[requires(S{})]",
                at % SCOPES,
            ),
        };
        _ = writeln!(
            source,
            "pub struct Op{at} {{ pub cloud_id: u64, pub project_id: u64, pub model_id: u64, pub name: String }}"
        );
    }
    source
}

/// Scopes there are, all of which the grant has.
const SCOPES: usize = 12;

/// A call of each operation, as generic code sees it.
fn calls(count: usize) -> String {
    let held: Vec<_> = (0..SCOPES).map(|scope| format!("S{scope}")).collect();
    let mut source = format!(
        "pub type Held = ({});\nfn permits<G: auth_core::Permits<O>, O>() {{}}\npub fn calls() {{\n",
        held.join(", ")
    );
    for at in 0..count {
        _ = writeln!(source, "    permits::<Held, Op{at}>();");
    }
    source + "}\n"
}

/// A crate of its own, outside the workspace, with what its checks cost.
struct Crate {
    name: String,
    directory: PathBuf,
    target: PathBuf,
    costs: Vec<Cost>,
}

#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    bytes: u64,
}

impl Crate {
    /// Writes the crate and has its dependencies checked.
    fn write(room: &Path, name: &str, source: &str) -> anyhow::Result<Self> {
        let mut created =
            Self { name: name.to_owned(), directory: room.join(name), target: room.join("target"), costs: Vec::new() };
        let manifest = format!(
            "[package]\nname = {name:?}\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
             auth-core = {{ path = '{WORKSPACE}/auth-core', features = [\"derive\"] }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\n",
        );
        fs::create_dir_all(created.directory.join("src"))?;
        fs::write(created.directory.join("Cargo.toml"), manifest)?;
        fs::write(created.directory.join("src/lib.rs"), format!("#![allow(dead_code, unused_imports)]\n{source}"))?;
        fs::copy(Path::new(WORKSPACE).join("Cargo.lock"), created.directory.join("Cargo.lock"))?;
        created.check()?;
        created.costs.clear();
        Ok(created)
    }

    /// Checks the crate alone.
    fn check(&mut self) -> anyhow::Result<()> {
        let source = self.directory.join("src/lib.rs");
        fs::write(&source, fs::read(&source)?)?;
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut check = Command::new(cargo);
        check.args(["check", "--quiet", "--offline"]).current_dir(&self.directory);
        // Otherwise the second round has nothing to do.
        check.env("CARGO_INCREMENTAL", "0").env("CARGO_TARGET_DIR", &self.target);
        let used = check.spawn().context("cargo cannot be started")?.wait4()?;
        ensure!(used.status.success(), "the crate in {} does not compile", self.directory.display());
        self.costs.push(Cost { time: used.rusage.utime + used.rusage.stime, bytes: used.rusage.maxrss });
        Ok(())
    }

    fn median(&self) -> Cost {
        let mut costs = self.costs.clone();
        costs.sort_by_key(|cost| cost.time);
        let time = costs[costs.len() / 2].time;
        costs.sort_by_key(|cost| cost.bytes);
        Cost { time, bytes: costs[costs.len() / 2].bytes }
    }
}

impl Cost {
    fn memory(self) -> String {
        format!("{} MB", self.bytes / 1_000_000)
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
