//! The facts that two texts state, compared sentence by sentence: negations, numbers, periods, recipients and so on.
//!
//! Takes the text before and the text after; returns each sentence that states other facts than before. A sentence is compared with the
//! one that it most resembles, so reworded and moved sentences, and corrected typing errors, give nothing. Headings do not count.

use std::collections::{BTreeMap, BTreeSet};

use crate::readability::sentences;
use crate::release::vocabulary::{FACTS, NEGATIONS, NEUTRAL, NOT_NAMES, NUMBERS, UNITS};
use crate::text::{Block, Content, Text};

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Subject {
    Negation,
    Number,
    Period,
    Amount,
    Recipient,
    Purpose,
    Basis,
    Transfer,
    Right,
    Data,
    Name,
}

impl Subject {
    /// Returns the subject in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Subject::Negation => "what is not done or not allowed",
            Subject::Number => "a number",
            Subject::Period => "a period",
            Subject::Amount => "an amount",
            Subject::Recipient => "who receives data",
            Subject::Purpose => "a purpose",
            Subject::Basis => "a legal basis",
            Subject::Transfer => "where data go",
            Subject::Right => "the rights of people",
            Subject::Data => "which data are used",
            Subject::Name => "a name",
        }
    }
}

/// A sentence that states other facts than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ChangedSentence {
    /// The sentence after, or the one before where it is gone.
    pub(super) sentence: String,
    pub(super) kind: ChangeKind,
    /// Never empty.
    pub(super) subjects: BTreeSet<Subject>,
}

/// What happened to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChangeKind {
    New,
    Gone,
    Changed,
}

/// A fact: two with the same key say the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fact {
    subject: Subject,
    key: String,
}

/// A sentence with its words and facts, each fact with the words that state it.
struct Sentence {
    text: String,
    words: Vec<Word>,
    /// The words that state no fact.
    others: Vec<Word>,
    facts: BTreeMap<Fact, String>,
}

/// A word: as it is written, and in lower case.
#[derive(Clone, Debug)]
struct Word {
    written: String,
    plain: String,
}

/// A sentence that changed, with the facts that only one side states.
struct Pair<'a> {
    before: Option<&'a Sentence>,
    after: Option<&'a Sentence>,
    lost: BTreeSet<Fact>,
    gained: BTreeSet<Fact>,
}

/// Sentences are paired if at least this part of their words is the same.
const SIMILARITY_MIN: f64 = 0.5;

/// Comparing each of more sentences than this with each other would take too long; the others count as new or gone.
const COMPARED_MAX: usize = 400;

/// Returns every sentence that states other facts than before, in the order of the text after; those that are gone come last.
pub(super) fn changed(before: &Text, after: &Text) -> Vec<ChangedSentence> {
    let [before, after] = [before, after].map(|text| lines(&text.blocks));
    let vocabulary = [&before, &after].map(|lines| vocabulary(lines));
    let gone: Vec<Sentence> = only(&before, &after).map(|text| Sentence::new(text, &vocabulary[1])).collect();
    let new: Vec<Sentence> = only(&after, &before).map(|text| Sentence::new(text, &vocabulary[0])).collect();
    let mut pairs = pair(&gone, &new);
    cancel(&mut pairs);
    pairs.iter().filter_map(Pair::changed).collect()
}

impl Pair<'_> {
    fn changed(&self) -> Option<ChangedSentence> {
        let subjects: BTreeSet<Subject> = self.lost.iter().chain(&self.gained).map(|fact| fact.subject).collect();
        let kind = match (self.before, self.after) {
            (None, _) => ChangeKind::New,
            (_, None) => ChangeKind::Gone,
            _ => ChangeKind::Changed,
        };
        let sentence = self.after.or(self.before)?.text.clone();
        (!subjects.is_empty()).then_some(ChangedSentence { sentence, kind, subjects })
    }
}

