use std::{
    collections::{BTreeSet, HashSet},
    ops::RangeInclusive,
};

use super::random::Random;

/// What stands in `#[requires(..)]`.
#[derive(Clone)]
pub(super) enum Need {
    Authenticated,
    Public,
    Scope(String, usize),
    Any(Vec<Need>),
    All(Vec<Need>),
}

impl Need {
    pub(super) fn operation(random: &mut Random) -> Self {
        loop {
            let need = match random.below(16) {
                0 => Self::Authenticated,
                1 => Self::Public,
                2 => Self::list(random, 18..=22, 2),
                _ => Self::at_random(random, 0),
            };
            if !need.simplified().repeats_itself() {
                return need;
            }
        }
    }

    fn at_random(random: &mut Random, depth: usize) -> Self {
        if depth == 3 || random.below(4) < depth {
            let (name, scope) = random.scope();
            Self::Scope(name, scope)
        } else {
            Self::list(random, 1..=4, depth + 1)
        }
    }

    fn list(random: &mut Random, lengths: RangeInclusive<usize>, depth: usize) -> Self {
        let length = lengths.start() + random.below(lengths.end() - lengths.start() + 1);
        let mut members: Vec<Self> = Vec::new();
        while members.len() < length {
            let member = Self::at_random(random, depth);
            if members.iter().all(|other| other.source() != member.source()) {
                members.push(member);
            }
        }
        if random.below(2) == 0 { Self::Any(members) } else { Self::All(members) }
    }

    pub(super) fn source(&self) -> String {
        self.text(|name, _| name.to_owned())
    }

    pub(super) fn display(&self) -> String {
        self.text(|_, scope| format!("s:{scope}"))
    }

    fn text(&self, scope_text: fn(&str, usize) -> String) -> String {
        let list = |members: &[Self]| members.iter().map(|need| need.text(scope_text)).collect::<Vec<_>>().join(", ");
        match self {
            Self::Authenticated => "authenticated".to_owned(),
            Self::Public => "public".to_owned(),
            Self::Scope(name, scope) => scope_text(name, *scope),
            Self::Any(members) => format!("any({})", list(members)),
            Self::All(members) => format!("all({})", list(members)),
        }
    }

    /// Without lists of one member, and without lists in lists of their own kind.
    pub(super) fn simplified(&self) -> Self {
        let simplified = |members: &[Self]| members.iter().map(Self::simplified).collect::<Vec<_>>();
        let flat = match self {
            Self::Any(members) => Self::Any(
                simplified(members)
                    .into_iter()
                    .flat_map(|member| if let Self::Any(inner) = member { inner } else { vec![member] })
                    .collect(),
            ),
            Self::All(members) => Self::All(
                simplified(members)
                    .into_iter()
                    .flat_map(|member| if let Self::All(inner) = member { inner } else { vec![member] })
                    .collect(),
            ),
            other => other.clone(),
        };
        match flat {
            Self::Any(mut members) | Self::All(mut members) if members.len() == 1 => members.remove(0),
            flat => flat,
        }
    }

    /// Whether a list names something twice, which the derive refuses.
    fn repeats_itself(&self) -> bool {
        let (Self::Any(members) | Self::All(members)) = self else { return false };
        let mut seen = HashSet::new();
        members.iter().any(|member| !seen.insert(member.source()) || member.repeats_itself())
    }

    pub(super) fn is_met(&self, held: &BTreeSet<usize>) -> bool {
        match self {
            Self::Authenticated | Self::Public => true,
            Self::Scope(_, scope) => held.contains(scope),
            Self::Any(members) => members.iter().any(|member| member.is_met(held)),
            Self::All(members) => members.iter().all(|member| member.is_met(held)),
        }
    }

    /// What `GrantFor` asks for: of alternatives the first.
    pub(super) fn preferred(&self) -> BTreeSet<usize> {
        match self {
            Self::Authenticated | Self::Public => BTreeSet::new(),
            Self::Scope(_, scope) => BTreeSet::from([*scope]),
            Self::Any(members) => members[0].preferred(),
            Self::All(members) => members.iter().flat_map(Self::preferred).collect(),
        }
    }
}
