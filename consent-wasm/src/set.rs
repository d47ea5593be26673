//! A set of services, by their places in a policy.

/// Some of a policy's services: a bit for each, so that a set crosses the border to the browser as a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set(pub u32);

impl Set {
    pub const EMPTY: Set = Set(0);

    pub fn and(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }

    pub fn without(self, other: Set) -> Set {
        Set(self.0 & !other.0)
    }

    /// Returns what is in both.
    pub fn within(self, other: Set) -> Set {
        Set(self.0 & other.0)
    }

    /// Returns whether both have something.
    pub fn meets(self, other: Set) -> bool {
        !self.within(other).is_empty()
    }

    pub fn is_empty(self) -> bool {
        self == Set::EMPTY
    }
}
