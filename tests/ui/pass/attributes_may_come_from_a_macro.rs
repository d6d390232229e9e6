use auth_core::{ApiOperation, Permits, Scope};

macro_rules! api {
    ($($doc:literal $scope:ident $name:literal $alias:expr, $operation:ident requires $requires:ty | $also:path;)*) => {
        $(
            #[doc = $doc]
            #[derive(Scope)]
            #[scope($name, alias = $alias)]
            struct $scope;

            #[doc = $doc]
            #[derive(ApiOperation)]
            #[requires(any($requires, all($also, $scope)))]
            struct $operation;
        )*
    };
}

api! {
    "Read models." ModelRead "model:read" "ifc:read", GetModel requires scopes::Admin | ModelWrite;
    "Write models." ModelWrite "model:write" "ifc:write", PutModel requires scopes::Admin | ModelRead;
}

mod scopes {
    #[derive(auth_core::Scope)]
    #[scope("admin")]
    pub struct Admin;
}

fn permits<G: Permits<O>, O>() {}

fn main() {
    assert_eq!(ModelRead::INFO.doc(), "Read models.");
    assert_eq!(GetModel::DOC, "Read models.");
    permits::<scopes::Admin, GetModel>();
    permits::<(ModelRead, ModelWrite), GetModel>();
    permits::<scopes::Admin, PutModel>();
}
