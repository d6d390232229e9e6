use std::{collections::BTreeSet, iter};

use super::{OPERATIONS, need::Need, random::Random};

/// What a client holds.
pub(super) enum Grant {
    Scope(String, usize),
    Tuple(Vec<Grant>),
    /// `GrantFor` of a tuple of tuples of operations, by their numbers.
    For(Vec<Vec<usize>>),
    Dynamic,
}

impl Grant {
    pub(super) fn at_random(random: &mut Random) -> Self {
        match random.below(5) {
            0 => Self::operations(random),
            1 => Self::scope(random),
            _ => Self::tuple(random, 0),
        }
    }

    fn tuple(random: &mut Random, depth: usize) -> Self {
        let length = 1 + random.below(if depth == 0 { 8 } else { 3 });
        let member = || match random.below(24) {
            0 => Self::Tuple(Vec::new()),
            1 if depth == 1 => Self::Dynamic,
            2 => Self::operations(random),
            3..=8 if depth < 2 => Self::tuple(random, depth + 1),
            _ => Self::scope(random),
        };
        Self::Tuple(iter::repeat_with(member).take(length).collect())
    }

    fn scope(random: &mut Random) -> Self {
        let (name, scope) = random.scope();
        Self::Scope(name, scope)
    }

    fn operations(random: &mut Random) -> Self {
        let mut numbers = |most| {
            let length = 1 + random.below(most);
            iter::repeat_with(|| random.below(OPERATIONS)).take(length).collect::<Vec<_>>()
        };
        Self::For(vec![numbers(3), numbers(2)])
    }

    pub(super) fn source(&self) -> String {
        match self {
            Self::Scope(name, _) => name.clone(),
            Self::Tuple(members) => tuple(members.iter().map(Self::source)),
            Self::For(lists) => {
                let operations = |list: &Vec<usize>| tuple(list.iter().map(|number| format!("Op{number}")));
                format!("GrantFor<{}>", tuple(lists.iter().map(operations)))
            }
            Self::Dynamic => "Dynamic".to_owned(),
        }
    }

    /// The scopes it names; `None` when a part of it is dynamic.
    pub(super) fn scopes(&self, operations: &[Need]) -> Option<BTreeSet<usize>> {
        match self {
            Self::Scope(_, scope) => Some(BTreeSet::from([*scope])),
            Self::Tuple(members) => {
                members.iter().try_fold(BTreeSet::new(), |scopes, member| Some(&scopes | &member.scopes(operations)?))
            }
            Self::For(lists) => {
                Some(lists.iter().flatten().flat_map(|number| operations[*number].preferred()).collect())
            }
            Self::Dynamic => None,
        }
    }
}

/// `(A, B,)`
fn tuple(members: impl Iterator<Item = String>) -> String {
    let members: String = members.map(|member| member + ",").collect();
    format!("({members})")
}
