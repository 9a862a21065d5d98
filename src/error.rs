//! [`enum@Error`]: what stops a whole run. One bad document does not: that is a [`crate::records::Failure`].

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a run could not start or could not finish.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// An input named by the user is not there.
    #[error("cannot read input {}", path.display())]
    Input { path: PathBuf, source: io::Error },
    /// A pattern of file names that is none.
    #[error("{pattern} is neither a file nor a pattern of file names")]
    Pattern {
        pattern: String,
        source: globset::Error,
    },
    /// The output directory or a file in it cannot be written.
    #[error("cannot write {}", path.display())]
    Output { path: PathBuf, source: io::Error },
    /// The worker threads could not be started.
    #[error("cannot start worker threads")]
    Workers(#[from] rayon::ThreadPoolBuildError),
}

impl Error {
    pub(crate) fn output(path: impl Into<PathBuf>, source: impl Into<io::Error>) -> Self {
        Self::Output {
            path: path.into(),
            source: source.into(),
        }
    }
}
