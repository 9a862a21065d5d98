//! The claims stage from outside: examples of all rules, links, dates, broken files.

use std::sync::LazyLock;

use dixit::attribution::{Function, Quotation, QuotationKind};
use dixit::claims::{Claim, ClaimChecker, Figures, Verdict};
use dixit::document::Document;
use dixit::resolution::Resolution;
use dixit::segmentation;
use dixit::span::Span;

static CHECKER: LazyLock<ClaimChecker> = LazyLock::new(ClaimChecker::default);

fn article(text: &str, date: Option<&str>) -> Document {
    let mut document = Document::from_text("test", text);
    document.metadata.date = date.map(str::to_owned);
    document
}

fn check(document: &Document, quotations: &[Quotation]) -> Vec<Claim> {
    let segmentation = segmentation::segment(document);
    CHECKER.check(document, &segmentation, quotations, &Resolution::default())
}

fn speech(contents: Vec<Span>, nested_in: Option<usize>) -> Quotation {
    Quotation {
        contents,
        kind: QuotationKind::Direct,
        function: Function::Speech,
        cue: Vec::new(),
        source: Vec::new(),
        carried_from: None,
        evidence: "test",
        confidence: 1.0,
        nested_in,
        unclosed: false,
    }
}

fn span_of(text: &str, part: &str) -> Span {
    let start = text.find(part).expect("part of the text");
    Span::new(start, start + part.len())
}

#[test]
fn every_rules_examples_hold() {
    let failures = CHECKER.failing_examples();
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_has_examples_of_both_kinds() {
    for rule in CHECKER.rules() {
        let flagged = rule.examples.iter().filter(|example| example.verdict.is_some()).count();
        assert!(flagged > 0 && flagged < rule.examples.len(), "{}", rule.id);
    }
}
