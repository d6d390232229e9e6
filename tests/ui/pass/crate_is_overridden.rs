mod sdk {
    pub mod reexported {
        pub use ::auth_core::private;
    }
}

use auth_core::{ApiOperation, Scope};
use sdk::reexported;

#[derive(Scope)]
#[scope("model:read")]
#[auth(crate = "crate::sdk::reexported")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write", implied_by(ModelRead))]
#[auth(crate = "reexported")]
struct ModelWrite;

#[derive(ApiOperation)]
#[requires(any(ModelWrite, all(ModelRead, ModelWrite)))]
#[auth(crate = "reexported")]
struct RenameModel;

fn permits<G: auth_core::Permits<O>, O>() {}

fn main() {
    permits::<ModelRead, RenameModel>();
}
