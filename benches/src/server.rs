//! A token endpoint on loopback that takes its time, and counts.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What every contender says of itself.
pub const CLIENT_ID: &str = "client";
/// Its secret.
pub const CLIENT_SECRET: &str = "secret";
/// What it asks for.
pub const SCOPES: &str = "bcf:read model:read";
/// The same as a request has it.
pub const FORM: &str =
    "grant_type=client_credentials&client_id=client&client_secret=secret&scope=bcf%3Aread%20model%3Aread";

/// How many characters a token has: as many as a JWT of a few claims with an RSA signature.
const LENGTH: usize = 800;

/// The token that it gives.
#[must_use]
pub fn token() -> String {
    "t0k-".repeat(LENGTH / 4)
}

/// A token endpoint.
pub struct TokenServer {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
}

impl TokenServer {
    /// Starts one that takes so long for an answer.
    ///
    /// # Errors
    ///
    /// When loopback cannot be listened on.
    pub async fn start(takes: Duration) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let server = Self { address: listener.local_addr()?, requests: Arc::default() };
        let requests = server.requests.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, takes, requests.clone()));
            }
        });
        Ok(server)
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/token", self.address)
    }

    /// How many requests there were.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

async fn answer(mut stream: TcpStream, takes: Duration, requests: Arc<AtomicUsize>) {
    let mut request = Vec::new();
    while !is_whole(&request) {
        if stream.read_buf(&mut request).await.unwrap_or_default() == 0 {
            return;
        }
    }
    requests.fetch_add(1, Ordering::SeqCst);
    tokio::time::sleep(takes).await;
    let body =
        format!(r#"{{"access_token":"{}","token_type":"Bearer","expires_in":3600,"scope":"{SCOPES}"}}"#, token());
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    // Who has gone meanwhile is counted all the same.
    _ = stream.write_all(answer.as_bytes()).await;
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_ascii_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    length.and_then(|length| length.trim().parse().ok()).is_none_or(|length: usize| body.len() >= length)
}
