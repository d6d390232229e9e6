//! Someone with a browser, as far as the pages need one: cookies, links and forms.

use std::{cell::RefCell, collections::HashMap};

use auth_examples::playground::Playground;
use form_urlencoded::Serializer;
use reqwest::{RequestBuilder, Response, StatusCode, Url};

use crate::{http, json, send};

/// RFC 7636 appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub(crate) const REDIRECT_URI: &str = "http://127.0.0.1:4711/callback";

/// What `viewer-desktop` asks for, unless a test has something else in mind.
pub(crate) const REQUEST: [(&str, &str); 8] = [
    ("client_id", "viewer-desktop"),
    ("code_challenge", CHALLENGE),
    ("code_challenge_method", "S256"),
    ("nonce", "n-0S6_WzA2Mj"),
    ("redirect_uri", REDIRECT_URI),
    ("response_type", "code"),
    ("scope", "openid profile email offline_access model:read bcf:write"),
    ("state", "af0ifjsldkj"),
];

/// The request with some parameters changed; those without a value are left out.
pub(crate) fn request(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut parameters = HashMap::from(REQUEST);
    parameters.extend(changes.iter().copied());
    parameters.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

pub(crate) struct User<'a> {
    playground: &'a Playground,
    cookie: RefCell<Option<String>>,
}

/// A page with its form, or where the browser was sent.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) text: String,
    pub(crate) location: Option<Url>,
}

impl<'a> User<'a> {
    pub(crate) fn new(playground: &'a Playground) -> Self {
        Self { playground, cookie: RefCell::default() }
    }

    /// Follows the client's link.
    pub(crate) async fn begin(&self, changes: &[(&str, &str)]) -> Seen {
        let query = Serializer::new(String::new()).extend_pairs(request(changes)).finish();
        self.open(&format!("/authorize?{query}")).await
    }

    pub(crate) async fn open(&self, path: &str) -> Seen {
        self.send(http().get(format!("{}{path}", self.playground.issuer()))).await
    }

    /// Answers the page to sign in.
    pub(crate) async fn sign_in(&self, page: &Seen, password: &str) -> Seen {
        let form = [("interaction", page.interaction()), ("username", "architect"), ("password", password)];
        self.post("/sign-in", &form).await
    }

    /// Answers the page to consent with these boxes ticked.
    pub(crate) async fn consent(&self, page: &Seen, scopes: &[&str]) -> Seen {
        let boxes: Vec<String> = scopes.iter().map(|scope| format!("scope {scope}")).collect();
        let mut form = vec![("interaction", page.interaction()), ("decision", "allow")];
        form.extend(boxes.iter().map(|name| (name.as_str(), "on")));
        self.post("/consent", &form).await
    }

    /// Presses the button of the page to sign in that is for going back.
    pub(crate) async fn cancel(&self, page: &Seen) -> Seen {
        self.post("/sign-in", &[("interaction", page.interaction()), ("decision", "cancel")]).await
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Seen {
        self.send(http().post(format!("{}{path}", self.playground.issuer())).form(form)).await
    }

    /// Signs in and consents to these scopes.
    pub(crate) async fn code(&self, changes: &[(&str, &str)], scopes: &[&str]) -> String {
        let page = self.begin(changes).await;
        let page = self.sign_in(&page, "playground").await;
        self.consent(&page, scopes).await.parameter("code").unwrap()
    }

    async fn send(&self, mut request: RequestBuilder) -> Seen {
        if let Some(cookie) = &*self.cookie.borrow() {
            request = request.header("cookie", cookie);
        }
        let response = send(request).await;
        if let Some(cookie) = response.headers().get("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
            *self.cookie.borrow_mut() = cookie.split(';').next().map(str::to_owned);
        }
        Seen::new(response).await
    }
}

impl Seen {
    async fn new(response: Response) -> Self {
        let location = response.headers().get("location").map(|url| url.to_str().unwrap().parse().unwrap());
        if location.is_none() {
            assert!(response.headers()["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
        }
        assert_eq!(response.headers()["cache-control"], "no-store");
        Self { status: response.status(), location, text: response.text().await.unwrap() }
    }

    /// A parameter of the URL that the browser was sent to.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let location = self.location.as_ref().unwrap_or_else(|| panic!("not a redirect: {self:?}"));
        location.query_pairs().find(|(other, _)| other == name).map(|(_, value)| value.into_owned())
    }

    fn interaction(&self) -> &str {
        let (_, rest) = self.text.split_once(r#"name="interaction" value=""#).unwrap_or_else(|| panic!("{self:?}"));
        rest.split('"').next().unwrap()
    }
}

/// The token endpoint's answer to `viewer-desktop`.
pub(crate) fn ask(playground: &Playground, parameters: &[(&str, &str)]) -> RequestBuilder {
    let mut form = vec![("client_id", "viewer-desktop")];
    form.extend(parameters);
    http().post(playground.token_endpoint()).form(&form)
}

pub(crate) fn redeem(playground: &Playground, code: &str) -> RequestBuilder {
    let grant = ("grant_type", "authorization_code");
    ask(playground, &[grant, ("code", code), ("code_verifier", VERIFIER), ("redirect_uri", REDIRECT_URI)])
}

pub(crate) fn refresh(playground: &Playground, token: &str) -> RequestBuilder {
    ask(playground, &[("grant_type", "refresh_token"), ("refresh_token", token)])
}

/// The error that the token endpoint answers with.
pub(crate) async fn error(request: RequestBuilder) -> String {
    json(request).await["error"].as_str().unwrap().to_owned()
}

/// Whether the API lets a token read the clouds.
pub(crate) async fn is_alive(playground: &Playground, token: &str) -> bool {
    let answer = send(http().get(format!("{}/cloud", playground.api())).bearer_auth(token)).await;
    assert!([200, 401].contains(&answer.status().as_u16()), "{answer:?}");
    answer.status() == StatusCode::OK
}
