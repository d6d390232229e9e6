//! "Desktop Applications": the user signs in with the system's browser, and the program listens on loopback (RFC 8252).
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use auth_core::CredentialErrorKind;
use auth_reqwest::{
    Client,
    oauth::{AuthorizationCode, Loopback, Session, SignInError},
};
use auth_tests::{
    browser::Browser,
    peer::Peer,
    sign_in::{API, Editor, app, client, list_models},
};
use reqwest::{StatusCode, Url};
use serde_json::Value;
use tokio::{
    io::AsyncWriteExt as _,
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::{self, JoinHandle},
};

/// Sign-in as a task, and the URLs that the browser is sent to.
struct Program {
    sign_in: JoinHandle<Result<Session, SignInError>>,
    opened: mpsc::UnboundedReceiver<String>,
    browser: Browser,
}

impl Program {
    fn start(loopback: Loopback) -> Self {
        let (opens, opened) = mpsc::unbounded_channel();
        let loopback = loopback.open_with(move |url| opens.send(url.to_owned()).map_err(io::Error::other));
        Self { sign_in: task::spawn(loopback.sign_in()), opened, browser: Browser::new() }
    }

    /// What the server has the browser call.
    async fn callback(&mut self) -> String {
        let url = self.opened.recv().await.unwrap();
        self.browser.visit(&url).await
    }

    async fn end(self) -> Result<Session, SignInError> {
        self.sign_in.await.unwrap()
    }
}

async fn flow(peer: &Peer) -> AuthorizationCode {
    AuthorizationCode::new(&app(peer).await, "http://127.0.0.1/cb").grant::<Editor>().resource(API)
}

fn port(callback: &str) -> u16 {
    Url::parse(callback).unwrap().port().unwrap()
}

#[tokio::test]
async fn a_desktop_application_signs_its_user_in() {
    let peer = Peer::start();
    let mut program = Program::start(flow(&peer).await.login_hint("maria").loopback());
    let callback = program.callback().await;
    let (status, page) = program.browser.page(&callback).await;
    assert_eq!(status, 200);
    assert!(page.contains("You are signed in"), "{page}");
    assert!(!page.contains("code="), "{page}");

    let session = program.end().await.unwrap();
    let api: Client<Editor> = client(&peer, &session);
    let told: Value = list_models(&api).await.unwrap().json().await.unwrap();
    assert_eq!(told["sub"], "maria");
}

#[tokio::test]
async fn a_user_who_refuses_reads_so_and_the_program_is_told() {
    let peer = Peer::start();
    let mut program = Program::start(flow(&peer).await.login_hint("deny").loopback());
    let callback = program.callback().await;
    let (_, page) = program.browser.page(&callback).await;
    assert!(page.contains("You are not signed in") && page.contains("did not agree"), "{page}");
    let error = program.end().await.unwrap_err();
    assert!(matches!(error, SignInError::Refused), "{error}");
}

#[tokio::test]
async fn stray_requests_change_nothing() {
    let peer = Peer::start();
    let mut program = Program::start(flow(&peer).await.loopback());
    let callback = program.callback().await;
    let base = format!("http://127.0.0.1:{}", port(&callback));
    let query = callback.split_once('?').unwrap().1;
    for stray in [
        format!("{base}/favicon.ico"),
        format!("{base}/"),
        format!("{base}/cb"),
        format!("{base}/other?{query}"),
        format!("{base}/cb?code=x&state=another"),
        format!("{base}/cb?error=access_denied&state=another"),
        format!("{callback}&state=twice"),
    ] {
        let (status, page) = program.browser.page(&stray).await;
        assert_eq!(status, 404, "{stray}");
        assert!(page.contains("waiting for something else"), "{page}");
    }
    let posted = reqwest::Client::new().post(&callback).send().await.unwrap();
    assert_eq!(posted.status(), StatusCode::METHOD_NOT_ALLOWED);

    assert_eq!(program.browser.page(&callback).await.0, 200);
    program.end().await.unwrap();
}

#[tokio::test]
async fn a_connection_that_says_nothing_holds_nobody_up() {
    let peer = Peer::start();
    let mut program = Program::start(flow(&peer).await.loopback());
    let callback = program.callback().await;
    // Browsers open connections in advance.
    let mut silent = TcpStream::connect(("127.0.0.1", port(&callback))).await.unwrap();
    let mut slow = TcpStream::connect(("127.0.0.1", port(&callback))).await.unwrap();
    slow.write_all(b"GET /cb").await.unwrap();
    assert_eq!(program.browser.page(&callback).await.0, 200);
    program.end().await.unwrap();
    // And are closed with the rest.
    _ = silent.write_all(b"GET / HTTP/1.1\r\n\r\n").await;
    let mut end = Vec::new();
    _ = tokio::io::AsyncReadExt::read_to_end(&mut silent, &mut end).await;
    assert!(end.is_empty());
}

