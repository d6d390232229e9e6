use auth_core::{ApiOperation, Endpoint};
use std::time::Duration;

macro_rules! endpoints {
    ($($name:ident($method:ident $(, $key:ident $(= $value:literal)?)*) => $seconds:literal $idempotent:literal;)+) => {
        $(
            #[derive(ApiOperation)]
            #[operation($method, "/model" $(, $key $(= $value)?)*,)]
            #[requires(authenticated)]
            struct $name;
        )+

        fn main() {
            $(
                assert_eq!($name::METHOD.as_str(), stringify!($method));
                assert_eq!($name::MIN_VALIDITY, Duration::from_secs($seconds), stringify!($name));
                assert_eq!($name::IDEMPOTENT, $idempotent, stringify!($name));
            )+
        }
    };
}

endpoints! {
    Get(GET) => 0 true;
    Head(HEAD, min_validity = "90s") => 90 true;
    Put(PUT, min_validity = "5m", idempotent) => 300 true;
    Delete(DELETE, min_validity = "12h") => 43_200 true;
    Options(OPTIONS) => 0 true;
    Post(POST) => 0 false;
    Patch(PATCH, min_validity = "0s") => 0 false;
    RepeatablePost(POST, idempotent) => 0 true;
    RepeatablePatch(PATCH, idempotent, min_validity = "1s") => 1 true;
}
