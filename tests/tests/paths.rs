//! Whatever stands in a path field, a real router takes the route that was declared, and hands the value back unchanged.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::LazyLock;

use auth_core::{ApiOperation, Endpoint};
use axum::{
    Router,
    body::{self, Body},
    extract::Path,
    http::Request,
    routing,
};
use proptest::prelude::*;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// Read one thing of another.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/cloud/{cloud}/project/{project}/model")]
#[requires(authenticated)]
struct Nested {
    cloud: String,
    project: String,
}

/// Read the last segment.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/cloud/{cloud}")]
#[requires(authenticated)]
struct Last {
    cloud: String,
}

/// Read a part of two segments.
#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/Repositories/iModel--{imodel}/{size}Thumbnail")]
#[requires(authenticated)]
struct Parts {
    imodel: String,
    size: String,
}

/// Around the declared routes, those that a value must not lead to.
fn router() -> Router {
    let echo = |name: &'static str| {
        routing::any(move |Path(values): Path<Vec<(String, String)>>| async move {
            let values = values.into_iter().map(|(_, value)| value).collect::<Vec<_>>();
            serde_json::to_string(&(name, values)).unwrap()
        })
    };
    Router::new()
        .route(Nested::PATH, echo("Nested"))
        .route(Last::PATH, echo("Last"))
        .route("/Repositories/{imodel}/{size}", echo("Parts")) // its router knows whole segments only
        .route("/Repositories/{imodel}", echo("above"))
        .route("/cloud", echo("above"))
        .route("/cloud/{cloud}/project", echo("between"))
        .route("/cloud/{cloud}/project/{project}", echo("between"))
        .route("/cloud/{cloud}/project/{project}/model/{model}", echo("below"))
        .fallback(|| async { "\"elsewhere\"" })
}

/// The name of the route that was taken, and the values that arrived there.
fn taken(path: &str) -> serde_json::Value {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
    // As the client does it: through the URL, which resolves dots and backslashes.
    let url = reqwest::Url::parse(&format!("http://api.example.com{path}")).unwrap();
    let request = Request::get(url.path()).body(Body::empty()).unwrap();
    RUNTIME.block_on(async {
        let response = router().oneshot(request).await.unwrap();
        serde_json::from_slice(&body::to_bytes(response.into_body(), usize::MAX).await.unwrap()).unwrap()
    })
}

/// Anything, with a liking for what means something in a path.
fn value() -> impl Strategy<Value = String> {
    let special =
        ["/", "..", ".", "%2f", "%2F", "%2e", "%", "\\", "?", "#", "//", ";", ":", "{cloud}", " ", "+", "\0", "é"];
    let piece = prop_oneof![prop::sample::select(special.to_vec()).prop_map(str::to_owned), any_text()];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..4).prop_map(String::from_iter)
}

/// Some servers take an encoded slash or backslash for a slash.
fn can_be_sent(value: &str) -> bool {
    !value.is_empty() && !value.split(['/', '\\']).any(|part| matches!(part, "." | ".."))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_route_is_the_declared_one_and_its_values_come_back(cloud in value(), project in value()) {
        let sendable = can_be_sent(&cloud) && can_be_sent(&project);
        match (Nested { cloud: cloud.clone(), project: project.clone() }).path() {
            Ok(path) => {
                prop_assert!(sendable);
                prop_assert_eq!(taken(&path), serde_json::json!(["Nested", [cloud, project]]));
            }
            Err(_) => prop_assert!(!sendable),
        }
    }

    #[test]
    fn a_value_in_a_part_of_a_segment_stays_there(imodel in value(), size in value()) {
        let segments = [format!("iModel--{imodel}"), format!("{size}Thumbnail")];
        let is_filled = !imodel.is_empty() && !size.is_empty();
        let sendable = is_filled && segments.iter().all(|segment| can_be_sent(segment));
        match (Parts { imodel, size }).path() {
            Ok(path) => {
                prop_assert!(sendable);
                prop_assert_eq!(taken(&path), serde_json::json!(["Parts", segments]));
            }
            Err(_) => prop_assert!(!sendable),
        }
    }

    #[test]
    fn a_value_at_the_end_leads_nowhere_else(cloud in value()) {
        match (Last { cloud: cloud.clone() }).path() {
            Ok(path) => prop_assert_eq!(taken(&path), serde_json::json!(["Last", [cloud]])),
            Err(_) => prop_assert!(!can_be_sent(&cloud)),
        }
    }
}

#[test]
fn what_would_be_another_route_is_told_from_it() {
    assert_eq!(taken("/cloud/1/project/%2e%2e/model"), "elsewhere");
    assert_eq!(taken("/cloud/a/b/project/1/model"), "elsewhere");
}
