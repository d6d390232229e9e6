//! A user signs in on another machine than the program's (RFC 8628), against a certified server, in simulated time.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    mem,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{
    Credential as _, CredentialErrorKind, TokenRequest,
    lifecycle::{Clock, MemoryStore, Moment},
};
use auth_reqwest::{
    Client,
    oauth::{ClientRegistration, DeviceAuthorization, DeviceCode, SignInError, SigningKey},
};
use auth_tests::{
    peer::Peer,
    sign_in::{API, Editor, app, client, list_models, scopes},
};
use serde_json::{Value, json};

/// Time that passes only in sleep, and what happens meanwhile.
#[derive(Clone, Debug)]
struct Night(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    peer: Peer,
    now: Mutex<Duration>,
    slept: Mutex<Vec<u64>>,
    /// What the user does in the second sleep.
    user: Mutex<Option<Value>>,
}

impl Night {
    fn new(peer: Peer) -> Self {
        let (now, slept, user) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self(Arc::new(Inner { peer, now, slept, user }))
    }

    fn peer(&self) -> &Peer {
        &self.0.peer
    }

    fn slept(&self) -> Vec<u64> {
        mem::take(&mut self.0.slept.lock().unwrap())
    }

    /// The user reads the code, and does something in the second sleep.
    fn user(&self, pending: &DeviceAuthorization, mut act: Value) {
        act["user_code"] = pending.user_code().into();
        *self.0.user.lock().unwrap() = Some(act);
    }

    async fn flow(&self) -> DeviceCode {
        DeviceCode::new(&app(self.peer()).await).grant::<Editor>().resource(API).clock(self.clone())
    }
}

#[async_trait]
impl Clock for Night {
    fn now(&self) -> Moment {
        let now = *self.0.now.lock().unwrap();
        Moment { monotonic: now, wall: now }
    }

    async fn sleep(&self, duration: Duration) {
        *self.0.now.lock().unwrap() += duration;
        let act = {
            let mut slept = self.0.slept.lock().unwrap();
            slept.push(duration.as_secs());
            if slept.len() < 2 { None } else { self.0.user.lock().unwrap().take() }
        };
        if let Some(act) = act {
            self.peer().control("device", act).await;
        }
    }
}

#[tokio::test]
async fn a_machine_without_a_browser_signs_its_user_in() {
    let night = Night::new(Peer::start());
    let pending = night.flow().await.start().await.unwrap();
    assert_eq!(pending.verification_uri(), night.peer().url("/device"));
    assert!(pending.verification_uri_complete().unwrap().contains(pending.user_code()));
    night.user(&pending, json!({ "sub": "maria" }));

    let mut progress = Vec::new();
    let session = pending.wait_with(|told| progress.push((told.next.as_secs(), told.left.as_secs()))).await.unwrap();
    assert_eq!(night.slept(), [5, 5], "a server that does not say means five seconds");
    assert_eq!(progress.iter().map(|told| told.0).collect::<Vec<_>>(), [5, 5]);
    assert_eq!(progress[0].1 - progress[1].1, 5);

    let api: Client<Editor> = client(night.peer(), &session);
    api.verify().await.unwrap();
    let told: Value = list_models(&api).await.unwrap().json().await.unwrap();
    assert_eq!(told["sub"], "maria");
    assert_eq!(session.identity().unwrap().subject(), "maria");
    session.token(&TokenRequest::default()).await.unwrap();
    session.token(&TokenRequest::default()).await.unwrap(); // refreshed
}

#[tokio::test]
async fn a_user_who_refuses_on_the_other_machine_is_understood() {
    let night = Night::new(Peer::start());
    let pending = night.flow().await.start().await.unwrap();
    night.user(&pending, json!({ "deny": true }));
    let error = pending.wait().await.unwrap_err();
    assert!(matches!(error, SignInError::Refused), "{error}");
}

#[tokio::test]
async fn a_server_that_wants_to_be_asked_less_often_is() {
    let night = Night::new(Peer::start());
    night.peer().fault("/device/auth", json!({ "patch": { "interval": 2 } })).await;
    let pending = night.flow().await.start().await.unwrap();
    night.peer().fault("/token", json!({ "status": 400, "body": { "error": "slow_down" }, "times": 2 })).await;
    night.user(&pending, json!({}));
    pending.wait().await.unwrap();
    assert_eq!(night.slept(), [2, 7, 12], "five seconds more each time");
}

