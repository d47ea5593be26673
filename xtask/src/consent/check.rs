//! What a rebuild says about the package that is checked in.
//!
//! Other versions of the tools make other bytes. A machine that has other versions than the stamp records can compare only what the
//! differing tools do not touch, and the result says so.

use std::fmt;

use crate::error::Error;

/// The files of the package, besides the stamp.
pub(super) const FILES: [&str; 2] = ["core.js", "page.js"];

/// How the JavaScript string begins that contains the module: a backtick, and the first bytes of every WebAssembly module.
const MODULE: &[u8] = b"`\\0asm";

/// How far the package could be checked.
pub(crate) enum Checked {
    /// The tools are the recorded ones, and made the same bytes.
    ByteByByte,
    /// Other tools made it; these lines of the stamp differ.
    Sources { recorded: Vec<String>, here: Vec<String>, has_scripts: bool },
}

impl fmt::Display for Checked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Checked::ByteByByte => write!(formatter, "consent-wasm/pkg was rebuilt and compared byte by byte"),
            Checked::Sources { recorded, here, has_scripts } => {
                let scripts = if *has_scripts { " and the scripts around the module" } else { "" };
                let (recorded, here) = (recorded.join(", "), here.join(", "));
                write!(
                    formatter,
                    "WARNING: only the hash of the sources{scripts} of consent-wasm/pkg could be compared: it was made by {recorded}; \
                     this machine has {here}, which rebuilt it without an error"
                )
            }
        }
    }
}

/// Compares the scripts of the package, `core.js` and `page.js`, with rebuilt ones. Each stamp names the tools that made them.
pub(super) fn compare(recorded: &str, here: &str, packaged: [&[u8]; 2], rebuilt: [&[u8]; 2]) -> Result<Checked, Error> {
    if recorded == here {
        for (name, (packaged, rebuilt)) in FILES.into_iter().zip(packaged.into_iter().zip(rebuilt)) {
            if packaged != rebuilt {
                return Err(Error::DifferentPackage(name));
            }
        }
        return Ok(Checked::ByteByByte);
    }
    let has_scripts = bundler(recorded) == bundler(here);
    if has_scripts {
        if around_module(packaged[0]) != around_module(rebuilt[0]) {
            return Err(Error::DifferentPackage(FILES[0]));
        }
        if packaged[1] != rebuilt[1] {
            return Err(Error::DifferentPackage(FILES[1]));
        }
    }
    Ok(Checked::Sources { recorded: only_in(recorded, here), here: only_in(here, recorded), has_scripts })
}

/// Returns the line of a stamp that names what bundles the scripts.
fn bundler(stamp: &str) -> Option<&str> {
    stamp.lines().find(|line| line.starts_with("esbuild "))
}

/// Returns the lines of a stamp that are not in another.
fn only_in(stamp: &str, other: &str) -> Vec<String> {
    stamp.lines().filter(|line| !other.lines().any(|known| known == *line)).map(str::to_owned).collect()
}

/// Returns what comes before and after the module in `core.js`; the whole script if there is no module in it.
fn around_module(script: &[u8]) -> (&[u8], &[u8]) {
    let Some(start) = script.windows(MODULE.len()).position(|bytes| bytes == MODULE) else { return (script, b"") };
    let mut end = start + 1;
    while end < script.len() && script[end] != b'`' {
        end += if script[end] == b'\\' { 2 } else { 1 };
    }
    (&script[..start], script.get(end + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Checked, compare};

    const STAMP: &str = "sources 1\nrustc 1\nLLD 1\nbinaryen 1\nesbuild 1\n";
    const CORE: &[u8] = b"a(`\\0asm\\`x`)+`b`";

    fn result(here: &str, core: &[u8], page: &[u8]) -> Result<String, String> {
        let checked = compare(STAMP, here, [CORE, b"page"], [core, page]);
        checked.map(|checked: Checked| checked.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_same_tools_must_make_the_same_bytes() {
        let same = "consent-wasm/pkg was rebuilt and compared byte by byte";
        assert_eq!(result(STAMP, CORE, b"page").unwrap(), same);
        assert!(result(STAMP, b"a(`\\0asm`)+`b`", b"page").unwrap_err().contains("`consent-wasm/pkg/core.js`"));
        assert!(result(STAMP, CORE, b"other").unwrap_err().contains("`consent-wasm/pkg/page.js`"));
    }

    #[test]
    fn another_compiler_may_make_another_module_and_nothing_else() {
        let newer = STAMP.replace("rustc 1", "rustc 2");
        let checked = result(&newer, b"a(`\\0asm-another`)+`b`", b"page").unwrap();
        assert!(checked.starts_with("WARNING: only the hash of the sources and the scripts around"), "{checked}");
        assert!(checked.contains("made by rustc 1; this machine has rustc 2"), "{checked}");
        assert!(result(&newer, b"a(`\\0asm-another`)+`c`", b"page").is_err());
        assert!(result(&newer, CORE, b"other").is_err());
    }

    #[test]
    fn another_bundler_leaves_the_hash_of_the_sources() {
        let checked = result(&STAMP.replace("esbuild 1", "esbuild 2"), b"x", b"y").unwrap();
        assert!(checked.starts_with("WARNING: only the hash of the sources of"), "{checked}");
    }
}
