use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::LIFETIME;

/// What goes wrong with a request.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    Reset,
    TornBody,
    BlackHole,
    /// A whole answer that is no token: status, header lines, body.
    Answer(&'static str, &'static str, &'static str),
}

/// A token endpoint made of bytes, for what no server does on purpose.
pub(crate) struct TokenServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    fault: Mutex<Option<Fault>>,
    /// While it failed.
    requests: AtomicUsize,
}

impl TokenServer {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { address: listener.local_addr().unwrap(), shared: Arc::default() };
        let shared = server.shared.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, shared.clone()));
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/token", self.address)
    }

    pub(crate) fn fails(&self, fault: Fault) {
        *self.shared.fault.lock().unwrap() = Some(fault);
    }

    pub(crate) fn recovers(&self) {
        *self.shared.fault.lock().unwrap() = None;
    }

    /// How many requests failed.
    pub(crate) fn requests(&self) -> usize {
        self.shared.requests.load(Ordering::SeqCst)
    }
}

async fn answer(mut stream: TcpStream, shared: Arc<Shared>) {
    // The request is small and arrives in one piece, or in two.
    let mut request = Vec::new();
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        if stream.read_buf(&mut request).await.unwrap_or_default() == 0 {
            return;
        }
    }
    let fault = *shared.fault.lock().unwrap();
    if fault.is_some() {
        shared.requests.fetch_add(1, Ordering::SeqCst);
    }
    let token = format!(r#"{{"access_token":"t","token_type":"Bearer","expires_in":{}}}"#, LIFETIME.as_secs());
    let json = "content-type: application/json\r\n";
    let sent = match fault {
        None => stream.write_all(whole("200 OK", json, &token).as_bytes()).await,
        Some(Fault::Answer(status, headers, body)) => stream.write_all(whole(status, headers, body).as_bytes()).await,
        Some(Fault::TornBody) => {
            let whole = whole("200 OK", json, &token);
            stream.write_all(&whole.as_bytes()[..whole.len() - 20]).await
        }
        Some(Fault::Reset) => stream.set_zero_linger(),
        Some(Fault::BlackHole) => {
            tokio::time::sleep(Duration::MAX).await;
            Ok(())
        }
    };
    // Who gave up meanwhile does not mind.
    _ = sent;
}

fn whole(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}