/// Returns the sentences of blocks. A row of a table is one, so that it is compared as a whole.
fn lines(blocks: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { .. } | Block::Rule => {}
            Block::Paragraph(content) => found.extend(split(content)),
            Block::List { items, .. } => items.iter().for_each(|item| found.extend(lines(item))),
            Block::Table(table) => {
                for row in &table.rows {
                    found.push(row.iter().map(Content::plain).collect::<Vec<_>>().join(" | "));
                }
            }
            Block::Definitions(definitions) => {
                for one in definitions {
                    found.extend(split(&one.term));
                    found.extend(one.details.iter().flat_map(split));
                }
            }
            Block::Quote(blocks) => found.extend(lines(blocks)),
        }
    }
    found
}

fn split(content: &Content) -> Vec<String> {
    sentences(&content.plain()).map(str::to_owned).collect()
}

/// Returns the sentences that are in one text more often than in the other.
fn only<'a>(these: &'a [String], others: &[String]) -> impl Iterator<Item = &'a str> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for other in others {
        *counts.entry(spelling(other)).or_default() += 1;
    }
    these.iter().map(String::as_str).filter(move |text| match counts.get_mut(&spelling(text)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}

/// Returns a sentence's words without what is between them.
fn spelling(sentence: &str) -> String {
    words(sentence).into_iter().map(|word| word.plain).collect::<Vec<_>>().join(" ")
}

fn vocabulary(lines: &[String]) -> BTreeSet<String> {
    lines.iter().flat_map(|line| words(line)).map(|word| word.plain).collect()
}

/// Pairs each new sentence with the one that it most resembles. What has no counterpart is a pair by itself.
fn pair<'a>(gone: &'a [Sentence], new: &'a [Sentence]) -> Vec<Pair<'a>> {
    let mut similar: Vec<(f64, usize, usize)> = Vec::new();
    for (a, before) in gone.iter().enumerate().take(COMPARED_MAX) {
        for (b, after) in new.iter().enumerate().take(COMPARED_MAX) {
            let similarity = similarity(before, after);
            if similarity >= SIMILARITY_MIN {
                similar.push((similarity, a, b));
            }
        }
    }
    similar.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut of_new: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_taken = vec![false; gone.len()];
    for (_, a, b) in similar {
        if of_new[b].is_none() && !is_taken[a] {
            of_new[b] = Some(a);
            is_taken[a] = true;
        }
    }
    let mut pairs = Vec::new();
    for (after, before) in new.iter().zip(of_new) {
        pairs.push(compare(before.map(|index| &gone[index]), Some(after)));
    }
    for (before, _) in gone.iter().zip(is_taken).filter(|(_, is_taken)| !is_taken) {
        pairs.push(compare(Some(before), None));
    }
    pairs
}

/// Returns which part of two sentences is the same, from 0 to 1. What they say about must be the same rather than what they say: if the
/// periods of two sentences change places, each is still the sentence that it was.
fn similarity(a: &Sentence, b: &Sentence) -> f64 {
    let has_others = a.others.len().min(b.others.len()) >= 2;
    let (a, b) = if has_others { (&a.others, &b.others) } else { (&a.words, &b.words) };
    2.0 * common(a, b) as f64 / (a.len() + b.len()).max(1) as f64
}

/// Counts the words that are in both.
fn common(a: &[Word], b: &[Word]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in a {
        *counts.entry(&word.plain).or_default() += 1;
    }
    let mut found = 0;
    for word in b {
        if let Some(count) = counts.get_mut(word.plain.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            found += 1;
        }
    }
    found
}

fn compare<'a>(before: Option<&'a Sentence>, after: Option<&'a Sentence>) -> Pair<'a> {
    let lost = unstated(before, after);
    let gained = unstated(after, before);
    Pair { before, after, lost, gained }
}

/// Returns the facts of a sentence that the other does not state, but for those whose word is a corrected typing error.
fn unstated(this: Option<&Sentence>, other: Option<&Sentence>) -> BTreeSet<Fact> {
    let mut facts = BTreeSet::new();
    for (fact, word) in this.iter().flat_map(|this| &this.facts) {
        let is_stated = other.is_some_and(|other| other.facts.contains_key(fact));
        if !is_stated && !other.is_some_and(|other| is_misspelled(fact.subject, word, other)) {
            facts.insert(fact.clone());
        }
    }
    facts
}

/// Returns whether a sentence has these words with a typing error in them, which say nothing by themselves.
fn is_misspelled(subject: Subject, words: &str, sentence: &Sentence) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    // A name that is misspelled is a name as well, and another fact is not a typing error.
    let is_typing_error = |word: &str, other: &Word| {
        let mut stated = sentence.facts.iter().filter(|(fact, _)| fact.subject != Subject::Name);
        is_typo(subject, word, &other.plain)
            && !stated.any(|(_, stating)| stating.split(' ').any(|one| one == other.plain))
    };
    sentence.words.windows(words.len()).any(|window| {
        let mut pairs = words.iter().zip(window);
        pairs.all(|(word, other)| *word == other.plain || is_typing_error(word, other))
    })
}

