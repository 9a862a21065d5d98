//! Claims, case by case, through the whole pipeline: `tests/cases/claims.toml` is the specification.

#![allow(clippy::unwrap_used)] // A failed test is what a panic is for.

use std::collections::BTreeMap;

use dixit::{Document, Pipeline};
use serde::Deserialize;

/// Of articles whose case names no date.
const DATE: &str = "2024-05-14";

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    rule: String,
    /// Whether the claims are somebody's reckoning, and not the author's.
    reckoned: Option<bool>,
    /// Words that every working of the case has.
    #[serde(default)]
    told: Vec<String>,
    /// Sentences by the verdict they want, or `none`.
    #[serde(flatten)]
    sentences: BTreeMap<String, Vec<String>>,
}

#[test]
fn every_case_has_its_verdict() {
    let cases: Cases = toml::from_str(include_str!("cases/claims.toml")).unwrap();
    let pipeline = Pipeline::default();
    let mut wrong = Vec::new();
    for case in &cases.case {
        for (wanted, texts) in &case.sentences {
            for text in texts {
                let mut document = Document::from_text("", text.as_str());
                document.metadata.date = Some(DATE.to_owned());
                let annotation = pipeline.annotate(&document);
                let claim = annotation
                    .claims
                    .iter()
                    .find(|claim| claim.rule == case.rule);
                let verdict = claim.map_or("none", |claim| claim.verdict.name());
                let working = claim.map_or("", |claim| claim.working.as_str());
                let reckoned = claim.map(|claim| claim.reckoned);
                let voiced = case.reckoned.is_none() || case.reckoned == reckoned;
                let told = case.told.iter().all(|told| working.contains(told));
                if verdict != wanted || !voiced || !told {
                    wrong.push(format!("{}: {text}: {verdict}: {working}", case.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
