//! What the program is for: counting models. How its tokens are kept alive is nowhere to be seen in it.

use std::time::Duration;

use auth_core::{
    Grant as _, GrantFor,
    lifecycle::{TokenCache, TokenEvents},
};
use auth_reqwest::{Error, Settings};
use bimdata::{
    BimData,
    operations::{GetClouds, GetModels, GetProjects},
};
use tokio::time::{self, MissedTickBehavior};

use crate::{
    arguments::Arguments,
    failure::Failure,
    log::Log,
    rehearsal::{self, Rehearsal},
};

/// All that the program may do: the compiler adds up what these need, and refuses any other call.
type Needs = GrantFor<(GetClouds, GetProjects, GetModels)>;

/// Between two rounds, unless told otherwise.
const INTERVAL: Duration = Duration::from_secs(5);

pub(crate) struct Agent {
    api: BimData<Needs>,
    tokens: TokenCache,
    events: TokenEvents,
    log: Log,
}

impl Agent {
    /// Signs in, so that what is wrong with the settings or with what was granted is known before there is work to do.
    pub(crate) async fn start(settings: &Settings, mut log: Log) -> Result<Self, Failure> {
        settings.check_grant::<Needs>()?;
        let base_url = settings.base_url().unwrap_or("https://api.bimdata.io");
        log.line(&match (settings.client_id(), settings.issuer()) {
            (Some(client), Some(issuer)) => format!("calling {base_url} as `{client}`, known to {issuer}"),
            _ => format!("calling {base_url} with an API key"),
        });
        log.line(&format!("asking for {}", Needs::scopes().unwrap_or_default()));
        let tokens = TokenCache::new(settings.credential().await?);
        let events = tokens.subscribe();
        let api = BimData::at(base_url).configure(|client| client.tokens(tokens.clone())).build()?;
        api.verify().await?;
        Ok(Self { api, tokens, events, log })
    }

    /// Works until it has done as many rounds as it was told to, or is told to stop.
    pub(crate) async fn work(mut self, arguments: &Arguments, rehearsal: Option<&Rehearsal>) -> Result<(), Failure> {
        let interval = arguments.every.or(rehearsal.map(|_| rehearsal::INTERVAL)).unwrap_or(INTERVAL);
        let rounds = arguments.rounds.or(rehearsal.map(|_| rehearsal::ROUNDS));
        let mut clock = time::interval(interval);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let stop = stopped();
        tokio::pin!(stop);
        while rounds != Some(self.log.rounds()) {
            tokio::select! {
                biased;
                () = &mut stop => {
                    self.log.line("told to stop");
                    break;
                }
                Some(event) = self.events.next() => self.log.event(&event),
                _ = clock.tick() => {
                    if let Some(what) = rehearsal.and_then(|rehearsal| rehearsal.before_round(self.log.rounds())) {
                        self.log.line(what);
                    }
                    let outcome = count(&self.api).await;
                    self.log.round(outcome);
                    self.log.health(&self.tokens.state());
                }
            }
        }
        self.log.end();
        Ok(())
    }
}

/// One round of work.
async fn count(api: &BimData<Needs>) -> Result<String, Error> {
    let clouds = api.send(GetClouds).await?;
    let (mut projects, mut models) = (0, 0);
    for cloud in &clouds {
        for project in api.send(GetProjects { cloud_pk: cloud.id }).await? {
            projects += 1;
            models += api.send(GetModels::new(cloud.id, project.id)).await?.len();
        }
    }
    Ok(format!("clouds: {}, projects: {projects}, models: {models}", clouds.len()))
}

/// Returns when the operator or the system asks the program to end.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => _ = signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}
