//! The authorization server in `peers/oidc-provider`, one for each test that asks for it.
#![expect(clippy::expect_used, reason = "it is for tests, which end with the message")]

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Child, ChildStderr, ChildStdin, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use serde::Deserialize;
use serde_json::{Value, json};

/// The first version of node that the server runs on.
const NODE_MAJOR: u32 = 20;
const HINT: &str = "`cargo xtask test` installs what the tests need";

/// A server that runs until this is dropped, on a port of its own. `README.md` beside it says what it can do.
#[derive(Debug)]
pub struct Peer {
    child: Child,
    /// Ends the server when this process does, however it does.
    _stdin: Option<ChildStdin>,
    ready: Ready,
    log: Log,
    http: reqwest::Client,
}

/// What the server says of itself when it is ready.
#[derive(Debug, Deserialize)]
struct Ready {
    issuer: String,
    client_keys: HashMap<String, ClientKey>,
}

/// A private key that the clients `svc-jwt` and `svc-jwt-any` have registered.
#[derive(Clone, Debug, Deserialize)]
pub struct ClientKey {
    /// As a JWK.
    pub jwk: Value,
    /// In PEM (PKCS#8).
    pub pem: String,
}

impl Peer {
    /// Starts a server as it is by default: tokens live for three seconds.
    ///
    /// # Panics
    ///
    /// When it cannot be started, saying what is missing.
    #[must_use]
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// Starts a server with environment variables, which its `README.md` lists.
    ///
    /// # Panics
    ///
    /// When it cannot be started, saying what is missing.
    #[must_use]
    pub fn with(environment: &[(&str, &str)]) -> Self {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/oidc-provider");
        assert!(directory.join("node_modules").is_dir(), "the peer is not installed: {HINT}");
        let mut child = Command::new(node(&directory))
            .arg("server.mjs")
            .current_dir(&directory)
            .env("PORT", "0")
            .env("EXIT_WITH_PARENT", "1")
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("node was found a moment ago");

        let log = Log::of(child.stderr.take().expect("it is piped"));
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("the output of the peer is text");
        let ready = serde_json::from_str(&line)
            .unwrap_or_else(|error| panic!("the peer did not start ({error}): {}\n{HINT}", log.text()));
        Self { _stdin: child.stdin.take(), child, ready, log, http: reqwest::Client::new() }
    }

