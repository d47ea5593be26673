//! Which compiler makes the module: rustup's, if it has the target, or Debian's, which builds the target's library itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::step::{output, runs};
use crate::tools::Package;

pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler, its cargo, and the sources of its library.
pub(crate) const DEBIAN: [Package; 3] = [
    Package { name: "rustc-web", reason: "the compiler of the banner's WebAssembly" },
    Package { name: "cargo-web", reason: "builds the banner's WebAssembly" },
    Package { name: "rust-web-src", reason: "the library of the banner's WebAssembly" },
];

/// Where the two compilers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Rustup,
    Debian,
}

/// A compiler, and the linker that goes with it.
pub(super) struct Toolchain {
    source: Source,
    linker: PathBuf,
    /// How the compiler and the linker name themselves.
    pub(super) versions: [String; 2],
}

/// Returns whether this machine has a compiler that makes WebAssembly.
pub(crate) fn is_installed() -> bool {
    [Source::Rustup, Source::Debian].into_iter().any(Source::is_installed)
}

/// Returns whether Debian's compiler is missing, and none that is installed has the version of a recorded stamp.
pub(crate) fn is_debian_wanted(recorded: &str) -> bool {
    let is_recorded = Source::Rustup.is_installed() && Source::Rustup.is_recorded(recorded);
    !is_recorded && !Source::Debian.is_installed()
}

impl Source {
    fn is_installed(self) -> bool {
        match self {
            Source::Rustup => {
                Path::new(output("rustc", &["--print", "target-libdir", "--target", TARGET]).trim()).exists()
            }
            Source::Debian => runs("/usr/bin/cargo", "--version") && Path::new("/usr/lib/rustlib/src").exists(),
        }
    }

    fn compiler(self) -> &'static str {
        match self {
            Source::Rustup => "rustc",
            Source::Debian => "/usr/bin/rustc",
        }
    }

    /// Returns whether a stamp names this compiler at its present version.
    fn is_recorded(self, stamp: &str) -> bool {
        stamp.lines().any(|line| line == self.version())
    }

    fn version(self) -> String {
        output(self.compiler(), &["--version"]).trim().to_owned()
    }
}

impl Toolchain {
    /// Finds a compiler: the one that a recorded stamp names, if it is installed, or another.
    pub(super) fn find(recorded: &str) -> Result<Toolchain, Error> {
        let installed = [Source::Rustup, Source::Debian].into_iter().filter(|source| source.is_installed());
        let installed: Vec<Source> = installed.collect();
        let same = installed.iter().find(|source| source.is_recorded(recorded));
        let source = *same.or(installed.first()).ok_or(Error::NoCompiler(TARGET))?;
        let library = PathBuf::from(output("rustc", &["--print", "target-libdir"]).trim());
        let linker = library.with_file_name("bin").join("rust-lld");
        let linker_version = output(&linker.display().to_string(), &["-flavor", "wasm", "--version"]).trim().to_owned();
        let versions = [source.version(), linker_version];
        if versions.iter().any(String::is_empty) {
            return Err(Error::NoCompiler(TARGET));
        }
        Ok(Toolchain { source, linker, versions })
    }

    /// Returns the command that compiles the module as small as possible. It removes what the caller's environment says to
    /// compilers: the same sources must make the same bytes.
    pub(super) fn cargo(&self) -> Command {
        let mut cargo = Command::new(match self.source {
            Source::Rustup => "cargo",
            Source::Debian => "/usr/bin/cargo",
        });
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
        // References to the page's objects would need a table; only numbers cross this border.
        let mut flags = "-Ctarget-feature=-reference-types".to_owned();
        if self.source == Source::Debian {
            cargo.args(["-Zbuild-std=core,alloc", "-Zbuild-std-features=optimize_for_size"]);
            cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", "/usr/bin/rustc");
            flags.push_str(" -Zunstable-options -Cpanic=immediate-abort");
        }
        cargo.env("RUSTFLAGS", flags);
        cargo
    }
}