/// Returns whether a word is probably another one with a typing error.
fn is_typo(subject: Subject, word: &str, other: &str) -> bool {
    let [mut letters, mut letters_other] = [word, other].map(|word| word.chars().collect::<Vec<_>>());
    letters.sort_unstable();
    letters_other.sort_unstable();
    let length = letters.len();
    let distance = strsim::damerau_levenshtein(word, other);
    let is_turned = length >= 3 && distance == 1 && letters == letters_other;
    match subject {
        // *Ever* is another word than *never*, and 30 another number than 60.
        Subject::Negation => is_turned,
        _ if word.contains(|letter: char| letter.is_ascii_digit()) => false,
        _ => is_turned || (length >= 5 && distance == 1) || (length >= 9 && distance == 2),
    }
}

/// Which part of the words of a sentence must be in another one if it was split off from it.
const SPLIT_MIN: f64 = 0.6;

/// Takes away facts that only moved to another sentence, because one was split or two were joined.
fn cancel(pairs: &mut [Pair<'_>]) {
    for single in 0..pairs.len() {
        for other in (0..pairs.len()).filter(|other| *other != single) {
            let (these, those) = match (&pairs[single], &pairs[other]) {
                (Pair { before: None, after: Some(new), .. }, Pair { before: Some(old), .. }) => (*new, *old),
                (Pair { before: Some(old), after: None, .. }, Pair { after: Some(new), .. }) => (*old, *new),
                _ => continue,
            };
            if (common(&those.words, &these.words) as f64) < SPLIT_MIN * these.words.len() as f64 {
                continue;
            }
            let is_new = pairs[single].before.is_none();
            let moved: Vec<Fact> = match is_new {
                true => pairs[single].gained.intersection(&pairs[other].lost).cloned().collect(),
                false => pairs[single].lost.intersection(&pairs[other].gained).cloned().collect(),
            };
            for fact in moved {
                for pair in [single, other] {
                    pairs[pair].gained.remove(&fact);
                    pairs[pair].lost.remove(&fact);
                }
            }
        }
    }
}

impl Sentence {
    /// Reads a sentence. A name counts as a fact where the other text does not have it at all.
    fn new(text: &str, other: &BTreeSet<String>) -> Sentence {
        let words = words(text);
        let mut reader = FactReader { words: &words, facts: BTreeMap::new(), negations: 0 };
        reader.read();
        let mut facts = reader.facts;
        let is_name_list = words.len() <= 4 && !text.ends_with('.') && words.iter().all(Word::is_capital);
        for (index, word) in words.iter().enumerate() {
            let is_known = other.contains(&word.plain) || NOT_NAMES.contains(&word.plain.as_str());
            // The letters of a postcode.
            let is_code = word.written.len() == 2 && index > 0 && words[index - 1].is_numeric();
            if !is_code
                && word.is_capital()
                && (index > 0 || is_name_list)
                && word.plain.chars().count() > 1
                && !is_known
            {
                facts.insert(Fact { subject: Subject::Name, key: word.plain.clone() }, word.plain.clone());
            }
        }
        let stating: BTreeSet<&str> = facts.values().flat_map(|words| words.split(' ')).collect();
        let others = words.iter().filter(|word| !stating.contains(word.plain.as_str())).cloned().collect();
        Sentence { text: text.to_owned(), words, others, facts }
    }
}

impl Word {
    fn is_capital(&self) -> bool {
        self.written.starts_with(char::is_uppercase)
    }

    fn is_numeric(&self) -> bool {
        self.written.starts_with(|first: char| first.is_ascii_digit())
    }
}

/// Returns the words of a sentence. An address is none; a number with points and commas is one.
fn words(sentence: &str) -> Vec<Word> {
    let mut found = Vec::new();
    for part in sentence.split_whitespace() {
        if part.contains('@') || part.contains("://") || part.contains("www.") {
            continue;
        }
        let mut written = String::new();
        let mut letters = part.chars().peekable();
        while let Some(letter) = letters.next() {
            let is_inside = letters.peek().is_some_and(|next| next.is_alphanumeric()) && !written.is_empty();
            let is_inner_mark = match letter {
                '\'' | '’' => is_inside,
                '.' | ',' | ':' | '/' => {
                    is_inside
                        && written.ends_with(|last: char| last.is_ascii_digit())
                        && letters.peek().is_some_and(char::is_ascii_digit)
                }
                _ => false,
            };
            if letter.is_alphanumeric() || is_inner_mark {
                written.push(if letter == '’' { '\'' } else { letter });
                continue;
            }
            push(&mut found, &mut written);
            if matches!(letter, '€' | '$' | '£' | '%') {
                push(&mut found, &mut letter.to_string());
            }
        }
        push(&mut found, &mut written);
    }
    found
}

fn push(words: &mut Vec<Word>, written: &mut String) {
    if !written.is_empty() {
        let written = std::mem::take(written);
        words.push(Word { plain: written.to_lowercase(), written });
    }
}

/// Finds the facts in the words of a sentence.
struct FactReader<'a> {
    words: &'a [Word],
    facts: BTreeMap<Fact, String>,
    negations: usize,
}

