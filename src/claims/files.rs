//! Rule and figure files of the user's own, read from disk within bounds.
//!
//! The only place of this stage that reads files: before the run starts.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::error::{MAX_FILE, RuleError};
use super::{ClaimChecker, Figures};

/// Files of one folder of rules.
const MAX_FILES: usize = 200;

/// A file of rules or figures cannot be read, or says what cannot be.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RuleFileError {
    #[error("cannot read {}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{}: {cause}", path.display())]
    Unfit { path: PathBuf, cause: String },
    #[error(transparent)]
    Rule(#[from] RuleError),
}

impl ClaimChecker {
    /// The rules and figures that come with dixit, and those of a user's own: `rules` is a file or a folder of
    /// `*.toml`, `figures` a file. A rule or figure replaces the one of its id that comes with dixit.
    pub fn with_files(rules: Option<&Path>, figures: Option<&Path>) -> Result<Self, RuleFileError> {
        let own_figures = figures.map(read).transpose()?;
        let own_rules = rules.map(read_rules).transpose()?.unwrap_or_default();
        let mut known = Figures::embedded_files().to_vec();
        known.extend(own_figures.iter().map(NamedText::as_pair));
        let mut files = Self::embedded_rules().to_vec();
        files.extend(own_rules.iter().map(NamedText::as_pair));
        Ok(Self::new(&files, Figures::load(&known)?)?)
    }
}

/// A file as its name and text.
struct NamedText {
    name: String,
    text: String,
}

impl NamedText {
    fn as_pair(&self) -> (&str, &str) {
        (&self.name, &self.text)
    }
}

/// The rule file, or the `*.toml` of the folder in the order of their names.
fn read_rules(path: &Path) -> Result<Vec<NamedText>, RuleFileError> {
    if !path.is_dir() {
        return Ok(vec![read(path)?]);
    }
    let failed = |source| RuleFileError::Read {
        path: path.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let found = entry.map_err(failed)?.path();
        if found.extension().is_some_and(|ending| ending == "toml") && found.is_file() {
            paths.push(found);
        }
    }
    let unfit = |cause| {
        let path = path.to_owned();
        Err(RuleFileError::Unfit { path, cause })
    };
    match paths.len() {
        0 => return unfit("no file that ends in .toml".to_owned()),
        1..=MAX_FILES => {}
        _ => return unfit(format!("more than {MAX_FILES} files")),
    }
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// Reads no more than a rule file may have: a wrong path may be a corpus or a pipe.
fn read(path: &Path) -> Result<NamedText, RuleFileError> {
    let failed = |source| RuleFileError::Read {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    let read = file.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes);
    read.map_err(failed)?;
    let name = path.display().to_string();
    match String::from_utf8(bytes) {
        Ok(text) => Ok(NamedText { name, text }),
        Err(fault) => {
            let valid = &fault.as_bytes()[..fault.utf8_error().valid_up_to()];
            Err(RuleFileError::Rule(RuleError {
                file: name,
                line: 1 + valid.iter().filter(|byte| **byte == b'\n').count(),
                cause: "the text is not UTF-8".to_owned(),
            }))
        }
    }
}