#[tokio::test]
async fn a_server_that_is_down_is_asked_again() {
    let night = Night::new(Peer::start());
    let pending = night.flow().await.start().await.unwrap();
    night.peer().fault("/token", json!({ "status": 503, "headers": { "retry-after": "40" } })).await;
    night.peer().fault("/token", json!({ "reset": true, "times": 2 })).await;
    night.user(&pending, json!({}));
    let mut troubles = Vec::new();
    pending.wait_with(|told| troubles.push(told.trouble.is_some())).await.unwrap();
    assert_eq!(night.slept(), [5, 40, 80, 160]);
    assert_eq!(troubles, [false, true, true, true]);
}

#[tokio::test]
async fn a_code_that_nobody_enters_expires() {
    let night = Night::new(Peer::start());
    night.peer().fault("/device/auth", json!({ "patch": { "expires_in": 12 } })).await;
    let pending = night.flow().await.start().await.unwrap();
    let error = pending.wait().await.unwrap_err();
    assert!(matches!(error, SignInError::Expired), "{error}");
    let slept = night.slept();
    assert_eq!((slept.len(), slept[..2].to_vec()), (3, vec![5, 5]), "and what is left of it");
    assert_eq!(night.peer().hits("POST /token").await, 2, "never earlier than the server wants");

    let pending = night.flow().await.start().await.unwrap();
    night.peer().fault("/token", json!({ "status": 400, "body": { "error": "expired_token" } })).await;
    let error = pending.wait().await.unwrap_err();
    assert!(matches!(error, SignInError::Expired), "{error}");
}

#[tokio::test]
async fn the_keys_of_the_server_are_there_before_the_user_is_asked() {
    let night = Night::new(Peer::start());
    night.peer().fault("/jwks", json!({ "status": 503 })).await;
    let error = night.flow().await.start().await.unwrap_err();
    assert_eq!((error.kind(), night.peer().hits("POST /device/auth").await), (CredentialErrorKind::Unavailable, 0));
}

#[tokio::test]
async fn a_place_to_enter_the_code_may_be_a_part_of_a_page() {
    let night = Night::new(Peer::start());
    let place = json!({ "patch": { "verification_uri": "https://iam.example.com/#/device" } });
    night.peer().fault("/device/auth", place).await;
    let pending = night.flow().await.start().await.unwrap();
    assert_eq!(pending.verification_uri(), "https://iam.example.com/#/device");
}

#[tokio::test]
async fn a_server_without_the_flow_says_so() {
    let night = Night::new(Peer::start());
    let metadata = json!({ "patch": { "device_authorization_endpoint": null } });
    night.peer().fault("/.well-known/openid-configuration", metadata).await;
    let error = night.flow().await.start().await.unwrap_err();
    assert_eq!(error.to_string(), "the server's metadata has no `device_authorization_endpoint`");
}

#[tokio::test]
async fn tokens_of_a_device_can_be_bound_to_a_key() {
    let night = Night::new(Peer::with(&[("DPOP_NONCE", "1")]));
    let device = ClientRegistration::builder("cli-dpop").dpop(SigningKey::generate().unwrap());
    let device = device.discover(night.peer().issuer()).await.unwrap();
    let flow = DeviceCode::new(&device).grant::<Editor>().resource(API).clock(night.clone());
    let pending = flow.start().await.unwrap();
    night.user(&pending, json!({}));
    let session = pending.wait().await.unwrap();
    let api: Client<Editor> = client(night.peer(), &session);
    let told: Value = list_models(&api).await.unwrap().json().await.unwrap();
    assert!(told["cnf"]["jkt"].is_string(), "{told}");
}

#[tokio::test]
async fn a_device_that_starts_again_signs_in_silently() {
    let night = Night::new(Peer::start());
    let flow = night.flow().await.store(MemoryStore::new()).user("screen-1");
    assert!(flow.restore().await.unwrap().is_none());
    let pending = flow.start().await.unwrap();
    night.user(&pending, json!({}));
    drop(pending.wait().await.unwrap());
    let session = flow.restore().await.unwrap().unwrap();
    assert_eq!(session.scopes(), Some(scopes("model:read model:write")));
}
