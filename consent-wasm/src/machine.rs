//! What happens when: a step takes an event and gives effects.
//!
//! Only a look loads anything, and it looks at the cookie, not at what was just clicked: so an answer is written first, read
//! back by the next look, and acted upon then. The shell looks after every other event, and whenever the page might be stale.

use crate::asked::Asked;
use crate::decision::{Decision, Rest, counts, decide};
use crate::record::{Record, push_answer, push_head};
use crate::set::Set;
use crate::signals::Surroundings;
use crate::sweep::{expire, finish_cookie, sweep};
use crate::text::{Lines, cut};

#[cfg(test)]
mod tests;

/// What has happened on this page so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct State {
    /// What runs on this page by a kept answer, or did until it was refused.
    loaded: Set,
    /// What the visitor let in for this page alone.
    once: Set,
    /// What a record just written grants and refuses, until it is read back.
    written: Option<(Set, Set)>,
    /// A record did not read back: nobody is asked again on this page.
    unable: bool,
    /// The page is about to go. Should it stay, nothing more happens on it.
    leaving: bool,
}

/// What the browser reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something may have changed: the page starts, is seen again, or a cookie was written.
    Look,
    /// An answer about some services. One that is in both sets is refused.
    Choose { grant: Set, refuse: Set },
    /// One embed is let in, for this page alone.
    Once(Set),
    /// Everything is to go: what services stored, and the record itself.
    Erase,
}

/// What the browser is to do, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effects {
    /// Tell the scripts of these services to stop.
    pub stop: Set,
    /// One line that tells how all stands, and one for each cookie to set (`c:`) or name to remove (`l:`, `s:`; see `crate::sweep`).
    /// The first is `t:`, a letter for each service (see `Decision::letter`), a tab, and the record if there is one that counts.
    pub lines: Lines,
    /// A new record has been read back: post it, if the owner wants it.
    pub report: bool,
    /// Load these services.
    pub load: Set,
    /// Show the one embed of this service that was asked for.
    pub show: Set,
    /// Load the page again, without what was refused.
    pub reload: bool,
}

impl State {
    /// Nothing has happened.
    pub const NEW: State = State { loaded: Set::EMPTY, once: Set::EMPTY, written: None, unable: false, leaving: false };
}

impl Effects {
    pub const NONE: Effects = Effects {
        stop: Set::EMPTY,
        lines: Lines::EMPTY,
        report: false,
        load: Set::EMPTY,
        show: Set::EMPTY,
        reload: false,
    };
}

/// Takes one step.
pub fn step(asked: &Asked<'_>, state: State, event: Event, around: &Surroundings<'_>) -> (State, Effects) {
    let mut state = state;
    let mut effects = Effects::NONE;
    advance(asked, &mut state, &mut effects, event, around);
    (state, effects)
}

/// Takes one step in place.
pub(crate) fn advance(
    asked: &Asked<'_>,
    state: &mut State,
    effects: &mut Effects,
    event: Event,
    around: &Surroundings<'_>,
) {
    if state.leaving {
        return;
    }
    let record = present(asked, around);
    let decision = decide(asked, record.as_ref(), around.signals, around.now);
    match event {
        Event::Look => look(asked, state, effects, around, record.as_ref(), decision),
        Event::Choose { grant, refuse } => {
            let (grant, refuse) = (grant.intersection(asked.all).difference(refuse), refuse.intersection(asked.all));
            if grant.union(refuse).is_empty() {
                return;
            }
            // What was let in for this page alone stops as if it had been loaded: by a new page.
            state.loaded = state.loaded.union(state.once.intersection(refuse));
            state.once = state.once.difference(refuse);
            let granted = decision.granted.union(grant).difference(refuse);
            let refused = decision.refused.union(refuse).difference(grant);
            state.written = Some((granted, refused));
            let choice = Choice { granted, refused, answered: grant.union(refuse) };
            write(&mut effects.lines, asked, around, record.as_ref(), &choice);
        }
        Event::Once(services) => {
            state.once = state.once.union(services.intersection(asked.all));
            effects.show = services.intersection(asked.all);
        }
        Event::Erase => {
            effects.stop = state.loaded.union(state.once);
            expire(&mut effects.lines, asked.cookie(), around.host(), b"/", None);
            sweep(&mut effects.lines, asked, Set::EMPTY, around);
            effects.reload = true;
        }
    }
    state.leaving = effects.reload;
}

