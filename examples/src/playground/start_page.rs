use axum::response::Html;

pub(super) async fn issuer() -> Html<&'static str> {
    Html(concat!(
        "<!doctype html><html lang=en><title>Playground: authorization server</title>",
        "<h1>Authorization server of the playground</h1>",
        "<p><strong>For demonstration only.</strong> Its keys are made at start, nothing outlives the process.",
        "<ul><li><a href=/.well-known/openid-configuration>OpenID Connect metadata</a>",
        "<li><a href=/.well-known/oauth-authorization-server>RFC 8414 metadata</a>",
        "<li><a href=/jwks>keys</a><li><a href=/device>enter the code of a device</a></ul>",
    ))
}

pub(super) async fn api() -> Html<&'static str> {
    Html(concat!(
        "<!doctype html><html lang=en><title>Playground: API</title>",
        "<h1>BIM API of the playground</h1>",
        "<p><strong>For demonstration only.</strong> The operations of BIMData's API with made-up buildings. ",
        "Not run by BIMData, and everything in it is gone when the process ends.",
    ))
}
