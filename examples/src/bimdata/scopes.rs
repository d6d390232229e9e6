use auth_core::Scope;

/// Read BCF topics and their comments.
#[derive(Debug, Scope)]
#[scope("bcf:read")]
pub struct BcfRead;

/// Create BCF topics and comment on them.
#[derive(Debug, Scope)]
#[scope("bcf:write")]
pub struct BcfWrite;

/// Create clouds and change their settings.
#[derive(Debug, Scope)]
#[scope("cloud:manage")]
pub struct CloudManage;

/// Read clouds and who works in them.
#[derive(Debug, Scope)]
#[scope("cloud:read")]
pub struct CloudRead;

/// Read document files.
#[derive(Debug, Scope)]
#[scope("document:read")]
pub struct DocumentRead;

/// Upload and delete documents.
#[derive(Debug, Scope)]
#[scope("document:write")]
pub struct DocumentWrite;

/// Read models: IFC, DWG, PDF and plans.
#[derive(Debug, Scope)]
#[scope("model:read", alias = "ifc:read")]
pub struct ModelRead;

/// Create models and change their properties. Does not include reading them: BIMData's scopes imply nothing.
#[derive(Debug, Scope)]
#[scope("model:write", alias = "ifc:write")]
pub struct ModelWrite;

/// Create projects and manage what belongs to an organization.
#[derive(Debug, Scope)]
#[scope("org:manage")]
pub struct OrgManage;

/// Read the account of whom the token speaks for.
#[derive(Debug, Scope)]
#[scope("user:read")]
pub struct UserRead;
