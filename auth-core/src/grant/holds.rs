use super::{Dynamic, GrantFor, Operations};
use crate::{
    All, Any, Scope,
    verdict::{Granted, SameId, Verdict, Withheld},
};

/// Whether a grant holds exactly the scope `S`; implication is [`MetBy`]'s.
#[diagnostic::on_unimplemented(
    message = "it is not known whether the grant `{Self}` holds `{S}`",
    label = "`{S}` may be missing here",
    note = "in generic code, state what the grant permits: `where {Self}: Permits<Operation>`",
    note = "or what lies within it: `where {S}: Within<{Self}>`"
)]
pub trait Holds<S> {
    type Held: Verdict;
}

#[diagnostic::do_not_recommend] // of a type parameter it would be said that it is not a scope
impl<S: Scope, H: Scope> Holds<S> for H
where
    H::Id: SameId<S::Id>,
{
    type Held = <H::Id as SameId<S::Id>>::Same;
}

impl<S> Holds<S> for () {
    type Held = Withheld;
}

impl<S> Holds<S> for Dynamic {
    type Held = Granted;
}

impl<S, Ops: Operations> Holds<S> for GrantFor<Ops>
where
    Ops::Grant: Holds<S>,
{
    type Held = <Ops::Grant as Holds<S>>::Held;
}

/// Whether a requirement is met by the grant `G`.
#[diagnostic::on_unimplemented(
    message = "it is not known whether the grant `{G}` meets `{Self}`",
    label = "`{Self}` may be missing here",
    note = "in generic code, state what the grant permits: `where G: Permits<Operation>`"
)]
pub trait MetBy<G> {
    /// The verdict.
    type Met: Verdict;
}

/// A scope is met when it is held, or when one that implies it is met.
impl<G: Holds<S>, S: Scope> MetBy<G> for S
where
    S::ImpliedBy: AnyMetBy<G>,
{
    type Met = <G::Held as Verdict>::Or<<S::ImpliedBy as AnyMetBy<G>>::Met>;
}

impl<G, T: AnyMetBy<G>> MetBy<G> for Any<T> {
    type Met = T::Met;
}

impl<G, T: AllMetBy<G>> MetBy<G> for All<T> {
    type Met = T::Met;
}

/// Whether a member of the tuple is met by the grant `G`.
pub trait AnyMetBy<G> {
    type Met: Verdict;
}

impl<G> AnyMetBy<G> for () {
    type Met = Withheld;
}

/// Whether every member of the tuple is met by the grant `G`.
pub trait AllMetBy<G> {
    type Met: Verdict;
}

/// `fold!(Or [a, b, c])` is `<a as Verdict>::Or<<b as Verdict>::Or<c>>`.
macro_rules! fold {
    ($how:ident [$only:ty]) => { $only };
    ($how:ident [$first:ty, $($rest:ty),+]) => { <$first as Verdict>::$how<fold!($how [$($rest),+])> };
}

macro_rules! tuple {
    ($($member:ident)+) => {
        impl<Wanted, $($member: Holds<Wanted>),+> Holds<Wanted> for ($($member,)+) {
            type Held = fold!(Or [$(<$member as Holds<Wanted>>::Held),+]);
        }

        impl<Given, $($member: MetBy<Given>),+> AnyMetBy<Given> for ($($member,)+) {
            type Met = fold!(Or [$(<$member as MetBy<Given>>::Met),+]);
        }

        impl<Given, $($member: MetBy<Given>),+> AllMetBy<Given> for ($($member,)+) {
            type Met = fold!(And [$(<$member as MetBy<Given>>::Met),+]);
        }
    };
}

crate::tuples::for_each_arity!(tuple);
