//! A requirement of 191 alternatives of three scopes each, and a grant of 37 scopes that meets the last of them.

use std::fmt::Write;

const ALTERNATIVES: usize = 191;
const HELD: usize = 37;
const SCOPES: usize = 61;

/// The scopes, the grant, and a call which it permits: of the long requirement, or else of one scope.
pub(crate) fn source(long: bool) -> String {
    let mut source = "use auth_core::{ApiOperation, Permits, Scope};\n".to_owned();
    for scope in 0..SCOPES {
        let _ = writeln!(source, "#[derive(Scope)] #[scope(\"many:{scope}\")] struct S{scope};");
    }
    let requirement = if long { format!("any({})", alternatives().join(", ")) } else { "S36".to_owned() };
    let _ = writeln!(source, "#[derive(ApiOperation)] #[requires({requirement})] struct Operation;");
    let _ = writeln!(source, "type Held = {};", held());
    source.push_str("fn call() { fn permits<G: Permits<O>, O>() {} permits::<Held, Operation>(); }\n");
    source
}

/// Each asks for two scopes that are held and one that is not; the last for none that is not.
fn alternatives() -> Vec<String> {
    let withheld = SCOPES - HELD;
    let mut alternatives: Vec<_> = (0..ALTERNATIVES - 1)
        .map(|at| format!("all(S{}, S{}, S{})", at % HELD, (at + 1 + at / HELD) % HELD, HELD + at % withheld))
        .collect();
    alternatives.push("all(S0, S17, S36)".to_owned());
    alternatives
}

/// `((S0, .. S15), (S16, ..), ..)`
fn held() -> String {
    let scopes: Vec<_> = (0..HELD).map(|scope| format!("S{scope}")).collect();
    let tuples: Vec<_> = scopes.chunks(16).map(|chunk| format!("({})", chunk.join(", "))).collect();
    format!("({})", tuples.join(", "))
}
