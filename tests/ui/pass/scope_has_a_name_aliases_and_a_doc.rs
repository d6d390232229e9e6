use auth_core::Scope;

/// Read models:
/// IFC and DWG.
///
/// Not their properties.
#[derive(Scope)]
#[scope("model:read", alias = "ifc:read", alias = "!#[]~")]
struct ModelRead;

/**
 * Create models
 * and change them.
 */
#[derive(Scope)]
#[scope("model:write", implied_by(admin::Admin, Owner), alias = "ifc:write",)]
struct ModelWrite;

#[derive(Scope)]
#[scope("owner")]
struct Owner;

mod admin {
    #[derive(auth_core::Scope)]
    #[scope("admin")]
    pub struct Admin;
}

fn main() {
    const READ: auth_core::private::ScopeInfo = ModelRead::INFO;
    assert_eq!(READ.name(), "model:read");
    assert_eq!(READ.doc(), "Read models: IFC and DWG.");
    assert_eq!(READ.aliases(), ["ifc:read", "!#[]~"]);
    assert!(READ.implied_by().is_empty());

    assert_eq!(ModelWrite::INFO.doc(), "Create models and change them.");
    let implied_by = ModelWrite::INFO.implied_by().iter().map(|scope| scope.name());
    assert!(implied_by.eq(["admin", "owner"]));
    assert_eq!(Owner::INFO.doc(), "");
}
