//! [`enum@Error`]: what stops a whole run. One bad document does not: that is a [`crate::records::Failure`].

use std::any::Any;
use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::records::Failure;

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
    /// A file that must be read for the run to be told from others, or to go on.
    #[error("cannot read {}", path.display())]
    Unread { path: PathBuf, source: io::Error },
    /// Two runs would write the same files.
    #[error("another run is writing to {}", directory.display())]
    Busy { directory: PathBuf },
    /// The same run was begun before and not finished: its work would be lost.
    #[error(
        "{} holds {records} records of this run, which was stopped: --resume goes on; delete the file to start over",
        journal.display()
    )]
    Unfinished { journal: PathBuf, records: u64 },
    /// The run to go on with was another one.
    #[error(
        "cannot resume, {} is of another run: {differs}; delete the file to start over",
        journal.display()
    )]
    OtherRun { journal: PathBuf, differs: String },
    /// The inputs are not those that the run began with.
    #[error(
        "cannot resume, the inputs have changed: record {number}, {what}; delete {} to start over",
        journal.display()
    )]
    Changed {
        journal: PathBuf,
        /// Of all inputs, counted from one.
        number: u64,
        what: String,
    },
    /// There is no file to read: the tables of an earlier run are better than empty ones.
    #[error(
        "{}, `dixit --help` tells what may be an input; {} is left as it is",
        cause.as_deref().unwrap_or("nothing to read"),
        directory.display()
    )]
    Nothing {
        directory: PathBuf,
        /// Why not, where something was named.
        cause: Option<String>,
    },
    /// There was something to read, and no article with a word of text came of it: here, too.
    #[error("{}; {} is left as it is", none_read(*empty, *failures), directory.display())]
    NoArticle {
        directory: PathBuf,
        /// Articles without text.
        empty: u64,
        failures: u64,
        /// The first few of them.
        first_failures: Vec<Failure>,
    },
    /// It was asked to end before anything was done: here, too, an earlier run's tables are better.
    #[error("stopped before the first article was done; {} is left as it is", directory.display())]
    Stopped { directory: PathBuf },
    /// The worker threads could not be started.
    #[error("cannot start worker threads")]
    Workers(#[from] rayon::ThreadPoolBuildError),
}

impl Error {
    /// What was asked for cannot be; nothing has gone wrong.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Unfinished { .. } | Self::OtherRun { .. })
    }

    pub(crate) fn output(path: impl Into<PathBuf>, source: impl Into<io::Error>) -> Self {
        Self::Output {
            path: path.into(),
            source: source.into(),
        }
    }
}

fn none_read(empty: u64, failures: u64) -> String {
    let counts = [(failures, "failed"), (empty, "without text")];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    match told.is_empty() {
        true => "the inputs hold no article".to_owned(),
        false => format!("no article was read: {}", told.join(", ")),
    }
}

/// What a panic said.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message")
}
