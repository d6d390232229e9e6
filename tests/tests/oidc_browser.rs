//! A user of a web front end clicks through the pages of a certified server, in a real browser.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../../examples/tests/browser/mod.rs"]
mod browser;
#[path = "../../examples/tests/browser/page.rs"]
mod page;

use auth_reqwest::{
    Client,
    oauth::{
        AuthorizationCode,
        web::{SignedIn, WebSignIn},
    },
};
use auth_tests::{
    peer::Peer,
    sign_in::{API, Editor, app, list_models},
};
use axum::{Router, extract::State, response::Html, routing::get};
use tokio::net::TcpListener;

use browser::{Browser, screenshot};
use page::{fill, follow, path, texts};

#[tokio::test(flavor = "multi_thread")]
async fn a_user_signs_in_consents_uses_the_api_and_signs_out() {
    let peer = Peer::with(&[("PAGES", "1")]);
    let url = serve(&peer).await;
    let browser = Browser::start().await;
    let tab = browser.open(&url).await;
    assert_eq!(texts(&tab, "h1").await, ["nobody"]);

    follow(&tab, "a").await;
    screenshot(&tab, "peer-sign-in").await;
    fill(&tab, "[name=login]", "architect").await;
    fill(&tab, "[name=password]", "any").await;
    follow(&tab, "[type=submit]").await;
    screenshot(&tab, "peer-consent").await;
    follow(&tab, "[type=submit]").await;

    assert_eq!(path(&tab).await, "/models", "where the user wanted to go");
    assert_eq!(texts(&tab, "h1").await, ["200"]);
    tab.goto(&url).await.unwrap();
    assert_eq!(texts(&tab, "h1").await, ["architect"]);
    assert_eq!(texts(&tab, "p").await, ["model:read model:write"]);

    follow(&tab, "button").await;
    screenshot(&tab, "peer-sign-out").await;
    follow(&tab, "[name=logout]").await;
    assert_eq!(path(&tab).await, "/bye");
    tab.goto(&url).await.unwrap();
    assert_eq!(texts(&tab, "h1").await, ["nobody"]);
    follow(&tab, "a").await;
    assert_eq!(texts(&tab, "h1").await, ["Sign-in"], "nor does the server know anyone");
    tab.close().await.unwrap();
}

/// An application that signs its users in at the peer.
async fn serve(peer: &Peer) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let flow = AuthorizationCode::new(&app(peer).await, format!("{url}/cb")).grant::<Editor>().resource(API);
    let web = WebSignIn::builder(flow.offline_access()).post_logout_redirect_uri(format!("{url}/bye")).build().unwrap();
    let api = peer.issuer().to_owned();
    let router = Router::new()
        .route("/", get(front))
        .route("/models", get(async move |user| models(&api, user).await))
        .route("/bye", get(async || Html("<h1>Bye</h1>")))
        .merge(web.router())
        .with_state(web);
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

async fn front(State(web): State<WebSignIn>, user: Option<SignedIn>) -> Html<String> {
    let Some(user) = user else {
        return Html(format!("<h1>nobody</h1><a href=\"{}\">Sign in</a>", web.sign_in_path("/models")));
    };
    let (identity, scopes) = (user.session().identity().unwrap(), user.session().scopes().unwrap());
    let sign_out = web.sign_out_path();
    let form = format!("<form method=post action=\"{sign_out}\"><button>Sign out</button></form>");
    Html(format!("<h1>{}</h1><p>{scopes}</p>{form}", identity.subject()))
}

async fn models(api: &str, user: SignedIn) -> Html<String> {
    let tokens = user.session().tokens().clone();
    let api: Client<Editor> = Client::builder(api).tokens(tokens).resource(API).build().unwrap();
    Html(format!("<h1>{}</h1>", list_models(&api).await.unwrap().status().as_u16()))
}