impl<'a> FactReader<'a> {
    fn read(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            at += self.step(at).max(1);
        }
    }

    /// Reads what begins at a word, and returns how many words it takes.
    fn step(&mut self, at: usize) -> usize {
        if let Some(length) = NEUTRAL.iter().filter_map(|phrase| self.matches(phrase, at)).max() {
            return length;
        }
        let facts =
            FACTS.iter().flat_map(|(subject, key, phrases)| phrases.iter().map(move |one| (*subject, *key, *one)));
        let longest = facts
            .filter_map(|(subject, key, phrase)| Some((self.matches(phrase, at)?, subject, key)))
            .max_by_key(|one| one.0);
        if let Some((length, subject, key)) = longest {
            let words: &'a [Word] = self.words;
            self.add(subject, key, &words[at..at + length]);
            return length;
        }
        if let Some(length) = self.number(at) {
            return length;
        }
        let negation = NEGATIONS.iter().filter_map(|phrase| self.matches(phrase, at)).max();
        if let Some(length) = negation.or_else(|| self.words[at].plain.ends_with("n't").then_some(1)) {
            self.negations += 1;
            let words: &'a [Word] = self.words;
            let count = self.negations.to_string();
            self.add(Subject::Negation, &count, &words[at..at + length]);
            return length;
        }
        1
    }

    /// Adds a fact that these words state.
    fn add(&mut self, subject: Subject, key: &str, words: &[Word]) {
        let stating: Vec<&str> = words.iter().map(|word| word.plain.as_str()).collect();
        self.facts.insert(Fact { subject, key: key.to_owned() }, stating.join(" "));
    }

    /// Returns how many words a phrase takes, if it is here.
    fn matches(&self, phrase: &str, at: usize) -> Option<usize> {
        let mut length = 0;
        for part in phrase.split(' ') {
            let word = self.words.get(at + length)?.plain.as_str();
            let is_here = match part.strip_suffix('*') {
                Some(stem) => word.starts_with(stem),
                None => word == part,
            };
            if !is_here {
                return None;
            }
            length += 1;
        }
        Some(length)
    }

    /// Reads a number with its unit. Numbers that point at somebody or something, as of a telephone, state nothing.
    fn number(&mut self, at: usize) -> Option<usize> {
        let word = &self.words[at];
        let run = self.words[at..].iter().take_while(|word| word.is_numeric()).count();
        let digits = word.plain.bytes().filter(u8::is_ascii_digit).count();
        if run >= 3 || (run == 2 && word.plain.starts_with('0')) {
            return Some(run);
        }
        if word.is_numeric()
            && (self.is_in_an_address(at) || (digits >= 8 && word.plain.bytes().all(|byte| byte.is_ascii_digit())))
        {
            return Some(1);
        }
        let is_one = matches!(word.plain.as_str(), "a" | "an" | "one" | "een" | "één");
        let (value, mut length) = if is_one { ("1".to_owned(), 1) } else { self.value(at)? };
        // As in *thirty (30) days*.
        if let Some((_, again)) = self.value_at(at + length).filter(|(again, _)| *again == value) {
            length += again;
        }
        match self.unit(at + length) {
            Some(unit) => {
                let key = period(&value, unit);
                let words: &'a [Word] = self.words;
                self.add(Subject::Period, &key, &words[at..=at + length]);
                Some(length + 1)
            }
            None if is_one => None,
            None => {
                let words: &'a [Word] = self.words;
                self.add(Subject::Number, &value, &words[at..at + length]);
                Some(length)
            }
        }
    }

    fn value_at(&self, at: usize) -> Option<(String, usize)> {
        if at < self.words.len() { self.value(at) } else { None }
    }

    /// Returns a number, whether in digits or in words, and how many words it takes.
    fn value(&self, at: usize) -> Option<(String, usize)> {
        let word = &self.words[at];
        if word.is_numeric() {
            return Some((word.plain.trim_start_matches('0').replace(['.', ','], "."), 1));
        }
        let value = in_words(&word.plain)?;
        let next = self.words.get(at + 1).and_then(|next| in_words(&next.plain));
        match next {
            // As in *twenty-five*.
            Some(next) if (20..100).contains(&value) && next < 10 => Some(((value + next).to_string(), 2)),
            _ => Some((value.to_string(), 1)),
        }
    }

    fn unit(&self, at: usize) -> Option<&'static str> {
        let word = self.words.get(at)?.plain.as_str();
        let unit = UNITS.iter().find(|(_, spellings)| spellings.contains(&word)).map(|(unit, _)| *unit);
        let is_working = matches!(word, "business" | "working")
            && self.words.get(at + 1).is_some_and(|next| next.plain.starts_with("day"));
        unit.or(is_working.then_some("working day"))
    }

    /// Returns whether a number is that of a house, or a Dutch postcode.
    fn is_in_an_address(&self, at: usize) -> bool {
        let is_street = |word: &Word| {
            const STREETS: [&str; 12] = [
                "straat", "gracht", "weg", "laan", "plein", "kade", "dijk", "singel", "street", "road", "avenue",
                "postbus",
            ];
            STREETS.iter().any(|street| word.plain.ends_with(street))
        };
        let before = at.checked_sub(1).map(|index| &self.words[index]);
        let after = self.words.get(at + 1);
        let is_postcode = self.words[at].plain.len() == 4
            && after.is_some_and(|word| {
                word.written.len() == 2 && word.written.bytes().all(|byte| byte.is_ascii_uppercase())
            });
        is_postcode || before.is_some_and(|word| is_street(word) && word.is_capital())
    }
}

