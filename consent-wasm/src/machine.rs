//! The state machine of a page: a step takes an event and returns effects.
//!
//! Only the event `Look` loads anything, and it reads the cookie, not the last click. So an answer is first written, then read
//! back by the next look, and only then acted upon. The shell looks after every other event, and whenever the page may be stale.

use crate::asked::Asked;
use crate::decision::{AHEAD_MAX, Decision, Rest, decide};
use crate::record::{Record, push_answer, push_head};
use crate::set::Set;
use crate::signals::Environment;
use crate::sweep::sweep;
use crate::text::{Lines, cut};

#[cfg(test)]
mod tests;

/// What has happened on this page so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct State {
    /// The services that run on this page because of a kept answer, or did until they were refused.
    loaded: Set,
    /// The services that the visitor allowed for this page alone.
    once: Set,
    /// What the last written record grants and refuses, until it is read back.
    written: Option<(Set, Set)>,
    /// A record could not be read back, so the visitor is not asked again on this page.
    unable: bool,
    /// The page is about to be loaded again. If it stays, nothing more happens on it.
    leaving: bool,
}

/// What the browser reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something may have changed: the page starts, is seen again, or a cookie was written.
    Look,
    /// An answer about some services. A service in both sets is refused.
    Choose { grant: Set, refuse: Set },
    /// An embed is allowed, for this page alone.
    Once(Set),
    /// Everything is to be deleted: what services stored, and the record.
    Erase,
}

/// What the browser is to do, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effects {
    /// Stop the scripts of these services.
    pub stop: Set,
    /// A line with the state of everything, and one for each cookie to set (`c:`), cookie to delete (`d:` and its name, or `k:`, the
    /// domain that keeps the one on its root path, a space, and the name) or entry to remove (`l:`, `s:`). The first is `t:`, a letter for each service (see `Decision::letter`), a tab, and the record, if one counts.
    pub lines: Lines,
    /// Post the record, if the owner wants that: it is new and has been read back.
    pub report: bool,
    /// Load these services.
    pub load: Set,
    /// Show the one embed of this service that the visitor pressed.
    pub show: Set,
    /// Load the page again, without the refused services.
    pub reload: bool,
}

impl State {
    /// The state of a page on which nothing has happened.
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
pub fn step(asked: &Asked<'_>, state: State, event: Event, environment: &Environment<'_>) -> (State, Effects) {
    let mut state = state;
    let mut effects = Effects::NONE;
    advance(asked, &mut state, &mut effects, event, environment);
    (state, effects)
}

/// Takes one step in place.
pub(crate) fn advance(
    asked: &Asked<'_>,
    state: &mut State,
    effects: &mut Effects,
    event: Event,
    environment: &Environment<'_>,
) {
    if state.leaving {
        return;
    }
    let (decision, record) = decide(asked, environment.records(), environment.signals, environment.now);
    match event {
        Event::Look => look(asked, state, effects, environment, record.as_ref(), decision),
        Event::Choose { grant, refuse } => {
            let (grant, refuse) = (grant.intersection(asked.all).difference(refuse), refuse.intersection(asked.all));
            if grant.union(refuse).is_empty() {
                return;
            }
            // A service that was allowed for this page alone stops as a loaded one does: by a new page.
            state.loaded = state.loaded.union(state.once.intersection(refuse));
            state.once = state.once.difference(refuse);
            let granted = decision.granted.union(grant).difference(refuse);
            let refused = decision.refused.union(refuse).difference(grant);
            state.written = Some((granted, refused));
            let choice = Choice { granted, refused, answered: grant.union(refuse) };
            write(&mut effects.lines, asked, environment, record.as_ref(), &choice);
        }
        Event::Once(services) => {
            state.once = state.once.union(services.intersection(asked.all));
            effects.show = services.intersection(asked.all);
        }
        Event::Erase => {
            effects.stop = state.loaded.union(state.once);
            effects.lines.push_all(&[b"d:", asked.cookie()]);
            effects.lines.finish();
            sweep(&mut effects.lines, asked, Set::EMPTY, environment);
            effects.reload = true;
        }
    }
    state.leaving = effects.reload;
}

fn look(
    asked: &Asked<'_>,
    state: &mut State,
    effects: &mut Effects,
    environment: &Environment<'_>,
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
    // The line that must not be lost comes before those that may not fit.
    lines.push(b"t:");
    for service in asked.services() {
        lines.push(&[decision.letter(service.own)]);
    }
    lines.push_all(&[b"\t", record.map_or(b"", |record| record.text)]);
    lines.finish();
    sweep(lines, asked, decision.granted.union(state.once), environment);
    if effects.stop.is_empty() {
        effects.load = decision.granted.difference(state.loaded);
        state.loaded = state.loaded.union(effects.load);
    } else {
        // After a reload that could not record a refusal, what was refused would load again.
        effects.reload = !state.unable;
    }
}

/// What a visitor chose, with what remains of earlier choices.
struct Choice {
    granted: Set,
    refused: Set,
    /// The services that were answered just now.
    answered: Set,
}

/// Writes the lines that keep a choice: on the shared domain if there is one, and nowhere else.
fn write(
    lines: &mut Lines,
    asked: &Asked<'_>,
    environment: &Environment<'_>,
    old: Option<&Record<'_>>,
    choice: &Choice,
) {
    let (mut id, mut given, mut updated) = (environment.id(), environment.now, environment.now);
    let kept = choice.granted.union(choice.refused);
    if let Some(old) = old {
        id = old.id;
        if kept != choice.answered {
            given = old.given;
        }
        // This record must be the newest, even if an earlier one was dated ahead or can't be deleted.
        updated = updated.max((old.updated + 1).min(updated + AHEAD_MAX));
    }
    let domain = shared_domain(asked, environment);
    // This comes first: where a host is a domain of its own, such as `localhost`, both are the same cookie. The record itself is
    // overwritten and never deleted, or another tab could see a moment without one.
    lines.push_all(&[b"k:", domain, b" ", asked.cookie()]);
    lines.finish();
    lines.push_all(&[b"c:", asked.cookie(), b"="]);
    push_head(lines, id, given, updated, [asked.revision(), asked.language(), environment.how()]);
    for service in asked.services() {
        if kept.intersects(service.own) {
            push_answer(lines, &service, choice.granted.intersects(service.own));
        }
    }
    lines.push_all(&[b";path=/;domain=", domain, b";secure;samesite=lax;max-age="]);
    lines.push_decimal((given + asked.lasts).saturating_sub(environment.now));
    lines.finish();
}

/// Returns the domain whose subdomains share a record, or an empty text for a host outside all of them.
fn shared_domain<'a>(asked: &Asked<'a>, environment: &Environment<'_>) -> &'a [u8] {
    let mut domains = asked.domains();
    while !domains.is_empty() {
        let domain = cut(&mut domains, b' ');
        if environment.host().strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with(b".")) {
            return domain;
        }
    }
    b""
}
