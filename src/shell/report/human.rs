//! Diagnostics for people: fact, place, source line and hint. Legal findings are grouped by document and say who requires them.

use std::fmt::Write;

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::{Diagnostic, Legal, Severity, Subject};
use crate::language::Language;
use crate::shell::report::quotes::{Quotes, position};
use crate::shell::visible;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Always,
    Never,
}

/// Writes diagnostics for people. `law` is the language of the legal findings, if legal rules ran.
pub fn human(diagnostics: &[Diagnostic], quotes: &Quotes<'_>, colour: Colour, law: Option<&Language>) -> String {
    let mut out = String::new();
    let (legal, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        diagnostics.iter().partition(|diagnostic| diagnostic.legal.is_some());
    for diagnostic in others {
        one(&mut out, diagnostic, quotes, colour, law).expect("writing to a string does not fail");
    }
    for subject in subjects(&legal) {
        let site = law.map_or("", |language| SITE.get(language));
        let name = subject.map_or(site, |subject| subject.name.as_str());
        writeln!(out, "{}\n", paint(colour, "1;4", &format!("== {}", visible::line(name))))
            .expect("writing to a string does not fail");
        for diagnostic in legal.iter().filter(|diagnostic| subject_of(diagnostic) == subject) {
            one(&mut out, diagnostic, quotes, colour, law).expect("writing to a string does not fail");
        }
    }
    if let Some(summary) = summary(diagnostics) {
        out.push_str(&summary);
        out.push('\n');
    }
    if let Some(asked) = law.and_then(|language| asked(&legal, language)) {
        out.push_str(&asked);
        out.push('\n');
    }
    out
}

/// Returns the sentence that ends a report on legal rules. It never says that a text complies.
pub fn disclaimer(language: &Language) -> &'static str {
    DISCLAIMER.get(language)
}

const DISCLAIMER: Bilingual = Bilingual {
    nl: "dit is geen juridisch advies: helder ziet niet alles wat de wet vraagt",
    en: "this is no legal advice: helder does not see all that the law asks",
};

const SITE: Bilingual = Bilingual { nl: "de site als geheel", en: "the site as a whole" };

/// Returns the subject of each legal finding once, in the order of the findings; the site as a whole comes last.
fn subjects<'a>(legal: &[&'a Diagnostic]) -> Vec<Option<&'a Subject>> {
    let mut subjects = Vec::new();
    for diagnostic in legal {
        let subject = subject_of(diagnostic);
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    subjects.sort_by_key(Option::is_none);
    subjects
}

fn subject_of(diagnostic: &Diagnostic) -> Option<&Subject> {
    diagnostic.legal.as_ref()?.subject.as_ref()
}

/// Counts the findings by authority: `asked by: law 3, guidance 1, our own choice 2`.
fn asked(legal: &[&Diagnostic], language: &Language) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for authority in Authority::ALL {
        let words = authority.words().get(language);
        let origins = legal.iter().filter_map(|found| found.legal.as_ref());
        let count = origins.filter(|origin| origin.authority == authority).count();
        match counts.iter_mut().find(|(known, _)| *known == words) {
            Some((_, sum)) => *sum += count,
            None => counts.push((words, count)),
        }
    }
    let counts: Vec<String> =
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(words, count)| format!("{words} {count}")).collect();
    (!counts.is_empty()).then(|| format!("{}: {}", ASKED.get(language), counts.join(", ")))
}

const ASKED: Bilingual = Bilingual { nl: "gevraagd door", en: "asked by" };

/// Writes the authority and its sources: `law: GDPR 13(1)(a), GDPR 12(2)`. In Dutch the GDPR has its Dutch name.
fn sources(legal: &Legal, language: &Language) -> String {
    let cited = legal.sources.join(", ");
    let cited = if language.as_str() == "nl" { cited.replace("GDPR", "AVG") } else { cited };
    format!("{}: {cited}", legal.authority.words().get(language))
}

fn paint(colour: Colour, code: &str, text: &str) -> String {
    match colour {
        Colour::Always => format!("\x1b[{code}m{text}\x1b[0m"),
        Colour::Never => text.to_owned(),
    }
}

fn one(
    out: &mut String,
    diagnostic: &Diagnostic,
    quotes: &Quotes<'_>,
    colour: Colour,
    law: Option<&Language>,
) -> std::fmt::Result {
    let shade = match diagnostic.severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Advice => "1;36",
    };
    let head = format!("{}[{}]", diagnostic.severity.as_str(), diagnostic.rule);
    writeln!(out, "{}: {}", paint(colour, shade, &head), paint(colour, "1", &visible::lines(&diagnostic.message)))?;
    if let Some(place) = &diagnostic.place {
        let path = visible::line(place.path.as_str());
        match position(place, quotes) {
            Some(at) if !at.text.trim().is_empty() => {
                let number = at.line.to_string();
                let margin = " ".repeat(number.len());
                writeln!(out, "{margin}{} {}:{}:{}", paint(colour, "34", "-->"), path, at.line, at.column)?;
                // A long line is shown from a little before the place.
                let skip = if at.column > LINE_SHOWN_MAX * 3 / 4 { at.column - LINE_SHOWN_MAX / 2 } else { 0 };
                let column = at.column - skip;
                let shown: String = at.text.chars().skip(skip).take(LINE_SHOWN_MAX).collect();
                writeln!(out, "{} {}", paint(colour, "34", &format!("{number} |")), visible::line(&shown))?;
                let indent: String =
                    shown.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
                let marks = "^".repeat(at.width.clamp(1, LINE_SHOWN_MAX + 1 - column));
                writeln!(
                    out,
                    "{} {indent}{}",
                    paint(colour, "34", &format!("{margin} |")),
                    paint(colour, shade, &marks)
                )?;
            }
            Some(at) => writeln!(out, " {} {}:{}:{}", paint(colour, "34", "-->"), path, at.line, at.column)?,
            None => writeln!(out, " {} {}", paint(colour, "34", "-->"), path)?,
        }
    }
    if let Some(hint) = &diagnostic.hint {
        writeln!(out, "{}: {}", paint(colour, "1", "hint"), visible::lines(hint))?;
    }
    if let (Some(legal), Some(language)) = (&diagnostic.legal, law) {
        writeln!(out, "{}", paint(colour, "2", &sources(legal, language)))?;
    }
    writeln!(out)
}

/// A longer source line is cut.
const LINE_SHOWN_MAX: usize = 160;

fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let mut words = Vec::new();
    for (severity, one, many) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Advice, "piece of advice", "pieces of advice"),
    ] {
        match diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count() {
            0 => {}
            1 => words.push(format!("1 {one}")),
            count => words.push(format!("{count} {many}")),
        }
    }
    (!words.is_empty()).then(|| words.join(", "))
}
