//! Dutch-like legal texts of about 11 KB, each version a few words away from the one before.
//!
//! The same numbers give the same texts on every machine; nothing here touches the disk.

use std::fmt::Write;

/// What the sentences are made of.
const WORDS: [&str; 72] = [
    "gegevens",
    "persoonsgegevens",
    "verwerking",
    "toestemming",
    "bewaartermijn",
    "grondslag",
    "wij",
    "u",
    "klant",
    "bezoeker",
    "overeenkomst",
    "website",
    "dienst",
    "beveiliging",
    "ontvanger",
    "verwerker",
    "toezichthouder",
    "klacht",
    "recht",
    "bezwaar",
    "inzage",
    "nieuwsbrief",
    "account",
    "factuur",
    "storing",
    "server",
    "de",
    "het",
    "een",
    "van",
    "voor",
    "met",
    "op",
    "in",
    "naar",
    "bij",
    "door",
    "zonder",
    "binnen",
    "volgens",
    "gebruiken",
    "bewaren",
    "verwijderen",
    "delen",
    "ontvangen",
    "sturen",
    "vragen",
    "beantwoorden",
    "controleren",
    "vastleggen",
    "beschermen",
    "melden",
    "intrekken",
    "aanpassen",
    "alleen",
    "nooit",
    "altijd",
    "uiterlijk",
    "zodra",
    "tenzij",
    "omdat",
    "wanneer",
    "daarom",
    "noodzakelijk",
    "wettelijk",
    "zorgvuldig",
    "tijdelijk",
    "schriftelijk",
    "kosteloos",
    "begrijpelijk",
    "persoonlijk",
    "Europese",
];

/// The sections of every text; the ids stay the same in every version.
const SECTIONS: usize = 11;

/// One document's text, which [`Draft::revise`] takes from version to version.
pub(super) struct Draft {
    title: String,
    chance: Chance,
    sections: Vec<Vec<Block>>,
    /// The names of the site's documents, to link to.
    neighbours: [String; 2],
}

enum Block {
    Paragraph(Vec<String>),
    List(Vec<String>),
    Table(Vec<[String; 3]>),
}

impl Draft {
    /// Writes the first version of a document.
    pub(super) fn new(title: String, number: usize, neighbours: [String; 2]) -> Draft {
        let mut chance = Chance(number as u64 + 1);
        let sections = (0..SECTIONS).map(|section| first_blocks(section, &mut chance)).collect();
        Draft { title, chance, sections, neighbours }
    }

    /// Makes the next version: three sentences reworded, now and then one more or one less.
    pub(super) fn revise(&mut self) {
        for _ in 0..3 {
            let section = self.chance.below(SECTIONS);
            let blocks = &mut self.sections[section];
            let index = self.chance.below(blocks.len());
            match &mut blocks[index] {
                Block::Paragraph(sentences) | Block::List(sentences) => {
                    let at = self.chance.below(sentences.len());
                    match self.chance.below(6) {
                        0 => sentences.insert(at, sentence(&mut self.chance)),
                        1 if sentences.len() > 2 => {
                            sentences.remove(at);
                        }
                        _ => reword(&mut sentences[at], &mut self.chance),
                    }
                }
                Block::Table(rows) => {
                    let at = self.chance.below(rows.len());
                    rows[at][2] = words(3, &mut self.chance);
                }
            }
        }
    }

    /// Returns the Markdown. A link to another document is written `(@name)`.
    pub(super) fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n", self.title);
        for (number, blocks) in self.sections.iter().enumerate() {
            let (level, title) = if number % 3 == 2 { ("###", "Nadere regels") } else { ("##", "Afdeling") };
            write(&mut out, format_args!("{level} {title} {} {{#section-{number}}}\n\n", number + 1));
            for block in blocks {
                self.block(&mut out, block, number);
            }
        }
        out
    }

    fn block(&self, out: &mut String, block: &Block, section: usize) {
        match block {
            Block::Paragraph(sentences) => {
                out.push_str(&sentences.join("\n"));
                let other = &self.neighbours[section % 2];
                let next = (section + 1) % SECTIONS;
                write(
                    out,
                    format_args!(
                        "\nZie ook [de volgende afdeling](#section-{next}), [het andere document](@{other}#section-{section}) en **[de wet](https://eur-lex.europa.eu/eli/reg/2016/679/oj)**.\n\n"
                    ),
                );
            }
            Block::List(items) => {
                for item in items {
                    write(out, format_args!("- {item}\n"));
                }
                out.push('\n');
            }
            Block::Table(rows) => {
                out.push_str("| Gegeven | Doel | Termijn |\n| --- | --- | --- |\n");
                for [what, why, term] in rows {
                    write(out, format_args!("| {what} | {why} | {term} |\n"));
                }
                out.push('\n');
            }
        }
    }
}

fn first_blocks(section: usize, chance: &mut Chance) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(sentences(3, chance)), Block::List(sentences(3, chance))];
    if section == 4 {
        blocks.push(Block::Table((0..8).map(|_| [words(2, chance), words(4, chance), words(2, chance)]).collect()));
    }
    blocks
}

fn sentences(count: usize, chance: &mut Chance) -> Vec<String> {
    (0..count).map(|_| sentence(chance)).collect()
}

fn sentence(chance: &mut Chance) -> String {
    let length = 11 + chance.below(9);
    let mut text = words(length, chance);
    text.push('.');
    text[..1].make_ascii_uppercase();
    text
}

fn words(count: usize, chance: &mut Chance) -> String {
    (0..count).map(|_| WORDS[chance.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

/// Puts another word in the middle of a sentence.
fn reword(sentence: &mut String, chance: &mut Chance) {
    let mut parts: Vec<&str> = sentence.split(' ').collect();
    let at = chance.below(parts.len().saturating_sub(2).max(1)).max(1).min(parts.len() - 1);
    parts[at] = WORDS[chance.below(WORDS.len())];
    *sentence = parts.join(" ");
}

fn write(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments).expect("writing to a string does not fail");
}

/// Numbers that look random and are the same every time: splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}
