#![no_implicit_prelude]
#![expect(dead_code, non_camel_case_types, reason = "names that must not matter")]

mod auth_core {}
mod core {}
mod std {}
mod serde {}
mod private {}

struct Bytes;
struct DeserializeOwned;
struct Clone;
struct Empty;
struct Endpoint;
struct Err;
struct Fields;
struct Json;
struct Member;
struct Method;
struct None;
struct Ok;
struct Option<T>(T);
struct PhantomData;
struct Query;
struct RequestWriter;
struct Result;
struct Serialize;
struct Serializer;
struct Some;
struct String;
struct bool;
struct str;
struct u64;

/// Would be called instead of what they are named after, if that were found in the same way.
trait Literal: ::core::marker::Sized {
    fn json<T>(self, _: T) {
        ::core::panic!()
    }
    fn members<T, U>(_: T, _: U) {
        ::core::panic!()
    }
    fn serialize(self) {
        ::core::panic!()
    }
}

impl<T> Literal for T {}

#[derive(::auth_core::ApiOperation)]
#[operation(PATCH, "/cloud/{cloud_id}/{type}", response = ::core::primitive::u8, min_validity = "5m", idempotent)]
#[requires(authenticated)]
struct RenameModel<'a, T> {
    cloud_id: ::core::primitive::u64,
    r#type: &'a ::core::primitive::str,
    r#match: ::core::primitive::u8,
    name: ::core::option::Option<&'a T>,
    #[query]
    r#async: ::core::option::Option<::core::primitive::bool>,
    #[header("if-match")]
    etag: ::core::option::Option<::core::primitive::u8>,
}

#[derive(::auth_core::ApiOperation)]
#[operation(POST, "/token")]
#[requires(public)]
struct r#async {
    #[form]
    r#type: ::core::primitive::u8,
}

#[derive(::auth_core::ApiOperation)]
#[operation(GET, "/token")]
#[requires(public)]
struct Format {
    /// Of the shadowing type, with its own meaning.
    #[serde(serialize_with = "zero")]
    value: Box<::core::primitive::u8>,
}

struct Box<T>(T);

fn zero<S: ::auth_core::private::serde::Serializer>(
    _: &Box<::core::primitive::u8>,
    serializer: S,
) -> ::core::result::Result<S::Ok, S::Error> {
    serializer.serialize_u8(0)
}

fn main() {
    use ::auth_core::Endpoint as _;
    let rename = RenameModel::<::core::primitive::u8> {
        cloud_id: 1,
        r#type: "a",
        r#match: 2,
        name: ::core::option::Option::Some(&3),
        r#async: ::core::option::Option::Some(true),
        etag: ::core::option::Option::Some(4),
    };
    ::core::assert_eq!(rename.path().unwrap(), "/cloud/1/a");
    let mut writer = Writer(::std::vec::Vec::new());
    rename.write(&mut writer);
    r#async { r#type: 5 }.write(&mut writer);
    Format { value: Box(6) }.write(&mut writer);
    ::core::assert_eq!(
        writer.0,
        ["if-match: 4", r#"{"async":true}"#, r#"{"match":2,"name":3}"#, r#"{"type":5}"#, r#"{"value":0}"#]
    );
}

struct Writer(::std::vec::Vec<::std::string::String>);

impl ::auth_core::RequestWriter for Writer {
    fn header(&mut self, name: ::auth_core::private::HeaderName, value: &dyn ::auth_core::HeaderField) {
        let value = value.to_value().unwrap();
        self.0.push(::std::format!("{name}: {}", value.to_str().unwrap()));
    }

    fn query(&mut self, query: &::auth_core::Fields<'_>) {
        ::auth_core::RequestWriter::json(self, query);
    }

    fn json(&mut self, body: &::auth_core::Fields<'_>) {
        self.0.push(::serde_json::to_string(body).unwrap());
    }

    fn form(&mut self, body: &::auth_core::Fields<'_>) {
        ::auth_core::RequestWriter::json(self, body);
    }
}
