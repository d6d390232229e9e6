//! The pages. Only the viewer has a script, and that learns no token but the one for its project.

use auth_core::Grant;
use auth_reqwest::oauth::{
    SignInError,
    web::{SignedIn, WebSignIn},
};
use axum::{
    Router,
    response::{IntoResponse, Response},
    routing::get,
};
use bimdata::types::{Cloud, Model, Project, Topic};
use http::{HeaderValue, StatusCode, header};
use maud::{DOCTYPE, Markup, html};

use crate::app::{Holds, path_of};

/// What all pages have in common: who looks at them.
pub(crate) struct Page<'a> {
    pub(crate) sign_in: &'a WebSignIn,
    pub(crate) api: &'a str,
    pub(crate) user: Option<&'a SignedIn>,
}

impl Page<'_> {
    pub(crate) fn start(&self) -> Response {
        let body = html! {
            @if self.user.is_some() {
                p { "You are signed in." }
                p { a.button href="/projects" { "Show my projects" } }
            } @else {
                p { "Look at the models of your projects, and talk about them." }
                p { a.button href=(self.sign_in.sign_in_path("/projects")) { "Sign in" } }
            }
        };
        self.page("Models", &body)
    }

    pub(crate) fn projects(&self, clouds: &[(Cloud, Vec<Project>)]) -> Response {
        let body = html! {
            @if clouds.is_empty() { p { "There are none." } }
            @for (cloud, projects) in clouds {
                h2 { (cloud.name) }
                ul.list {
                    @for project in projects { li { a href=(path_of(cloud.id, project.id)) { (project.name) } } }
                }
            }
        };
        self.page("Projects", &body)
    }

    pub(crate) fn project(&self, (cloud, project): (u64, u64), models: &[Model], topics: &[Topic]) -> Response {
        let place = path_of(cloud, project);
        let body = html! {
            h2 { "Models" }
            ul.list id="models" { @for model in models { li { (model.name.as_deref().unwrap_or("without a name")) } } }
            p { a.button href={ (place) "/viewer" } { "Open the viewer" } }
            h2 { "Topics" }
            ul.list id="topics" {
                @for topic in topics {
                    li { (topic.title) " " span.quiet { (topic.creation_author.as_deref().unwrap_or_default()) } }
                }
            }
            form.line method="post" action={ (place) "/topics" } {
                label.hidden for="title" { "What it is about" }
                input id="title" name="title" placeholder="What is it about?" required;
                button { "Open a topic" }
            }
        };
        self.page("Project", &body)
    }

    /// The place for a viewer: its script fetches a token for the project, and calls the API by itself.
    pub(crate) fn viewer(&self, (cloud, project): (u64, u64)) -> Response {
        let place = path_of(cloud, project);
        let body = html! {
            p { "This part runs in your browser. It calls the API by itself, with a token for this project alone." }
            div id="viewer" data-api=(self.api) data-cloud=(cloud) data-project=(project)
                data-token={ (place) "/viewer/token" } { p role="status" { "Loading .." } }
            p { a href=(place) { "Back to the project" } }
            script src="/viewer.js" defer {}
        };
        self.page("Viewer", &body)
    }

    fn page(&self, title: &str, body: &Markup) -> Response {
        page(title, self.api, &self.header(), body)
    }

    /// Who has signed in, what was agreed to, and the way out.
    fn header(&self) -> Markup {
        let Some(user) = self.user else {
            return html! { a href=(self.sign_in.sign_in_path("/")) { "Sign in" } };
        };
        let granted = user.session().scopes();
        let is_granted = |name: &str| granted.as_ref().is_none_or(|granted| granted.contains(name));
        let name = user.session().identity().map_or_else(String::new, |claims| claims.subject().to_owned());
        html! {
            span { "Signed in as " strong { (name) } }
            form method="post" action=(self.sign_in.sign_out_path()) { button.quiet { "Sign out" } }
            ul.scopes aria-label="What you let this application do" {
                @for scope in Holds::infos().unwrap_or_default() {
                    @if is_granted(scope.name()) { li { (scope.name()) } }
                    @else { li { del { (scope.name()) } } }
                }
            }
        }
    }
}

/// The user did not agree to something that is needed.
pub(crate) fn missing(scopes: &str, again: &str) -> Response {
    let body = html! {
        p { "This needs " code { (scopes) } ", which you did not grant to this application, so nothing was sent." }
        p { a.button href=(again) { "Decide anew" } a.other href="/projects" { "Back to the projects" } }
    };
    page("Not allowed", "", &html! {}, &body)
}

pub(crate) fn not_found() -> Response {
    page("Not found", "", &html! {}, &html! { p { a href="/projects" { "Back to the projects" } } })
}

pub(crate) fn failure() -> Response {
    page("This does not work", "", &html! {}, &html! { p { "Try again later." } })
}

/// Why nobody is signed in.
pub(crate) fn not_signed_in(error: &SignInError) -> Response {
    let (status, text) = match error {
        SignInError::Refused => (StatusCode::FORBIDDEN, "You decided not to."),
        SignInError::ForeignCallback { .. } => {
            (StatusCode::BAD_REQUEST, "It was begun too long ago, or in another browser, or is over.")
        }
        error => {
            anstream::eprintln!("{error}");
            (StatusCode::BAD_GATEWAY, "It does not work at present.")
        }
    };
    let body = html! { p { (text) } p { a.button href="/" { "Start again" } } };
    (status, page("Not signed in", "", &html! {}, &body)).into_response()
}

/// `api` is where scripts may call, besides the application itself.
fn page(title: &str, api: &str, header: &Markup, body: &Markup) -> Response {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' {api}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    let headers = [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy).unwrap_or(NOTHING)),
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    ];
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/style.css";
            }
            body {
                header { a.brand href="/" { "Models" } (header) }
                main { h1 { (title) } (body) }
            }
        }
    };
    (headers, page).into_response()
}

const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'");

pub(crate) fn assets<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let file = |kind, text: &'static str| get(async move || ([(header::CONTENT_TYPE, kind)], text));
    Router::new()
        .route("/style.css", file("text/css; charset=utf-8", include_str!("style.css")))
        .route("/viewer.js", file("text/javascript; charset=utf-8", include_str!("viewer.js")))
}
