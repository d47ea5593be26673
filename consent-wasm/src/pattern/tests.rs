//! A pattern matches what its plainest definition says, and never takes long.

use proptest::prelude::proptest;

use super::matches;

#[test]
fn a_star_stands_for_any_characters() {
    for (pattern, name) in
        [("*", ""), ("a*", "a"), ("*a", "aa"), ("a*b*c", "a-b-b-c"), ("**", "x"), ("a*", "aé"), ("", "")]
    {
        assert!(matches(pattern.as_bytes(), name.as_bytes()), "{pattern} {name}");
    }
    for (pattern, name) in [("a", ""), ("", "a"), ("a*b", "a"), ("a*b", "abc"), ("*a*", "b"), ("a", "A")] {
        assert!(!matches(pattern.as_bytes(), name.as_bytes()), "{pattern} {name}");
    }
}

#[test]
fn a_pattern_covers_another() {
    for (pattern, other) in
        [("*", "_ga_*"), ("_ga*", "_ga_*"), ("_ga_*", "_ga_*"), ("*.example.com", "*.eu.example.com")]
    {
        assert!(matches(pattern.as_bytes(), other.as_bytes()), "{pattern} {other}");
    }
    assert!(!matches(b"_ga_*", b"_ga*"));
}

/// An earlier matcher of the registers tried every way to divide a name over the stars: six stars took minutes.
#[test]
fn many_stars_against_a_long_name_take_no_time() {
    let name = [b'a'; 100_000];
    assert!(!matches(b"*a*a*a*a*a*a*a*a*b", &name));
    assert!(matches(b"*a*a*a*a*a*a*a*a*", &name));
}

/// Says the same in the plainest way.
fn fits(pattern: &[u8], name: &[u8]) -> bool {
    match pattern.split_first() {
        None => name.is_empty(),
        Some((b'*', rest)) => (0..=name.len()).any(|at| fits(rest, &name[at..])),
        Some((byte, rest)) => name.split_first().is_some_and(|(first, others)| first == byte && fits(rest, others)),
    }
}

proptest! {
    #[test]
    fn a_pattern_matches_as_its_definition_says(pattern in "[ab*]{0,8}", name in "[ab]{0,12}") {
        assert_eq!(matches(pattern.as_bytes(), name.as_bytes()), fits(pattern.as_bytes(), name.as_bytes()));
    }
}
