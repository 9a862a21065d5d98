//! Rows of a hand-made annotation, and the laws that hold for any.

use std::fmt::Write;

use proptest::prelude::*;
use serde_json::Value;

use super::rows::{Alike, ClaimRow, DocumentRow, ErrorRow, QuoteRow, SpeakerRow};
use super::*;
use crate::attribution::{Function, Quotation, QuotationKind};
use crate::claims::worth::Worth;
use crate::claims::{Claim, QuantityReader, Verdict};
use crate::config::Newlines;
use crate::dates::{self, DateOrder};
use crate::document::Document;
use crate::pipeline::Annotation;
use crate::resolution::{Resolution, Speaker, SpeakerKind};
use crate::segmentation::{Furniture, Paragraph, ParagraphKind, Segmentation, Sentence};
use crate::span::{Span, SpanList};

const TEXT: &str = "Café Row\n\n“We “never” asked,” Mayor Léa Orr said. “Nobody did.\n\n“Ten years on, nothing.” The ‘plan’ stands.\n";

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

fn quotation(contents: &[&str], function: Function) -> Quotation {
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

fn annotation() -> Annotation {
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

fn article() -> ArticleRecord {
    let mut document = Document::from_text("news/row", TEXT);
    document.path = "news/row.txt".to_owned();
    document.metadata.author = Some("A.\nWriter".to_owned());
    document.metadata.date = Some("2023-05-01".to_owned());
    let extra = &mut document.metadata.extra;
    extra.insert("desk".to_owned(), Value::from("local"));
    ArticleRecord::new(&document, &annotation())
}

/// Each column under its name, in the table's order.
fn columns<R: Row>(rows: impl IntoIterator<Item = R>) -> String {
    let mut out = String::new();
    for row in rows {
        for (name, cell) in named(&row) {
            writeln!(out, "{name}: {cell}").unwrap();
        }
        out.push('\n');
    }
    out
}

/// The columns' names and what stands in them.
fn named(row: &impl Row) -> Vec<(&'static str, String)> {
    let mut named = Vec::new();
    let mut take = |name: &'static str, cell: Cell<'_>| {
        let shown = match (cell, cell.words(Newlines::Marked)) {
            (_, Some(words)) => words.into_owned(),
            (Cell::Whole(number), _) => number.to_string(),
            (Cell::Ratio(ratio), _) => format!("{ratio:?}"),
            (Cell::Truth(truth), _) => truth.to_string(),
            (other, _) => format!("{other:?}"),
        };
        named.push((name, shown));
        Ok::<(), std::convert::Infallible>(())
    };
    row.cells(&mut take).unwrap();
    named
}

#[test]
fn a_quote_row_has_its_articles_cells_outside_of_its_own() {
    let named = named(&QuoteRow::default());
    let names: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
    let own = QuoteRow::OWN;
    assert_eq!(
        names[..own.start],
        ["doc_id", "date", "date_iso", "title", "author", "outlet"]
    );
    assert_eq!(names[own.end..], ["path", "url"]);
}

#[test]
fn quotes_table() {
    let article = article();
    let rows = article
        .quotes
        .iter()
        .map(|quote| QuoteRow::new(&article, quote));
    insta::assert_snapshot!(columns(rows));
}

#[test]
fn claims_table() {
    let article = article();
    let rows = article
        .claims
        .iter()
        .map(|claim| ClaimRow::new(&article, claim));
    insta::assert_snapshot!(columns(rows));
}

#[test]
fn documents_and_errors_tables() {
    let article = article();
    let failure = Failure {
        path: "feed.jsonl".to_owned(),
        id: Some("feed:3".to_owned()),
        place: Some(crate::input::Place::Line(3)),
        stage: Stage::Input,
        cause: "invalid UTF-8 at byte 29".to_owned(),
    };
    let rows = [
        DocumentRow::new(&article, &MetaColumns::default()),
        DocumentRow::failed(&failure).unwrap(),
    ];
    insta::assert_snapshot!(columns(rows) + &columns([ErrorRow::new(&failure)]));
}

#[test]
fn speakers_table_counts_over_articles() {
    let mut speakers = Speakers::default();
    for (id, date) in [("a", "2023-05-01"), ("b", "2021-01-31"), ("c", "")] {
        speakers.add(&ArticleRecord {
            id: id.to_owned(),
            date_iso: (!date.is_empty()).then(|| date.into()),
            ..article()
        });
    }
    let id = id::speaker("Léa Orr", SpeakerKind::Person).unwrap();
    let row = SpeakerRow {
        speaker: "Léa Orr".into(),
        speaker_id: &id,
        named: true,
        role: "Mayor",
        kind: "person",
        articles: 3,
        quotations: 3,
        words_quoted: 27,
        first: "2021-01-31",
        last: "2023-05-01",
        first_doc_id: "b",
        last_doc_id: "a",
    };
    assert_eq!(speakers.rows(Newlines::Marked), [row]);
}

#[test]
fn words_that_name_nobody_are_no_speakers() {
    let mut speakers = Speakers::default();
    for name in ["I", "one", "No one", "She", "others", "the council"] {
        let mut article = article();
        for quote in &mut article.quotes {
            quote.speaker = Some(name.into());
            quote.speaker_id = None;
        }
        speakers.add(&article);
    }
    let rows = speakers.rows(Newlines::Marked);
    let names: Vec<_> = rows.iter().map(|row| row.speaker.as_ref()).collect();
    assert_eq!(names, ["others", "the council"]);
    let mut article = article();
    for quote in &mut article.quotes {
        quote.speaker = Some("One".into());
        quote.speaker_id = Some("p1".into());
    }
    speakers.add(&article);
    assert_eq!(speakers.len(), 3, "of the people file");
}

#[test]
fn an_id_is_no_date_of_a_speaker() {
    let mut speakers = Speakers::default();
    for id in ["2026-01-01", "2026-01-02"] {
        speakers.add(&ArticleRecord {
            id: id.to_owned(),
            date_iso: None,
            ..article()
        });
    }
    let rows = speakers.rows(Newlines::Marked);
    assert_eq!([rows[0].first, rows[0].last], ["", ""]);
    assert_eq!(
        [rows[0].first_doc_id, rows[0].last_doc_id],
        ["2026-01-01", "2026-01-02"]
    );
}

#[test]
fn a_date_is_of_the_record_then_of_the_text_then_of_the_files_name() {
    type Change = fn(&mut Document);
    let told = |change: Change| {
        let mut document = Document::from_text("a", TEXT);
        document.metadata.file_date = dates::in_file_name("2026-11-04");
        change(&mut document);
        let article = ArticleRecord::new(&document, &annotation());
        format!(
            "{} {}",
            article.date_iso.unwrap_or_default(),
            article.notes.join(";")
        )
    };
    assert_eq!(told(|_| {}), "2026-11-04 dated by the file's name");
    assert_eq!(told(|document| document.metadata.file_date = None), " ");
    let cases: [(Change, &str); 4] = [
        (
            |document| document.metadata.date = Some("3 Nov 2026".to_owned()),
            "2026-11-03 ",
        ),
        (
            |document| document.metadata.date = Some("soon".to_owned()),
            "2026-11-04 dated by the file's name",
        ),
        (
            |document| {
                document.metadata.date = Some("03/11/2026".to_owned());
                document.metadata.file_date = None;
            },
            " date of two readings: --date-order tells which",
        ),
        (
            |document| {
                document.metadata.date = Some("03/11/2026".to_owned());
                document.metadata.date_order = Some(DateOrder::DayFirst);
            },
            "2026-11-03 ",
        ),
    ];
    for (change, wanted) in cases {
        assert_eq!(told(change), wanted);
    }
}

#[test]
fn articles_line() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&article()).unwrap());
}

