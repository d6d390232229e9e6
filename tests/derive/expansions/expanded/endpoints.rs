const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for RenameModel {
        const NAME: &'static ::core::primitive::str = "RenameModel";
        const DOC: &'static ::core::primitive::str = "Rename a model.";
        type Requires = ModelWrite;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for RenameModel
    where
        ModelWrite: ::auth_core::private::MetBy<__G>,
        <ModelWrite as ::auth_core::private::MetBy<
            __G,
        >>::Met: ::auth_core::private::Includes<ModelWrite, __G, RenameModel>,
    {}
    #[automatically_derived]
    impl ::auth_core::private::Endpoint for RenameModel {
        type Response = models::Model<u8>;
        type Format = ::auth_core::private::Json;
        const METHOD: ::auth_core::private::Method = ::auth_core::private::Method::PATCH;
        const PATH: &'static ::core::primitive::str = "/cloud/{cloud_id}/model/{model_id}";
        const MIN_VALIDITY: ::auth_core::private::Duration = ::auth_core::private::Duration::from_secs(
            0u64,
        );
        const IDEMPOTENT: ::core::primitive::bool = false;
        fn path(
            &self,
        ) -> ::core::result::Result<
            ::std::string::String,
            ::auth_core::private::InvalidPath,
        > {
            let mut __path = ::auth_core::private::PathBuilder::new(
                <Self as ::auth_core::private::Endpoint>::PATH,
            );
            ::auth_core::private::PathBuilder::literal(&mut __path, "/cloud/");
            ::auth_core::private::PathBuilder::value(
                &mut __path,
                "cloud_id",
                &self.cloud_id,
            );
            ::auth_core::private::PathBuilder::literal(&mut __path, "/model/");
            ::auth_core::private::PathBuilder::value(
                &mut __path,
                "model_id",
                &self.model_id,
            );
            ::auth_core::private::PathBuilder::finish(__path)
        }
        fn write<__W: ::auth_core::private::RequestWriter>(
            &self,
            __request: &mut __W,
        ) -> ::core::result::Result<
            (),
            <__W as ::auth_core::private::RequestWriter>::Error,
        > {
            if let ::core::option::Option::Some(__value) = &self.etag {
                ::auth_core::private::RequestWriter::header(
                    __request,
                    ::auth_core::private::HeaderName::from_static("if-match"),
                    __value,
                )?;
            }
            ::auth_core::private::RequestWriter::header(
                __request,
                ::auth_core::private::HeaderName::from_static("x-reason"),
                &self.reason,
            )?;
            ::auth_core::private::RequestWriter::query(__request, &__Query(self))?;
            ::auth_core::private::RequestWriter::json(__request, &__Body(self))?;
            ::core::result::Result::Ok(())
        }
    }
    #[derive(::auth_core::private::serde::Serialize)]
    #[serde(
        crate = ":: auth_core :: private :: serde",
        remote = "RenameModel",
        rename = "RenameModel"
    )]
    struct __QueryFields {
        dry_run: bool,
    }
    struct __Query<'__a>(&'__a RenameModel);
    #[automatically_derived]
    impl<'__a> ::auth_core::private::serde::Serialize for __Query<'__a> {
        fn serialize<__S: ::auth_core::private::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<
            <__S as ::auth_core::private::serde::Serializer>::Ok,
            <__S as ::auth_core::private::serde::Serializer>::Error,
        > {
            __QueryFields::serialize(self.0, __serializer)
        }
    }
    #[derive(::auth_core::private::serde::Serialize)]
    #[serde(
        crate = ":: auth_core :: private :: serde",
        remote = "RenameModel",
        rename = "RenameModel"
    )]
    struct __BodyFields {
        name: String,
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        description: Option<String>,
    }
    struct __Body<'__a>(&'__a RenameModel);
    #[automatically_derived]
    impl<'__a> ::auth_core::private::serde::Serialize for __Body<'__a> {
        fn serialize<__S: ::auth_core::private::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<
            <__S as ::auth_core::private::serde::Serializer>::Ok,
            <__S as ::auth_core::private::serde::Serializer>::Error,
        > {
            __BodyFields::serialize(self.0, __serializer)
        }
    }
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for Download {
        const NAME: &'static ::core::primitive::str = "Download";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Public;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for Download {}
    #[automatically_derived]
    impl ::auth_core::private::Endpoint for Download {
        type Response = ::auth_core::private::Bytes;
        type Format = ::auth_core::private::Raw;
        const METHOD: ::auth_core::private::Method = ::auth_core::private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/file/{name}.{extension}/";
        const MIN_VALIDITY: ::auth_core::private::Duration = ::auth_core::private::Duration::from_secs(
            300u64,
        );
        const IDEMPOTENT: ::core::primitive::bool = true;
        fn path(
            &self,
        ) -> ::core::result::Result<
            ::std::string::String,
            ::auth_core::private::InvalidPath,
        > {
            let mut __path = ::auth_core::private::PathBuilder::new(
                <Self as ::auth_core::private::Endpoint>::PATH,
            );
            ::auth_core::private::PathBuilder::literal(&mut __path, "/file/");
            ::auth_core::private::PathBuilder::value(&mut __path, "name", &self.name);
            ::auth_core::private::PathBuilder::literal(&mut __path, ".");
            ::auth_core::private::PathBuilder::value(
                &mut __path,
                "extension",
                &self.extension,
            );
            ::auth_core::private::PathBuilder::literal(&mut __path, "/");
            ::auth_core::private::PathBuilder::finish(__path)
        }
        fn write<__W: ::auth_core::private::RequestWriter>(
            &self,
            __request: &mut __W,
        ) -> ::core::result::Result<
            (),
            <__W as ::auth_core::private::RequestWriter>::Error,
        > {
            ::auth_core::private::RequestWriter::query(__request, &__Query(self))?;
            ::core::result::Result::Ok(())
        }
    }
    #[derive(::auth_core::private::serde::Serialize)]
    #[serde(
        crate = ":: auth_core :: private :: serde",
        remote = "Download",
        rename = "Download"
    )]
    struct __QueryFields {
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        r#type: Option<u8>,
    }
    struct __Query<'__a>(&'__a Download);
    #[automatically_derived]
    impl<'__a> ::auth_core::private::serde::Serialize for __Query<'__a> {
        fn serialize<__S: ::auth_core::private::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<
            <__S as ::auth_core::private::serde::Serializer>::Ok,
            <__S as ::auth_core::private::serde::Serializer>::Error,
        > {
            __QueryFields::serialize(self.0, __serializer)
        }
    }
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for Search {
        const NAME: &'static ::core::primitive::str = "Search";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for Search {}
    #[automatically_derived]
    impl ::auth_core::private::Endpoint for Search {
        type Response = ::auth_core::private::ByteStream;
        type Format = ::auth_core::private::Streamed;
        const METHOD: ::auth_core::private::Method = ::auth_core::private::Method::POST;
        const PATH: &'static ::core::primitive::str = "/search";
        const MIN_VALIDITY: ::auth_core::private::Duration = ::auth_core::private::Duration::from_secs(
            0u64,
        );
        const IDEMPOTENT: ::core::primitive::bool = true;
        fn path(
            &self,
        ) -> ::core::result::Result<
            ::std::string::String,
            ::auth_core::private::InvalidPath,
        > {
            let mut __path = ::auth_core::private::PathBuilder::new(
                <Self as ::auth_core::private::Endpoint>::PATH,
            );
            ::auth_core::private::PathBuilder::literal(&mut __path, "/search");
            ::auth_core::private::PathBuilder::finish(__path)
        }
        fn write<__W: ::auth_core::private::RequestWriter>(
            &self,
            __request: &mut __W,
        ) -> ::core::result::Result<
            (),
            <__W as ::auth_core::private::RequestWriter>::Error,
        > {
            ::auth_core::private::RequestWriter::form(__request, &__Form(self))?;
            ::core::result::Result::Ok(())
        }
    }
    #[derive(::auth_core::private::serde::Serialize)]
    #[serde(
        crate = ":: auth_core :: private :: serde",
        remote = "Search",
        rename = "Search"
    )]
    struct __FormFields {
        text: String,
        #[serde(rename = "max")]
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        most: Option<u8>,
    }
    struct __Form<'__a>(&'__a Search);
    #[automatically_derived]
    impl<'__a> ::auth_core::private::serde::Serialize for __Form<'__a> {
        fn serialize<__S: ::auth_core::private::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<
            <__S as ::auth_core::private::serde::Serializer>::Ok,
            <__S as ::auth_core::private::serde::Serializer>::Error,
        > {
            trait __Fallback: ::core::marker::Sized {
                fn serialize<__T, __S: ::auth_core::private::serde::Serializer>(
                    _: __T,
                    __serializer: __S,
                ) -> ::core::result::Result<
                    <__S as ::auth_core::private::serde::Serializer>::Ok,
                    <__S as ::auth_core::private::serde::Serializer>::Error,
                > {
                    ::auth_core::private::serde::Serializer::serialize_unit(__serializer)
                }
            }
            impl __Fallback for __FormFields {}
            __FormFields::serialize(self.0, __serializer)
        }
    }
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for Whole {
        const NAME: &'static ::core::primitive::str = "Whole";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for Whole {}
    #[automatically_derived]
    impl ::auth_core::private::Endpoint for Whole {
        type Response = ();
        type Format = ::auth_core::private::Empty;
        const METHOD: ::auth_core::private::Method = ::auth_core::private::Method::PUT;
        const PATH: &'static ::core::primitive::str = "/thing";
        const MIN_VALIDITY: ::auth_core::private::Duration = ::auth_core::private::Duration::from_secs(
            0u64,
        );
        const IDEMPOTENT: ::core::primitive::bool = true;
        fn path(
            &self,
        ) -> ::core::result::Result<
            ::std::string::String,
            ::auth_core::private::InvalidPath,
        > {
            let mut __path = ::auth_core::private::PathBuilder::new(
                <Self as ::auth_core::private::Endpoint>::PATH,
            );
            ::auth_core::private::PathBuilder::literal(&mut __path, "/thing");
            ::auth_core::private::PathBuilder::finish(__path)
        }
        fn write<__W: ::auth_core::private::RequestWriter>(
            &self,
            __request: &mut __W,
        ) -> ::core::result::Result<
            (),
            <__W as ::auth_core::private::RequestWriter>::Error,
        > {
            if let ::core::option::Option::Some(__value) = &self.thing {
                ::auth_core::private::RequestWriter::json(__request, __value)?;
            }
            ::core::result::Result::Ok(())
        }
    }
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for Serialized {
        const NAME: &'static ::core::primitive::str = "Serialized";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for Serialized {}
    #[automatically_derived]
    impl ::auth_core::private::Endpoint for Serialized {
        type Response = ();
        type Format = ::auth_core::private::Empty;
        const METHOD: ::auth_core::private::Method = ::auth_core::private::Method::DELETE;
        const PATH: &'static ::core::primitive::str = "/thing";
        const MIN_VALIDITY: ::auth_core::private::Duration = ::auth_core::private::Duration::from_secs(
            0u64,
        );
        const IDEMPOTENT: ::core::primitive::bool = true;
        fn path(
            &self,
        ) -> ::core::result::Result<
            ::std::string::String,
            ::auth_core::private::InvalidPath,
        > {
            let mut __path = ::auth_core::private::PathBuilder::new(
                <Self as ::auth_core::private::Endpoint>::PATH,
            );
            ::auth_core::private::PathBuilder::literal(&mut __path, "/thing");
            ::auth_core::private::PathBuilder::finish(__path)
        }
        fn write<__W: ::auth_core::private::RequestWriter>(
            &self,
            __request: &mut __W,
        ) -> ::core::result::Result<
            (),
            <__W as ::auth_core::private::RequestWriter>::Error,
        > {
            if let ::core::option::Option::Some(__value) = &self.thing {
                ::auth_core::private::RequestWriter::json(__request, &__Body(self))?;
            }
            ::core::result::Result::Ok(())
        }
    }
    #[derive(::auth_core::private::serde::Serialize)]
    #[serde(
        crate = ":: auth_core :: private :: serde",
        remote = "Serialized",
        transparent
    )]
    struct __BodyFields {
        #[serde(with = "hex")]
        thing: Option<u32>,
    }
    struct __Body<'__a>(&'__a Serialized);
    #[automatically_derived]
    impl<'__a> ::auth_core::private::serde::Serialize for __Body<'__a> {
        fn serialize<__S: ::auth_core::private::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<
            <__S as ::auth_core::private::serde::Serializer>::Ok,
            <__S as ::auth_core::private::serde::Serializer>::Error,
        > {
            trait __Fallback: ::core::marker::Sized {
                fn serialize<__T, __S: ::auth_core::private::serde::Serializer>(
                    _: __T,
                    __serializer: __S,
                ) -> ::core::result::Result<
                    <__S as ::auth_core::private::serde::Serializer>::Ok,
                    <__S as ::auth_core::private::serde::Serializer>::Error,
                > {
                    ::auth_core::private::serde::Serializer::serialize_unit(__serializer)
                }
            }
            impl __Fallback for __BodyFields {}
            __BodyFields::serialize(self.0, __serializer)
        }
    }
};
const _: () = {
    #[automatically_derived]
    impl<'a, T: Clone, U> ::auth_core::private::ApiOperation for Generic<'a, T, U>
    where
        U: Copy,
    {
        const NAME: &'static ::core::primitive::str = "Generic";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Authenticated;
    }
    #[automatically_derived]
    impl<'a, T: Clone, U, __G> ::auth_core::private::AuthorizedBy<__G>
    for Generic<'a, T, U>
    where
        U: Copy,
    {}
    #[automatically_derived]
    impl<'a, T: Clone, U> ::auth_core::private::Endpoint for Generic<'a, T, U>
    where
        U: Copy,
        T: ::auth_core::private::PathValue,
        Option<U>: ::auth_core::private::serde::Serialize,
    {
        type Response = ();
        type Format = ::auth_core::private::Empty;
        const METHOD: ::auth_core::private::Method = ::auth_core::private::Method::POST;
        const PATH: &'static ::core::primitive::str = "/{id}";
        const MIN_VALIDITY: ::auth_core::private::Duration = ::auth_core::private::Duration::from_secs(
            0u64,
        );
        const IDEMPOTENT: ::core::primitive::bool = false;
        fn path(
            &self,
        ) -> ::core::result::Result<
            ::std::string::String,
            ::auth_core::private::InvalidPath,
        > {
            let mut __path = ::auth_core::private::PathBuilder::new(
                <Self as ::auth_core::private::Endpoint>::PATH,
            );
            ::auth_core::private::PathBuilder::literal(&mut __path, "/");
            ::auth_core::private::PathBuilder::value(&mut __path, "id", &self.id);
            ::auth_core::private::PathBuilder::finish(__path)
        }
        fn write<__W: ::auth_core::private::RequestWriter>(
            &self,
            __request: &mut __W,
        ) -> ::core::result::Result<
            (),
            <__W as ::auth_core::private::RequestWriter>::Error,
        > {
            ::auth_core::private::RequestWriter::json(__request, &__Body(self))?;
            ::core::result::Result::Ok(())
        }
    }
    #[derive(::auth_core::private::serde::Serialize)]
    #[serde(
        crate = ":: auth_core :: private :: serde",
        remote = "Generic",
        bound(
            serialize = "Option < U > : :: auth_core :: private :: serde :: Serialize"
        ),
        rename = "Generic",
        rename_all = "camelCase"
    )]
    struct __BodyFields<'a, T: Clone, U>
    where
        U: Copy,
    {
        #[serde(flatten)]
        more: Option<U>,
        file_name: &'a str,
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        again: Option<Box<Generic<'a, T, U>>>,
        #[serde(skip)]
        __operation: ::core::marker::PhantomData<Generic<'a, T, U>>,
    }
    struct __Body<'__a, 'a, T: Clone, U>(
        &'__a Generic<'a, T, U>,
    )
    where
        U: Copy;
    #[automatically_derived]
    impl<'__a, 'a, T: Clone, U> ::auth_core::private::serde::Serialize
    for __Body<'__a, 'a, T, U>
    where
        U: Copy,
        Option<U>: ::auth_core::private::serde::Serialize,
    {
        fn serialize<__S: ::auth_core::private::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<
            <__S as ::auth_core::private::serde::Serializer>::Ok,
            <__S as ::auth_core::private::serde::Serializer>::Error,
        > {
            trait __Fallback: ::core::marker::Sized {
                fn serialize<__T, __S: ::auth_core::private::serde::Serializer>(
                    _: __T,
                    __serializer: __S,
                ) -> ::core::result::Result<
                    <__S as ::auth_core::private::serde::Serializer>::Ok,
                    <__S as ::auth_core::private::serde::Serializer>::Error,
                > {
                    ::auth_core::private::serde::Serializer::serialize_unit(__serializer)
                }
            }
            impl<'a, T: Clone, U> __Fallback for __BodyFields<'a, T, U>
            where
                U: Copy,
            {}
            __BodyFields::<'a, T, U>::serialize(self.0, __serializer)
        }
    }
};
::core::compile_error! {
    "`{missing}` names no field; add the field `missing`, or remove `{missing}` from the path"
}
::core::compile_error! {
    "a `GET` request has no body; mark `field` `#[query]`, or use another method"
}
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for Refused {
        const NAME: &'static ::core::primitive::str = "Refused";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for Refused {}
    #[automatically_derived]
    impl ::auth_core::private::Endpoint for Refused {
        type Response = ();
        type Format = ::auth_core::private::Empty;
        const METHOD: ::auth_core::private::Method = ::auth_core::private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/{missing}";
        const MIN_VALIDITY: ::auth_core::private::Duration = ::auth_core::private::Duration::from_secs(
            0u64,
        );
        const IDEMPOTENT: ::core::primitive::bool = true;
        fn path(
            &self,
        ) -> ::core::result::Result<
            ::std::string::String,
            ::auth_core::private::InvalidPath,
        > {
            let mut __path = ::auth_core::private::PathBuilder::new(
                <Self as ::auth_core::private::Endpoint>::PATH,
            );
            ::auth_core::private::PathBuilder::finish(__path)
        }
        fn write<__W: ::auth_core::private::RequestWriter>(
            &self,
            __request: &mut __W,
        ) -> ::core::result::Result<
            (),
            <__W as ::auth_core::private::RequestWriter>::Error,
        > {
            ::core::result::Result::Ok(())
        }
    }
};
