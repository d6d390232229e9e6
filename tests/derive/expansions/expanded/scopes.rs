const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::Scope for ModelRead {
        const INFO: ::auth_core::private::ScopeInfo = ::auth_core::private::ScopeInfo::new(
            "model:read",
            "Read models: IFC, DWG, PDF and plans.",
            &["ifc:read", "models"],
            &[
                &<ModelAdmin as ::auth_core::private::Scope>::INFO,
                &<scopes::Everything as ::auth_core::private::Scope>::INFO,
            ],
        );
        type Id = (
            ::auth_core::private::X6,
            (
                ::auth_core::private::XF,
                (
                    ::auth_core::private::X6,
                    (
                        ::auth_core::private::X9,
                        (
                            ::auth_core::private::X4,
                            (
                                ::auth_core::private::XA,
                                (
                                    ::auth_core::private::X9,
                                    (
                                        ::auth_core::private::X5,
                                        (
                                            ::auth_core::private::XC,
                                            (
                                                ::auth_core::private::X6,
                                                (
                                                    ::auth_core::private::X6,
                                                    (
                                                        ::auth_core::private::XC,
                                                        (
                                                            ::auth_core::private::X0,
                                                            (
                                                                ::auth_core::private::X4,
                                                                (::auth_core::private::XE, (::auth_core::private::X4, ())),
                                                            ),
                                                        ),
                                                    ),
                                                ),
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        );
        type ImpliedBy = (ModelAdmin, scopes::Everything);
    }
};
const _: () = {
    #[automatically_derived]
    impl crate::reexported::private::Scope for ModelAdmin {
        const INFO: crate::reexported::private::ScopeInfo = crate::reexported::private::ScopeInfo::new(
            "model:admin",
            "",
            &[],
            &[],
        );
        type Id = (
            crate::reexported::private::X1,
            (
                crate::reexported::private::X6,
                (
                    crate::reexported::private::X8,
                    (
                        crate::reexported::private::X0,
                        (
                            crate::reexported::private::XB,
                            (
                                crate::reexported::private::X7,
                                (
                                    crate::reexported::private::XC,
                                    (
                                        crate::reexported::private::X4,
                                        (
                                            crate::reexported::private::XC,
                                            (
                                                crate::reexported::private::X0,
                                                (
                                                    crate::reexported::private::X9,
                                                    (
                                                        crate::reexported::private::X6,
                                                        (
                                                            crate::reexported::private::XA,
                                                            (
                                                                crate::reexported::private::XA,
                                                                (
                                                                    crate::reexported::private::XF,
                                                                    (crate::reexported::private::XB, ()),
                                                                ),
                                                            ),
                                                        ),
                                                    ),
                                                ),
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        );
        type ImpliedBy = ();
    }
};
#[allow(deprecated)]
const _: () = {
    #[automatically_derived]
    impl ::auth_core::private::Scope for Old {
        const INFO: ::auth_core::private::ScopeInfo = ::auth_core::private::ScopeInfo::new(
            "old",
            "",
            &[],
            &[],
        );
        type Id = (
            ::auth_core::private::XC,
            (
                ::auth_core::private::XB,
                (
                    ::auth_core::private::XA,
                    (
                        ::auth_core::private::X0,
                        (
                            ::auth_core::private::X6,
                            (
                                ::auth_core::private::XB,
                                (
                                    ::auth_core::private::X5,
                                    (
                                        ::auth_core::private::X7,
                                        (
                                            ::auth_core::private::X3,
                                            (
                                                ::auth_core::private::X6,
                                                (
                                                    ::auth_core::private::XF,
                                                    (
                                                        ::auth_core::private::XA,
                                                        (
                                                            ::auth_core::private::XF,
                                                            (
                                                                ::auth_core::private::X6,
                                                                (::auth_core::private::X7, (::auth_core::private::XE, ())),
                                                            ),
                                                        ),
                                                    ),
                                                ),
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        );
        type ImpliedBy = ();
    }
};
::core::compile_error! {
    "a scope is a unit struct, and `Refused` has fields or brackets for them; write `struct Refused;`, one type per scope"
}
::core::compile_error! {
    "a scope name has no spaces; derive one type per scope"
}
const _: () = {
    #[automatically_derived]
    impl<T> ::auth_core::private::Scope for Refused<T>
    where
        Self: 'static,
    {
        const INFO: ::auth_core::private::ScopeInfo = ::auth_core::private::ScopeInfo::new(
            "invalid",
            "",
            &[],
            &[],
        );
        type Id = (
            ::auth_core::private::XF,
            (
                ::auth_core::private::X1,
                (
                    ::auth_core::private::X2,
                    (
                        ::auth_core::private::X3,
                        (
                            ::auth_core::private::X4,
                            (
                                ::auth_core::private::XD,
                                (
                                    ::auth_core::private::X7,
                                    (
                                        ::auth_core::private::X5,
                                        (
                                            ::auth_core::private::X1,
                                            (
                                                ::auth_core::private::X7,
                                                (
                                                    ::auth_core::private::X8,
                                                    (
                                                        ::auth_core::private::XD,
                                                        (
                                                            ::auth_core::private::X8,
                                                            (
                                                                ::auth_core::private::X9,
                                                                (::auth_core::private::X2, (::auth_core::private::XA, ())),
                                                            ),
                                                        ),
                                                    ),
                                                ),
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        );
        type ImpliedBy = ();
    }
};
