//! Rows of a hand-made annotation, and the laws that hold for any.

mod dates;
mod made;
mod speakers;

use std::fmt::Write;

use proptest::prelude::*;

use super::rows::{Alike, ClaimRow, DocumentRow, ErrorRow, QuoteRow};
use super::*;
use crate::attribution::{Function, Quotation};
use crate::config::Newlines;
use crate::document::Document;
use crate::pipeline::Annotation;
use crate::span::Span;
use made::{TEXT, annotation, article, quotation};

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
