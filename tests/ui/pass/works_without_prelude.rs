#![no_implicit_prelude]

#[derive(::auth_core::Scope)]
#[scope("model:read", alias = "ifc:read")]
struct ModelRead;

#[derive(::auth_core::Scope)]
#[scope("model:write", implied_by(ModelRead))]
struct ModelWrite;

#[derive(::auth_core::ApiOperation)]
#[requires(all(ModelRead, any(ModelWrite, ModelRead)))]
struct RenameModel<'a, T>(::core::marker::PhantomData<&'a T>);

#[derive(::auth_core::ApiOperation)]
#[requires(authenticated)]
struct WhoAmI;

#[derive(::auth_core::ApiOperation)]
#[requires(public)]
struct Ping;

fn permits<G: ::auth_core::Permits<O>, O>() {}

fn main() {
    permits::<ModelRead, RenameModel<'_, u8>>();
    permits::<ModelRead, WhoAmI>();
    permits::<ModelRead, Ping>();
}
