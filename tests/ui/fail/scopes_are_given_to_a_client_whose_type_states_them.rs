use auth_core::{Scope, ScopeSet};
use auth_reqwest::Client;

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

fn client(scopes: ScopeSet) {
    let _ = Client::<ModelRead>::builder("https://api.example.com").scopes(scopes);
}

fn main() {}
