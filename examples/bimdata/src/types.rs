//! The JSON of the operations that a viewer and the quick start use, named as BIMData names it.
//!
//! A field that a server leaves out or sends as `null` is empty, and one that is not known here is passed over: servers
//! are newer or older than their clients. What has no type here is a [`serde_json::Value`].

use serde::{Deserialize, Deserializer};

mod bcf;
mod cloud;
mod document;
mod element;
mod model;
mod project;
mod structure;
mod token;
mod topic;
mod user;
mod viewpoint;
mod webhook;

pub use self::{
    bcf::{
        Auth, BcfLabel, BcfProject, DetailedExtensions, Extensions, Priority, Stage, TopicStatus, TopicType, Version,
    },
    cloud::{Cloud, CloudRequest, PatchedCloudRequest},
    document::{Document, FolderWithoutChildren, Tag},
    element::{Classification, Element, ModelProperty, PropertyDefinition, PropertySet, Unit},
    model::{CreateBuildingByNameRequest, CreateModelRequest, LightModel, Model, PatchedModelRequest},
    project::{PatchedProjectRequest, Project, ProjectRequest},
    structure::{Building, Space, Storey, Zone},
    token::{IfcAccessToken, ProjectAccessToken, ProjectAccessTokenRequest},
    topic::{Comment, CommentRequest, FullTopic, PatchedCommentRequest, PatchedTopicRequest, Topic, TopicRequest},
    user::{SelfBcfUser, SelfUser, User, UserProject},
    viewpoint::{Pin, Point, Viewpoint},
    webhook::{PatchedWebHookRequest, WebHook, WebHookRequest},
};

/// Reads `null` as empty.
fn nullable<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads `null` as empty, and leaves out those in the list.
fn without_nulls<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let texts: Vec<Option<String>> = nullable(deserializer)?;
    Ok(texts.into_iter().flatten().collect())
}
