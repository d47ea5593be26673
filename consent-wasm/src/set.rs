//! A set of services, by their positions in a policy.

/// Some of a policy's services. Each has one bit, so that a set crosses the border to the browser as a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set(pub u32);

impl Set {
    pub const EMPTY: Set = Set(0);

    pub fn union(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }

    pub fn intersection(self, other: Set) -> Set {
        Set(self.0 & other.0)
    }

    /// Returns the services that are in this set and not in the other.
    pub fn difference(self, other: Set) -> Set {
        Set(self.0 & !other.0)
    }

    /// Returns whether the two sets have a service in common.
    pub fn intersects(self, other: Set) -> bool {
        !self.intersection(other).is_empty()
    }

    pub fn is_empty(self) -> bool {
        self == Set::EMPTY
    }
}
