#[derive(ApiOperation)]
#[requires(ModelRead)]
struct One;

#[derive(ApiOperation)]
#[requires(public)]
struct ForAnyone;

#[derive(ApiOperation)]
#[requires(authenticated)]
enum ForThoseKnown {
    A,
    B(u8),
}

#[derive(ApiOperation)]
#[requires(any(A, all(B, C, any(D, E)), any(F, G)))]
struct Alternatives;

#[derive(ApiOperation)]
#[requires(all(A, any(B, C), all(D, E)))]
struct Conjuncts;

#[derive(ApiOperation)]
#[requires(any(all(A)))]
struct OneInLists;

#[derive(ApiOperation)]
#[requires(any(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q))]
struct MoreThanATupleHolds;

/// Of whatever
/// kind.
#[derive(ApiOperation)]
#[requires(all(S, scopes::Read))]
#[auth(crate = "reexported")]
#[deprecated]
struct Generic<'a, S: Scope, const N: usize>
where
    S: Clone,
{
    of: &'a [S; N],
}

// What a refused operation leaves, so that there is no second error.
#[derive(ApiOperation)]
struct Refused;
