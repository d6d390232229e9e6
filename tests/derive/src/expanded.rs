use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, DeriveInput, File, ItemEnum, ItemStruct, ItemUnion, LitStr, Meta, Path, Token, punctuated::Punctuated,
    visit::Visit,
};

use crate::sources::expand as derive;

/// What the derives of one file wrote.
#[derive(Debug, Default)]
pub struct Expanded {
    /// All of it, in the order of the items.
    pub tokens: TokenStream,
    /// The mistakes which that reports.
    pub mistakes: Vec<Mistake>,
}

/// What a `compile_error!` says, and where.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// How many columns are underlined; `None` when it goes on in another line.
    pub width: Option<usize>,
    /// The message.
    pub message: String,
}

/// Expands each `#[derive(Scope)]` and `#[derive(ApiOperation)]` of a file.
///
/// # Errors
///
/// When the text is not a file of Rust.
pub fn expand(source: &str) -> syn::Result<Expanded> {
    let mut expanded = Expanded::default();
    expanded.visit_file(&syn::parse_str::<File>(source)?);
    Ok(expanded)
}

impl Expanded {
    fn derive(&mut self, item: &DeriveInput) {
        for derive in item.attrs.iter().flat_map(derives) {
            let tokens = match derive.segments.last() {
                Some(name) if name.ident == "Scope" => derive::derive_scope(item),
                Some(name) if name.ident == "ApiOperation" => derive::derive_operation(item),
                _ => continue,
            };
            self.mistakes.extend(mistakes(&tokens));
            self.tokens.extend(tokens);
        }
    }
}

/// Items inside functions and modules as well.
impl<'ast> Visit<'ast> for Expanded {
    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.derive(&item.clone().into());
    }

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.derive(&item.clone().into());
    }

    fn visit_item_union(&mut self, item: &'ast ItemUnion) {
        self.derive(&item.clone().into());
    }
}

/// The paths in `#[derive(..)]`.
fn derives(attr: &Attribute) -> Punctuated<Path, Token![,]> {
    let list = match &attr.meta {
        Meta::List(list) if list.path.is_ident("derive") => list,
        _ => return Punctuated::new(),
    };
    list.parse_args_with(Punctuated::parse_terminated).unwrap_or_default()
}

/// `::core::compile_error! { "message" }`
fn mistakes(tokens: &TokenStream) -> Vec<Mistake> {
    let tokens: Vec<_> = tokens.clone().into_iter().collect();
    let calls = tokens.windows(3).filter_map(|window| match window {
        [TokenTree::Ident(name), _, TokenTree::Group(group)] if name == "compile_error" => {
            let message = syn::parse2::<LitStr>(group.stream()).ok()?.value();
            let (start, end) = (name.span().start(), group.span().end());
            let width = (start.line == end.line).then(|| end.column - start.column);
            Some(Mistake { line: start.line, column: start.column + 1, width, message })
        }
        _ => None,
    });
    calls.collect()
}
