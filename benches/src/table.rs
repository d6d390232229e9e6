//! The table, as it is printed and as `BENCHMARKS.md` has it.

use std::{collections::BTreeMap, fmt};

use crate::contender::Row;

/// Which column is ours, to which the others are compared.
const OURS: usize = 1;

/// A table with a column for each contender.
pub struct Table {
    names: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    reasons: BTreeMap<String, Vec<String>>,
}

/// What kind of number it is.
#[derive(Clone, Copy)]
pub enum Unit {
    /// Nanoseconds.
    Time,
    /// Something countable.
    Count,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(names: Vec<String>) -> Self {
        Self { names, rows: Vec::new(), reasons: BTreeMap::new() }
    }

    /// Adds a row, with a value for each contender or the reason why there is none.
    pub fn row(&mut self, what: impl Into<String>, unit: Unit, values: &[Row<f64>]) {
        let what = what.into();
        let ours = values.get(OURS).copied().and_then(Result::ok);
        let cells = values.iter().zip(&self.names).map(|(value, name)| match value {
            Ok(value) => cell(*value, unit, ours),
            Err(why) => {
                let rows = self.reasons.entry(format!("{name}: {why}")).or_default();
                rows.push(what.clone());
                "n/a".to_owned()
            }
        });
        let cells = cells.collect();
        self.rows.push((what, cells));
    }
}

/// The value, and how many times ours it is.
fn cell(value: f64, unit: Unit, ours: Option<f64>) -> String {
    let text = match unit {
        Unit::Count => format!("{value:.0}"),
        Unit::Time if value < 1_000.0 => format!("{value:.1} ns"),
        Unit::Time if value < 1_000_000.0 => format!("{:.2} µs", value / 1e3),
        Unit::Time => format!("{:.1} ms", value / 1e6),
    };
    match (unit, ours) {
        (Unit::Time, Some(ours)) if ours > 0.0 => format!("{text} ({:.2})", value / ours),
        _ => text,
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| | {} |", self.names.join(" | "))?;
        writeln!(f, "|---{}|", "|--:".repeat(self.names.len()))?;
        for (what, cells) in &self.rows {
            writeln!(f, "| {what} | {} |", cells.join(" | "))?;
        }
        writeln!(f)?;
        for reason in self.reasons.keys() {
            writeln!(f, "- n/a, {reason}")?;
        }
        Ok(())
    }
}