/// Returns a number in words, also a Dutch one such as *vijfentwintig*.
fn in_words(word: &str) -> Option<u32> {
    let simple = |word: &str| NUMBERS.iter().find(|(_, words)| words.contains(&word)).map(|(value, _)| *value);
    simple(word).or_else(|| {
        let unit = |word: &str| {
            if matches!(word, "een" | "één") { Some(1) } else { simple(word).filter(|value| *value < 10) }
        };
        let splits = ["en", "ën"].into_iter().flat_map(|and| word.match_indices(and));
        let mut halves = splits.map(|(at, and)| (&word[..at], &word[at + and.len()..]));
        halves.find_map(|(first, rest)| Some(unit(first)? + simple(rest).filter(|tens| (20..100).contains(tens))?))
    })
}

/// Returns a period in its largest unit, so that 12 months are a year.
fn period(value: &str, unit: &str) -> String {
    let number: Option<u32> = value.parse().ok();
    match (number, unit) {
        (Some(number), "month") if number > 0 && number % 12 == 0 => format!("{} year", number / 12),
        (Some(number), "day") if number > 0 && number % 7 == 0 => format!("{} week", number / 7),
        (Some(number), "quarter") => format!("{} month", number * 3),
        _ => format!("{value} {unit}"),
    }
}

#[cfg(test)]
mod tests;
