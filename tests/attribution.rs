//! Attribution, case by case: `tests/cases/attribution.toml` and `subjects.toml` are the specification.

// Helpers outside the tests report as the tests do.
#![allow(clippy::print_stderr)]

use dixit::attribution::Polarity;
use dixit::document::Document;
use dixit::pipeline::Pipeline;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    group: String,
    name: String,
    text: String,
    #[serde(default)]
    expect: Vec<Expected>,
    /// Words that stand in no content.
    #[serde(default)]
    absent: Vec<String>,
    pending: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Expected {
    said: String,
    by: String,
    cue: Option<String>,
    #[serde(default = "yes")]
    speech: bool,
    /// "negated", "denied", "supposed", joined by ;, or "" where it must be none; where it matters.
    polarity: Option<String>,
}

/// What was found of one quotation.
#[derive(Debug)]
struct Found {
    said: String,
    by: String,
    cue: String,
    speech: bool,
    polarity: String,
}

fn yes() -> bool {
    true
}

/// What was found in a case's text.
fn found(pipeline: &Pipeline, text: &str) -> Vec<Found> {
    let document = Document::from_text("case", text);
    let join = |spans: &[dixit::span::Span]| {
        let parts: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        parts.join(" … ")
    };
    let annotation = pipeline.annotate(&document);
    let quotations = annotation.quotations.iter();
    quotations
        .map(|quotation| {
            let Polarity {
                negated,
                denied,
                supposed,
            } = quotation.polarity;
            let notes = [
                (negated, "negated"),
                (denied, "denied"),
                (supposed, "supposed"),
            ];
            let notes = notes.into_iter().filter(|(holds, _)| *holds);
            Found {
                said: join(&quotation.contents),
                by: join(&quotation.source),
                cue: join(&quotation.cue),
                speech: quotation.is_speech(),
                polarity: notes.map(|(_, note)| note).collect::<Vec<_>>().join(";"),
            }
        })
        .collect()
}

/// What of the case is not found as written; empty if nothing.
fn fault(pipeline: &Pipeline, case: &Case) -> String {
    let found = found(pipeline, &case.text);
    let missed = case.expect.iter().filter(|wanted| {
        let same = |wanted: &Option<String>, found| wanted.as_ref().is_none_or(|it| it == found);
        !found.iter().any(|found| {
            found.said == wanted.said
                && found.speech == wanted.speech
                && same(&wanted.cue, &found.cue)
                && same(&wanted.polarity, &found.polarity)
                && found.by.contains(&wanted.by)
                && (!wanted.by.is_empty() || found.by.is_empty())
        })
    });
    let (group, name) = (&case.group, &case.name);
    let silent = case.expect.is_empty() && case.absent.is_empty();
    if silent && found.iter().any(|found| found.speech) {
        return format!("{group}: {name}\n  wanted no speech\n  found  {found:?}\n");
    }
    let told = |words: &String| found.iter().any(|found| found.said.contains(words));
    if let Some(words) = case.absent.iter().find(|words| told(words)) {
        return format!("{group}: {name}\n  wanted without {words:?}\n  found  {found:?}\n");
    }
    let lines =
        missed.map(|wanted| format!("{group}: {name}\n  wanted {wanted:?}\n  found  {found:?}\n"));
    lines.collect()
}

#[test]
fn every_case_is_found_as_written() {
    let pipeline = Pipeline::default();
    let mut faults = String::new();
    let files = [
        include_str!("cases/attribution.toml"),
        include_str!("cases/subjects.toml"),
    ];
    for case in files
        .iter()
        .flat_map(|file| toml::from_str::<Cases>(file).unwrap().case)
    {
        let case = &case;
        let fault = fault(&pipeline, case);
        match &case.pending {
            None => faults.push_str(&fault),
            Some(_) if fault.is_empty() => {
                eprintln!("PASSES NOW, un-mark it: {}: {}", case.group, case.name);
            }
            Some(why) => eprintln!("pending, {why}\n{fault}"),
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
