use auth_core::{ApiOperation, Permits, Scope};

fn main() {
    #[derive(Scope)]
    #[scope("model:read")]
    struct ModelRead;

    #[derive(ApiOperation)]
    #[requires(ModelRead)]
    struct GetModel;

    fn permits<G: Permits<O>, O>() {}
    permits::<ModelRead, GetModel>();
}
