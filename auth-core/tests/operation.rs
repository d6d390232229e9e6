//! What operations, grants and requirements say of themselves.
#![cfg(feature = "derive")]

use auth_core::{ApiOperation, Dynamic, Grant, GrantFor, OperationInfo, Requirement, Scope, operations};
use http::Method;

#[derive(Scope)]
#[scope("model:read", alias = "ifc:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

/// Rename a model.
///
/// The name is seen by everyone.
#[derive(ApiOperation)]
#[operation(PATCH, "/model/{id}")]
#[requires(ModelWrite)]
struct RenameModel {
    id: u64,
    name: String,
}

#[derive(ApiOperation)]
#[operation(GET, "/model")]
#[requires(any(ModelRead, ModelWrite))]
struct ListModels;

#[test]
fn an_operation_says_what_it_is() {
    const OPERATIONS: &[OperationInfo] = operations![RenameModel, ListModels];
    let [rename, list] = OPERATIONS else { panic!() };
    assert_eq!((rename.name(), rename.path(), rename.doc()), ("RenameModel", "/model/{id}", "Rename a model."));
    assert_eq!(rename.method(), Method::PATCH);
    assert_eq!(rename.requirement(), Requirement::of::<RenameModel>());
    assert_eq!(rename.to_string(), "RenameModel: PATCH /model/{id}");
    assert_eq!((list.name(), list.doc()), ("ListModels", ""));
}

#[test]
fn a_grant_for_operations_has_what_they_prefer() {
    let scopes = |grant: Option<auth_core::ScopeSet>| grant.unwrap().to_string();
    assert_eq!(scopes(GrantFor::<(RenameModel, ListModels)>::scopes()), "model:read model:write");
    assert_eq!(scopes(GrantFor::<ListModels>::scopes()), "model:read");
    assert_eq!(scopes(<()>::scopes()), "");
    let names: Vec<_> = GrantFor::<RenameModel>::infos().unwrap().into_iter().map(auth_core::ScopeInfo::name).collect();
    assert_eq!(names, ["model:write"]);
    assert!(Dynamic::scopes().is_none());
}

#[test]
fn a_requirement_is_written_as_it_is_nested() {
    #[derive(ApiOperation)]
    #[requires(any(all(ModelRead, ModelWrite), ModelWrite))]
    struct Either;

    #[derive(ApiOperation)]
    #[requires(all(any(ModelRead, ModelWrite), ModelWrite))]
    struct Both;

    assert_eq!(Requirement::of::<Either>().to_string(), "any(all(model:read, model:write), model:write)");
    assert_eq!(Requirement::of::<Both>().to_string(), "all(any(model:read, model:write), model:write)");
}
