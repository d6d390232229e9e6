//! Where something was written, from its first token to its last: stable Rust cannot join spans.

use proc_macro2::{Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

#[derive(Clone, Copy)]
pub(crate) struct Range {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl Range {
    pub(crate) fn of(tokens: impl ToTokens) -> Self {
        let mut tokens = tokens.into_token_stream().into_iter();
        let first = tokens.next();
        let last = tokens.last().or_else(|| first.clone());
        Self {
            start: first.map_or_else(Span::call_site, |token| token.span()),
            end: match last {
                Some(TokenTree::Group(group)) => group.span_close(),
                Some(token) => token.span(),
                None => Span::call_site(),
            },
        }
    }
}

/// Stands for what was written there in a call that underlines tokens.
impl ToTokens for Range {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for span in [self.start, self.end] {
            let mut token = Punct::new(',', Spacing::Alone);
            token.set_span(span);
            tokens.append(token);
        }
    }
}
