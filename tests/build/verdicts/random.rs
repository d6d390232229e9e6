use super::SCOPES;

/// Numbers that look random and are the same each time (Knuth's MMIX generator).
pub(super) struct Random(pub(super) u64);

impl Random {
    /// A number from 0 to `end - 1`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// A scope, and one of its types.
    pub(super) fn scope(&mut self) -> (String, usize) {
        let scope = self.below(SCOPES);
        let name = if scope.is_multiple_of(4) && self.below(2) == 0 { "Twin" } else { "S" };
        (format!("{name}{scope}"), scope)
    }
}
