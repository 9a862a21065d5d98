//! [`Document`]: one article, its text never altered, and what its record said of it.

use serde_json::{Map, Value};

/// One article. Every span in the crate indexes `text` as it stands here.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Document {
    /// The record's `id`, or the path relative to the input without its extension.
    pub id: String,
    /// The file it came from, as given; `-` for standard input.
    pub path: String,
    pub text: String,
    pub metadata: Metadata,
    /// What is to be said of how it was read.
    pub notes: Vec<String>,
}

/// What the record said of the article; [`crate::segmentation::Furniture`] fills gaps from the text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Metadata {
    pub title: Option<String>,
    pub author: Option<String>,
    /// As written in the input; ISO 8601 where it can be told.
    pub date: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    /// Fields of the record that dixit has no use for: they pass through.
    pub extra: Map<String, Value>,
}

impl Document {
    /// A document of bare text, as the tests and library users make them.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            text: text.into(),
            ..Self::default()
        }
    }
}
