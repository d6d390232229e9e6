//! The scopes that BIMData documents, and those that its operations name besides. None implies another: who may write a
//! model may not read it.

use auth_core::{Scope, ScopeInfo};

/// Read BCF topics, their comments and viewpoints.
#[derive(Debug, Scope)]
#[scope("bcf:read")]
pub struct BcfRead;

/// Create BCF topics and comment on them.
#[derive(Debug, Scope)]
#[scope("bcf:write")]
pub struct BcfWrite;

/// Create clouds, change them and who works in them.
#[derive(Debug, Scope)]
#[scope("cloud:manage")]
pub struct CloudManage;

/// Read who works in a cloud.
#[derive(Debug, Scope)]
#[scope("cloud:read")]
pub struct CloudRead;

/// Read documents and folders, and take part in visas.
#[derive(Debug, Scope)]
#[scope("document:read")]
pub struct DocumentRead;

/// Upload and delete documents, and change folders.
#[derive(Debug, Scope)]
#[scope("document:write")]
pub struct DocumentWrite;

/// Read what happened in a project.
#[derive(Debug, Scope)]
#[scope("logs:read")]
pub struct LogsRead;

/// Read models: IFC, DWG, PDF and plans.
#[derive(Debug, Scope)]
#[scope("model:read", alias = "ifc:read")]
pub struct ModelRead;

/// Create, read and revoke tokens that open one model.
#[derive(Debug, Scope)]
#[scope("model:token_manage", alias = "ifc:token_manage")]
pub struct ModelTokenManage;

/// Create models and change their properties.
#[derive(Debug, Scope)]
#[scope("model:write", alias = "ifc:write")]
pub struct ModelWrite;

/// Create projects, and manage who works in them and with what tokens.
#[derive(Debug, Scope)]
#[scope("org:manage")]
pub struct OrgManage;

/// Read the account of whom the token speaks for, its projects and invitations.
#[derive(Debug, Scope)]
#[scope("user:read")]
pub struct UserRead;

/// Answer invitations for whom the token speaks for.
#[derive(Debug, Scope)]
#[scope("user:write")]
pub struct UserWrite;

/// Create, change and delete webhooks.
#[derive(Debug, Scope)]
#[scope("webhook:manage")]
pub struct WebhookManage;

/// Every scope of this module.
pub const SCOPES: &[&ScopeInfo] = &[
    &BcfRead::INFO,
    &BcfWrite::INFO,
    &CloudManage::INFO,
    &CloudRead::INFO,
    &DocumentRead::INFO,
    &DocumentWrite::INFO,
    &LogsRead::INFO,
    &ModelRead::INFO,
    &ModelTokenManage::INFO,
    &ModelWrite::INFO,
    &OrgManage::INFO,
    &UserRead::INFO,
    &UserWrite::INFO,
    &WebhookManage::INFO,
];
