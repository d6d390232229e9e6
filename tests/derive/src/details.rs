//! What no case of `tests/ui` shows, and a change of the code would break.

use crate::expand;

fn messages(source: &str) -> Vec<String> {
    expand(source).unwrap().mistakes.into_iter().map(|mistake| mistake.message).collect()
}

fn written(source: &str) -> String {
    let expanded = expand(source).unwrap();
    assert_eq!(expanded.mistakes, []);
    expanded.tokens.to_string().replace(' ', "")
}

#[test]
fn of_many_requirements_the_first_three_are_repeated() {
    for (requires, list) in [("A, B, C, D", "all(A, B, C, ..)"), ("A, B, C", "all(A, B, C)")] {
        let found = messages(&format!("#[derive(ApiOperation)] #[requires({requires})] struct S;"));
        assert!(found[0].contains(list), "{found:?}");
    }
}

#[test]
fn an_optional_type_in_parentheses_is_optional() {
    let found = messages(
        "#[derive(ApiOperation)] #[requires(public)] #[operation(GET, \"/{a}\")] struct S { a: (Option<u8>) }",
    );
    assert!(found[0].contains("a path is never without"), "{found:?}");
}

#[test]
fn a_response_of_nothing_may_be_written() {
    let found =
        written("#[derive(ApiOperation)] #[requires(public)] #[operation(GET, \"/\", response = ())] struct S;");
    assert!(found.contains("typeFormat=::auth_core::private::Empty;"), "{found}");
}

#[test]
fn an_operation_without_fields_has_no_body() {
    let found = written("#[derive(ApiOperation)] #[requires(public)] #[operation(PUT, \"/\")] struct S;");
    assert!(!found.contains("__Body"), "{found}");
}

#[test]
fn a_keyword_that_syn_takes_for_a_type_is_refused() {
    for source in [
        "#[derive(Scope)] #[scope(\"a\", implied_by(try))] struct S;",
        "#[derive(ApiOperation)] #[requires(scopes::try)] struct S;",
    ] {
        let expanded = expand(source).unwrap();
        assert_eq!(expanded.mistakes.len(), 1, "{:?}", expanded.mistakes);
        assert!(syn::parse2::<syn::File>(expanded.tokens).is_ok());
    }
}
