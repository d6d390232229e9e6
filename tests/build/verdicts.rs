//! Requirements and grants at random, but the same each time, and what a simple model says of them.

use std::{fmt::Write, iter};

use grant::Grant;
use need::Need;
use random::Random;
use scopes::Scopes;

mod grant;
mod need;
mod random;
mod scopes;

const SCOPES: usize = 24;
const OPERATIONS: usize = 40;
const GRANTS: usize = 32;

/// Declares the scopes, operations and grants, and `PERMITTED` and `WITHIN` for all pairs of them.
pub(crate) fn source() -> String {
    let mut random = Random(0x5EED);
    let mut source = String::new();

    let scopes = Scopes::at_random(&mut random);
    scopes.declare(&mut source);

    let operations: Vec<_> = iter::repeat_with(|| Need::operation(&mut random)).take(OPERATIONS).collect();
    for (at, need) in operations.iter().enumerate() {
        let _ = writeln!(source, "#[derive(ApiOperation)] #[requires({})] struct Op{at};", need.source());
    }

    let mut grants: Vec<_> = iter::repeat_with(|| Grant::at_random(&mut random)).take(GRANTS).collect();
    grants.extend([Grant::Dynamic, Grant::Tuple(vec![])]);
    for (at, grant) in grants.iter().enumerate() {
        let _ = writeln!(source, "type Grant{at} = {};", grant.source());
    }

    source.push_str("pub(super) static PERMITTED: &[Permitted] = &[\n");
    for (g, grant) in grants.iter().enumerate() {
        let held = grant.scopes(&operations).map(|held| scopes.closed(held));
        for (o, need) in operations.iter().enumerate() {
            let expected = held.as_ref().is_none_or(|held| need.is_met(held));
            let _ = writeln!(
                source,
                "Permitted {{ \
                    grant: \"{}\", scopes: <Grant{g} as Grant>::scopes, requirement: Requirement::of::<Op{o}>(), \
                    declared: \"{}\", verdict: <Probe<Grant{g}, Op{o}>>::PERMITS, expected: {expected} \
                }},",
                grant.source(),
                need.simplified().display(),
            );
        }
    }
    source.push_str("];\npub(super) static WITHIN: &[Inside] = &[\n");
    for (g, outer) in grants.iter().enumerate() {
        for (h, inner) in grants.iter().enumerate() {
            let held = outer.scopes(&operations).map(|held| scopes.closed(held));
            let expected = match (inner.scopes(&operations), held) {
                (None, _) => matches!(outer, Grant::Dynamic),
                (Some(_), None) => true,
                (Some(inner), Some(held)) => inner.is_subset(&held),
            };
            let _ = writeln!(
                source,
                "Inside {{ \
                    outer: \"{}\", outer_scopes: <Grant{g} as Grant>::scopes, \
                    inner: \"{}\", inner_infos: <Grant{h} as Grant>::infos, \
                    verdict: <Probe<Grant{g}, Grant{h}>>::HOLDS, expected: {expected} \
                }},",
                outer.source(),
                inner.source(),
            );
        }
    }
    source.push_str("];\n");
    source
}
