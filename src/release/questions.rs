//! Open questions, which a published text would leave out.

use std::collections::BTreeSet;

use crate::compose::{Source, compose};
use crate::diagnostic::{Diagnostic, Place};
use crate::parse::{Document, Draft, Site};
use crate::structure::StructureRule;
use crate::template::Templates;
use crate::text::{Block, Content};

/// Reports each question that the draft shows, at its line in the register.
pub(super) fn open(site: &Site, templates: &Templates, document: &Document, draft: &Draft) -> Vec<Diagnostic> {
    let mut shown = BTreeSet::new();
    let language = site.authoritative();
    let (composed, _) = compose(&Source::draft(site, document, draft, language), site, templates);
    for block in &composed.text.blocks {
        collect(block, &mut shown);
    }
    let mut found = Vec::new();
    for question in &shown {
        let known = site.questions.iter().find(|known| question.contains(known.text.trim_end_matches('?')));
        let place = known.map_or_else(|| Place::file(&draft.texts[language].path), |known| known.place.clone());
        found.push(
            Diagnostic::error(StructureRule::UnansweredQuestion, format!("nobody has answered: {question}"))
                .at(place)
                .hint("put the answer in the place of `unknown`; `--allow-unknown` leaves the line out of the text"),
        );
    }
    found
}

fn collect(block: &Block, shown: &mut BTreeSet<String>) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => collect_line(content, shown),
        Block::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| collect_line(cell, shown));
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                collect_line(&definition.term, shown);
                definition.details.iter().for_each(|detail| collect_line(detail, shown));
            }
        }
        Block::List { items, .. } => items.iter().flatten().for_each(|block| collect(block, shown)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| collect(block, shown)),
        Block::Rule => {}
    }
}

fn collect_line(content: &Content, shown: &mut BTreeSet<String>) {
    shown.extend(content.runs().iter().filter(|run| run.style.question).map(|run| run.text.trim().to_owned()));
}
