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

impl Prompt {
    /// What is asked of the server. It gives access while the user is away only to whom the user agrees to that (OpenID
    /// Connect Core 1.0 section 11), and where nothing is asked, nobody can.
    pub(super) fn requested(prompt: Option<Self>, is_for_offline: bool) -> Option<authorization_code::Prompt> {
        let with_consent = |name: &str| authorization_code::Prompt::Other(format!("{name} consent"));
        match (prompt, is_for_offline) {
            (None, true) => Some(Self::Consent.into()),
            (Some(Self::Login), true) => Some(with_consent("login")),
            (Some(Self::SelectAccount), true) => Some(with_consent("select_account")),
            (Some(Self::Create), true) => Some(with_consent("create")),
            (prompt, _) => prompt.map(Into::into),
        }
    }
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
