//! Findings that editors allow in a text or an entry, and permissions that no longer apply.

use crate::diagnostic::Diagnostic;
use crate::law::facts::Facts;
use crate::parse::Allow;
use crate::register::Allows;
use crate::structure::StructureRule;

/// Gathers what the entries of registers allow.
pub(super) fn in_registers(facts: &Facts<'_>) -> Vec<Allow> {
    let registers = facts.registers;
    let mut found = Vec::new();
    entry(facts, &["organisation"], &registers.organisation.allow, &mut found);
    for row in &registers.activities {
        entry(facts, &["activities", row.id.as_str()], &row.allow, &mut found);
    }
    for row in &registers.recipients {
        entry(facts, &["processors", row.id.as_str()], &row.allow, &mut found);
    }
    for row in &registers.services {
        entry(facts, &["services", row.id.as_str()], &row.allow, &mut found);
    }
    for row in &registers.measures {
        entry(facts, &["measures", row.id.as_str()], &row.allow, &mut found);
    }
    found
}

fn entry(facts: &Facts<'_>, path: &[&str], allows: &Allows, found: &mut Vec<Allow>) {
    for (rule, reason) in allows {
        let at = [path, &["allow", rule]].concat();
        found.push(Allow {
            rule: rule.clone(),
            reason: reason.trim().to_owned(),
            place: facts.place(&at),
            scope: facts.places.extent(path).map(|place| place.span),
        });
    }
}

/// Removes the findings that are allowed with a reason. Reports a permission without a reason, of an unknown rule, or without effect.
///
/// `ids` lists every rule, `ran` those that ran this time: whether a permission of another rule has an effect is unknown.
pub(super) fn apply(found: Vec<Diagnostic>, allows: Vec<Allow>, ids: &[&'static str], ran: &[&str]) -> Vec<Diagnostic> {
    let mut allows = allows;
    // Two drafts share the same registers, and with them the same permissions.
    allows.sort_by(|a, b| (&a.place.path, a.place.span.start).cmp(&(&b.place.path, b.place.span.start)));
    allows.dedup();
    let mut used = vec![false; allows.len()];
    let mut kept = Vec::new();
    for diagnostic in found {
        let index = allows.iter().position(|allow| covers(allow, &diagnostic));
        match index {
            Some(index) => used[index] = true,
            None => kept.push(diagnostic),
        }
    }
    for (allow, used) in allows.into_iter().zip(used) {
        kept.extend(mistake(&allow, used, ids, ran).map(|found| found.at(allow.place)));
    }
    kept
}

fn covers(allow: &Allow, found: &Diagnostic) -> bool {
    let Some(place) = &found.place else { return false };
    let is_in = allow.scope.as_ref().is_none_or(|scope| scope.contains(&place.span.start));
    !allow.reason.is_empty() && allow.rule == found.rule && allow.place.path == place.path && is_in
}

fn mistake(allow: &Allow, used: bool, ids: &[&'static str], ran: &[&str]) -> Option<Diagnostic> {
    let rule = &allow.rule;
    if !ids.contains(&rule.as_str()) {
        let found = Diagnostic::error(StructureRule::UnknownRule, format!("there is no rule `{rule}`"));
        return Some(found.did_you_mean(rule, ids.iter().copied()));
    }
    if allow.reason.is_empty() {
        let hint = format!("say why, as in `<!-- helder-allow: {rule}: reason -->` or `allow: {{{rule}: reason}}`");
        return Some(
            Diagnostic::error(StructureRule::AllowWithoutReason, format!("`{rule}` is allowed without a reason"))
                .hint(hint),
        );
    }
    (!used && ran.contains(&rule.as_str())).then(|| {
        Diagnostic::warning(StructureRule::UnusedAllow, format!("there is nothing here that breaks `{rule}`"))
            .hint("take the allow away; what it excused is mended")
    })
}
