//! A Chromium for tests.

use std::{
    fs,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

/// Keeps a picture of the page among the files of the tests, for whoever wants to look at it.
pub(crate) async fn screenshot(tab: &Client, name: &str) {
    let file = format!("{}/{name}.png", env!("CARGO_TARGET_TMPDIR"));
    fs::write(file, tab.screenshot().await.unwrap()).unwrap();
}

/// A Chromium without a window, which ends with the test.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
}

impl Browser {
    pub(crate) async fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("chromedriver").arg(format!("--port={port}")).stdout(Stdio::null()).spawn();
        let browser = Self { driver: driver.expect("`cargo xtask test` installs Chromium and its driver"), port };
        let is_up = async {
            while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), is_up).await.expect("the driver listens on its port");
        browser
    }

    pub(crate) async fn open(&self, url: &str) -> Client {
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Nothing but loopback is there: what pages ask for elsewhere fails at once.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--no-first-run",
            "--window-size=1500,900",
        ];
        let capabilities = json!({ "goog:chromeOptions": { "args": arguments } });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(serde_json::from_value(capabilities).unwrap());
        let tab = builder.connect(&format!("http://127.0.0.1:{}", self.port)).await.unwrap();
        tab.goto(url).await.unwrap();
        tab
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        _ = self.driver.kill();
        _ = self.driver.wait();
    }
}
