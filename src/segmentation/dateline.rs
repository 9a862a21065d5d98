//! Datelines: "TORVIK, Kessland, March 3 (AP) — A pipeline …". A place in capitals at a paragraph's head, and all up to
//! the dash behind it.

use super::{Segmentation, Token, TokenKind};
use crate::span::Span;

/// How many tokens a dateline takes at most: place, date, agency.
const LONGEST: usize = 16;

/// Those of all paragraphs, each with its dash.
pub(super) fn all(text: &str, segmentation: &Segmentation) -> Vec<Span> {
    let heads = segmentation.paragraphs.iter().filter_map(|paragraph| {
        let first = segmentation.sentences.get(paragraph.sentences.start)?;
        let tokens = &segmentation.tokens[first.tokens.clone()];
        of(text, tokens)
    });
    heads.collect()
}

/// The dateline that a paragraph's first sentence opens with.
fn of(text: &str, sentence: &[Token]) -> Option<Span> {
    let (first, rest) = sentence.split_first()?;
    if !is_place(text, first) {
        return None;
    }
    let dash = rest
        .iter()
        .take(LONGEST)
        .position(|token| is_dash(text, token))?;
    let words = rest[..dash].iter();
    let mut words = words.filter(|token| token.kind == TokenKind::Word);
    words
        .all(|word| word.capital)
        .then(|| first.span.cover(rest[dash].span))
}

/// "TORVIK": a word in capitals, of three letters at least.
fn is_place(text: &str, token: &Token) -> bool {
    let word = token.span.of(text);
    token.kind == TokenKind::Word
        && token.capital
        && word.len() > 2
        && !word.contains(char::is_lowercase)
}

fn is_dash(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Punctuation && matches!(token.span.of(text), "—" | "–" | "-" | "―")
}
