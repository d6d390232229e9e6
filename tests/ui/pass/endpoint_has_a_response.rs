use auth_core::{
    ApiOperation, Endpoint,
    private::{ByteStream, Bytes, Empty, Json, Raw, Streamed},
};
use std::{any::TypeId, collections::BTreeMap};

macro_rules! responses {
    ($($name:ident: $($response:ty)? => $ty:ty, $format:ty;)+) => {
        $(
            #[derive(ApiOperation)]
            #[operation(GET, "/model" $(, response = $response)?)]
            #[requires(authenticated)]
            struct $name;
        )+

        fn main() {
            $(
                assert_eq!(TypeId::of::<<$name as Endpoint>::Response>(), TypeId::of::<$ty>(), stringify!($name));
                assert_eq!(TypeId::of::<<$name as Endpoint>::Format>(), TypeId::of::<$format>(), stringify!($name));
            )+
        }
    };
}

/// A type of that name is not what is meant by `bytes`.
mod bytes {
    pub struct Other;
}

responses! {
    Missing: => (), Empty;
    Unit: () => (), Empty;
    AType: Vec<BTreeMap<String, (u8, u8)>> => Vec<BTreeMap<String, (u8, u8)>>, Json;
    APath: bytes::Other => bytes::Other, Json;
    AnOption: Option<u8> => Option<u8>, Json;
}

mod words {
    use super::*;

    #[derive(ApiOperation)]
    #[operation(GET, "/model", response = bytes)]
    #[requires(authenticated)]
    struct InBytes;

    #[derive(ApiOperation)]
    #[operation(GET, "/model", response = stream)]
    #[requires(authenticated)]
    struct AsStream;

    fn is_of<O: Endpoint<Response = R, Format = F>, R, F>() {}

    const _: fn() = is_of::<InBytes, Bytes, Raw>;
    const _: fn() = is_of::<AsStream, ByteStream, Streamed>;
}
