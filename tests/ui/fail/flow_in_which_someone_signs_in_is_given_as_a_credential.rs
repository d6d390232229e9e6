use auth_core::Dynamic;
use auth_reqwest::{Client, oauth::AuthorizationCode};

fn client(flow: AuthorizationCode) {
    let _ = Client::<Dynamic>::builder("https://api.example.com").credential(flow);
}

fn main() {}
