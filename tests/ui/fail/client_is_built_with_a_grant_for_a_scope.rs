use auth_core::{GrantFor, Scope};
use auth_reqwest::Client;

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

fn main() {
    let _ = Client::<GrantFor<ModelRead>>::builder("https://api.example.com");
}
