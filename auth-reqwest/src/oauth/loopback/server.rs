use std::{convert::Infallible, future, time::Duration};

use bytes::Bytes;
use http::{HeaderName, Method, Request, Response, StatusCode, header};
use http_body_util::Full;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{mpsc, oneshot, watch},
    task::JoinSet,
    time,
};

use super::page::page;

/// More than a browser opens.
const CONNECTIONS: usize = 64;
/// How long a connection may take to ask something, and the browser to take the page at the end.
const PATIENCE: Duration = Duration::from_secs(30);
const LAST_PAGE: Duration = Duration::from_secs(2);

/// Answers on loopback until the callback comes. Everything ends when this is dropped.
pub(super) struct Server {
    listener: TcpListener,
    connections: JoinSet<()>,
    asks: mpsc::Sender<Ask>,
    asked: mpsc::Receiver<Ask>,
}

/// A request, whose connection waits for what to say.
struct Ask {
    /// The path and query.
    target: String,
    page: oneshot::Sender<(StatusCode, String)>,
    /// Has no sender any more when the connection is closed.
    connection: watch::Receiver<()>,
}

/// The callback. Nothing listens any more.
pub(super) struct Callback {
    ask: Ask,
    _connections: JoinSet<()>,
}

impl Server {
    pub(super) fn new(listener: TcpListener) -> Self {
        let (asks, asked) = mpsc::channel(CONNECTIONS);
        Self { listener, connections: JoinSet::new(), asks, asked }
    }

    /// Waits for the first request that is one. All others are told that they are not.
    pub(super) async fn callback(mut self, is_callback: impl Fn(&str) -> bool) -> Callback {
        loop {
            let has_room = self.connections.len() < CONNECTIONS;
            tokio::select! {
                Some(_) = self.connections.join_next() => {}
                stream = accept(&self.listener), if has_room => {
                    self.connections.spawn(serve(stream, self.asks.clone()));
                }
                Some(ask) = self.asked.recv() => {
                    if is_callback(&ask.target) {
                        return Callback { ask, _connections: self.connections };
                    }
                    ask.say(StatusCode::NOT_FOUND, page("Nothing here", "The program is waiting for something else."));
                }
            }
        }
    }
}

impl Callback {
    pub(super) fn target(&self) -> &str {
        &self.ask.target
    }

    /// Shows the last page, and closes all connections.
    pub(super) async fn say(self, page: String) {
        let mut connection = self.ask.connection.clone();
        self.ask.say(StatusCode::OK, page);
        // Whether the user sees it or has closed the window is all the same.
        _ = time::timeout(LAST_PAGE, async { while connection.changed().await.is_ok() {} }).await;
    }
}

impl Ask {
    fn say(self, status: StatusCode, page: String) {
        // Whoever asked may be gone.
        _ = self.page.send((status, page));
    }
}

async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            // Such as too many open files, which may pass.
            Err(_) => time::sleep(Duration::from_millis(100)).await,
        }
    }
}

/// One connection, with one request.
async fn serve(stream: TcpStream, asks: mpsc::Sender<Ask>) {
    let (_open, connection) = watch::channel(());
    let service = service_fn(|request| {
        let (asks, connection) = (asks.clone(), connection.clone());
        async move { Ok::<_, Infallible>(answer(request, &asks, connection).await) }
    });
    let mut http = http1::Builder::new();
    http.keep_alive(false).timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    // A connection that breaks off is no concern of anyone's.
    _ = http.serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(
    request: Request<Incoming>,
    asks: &mpsc::Sender<Ask>,
    connection: watch::Receiver<()>,
) -> Response<Full<Bytes>> {
    if request.method() != Method::GET {
        return response(StatusCode::METHOD_NOT_ALLOWED, String::new());
    }
    let (page, said) = oneshot::channel();
    let target = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    // Whoever comes after the callback gets no answer: it is cut off when the sign-in is at its end.
    _ = asks.send(Ask { target, page, connection }).await;
    match said.await {
        Ok((status, page)) => response(status, page),
        Err(_) => future::pending().await,
    }
}

/// Nothing on the page is fetched from anywhere, nor told where it was.
fn response(status: StatusCode, page: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(page));
    *response.status_mut() = status;
    for (name, value) in [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; img-src data:; style-src 'unsafe-inline'"),
    ] {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}