    /// The issuer, which is the base of all its URLs.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.ready.issuer
    }

    /// A URL of the server.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.ready.issuer)
    }

    /// The key that clients have registered for an algorithm: `ES256`, `EdDSA`, `RS256` or `PS256`.
    ///
    /// # Panics
    ///
    /// When there is none.
    #[must_use]
    pub fn client_key(&self, algorithm: &str) -> &ClientKey {
        &self.ready.client_keys[algorithm]
    }

    /// How often an endpoint was asked, such as `POST /token`.
    pub async fn hits(&self, endpoint: &str) -> u64 {
        self.get("hits").await[endpoint].as_u64().unwrap_or_default()
    }

    /// Waits until an endpoint was asked so often.
    ///
    /// # Panics
    ///
    /// When it is not within half a minute.
    pub async fn waits_for(&self, endpoint: &str, hits: u64) {
        let asked = async { while self.hits(endpoint).await < hits {} };
        let asked = tokio::time::timeout(Duration::from_secs(30), asked).await;
        asked.unwrap_or_else(|_| panic!("{endpoint} was not asked {hits} times"));
    }

    /// The headers of the last request to an endpoint.
    pub async fn last_headers(&self, endpoint: &str) -> Value {
        self.get("last").await[endpoint].take()
    }

    /// What was answered where a fault was.
    ///
    /// # Panics
    ///
    /// Never, as it is text.
    pub async fn told(&self) -> Vec<String> {
        serde_json::from_value(self.get("told").await).expect("answers are text")
    }

    /// Every request so far with its answer, of a server with `RECORD`.
    ///
    /// # Panics
    ///
    /// Never, as it is a list.
    pub async fn wire(&self) -> Vec<Value> {
        serde_json::from_value(self.get("wire").await).expect("it is a list")
    }

    /// Makes the next answer of a path wrong.
    pub async fn fault(&self, path: &str, mut fault: Value) {
        fault["path"] = path.into();
        self.control("fault", fault).await;
    }

    /// Replaces the signing keys; without `keep_old`, tokens signed before are no longer accepted.
    pub async fn rotate_keys(&self, keep_old: bool) {
        self.control("rotate-keys", json!({ "keep_old": keep_old })).await;
    }

    /// Has the resource server ask for another DPoP nonce.
    pub async fn rotate_nonce(&self) {
        self.control("rotate-nonce", json!({})).await;
    }

    /// Lets time pass for a server with `CLOCK=set`, whose time stands still otherwise.
    pub async fn advance(&self, duration: Duration) {
        self.control("advance", json!({ "seconds": duration.as_secs_f64() })).await;
    }

    /// What a user's client gets when the user has signed in, by the device flow: an access token for a resource, and
    /// with `openid` among the scopes an ID token.
    ///
    /// # Panics
    ///
    /// When the server does not let the user sign in.
    pub async fn sign_in(&self, user: &str, scopes: &str, resource: &str) -> Value {
        let client = [("client_id", "cli-native")];
        let wanted = [("scope", scopes), ("resource", resource)];
        let started =
            self.answer(self.http.post(self.url("/device/auth")).form(&[&client[..], &wanted].concat())).await;
        self.control("device", json!({ "user_code": started["user_code"], "sub": user })).await;
        let code = started["device_code"].as_str().expect("RFC 8628 section 3.2");
        let flow = [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", code)];
        self.answer(self.http.post(self.url("/token")).form(&[&client[..], &flow].concat())).await
    }

    /// Any control, by its name.
    ///
    /// # Panics
    ///
    /// When the server does not carry it out.
    pub async fn control(&self, name: &str, body: Value) -> Value {
        let request = self.http.post(self.url(&format!("/_test/{name}"))).body(body.to_string());
        self.answer(request).await
    }

    async fn get(&self, name: &str) -> Value {
        self.answer(self.http.get(self.url(&format!("/_test/{name}")))).await
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> Value {
        let response = request.send().await.unwrap_or_else(|error| panic!("{error}: {}", self.log.text()));
        let status = response.status();
        let text = response.text().await.expect("controls answer with text");
        assert!(status.is_success(), "{status}: {text}");
        serde_json::from_str(&text).expect("controls answer with JSON")
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may have ended already.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// The node that `cargo xtask test` has installed, else that of the system.
fn node(directory: &Path) -> PathBuf {
    let own = directory.join(".node/bin/node");
    let node = if own.is_file() { own } else { PathBuf::from("node") };
    let output = Command::new(&node).arg("--version").output();
    let version = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let version = version.unwrap_or_else(|_| panic!("node {NODE_MAJOR} or later is needed: {HINT}"));
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    assert!(major >= Some(NODE_MAJOR), "node {NODE_MAJOR} or later is needed, and there is {version}: {HINT}");
    node
}

/// What the server writes to its standard error, for messages.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<String>>);

impl Log {
    fn of(stderr: ChildStderr) -> Self {
        let log = Self::default();
        let copy = log.clone();
        thread::spawn(move || {
            let mut stderr = BufReader::new(stderr);
            let mut line = String::new();
            while stderr.read_line(&mut line).is_ok_and(|length| length > 0) {
                copy.0.lock().unwrap_or_else(PoisonError::into_inner).push_str(&line);
                line.clear();
            }
            // What is no text is of no use, but has to be read.
            _ = stderr.read_to_end(&mut Vec::new());
        });
        log
    }

    fn text(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
