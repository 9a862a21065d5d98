//! How fast segmentation runs over the texts of a JSONL, beside `unicode_words().count()`.
//!
//! `cargo run --release --example segmentation_speed -- TEXTS.jsonl [ROUNDS]`

#![allow(clippy::print_stdout)]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use anyhow::{Context, Result};
use dixit::document::Document;
use dixit::segmentation::{segment, sentences};
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments
        .next()
        .context("usage: segmentation_speed TEXTS.jsonl [ROUNDS]")?;
    let rounds: usize = arguments.next().map_or(Ok(5), |rounds| rounds.parse())?;
    let mut documents = Vec::new();
    for line in BufReader::new(File::open(&path).context(path)?).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().context("a record without a text")?;
        documents.push(Document::from_text("", text));
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    println!(
        "{} documents, {:.1} MB",
        documents.len(),
        bytes as f64 / 1e6
    );
    report("segment", rounds, bytes, || {
        documents
            .iter()
            .map(|document| segment(document).tokens.len())
            .sum()
    });
    report("sentences alone", rounds, bytes, || {
        documents
            .iter()
            .map(|document| sentences(&document.text).len())
            .sum()
    });
    report("unicode_words", rounds, bytes, || {
        documents
            .iter()
            .map(|document| document.text.unicode_words().count())
            .sum()
    });
    Ok(())
}

/// Prints the best and the median speed of `rounds` runs.
fn report(name: &str, rounds: usize, bytes: usize, run: impl Fn() -> usize) {
    let mut speeds = Vec::new();
    let mut found = 0;
    for _ in 0..rounds.max(1) {
        let start = Instant::now();
        found = run();
        speeds.push(bytes as f64 / 1e6 / start.elapsed().as_secs_f64());
    }
    speeds.sort_by(f64::total_cmp);
    let median = speeds[speeds.len() / 2];
    let best = speeds[speeds.len() - 1];
    println!("{name}: {found} found, median {median:.0} MB/s, best {best:.0} MB/s");
}
