//! The faults that other tools make, a test a group: `tests/cases/constructs.toml` is the specification.

// Helpers outside the tests unwrap and report as the tests do.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dixit::attribution::Quotation;
use dixit::document::Document;
use dixit::pipeline::Pipeline;
use dixit::span::Span;
use serde::Deserialize;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::default);
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let cases: Cases = toml::from_str(include_str!("cases/constructs.toml")).unwrap();
    cases.case
});

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
    expect: Vec<Speech>,
    pending: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Speech {
    said: String,
    by: String,
    cue: Option<String>,
}

impl Speech {
    fn found(text: &str, quotation: &Quotation) -> Self {
        let join = |spans: &[Span]| {
            let parts: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
            parts.join(" … ")
        };
        Self {
            said: join(&quotation.contents),
            by: join(&quotation.source),
            cue: Some(join(&quotation.cue)),
        }
    }

    fn is_met_by(&self, found: &Self) -> bool {
        let cue = match (&self.cue, &found.cue) {
            (Some(wanted), Some(found)) => words(wanted) == words(found),
            (wanted, _) => wanted.is_none(),
        };
        let by = match self.by.is_empty() {
            true => found.by.is_empty(),
            false => found.by.contains(&self.by),
        };
        cue && by && words(&self.said) == words(&found.said)
    }
}

/// Without marks, stops and what joins parts.
fn words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

/// What is wrong with the case's text as annotated; `None` if it is as expected.
fn fault(case: &Case) -> Option<String> {
    let document = Document::from_text("case", &case.text);
    let annotation = PIPELINE.annotate(&document);
    let speech = annotation.quotations.iter().filter(|one| one.is_speech());
    let found: Vec<Speech> = speech.map(|one| Speech::found(&case.text, one)).collect();
    let met = |wanted: &&Speech| !found.iter().any(|one| wanted.is_met_by(one));
    let missed: Vec<&Speech> = case.expect.iter().filter(met).collect();
    if missed.is_empty() && found.len() == case.expect.len() {
        return None;
    }
    let name = &case.name;
    Some(format!(
        "- {name}\n    wanted {:?}\n    found  {found:?}",
        case.expect
    ))
}

fn check(group: &str) {
    let cases: Vec<&Case> = CASES.iter().filter(|case| case.group == group).collect();
    assert!(cases.len() >= 5, "{group}: {} cases", cases.len());
    let mut faults = Vec::new();
    for case in cases {
        match (fault(case), &case.pending) {
            (Some(fault), None) => faults.push(fault),
            (Some(fault), Some(why)) => eprintln!("pending, {why}\n{fault}"),
            (None, Some(_)) => eprintln!("PASSES NOW, un-mark it: {group}: {}", case.name),
            (None, None) => {}
        }
    }
    assert!(faults.is_empty(), "{group}\n{}", faults.join("\n"));
}

macro_rules! groups {
    ($($test:ident = $group:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            check($group);
        })*

        #[test]
        fn every_group_of_the_file_has_its_test() {
            let tested = BTreeSet::from([$($group),*]);
            let written: BTreeSet<&str> = CASES.iter().map(|case| case.group.as_str()).collect();
            assert_eq!(written, tested);
        }
    };
}

groups! {
    a_split_quotation_is_one = "split quotation",
    a_dash_or_a_name_and_colon_attributes = "dash and name",
    of_nested_cues_the_outer_one_wins = "nested cues",
    an_inner_according_to_takes_nothing = "inner according to",
    content_keeps_to_its_sentence = "sentence bounds",
    appositions_belong_to_the_source = "appositions",
    marks_do_not_flip = "parity of marks",
    speech_inside_speech_has_no_row = "speech inside speech",
    adjuncts_stay_out_and_conjuncts_in = "adjuncts and conjuncts",
    trailing_cues_are_seen = "trailing cues",
    who_is_described_does_not_speak = "described, not speaking",
}
