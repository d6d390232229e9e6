//! The pages that users see. They need no script, and nothing from elsewhere.

use auth_core::ScopeName;
use axum::response::IntoResponse;
use bimdata::scopes::SCOPES;
use http::{HeaderName, HeaderValue, StatusCode, header};
use maud::{DOCTYPE, Markup, html};

use super::{
    request::Request,
    users::{PASSWORD, USERS},
};
use crate::playground::form::Form;

const STYLE: &str = include_str!("style.css");

/// The page to sign in. `wrong` is the name that was tried in vain.
pub(super) fn sign_in(request: &Request, interaction: &str, wrong: Option<&str>) -> impl IntoResponse {
    let name = wrong.or(request.login_hint.as_deref()).unwrap_or_default();
    let status = if wrong.is_some() { StatusCode::FORBIDDEN } else { StatusCode::OK };
    let body = html! {
        p { "To continue to " strong { (request.client_id) } "." }
        @if wrong.is_some() {
            p.error role="alert" { "There is no such user, or this is not the password." }
        }
        form method="post" action="/sign-in" {
            input type="hidden" name="interaction" value=(interaction);
            label for="username" { "User" }
            input id="username" name="username" value=(name) autocomplete="username" autocapitalize="none" required
                autofocus[name.is_empty()];
            label for="password" { "Password" }
            input id="password" name="password" type="password" autocomplete="current-password" required
                autofocus[!name.is_empty()];
            div.buttons {
                button name="decision" value="sign-in" { "Sign in" }
                button.quiet name="decision" value="cancel" formnovalidate { "Cancel" }
            }
        }
        p.hint {
            "This is a playground. Its users are "
            @for (index, user) in USERS.iter().enumerate() {
                @if index > 0 { " and " }
                code { (user.name) }
            }
            ", and the password of each is " code { (PASSWORD) } "."
        }
    };
    (status, page("Sign in", &body))
}

/// The page to consent: what may be un-ticked is a checkbox.
pub(super) fn consent(request: &Request, user: &str, interaction: &str) -> impl IntoResponse {
    let optional = request.scopes.iter().map(ScopeName::as_str).filter(|name| *name != "openid");
    let body = html! {
        p { strong { (request.client_id) } " asks you, " strong { (user) } ", to let it:" }
        form method="post" action="/consent" {
            input type="hidden" name="interaction" value=(interaction);
            fieldset {
                legend.hidden { "What you let it do" }
                @for name in optional {
                    label.scope {
                        input type="checkbox" name=(checkbox(name)) checked;
                        span { (meaning(name)) " " code { (name) } }
                    }
                }
            }
            p.hint { "Un-tick what you do not want. It also learns who you are." }
            div.buttons {
                button name="decision" value="allow" { "Allow" }
                button.quiet name="decision" value="deny" { "Deny" }
            }
        }
    };
    page("Consent", &body)
}

/// The name of the checkbox of a scope.
pub(super) fn checkbox(scope: &str) -> String {
    format!("scope {scope}")
}

/// What a scope lets a client do.
fn meaning(scope: &str) -> &str {
    match scope {
        "email" => "Know your address.",
        "offline_access" => "Stay signed in when you are away.",
        "profile" => "Know your name.",
        _ => SCOPES.iter().find(|info| info.name() == scope).map_or("", |info| info.doc()),
    }
}

/// The page to enter the code that a device shows.
pub(super) fn device(user_code: Option<&str>, is_wrong: bool) -> impl IntoResponse {
    let body = html! {
        p { "Enter the code that your device shows, and only if you have begun to sign in there yourself." }
        @if is_wrong {
            p.error role="alert" { "No device waits with this code. It may have been entered before, or be too old." }
        }
        form method="post" action="/device" {
            label for="user_code" { "Code" }
            input.code id="user_code" name="user_code" value=(user_code.unwrap_or_default()) autocomplete="off"
                autocapitalize="characters" spellcheck="false" placeholder="BCDF-GHJK" required autofocus;
            div.buttons { button { "Continue" } }
        }
    };
    let status = if is_wrong { StatusCode::NOT_FOUND } else { StatusCode::OK };
    (status, page("Connect a device", &body))
}

/// After a user has decided what a device may do.
pub(super) fn device_done(is_allowed: bool) -> impl IntoResponse {
    let text = if is_allowed { "Your device goes on by itself." } else { "Your device is not signed in." };
    let body = html! { p { (text) " You may close this page." } };
    page(if is_allowed { "Done" } else { "Denied" }, &body)
}

/// The page that asks whether the user wants to sign out.
pub(super) fn sign_out(form: &Form, user: &str) -> impl IntoResponse {
    let kept = ["client_id", "id_token_hint", "post_logout_redirect_uri", "state"];
    let body = html! {
        p { "You are signed in as " strong { (user) } "." }
        form method="post" action="/end_session" {
            @for (name, value) in kept.iter().filter_map(|name| form.one(name).map(|value| (name, value))) {
                input type="hidden" name=(name) value=(value);
            }
            div.buttons { button name="decision" value="sign-out" { "Sign out" } }
        }
    };
    page("Sign out?", &body)
}

pub(super) fn signed_out() -> impl IntoResponse {
    page("Signed out", &html! { p { "You may close this page." } })
}

/// Why the browser is sent nowhere.
pub(super) fn refusal(message: &str) -> impl IntoResponse {
    (StatusCode::BAD_REQUEST, page("This does not work", &html! { p.error role="alert" { (message) } }))
}

/// The page that was answered is not the last one that was shown in this browser.
pub(super) fn too_old() -> impl IntoResponse {
    refusal("This page is too old, or belongs to another browser. Begin anew where you came from.")
}

/// A mistake of the server.
pub(super) fn failure() -> impl IntoResponse {
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        page("This does not work", &html! { p.error role="alert" { "Try again later." } }),
    )
}

fn page(title: &str, body: &Markup) -> impl IntoResponse + use<> {
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        // No `form-action`: browsers apply it to the redirect after a form, too, and that leads to the client.
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::REFERRER_POLICY, "same-origin"),
    ];
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " - Playground" }
                link rel="stylesheet" href="/style.css";
            }
            body {
                main {
                    p.brand { "Playground " span { "for demonstration only" } }
                    h1 { (title) }
                    (body)
                }
            }
        }
    };
    (headers, page)
}

pub(super) async fn style() -> ([(HeaderName, HeaderValue); 1], &'static str) {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"))], STYLE)
}
