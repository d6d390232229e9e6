/// Read models: IFC, DWG,
/// PDF and plans.
///
/// Not part of the first paragraph.
#[derive(Scope)]
#[scope("model:read", alias = "ifc:read", alias = "models", implied_by(ModelAdmin, scopes::Everything))]
pub struct ModelRead;

#[derive(Scope)]
#[scope("model:admin")]
#[auth(crate = "crate::reexported")]
struct ModelAdmin;

#[derive(Scope)]
#[scope("old")]
#[deprecated]
struct Old;

// What a refused scope leaves, so that there is no second error.
#[derive(Scope)]
#[scope("a b")]
struct Refused<T> {
    field: T,
}
