//! Every way through the machine, with a browser that forgets, refuses and lies.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::{Effects, Event, State, step};
use crate::set::Set;
use crate::signals::{Environment, Signals};
use crate::tests::{DAY, NOW, around, asked};

/// A browser, as far as the machine can tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Browser {
    now: u32,
    gpc: bool,
    storage: bool,
    /// Whether a cookie that is written is kept.
    keeps: bool,
    record: String,
    state: State,
    /// What runs on the page.
    running: Set,
    /// What was let in once.
    once: Set,
}

const NEW: Browser = Browser {
    now: NOW,
    gpc: false,
    storage: true,
    keeps: true,
    record: String::new(),
    state: State::NEW,
    running: Set::EMPTY,
    once: Set::EMPTY,
};

fn choose(grant: u32, refuse: u32) -> Event {
    Event::Choose { grant: Set(grant), refuse: Set(refuse) }
}

impl Browser {
    /// Says what is granted, by the letters of the record alone.
    fn granted(&self) -> Set {
        let times: Vec<u32> = self.record.split('.').skip(2).take(2).filter_map(|time| time.parse().ok()).collect();
        let counts = times.len() == 2 && times[1] <= self.now + DAY && self.now <= times[0] + 180 * DAY;
        let has = |answer| self.storage && counts && self.record.contains(answer);
        Set(u32::from(has("google-analytics:000000ff:y")) | u32::from(has("video:00000001:y")) << 1)
    }

    /// Takes a step, does what it says, and checks the promises.
    fn hear(&mut self, event: Event) -> Effects {
        let text = ["www.example.com", "/", &self.record, "new", "b", "c:_ga\nl:video"].join("\n");
        let around = Environment::read(text.as_bytes(), self.now, Signals { gpc: self.gpc, storage: self.storage });
        let (state, effects) = step(&asked(), self.state, event, &around);
        let before = self.clone();
        self.state = state;
        assert!(
            effects.load.difference(before.granted()).is_empty(),
            "loads what is not granted: {before:?} {event:?}"
        );
        assert!(
            effects.load.intersection(before.running.difference(before.once)).is_empty(),
            "loads twice: {before:?} {event:?}"
        );
        if let Event::Once(services) = event {
            self.once = self.once.union(services.intersection(effects.show));
        } else {
            assert!(effects.show.is_empty());
        }
        if let Event::Choose { refuse, .. } = event {
            self.once = self.once.difference(refuse);
        }
        self.running = self.running.union(effects.load).union(effects.show).difference(effects.stop);
        if event == Event::Look && !before.state.leaving {
            let left = self.running.difference(self.granted()).difference(self.once);
            assert!(left.is_empty(), "leaves running what is not granted: {before:?}");
        }
        let lines = String::from_utf8(effects.lines.finished().to_vec()).unwrap();
        for line in lines.lines().filter(|_| self.keeps && self.storage) {
            if let Some(record) = line.strip_prefix("c:privacy-choice=").filter(|_| !line.ends_with("max-age=0")) {
                self.record = record.split(';').next().unwrap().to_string();
            }
        }
        if event == Event::Erase && self.keeps && !before.state.leaving {
            assert!(lines.contains("d:privacy-choice\n"));
            self.record = String::new();
        }
        if effects.reload {
            (self.state, self.running, self.once) = (State::NEW, Set::EMPTY, Set::EMPTY);
        }
        effects
    }

    /// Returns every browser that this one can become.
    fn next(&self) -> Vec<Browser> {
        let mut next = Vec::new();
        let events = [Event::Look, Event::Once(Set(1)), Event::Once(Set(2)), Event::Erase];
        let choices = [(1, 0), (2, 0), (3, 0), (0, 1), (0, 2), (0, 3), (1, 2), (3, 3)]
            .map(|(grant, refuse)| choose(grant, refuse));
        for event in events.into_iter().chain(choices) {
            let mut browser = self.clone();
            browser.hear(event);
            browser.record = settled(&browser.record, browser.now);
            next.push(browser);
        }
        next.push(Browser { storage: !self.storage, ..self.clone() });
        next.push(Browser { keeps: !self.keeps, ..self.clone() });
        next.push(Browser { now: NOW + 200 * DAY, ..self.clone() });
        // What another page, another release or somebody else wrote meanwhile.
        for record in [
            "",
            "garbage",
            "1.x.1790000000.1790000000.0badcafe.nl.b.google-analytics:000000ff:y.video:00000001:y",
            "1.x.1790000000.1790000000.0badcafe.nl.b.google-analytics:000000ff:n.video:00000001:y",
            "1.x.1790000000.1790000000.0badcafe.nl.b.google-analytics:000000aa:y",
            "1.x.1890000000.1890000000.0badcafe.nl.b.google-analytics:000000ff:y",
        ] {
            next.push(Browser { record: record.to_string(), ..self.clone() });
        }
        // Another page of the site.
        next.push(Browser { state: State::NEW, running: Set::EMPTY, once: Set::EMPTY, ..self.clone() });
        next
    }
}

