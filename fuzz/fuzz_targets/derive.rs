//! What the derives make of attributes: impls that are Rust, and mistakes that are underlined where they are. The first
//! byte says where the text stands.
#![no_main]

use auth_tests_derive::expand;
use libfuzzer_sys::fuzz_target;

const OPERATION: &str = "#[derive(ApiOperation)] #[requires(authenticated)]";

fuzz_target!(|data: (u8, &str)| {
    let (place, text) = data;
    let source = match place % 9 {
        0 => format!("#[derive(Scope)] #[scope({text})] struct A;"),
        1 => format!("#[derive(Scope)] #[scope(\"a\", alias = {text:?}, implied_by({text}))] struct A;"),
        2 => format!("#[derive(ApiOperation)] #[requires({text})] struct A;"),
        3 => format!("{OPERATION} #[operation({text})] struct A {{ a: u8, b: Option<u8>, #[query] c: u8 }}"),
        4 => format!("{OPERATION} #[operation(POST, {text:?})] struct A {{ a: u8, b: Option<u8> }}"),
        5 => format!("{OPERATION} #[operation(PUT, \"/{{a}}\")] struct A {{ a: u8, {text} b: u8 }}"),
        6 => format!("{OPERATION} #[operation(GET, \"/\")] #[serde({text})] struct A {{ #[header({text:?})] b: u8 }}"),
        7 => format!("{OPERATION} #[auth({text})] struct A;"),
        _ => text.to_owned(),
    };
    // What is not Rust never reaches a derive.
    let Ok(expanded) = expand(&source) else { return };
    let lines = source.lines().count();
    for mistake in &expanded.mistakes {
        assert!(!mistake.message.is_empty());
        assert!(mistake.line <= lines, "{mistake:?}");
        assert_ne!(mistake.width, Some(0), "not at a place of the author's: {mistake:?}");
    }
    syn::parse2::<syn::File>(expanded.tokens).expect("what is written is Rust");
    // Else the spans of all inputs so far would be kept.
    proc_macro2::extra::invalidate_current_thread_spans();
});
