//! Scan: one pass of the keyword automata over a document.
//!
//! Proposes, for the stages after it, the lexicon class of every token, the cues and the mentions.

use crate::document::Document;
use crate::segmentation::Segmentation;

/// What the automata found.
#[derive(Clone, Debug, Default)]
pub struct Scan {}

/// The automata, built once a process.
#[derive(Debug, Default)]
pub struct Scanner {}

impl Scanner {
    pub fn scan(&self, document: &Document, segmentation: &Segmentation) -> Scan {
        let _ = (document, segmentation);
        Scan::default()
    }
}
