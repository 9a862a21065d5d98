//! [`Failure`]: one record of the input that gave no article, and why.

use std::fmt;

use crate::input::{InputError, Place};

/// A document that failed; the run goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    pub path: String,
    /// The document's id, known or as it would have been; `None` where no one document is concerned.
    pub id: Option<String>,
    /// Where in the file, if it has many records.
    pub place: Option<Place>,
    pub stage: Stage,
    pub cause: String,
}

/// Where it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    Input,
    Annotation,
}

impl Stage {
    pub fn label(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Annotation => "annotation",
        }
    }
}

impl Failure {
    /// The record's place in its file, in words.
    pub fn record(&self) -> String {
        match (self.place, &self.id) {
            (Some(place), _) => place.to_string(),
            (None, Some(id)) => id.clone(),
            (None, None) => String::new(),
        }
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Self {
            cause: error.cause.to_string(),
            path: error.path,
            id: error.id,
            place: error.place,
            stage: Stage::Input,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.record() {
            record if record.is_empty() => write!(f, "{}: {}", self.path, self.cause),
            record => write!(f, "{} ({record}): {}", self.path, self.cause),
        }
    }
}
