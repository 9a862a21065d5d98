//! The verdicts on PolNeAR dev and train, each judged by hand: precision per rule.
//!
//! ```text
//! cargo test --release --test claims_precision -- --ignored --nocapture
//! ```
//!
//! The articles are dated by their ids. A verdict is right if the rule read the words as they are meant and its
//! arithmetic holds; `check`, `not_checkable` and `incomplete` claim nothing and are not judged.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A failed test is what a panic is for.

use std::collections::{BTreeMap, BTreeSet};

use dixit::{ArticleRecord, Document, Pipeline};

/// Article, rule, verdict, start and end in code points, "right" or "wrong" and why.
const JUDGED: &str = include_str!("claims_judged.tsv");

/// The least share of right verdicts over all rules.
const BAR: f64 = 0.95;

type Flag = (String, String, String, u32, u32);

fn judged() -> BTreeMap<Flag, bool> {
    let rows = JUDGED
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [article, rule, verdict, start, end, judgement, ..] = cells[..] else {
            panic!("six columns in {line}");
        };
        let (start, end) = (start.parse().unwrap(), end.parse().unwrap());
        let flag = (
            article.to_owned(),
            rule.to_owned(),
            verdict.to_owned(),
            start,
            end,
        );
        (flag, judgement == "right")
    })
    .collect()
}

/// `wash-post_2016-03-24_…` is of that day.
fn date(id: &str) -> Option<String> {
    let parts = id.split('_');
    let mut dates = parts.filter(|part| part.parse::<jiff::civil::Date>().is_ok());
    dates.next().map(str::to_owned)
}

fn flags(pipeline: &Pipeline, corpus: &str) -> BTreeSet<Flag> {
    let mut flags = BTreeSet::new();
    for line in corpus.lines() {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = article["id"].as_str().unwrap();
        let mut document = Document::from_text(id, article["text"].as_str().unwrap());
        document.metadata.date = date(id);
        let record = ArticleRecord::new(&document, &pipeline.annotate(&document));
        for claim in record.claims {
            if !matches!(claim.verdict, "check" | "not_checkable" | "incomplete") {
                let [start, end] = claim.span;
                flags.insert((
                    id.to_owned(),
                    claim.rule,
                    claim.verdict.to_owned(),
                    start,
                    end,
                ));
            }
        }
    }
    flags
}

#[test]
#[ignore = "runs over a thousand articles: in release only"]
fn verdicts_are_right_as_judged_by_hand() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
    let shared = std::env::var("DIXIT_SHARED").unwrap_or(beside.to_owned());
    let pipeline = Pipeline::default();
    let mut found = BTreeSet::new();
    for name in ["polnear-dev.jsonl", "polnear-train.jsonl"] {
        let path = format!("{shared}/data/{name}");
        let Ok(corpus) = std::fs::read_to_string(&path) else {
            eprintln!("skipped: {path} is not there");
            return;
        };
        found.append(&mut flags(&pipeline, &corpus));
    }
    let judged = judged();
    let mut rules: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut unjudged = Vec::new();
    for flag in &found {
        match judged.get(flag) {
            Some(right) => {
                let (rights, all) = rules.entry(flag.1.as_str()).or_default();
                *rights += usize::from(*right);
                *all += 1;
            }
            None => unjudged.push(flag),
        }
    }
    let (mut rights, mut all) = (0, 0);
    for (rule, (right, count)) in &rules {
        println!("{rule:20} {right:3} of {count:3}");
        (rights, all) = (rights + right, all + count);
    }
    println!("{:20} {rights:3} of {all:3}", "together");
    assert!(unjudged.is_empty(), "judge these: {unjudged:#?}");
    assert!(rights as f64 >= BAR * all as f64, "{rights} of {all}");
}
