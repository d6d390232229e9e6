use huskarl::grant::authorization_code;

/// What the authorization server is to ask the user for (OpenID Connect Core 1.0 section 3.1.2.1, `prompt`). Without one,
/// the server decides.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Prompt {
    /// Nothing: who has to be asked is not signed in
    /// ([`SignInError::InteractionRequired`](super::SignInError::InteractionRequired)).
    None,
    /// To sign in, even when signed in already.
    Login,
    /// To agree, even when this was agreed to before.
    Consent,
    /// To choose an account.
    SelectAccount,
    /// To register (Initiating User Registration 1.0).
    Create,
}

impl From<Prompt> for authorization_code::Prompt {
    fn from(prompt: Prompt) -> Self {
        match prompt {
            Prompt::None => Self::None,
            Prompt::Login => Self::Login,
            Prompt::Consent => Self::Consent,
            Prompt::SelectAccount => Self::SelectAccount,
            Prompt::Create => Self::Other("create".to_owned()),
        }
    }
}