#[test]
fn ids_do_not_depend_on_what_else_was_found() {
    let document = Document::from_text("news/row", TEXT);
    let mut other = annotation();
    other.quotations.swap(0, 2);
    let before = article().quotes;
    let after = ArticleRecord::new(&document, &other).quotes;
    assert_eq!(before[0].id, after[2].id);
    assert_eq!(before[2].id, after[0].id);
    other.quotations[1] = other.quotations[0].clone();
    let twice = ArticleRecord::new(&document, &other).quotes;
    assert_eq!(twice[1].id, format!("{}_2", twice[0].id));
}

/// Quotations over any spans of a text, character boundaries or not.
fn any_quotations() -> impl Strategy<Value = (String, Vec<Quotation>)> {
    let text = "([a-z]|[“”‘’\"';,=é😀]|[ \n\r\t]){0,80}";
    let spans = prop::collection::vec(
        prop::collection::vec((0..120_usize, 0..40_usize), 0..4),
        0..5,
    );
    (text, spans).prop_map(|(text, spans)| {
        let quotations = spans.into_iter().map(|spans| Quotation {
            contents: spans
                .iter()
                .map(|(at, len)| Span::new(*at, at + len))
                .collect(),
            ..quotation(&[], Function::Speech)
        });
        let quotations = quotations.collect();
        (text, quotations)
    })
}

proptest! {
    #[test]
    fn cells_are_lines((text, quotations) in any_quotations()) {
        let document = Document::from_text(text.clone(), text);
        let annotation = Annotation { quotations, ..Annotation::default() };
        let article = ArticleRecord::new(&document, &annotation);
            for quote in &article.quotes {
            for (name, cell) in named(&QuoteRow::new(&article, quote)) {
                prop_assert!(!cell.contains(['\n', '\r']), "{}: {}", name, cell);
            }
        }
    }
}
