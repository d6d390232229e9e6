//! A browser without pages: it follows redirects and keeps cookies, until it is sent away from the server.
#![expect(clippy::expect_used, reason = "it is for tests, which end with the message")]

use std::{collections::HashMap, sync::Mutex};

use reqwest::{
    Response, StatusCode, Url,
    header::{COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};

/// The browser of one user. The server's pages finish by themselves, as the user's who the `login_hint` names.
#[derive(Debug)]
pub struct Browser {
    http: reqwest::Client,
    cookies: Mutex<HashMap<String, String>>,
}

impl Browser {
    /// A browser that nobody has signed in with.
    ///
    /// # Panics
    ///
    /// When no HTTP client can be built.
    #[must_use]
    pub fn new() -> Self {
        let http = reqwest::Client::builder().redirect(Policy::none()).build().expect("there is a TLS library");
        Self { http, cookies: Mutex::default() }
    }

    /// Goes to a URL, and wherever that leads at the same server. Where it is sent then: the callback.
    ///
    /// # Panics
    ///
    /// When it ends on a page.
    pub async fn visit(&self, url: &str) -> String {
        let start = Url::parse(url).expect("it is a URL");
        let mut url = start.clone();
        while url.origin() == start.origin() {
            let (status, location) = self.get(&url).await;
            let location = location.unwrap_or_else(|| panic!("{status} at {}", url.path()));
            url = url.join(&location).expect("the location is a URL");
        }
        url.into()
    }

    /// One request: its status, and where it leads.
    ///
    /// # Panics
    ///
    /// When nothing answers.
    pub async fn get(&self, url: &Url) -> (StatusCode, Option<String>) {
        let response = self.request(url).await;
        let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
        (response.status(), location.map(str::to_owned))
    }

    /// The page at a URL, and its status.
    ///
    /// # Panics
    ///
    /// When nothing answers.
    pub async fn page(&self, url: &str) -> (StatusCode, String) {
        let response = self.request(&Url::parse(url).expect("it is a URL")).await;
        (response.status(), response.text().await.expect("pages are text"))
    }

    async fn request(&self, url: &Url) -> Response {
        let cookies: Vec<_> = self.cookies.lock().expect("nothing panics here").clone().into_iter().collect();
        let cookies: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self.http.get(url.clone()).header(COOKIE, cookies.join("; "));
        let response = request.send().await.expect("the server answers");
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("cookies are text").split(';').next().unwrap_or_default();
            if let Some((name, value)) = cookie.split_once('=') {
                self.cookies.lock().expect("nothing panics here").insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }
}

impl Default for Browser {
    fn default() -> Self {
        Self::new()
    }
}
