//! The fuzz targets of `fuzz/` on a fixed number of inputs: what is in this repository, changed at random. The same ones in every run.

use std::fs;

use crate::sandbox::{Sandbox, repository};

#[path = "../../fuzz/targets.rs"]
mod targets;

/// Random numbers without a seed from the machine (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// Pieces that mean something in one of the formats.
const PIECES: [&str; 24] = [
    "\0",
    "\n",
    "---\n",
    "- ",
    "1. ",
    "# ",
    "| a | b |\n|---|---|\n",
    "`",
    "**",
    "[a](@b#c)",
    "{{ cookies() }}",
    "{{ organisation.email }}",
    "{#id}",
    "> ",
    "../",
    "\u{202E}",
    "\u{FEFF}",
    "\"",
    ": ",
    "*",
    "&a ",
    "0",
    "\t",
    "  ",
];

/// Changes an input in a few places.
fn change(input: &mut Vec<u8>, others: &[Vec<u8>], random: &mut Random) {
    for _ in 0..=random.below(5) {
        let at = random.below(input.len() + 1);
        let end = (at + random.below(12)).min(input.len());
        match random.below(5) {
            0 => drop(input.drain(at..end)),
            1 => drop(input.splice(at..end, PIECES[random.below(PIECES.len())].bytes())),
            2 => input.insert(at, u8::try_from(random.below(256)).unwrap()),
            3 => {
                let copy = input[at..end].to_vec();
                drop(input.splice(at..at, copy));
            }
            _ => {
                let other = &others[random.below(others.len())];
                let from = random.below(other.len() + 1);
                let to = (from + random.below(200)).min(other.len());
                drop(input.splice(at..end, other[from..to].iter().copied()));
            }
        }
    }
}

/// Runs a target on its seeds, and on so many changed ones.
fn run(seeds: &[Vec<u8>], count: usize, target: fn(&[u8])) {
    seeds.iter().for_each(|seed| target(seed));
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..count {
        let mut input = seeds[random.below(seeds.len())].clone();
        change(&mut input, seeds, &mut random);
        target(&input);
    }
}

fn read(path: &str) -> Vec<u8> {
    fs::read(repository(path)).unwrap()
}

#[test]
fn any_sources_give_findings_or_a_site() {
    let seeds = ["minimal", "first-draft", "banner"].map(|site| {
        let sandbox = Sandbox::of(site);
        let files = targets::FILES.map(|path| fs::read(sandbox.path("content").join(path)).unwrap_or_default());
        files.join(&b"\0"[..])
    });
    run(&seeds, 60, targets::sources);
}

#[test]
fn any_two_texts_can_be_recovered_from_their_redline() {
    let texts = ["1.0.nl.md", "1.1.nl.md", "2.0.nl.md"].map(|name| {
        let sandbox = Sandbox::of("three-versions");
        fs::read(sandbox.path("content/privacy").join(name)).unwrap()
    });
    let pair = |before: &[u8], after: &[u8]| [before, after].join(&b"\0"[..]);
    let seeds =
        [pair(&texts[0], &texts[1]), pair(&texts[1], &texts[2]), pair(b"1. a\n2. b\n", b"| a |\n|---|\n| b |\n")];
    run(&seeds, 400, targets::redline);
}

#[test]
fn any_policy_or_record_is_read_as_it_could_have_been_written() {
    let seeds =
        ["1\t1\tnl\tconsent\t180\texample.org\t\t/voorkeuren\n", "1.abc.1700000000.1700000000.1.nl.b.analytics:q:y"];
    run(&seeds.map(|seed| seed.as_bytes().to_vec()), 2000, targets::consent);
}

#[test]
fn any_head_of_a_request_is_read_or_refused() {
    let seeds = ["GET /a%20b/?x=%2F HTTP/1.1\r\nHost: localhost:4000\r\n\r\n", "HEAD /../../etc HTTP/1.0\r\n\r\n"];
    run(&seeds.map(|seed| seed.as_bytes().to_vec()), 2000, targets::request);
}

#[test]
fn any_lock_is_written_as_it_was_read() {
    run(&[read("content/history.lock"), b"# note\n\n".to_vec()], 1000, targets::lock);
}

#[test]
fn any_journal_stays_in_its_folder() {
    let seeds = [
        r#"{"command":"helder release privacy","write":[{"path":"privacy/2.0.nl.md","text":"x","before":null}],"remove":[]}"#,
        r#"{"write":[{"path":"../outside","text":"x","before":null}],"remove":[{"path":"privacy/1.0.nl.md","before":"0"}]}"#,
    ];
    run(&seeds.map(|seed| seed.as_bytes().to_vec()), 200, targets::journal);
}
