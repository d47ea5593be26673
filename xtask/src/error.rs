//! Why a chore failed.

use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("usage: cargo xtask {0}")]
    Usage(&'static str),
    #[error("unknown argument `{0}`")]
    UnknownArgument(String),
    #[error("`{flag}` requires {value}")]
    MissingValue { flag: String, value: &'static str },
    #[error("can't {action} `{}`: {source}", path.display())]
    Path { action: &'static str, path: PathBuf, source: io::Error },
    #[error("can't start `{command}`: {source}")]
    Start { command: String, source: io::Error },
    #[error("`{0}` failed")]
    Step(String),
    #[error("{source}; install these packages yourself: {packages}")]
    Install { source: Box<Error>, packages: String },
    #[error("this machine has no `apt-get`; install these with its own package manager: {0}")]
    NoPackageManager(String),
    #[error("`consent-wasm/pkg` is older than its sources: run `cargo xtask consent`")]
    StalePackage,
    #[error("`consent-wasm/pkg/{0}` differs from what its sources make: run `cargo xtask consent`")]
    DifferentPackage(&'static str),
    #[error("`themes/default-minified` differs from what `themes/default` makes: run `cargo xtask theme`")]
    StaleTheme,
    #[error("can't minify `themes/default/{0}`")]
    Template(String),
    #[error("`{0}` is out of date: run `cargo xtask licenses` and commit it")]
    StaleLicenses(&'static str),
    #[error("can't read `cargo metadata`: {0}")]
    Metadata(#[from] serde_json::Error),
    #[error("`{package}` contains no text of its licence: {license}")]
    NoLicense { package: String, license: String },
    #[error("no compiler and linker for {0}: run `cargo xtask setup`")]
    NoCompiler(&'static str),
    #[error("unexpected output of wasm-bindgen: no import of `carry_out`")]
    UnexpectedGlue,
    #[error("unexpected output of esbuild: the module's place is not in `core.js` exactly once")]
    UnexpectedScript,
    #[error("{name} failed:\n{output}")]
    Measurement { name: String, output: String },
    #[error("can't read what a process has used: {0}")]
    Usages(#[from] nix::Error),
    #[error("can't talk to the server: {0}")]
    Connection(#[source] io::Error),
    #[error("the server never sent `{0}`")]
    Silent(String),
    #[error("`{path}` does not show edit {edit}")]
    Stale { path: String, edit: usize },
    #[error("`{}` does not contain `{field}`", path.display())]
    MissingField { path: PathBuf, field: &'static str },
}

impl Error {
    /// Returns what turns a failure of the file system into an error: `fs::read(path).map_err(Error::at("read", path))`.
    pub(crate) fn at(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error::Path { action, path, source }
    }
}
