//! Counts how often each kind of candidate is a gold attribution, for `src/attribution/cue_frames.tsv`.
//!
//! usage: cargo run --release --example count_frames -- ../shared/data/polnear-train.jsonl > src/attribution/cue_frames.tsv
//!
//! The articles stay where they are: only cue words and counts are written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result};
use dixit::attribution::{Attributor, Candidate, Stages};
use dixit::document::Document;
use dixit::scan::Scanner;
use dixit::segmentation::{Segmentation, TokenKind};
use dixit::tagging::Tagger;
use dixit::{quotation, segmentation};
use serde_json::Value;

type Counts = BTreeMap<(String, String, String), (u32, u32)>;

#[allow(clippy::print_stdout)] // The counts are this program's output.
fn main() -> Result<()> {
    let path = std::env::args()
        .nth(1)
        .context("usage: count_frames GOLD.jsonl")?;
    let gold = fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let tagger = Tagger::default();
    let (scanner, attributor) = (Scanner::default(), Attributor::new(None));
    let mut counts = Counts::new();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let article: Value = serde_json::from_str(line).with_context(|| path.clone())?;
        count(&article, &tagger, &scanner, &attributor, &mut counts);
    }
    println!(
        "# How often a candidate is an annotated attribution: cue, mode, what follows the cue, hits, candidates."
    );
    println!(
        "# * stands for any. Counted by examples/count_frames.rs over PolNeAR 1.0, train (Newell, Margolin and Ruths 2018)."
    );
    for ((cue, mode, frame), (hits, total)) in counts {
        // A cue seen once tells no more than its mode and frame do.
        if total > 1 || cue.starts_with('*') {
            println!("{cue}\t{mode}\t{frame}\t{hits}\t{total}");
        }
    }
    Ok(())
}

fn count(
    article: &Value,
    tagger: &Tagger,
    scanner: &Scanner,
    attributor: &Attributor,
    counts: &mut Counts,
) {
    let text = article["text"].as_str().unwrap_or_default();
    let document = Document::from_text("gold", text);
    let segmentation = segmentation::segment(&document);
    let tags = tagger.tag(&document, &segmentation);
    let scan = scanner.scan(&document, &segmentation);
    let quoted = quotation::find(&document, &segmentation);
    let gold = gold_contents(article, text, &segmentation);
    for (candidate, source) in attributor.candidates(Stages {
        document: &document,
        segmentation: &segmentation,
        tags: &tags,
        scan: &scan,
        quoted: &quoted,
        lexicon: &scanner.lexicon,
    }) {
        let hit = u32::from(annotated(&candidate, &gold, &segmentation, text));
        let class = format!("*{}", candidate.class);
        let (cue, mode, frame) = (&*candidate.lemma, candidate.mode, candidate.frame);
        for key in [
            (cue, mode, frame),
            (class.as_str(), mode, frame),
            ("*", mode, frame),
            ("*source", source, "*"),
            ("*", "*", "*"),
        ] {
            let entry = counts
                .entry((key.0.to_owned(), key.1.to_owned(), key.2.to_owned()))
                .or_default();
            entry.0 += hit;
            entry.1 += 1;
        }
    }
}

/// The word tokens of a gold attribution's content and source.
struct Gold {
    content: BTreeSet<usize>,
    source: BTreeSet<usize>,
}

fn gold_contents(article: &Value, text: &str, segmentation: &Segmentation) -> Vec<Gold> {
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let at = |value: &Value| {
        value
            .as_u64()
            .and_then(|n| bytes.get(n as usize))
            .copied()
            .unwrap_or(0)
    };
    let tokens = |spans: &Value| {
        let spans = spans.as_array().cloned().unwrap_or_default();
        spans
            .iter()
            .flat_map(|span| {
                words(
                    segmentation.tokens_in((at(&span[0])..at(&span[1])).into()),
                    segmentation,
                )
            })
            .collect()
    };
    let quotes = article["quotes"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    quotes
        .iter()
        .map(|quote| Gold {
            content: tokens(&quote["content"]),
            source: tokens(&quote["source"]),
        })
        .collect()
}

fn words(
    tokens: std::ops::Range<usize>,
    segmentation: &Segmentation,
) -> impl Iterator<Item = usize> {
    tokens.filter(|&at| {
        matches!(
            segmentation.tokens[at].kind,
            TokenKind::Word | TokenKind::Number
        )
    })
}

/// A hit as `eval` counts it end to end: at least half of the words of both contents are shared, and the source is right.
fn annotated(
    candidate: &Candidate,
    gold: &[Gold],
    segmentation: &Segmentation,
    text: &str,
) -> bool {
    let ours: BTreeSet<usize> = candidate
        .contents
        .iter()
        .flat_map(|range| words(range.clone(), segmentation))
        .collect();
    let source: BTreeSet<usize> = candidate
        .source
        .iter()
        .flat_map(|range| words(range.clone(), segmentation))
        .collect();
    gold.iter().any(|theirs| {
        let shared = ours.intersection(&theirs.content).count();
        let agree = shared * 2 >= ours.union(&theirs.content).count().max(1);
        agree && same_source(&source, &theirs.source, segmentation, text)
    })
}

fn same_source(
    ours: &BTreeSet<usize>,
    theirs: &BTreeSet<usize>,
    segmentation: &Segmentation,
    text: &str,
) -> bool {
    if theirs.is_empty() {
        return ours.is_empty();
    }
    // A shared article or preposition makes no shared source.
    ours.intersection(theirs).any(|&at| {
        let word = segmentation.tokens[at].span.of(text);
        theirs.len() == 1 || word.len() > 3 || word.chars().next().is_some_and(char::is_uppercase)
    })
}
