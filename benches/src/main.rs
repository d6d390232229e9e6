//! Measures all contenders and prints the table.

use std::{env, fs, process::Command, thread, time::Duration};

use anyhow::{Context as _, ensure};
use auth_benches::{
    contender::{self, Contender, HERD, Row},
    measure, scopes,
    server::TokenServer,
    table::{Table, Unit},
};

const NO_SCOPES: Row<f64> = Err("does not check scopes");

#[tokio::main(flavor = "multi_thread")]
async fn main() -> anyhow::Result<()> {
    let server = TokenServer::start(Duration::ZERO).await?;
    let contenders = contender::all(&server.url()).await?;
    let mut table = Table::new(contenders.iter().map(|contender| with_version(contender.name)).collect());

    for threads in [1, 2, 8] {
        let title = format!("a token's header, {threads} thread{}", if threads == 1 { "" } else { "s" });
        table.row(title, Unit::Time, &measure::warm(&contenders, threads));
    }
    table.row(".. allocations", Unit::Count, &allocations("warm", &contenders)?);
    table.row("added to a request", Unit::Time, &measure::added(&contenders, |_| None));
    table.row(".. allocations", Unit::Count, &allocations("stack", &contenders)?);
    let undeclared = measure::added(&contenders, |contender| contender.undeclared.as_ref());
    table.row(".. that declares no operation", Unit::Time, &undeclared);
    let checked = |value| {
        let mut row = vec![NO_SCOPES; contenders.len()];
        row[1] = Ok(value);
        row
    };
    table.row("scope check: one scope", Unit::Time, &checked(measure::alone(&scopes::one())));
    table.row("scope check: 191 alternatives", Unit::Time, &checked(measure::alone(&scopes::many())));
    let (requests, times) = measure::herd(&contenders).await?;
    table.row(format!("{HERD} cold callers: token requests"), Unit::Count, &requests);
    table.row(".. until all are served", Unit::Time, &times);

    println!("{}.\n\n{table}", machine());
    Ok(())
}

/// How many allocations one operation makes, which a process of its own has counted.
fn allocations(row: &str, contenders: &[Contender]) -> anyhow::Result<Vec<Row<f64>>> {
    let counter = env::current_exe()?.with_file_name("allocations");
    let output = Command::new(&counter).output().with_context(|| format!("{} cannot be run", counter.display()))?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout)?;
    let count = |name: &str| {
        let mut lines = text.lines().filter_map(|line| line.strip_prefix(&format!("{row} {name} ")));
        lines.next().and_then(|count| count.parse().ok())
    };
    let missing = |contender: &Contender| match row {
        "warm" => contender.warm.as_ref().err().copied(),
        _ => contender.stack.as_ref().err().copied(),
    };
    let values = contenders.iter().map(|contender| match missing(contender) {
        Some(why) => Ok(Err(why)),
        None => count(contender.name).map(Ok).with_context(|| format!("{} was not counted", contender.name)),
    });
    values.collect()
}

/// The name with the version that is measured.
fn with_version(name: &str) -> String {
    let lock = include_str!("../Cargo.lock");
    let version = lock.split("[[package]]").find(|package| package.contains(&format!("name = \"{name}\"\n")));
    let version = version.and_then(|package| package.split("version = \"").nth(1)?.split('"').next());
    match version {
        Some(version) => format!("{name} {version}"),
        None => name.to_owned(),
    }
}

/// What kind of machine it is.
fn machine() -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let system = system.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).unwrap_or(env::consts::OS);
    format!("{cores} cores, {}, {}", env::consts::ARCH, system.trim_matches('"'))
}
