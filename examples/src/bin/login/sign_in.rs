//! How the user is signed in: silently if possible, else with a browser or a device.

use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::Arc,
};

use auth_core::lifecycle::RefreshTokenStore;
use auth_examples::failure::Failure;
use auth_reqwest::oauth::{AuthorizationCode, ClientRegistration, DeviceCode, Session, open_browser};

use crate::Holds;

/// On any port, by the rules of loopback (RFC 8252 section 7.3).
const REDIRECT_URI: &str = "http://127.0.0.1/callback";

pub(crate) async fn sign_in(
    app: &ClientRegistration,
    store: Arc<dyn RefreshTokenStore>,
    device: bool,
) -> Result<Session, Failure> {
    let flow = AuthorizationCode::new(app, REDIRECT_URI).grant::<Holds>().offline_access().store(store.clone());
    if let Some(session) = flow.restore().await? {
        anstream::println!("no need to sign in: the refresh token of the last time is still good");
        return Ok(session);
    }
    if device {
        return with_device(&DeviceCode::new(app).grant::<Holds>().offline_access().store(store)).await;
    }
    Ok(flow.loopback().open_with(show).sign_in().await?)
}

/// Also prints the URL, for whoever has no browser where this runs, or prefers another one.
#[expect(clippy::unnecessary_wraps, reason = "a browser that does not open is no reason to stop")]
fn show(url: &str) -> io::Result<()> {
    anstream::println!("sign in at {url}");
    if open_browser(url).is_err() {
        anstream::println!("no browser could be opened here: open it yourself");
    }
    Ok(())
}

async fn with_device(flow: &DeviceCode) -> Result<Session, Failure> {
    let pending = flow.start().await?;
    anstream::println!("open {} on any machine, and enter {}", pending.verification_uri(), pending.user_code());
    let is_watched = io::stdout().is_terminal();
    let session = pending
        .wait_with(|progress| {
            if let Some(trouble) = &progress.trouble {
                anstream::println!("{trouble}; trying again");
            }
            if is_watched {
                anstream::print!("\rwaiting, for {:3} seconds more", progress.left.as_secs());
                // Nothing is lost if it is not seen.
                _ = anstream::stdout().flush();
            }
        })
        .await;
    if is_watched {
        anstream::println!();
    }
    Ok(session?)
}
