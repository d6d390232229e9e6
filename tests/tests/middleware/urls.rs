//! Whatever a path looks like, it does not take the token to another origin.

use auth_core::{ApiKey, Dynamic};
use auth_examples::bimdata::GetClouds;
use auth_reqwest::{Client, Error, Refusal};
use http::{Method, StatusCode};

use crate::{client, echo, ops, refusal, stage, traffic};

#[tokio::test]
async fn a_url_of_another_origin_is_refused_in_every_spelling() {
    let playground = stage().await;
    let api = client(&playground);
    let foreign = playground.issuer().trim_start_matches("http://");
    let own = playground.api().trim_start_matches("http://");
    for path in [
        format!("http://{foreign}/echo"),
        format!("HTTP://{foreign}/echo"),
        format!("http:\\\\{foreign}\\echo"),
        format!("http:///{foreign}/echo"),
        format!("http://{own}@{foreign}/echo"),
        format!("//{foreign}/echo"),
        format!("\\\\{foreign}\\echo"),
        format!("/\\{foreign}/echo"),
        format!("\\/{foreign}/echo"),
        format!("\t//{foreign}/echo"),
        format!(" //{foreign}/echo"),
    ] {
        let refused = refusal(api.request::<ops::Echo>(Method::GET, &path).send().await);
        assert!(matches!(refused, Refusal::ForeignOrigin { .. }), "{path:?}: {refused:?}");
    }
    assert_eq!(traffic(&playground), (0, 0));
}

#[tokio::test]
async fn what_only_looks_like_another_origin_stays_within_the_own() {
    let playground = stage().await;
    let api = client(&playground);
    let foreign = playground.issuer().trim_start_matches("http://");
    let paths = [
        format!("@{foreign}/echo"),
        format!("/@{foreign}/echo"),
        format!("/\t/{foreign}/echo"),
        format!("/..//{foreign}/echo"),
        format!("/./\\{foreign}/echo"),
        format!("http:/{foreign}/echo"),
        format!("?//{foreign}/echo"),
    ];
    for path in &paths {
        match api.request::<ops::Echo>(Method::GET, path).send().await {
            Ok(response) => assert_eq!(response.url().origin(), api.base().origin(), "{path:?}"),
            Err(error) => {
                let refused = Error::from(error);
                assert!(matches!(refused, Error::Refused(Refusal::ForeignOrigin { .. })), "{path:?}: {refused:?}");
            }
        }
    }
    assert_eq!(playground.requests("GET /echo"), 0, "not at the other server, which has one");
}

#[tokio::test]
async fn a_whole_url_of_the_own_origin_is_sent_with_the_token() {
    let playground = stage().await;
    let next_page = format!("{}/echo?page=2", playground.api());
    let sent = client(&playground).request::<ops::Echo>(Method::GET, next_page).send().await.unwrap();
    let echo = echo(sent).await;
    assert_eq!((echo.path.as_str(), echo.authorization_scheme.as_deref()), ("/echo?page=2", Some("Bearer")));
}

#[tokio::test]
async fn a_path_without_a_slash_continues_the_base_url() {
    let playground = stage().await;
    let sent = client(&playground).request::<GetClouds>(Method::GET, "cloud").send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_path_continues_that_of_the_base_url_however_short_it_is() {
    let api: Client<Dynamic> =
        Client::builder("https://api.example.com/v1/").credential(ApiKey::new("KEY").unwrap()).build().unwrap();
    for (path, expected) in [
        ("/cloud", "https://api.example.com/v1/cloud"),
        ("/", "https://api.example.com/v1/"),
        ("", "https://api.example.com/v1/"),
        ("/?page=2", "https://api.example.com/v1/?page=2"),
        ("https://api.example.com/v2/cloud", "https://api.example.com/v2/cloud"),
    ] {
        let request = api.request::<GetClouds>(Method::GET, path).build().unwrap();
        assert_eq!(request.url().as_str(), expected, "{path:?}");
    }
}
