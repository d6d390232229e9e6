//! Lists of types.

use proc_macro2::TokenStream;
use quote::quote;

/// The longest tuple that the traits of auth-core are implemented for.
const ARITY: usize = 16;

/// `(A, B,)`. Of more than 16 types a tree with at most 16 at each level, in the same order: `(Any<(A, B, ..)>, ..)`.
pub(super) fn tuple(mut types: Vec<TokenStream>, wrap: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    while types.len() > ARITY {
        types = types
            .chunks(ARITY)
            .map(|chunk| match chunk {
                [only] => only.clone(),
                several => wrap(quote!((#(#several,)*))),
            })
            .collect();
    }
    quote!((#(#types,)*))
}

#[cfg(test)]
mod tests {
    use super::tuple;
    use proc_macro2::TokenStream;
    use quote::{format_ident, quote};

    fn tree(len: usize) -> String {
        let types = (0..len).map(|i| {
            let ident = format_ident!("T{i}");
            quote!(#ident)
        });
        let wrap = |inner: TokenStream| quote!(Any<#inner>);
        tuple(types.collect(), wrap).to_string().replace(' ', "")
    }

    #[test]
    fn up_to_16_types_are_a_tuple() {
        assert_eq!(tree(0), "()");
        assert_eq!(tree(1), "(T0,)");
        assert!(!tree(16).contains("Any"));
    }

    #[test]
    fn more_than_16_types_are_a_tree_in_the_same_order() {
        assert!(tree(17).starts_with("(Any<(T0,T1,"));
        assert!(tree(17).ends_with("T15,)>,T16,)"));
        assert_eq!(tree(191).matches("Any<").count(), 12);
        assert!(tree(257).starts_with("(Any<(Any<(T0,"));
    }
}
