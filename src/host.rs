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

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::{is_name, is_pattern, of_address};

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
}
