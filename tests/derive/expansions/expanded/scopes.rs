const _: () = {
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::Scope for ModelRead {
        const INFO: __private::ScopeInfo = __private::ScopeInfo::new(
            "model:read",
            "Read models: IFC, DWG, PDF and plans.",
            &["ifc:read", "models"],
            &[
                &<ModelAdmin as __private::Scope>::INFO,
                &<scopes::Everything as __private::Scope>::INFO,
            ],
        );
        type Id = (
            __private::X6,
            (
                __private::XF,
                (
                    __private::X6,
                    (
                        __private::X9,
                        (
                            __private::X4,
                            (
                                __private::XA,
                                (
                                    __private::X9,
                                    (
                                        __private::X5,
                                        (
                                            __private::XC,
                                            (
                                                __private::X6,
                                                (
                                                    __private::X6,
                                                    (
                                                        __private::XC,
                                                        (
                                                            __private::X0,
                                                            (__private::X4, (__private::XE, (__private::X4, ()))),
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
    use crate::reexported::private as __private;
    #[automatically_derived]
    impl __private::Scope for ModelAdmin {
        const INFO: __private::ScopeInfo = __private::ScopeInfo::new(
            "model:admin",
            "",
            &[],
            &[],
        );
        type Id = (
            __private::X1,
            (
                __private::X6,
                (
                    __private::X8,
                    (
                        __private::X0,
                        (
                            __private::XB,
                            (
                                __private::X7,
                                (
                                    __private::XC,
                                    (
                                        __private::X4,
                                        (
                                            __private::XC,
                                            (
                                                __private::X0,
                                                (
                                                    __private::X9,
                                                    (
                                                        __private::X6,
                                                        (
                                                            __private::XA,
                                                            (__private::XA, (__private::XF, (__private::XB, ()))),
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
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl __private::Scope for Old {
        const INFO: __private::ScopeInfo = __private::ScopeInfo::new(
            "old",
            "",
            &[],
            &[],
        );
        type Id = (
            __private::XC,
            (
                __private::XB,
                (
                    __private::XA,
                    (
                        __private::X0,
                        (
                            __private::X6,
                            (
                                __private::XB,
                                (
                                    __private::X5,
                                    (
                                        __private::X7,
                                        (
                                            __private::X3,
                                            (
                                                __private::X6,
                                                (
                                                    __private::XF,
                                                    (
                                                        __private::XA,
                                                        (
                                                            __private::XF,
                                                            (__private::X6, (__private::X7, (__private::XE, ()))),
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
    use ::auth_core::private as __private;
    #[automatically_derived]
    impl<T> __private::Scope for Refused<T>
    where
        Self: 'static,
    {
        const INFO: __private::ScopeInfo = __private::ScopeInfo::new(
            "invalid",
            "",
            &[],
            &[],
        );
        type Id = (
            __private::XF,
            (
                __private::X1,
                (
                    __private::X2,
                    (
                        __private::X3,
                        (
                            __private::X4,
                            (
                                __private::XD,
                                (
                                    __private::X7,
                                    (
                                        __private::X5,
                                        (
                                            __private::X1,
                                            (
                                                __private::X7,
                                                (
                                                    __private::X8,
                                                    (
                                                        __private::XD,
                                                        (
                                                            __private::X8,
                                                            (__private::X9, (__private::X2, (__private::XA, ()))),
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