fn look(
    asked: &Asked<'_>,
    state: &mut State,
    effects: &mut Effects,
    around: &Surroundings<'_>,
    record: Option<&Record<'_>>,
    mut decision: Decision,
) {
    if let Some(written) = state.written.take() {
        effects.report = written == (decision.granted, decision.refused);
        state.unable |= !effects.report;
    }
    if state.unable {
        decision = Decision { granted: Set::EMPTY, refused: Set::EMPTY, rest: Rest::NoStorage };
    }
    effects.stop = state.loaded.difference(decision.granted).difference(state.once);
    let lines = &mut effects.lines;
    // What must be heard comes before what may be too long.
    lines.push(b"t:");
    for service in asked.services() {
        lines.push(&[decision.letter(service.own)]);
    }
    lines.push_all(&[b"\t", record.map_or(b"", |record| record.text)]);
    lines.finish();
    sweep(lines, asked, decision.granted.union(state.once), around);
    if effects.stop.is_empty() {
        effects.load = decision.granted.difference(state.loaded);
        state.loaded = state.loaded.union(effects.load);
    } else {
        // After a reload that could not record a refusal, what was refused would load again.
        effects.reload = !state.unable;
    }
}

/// What a visitor chose, with what stays of former choices.
struct Choice {
    granted: Set,
    refused: Set,
    /// What was answered just now.
    answered: Set,
}

/// Writes the lines that keep a choice: on the common domain where there is one, and nowhere else.
fn write(lines: &mut Lines, asked: &Asked<'_>, around: &Surroundings<'_>, old: Option<&Record<'_>>, choice: &Choice) {
    let (mut id, mut given, mut updated) = (around.id(), around.now, around.now);
    let kept = choice.granted.union(choice.refused);
    if let Some(old) = old {
        id = old.id;
        if kept != choice.answered {
            given = old.given;
        }
        // A clock that was set back must not make this record the older one.
        updated = old.updated.max(updated);
    }
    let domain = shared_domain(asked, around);
    // Before it: where a host is a domain of its own, as `localhost`, the two are one cookie.
    expire(lines, asked.cookie(), around.host(), b"/", Some(domain));
    lines.push_all(&[b"c:", asked.cookie(), b"="]);
    push_head(lines, id, given, updated, [asked.revision(), asked.language(), around.how()]);
    for service in asked.services() {
        if kept.intersects(service.own) {
            push_answer(lines, &service, choice.granted.intersects(service.own));
        }
    }
    finish_cookie(lines, domain, b"/", (given + asked.lasts).saturating_sub(around.now));
}

/// Returns the domain whose subdomains share a record, or nothing for a host that is on none of them.
fn shared_domain<'a>(asked: &Asked<'a>, around: &Surroundings<'_>) -> &'a [u8] {
    let mut domains = asked.domains();
    while !domains.is_empty() {
        let domain = cut(&mut domains, b' ');
        if around.host().strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with(b".")) {
            return domain;
        }
    }
    b""
}

/// Returns the newest record that counts. There is more than one where a site has moved between domains.
fn present<'a>(asked: &Asked<'_>, around: &Surroundings<'a>) -> Option<Record<'a>> {
    let mut newest: Option<Record<'a>> = None;
    let mut records = around.records();
    while !records.is_empty() {
        if let Some(record) = Record::decode(cut(&mut records, b' '))
            && counts(&record, asked, around.now)
            && newest.is_none_or(|newest| newest.updated < record.updated)
        {
            newest = Some(record);
        }
    }
    newest
}
