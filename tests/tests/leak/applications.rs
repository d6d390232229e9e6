//! What does not need the certified server: keys, tokens in paths, an API in memory, a web front end.

use auth_core::{ApiKey, Secret};
use auth_examples::playground::{Playground, Registration};
use auth_reqwest::{Client, Settings, oauth::ClientCredentials, testing::FakeApi};
use auth_tests::sign_in::ModelRead;
use bimdata::{
    BimData,
    operations::{DeleteProjectAccessToken, GetClouds, GetProjectAccessToken},
    scopes::OrgManage,
};
use http::{HeaderName, Method};
use serde_json::json;

use crate::{
    log::{print, print_error},
    search::Secrets,
    services::ListModels,
    web_app::{App, Browser},
    wire::add_member,
};

const CLIENT_SECRET: &str = "0penSesame-of-the-agent";
const PROJECT_TOKEN: &str = "0penSesame/for a project";
const API_KEY: &str = "0penSesame-by-key-alone";

pub(crate) async fn run(secrets: &mut Secrets) {
    secrets.add("client secret", CLIENT_SECRET);
    secrets.add("project access token", PROJECT_TOKEN);
    secrets.add("api key", API_KEY);
    tokens_in_paths().await;
    keys().await;
    settings().await;
    an_api_in_memory().await;
    a_web_front_end(secrets).await;
}

async fn tokens_in_paths() {
    let playground = Playground::start().await.unwrap();
    playground.register(Registration::new("agent", CLIENT_SECRET, "org:manage".parse().unwrap()));
    let credential = ClientCredentials::discover(playground.issuer(), "agent", CLIENT_SECRET).await.unwrap();
    print(&credential);
    let api: BimData<OrgManage> = BimData::at(playground.api()).credential(credential).build().unwrap();
    let token = || Secret::new(PROJECT_TOKEN);
    let get = || GetProjectAccessToken { cloud_pk: 1, project_pk: 2, token: token() };
    let delete = || DeleteProjectAccessToken { cloud_pk: 1, project_pk: 2, token: token() };
    print(&(get(), delete()));
    print(&api.send(get()).await);
    print(&api.send(delete()).await);
    playground.revoke_tokens();
    print(&api.send(delete()).await);
    drop(playground);
    while api.send(delete()).await.is_ok() {}
    print_error(&api.send(delete()).await.unwrap_err());
}

async fn keys() {
    let playground = Playground::start().await.unwrap();
    playground.register_key(API_KEY, "agent", "org:manage".parse().unwrap());
    for key in [
        ApiKey::new(API_KEY),
        ApiKey::with_scheme("Token", API_KEY),
        ApiKey::in_header(HeaderName::from_static("x-api-key"), API_KEY),
    ] {
        let key = key.unwrap();
        print(&key);
        let builder = Client::<ModelRead>::builder(playground.api()).credential(key);
        print(&builder);
        let api = builder.build().unwrap();
        print(&api);
        print(&api.send(ListModels).await);
        print(&api.request::<GetClouds>(Method::GET, "/cloud"));
    }
    let broken = Secret::new(format!("{API_KEY}\n"));
    print_error(&ApiKey::new(broken).unwrap_err());
}

async fn settings() {
    let settings = Settings::from_vars("AGENT", [("AGENT_API_KEY", API_KEY)]).unwrap();
    print(&settings);
    print(&settings.credential().await);
    print_error(&settings.registration().await.unwrap_err());
    for name in ["AGENT_API_KEYS", "AGENT_BASE_URL", "AGENT_PRIVATE_KEY_FILE"] {
        print_error(&Settings::from_vars("AGENT", [(name, API_KEY)]).unwrap_err());
    }
}

async fn an_api_in_memory() {
    let fake = FakeApi::new().answer::<ListModels>(json!([]));
    let api: Client<ModelRead> = fake.client();
    print(&api.send(ListModels).await);
    print(&fake);
    print(&fake.calls());
    print(&fake.recorder());
}

async fn a_web_front_end(secrets: &mut Secrets) {
    let app = App::start().await;
    let browser = Browser::default();
    let callback = browser.callback(&app, "architect", "/name").await;
    let add_cookies = |secrets: &mut Secrets| {
        let cookies = browser.cookies();
        cookies.split("; ").filter_map(|cookie| cookie.split_once('=')).for_each(|(_, value)| {
            secrets.add("cookie", value);
        });
    };
    add_cookies(secrets);
    let url: reqwest::Url = callback.parse().unwrap();
    url.query_pairs().for_each(|(name, value)| add_member(secrets, &name, &value));
    print(&app.web);
    print(&browser.open(&callback).await.text().await);
    add_cookies(secrets);
    print(&app.web);
    print(&browser.who(&app).await);
    print(&browser.open(&format!("{}/debug", app.url)).await.text().await);
    print(&browser.open(&callback).await.text().await);
}
