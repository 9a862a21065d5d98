//! Sentence spans of a JSONL of `{id, text}`, as `{id, sentences: [[start, end], …]}` in code points.
//!
//! `cargo run --release --example sentences -- TEXTS.jsonl > SENTENCES.jsonl`

#![allow(clippy::print_stdout)]

use std::fs::File;
use std::io::{BufRead, BufReader};

use anyhow::{Context, Result};
use dixit::segmentation::sentences;
use serde_json::{Value, json};

fn main() -> Result<()> {
    let path = std::env::args()
        .nth(1)
        .context("usage: sentences TEXTS.jsonl")?;
    for line in BufReader::new(File::open(&path).context(path)?).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let id = record["id"].as_str().context("a record without an id")?;
        let text = record["text"].as_str().context("a record without a text")?;
        let mut points = CodePoints::new(text);
        let sentences: Vec<[usize; 2]> = sentences(text)
            .into_iter()
            .map(|span| [points.at(span.start()), points.at(span.end())])
            .collect();
        println!("{}", json!({ "id": id, "sentences": sentences }));
    }
    Ok(())
}

/// Turns rising byte offsets into code points.
struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    point: usize,
}

impl<'t> CodePoints<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            byte: 0,
            point: 0,
        }
    }

    fn at(&mut self, byte: usize) -> usize {
        self.point += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.point
    }
}
