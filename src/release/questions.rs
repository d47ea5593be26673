//! What nobody knows yet and a published text would leave out.

use std::collections::BTreeSet;

use crate::compose::{Source, compose};
use crate::diagnostic::{Diagnostic, Place};
use crate::parse::{Document, Draft, Site};
use crate::structure::StructureRule;
use crate::template::Templates;
use crate::text::{Block, Content};

/// Returns each question that the draft shows, at its line in the register.
pub(super) fn open(site: &Site, templates: &Templates, document: &Document, draft: &Draft) -> Vec<Diagnostic> {
    let mut shown = BTreeSet::new();
    let language = site.authoritative();
    let (composed, _) = compose(&Source::draft(site, document, draft, language), site, templates);
    for block in &composed.text.blocks {
        collect(block, &mut shown);
    }
    let place = |question: &str| {
        let known = site.questions.iter().find(|known| question.contains(known.text.trim_end_matches('?')));
        known.map_or_else(|| Place::file(&draft.texts[language].path), |known| known.place.clone())
    };
    let refuse = |question: &String| {
        Diagnostic::error(StructureRule::UnansweredQuestion, format!("nobody has answered: {question}"))
            .at(place(question))
            .hint("put the answer in the place of `unknown`; `--allow-unknown` leaves the line out of the text")
    };
    shown.iter().map(refuse).collect()
}

fn collect(block: &Block, shown: &mut BTreeSet<String>) {
    let mut line = |content: &Content| {
        shown.extend(content.runs().iter().filter(|run| run.style.question).map(|run| run.text.trim().to_owned()));
    };
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => line(content),
        Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(line),
        Block::Definitions(definitions) => {
            for definition in definitions {
                line(&definition.term);
                definition.details.iter().for_each(&mut line);
            }
        }
        Block::List { items, .. } => items.iter().flatten().for_each(|block| collect(block, shown)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| collect(block, shown)),
        Block::Rule => {}
    }
}