/// Returns a record as if it had been written now: each is newer than the one before, and there would be no end of them.
fn settled(record: &str, now: u32) -> String {
    let mut fields: Vec<String> = record.split('.').map(String::from).collect();
    if let Some(updated) = fields.get_mut(3)
        && updated.parse().is_ok_and(|updated| (now..now + DAY).contains(&updated))
    {
        *updated = now.to_string();
    }
    fields.join(".")
}

#[test]
fn no_way_through_the_machine_loads_or_leaves_running_what_is_not_granted() {
    let mut seen = BTreeSet::new();
    let mut open = vec![NEW, Browser { gpc: true, ..NEW }];
    while let Some(browser) = open.pop() {
        if seen.insert(browser.clone()) {
            open.extend(browser.next());
        }
    }
    assert!(seen.len() > 1000, "{} browsers are too few to be all", seen.len());
}

fn lines(effects: &Effects) -> String {
    String::from_utf8(effects.lines.finished().to_vec()).unwrap()
}

/// Returns the line that reports all answers.
fn told(effects: &Effects) -> String {
    lines(effects).lines().find_map(|line| line.strip_prefix("t:")).unwrap_or_default().to_string()
}

#[test]
fn an_answer_loads_when_it_has_been_read_back_and_not_before() {
    let mut browser = NEW;
    assert_eq!(told(&browser.hear(Event::Look)), "aa\t");
    let effects = browser.hear(choose(1, 2));
    assert_eq!((effects.load, effects.report), (Set::EMPTY, false));
    let record = "1.new.1790000000.1790000000.0badcafe.nl.b.google-analytics:000000ff:y.video:00000001:n";
    let cookie = format!("c:privacy-choice={record};path=/;domain=example.com;secure;samesite=lax;max-age=15552000\n");
    assert!(lines(&effects).ends_with(&cookie), "{}", lines(&effects));
    let effects = browser.hear(Event::Look);
    assert_eq!((effects.load, effects.report, effects.reload), (Set(1), true, false));
    assert_eq!(told(&effects), format!("gr\t{record}"));
    assert_eq!(browser.hear(Event::Look).load, Set::EMPTY);
}

#[test]
fn a_record_that_is_not_kept_is_no_consent_and_nobody_is_asked_again() {
    let mut browser = Browser { keeps: false, ..NEW };
    browser.hear(choose(3, 0));
    let effects = browser.hear(Event::Look);
    assert_eq!((effects.load, effects.report, effects.reload), (Set::EMPTY, false, false));
    assert_eq!(told(&effects), "nn\t");
}

#[test]
fn a_refusal_stops_sweeps_and_reloads() {
    let mut browser = NEW;
    browser.hear(choose(3, 0));
    browser.hear(Event::Look);
    browser.hear(choose(0, 1));
    let effects = browser.hear(Event::Look);
    assert_eq!((effects.stop, effects.load, effects.reload), (Set(1), Set::EMPTY, true));
    assert!(lines(&effects).contains("d:_ga\n") && !lines(&effects).contains("l:video"));
}

#[test]
fn a_refusal_that_can_not_be_kept_stops_without_a_reload_that_would_undo_it() {
    let mut browser = NEW;
    browser.hear(choose(3, 0));
    browser.hear(Event::Look);
    browser.keeps = false;
    browser.hear(choose(0, 3));
    let effects = browser.hear(Event::Look);
    assert_eq!((effects.stop, effects.reload), (Set(3), false));
}

#[test]
fn another_page_s_refusal_is_followed() {
    let mut browser = NEW;
    browser.hear(choose(3, 0));
    browser.hear(Event::Look);
    browser.record = browser.record.replace(":y", ":n");
    let effects = browser.hear(Event::Look);
    assert_eq!((effects.stop, effects.reload), (Set(3), true));
}

#[test]
fn what_was_answered_before_keeps_its_answer_its_id_and_its_age() {
    let mut browser = Browser { now: NOW + DAY, ..NEW };
    browser.record = "1.old.1790000000.1790000000.0badcafe.en.p.google-analytics:000000ff:n".to_string();
    browser.hear(choose(2, 0));
    assert_eq!(
        browser.record,
        "1.old.1790000000.1790086400.0badcafe.nl.b.google-analytics:000000ff:n.video:00000001:y"
    );
    browser.hear(choose(3, 0));
    assert_eq!(
        browser.record,
        "1.old.1790086400.1790086401.0badcafe.nl.b.google-analytics:000000ff:y.video:00000001:y"
    );
}

