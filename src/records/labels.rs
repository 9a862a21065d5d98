//! The words that stand for the crate's enums in every output.

use crate::attribution::{Function, QuotationKind};
use crate::claims::Verdict;
use crate::resolution::SpeakerKind;

pub(crate) fn quotation_kind(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
    }
}

pub(crate) fn function(function: Function) -> &'static str {
    match function {
        Function::Speech => "speech",
        Function::Scare => "scare",
        Function::Title => "title",
        Function::Nickname => "nickname",
    }
}

pub(crate) fn speaker_kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Document => "document",
        SpeakerKind::Group => "group",
        SpeakerKind::Unnamed => "unnamed",
        SpeakerKind::Unknown => "unknown",
    }
}

pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradicted => "contradicted",
        Verdict::Doubtful => "doubtful",
        Verdict::Consistent => "consistent",
        Verdict::Undetermined => "undetermined",
        Verdict::Incomplete => "incomplete",
        Verdict::Check => "check",
        Verdict::NotCheckable => "not_checkable",
    }
}
