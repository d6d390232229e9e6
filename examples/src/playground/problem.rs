use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use serde_json::json;

/// Why the API cannot do what a caller is allowed to ask for; in the form that BIMData gives it.
#[derive(Debug)]
pub(super) enum Problem {
    /// A field of the body is not as it should be.
    Invalid { field: &'static str, complaint: &'static str },
    /// There is nothing by that name or number.
    NotFound,
    /// A mistake of the server.
    ServerError,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::Invalid { field, complaint } => (StatusCode::BAD_REQUEST, json!({ field: [complaint] })),
            Self::NotFound => (StatusCode::NOT_FOUND, json!({ "detail": "Not found." })),
            Self::ServerError => (StatusCode::INTERNAL_SERVER_ERROR, json!({ "detail": "Server error." })),
        };
        (status, Json(body)).into_response()
    }
}
