//! Redlines as lines of text.

use crate::redline::Container;
use crate::redline::node::{Mark, MarkedLine, MarkedRun, Node, Piece, Term};
use crate::text::{Block, Style};

/// Returns the lines of these nodes.
pub(super) fn show(nodes: &[Node]) -> Vec<String> {
    nodes.iter().flat_map(node).collect()
}

fn node(node: &Node) -> Vec<String> {
    match node {
        Node::Same(same) => block(same, Mark::Same),
        Node::Deleted(deleted) => block(deleted, Mark::Deleted),
        Node::Inserted(inserted) => block(inserted, Mark::Inserted),
        Node::Heading { level, id, content } => {
            let marks = change("#".repeat(level.before.into()), "#".repeat(level.after.into()));
            vec![format!("{marks} {}: {}", change(id.before.clone(), id.after.clone()), line(content))]
        }
        Node::Paragraphs(pieces) => vec![pieces.iter().map(piece).collect()],
        Node::List { start, tight, items } => {
            let kind = change(bullet(start.before), bullet(start.after));
            let tight = if tight.is_changed() { " (tight)" } else { "" };
            items.iter().flat_map(|item| indented(&format!("{kind}{tight} "), show(&item.nodes))).collect()
        }
        Node::Table { columns, rows } => {
            let head = row(columns.iter().map(|column| line(&column.head)), Mark::Same);
            let rows = rows.iter().map(|it| row(it.cells.iter().map(line), it.mark));
            std::iter::once(head).chain(rows).collect()
        }
        Node::Definitions(terms) => terms.iter().map(term).collect(),
        Node::Quote(nodes) => show(nodes).into_iter().map(|line| format!("> {line}")).collect(),
        Node::Regrouped(regrouped) => show(&regrouped.nodes),
        Node::Leaf(leaf) => {
            let note = leaf.note.map_or_else(String::new, |container| format!("({}) ", was(container)));
            vec![note + &line(&leaf.content)]
        }
        Node::MovedFrom(moved) => indented(&format!("from {}: ", moved.number), show(&moved.nodes)),
        Node::MovedTo(moved) => indented(&format!("to {}: ", moved.number), show(&moved.nodes)),
    }
}

fn was(container: Container) -> String {
    match container {
        Container::Text => "was text".into(),
        Container::Item { level } => format!("was item {level}"),
        Container::Quote => "was quote".into(),
    }
}

fn term(term: &Term) -> String {
    let details: Vec<String> = term.details.iter().map(|detail| line(&detail.content)).collect();
    format!("{} = {}", line(&term.term), details.join("; "))
}

fn bullet(start: Option<u64>) -> String {
    start.map_or("*".into(), |start| format!("{start}."))
}

fn change(before: String, after: String) -> String {
    if before == after { after } else { marked(Mark::Deleted, &before) + &marked(Mark::Inserted, &after) }
}

fn indented(first: &str, lines: Vec<String>) -> Vec<String> {
    let indent = " ".repeat(first.len());
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| if at == 0 { format!("{first}{line}") } else { indent.clone() + &line })
        .collect()
}

fn row(cells: impl Iterator<Item = String>, mark: Mark) -> String {
    let sign = match mark {
        Mark::Same => "",
        Mark::Deleted => "-",
        Mark::Inserted => "+",
    };
    format!("{sign}| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn block(block: &Block, mark: Mark) -> Vec<String> {
    if *block == Block::Rule { vec![marked(mark, "---")] } else { node(&mark.expand(block)) }
}

fn line(line: &MarkedLine) -> String {
    line.0.iter().map(run).collect()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Run(marked) => run(marked),
        Piece::Break(mark) => marked(*mark, "¶"),
    }
}

fn run(it: &MarkedRun) -> String {
    let text = styled(&it.run.text, &it.run.style);
    match &it.former_style {
        Some(former) => format!("[~{}~{text}~]", styled(&it.run.text, former)),
        None => marked(it.mark, &text),
    }
}

fn styled(text: &str, style: &Style) -> String {
    let Style { strong, link, .. } = style;
    let mut styled = text.to_owned();
    if let Some(link) = link {
        styled = if link.to == text { format!("‹{text}›") } else { format!("‹{text}->{}›", link.to) };
    }
    if *strong {
        styled = format!("**{styled}**");
    }
    styled
}

fn marked(mark: Mark, text: &str) -> String {
    match mark {
        Mark::Same => text.into(),
        Mark::Deleted => format!("[-{text}-]"),
        Mark::Inserted => format!("{{+{text}+}}"),
    }
}
