//! Names that Windows keeps for devices: no file or folder there can have one, with or without an ending.

/// Returns whether a file or folder can't have this name on Windows, so that a site with it can't be checked out there.
pub(crate) fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let is_numbered = |device: &str| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || is_numbered("com") || is_numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::is_device_name;

    #[test]
    fn devices_are_known_in_every_spelling() {
        for name in ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "CON", "Nul.md", "aux.nl.md", "com0"] {
            assert!(is_device_name(name), "{name}");
        }
    }

    #[test]
    fn other_names_are_not_devices() {
        for name in ["", "contact", "console", "com", "com10", "lpt", "a-con", "con-tact", "null", "1.0.con.md", "en"] {
            assert!(!is_device_name(name), "{name}");
        }
    }
}
