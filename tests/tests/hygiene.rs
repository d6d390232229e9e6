//! What the derives write compiles in any crate. More of it: `ui/pass/works_without_prelude.rs`,
//! `user_types_may_shadow_any_name.rs`, `no_lint_fires_in_generated_code.rs` and `attributes_may_come_from_a_macro.rs`.

use auth_core::{Requirement, Scope};
use auth_tests_renamed::{CompareModels, ModelRead, ModelWrite, is_permitted};

#[test]
fn an_sdk_may_know_auth_core_by_another_name() {
    is_permitted::<ModelWrite>();
    assert_eq!(ModelRead::INFO.aliases(), ["ifc:read"]);
    assert_eq!(
        Requirement::of::<CompareModels<'_, u8>>().to_string(),
        "any(all(model:read, model:write), model:write)"
    );
}
