//! The check of a token's scopes at run time, which no peer has.

use auth_core::{Requirement, ScopeSet};

use crate::contender::Work;

/// A requirement of one scope, against a token of 37.
#[must_use]
pub fn one() -> Work {
    work(one::required())
}

/// A requirement of 191 alternatives of three scopes each, of which the token has those of the last.
#[must_use]
pub fn many() -> Work {
    work(many::required())
}

fn work(requirement: Requirement) -> Work {
    let names: Vec<_> = (0..37).map(|scope| format!("many:{scope}")).collect();
    let granted: ScopeSet = names.join(" ").parse().expect("they are legal names");
    std::sync::Arc::new(move |times| {
        for _ in 0..times {
            let met = std::hint::black_box(requirement).satisfied_by(std::hint::black_box(&granted));
            assert!(met.is_ok());
        }
    })
}

#[expect(dead_code, reason = "not every scope and type that is written is used at run time")]
mod one {
    include!(concat!(env!("OUT_DIR"), "/one.rs"));

    pub(super) const fn required() -> auth_core::Requirement {
        auth_core::Requirement::of::<Operation>()
    }
}

#[expect(dead_code, reason = "not every scope and type that is written is used at run time")]
mod many {
    include!(concat!(env!("OUT_DIR"), "/many.rs"));

    pub(super) const fn required() -> auth_core::Requirement {
        auth_core::Requirement::of::<Operation>()
    }
}
