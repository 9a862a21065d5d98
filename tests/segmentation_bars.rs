//! Sentence boundaries against the gold that lies beside the project, when it does.

// Helpers of tests: a failure to read is a failure of the test.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use dixit::document::Document;
use dixit::segmentation::segment;
use serde_json::Value;

#[test]
fn golden_rules_are_all_kept() {
    let Some(records) = records("golden_rules_en.jsonl") else {
        return;
    };
    let differs =
        |record: &&Value| boundaries(record, gold(record)) != boundaries(record, predicted(record));
    let wrong: Vec<&Value> = records
        .iter()
        .filter(differs)
        .map(|record| &record["id"])
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn boundaries_of_eleven_genres_reach_the_bar() {
    const BAR: f64 = 0.985;
    let Some(records) = records("sentences-dev.jsonl") else {
        return;
    };
    let (mut hits, mut found, mut wanted) = (0, 0, 0);
    for record in &records {
        let (gold, predicted) = (
            boundaries(record, gold(record)),
            boundaries(record, predicted(record)),
        );
        hits += gold.intersection(&predicted).count();
        found += predicted.len();
        wanted += gold.len();
    }
    let f1 = 2.0 * hits as f64 / (found + wanted) as f64;
    assert!(f1 >= BAR, "boundary F1 {f1:.4}");
}

fn records(name: &str) -> Option<Vec<Value>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("DIXIT_SHARED").map_or(beside, PathBuf::from);
    let Ok(lines) = fs::read_to_string(shared.join("data").join(name)) else {
        eprintln!("skipped: ../shared is not here");
        return None;
    };
    Some(
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    )
}

fn text(record: &Value) -> &str {
    record["text"].as_str().unwrap()
}

/// The gold sentences, in code points.
fn gold(record: &Value) -> Vec<Range<usize>> {
    let sentences = record["sentences"].as_array().unwrap();
    let end = |value: &Value| value.as_u64().unwrap() as usize;
    sentences
        .iter()
        .map(|pair| end(&pair[0])..end(&pair[1]))
        .collect()
}

fn predicted(record: &Value) -> Vec<Range<usize>> {
    let text = text(record);
    let point = |byte: usize| text[..byte].chars().count();
    let found = segment(&Document::from_text("case", text));
    found
        .sentences
        .iter()
        .map(|sentence| point(sentence.span.start())..point(sentence.span.end()))
        .collect()
}

/// How many letters, digits and underscores stand before each sentence's end, but for the last:
/// the scorer's boundaries, whichever way punctuation falls.
fn boundaries(record: &Value, sentences: Vec<Range<usize>>) -> BTreeSet<usize> {
    let inner: Vec<bool> = text(record)
        .chars()
        .map(|letter| letter.is_alphanumeric() || letter == '_')
        .collect();
    let before = |end: usize| inner[..end].iter().filter(|inner| **inner).count();
    let all = before(inner.len());
    sentences
        .iter()
        .map(|sentence| before(sentence.end))
        .filter(|count| *count != all && *count != 0)
        .collect()
}
