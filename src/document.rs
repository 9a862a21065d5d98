//! [`Document`]: one article, its text never altered, and what its record said of it.

use serde_json::{Map, Value};

use crate::dates::{self, DateOrder, When};

/// One article. Every span in the crate indexes `text` as it stands here.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Document {
    /// The record's `id`, or the path relative to the input, without its extension where that alone does not tell two files apart.
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
    /// As written in the input; what day that is tells [`Document::when`].
    pub date: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    /// Of day and month in its dates, where it is told.
    pub date_order: Option<DateOrder>,
    /// By the name of the file, if it holds this document alone: asked last.
    pub file_date: Option<When>,
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
    /// The article's date: what its record says, or else its text in the words `found`, or else its file's name.
    pub fn when(&self, found: Option<&str>) -> Option<When> {
        let order = self.metadata.date_order;
        let words = [self.metadata.date.as_deref(), found];
        let told = words
            .into_iter()
            .flatten()
            .find_map(|words| dates::read(words, order));
        told.or(self.metadata.file_date)
    }
}
