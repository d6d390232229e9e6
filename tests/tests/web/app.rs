//! An application that users of the playground sign in to, and their browsers.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use auth_examples::{
    bimdata::{GetSelfUser, UserRead},
    playground::{Playground, Registration},
};
use auth_reqwest::{
    Client, ConfigurationError,
    oauth::{
        AuthorizationCode, ClientAuthentication, ClientRegistration,
        web::{SignedIn, WebSignIn, WebSignInBuilder},
    },
};
use axum::{
    Router,
    extract::{FromRef, State},
    routing::get,
};
use http::{HeaderMap, Method};
use reqwest::{Response, StatusCode, Url, redirect::Policy};
use serde_json::Value;
use tokio::net::TcpListener;

pub(crate) struct App {
    pub(crate) playground: Playground,
    pub(crate) web: WebSignIn,
    pub(crate) url: String,
}

#[derive(Clone)]
struct Shared {
    web: WebSignIn,
    api: String,
}

impl FromRef<Shared> for WebSignIn {
    fn from_ref(shared: &Shared) -> Self {
        shared.web.clone()
    }
}

impl App {
    pub(crate) async fn start() -> Self {
        Self::with(|builder| builder).await
    }

    /// On loopback, with these settings.
    pub(crate) async fn with(settings: impl FnOnce(WebSignInBuilder) -> WebSignInBuilder) -> Self {
        Self::behind(None, settings).await
    }

    /// As it is known from outside, when that is another URL.
    pub(crate) async fn behind(
        public_url: Option<&str>,
        settings: impl FnOnce(WebSignInBuilder) -> WebSignInBuilder,
    ) -> Self {
        let playground = Playground::start().await.unwrap();
        playground.skip_pages("architect");
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let redirect_uri = format!("{}/auth/callback", public_url.unwrap_or(&url));
        let scopes = "user:read".parse().unwrap();
        let client = Registration::new("app", "s3cret", scopes).redirect_uri(&redirect_uri);
        playground.register(client.post_logout_redirect_uri("http://127.0.0.1/bye"));

        let registration = ClientRegistration::builder("app")
            .authentication(ClientAuthentication::secret("s3cret"))
            .discover(playground.issuer())
            .await
            .unwrap();
        let flow = AuthorizationCode::new(&registration, redirect_uri).grant::<UserRead>().offline_access();
        let web = settings(WebSignIn::builder(flow)).build().unwrap();
        let shared = Shared { web: web.clone(), api: playground.api().to_owned() };
        let router = Router::new()
            .route("/", get(front))
            .route("/debug", get(async |user: SignedIn| format!("{user:?} {user:#?}")))
            .route("/name", get(name).post(name))
            .nest("/inner", Router::new().route("/name", get(name)))
            .merge(web.router())
            .with_state(shared);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { playground, web, url }
    }

    /// Waits until so many tokens were revoked, for which nobody else waits.
    pub(crate) async fn revocations(&self, count: usize) {
        let revoked = async {
            while self.playground.requests("POST /revocation") < count {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), revoked).await.unwrap();
    }

    /// How many codes were exchanged.
    pub(crate) fn codes(&self) -> usize {
        self.playground.requests("POST /token")
    }
}

/// Who it is for the application.
async fn front(user: Option<SignedIn>) -> String {
    user.map_or_else(|| "nobody".to_owned(), |user| user.session().identity().unwrap().subject().to_owned())
}

/// Who it is for the API: an address.
async fn name(State(shared): State<Shared>, user: SignedIn) -> String {
    let client = user.keep(|session| Client::builder(&shared.api).session(session).build());
    let client: Result<Client<UserRead>, ConfigurationError> = client;
    let answer = client.unwrap().request::<GetSelfUser>(Method::GET, "/user").send().await.unwrap();
    answer.json::<Value>().await.unwrap()["email"].as_str().unwrap().to_owned()
}

/// What one browser has: cookies, which it sends to every port of the host.
#[derive(Default)]
pub(crate) struct Browser(Mutex<BTreeMap<String, String>>);

impl Browser {
    /// What a browser sends when a page is opened.
    pub(crate) async fn open(&self, url: &str) -> Response {
        let page = [("sec-fetch-mode", "navigate"), ("sec-fetch-site", "none"), ("accept", "text/html")];
        self.send(Method::GET, url, &page).await
    }

    pub(crate) async fn send(&self, method: Method, url: &str, headers: &[(&str, &str)]) -> Response {
        let http = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
        let mut request = http.request(method, url).header("cookie", self.cookies());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        self.take_cookies(response.headers());
        response
    }

    /// Begins to sign in as a user: the authorization server's answer, which the application has not seen yet.
    pub(crate) async fn callback(&self, app: &App, user: &str, return_to: &str) -> String {
        let begun = self.open(&format!("{}/auth/sign-in?return_to={return_to}", app.url)).await;
        assert_eq!(begun.status(), StatusCode::SEE_OTHER, "{}", begun.text().await.unwrap());
        app.playground.skip_pages(user);
        let answer = self.open(&location(&begun)).await;
        location(&answer)
    }

    /// Signs in as a user. Where the application sends the browser then.
    pub(crate) async fn sign_in(&self, app: &App, user: &str) -> Response {
        let callback = self.callback(app, user, "/name").await;
        self.open(&callback).await
    }

    /// Who the application takes it for.
    pub(crate) async fn who(&self, app: &App) -> String {
        self.open(&app.url).await.text().await.unwrap()
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.0.lock().unwrap().get(name).cloned()
    }

    pub(crate) fn plant(&self, name: &str, value: &str) {
        self.0.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    pub(crate) fn cookies(&self) -> String {
        let cookies = self.0.lock().unwrap();
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn take_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.0.lock().unwrap();
        for cookie in headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

pub(crate) fn location(response: &Response) -> String {
    response.headers()["location"].to_str().unwrap().to_owned()
}

/// A URL with another value of a parameter, or without the parameter.
pub(crate) fn with_parameter(url: &str, name: &str, value: Option<&str>) -> String {
    let mut url: Url = url.parse().unwrap();
    let others = url.query_pairs().into_owned().filter(|(other, _)| other != name).collect::<Vec<_>>();
    url.query_pairs_mut().clear().extend_pairs(others).extend_pairs(value.map(|value| (name, value)));
    url.into()
}
