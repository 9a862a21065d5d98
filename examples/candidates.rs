//! Prints every attribution candidate of a text file, with its score: for whoever adds a cue or a pattern.
//!
//! usage: cargo run --release --example candidates -- ARTICLE.txt

use anyhow::{Context, Result};
use dixit::attribution::{Attributor, Stages};
use dixit::document::Document;
use dixit::scan::Scanner;
use dixit::tagging::Tagger;
use dixit::{quotation, segmentation};

#[allow(clippy::print_stdout)] // The listing is this program's output.
fn main() -> Result<()> {
    let path = std::env::args()
        .nth(1)
        .context("usage: candidates ARTICLE.txt")?;
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let document = Document::from_text("article", text);
    let (scanner, attributor) = (Scanner::default(), Attributor::default());
    let segmentation = segmentation::segment(&document);
    let tags = Tagger::default().tag(&document, &segmentation);
    let scan = scanner.scan(&document, &segmentation);
    let quoted = quotation::find(&document, &segmentation);
    let words = |range: &std::ops::Range<usize>| match segmentation.tokens.get(range.clone()) {
        Some([first, .., last]) => first.span.cover(last.span).of(&document.text),
        Some([only]) => only.span.of(&document.text),
        _ => "",
    };
    for (candidate, kind) in attributor.candidates(Stages {
        document: &document,
        segmentation: &segmentation,
        tags: &tags,
        scan: &scan,
        quoted: &quoted,
        lexicon: &scanner.lexicon,
    }) {
        let contents: Vec<&str> = candidate.contents.iter().map(words).collect();
        println!(
            "{:.2} {} {} {} | {} [{kind}] | {} | {}",
            candidate.score,
            candidate.evidence,
            candidate.mode,
            candidate.frame,
            candidate.source.as_ref().map(words).unwrap_or_default(),
            words(&candidate.cue),
            contents.join(" … ")
        );
    }
    Ok(())
}
