use auth_core::{
    ApiOperation, ByteStream, Endpoint, ResponseFormat, ResponseReader,
    private::{Bytes, DeserializeOwned},
};
use std::{any::TypeId, collections::BTreeMap, future, pin::pin, task};

macro_rules! responses {
    ($($name:ident: $($response:ty)? => $ty:ty, $form:literal;)+) => {
        $(
            #[derive(ApiOperation)]
            #[operation(GET, "/model" $(, response = $response)?)]
            #[requires(authenticated)]
            struct $name;
        )+

        fn main() {
            $(
                assert_eq!(TypeId::of::<<$name as Endpoint>::Response>(), TypeId::of::<$ty>(), stringify!($name));
                assert_eq!(form::<$name>(), $form, stringify!($name));
            )+
            assert_eq!((form::<words::InBytes>(), form::<words::AsStream>()), ("bytes", "stream"));
            assert_eq!(form::<Generic<Vec<u8>>>(), "json");
        }
    };
}

/// A type of that name is not what is meant by `bytes`.
mod bytes {
    #[derive(serde::Deserialize)]
    pub struct Other;
}

responses! {
    Missing: => (), "empty";
    Unit: () => (), "empty";
    AType: Vec<BTreeMap<String, (u8, u8)>> => Vec<BTreeMap<String, (u8, u8)>>, "json";
    APath: bytes::Other => bytes::Other, "json";
    AnOption: Option<u8> => Option<u8>, "json";
}

#[derive(ApiOperation)]
#[operation(GET, "/model", response = Vec<T>)]
#[requires(authenticated)]
struct Generic<T> {
    #[query]
    of: Option<T>,
}

mod words {
    use super::*;

    #[derive(ApiOperation)]
    #[operation(GET, "/model", response = bytes)]
    #[requires(authenticated)]
    pub struct InBytes;

    #[derive(ApiOperation)]
    #[operation(GET, "/model", response = stream)]
    #[requires(authenticated)]
    pub struct AsStream;

    fn is_of<O: Endpoint<Response = R>, R>() {}

    const _: fn() = is_of::<InBytes, Bytes>;
    const _: fn() = is_of::<AsStream, ByteStream>;
}

/// Fails with the form in which it is read.
struct Form;

impl ResponseReader for Form {
    type Error = &'static str;

    async fn json<T: DeserializeOwned>(self) -> Result<T, Self::Error> {
        Err("json")
    }

    async fn empty(self) -> Result<(), Self::Error> {
        Err("empty")
    }

    async fn bytes(self) -> Result<Bytes, Self::Error> {
        Err("bytes")
    }

    fn stream(self) -> impl Future<Output = Result<ByteStream, Self::Error>> + Send {
        future::ready(Err("stream"))
    }
}

fn form<O: Endpoint>() -> &'static str {
    let mut context = task::Context::from_waker(task::Waker::noop());
    match pin!(O::Format::read(Form)).poll(&mut context) {
        task::Poll::Ready(Err(form)) => form,
        _ => unreachable!("it fails at once"),
    }
}
