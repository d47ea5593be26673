//! Which compiler makes the module: rustup's, where it has the target, else Debian's, which makes the target's library itself.

use std::path::PathBuf;
use std::process::Command;

use crate::step::{answers, says};

pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler, its cargo, and the sources of its library.
pub(crate) const DEBIAN: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// A compiler, and the linker that goes with it.
pub(super) struct Toolchain {
    is_debian: bool,
    linker: PathBuf,
    /// How the compiler and the linker name themselves.
    pub(super) versions: [String; 2],
}

/// Returns whether a compiler is there that makes WebAssembly.
pub(crate) fn is_there() -> bool {
    has_target() || (answers("/usr/bin/cargo", "--version") && PathBuf::from("/usr/lib/rustlib/src").exists())
}

fn has_target() -> bool {
    PathBuf::from(says("rustc", &["--print", "target-libdir", "--target", TARGET]).trim()).exists()
}

impl Toolchain {
    pub(super) fn find() -> Result<Toolchain, String> {
        let is_debian = !has_target();
        let rustc = if is_debian { "/usr/bin/rustc" } else { "rustc" };
        let library = PathBuf::from(says("rustc", &["--print", "target-libdir"]).trim());
        let linker = library.with_file_name("bin").join("rust-lld");
        let path = linker.to_str().ok_or("the linker's path is not text")?;
        let versions = [rustc, path].map(|program| {
            let flavor: &[&str] = if program == rustc { &["--version"] } else { &["-flavor", "wasm", "--version"] };
            says(program, flavor).trim().to_owned()
        });
        if versions.iter().any(String::is_empty) {
            return Err(format!("no compiler and linker for {TARGET}: run `cargo xtask setup`"));
        }
        Ok(Toolchain { is_debian, linker, versions })
    }

    /// Returns the command that compiles the module as small as it gets. What the caller's environment says to compilers is left
    /// out: the same sources must make the same bytes.
    pub(super) fn cargo(&self) -> Command {
        let mut cargo = Command::new(if self.is_debian { "/usr/bin/cargo" } else { "cargo" });
        for name in ["RUSTC_WRAPPER", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_INCREMENTAL"] {
            cargo.env_remove(name);
        }
        let profile =
            [("OPT_LEVEL", "z"), ("LTO", "fat"), ("CODEGEN_UNITS", "1"), ("PANIC", "abort"), ("DEBUG", "false")];
        for (name, value) in profile {
            cargo.env(format!("CARGO_PROFILE_RELEASE_{name}"), value);
        }
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", &self.linker);
        cargo.args(["rustc", "--quiet", "--locked", "--release", "--package", "helder-consent", "--lib"]);
        cargo.args(["--crate-type", "cdylib", "--target", TARGET, "--target-dir", "target/consent"]);
        // References to the page's objects are a table and its keeping; only numbers cross this border.
        let mut flags = "-Ctarget-feature=-reference-types".to_owned();
        if self.is_debian {
            cargo.args(["-Zbuild-std=core,alloc", "-Zbuild-std-features=optimize_for_size"]);
            cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", "/usr/bin/rustc");
            flags.push_str(" -Zunstable-options -Cpanic=immediate-abort");
        }
        cargo.env("RUSTFLAGS", flags);
        cargo
    }
}
