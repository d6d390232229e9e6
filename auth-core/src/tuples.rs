/// Calls a macro with the type parameters of a tuple, once for each arity from 1 to 16.
macro_rules! for_each_arity {
    ($each:ident) => {
        $crate::tuples::for_each_arity!(@ $each [] A B C D E F H I J K L M N O P Q);
    };
    (@ $each:ident [$($seen:ident)*]) => {};
    (@ $each:ident [$($seen:ident)*] $next:ident $($rest:ident)*) => {
        $each!($($seen)* $next);
        $crate::tuples::for_each_arity!(@ $each [$($seen)* $next] $($rest)*);
    };
}

pub(crate) use for_each_arity;
