//! Quotation: stretches between quotation marks, paired, nested and continued.
//!
//! Holds nothing about who said them, or whether anyone did: a scare quote is
//! found here like a speech.
//!
//! Law: stretches are ordered by start; two of them nest or stand apart, never
//! overlap in part; a parent comes before its children; none leaves its paragraph.

mod marks;
mod pairing;

use crate::document::Document;
use crate::segmentation::Segmentation;
use crate::span::Span;
pub use marks::Style;

/// A stretch between quotation marks, before anyone knows who said it.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// A closing mark was found; else it ends with its paragraph, or where a narrator's words begin.
    pub closed: bool,
    /// Index of the quoted stretch this one stands in.
    pub parent: Option<usize>,
    /// Index of the unclosed one in the paragraph before that this one carries on.
    pub continues: Option<usize>,
    pub style: Style,
}

/// A paragraph that begins with a single mark and a sentence carries on what the one before left open.
fn opens_single(paragraph: &str) -> bool {
    let sentence = paragraph.strip_prefix(['‘', '\'']);
    sentence.is_some_and(|sentence| sentence.starts_with(char::is_uppercase))
}

/// Finds and pairs the quotation marks of one document.
pub fn find(document: &Document, segmentation: &Segmentation) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    // The unclosed outermost stretch that ended with the paragraph before.
    let mut running: Option<usize> = None;
    for (at, paragraph) in segmentation.paragraphs.iter().enumerate() {
        let first = found.len();
        let marks = marks::marks_in(&document.text, paragraph.span.range());
        let next = segmentation.paragraphs.get(at + 1);
        let reopened = || next.is_some_and(|next| opens_single(next.span.of(&document.text)));
        pairing::pair(&document.text, paragraph.span, &marks, reopened, &mut found);
        // The mark that reopens is the one that opened: “ does not carry on what " began.
        let mark = |quoted: &Quoted| quoted.span.of(&document.text).chars().next();
        let running_mark = running.and_then(|before| mark(&found[before]));
        if let Some(opening) = found.get(first)
            && opening.span.start() == paragraph.span.start()
            && mark(opening) == running_mark
        {
            found[first].continues = running;
        }
        let end = paragraph.span.trim(&document.text).end();
        let runs = |one: &Quoted| one.parent.is_none() && !one.closed && one.span.end() == end;
        running = (first..found.len()).find(|&at| runs(&found[at]));
    }
    found
}
