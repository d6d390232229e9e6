use auth_core::{ApiOperation, Permits, Scope};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(Scope)]
#[scope("bcf:read")]
struct BcfRead;

#[derive(Scope)]
#[scope("bcf:write")]
struct BcfWrite;

#[derive(ApiOperation)]
#[requires(all(ModelRead, all(any(ModelWrite, all(BcfRead, ModelRead), any(BcfRead)))))]
struct Nested;

#[derive(ApiOperation)]
#[requires(any(
    all(ModelRead, ModelWrite, BcfRead, BcfWrite),
    all(ModelRead, ModelWrite, BcfRead, any(ModelRead, BcfWrite)),
))]
struct Alike;

#[derive(ApiOperation)]
#[requires(any(all(ModelRead)),)]
struct Single;

#[derive(ApiOperation)]
#[requires(all(public))]
struct SingleWord;

trait Same<T> {}
impl<T> Same<T> for T {}

fn same<A: Same<B>, B>() {}

fn permits<G: Permits<O>, O>() {}

fn main() {
    use auth_core::private::{All, Any, Public};
    type Expected = All<(ModelRead, Any<(ModelWrite, All<(BcfRead, ModelRead)>, BcfRead)>)>;
    same::<<Nested as ApiOperation>::Requires, Expected>();
    same::<<Single as ApiOperation>::Requires, ModelRead>();
    same::<<SingleWord as ApiOperation>::Requires, Public>();

    permits::<(ModelRead, ModelWrite, BcfRead), Alike>();
    permits::<(ModelRead, BcfRead), Nested>();
    permits::<(ModelRead, ModelWrite), Nested>();
    permits::<ModelRead, Single>();
    permits::<(), SingleWord>();
}
