//! Quotation: stretches between quotation marks, paired, nested and continued.

use crate::document::Document;
use crate::segmentation::Segmentation;
use crate::span::Span;

/// A stretch between quotation marks, before anyone knows who said it.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// A closing mark was found; else it ends with its paragraph.
    pub closed: bool,
    /// Index of the quoted stretch this one stands in.
    pub parent: Option<usize>,
    /// Index of the one in the paragraph before that this one carries on.
    pub continues: Option<usize>,
}

/// Finds and pairs the quotation marks of one document.
pub fn find(document: &Document, segmentation: &Segmentation) -> Vec<Quoted> {
    let _ = (document, segmentation);
    Vec::new()
}
