const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for RenameModel {
        const NAME: &'static __private::str = "RenameModel";
        const DOC: &'static __private::str = "Rename a model.";
        type Requires = ModelWrite;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for RenameModel
    where
        ModelWrite: __private::MetBy<__G>,
        <ModelWrite as __private::MetBy<
            __G,
        >>::Met: __private::Includes<ModelWrite, __G, RenameModel>,
    {}
    #[automatically_derived]
    impl __private::Endpoint for RenameModel {
        type Response = models::Model<u8>;
        type Format = __private::Json;
        const METHOD: __private::Method = __private::Method::PATCH;
        const PATH: &'static __private::str = "/cloud/{cloud_id}/model/{model_id}";
        fn path(&self) -> __private::PathResult {
            __private::fill(
                "/cloud/{cloud_id}/model/{model_id}",
                &[&self.cloud_id, &self.model_id],
            )
        }
        fn write(&self, __request: &mut dyn __private::RequestWriter) {
            if let ::core::option::Option::Some(__value) = &self.etag {
                __request
                    .header(__private::HeaderName::from_static("if-match"), __value);
            }
            __request
                .header(__private::HeaderName::from_static("x-reason"), &self.reason);
            __request
                .query(
                    &__private::Fields::members(
                        "RenameModel",
                        &[__private::Member::new("dry_run", &self.dry_run)],
                    ),
                );
            __request
                .json(
                    &__private::Fields::members(
                        "RenameModel",
                        &[
                            __private::Member::new("name", &self.name),
                            __private::Member::unless_none(
                                "description",
                                &self.description,
                            ),
                        ],
                    ),
                );
        }
    }
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for Download {
        const NAME: &'static __private::str = "Download";
        const DOC: &'static __private::str = "";
        type Requires = __private::Public;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for Download {}
    #[automatically_derived]
    impl __private::Endpoint for Download {
        type Response = __private::Bytes;
        type Format = __private::Raw;
        const METHOD: __private::Method = __private::Method::GET;
        const PATH: &'static __private::str = "/file/{name}.{extension}/";
        const MIN_VALIDITY: __private::Duration = __private::Duration::from_secs(300u64);
        fn path(&self) -> __private::PathResult {
            __private::fill("/file/{name}.{extension}/", &[&self.name, &self.extension])
        }
        fn write(&self, __request: &mut dyn __private::RequestWriter) {
            __request
                .query(
                    &__private::Fields::members(
                        "Download",
                        &[__private::Member::unless_none("type", &self.r#type)],
                    ),
                );
        }
    }
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for Search {
        const NAME: &'static __private::str = "Search";
        const DOC: &'static __private::str = "";
        type Requires = __private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for Search {}
    #[automatically_derived]
    impl __private::Endpoint for Search {
        type Response = __private::ByteStream;
        type Format = __private::Streamed;
        const METHOD: __private::Method = __private::Method::POST;
        const PATH: &'static __private::str = "/search";
        const IDEMPOTENT: __private::bool = true;
        fn path(&self) -> __private::PathResult {
            __private::fill("/search", &[])
        }
        fn write(&self, __request: &mut dyn __private::RequestWriter) {
            __request.form(&__private::Fields::whole(&__Form(self)));
        }
    }
    #[derive(__private::serde::Serialize)]
    #[serde(crate = "__private::serde", remote = "Search", rename = "Search")]
    struct __FormFields {
        text: String,
        #[serde(rename = "max")]
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        most: Option<u8>,
    }
    struct __Form<'__a>(&'__a Search);
    #[automatically_derived]
    impl<'__a> __private::serde::Serialize for __Form<'__a> {
        fn serialize<__S: __private::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<
            <__S as __private::serde::Serializer>::Ok,
            <__S as __private::serde::Serializer>::Error,
        > {
            trait __Fallback: ::core::marker::Sized {
                fn serialize<__T, __S: __private::serde::Serializer>(
                    _: __T,
                    __serializer: __S,
                ) -> ::core::result::Result<
                    <__S as __private::serde::Serializer>::Ok,
                    <__S as __private::serde::Serializer>::Error,
                > {
                    __private::serde::Serializer::serialize_unit(__serializer)
                }
            }
            impl __Fallback for __FormFields {}
            __FormFields::serialize(self.0, __serializer)
        }
    }
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for Whole {
        const NAME: &'static __private::str = "Whole";
        const DOC: &'static __private::str = "";
        type Requires = __private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for Whole {}
    #[automatically_derived]
    impl __private::Endpoint for Whole {
        type Response = ();
        type Format = __private::Empty;
        const METHOD: __private::Method = __private::Method::PUT;
        const PATH: &'static __private::str = "/thing";
        fn path(&self) -> __private::PathResult {
            __private::fill("/thing", &[])
        }
        fn write(&self, __request: &mut dyn __private::RequestWriter) {
            if let ::core::option::Option::Some(__value) = &self.thing {
                __request.json(&__private::Fields::whole(__value));
            }
        }
    }
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for Serialized {
        const NAME: &'static __private::str = "Serialized";
        const DOC: &'static __private::str = "";
        type Requires = __private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for Serialized {}
    #[automatically_derived]
    impl __private::Endpoint for Serialized {
        type Response = ();
        type Format = __private::Empty;
        const METHOD: __private::Method = __private::Method::DELETE;
        const PATH: &'static __private::str = "/thing";
        fn path(&self) -> __private::PathResult {
            __private::fill("/thing", &[])
        }
        fn write(&self, __request: &mut dyn __private::RequestWriter) {
            if let ::core::option::Option::Some(__value) = &self.thing {
                __request.json(&__private::Fields::whole(&__Body(self)));
            }
        }
    }
    #[derive(__private::serde::Serialize)]
    #[serde(crate = "__private::serde", remote = "Serialized", transparent)]
    struct __BodyFields {
        #[serde(with = "hex")]
        thing: Option<u32>,
    }
    struct __Body<'__a>(&'__a Serialized);
    #[automatically_derived]
    impl<'__a> __private::serde::Serialize for __Body<'__a> {
        fn serialize<__S: __private::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<
            <__S as __private::serde::Serializer>::Ok,
            <__S as __private::serde::Serializer>::Error,
        > {
            trait __Fallback: ::core::marker::Sized {
                fn serialize<__T, __S: __private::serde::Serializer>(
                    _: __T,
                    __serializer: __S,
                ) -> ::core::result::Result<
                    <__S as __private::serde::Serializer>::Ok,
                    <__S as __private::serde::Serializer>::Error,
                > {
                    __private::serde::Serializer::serialize_unit(__serializer)
                }
            }
            impl __Fallback for __BodyFields {}
            __BodyFields::serialize(self.0, __serializer)
        }
    }
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl<'a, T: Clone, U> __private::ApiOperation for Generic<'a, T, U>
    where
        U: Copy,
    {
        const NAME: &'static __private::str = "Generic";
        const DOC: &'static __private::str = "";
        type Requires = __private::Authenticated;
    }
    #[automatically_derived]
    impl<'a, T: Clone, U, __G> __private::AuthorizedBy<__G> for Generic<'a, T, U>
    where
        U: Copy,
    {}
    #[automatically_derived]
    impl<'a, T: Clone, U> __private::Endpoint for Generic<'a, T, U>
    where
        U: Copy,
        T: __private::PathValue,
        Option<U>: __private::serde::Serialize,
    {
        type Response = ();
        type Format = __private::Empty;
        const METHOD: __private::Method = __private::Method::POST;
        const PATH: &'static __private::str = "/{id}";
        fn path(&self) -> __private::PathResult {
            __private::fill("/{id}", &[&self.id])
        }
        fn write(&self, __request: &mut dyn __private::RequestWriter) {
            __request.json(&__private::Fields::whole(&__Body(self)));
        }
    }
    #[derive(__private::serde::Serialize)]
    #[serde(
        crate = "__private::serde",
        remote = "Generic",
        bound(serialize = "Option < U > : __private :: serde :: Serialize"),
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
    impl<'__a, 'a, T: Clone, U> __private::serde::Serialize for __Body<'__a, 'a, T, U>
    where
        U: Copy,
        Option<U>: __private::serde::Serialize,
    {
        fn serialize<__S: __private::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<
            <__S as __private::serde::Serializer>::Ok,
            <__S as __private::serde::Serializer>::Error,
        > {
            trait __Fallback: ::core::marker::Sized {
                fn serialize<__T, __S: __private::serde::Serializer>(
                    _: __T,
                    __serializer: __S,
                ) -> ::core::result::Result<
                    <__S as __private::serde::Serializer>::Ok,
                    <__S as __private::serde::Serializer>::Error,
                > {
                    __private::serde::Serializer::serialize_unit(__serializer)
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
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for Refused {
        const NAME: &'static __private::str = "Refused";
        const DOC: &'static __private::str = "";
        type Requires = __private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for Refused {}
    #[automatically_derived]
    impl __private::Endpoint for Refused {
        type Response = ();
        type Format = __private::Empty;
        const METHOD: __private::Method = __private::Method::GET;
        const PATH: &'static __private::str = "/{missing}";
        fn path(&self) -> __private::PathResult {
            __private::fill("/{missing}", &[])
        }
        fn write(&self, __request: &mut dyn __private::RequestWriter) {}
    }
};
