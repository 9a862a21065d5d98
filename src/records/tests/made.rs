//! An annotation made by hand, with one of each thing that a record tells.

use serde_json::Value;

use crate::attribution::{Function, Quotation, QuotationKind};
use crate::claims::worth::Worth;
use crate::claims::{Claim, QuantityReader, Verdict};
use crate::document::Document;
use crate::pipeline::Annotation;
use crate::records::ArticleRecord;
use crate::resolution::{Resolution, Speaker, SpeakerKind};
use crate::segmentation::{Furniture, Paragraph, ParagraphKind, Segmentation, Sentence};
use crate::span::{Span, SpanList};

pub(super) const TEXT: &str = "Café Row\n\n“We “never” asked,” Mayor Léa Orr said. “Nobody did.\n\n“Ten years on, nothing.” The ‘plan’ stands.\n";

fn spans(parts: &[&str]) -> SpanList {
    let span = |part: &&str| {
        let start = TEXT.find(part).unwrap();
        Span::new(start, start + part.len())
    };
    parts.iter().map(span).collect()
}

fn span(part: &str) -> Span {
    spans(&[part])[0]
}

pub(super) fn quotation(contents: &[&str], function: Function) -> Quotation {
    Quotation {
        contents: spans(contents),
        kind: QuotationKind::Direct,
        function,
        cue: SpanList::new(),
        source: SpanList::new(),
        polarity: Default::default(),
        carried_from: None,
        evidence: "marks_alone",
        confidence: 0.3,
        nested_in: None,
        unclosed: false,
    }
}

fn segmentation() -> Segmentation {
    let sentence = |part, paragraph| Sentence {
        span: span(part),
        paragraph,
        tokens: 0..0,
    };
    let paragraph = |part, kind, sentences| Paragraph {
        span: span(part),
        kind,
        sentences,
    };
    Segmentation {
        paragraphs: vec![
            paragraph("Café Row", ParagraphKind::Title, 0..1),
            paragraph(
                "“We “never” asked,” Mayor Léa Orr said. “Nobody did.",
                ParagraphKind::Body,
                1..3,
            ),
            paragraph(
                "“Ten years on, nothing.” The ‘plan’ stands.",
                ParagraphKind::Body,
                3..5,
            ),
        ],
        sentences: vec![
            sentence("Café Row", 0),
            sentence("“We “never” asked,” Mayor Léa Orr said.", 1),
            sentence("“Nobody did.", 1),
            sentence("“Ten years on, nothing.”", 2),
            sentence("The ‘plan’ stands.", 2),
        ],
        tokens: Vec::new(),
        furniture: Furniture {
            title: Some(span("Café Row")),
            ..Furniture::default()
        },
    }
}

pub(super) fn annotation() -> Annotation {
    let said = Quotation {
        cue: spans(&["said"]),
        source: spans(&["Mayor Léa Orr"]),
        evidence: "cue_after",
        confidence: 0.95,
        unclosed: true,
        ..quotation(
            &[
                "“We “never” asked,”",
                "“Nobody did.",
                "“Ten years on, nothing.”",
            ],
            Function::Speech,
        )
    };
    let nested = Quotation {
        nested_in: Some(0),
        ..quotation(&["never"], Function::Scare)
    };
    let mayor = Speaker {
        name: "Léa Orr".to_owned(),
        id: None,
        role: Some("Mayor".to_owned()),
        affiliation: None,
        kind: SpeakerKind::Person,
        mentions: spans(&["Léa Orr"]).to_vec(),
    };
    let claim = |part, rule: &str, verdict| Claim {
        span: span(part),
        rule: rule.to_owned(),
        title: "a title".to_owned(),
        domain: "calendar".to_owned(),
        ratio: None,
        verdict,
        working: "2013 + 10\n= 2023".to_owned(),
        quotation: None,
        reckoned: false,
        concerns: None,
        disputes: None,
        figures: vec!["a".to_owned(), "b".to_owned()],
        sources: vec!["A, B, 2020".to_owned()],
        hearsay: 0,
        quantities: Vec::new(),
    };
    let numbers = |part| {
        let reader = QuantityReader::embedded().unwrap();
        let mut read = reader.read(span(part).of(TEXT));
        let at = |inner: Span| {
            Span::new(
                span(part).start() + inner.start(),
                span(part).start() + inner.end(),
            )
        };
        read.iter_mut()
            .for_each(|quantity| quantity.span = at(quantity.span));
        read
    };
    Annotation {
        segmentation: segmentation(),
        quotations: vec![said, nested, quotation(&["plan"], Function::Title)],
        resolution: Resolution {
            speakers: vec![mayor],
            of_quotation: vec![Some(0), None, None],
            certainty: vec![0.98, 0.0, 0.0],
        },
        claims: vec![
            Claim {
                quotation: Some(0),
                hearsay: 1,
                quantities: numbers("Ten years on"),
                ..claim("Ten years on", "duration", Verdict::Consistent)
            },
            Claim {
                quotation: Some(0),
                ..claim("Nobody did", "universal", Verdict::Check)
            },
            Claim {
                concerns: Some(1),
                ..claim("stands", "rebuttal", Verdict::NotCheckable)
            },
        ],
        worth: Worth {
            sentences: vec![0.0, 0.25, 0.5, 0.12345, 0.75],
            quotations: vec![0.5, 0.25, 0.98765],
        },
    }
}

pub(super) fn article() -> ArticleRecord {
    let mut document = Document::from_text("news/row", TEXT);
    document.path = "news/row.txt".to_owned();
    document.metadata.author = Some("A.\nWriter".to_owned());
    document.metadata.date = Some("2023-05-01".to_owned());
    let extra = &mut document.metadata.extra;
    extra.insert("desk".to_owned(), Value::from("local"));
    ArticleRecord::new(&document, &annotation())
}
