use auth_core::{ApiOperation, Grant, GrantFor, Permits, Scope};

macro_rules! operations {
    ($($operation:ident requires $scope:ident $name:literal;)*) => {
        $(
            #[derive(Scope)]
            #[scope($name)]
            struct $scope;

            #[derive(ApiOperation)]
            #[requires($scope)]
            struct $operation;
        )*

        fn every_operation_is_permitted<G>()
        where
            $(G: Permits<$operation>,)*
        {
        }
    };
}

operations! {
    Get0 requires Read0 "read:0";
    Get1 requires Read1 "read:1";
    Get2 requires Read2 "read:2";
    Get3 requires Read3 "read:3";
    Get4 requires Read4 "read:4";
    Get5 requires Read5 "read:5";
    Get6 requires Read6 "read:6";
    Get7 requires Read7 "read:7";
    Get8 requires Read8 "read:8";
    Get9 requires Read9 "read:9";
    Get10 requires Read10 "read:10";
    Get11 requires Read11 "read:11";
    Get12 requires Read12 "read:12";
    Get13 requires Read13 "read:13";
    Get14 requires Read14 "read:14";
    Get15 requires Read15 "read:15";
    Get16 requires Read16 "read:16";
    Get17 requires Read17 "read:17";
}

type Few = (Get0, Get1, Get2, Get3, Get4, Get5, Get6, Get7);
type Many = (Get8, Get9, Get10, Get11, Get12, Get13, Get14, Get15, (Get16, (Get17,)));

fn main() {
    every_operation_is_permitted::<GrantFor<(Few, Many)>>();
    assert_eq!(GrantFor::<(Few, Many)>::scopes().unwrap().len(), 18);
}
