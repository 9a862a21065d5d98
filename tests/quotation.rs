//! Quotation marks, case by case: `tests/cases/quotation.toml` is the specification; the laws hold on any text.

use dixit::document::Document;
use dixit::quotation::{self, Quoted};
use dixit::segmentation;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
    inner: Vec<String>,
}

fn find(text: &str) -> Vec<Quoted> {
    let document = Document::from_text("case", text);
    quotation::find(&document, &segmentation::segment(&document))
}

#[test]
fn every_case_is_found_as_written() {
    let cases: Cases = toml::from_str(include_str!("cases/quotation.toml")).unwrap();
    let mut faults = Vec::new();
    for case in &cases.case {
        let found = find(&case.text);
        let inner: Vec<&str> = found
            .iter()
            .map(|quoted| quoted.inner.of(&case.text))
            .collect();
        if inner != case.inner {
            faults.push(format!(
                "{}: wanted {:?}, found {inner:?}",
                case.name, case.inner
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

proptest! {
    #[test]
    fn stretches_nest_or_stand_apart(text in "[ab \n.,“”\"'‘’«»„s]{0,80}") {
        let found = find(&text);
        for (at, quoted) in found.iter().enumerate() {
            prop_assert!(text.get(quoted.span.range()).is_some());
            prop_assert!(quoted.span.contains(quoted.inner));
            if let Some(parent) = quoted.parent {
                prop_assert!(parent < at);
                prop_assert!(found[parent].span.contains(quoted.span));
            }
            for other in &found[at + 1..] {
                let apart = !quoted.span.overlaps(other.span);
                prop_assert!(apart || quoted.span.contains(other.span), "{:?} {:?}", quoted, other);
            }
        }
    }
}
