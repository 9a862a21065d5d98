//! The words that stand for the crate's enums in every output.

use crate::attribution::{Function, QuotationKind};
use crate::claims::{Dimension, Verdict};
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
        Function::Nested => "nested",
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

pub(crate) fn dimension(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Count => "count",
        Dimension::Ordinal => "ordinal",
        Dimension::Money => "money",
        Dimension::Duration => "duration",
        Dimension::Age => "age",
        Dimension::Mass => "mass",
        Dimension::Length => "length",
        Dimension::Area => "area",
        Dimension::Volume => "volume",
        Dimension::Power => "power",
        Dimension::Energy => "energy",
        Dimension::Speed => "speed",
        Dimension::Temperature => "temperature",
        Dimension::Data => "data",
        Dimension::Percent => "percent",
        Dimension::Points => "points",
        Dimension::Multiple => "multiple",
        Dimension::Year => "year",
        Dimension::Date => "date",
        Dimension::Day => "day",
    }
}

pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    verdict.name()
}
