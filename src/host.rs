//! Names of hosts and domains, as settings, registers and addresses write them.

/// Returns whether a text is the name of a host or a domain, in lower case: `privacy.example.org`.
pub fn is_name(text: &str) -> bool {
    text.split('.').all(is_label)
}

/// Returns whether a text is the name of a host, or stands for all hosts below one: `*.example.org`.
pub fn is_pattern(text: &str) -> bool {
    is_name(text.strip_prefix("*.").unwrap_or(text))
}

/// Returns the host in an absolute address, without its port; nothing if there is none.
pub fn of_address(address: &str) -> &str {
    let (_, rest) = address.split_once("://").unwrap_or_default();
    rest.split(['/', ':', '?']).next().unwrap_or_default()
}

/// Returns the host that a link leads to, in lower case: of an absolute address, or of an address for mail.
pub(crate) fn of_target(target: &str) -> Option<String> {
    let (scheme, rest) = target.split_once(':')?;
    let rest = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.trim_start_matches(['/', '\\']).split(['/', '\\', '?', '#']).next()?,
        "mailto" => rest.split('?').next()?,
        _ => return None,
    };
    // What is before an `@` is a user's name, whatever it looks like.
    let host = rest.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_end_matches('.').to_lowercase();
    Some(host).filter(|host| !host.is_empty())
}

/// Returns the hosts that words name, in lower case: in an address, in an address for mail, or by themselves.
pub(crate) fn named_in(words: &str) -> impl Iterator<Item = String> {
    let is_around = |letter: char| letter.is_whitespace() || "()[]<>\"'“”‘’„«»,;|".contains(letter);
    words.split(is_around).filter_map(|word| {
        let word = word.trim_end_matches(['.', ':', '!', '?', '…']);
        if let Some((scheme, _)) = word.split_once("://") {
            return of_target(word).filter(|_| matches!(scheme.to_lowercase().as_str(), "http" | "https"));
        }
        let host = word.split(['/', ':', '?', '#']).next()?.rsplit('@').next()?.to_lowercase();
        let is_one = host.split('.').all(is_international_label) && looks_like_host(&host);
        is_one.then_some(host)
    })
}

/// Returns whether a host is the other one, or below it: then who owns the other one decides about it. `www.` says nothing.
///
/// A name in other letters than ASCII is not compared with its spelling in ASCII.
pub(crate) fn is_below(host: &str, other: &str) -> bool {
    let other = other.strip_prefix("www.").unwrap_or(other);
    let is_comparable = host.is_ascii() == other.is_ascii() || !(host.contains("xn--") || other.contains("xn--"));
    let above = host.strip_suffix(other);
    above.is_some_and(|rest| rest.is_empty() || rest.ends_with('.')) || !is_comparable
}

/// Returns whether a name with points is a host rather than a file, an abbreviation or a number.
fn looks_like_host(name: &str) -> bool {
    let Some((rest, last)) = name.rsplit_once('.') else { return false };
    let is_domain = last.chars().count() >= 2 && (last.starts_with("xn--") || last.chars().all(char::is_alphabetic));
    let is_abbreviation = rest.split('.').all(|label| label.chars().count() < 2);
    is_domain && !FILE_ENDINGS.contains(&last) && !is_abbreviation
}

/// Endings of files that writers name; some of them are domains too, which are named far less often.
const FILE_ENDINGS: [&str; 26] = [
    "css", "csv", "doc", "docx", "exe", "gif", "htm", "html", "jpg", "js", "json", "md", "mjs", "pdf", "php", "png",
    "py", "rs", "sh", "svg", "txt", "xls", "xlsx", "xml", "yaml", "zip",
];

fn is_international_label(label: &str) -> bool {
    !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::{is_below, is_name, is_pattern, named_in, of_address, of_target};

    #[test]
    fn a_name_is_labels_with_points_between() {
        for name in ["localhost", "a.example", "bam.eu01.nr-data.net"] {
            assert!(is_name(name) && is_pattern(name), "{name}");
        }
        for text in ["", ".", "a.", ".a", "a..b", "A.example", "a.example/", "https://a.example", "a b", "é.example"] {
            assert!(!is_name(text) && !is_pattern(text), "{text}");
        }
    }

    #[test]
    fn a_star_stands_for_what_is_in_front_of_a_name() {
        assert!(is_pattern("*.example.org") && !is_name("*.example.org"));
        for text in ["*", "*.", "a.*.example", "*a.example", "*.*.example"] {
            assert!(!is_pattern(text), "{text}");
        }
    }

    #[test]
    fn an_address_has_a_host() {
        for address in ["https://a.example", "http://a.example/b", "https://a.example:8080/b", "https://a.example?b"] {
            assert_eq!(of_address(address), "a.example");
        }
        for text in ["", "a.example", "mailto:a@a.example", "https:///b"] {
            assert_eq!(of_address(text), "", "{text}");
        }
    }

    /// Returns the first host in the words that the target is not below.
    fn misleads(words: &str, target: &str) -> Option<String> {
        let target = of_target(target)?;
        named_in(words).find(|named| !is_below(&target, named))
    }

    #[test]
    fn words_that_name_another_host_mislead() {
        for (words, target) in [
            ("https://example.org", "https://evil.example"),
            ("example.org", "https://evil.example/example.org"),
            ("Lees meer op www.example.org.", "http://example.org.evil.example"),
            ("EXAMPLE.ORG/privacy", "https://evil.example"),
            ("example.org", "https://example.org@evil.example"),
            ("example.org", "https://notexample.org"),
            ("info@example.org", "mailto:info@evil.example"),
            ("info@example.org", "https://evil.example"),
            ("(example.org)", "HTTPS://EVIL.EXAMPLE"),
            ("https://example.org", "https:\\\\evil.example"),
            ("example.org", "https://xn--80ak6aa92e.com"),
        ] {
            assert!(misleads(words, target).is_some(), "[{words}]({target})");
        }
    }

    #[test]
    fn words_that_name_the_host_or_none_do_not_mislead() {
        for (words, target) in [
            ("https://example.org/a", "https://example.org/b"),
            ("www.example.org", "https://example.org"),
            ("Example.org", "https://www.example.org:443/privacy?a=b.example#c"),
            ("google.com", "https://policies.google.com/privacy"),
            ("info@example.org", "mailto:info@example.org?subject=other.example"),
            ("de privacyverklaring van Google", "https://policies.google.com"),
            ("artikel 6.1 AVG, o.a. d.w.z. e.g. B.V. nr.", "https://eur-lex.europa.eu"),
            ("Node.js, index.html, 1.0.nl.md", "https://nodejs.org"),
            ("versie 2.0", "https://example.org"),
            ("example.org", "@cookies"),
            ("example.org", "#example"),
            ("bel ons", "tel:+31200000000"),
            ("bücher.example", "https://bücher.example"),
            ("bücher.example", "https://xn--bcher-kva.example"),
            ("en/of", "https://example.org"),
        ] {
            assert_eq!(misleads(words, target), None, "[{words}]({target})");
        }
    }
}
