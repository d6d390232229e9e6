const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for One {
        const NAME: &'static ::core::primitive::str = "One";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ModelRead;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for One
    where
        ModelRead: ::auth_core::private::MetBy<__G>,
        <ModelRead as ::auth_core::private::MetBy<
            __G,
        >>::Met: ::auth_core::private::Includes<ModelRead, __G, One>,
    {}
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for ForAnyone {
        const NAME: &'static ::core::primitive::str = "ForAnyone";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Public;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for ForAnyone {}
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for ForThoseKnown {
        const NAME: &'static ::core::primitive::str = "ForThoseKnown";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for ForThoseKnown {}
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for Alternatives {
        const NAME: &'static ::core::primitive::str = "Alternatives";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Any<
            (
                A,
                ::auth_core::private::All<(B, C, ::auth_core::private::Any<(D, E)>)>,
                F,
                G,
            ),
        >;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for Alternatives
    where
        ::auth_core::private::Any<
            (
                A,
                ::auth_core::private::All<(B, C, ::auth_core::private::Any<(D, E)>)>,
                F,
                G,
            ),
        >: ::auth_core::private::MetBy<__G>,
        <::auth_core::private::Any<
            (
                A,
                ::auth_core::private::All<(B, C, ::auth_core::private::Any<(D, E)>)>,
                F,
                G,
            ),
        > as ::auth_core::private::MetBy<
            __G,
        >>::Met: ::auth_core::private::IncludesOneOf<
            (A, (B, C, ::auth_core::private::Any<(D, E)>), F, G),
            __G,
            Alternatives,
        >,
    {}
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for Conjuncts {
        const NAME: &'static ::core::primitive::str = "Conjuncts";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::All<
            (A, ::auth_core::private::Any<(B, C)>, D, E),
        >;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for Conjuncts
    where
        A: ::auth_core::private::MetBy<__G>,
        <A as ::auth_core::private::MetBy<
            __G,
        >>::Met: ::auth_core::private::Includes<A, __G, Conjuncts>,
        ::auth_core::private::Any<(B, C)>: ::auth_core::private::MetBy<__G>,
        <::auth_core::private::Any<
            (B, C),
        > as ::auth_core::private::MetBy<
            __G,
        >>::Met: ::auth_core::private::IncludesOneOf<(B, C), __G, Conjuncts>,
        D: ::auth_core::private::MetBy<__G>,
        <D as ::auth_core::private::MetBy<
            __G,
        >>::Met: ::auth_core::private::Includes<D, __G, Conjuncts>,
        E: ::auth_core::private::MetBy<__G>,
        <E as ::auth_core::private::MetBy<
            __G,
        >>::Met: ::auth_core::private::Includes<E, __G, Conjuncts>,
    {}
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for OneInLists {
        const NAME: &'static ::core::primitive::str = "OneInLists";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = A;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for OneInLists
    where
        A: ::auth_core::private::MetBy<__G>,
        <A as ::auth_core::private::MetBy<
            __G,
        >>::Met: ::auth_core::private::Includes<A, __G, OneInLists>,
    {}
};
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for MoreThanATupleHolds {
        const NAME: &'static ::core::primitive::str = "MoreThanATupleHolds";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Any<
            (
                ::auth_core::private::Any<
                    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P),
                >,
                Q,
            ),
        >;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for MoreThanATupleHolds
    where
        ::auth_core::private::Any<
            (
                ::auth_core::private::Any<
                    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P),
                >,
                Q,
            ),
        >: ::auth_core::private::MetBy<__G>,
        <::auth_core::private::Any<
            (
                ::auth_core::private::Any<
                    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P),
                >,
                Q,
            ),
        > as ::auth_core::private::MetBy<
            __G,
        >>::Met: ::auth_core::private::IncludesOneOf<
            (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q),
            __G,
            MoreThanATupleHolds,
        >,
    {}
};
#[allow(deprecated)]
const _: () = {
    #[automatically_derived]
    impl<'a, S: Scope, const N: usize> reexported::private::ApiOperation
    for Generic<'a, S, N>
    where
        S: Clone,
    {
        const NAME: &'static ::core::primitive::str = "Generic";
        const DOC: &'static ::core::primitive::str = "Of whatever kind.";
        type Requires = reexported::private::All<(S, scopes::Read)>;
    }
    #[automatically_derived]
    impl<'a, S: Scope, const N: usize, __G> reexported::private::AuthorizedBy<__G>
    for Generic<'a, S, N>
    where
        S: Clone,
        S: reexported::private::MetBy<__G>,
        <S as reexported::private::MetBy<
            __G,
        >>::Met: reexported::private::Includes<S, __G, Generic<'a, S, N>>,
        scopes::Read: reexported::private::MetBy<__G>,
        <scopes::Read as reexported::private::MetBy<
            __G,
        >>::Met: reexported::private::Includes<scopes::Read, __G, Generic<'a, S, N>>,
    {}
};
::core::compile_error! {
    "`Refused` does not say what it requires; write `#[requires(ModelWrite)]` with the type of a scope (or `any(..)` or `all(..)` of several), `#[requires(authenticated)]` for any valid token, or `#[requires(public)]` for none"
}
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::ApiOperation for Refused {
        const NAME: &'static ::core::primitive::str = "Refused";
        const DOC: &'static ::core::primitive::str = "";
        type Requires = ::auth_core::private::Public;
    }
    #[automatically_derived]
    impl<__G> ::auth_core::private::AuthorizedBy<__G> for Refused {}
};
