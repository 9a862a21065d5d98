//! Attribution: which words were said, by the words of whom, under which cue.

use crate::document::Document;
use crate::quotation::Quoted;
use crate::scan::Scan;
use crate::segmentation::Segmentation;
use crate::span::Span;

/// One quotation: its content, and the words that attribute it.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// What was said, in text order; parts between marks and parts without stand as spans of their own.
    pub contents: Vec<Span>,
    pub kind: QuotationKind,
    pub function: Function,
    /// The reporting words; empty if there are none.
    pub cue: Vec<Span>,
    /// The words that name the speaker; empty if none do.
    pub source: Vec<Span>,
    /// Index of the quotation whose speaker carries over to this one, where it names none itself.
    pub carried_from: Option<usize>,
    /// The named pattern that decided.
    pub evidence: &'static str,
    /// Between 0 and 1.
    pub confidence: f32,
    /// Index of the quotation this one stands in.
    pub nested_in: Option<usize>,
    /// The marks were never closed: it ends with its paragraph.
    pub unclosed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// All between marks.
    Direct,
    /// Partly between marks.
    Mixed,
    /// A reported clause without marks.
    Indirect,
}

/// What the marks are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    Speech,
    /// Distance from a word: the “cannibal regime”.
    Scare,
    /// A work, a newspaper, a ship.
    Title,
    Nickname,
}

impl Quotation {
    /// From the first content to the end of the last.
    pub fn extent(&self) -> Span {
        match (self.contents.first(), self.contents.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span::default(),
        }
    }

    pub fn is_speech(&self) -> bool {
        self.function == Function::Speech
    }
}

/// Decides the quotations of one document, in text order.
pub fn attribute(
    document: &Document,
    segmentation: &Segmentation,
    scan: &Scan,
    quoted: &[Quoted],
) -> Vec<Quotation> {
    let _ = (document, segmentation, scan, quoted);
    Vec::new()
}
