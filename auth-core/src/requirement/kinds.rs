use std::marker::PhantomData;

use crate::{Requirement, Scope};

/// A requirement as a type: a [`Scope`], [`Any`], [`All`], [`Authenticated`] or [`Public`].
///
/// `#[requires(..)]` writes it; there is seldom a reason to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a scope",
    label = "not a scope",
    note = "`#[requires(..)]` takes scopes, `any(..)`, `all(..)`, `authenticated` or `public`",
    note = "a scope is a unit struct with `#[derive(Scope)] #[scope(\"the:name\")]`"
)]
pub trait StaticRequirement {
    /// The same as data.
    const REQUIREMENT: Requirement;

    /// The grant a client asks for when it wants to meet the requirement: of alternatives the first.
    #[doc(hidden)]
    type Preferred;
}

impl<S: Scope> StaticRequirement for S {
    const REQUIREMENT: Requirement = Requirement::Scope(&S::INFO);
    type Preferred = S;
}

/// No token: anyone may call.
#[derive(Debug)]
pub enum Public {}

impl StaticRequirement for Public {
    const REQUIREMENT: Requirement = Requirement::Public;
    type Preferred = ();
}

/// A token, with whatever scopes.
#[derive(Debug)]
pub enum Authenticated {}

impl StaticRequirement for Authenticated {
    const REQUIREMENT: Requirement = Requirement::Authenticated;
    type Preferred = ();
}

/// One of the requirements in the tuple `T`.
#[derive(Debug)]
pub struct Any<T>(PhantomData<fn() -> T>);

impl<T: RequirementList> StaticRequirement for Any<T> {
    const REQUIREMENT: Requirement = Requirement::Any(T::MEMBERS);
    type Preferred = T::First;
}

/// Every requirement in the tuple `T`.
#[derive(Debug)]
pub struct All<T>(PhantomData<fn() -> T>);

impl<T: RequirementList> StaticRequirement for All<T> {
    const REQUIREMENT: Requirement = Requirement::All(T::MEMBERS);
    type Preferred = T::Every;
}

/// A tuple of requirements.
pub trait RequirementList {
    const MEMBERS: &'static [Requirement];
    type First;
    type Every;
}

macro_rules! requirement_list {
    ($first:ident $($rest:ident)*) => {
        impl<$first: StaticRequirement, $($rest: StaticRequirement),*> RequirementList for ($first, $($rest,)*) {
            const MEMBERS: &'static [Requirement] = &[$first::REQUIREMENT, $($rest::REQUIREMENT),*];
            type First = $first::Preferred;
            type Every = ($first::Preferred, $($rest::Preferred,)*);
        }
    };
}

crate::tuples::for_each_arity!(requirement_list);
