use auth_core::Scope;
use auth_reqwest::{Client, oauth::ClientRegistration};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

fn for_a_plugin(api: &Client<(ModelRead, BcfRead)>, registration: &ClientRegistration) {
    api.attenuate::<(ModelRead, ModelWrite)>(registration);
}

fn main() {}
