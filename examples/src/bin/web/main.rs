//! A web front end whose users sign in at its back end: `cargo run --bin web`, then open the URL that it prints.
//!
//! Without settings, everything runs in this process: the authorization server, the API and the application. With
//! [settings], the application runs against any issuer and API. Read [`app`] first.

mod app;
mod refusal;
mod settings;
mod views;

use std::{error::Error, process::ExitCode};

use auth_examples::playground::Playground;
use auth_reqwest::oauth::{AuthorizationCode, ClientAuthentication, ClientRegistration, web::WebSignIn};
use tokio::net::TcpListener;

use settings::Settings;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("{error}");
            let mut source = error.source();
            while let Some(cause) = source {
                anstream::eprintln!("  because {cause}");
                source = cause.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    // The playground lives as long as the application does.
    let (settings, _playground) = if let Some(settings) = Settings::from_environment()? {
        (settings, None)
    } else {
        let playground = Playground::start().await?;
        playground.furnish()?;
        (Settings::of(&playground)?, Some(playground))
    };
    let listener = TcpListener::bind(("127.0.0.1", settings.port)).await?;
    let here = format!("http://{}", listener.local_addr()?);
    let base = settings.base_url.unwrap_or(here);

    let registration = ClientRegistration::builder(&settings.client_id)
        .authentication(ClientAuthentication::secret(settings.client_secret.clone()))
        .discover(&settings.issuer)
        .await?;
    let flow =
        AuthorizationCode::new(&registration, format!("{base}/auth/callback")).grant::<app::Holds>().offline_access();
    let sign_in = WebSignIn::builder(flow)
        .cookie_name("models")
        .post_logout_redirect_uri(format!("{base}/"))
        .error_page(views::not_signed_in)
        .build()?;

    anstream::println!("{base}");
    let router = app::router(app::Application::new(sign_in, settings.api));
    axum::serve(listener, router).with_graceful_shutdown(closed()).await?;
    Ok(())
}

/// Ctrl-C.
async fn closed() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
