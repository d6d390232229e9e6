use super::{Dynamic, Grant, GrantFor, MetBy, Operations};
use crate::{Scope, verdict::Granted};

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
    message = "the grant `{Self}` does not lie within the grant `{G}`",
    label = "holds more than `{G}`",
    note = "in generic code, state it: `where {Self}: Within<{G}>`"
)]
pub trait Within<G>: Grant {}

impl<G, H: Grant + Inside<G, H>> Within<G> for H {}

/// Whether a part of the grant `Whole` lies within `G`.
#[diagnostic::on_unimplemented(
    message = "the grant `{Whole}` does not lie within `{G}`",
    label = "`{Self}` is not within `{G}`"
)]
pub trait Inside<G, Whole> {}

impl<G, Whole, S: MetBy<G> + Scope> Inside<G, Whole> for S where S::Met: Contains<S, G, Whole> {}

impl<G, Whole> Inside<G, Whole> for () {}

impl<Whole> Inside<Dynamic, Whole> for Dynamic {}

impl<G, Whole, Ops: Operations> Inside<G, Whole> for GrantFor<Ops> where Ops::Grant: Inside<G, Whole> {}

/// A verdict that lets the grant `H` pass as lying within `G`, which has to hold `S` for that.
#[diagnostic::on_unimplemented(
    message = "the grant `{H}` includes `{S}`, which the grant `{G}` does not include",
    label = "`{S}` is more than `{G}` holds",
    note = "leave it out, or start from a client that holds it"
)]
pub trait Contains<S, G, H> {}

impl<S, G, H> Contains<S, G, H> for Granted {}

macro_rules! tuple {
    ($($member:ident)+) => {
        impl<Outer, Whole, $($member: Inside<Outer, Whole>),+> Inside<Outer, Whole> for ($($member,)+) {}
    };
}

crate::tuples::for_each_arity!(tuple);
