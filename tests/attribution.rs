//! Attribution, case by case: `tests/cases/attribution.toml` is the specification.

use dixit::document::Document;
use dixit::pipeline::Pipeline;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    group: String,
    name: String,
    text: String,
    expect: Vec<Expected>,
}

#[derive(Debug, Deserialize)]
struct Expected {
    said: String,
    by: String,
    #[serde(default = "yes")]
    speech: bool,
}

fn yes() -> bool {
    true
}

/// What was found in a case's text: content, source, whether it is speech.
fn found(pipeline: &Pipeline, text: &str) -> Vec<(String, String, bool)> {
    let document = Document::from_text("case", text);
    let join = |spans: &[dixit::span::Span]| {
        let parts: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        parts.join(" … ")
    };
    let annotation = pipeline.annotate(&document);
    let quotations = annotation.quotations.iter();
    quotations
        .map(|quotation| {
            let said = join(&quotation.contents);
            (said, join(&quotation.source), quotation.is_speech())
        })
        .collect()
}

#[test]
fn every_case_is_found_as_written() {
    let cases: Cases = toml::from_str(include_str!("cases/attribution.toml")).unwrap();
    let pipeline = Pipeline::default();
    let mut faults = Vec::new();
    for case in &cases.case {
        let found = found(&pipeline, &case.text);
        for wanted in &case.expect {
            let met = found.iter().any(|(said, by, speech)| {
                *said == wanted.said && *speech == wanted.speech && by.contains(&wanted.by)
            });
            if !met {
                faults.push(format!(
                    "{}: {}\n  wanted {wanted:?}\n  found  {found:?}",
                    case.group, case.name
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
