//! Resolution: mentions of one speaker join under the fullest name in the article.

use crate::attribution::Quotation;
use crate::document::Document;
use crate::scan::Scan;
use crate::segmentation::Segmentation;
use crate::span::Span;

/// Who speaks in one document.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    pub speakers: Vec<Speaker>,
    /// For each quotation the index of its speaker; `None` is unattributed.
    pub of_quotation: Vec<Option<usize>>,
}

#[derive(Clone, Debug)]
pub struct Speaker {
    /// The fullest name in the article, without titles; for the unnamed, their noun phrase.
    pub name: String,
    /// "US ambassador to the United Nations"
    pub role: Option<String>,
    pub affiliation: Option<String>,
    pub kind: SpeakerKind,
    /// Where the article names or describes them.
    pub mentions: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeakerKind {
    Person,
    Organisation,
    Document,
    Group,
    Unnamed,
    Unknown,
}

/// Joins the mentions and names each quotation's speaker.
pub fn resolve(
    document: &Document,
    segmentation: &Segmentation,
    scan: &Scan,
    quotations: &[Quotation],
) -> Resolution {
    let _ = (document, segmentation, scan);
    Resolution {
        speakers: Vec::new(),
        of_quotation: vec![None; quotations.len()],
    }
}
