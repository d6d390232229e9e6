//! The part of the type system that compares scopes: two verdicts, how they combine, and when two scopes are the same.
//!
//! Rust has no type inequality, so a scope carries an identity made of types: the first 64 bits of the SHA-256 of its
//! name, as a list of sixteen hexadecimal digits. [`SameId`] walks two such lists and stops at the first difference, so
//! an unequal pair costs about one step.

/// Yes: what was asked for is held.
#[derive(Debug)]
pub enum Granted {}

/// No: what was asked for is not held.
#[derive(Debug)]
pub enum Withheld {}

/// [`Granted`] or [`Withheld`], and how one combines with another.
pub trait Verdict {
    type Or<V: Verdict>: Verdict;
    type And<V: Verdict>: Verdict;
}

impl Verdict for Granted {
    type Or<V: Verdict> = Granted;
    type And<V: Verdict> = V;
}

impl Verdict for Withheld {
    type Or<V: Verdict> = V;
    type And<V: Verdict> = Withheld;
}

/// Compares two identities digit by digit.
pub trait SameId<J> {
    type Same: Verdict;
}

impl SameId<()> for () {
    type Same = Granted;
}

impl<D, Ds, E, Es> SameId<(E, Es)> for (D, Ds)
where
    D: SameDigit<E>,
    D::Same: AndThen<Ds, Es>,
{
    type Same = <D::Same as AndThen<Ds, Es>>::Same;
}

/// Compares the remaining digits, unless the verdict is out already.
pub trait AndThen<Ds, Es> {
    type Same: Verdict;
}

impl<Ds, Es> AndThen<Ds, Es> for Withheld {
    type Same = Withheld;
}

impl<Ds: SameId<Es>, Es> AndThen<Ds, Es> for Granted {
    type Same = Ds::Same;
}

/// Compares two hexadecimal digits.
pub trait SameDigit<D> {
    type Same: Verdict;
}

/// Defines the digit types, and [`SameDigit`] for every ordered pair of them.
macro_rules! digits {
    ($($digit:ident)*) => {
        $(
            #[doc = "A hexadecimal digit of a scope's identity."]
            #[derive(Debug)]
            pub enum $digit {}
        )*
        digits!(@rows $($digit)*);
    };
    (@rows) => {};
    (@rows $first:ident $($rest:ident)*) => {
        impl SameDigit<$first> for $first {
            type Same = Granted;
        }
        $(
            impl SameDigit<$rest> for $first {
                type Same = Withheld;
            }
            impl SameDigit<$first> for $rest {
                type Same = Withheld;
            }
        )*
        digits!(@rows $($rest)*);
    };
}

digits!(X0 X1 X2 X3 X4 X5 X6 X7 X8 X9 XA XB XC XD XE XF);
