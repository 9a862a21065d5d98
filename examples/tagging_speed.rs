//! How fast tagging runs over the texts of a JSONL, beside `unicode_words().count()`.
//!
//! `cargo run --release --example tagging_speed -- TEXTS.jsonl [ROUNDS]`
//! prints nanoseconds a token, and tagging's time as a share of that of counting words.

#![allow(clippy::print_stdout)]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use anyhow::{Context, Result};
use dixit::document::Document;
use dixit::segmentation::segment;
use dixit::tagging::Tagger;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments
        .next()
        .context("usage: tagging_speed TEXTS.jsonl [ROUNDS]")?;
    let rounds: usize = arguments.next().map_or(Ok(20), |rounds| rounds.parse())?;
    let mut documents = Vec::new();
    for line in BufReader::new(File::open(&path).context(path)?).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().context("a record without a text")?;
        let document = Document::from_text("", text);
        let segmentation = segment(&document);
        documents.push((document, segmentation));
    }
    let start = Instant::now();
    let tagger = Tagger::default();
    let loading = start.elapsed();
    let (mut tagging, mut counting) = (f64::MAX, f64::MAX);
    let (mut tokens, mut words) = (0, 0);
    // By turns, so that both meet the same neighbours on the machine; the best of each counts.
    for _ in 0..rounds.max(1) {
        let start = Instant::now();
        tokens = documents
            .iter()
            .map(|(document, segmentation)| tagger.tag(document, segmentation).len())
            .sum();
        tagging = tagging.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        words = documents
            .iter()
            .map(|(document, _)| document.text.unicode_words().count())
            .sum();
        counting = counting.min(start.elapsed().as_secs_f64());
    }
    println!("loaded in {loading:?}");
    println!(
        "tag: {:.1} ns a token, {tokens} tokens",
        tagging * 1e9 / tokens as f64
    );
    println!(
        "unicode_words: {:.1} ns a word, {words} words",
        counting * 1e9 / words as f64
    );
    println!("tag / unicode_words: {:.3}", tagging / counting);
    Ok(())
}
