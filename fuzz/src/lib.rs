//! What the targets share: an authorization server that says what it is told to, so that its answers take the way of
//! real ones, through hyper, reqwest and huskarl.

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use tokio::runtime::{Builder, Runtime};

/// A server on the loopback interface.
pub struct Server {
    origin: String,
    answer: Arc<Mutex<Vec<u8>>>,
}

impl Server {
    /// Starts it.
    ///
    /// # Panics
    ///
    /// When there is no port for it.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("the loopback interface has a free port");
        let origin = format!("http://{}", listener.local_addr().expect("it is bound"));
        let answer = Arc::<Mutex<Vec<u8>>>::default();
        let shared = Arc::clone(&answer);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let answer = Arc::clone(&shared);
                thread::spawn(move || serve(stream, &answer));
            }
        });
        Self { origin, answer }
    }

    /// Its scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What it says from now on, to everyone.
    pub fn answer(&self, status: u16, content_type: &str, body: &[u8]) {
        let length = body.len();
        let head =
            format!("HTTP/1.1 {status} Status\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n");
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = [head.as_bytes(), body].concat();
    }
}

/// Answers all requests of a connection.
fn serve(stream: TcpStream, answer: &Mutex<Vec<u8>>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or_default();
            }
        }
        io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
        let answer = answer.lock().unwrap_or_else(PoisonError::into_inner).clone();
        writer.write_all(&answer)?;
    }
}

/// A runtime for one target.
///
/// # Panics
///
/// When the machine has none to give.
#[must_use]
pub fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime can be built")
}
