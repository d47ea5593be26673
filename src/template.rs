//! Templates of pages and shortcodes: Tera, set up once. Its errors become diagnostics with the line of the template.

mod words;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, Error, ErrorKind, Tera, Value, escape_html};

use crate::diagnostic::{Diagnostic, Place};
use crate::language::Language;
use crate::parse::Site;
use crate::sources::SourceFile;
use crate::structure::StructureRule;
use crate::template::words::FilterWords;
use crate::theme::Theme;

/// The templates of a theme, ready to render.
pub struct Templates {
    /// What the templates were loaded from.
    theme: Theme,
    settings: SourceFile,
    pages: Set,
    shortcodes: Set,
    /// The theme's strings as values, so that pages need not convert them again.
    strings: BTreeMap<Language, Value>,
}

/// Templates that share a folder and a way to escape.
struct Set {
    /// As written, so that a mistake is found on its line.
    tera: Tera,
    /// The same with the built-in templates minified: tried first.
    minified: Option<Tera>,
    folder: &'static str,
}

impl Templates {
    /// Reads a theme's templates, and reports each that has a mistake.
    pub fn load(site: &Site) -> (Templates, Vec<Diagnostic>) {
        let theme = &site.theme;
        let words = Arc::new(FilterWords { languages: site.config.languages.clone(), strings: site.strings.clone() });
        let mut diagnostics = Vec::new();
        let mut pages = Set::load(page_engine(&words), theme, "templates/", &mut diagnostics);
        let shortcodes = Set::load(shortcode_engine(&words), theme, "shortcodes/", &mut diagnostics);
        if diagnostics.is_empty() {
            pages.minified = minified(theme, &words);
        }
        let languages = site.config.languages.iter();
        let strings =
            languages.map(|language| (language.clone(), Value::from_serializable(site.strings.of(language)))).collect();
        (Templates { theme: theme.clone(), settings: site.file.clone(), pages, shortcodes, strings }, diagnostics)
    }

    /// Returns whether they were loaded from this site's theme and settings, which have not changed since.
    pub fn are_of(&self, site: &Site) -> bool {
        self.settings.is_same(&site.file) && self.theme.is_same(&site.theme)
    }

    /// Renders a page or a feed.
    pub fn page(&self, theme: &Theme, name: &str, context: &Context) -> Result<String, Diagnostic> {
        self.pages.render(theme, name, context)
    }

    /// Renders a shortcode to Markdown.
    pub fn shortcode(&self, theme: &Theme, name: &str, context: &Context) -> Result<String, Diagnostic> {
        self.shortcodes.render(theme, &format!("{name}.md"), context)
    }

    /// Returns the strings of a language, by topic.
    pub fn strings(&self, language: &Language) -> Value {
        self.strings.get(language).cloned().unwrap_or_else(Value::none)
    }

    /// Returns the names of the shortcodes; `components.md` contains what they share.
    pub fn shortcodes(&self) -> impl Iterator<Item = &str> {
        self.shortcodes
            .tera
            .get_template_names()
            .filter_map(|name| name.strip_suffix(".md"))
            .filter(|name| *name != "components")
    }
}

impl Set {
    fn load(mut tera: Tera, theme: &Theme, folder: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Set {
        let mut files: Vec<(&str, &str)> = theme.below(folder).map(|(name, layers)| (name, &*layers[0].text)).collect();
        // Tera stops at the first mistake, so each broken template is reported and then replaced by an empty one.
        for _ in 0..=files.len() {
            let Err(error) = tera.add_raw_templates(files.iter().copied()) else { break };
            if let ErrorKind::Msg(report) = error.kind() {
                // Without a broken template its components are unknown too, and that is not a second mistake.
                if diagnostics.is_empty() {
                    diagnostics.extend(unknown_names(report, theme, folder));
                }
                break;
            }
            let diagnostic = diagnostic(&error, theme, folder);
            let culprit = template_name(&error).map(str::to_owned);
            diagnostics.push(diagnostic);
            match files.iter_mut().find(|(name, _)| Some(*name) == culprit.as_deref()) {
                Some(file) if !file.1.is_empty() => file.1 = "",
                _ => break,
            }
        }
        Set { tera, minified: None, folder }
    }

    fn render(&self, theme: &Theme, name: &str, context: &Context) -> Result<String, Diagnostic> {
        if let Some(Ok(text)) = self.minified.as_ref().map(|minified| minified.render(name, context)) {
            return Ok(text);
        }
        self.tera.render(name, context).map_err(|error| diagnostic(&error, theme, self.folder))
    }
}

fn page_engine(words: &Arc<FilterWords>) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".xml"]);
    words::register(&mut tera, words, escape_html);
    tera
}

