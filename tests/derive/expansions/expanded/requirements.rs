const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for One {
        const NAME: &'static __private::str = "One";
        const DOC: &'static __private::str = "";
        type Requires = ModelRead;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for One
    where
        ModelRead: __private::MetBy<__G>,
        <ModelRead as __private::MetBy<
            __G,
        >>::Met: __private::Includes<ModelRead, __G, One>,
    {}
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for ForAnyone {
        const NAME: &'static __private::str = "ForAnyone";
        const DOC: &'static __private::str = "";
        type Requires = __private::Public;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for ForAnyone {}
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for ForThoseKnown {
        const NAME: &'static __private::str = "ForThoseKnown";
        const DOC: &'static __private::str = "";
        type Requires = __private::Authenticated;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for ForThoseKnown {}
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for Alternatives {
        const NAME: &'static __private::str = "Alternatives";
        const DOC: &'static __private::str = "";
        type Requires = __private::Any<
            (A, __private::All<(B, C, __private::Any<(D, E)>)>, F, G),
        >;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for Alternatives
    where
        __private::Any<
            (A, __private::All<(B, C, __private::Any<(D, E)>)>, F, G),
        >: __private::MetBy<__G>,
        <__private::Any<
            (A, __private::All<(B, C, __private::Any<(D, E)>)>, F, G),
        > as __private::MetBy<
            __G,
        >>::Met: __private::IncludesOneOf<
            (A, (B, C, __private::Any<(D, E)>), F, G),
            __G,
            Alternatives,
        >,
    {}
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for Conjuncts {
        const NAME: &'static __private::str = "Conjuncts";
        const DOC: &'static __private::str = "";
        type Requires = __private::All<(A, __private::Any<(B, C)>, D, E)>;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for Conjuncts
    where
        A: __private::MetBy<__G>,
        <A as __private::MetBy<__G>>::Met: __private::Includes<A, __G, Conjuncts>,
        __private::Any<(B, C)>: __private::MetBy<__G>,
        <__private::Any<
            (B, C),
        > as __private::MetBy<
            __G,
        >>::Met: __private::IncludesOneOf<(B, C), __G, Conjuncts>,
        D: __private::MetBy<__G>,
        <D as __private::MetBy<__G>>::Met: __private::Includes<D, __G, Conjuncts>,
        E: __private::MetBy<__G>,
        <E as __private::MetBy<__G>>::Met: __private::Includes<E, __G, Conjuncts>,
    {}
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for OneInLists {
        const NAME: &'static __private::str = "OneInLists";
        const DOC: &'static __private::str = "";
        type Requires = A;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for OneInLists
    where
        A: __private::MetBy<__G>,
        <A as __private::MetBy<__G>>::Met: __private::Includes<A, __G, OneInLists>,
    {}
};
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for MoreThanATupleHolds {
        const NAME: &'static __private::str = "MoreThanATupleHolds";
        const DOC: &'static __private::str = "";
        type Requires = __private::Any<
            (__private::Any<(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P)>, Q),
        >;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for MoreThanATupleHolds
    where
        __private::Any<
            (__private::Any<(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P)>, Q),
        >: __private::MetBy<__G>,
        <__private::Any<
            (__private::Any<(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P)>, Q),
        > as __private::MetBy<
            __G,
        >>::Met: __private::IncludesOneOf<
            (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q),
            __G,
            MoreThanATupleHolds,
        >,
    {}
};
#[allow(deprecated)]
const _: () = {
    use reexported::private as __private;
    #[automatically_derived]
    impl<'a, S: Scope, const N: usize> __private::ApiOperation for Generic<'a, S, N>
    where
        S: Clone,
    {
        const NAME: &'static __private::str = "Generic";
        const DOC: &'static __private::str = "Of whatever kind.";
        type Requires = __private::All<(S, scopes::Read)>;
    }
    #[automatically_derived]
    impl<'a, S: Scope, const N: usize, __G> __private::AuthorizedBy<__G>
    for Generic<'a, S, N>
    where
        S: Clone,
        S: __private::MetBy<__G>,
        <S as __private::MetBy<
            __G,
        >>::Met: __private::Includes<S, __G, Generic<'a, S, N>>,
        scopes::Read: __private::MetBy<__G>,
        <scopes::Read as __private::MetBy<
            __G,
        >>::Met: __private::Includes<scopes::Read, __G, Generic<'a, S, N>>,
    {}
};
::core::compile_error! {
    "`Refused` does not say what it requires; write `#[requires(ModelWrite)]` with the type of a scope (or `any(..)` or `all(..)` of several), `#[requires(authenticated)]` for any valid token, or `#[requires(public)]` for none"
}
const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::ApiOperation for Refused {
        const NAME: &'static __private::str = "Refused";
        const DOC: &'static __private::str = "";
        type Requires = __private::Public;
    }
    #[automatically_derived]
    impl<__G> __private::AuthorizedBy<__G> for Refused {}
};