#[test]
fn a_clock_that_was_set_back_does_not_make_the_new_record_the_older_one() {
    let mut browser = Browser { now: NOW - 3600, ..NEW };
    browser.record = "1.old.1790000000.1790000000.0badcafe.en.p.video:00000001:y".to_string();
    browser.hear(choose(0, 3));
    assert!(browser.record.starts_with("1.old.1789996400.1790000001."), "{}", browser.record);
}

#[test]
fn the_newest_of_two_records_counts() {
    let mut browser = NEW;
    browser.record = "1.a.1789000000.1789000000.0badcafe.nl.b.video:00000001:y \
                      1.b.1789000001.1789000001.0badcafe.nl.b.video:00000001:n garbage"
        .to_string();
    assert!(told(&browser.hear(Event::Look)).starts_with("ar\t1.b."));
}

#[test]
fn a_withdrawal_is_newer_than_any_record_that_the_page_has() {
    let ahead = "1.other.1790003600.1790003600.0badcafe.nl.b.google-analytics:000000ff:y.video:00000001:y";
    let mut browser = Browser { record: ahead.to_string(), ..NEW };
    browser.hear(choose(0, 3));
    assert!(browser.record.starts_with("1.other.1790000000.1790003601."), "{}", browser.record);
    // The one that can't be deleted comes first.
    browser.record = format!("{ahead} {}", browser.record);
    assert!(told(&browser.hear(Event::Look)).starts_with("rr\t"));
}

#[test]
fn a_withdrawal_counts_against_a_record_that_is_as_far_ahead_as_any_may_be() {
    let ahead = format!("1.other.{0}.{0}.0badcafe.nl.b.video:00000001:y", NOW + DAY);
    let mut browser = Browser { record: ahead.clone(), ..NEW };
    browser.hear(choose(0, 3));
    browser.record = format!("{ahead} {}", browser.record);
    assert!(told(&browser.hear(Event::Look)).starts_with("rr\t"));
}

#[test]
fn with_the_signal_nobody_is_asked_and_an_explicit_answer_wins() {
    let mut browser = Browser { gpc: true, ..NEW };
    assert_eq!(told(&browser.hear(Event::Look)), "ss\t");
    browser.hear(choose(2, 0));
    assert_eq!(browser.hear(Event::Look).load, Set(2));
}

#[test]
fn a_choice_about_nothing_known_writes_nothing() {
    let mut browser = NEW;
    assert_eq!(lines(&browser.hear(choose(1 << 31, 1 << 30))), "");
}

#[test]
fn a_record_is_written_after_its_former_places_are_emptied() {
    // On `localhost`, a cookie of the domain and one of the host alone are the same.
    let (_, effects) = step(&asked(), State::NEW, choose(3, 0), &around("localhost\n/\n\nnew\nb"));
    assert!(lines(&effects).starts_with("k: privacy-choice\nc:privacy-choice=1.new."));
    let (_, effects) = step(&asked(), State::NEW, choose(3, 0), &around("www.example.com\n/\n\nnew\nb"));
    assert!(lines(&effects).starts_with("k:example.com privacy-choice\nc:privacy-choice=1.new."));
}

#[test]
fn a_record_is_kept_from_a_page_with_an_endless_path() {
    let text = format!("a.b.c.d.example.com\n{}\n\nnew\nb\nc:_ga", "/long".repeat(400));
    let (state, effects) = step(&asked(), State::NEW, choose(3, 0), &around(&text));
    assert!(lines(&effects).lines().last().unwrap().starts_with("c:privacy-choice=1.new."));
    let (_, effects) = step(&asked(), state, Event::Look, &around(&text));
    assert!(lines(&effects).starts_with("t:nn\t\n"));
}

#[test]
fn a_record_is_shared_on_the_domain_of_the_host_and_on_no_other() {
    for (host, domain) in [
        ("panel.eu.example.com", "domain=example.com"),
        ("example.nl", "domain=example.nl"),
        ("notexample.com", "domain="),
        ("localhost", "domain="),
    ] {
        let text = format!("{host}\n/\n\nnew\nb");
        let (_, effects) = step(&asked(), State::NEW, choose(3, 0), &around(&text));
        let lines = lines(&effects);
        assert_eq!(lines.lines().last().unwrap().split(';').nth(2).unwrap(), domain);
    }
}
