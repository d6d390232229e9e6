//! What a client of iModelHub asks for. The operations of this crate need [`IModelHub`] alone; the others are what clients
//! of the time asked for besides, to sign a user in and to use neighbouring services.

use auth_core::Scope;

/// Everything that iModelHub offers.
#[derive(Debug, Scope)]
#[scope("imodelhub")]
pub struct IModelHub;

/// Learn who signed in (OpenID Connect Core 1.0 section 3.1.2.1).
#[derive(Debug, Scope)]
#[scope("openid")]
pub struct OpenId;

/// Learn their email address.
#[derive(Debug, Scope)]
#[scope("email")]
pub struct Email;

/// Learn their name.
#[derive(Debug, Scope)]
#[scope("profile")]
pub struct Profile;

/// Learn which organization they belong to.
#[derive(Debug, Scope)]
#[scope("organization")]
pub struct Organization;

/// Find the projects and assets that iModels belong to.
#[derive(Debug, Scope)]
#[scope("context-registry-service:read-only")]
pub struct ContextRegistryRead;

/// Read reality data: photographs, point clouds, meshes.
#[derive(Debug, Scope)]
#[scope("reality-data:read")]
pub struct RealityDataRead;

/// Keep settings.
#[derive(Debug, Scope)]
#[scope("product-settings-service")]
pub struct ProductSettings;

/// Report usage.
#[derive(Debug, Scope)]
#[scope("urlps-third-party")]
pub struct UrlpsThirdParty;

/// Stay signed in: be given a refresh token (OpenID Connect Core 1.0 section 11).
#[derive(Debug, Scope)]
#[scope("offline_access")]
pub struct OfflineAccess;

/// What an interactive application asks for: a user who signs in, and stays signed in.
pub type Application = (IModelHub, OpenId, Email, Profile, Organization, OfflineAccess);
