//! Diagnostics as workflow commands of GitHub Actions, which shows them next to the lines of a pull request.

use crate::diagnostic::{Diagnostic, Severity};
use crate::shell::report::quotes::{Quotes, position};
use crate::shell::visible;

/// Writes one command per line: `::error file=content/site.yaml,line=1,col=1,title=unknown-key::unknown key …`.
pub fn github(diagnostics: &[Diagnostic], quotes: &Quotes<'_>) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let mut properties = Vec::new();
        if let Some(place) = &diagnostic.place {
            properties.push(format!("file={}", property(place.path.as_str())));
            if let Some(at) = position(place, quotes) {
                properties.push(format!("line={},col={}", at.line, at.column));
            }
        }
        properties.push(format!("title={}", property(diagnostic.rule)));
        let mut message = diagnostic.message.clone();
        if let Some(hint) = &diagnostic.hint {
            message.push_str("\nhint: ");
            message.push_str(hint);
        }
        if let Some(legal) = &diagnostic.legal {
            message.push_str(&format!("\n{}: {}", legal.authority.words().en, legal.sources.join(", ")));
        }
        out.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&message)));
    }
    out
}

fn data(text: &str) -> String {
    visible::lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::github;
    use crate::diagnostic::{Diagnostic, Place, SourcePath};
    use crate::shell::report::Quotes;
    use crate::structure::StructureRule;

    #[test]
    fn escapes_characters_that_would_end_a_command() {
        let path = SourcePath::new("content/a,b.md");
        let found = Diagnostic::advice(StructureRule::UnusedFile, "100%\nsure").at(Place::new(&path, 2..4)).hint("do");
        let written = github(&[found], &Quotes::new([(&path, "a\nbc")]));
        assert_eq!(
            written,
            "::notice file=content/a%2Cb.md,line=2,col=1,title=unused-file::100%25%0Asure%0Ahint: do\n"
        );
    }
}
