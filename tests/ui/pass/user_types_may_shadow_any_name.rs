#![expect(dead_code, non_camel_case_types, reason = "names that must not matter")]

mod auth_core {}
mod core {}
mod std {}
mod private {}

struct All;
struct Any;
struct ApiOperation;
struct Authenticated;
struct AuthorizedBy;
struct Includes;
struct MetBy;
struct Option;
struct Public;
struct Scope;
struct ScopeInfo;
struct Self_;
struct X0;
struct XF;
struct str;
struct u64;

#[derive(::auth_core::Scope)]
#[scope("model:read", alias = "ifc:read")]
struct ModelRead;

#[derive(::auth_core::Scope)]
#[scope("model:write", implied_by(ModelRead))]
struct ModelWrite;

mod scopes {
    #[derive(::auth_core::Scope)]
    #[scope("any")]
    pub struct Any;
}

#[derive(::auth_core::ApiOperation)]
#[requires(all(ModelRead, any(ModelWrite, scopes::Any)))]
struct G<T>(T);

#[derive(::auth_core::ApiOperation)]
#[requires(authenticated)]
struct O;

fn permits<G: ::auth_core::Permits<O>, O>() {}

fn main() {
    permits::<ModelRead, G<u8>>();
    permits::<ModelRead, O>();
}