fn shortcode_engine(words: &Arc<FilterWords>) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".md"]);
    tera.set_escape_fn(escape_markdown);
    words::register(&mut tera, words, escape_markdown);
    tera
}

/// Sets up the templates of pages, the built-in ones minified. Returns nothing when that fails, which costs only bytes.
fn minified(theme: &Theme, words: &Arc<FilterWords>) -> Option<Tera> {
    let files = theme.below("templates/").map(|(name, layers)| {
        let text = theme.minified(&format!("templates/{name}"));
        (name, text.unwrap_or(&*layers[0].text))
    });
    let mut tera = page_engine(words);
    tera.add_raw_templates(files.collect::<Vec<_>>()).ok()?;
    Some(tera)
}

fn template_name(error: &Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report.filename()),
        ErrorKind::MissingParent { current, .. } => Some(current),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Some(tpl),
        _ => None,
    }
}

/// Reports filters, tests, functions, components and includes that do not exist. Tera lists those of all templates as text: for each the
/// fact, and a line `--> page.html:4:22`.
fn unknown_names(report: &str, theme: &Theme, folder: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entry in report.split("\n\n") {
        let fact = entry.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let found = Diagnostic::error(StructureRule::Template, format!("the template can't be rendered: {fact}"));
        diagnostics.push(match reported_place(entry, theme, folder) {
            Some(place) => found.at(place),
            None => found,
        });
    }
    diagnostics
}

fn reported_place(entry: &str, theme: &Theme, folder: &str) -> Option<Place> {
    let written = entry.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = written.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse().ok()?);
    let file = theme.get(&format!("{folder}{}", parts.next()?))?;
    Some(place(file, line, column.saturating_sub(1)))
}

fn diagnostic(error: &Error, theme: &Theme, folder: &str) -> Diagnostic {
    let file = template_name(error).and_then(|name| theme.get(&format!("{folder}{name}")));
    let (message, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = file.map(|file| place(file, report.span().start_line, report.span().start_col));
            (report.message().to_owned(), place)
        }
        _ => (error.to_string(), file.map(|file| Place::file(&file.path))),
    };
    let mut lines = message.lines();
    let fact = lines.next().unwrap_or_default().trim_end_matches('.');
    let mut found = Diagnostic::error(StructureRule::Template, format!("the template can't be rendered: {fact}"));
    let rest = lines.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    if !rest.is_empty() {
        found = found.hint(rest);
    }
    match place {
        Some(place) => found.at(place),
        None => found,
    }
}

/// Turns Tera's line (from 1) and column (from 0, in characters) into a place.
fn place(file: &SourceFile, line: usize, column: usize) -> Place {
    let Some(text) = file.text.lines().nth(line.saturating_sub(1)) else { return Place::file(&file.path) };
    let start = text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
    let rest = &text[start..];
    file.place(&rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())])
}

/// Escapes a value so that Markdown shows it as it is, on one line.
pub fn escape_markdown(text: &str, out: &mut dyn Write) -> io::Result<()> {
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.write_all(b" ")?,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '#' | '{' | '}' | '~' => {
                write!(out, "\\{letter}")?
            }
            other => write!(out, "{other}")?,
        }
    }
    Ok(())
}
