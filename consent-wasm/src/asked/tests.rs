//! Held by the tests of the machine.
