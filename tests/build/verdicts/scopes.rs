use std::{collections::BTreeSet, fmt::Write, iter};

use super::{SCOPES, random::Random};

/// By which scopes of a lower number each scope is implied. Every third has an alias, every fourth a second type.
pub(super) struct Scopes(Vec<BTreeSet<usize>>);

impl Scopes {
    pub(super) fn at_random(random: &mut Random) -> Self {
        let parents = |scope| match random.below(5) {
            parents @ 1..=2 if scope > 0 => iter::repeat_with(|| random.below(scope)).take(parents).collect(),
            _ => BTreeSet::new(),
        };
        Self((0..SCOPES).map(parents).collect())
    }

    pub(super) fn declare(&self, source: &mut String) {
        for (scope, parents) in self.0.iter().enumerate() {
            let mut keys = format!("\"s:{scope}\"");
            if scope.is_multiple_of(3) {
                let _ = write!(keys, ", alias = \"old:s:{scope}\"");
            }
            if !parents.is_empty() {
                let parents: Vec<_> = parents.iter().map(|parent| format!("S{parent}")).collect();
                let _ = write!(keys, ", implied_by({})", parents.join(", "));
            }
            let types = if scope.is_multiple_of(4) { &["S", "Twin"][..] } else { &["S"] };
            for name in types {
                let _ = writeln!(source, "#[derive(Scope)] #[scope({keys})] struct {name}{scope};");
            }
        }
    }

    /// Adds what is implied until nothing is added.
    pub(super) fn closed(&self, mut held: BTreeSet<usize>) -> BTreeSet<usize> {
        loop {
            let implied = (0..SCOPES).filter(|scope| !held.contains(scope) && !self.0[*scope].is_disjoint(&held));
            let implied: Vec<_> = implied.collect();
            if implied.is_empty() {
                return held;
            }
            held.extend(implied);
        }
    }
}
