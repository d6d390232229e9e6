use super::{Dynamic, Grant, GrantFor, MetBy, Operations};
use crate::{
    Scope,
    verdict::{Granted, Verdict, Withheld},
};

/// A grant that holds no more than `G` does.
///
/// What a client is narrowed to, and what a token is attenuated to, must lie within what is held.
///
/// ```
/// use auth_core::{Scope, Within};
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// #[derive(Scope)]
/// #[scope("bcf:read")]
/// struct BcfRead;
///
/// fn hand_on<H: Within<G>, G>() {}
///
/// hand_on::<ModelRead, (ModelRead, BcfRead)>();
/// ```
///
/// ```compile_fail,E0277
/// # use auth_core::{Scope, Within};
/// # #[derive(Scope)]
/// # #[scope("model:read")]
/// # struct ModelRead;
/// # #[derive(Scope)]
/// # #[scope("bcf:read")]
/// # struct BcfRead;
/// # fn hand_on<H: Within<G>, G>() {}
/// hand_on::<(ModelRead, BcfRead), ModelRead>(); // .. includes `BcfRead`, which ..
/// ```
///
/// Anything lies within [`Dynamic`], which the run-time check then holds to what the server granted; [`Dynamic`] itself
/// lies within nothing else.
#[diagnostic::on_unimplemented(
    message = "the grant `{Self}` is not known to lie within the grant `{G}`",
    label = "may hold more than `{G}`",
    note = "in generic code, state it: `where {Self}: Within<{G}>`"
)]
pub trait Within<G>: Grant {}

impl<G, H> Within<G> for H
where
    H: Grant + Compared<G, ()>,
    H::Outside: Scopes,
    <H::Outside as Scopes>::IsEmpty: HoldsAllOf<<H::Outside as Scopes>::Named, G, H>,
{
}

/// The scopes of a grant that the grant `G` does not hold, put in front of the list `Rest`.
///
/// A list is `(A, (B, ()))`. All of them are found before there is an error, so that it can name them.
#[diagnostic::on_unimplemented(
    message = "the grant `{Self}` is not known to lie within the grant `{G}`",
    label = "may hold more than `{G}`"
)]
pub trait Compared<G, Rest> {
    type Outside;
}

#[diagnostic::do_not_recommend] // of what is no grant it would be said that it is no scope
impl<G, Rest, S: MetBy<G> + Scope> Compared<G, Rest> for S
where
    S::Met: UnlessHeld<S, Rest>,
{
    type Outside = <S::Met as UnlessHeld<S, Rest>>::List;
}

impl<G, Rest> Compared<G, Rest> for () {
    type Outside = Rest;
}

impl<Rest> Compared<Dynamic, Rest> for Dynamic {
    type Outside = Rest;
}

impl<G, Rest, Ops: Operations> Compared<G, Rest> for GrantFor<Ops>
where
    Ops::Grant: Compared<G, Rest>,
{
    type Outside = <Ops::Grant as Compared<G, Rest>>::Outside;
}

/// Puts the scope `S` in front of the list `Rest`, unless the verdict is that it is held.
pub trait UnlessHeld<S, Rest> {
    type List;
}

impl<S, Rest> UnlessHeld<S, Rest> for Granted {
    type List = Rest;
}

impl<S, Rest> UnlessHeld<S, Rest> for Withheld {
    type List = (S, Rest);
}

/// A list of scopes, as it can be shown: one as itself, several as a tuple, of which no more than 16.
pub trait Scopes {
    type IsEmpty: Verdict;
    type Named;
}

impl Scopes for () {
    type IsEmpty = Granted;
    type Named = ();
}

impl<S> Scopes for (S, ()) {
    type IsEmpty = Withheld;
    type Named = S;
}

/// That no scope was left over.
#[diagnostic::on_unimplemented(
    message = "the grant `{H}` includes `{S}`, which the grant `{G}` does not include",
    label = "`{S}` is more than `{G}` holds",
    note = "leave it out, or start from a client that holds it"
)]
pub trait HoldsAllOf<S, G, H> {}

impl<S, G, H> HoldsAllOf<S, G, H> for Granted {}

/// Of a tuple's members, what the last one leaves over is put behind what the one before it does, and so on.
macro_rules! outside {
    () => { Rest };
    ($first:ident $($others:ident)*) => { <$first as Compared<G, outside!($($others)*)>>::Outside };
}

/// `list!(A B; Rest)` is `(A, (B, Rest))`.
macro_rules! list {
    (; $rest:ty) => { $rest };
    ($first:ident $($others:ident)*; $rest:ty) => { ($first, list!($($others)*; $rest)) };
}

macro_rules! tuple {
    ($($member:ident)+) => {
        tuple!(@compared [$($member)+] [] $($member)+);
        tuple!(@scopes $($member)+);
    };
    (@compared $all:tt [$($bounds:tt)*] $first:ident $($others:ident)*) => {
        tuple!(@compared $all [$($bounds)* $first: Compared<G, outside!($($others)*)>,] $($others)*);
    };
    (@compared [$($all:ident)+] [$($bounds:tt)*]) => {
        impl<G, Rest, $($all),+> Compared<G, Rest> for ($($all,)+)
        where
            $($bounds)*
        {
            type Outside = outside!($($all)+);
        }
    };
    (@scopes $only:ident) => {}; // not shown as a tuple of one
    (@scopes $($scope:ident)+) => {
        impl<$($scope),+> Scopes for list!($($scope)+; ()) {
            type IsEmpty = Withheld;
            type Named = ($($scope,)+);
        }
    };
    (@more $($scope:ident)+) => {
        impl<$($scope,)+ Next, Rest> Scopes for list!($($scope)+; (Next, Rest)) {
            type IsEmpty = Withheld;
            type Named = ($($scope,)+);
        }
    };
}

crate::tuples::for_each_arity!(tuple);
tuple!(@more A B C D E F H I J K L M N O P Q);

#[cfg(test)]
mod tests {
    use std::any::type_name;

    use super::Scopes;

    fn named<L: Scopes>() -> &'static str {
        type_name::<L::Named>()
    }

    #[test]
    fn what_is_outside_is_named_flat_and_no_more_than_16_of_it() {
        assert_eq!(named::<list!(u8; ())>(), "u8");
        assert_eq!(named::<list!(u8 u16 u32; ())>(), "(u8, u16, u32)");
        let many = named::<list!(u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8; (u16, (u16, ())))>();
        assert_eq!((many.matches("u8").count(), many.matches("u16").count()), (16, 0));
    }
}
