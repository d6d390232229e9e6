use auth_core::{ApiOperation, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

/// Rename
/// a model.
///
/// Its files stay.
#[derive(ApiOperation)]
#[requires(ModelWrite)]
struct RenameModel;

#[derive(ApiOperation)]
#[requires(ModelRead)]
#[expect(non_camel_case_types, reason = "a raw name")]
struct r#type;

fn main() {
    assert_eq!(RenameModel::NAME, "RenameModel");
    assert_eq!(RenameModel::DOC, "Rename a model.");
    assert_eq!(r#type::NAME, "type");
    assert_eq!(r#type::DOC, "");
}
