use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(all(ModelRead, ModelWrite))]
struct Replace<'a, 'b: 'a, T: Clone + 'a, const N: usize = 1, U: ?Sized = str>
where
    T: Default,
    U: ToOwned,
{
    _models: &'a [T; N],
    _name: &'b U,
}

#[derive(ApiOperation)]
#[requires(ModelRead)]
enum Find<'a, T>
where
    T: ToString,
{
    _By(&'a T),
}

#[derive(ApiOperation)]
#[requires(public)]
struct Ping<T>(std::marker::PhantomData<T>);

fn permits<G: Permits<O>, O>() {}

fn main() {
    permits::<(ModelRead, ModelWrite), Replace<'_, '_, u8, 3>>();
    permits::<ModelRead, Find<'static, u8>>();
    permits::<(), Ping<u8>>();
}