#[tokio::test]
async fn one_answer_is_taken_and_then_nothing_listens() {
    let peer = Peer::start();
    let mut program = Program::start(flow(&peer).await.loopback());
    let callback = program.callback().await;
    // The server takes its time for the token, and the browser calls again meanwhile.
    peer.fault("/token", serde_json::json!({ "delay_ms": 500, "status": 503 })).await;
    let first = task::spawn({
        let callback = callback.clone();
        async move { Browser::new().page(&callback).await }
    });
    while peer.hits("POST /token").await == 0 {
        task::yield_now().await;
    }
    assert!(TcpStream::connect(("127.0.0.1", port(&callback))).await.is_err(), "already while the token is fetched");
    let (_, page) = first.await.unwrap();
    assert!(page.contains("did not work"), "{page}");
    let error = program.end().await.unwrap_err();
    assert!(
        matches!(&error, SignInError::Credential(error) if error.kind() == CredentialErrorKind::Unavailable),
        "{error}"
    );
    assert!(TcpStream::connect(("127.0.0.1", port(&callback))).await.is_err());
}

#[tokio::test]
async fn nobody_is_waited_for_for_ever() {
    let peer = Peer::start();
    let mut program = Program::start(flow(&peer).await.loopback().time_limit(Duration::from_millis(50)));
    let callback = program.callback().await;
    let error = program.end().await.unwrap_err();
    assert!(matches!(error, SignInError::TimedOut(_)), "{error}");
    assert!(TcpStream::connect(("127.0.0.1", port(&callback))).await.is_err());
}

#[tokio::test]
async fn a_sign_in_that_is_dropped_is_given_up() {
    let peer = Peer::start();
    let mut program = Program::start(flow(&peer).await.loopback());
    let callback = program.callback().await;
    let open = TcpStream::connect(("127.0.0.1", port(&callback))).await;
    assert!(open.is_ok());
    program.sign_in.abort();
    assert!(program.sign_in.await.unwrap_err().is_cancelled());
    assert!(TcpStream::connect(("127.0.0.1", port(&callback))).await.is_err());
}

#[tokio::test]
async fn the_first_port_of_a_list_that_is_free_is_used() {
    let peer = Peer::start();
    let (taken, free) =
        (TcpListener::bind("127.0.0.1:0").await.unwrap(), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let ports = [taken.local_addr().unwrap().port(), free.local_addr().unwrap().port()];
    let error = flow(&peer).await.loopback().ports(ports).sign_in().await.unwrap_err();
    assert!(
        matches!(&error, SignInError::Credential(error) if error.kind() == CredentialErrorKind::Configuration),
        "{error}"
    );
    assert!(error.to_string().contains(&ports[1].to_string()), "{error}");

    drop(free);
    let mut program = Program::start(flow(&peer).await.loopback().ports(ports));
    let callback = program.callback().await;
    assert_eq!(port(&callback), ports[1]);
    program.browser.page(&callback).await;
    program.end().await.unwrap();
}

#[tokio::test]
async fn a_redirect_uri_with_a_port_means_it() {
    let peer = Peer::start();
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let flow = AuthorizationCode::new(&app(&peer).await, format!("http://{taken}/cb")).resource(API);
    let mut program = Program::start(flow.loopback());
    let callback = program.callback().await;
    assert_eq!(port(&callback), taken.port());
    program.browser.page(&callback).await;
    program.end().await.unwrap();
}

#[tokio::test]
async fn what_does_not_lead_to_this_machine_is_refused() {
    let peer = Peer::start();
    let app = app(&peer).await;
    for unusable in ["https://127.0.0.1/cb", "http://localhost/cb", "http://192.0.2.1/cb", "com.example.app:/cb", "/cb"]
    {
        let error = AuthorizationCode::new(&app, unusable).loopback().sign_in().await.unwrap_err();
        let SignInError::Credential(error) = error else { panic!("{error}") };
        assert_eq!(error.kind(), CredentialErrorKind::Configuration);
        assert!(error.to_string().contains(unusable), "{error}");
    }
}

/// As a browser in the terminal does, which is the program's until it is closed.
#[tokio::test]
async fn a_browser_that_opens_for_as_long_as_it_is_used_is_served_meanwhile() {
    let peer = Peer::start();
    let (opens, mut opened) = mpsc::unbounded_channel();
    let (close, closed) = std::sync::mpsc::channel::<()>();
    let closed = Mutex::new(closed);
    let loopback = flow(&peer).await.loopback().open_with(move |url| {
        opens.send(url.to_owned()).map_err(io::Error::other)?;
        closed.lock().unwrap().recv().map_err(io::Error::other)
    });
    let sign_in = task::spawn(loopback.sign_in());
    let browser = Browser::new();
    let callback = browser.visit(&opened.recv().await.unwrap()).await;
    assert_eq!(browser.page(&callback).await.0, 200);
    sign_in.await.unwrap().unwrap();
    close.send(()).unwrap();
}

#[tokio::test]
async fn a_machine_without_a_browser_says_so() {
    let peer = Peer::start();
    let loopback = flow(&peer).await.loopback().open_with(|_| Err(io::Error::other("no display")));
    let error = loopback.sign_in().await.unwrap_err();
    assert!(matches!(&error, SignInError::Browser(cause) if cause.to_string() == "no display"), "{error}");
}

#[tokio::test]
async fn a_program_writes_the_last_page_itself() {
    let peer = Peer::start();
    let page: Arc<str> = "Bienvenue".into();
    let loopback = flow(&peer).await.loopback().page(move |outcome| match outcome {
        Ok(session) => format!("{page} {}", session.identity().unwrap().subject()),
        Err(error) => error.to_string(),
    });
    let mut program = Program::start(loopback);
    let callback = program.callback().await;
    assert_eq!(program.browser.page(&callback).await.1, "Bienvenue alice");
    program.end().await.unwrap();
}
