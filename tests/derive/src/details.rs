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
    assert!(found.contains("typeFormat=__private::Empty;"), "{found}");
}

#[test]
fn an_operation_without_fields_has_no_body() {
    let found = written("#[derive(ApiOperation)] #[requires(public)] #[operation(PUT, \"/\")] struct S;");
    assert!(found.contains("RequestWriter){}"), "{found}");
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

#[test]
fn what_is_left_out_is_asked_for_once() {
    for attr in ["#[operation]", "#[operation()]", "#[operation = 1]"] {
        let found = messages(&format!("#[derive(ApiOperation)] #[requires(public)] {attr} struct S;"));
        let [only] = found.as_slice() else { panic!("{attr}: {found:?}") };
        assert!(only.starts_with("`#[operation]` takes the method and the path"), "{only}");
    }
}

#[test]
fn what_a_misspelt_placeholder_stands_for_is_not_left_over() {
    let found = messages(
        "#[derive(ApiOperation)] #[requires(public)] #[operation(POST, \"/{idd}\")] struct S { id: u8, #[body] b: u8 }",
    );
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert!(only.contains("did you mean `{id}`?"), "{only}");
}

#[test]
fn what_is_beside_the_body_of_a_delete_is_its_query() {
    let found = written(
        "#[derive(ApiOperation)] #[requires(public)] #[operation(DELETE, \"/\")] struct S { a: u8, #[body] b: u8 }",
    );
    assert!(
        found.contains(r#"__request.query(&__private::Fields::members("S",&[__private::Member::new("a",&self.a)]));"#)
    );
    assert!(found.contains("__request.json(&__private::Fields::whole(&self.b));"), "{found}");
}

#[test]
fn a_string_in_the_place_of_the_path_is_the_path() {
    let found = messages("#[derive(ApiOperation)] #[requires(public)] #[operation(GET, \"POST\")] struct S;");
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert!(only.starts_with("the path begins with `/`"), "{only}");
}

#[test]
fn a_key_is_not_taken_for_a_method_without_its_comma() {
    for items in ["verb = \"/\"", "GET, \"/\", verb \"/b\""] {
        let found = messages(&format!("#[derive(ApiOperation)] #[requires(public)] #[operation({items})] struct S;"));
        assert!(found[0].starts_with("unknown key `verb`"), "{items}: {found:?}");
    }
}

#[test]
fn what_is_allowed_of_the_item_is_allowed_of_what_is_generated() {
    let found = written(
        "#[derive(Scope)] #[scope(\"a\")] #[allow(deprecated)] #[expect(unused, reason = \"x\")] #[must_use] struct S;",
    );
    assert!(found.starts_with("#[allow(deprecated)]#[allow(unused,reason=\"x\")]const_:()="), "{found}");
}

#[test]
fn transparent_says_nothing_new_of_a_whole_body() {
    for (fields, refused) in
        [("#[body] a: u8", 0), ("#[body] a: u8, #[query] b: u8", 1), ("#[form] a: u8", 1), ("a: u8", 1), ("", 0)]
    {
        let found = messages(&format!(
            "#[derive(ApiOperation)] #[requires(public)] #[operation(PUT, \"/\")] #[serde(transparent)] \
             struct S {{ {fields} }}"
        ));
        assert_eq!(found.len(), refused, "{fields}: {found:?}");
    }
}
