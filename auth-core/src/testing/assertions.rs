use crate::{ApiOperation, Grant, Permits, Requirement, ScopeSet};

/// Asserts that the operation `O` needs exactly the scopes of `G`: they suffice, and none of them can be left out.
///
/// ```
/// use auth_core::{ApiOperation, Scope, testing::assert_requires};
///
/// #[derive(Scope)]
/// #[scope("model:write")]
/// struct ModelWrite;
///
/// #[derive(ApiOperation)]
/// #[requires(ModelWrite)]
/// struct RenameModel;
///
/// assert_requires::<RenameModel, ModelWrite>();
/// ```
///
/// Of an `any(..)`, each alternative is such a set, so an alternative that is added is not seen. `()` is what `authenticated`
/// and `public` need; whether a token is sent at all is compared with `assert_eq!`:
///
/// ```
/// # use auth_core::ApiOperation;
/// use auth_core::Requirement;
///
/// # #[derive(ApiOperation)]
/// # #[requires(authenticated)]
/// # struct ListClouds;
/// assert_eq!(Requirement::of::<ListClouds>(), Requirement::Authenticated);
/// ```
///
/// # Panics
///
/// When it is not so, saying what the operation requires. Also when `G` is [`Dynamic`](crate::Dynamic), which has no scopes
/// of its own.
#[track_caller]
pub fn assert_requires<O: ApiOperation, G: Grant>() {
    let (name, requirement) = (O::NAME, Requirement::of::<O>());
    let scopes = scopes::<G>();
    if let Err(missing) = requirement.satisfied_by(&scopes) {
        panic!("`{name}` requires `{requirement}`; {}, {missing}", with(&scopes));
    }
    for scope in &scopes {
        let others = scopes.iter().filter(|other| *other != scope).cloned().collect();
        assert!(
            requirement.satisfied_by(&others).is_err(),
            "`{name}` requires `{requirement}`, for which `{scope}` is not needed",
        );
    }
}

/// Asserts that the grant `G` suffices for the operation `O`. It is the compiler that checks it.
///
/// ```
/// # use auth_core::{ApiOperation, Scope, testing::assert_permits};
/// # #[derive(Scope)]
/// # #[scope("model:read")]
/// # struct ModelRead;
/// # #[derive(Scope)]
/// # #[scope("bcf:read")]
/// # struct BcfRead;
/// # #[derive(ApiOperation)]
/// # #[requires(ModelRead)]
/// # struct GetModel;
/// assert_permits::<(ModelRead, BcfRead), GetModel>();
/// ```
pub const fn assert_permits<G: Permits<O>, O: ApiOperation>() {}

/// Asserts that the grant `G` does not suffice for the operation `O`, so that a call of it does not compile.
///
/// ```
/// # use auth_core::{ApiOperation, Scope, testing::assert_refuses};
/// # #[derive(Scope)]
/// # #[scope("model:read")]
/// # struct ModelRead;
/// # #[derive(Scope)]
/// # #[scope("model:write")]
/// # struct ModelWrite;
/// # #[derive(ApiOperation)]
/// # #[requires(ModelWrite)]
/// # struct RenameModel;
/// assert_refuses::<ModelRead, RenameModel>();
/// ```
///
/// # Panics
///
/// When it suffices, and when `G` is [`Dynamic`](crate::Dynamic).
#[track_caller]
pub fn assert_refuses<G: Grant, O: ApiOperation>() {
    let (name, requirement) = (O::NAME, Requirement::of::<O>());
    let scopes = scopes::<G>();
    assert!(
        requirement.satisfied_by(&scopes).is_err(),
        "`{name}` requires `{requirement}`, which is met {}",
        with(&scopes),
    );
}

#[track_caller]
fn scopes<G: Grant>() -> ScopeSet {
    G::scopes().unwrap_or_else(|| panic!("a dynamic grant has no scopes of its own; name them"))
}

fn with(scopes: &ScopeSet) -> String {
    if scopes.is_empty() { "without a scope".to_owned() } else { format!("with `{scopes}`") }
}
