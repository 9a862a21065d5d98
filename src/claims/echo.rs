//! A quotation given twice in different words: the same stretch of one speaker's speech, and it does not agree.
//!
//! A newspaper that quotes a sentence in the lead and again below may shorten
//! it, but between two quotation marks the words are the speaker's. Two direct
//! quotations of one speaker are aligned where they share a run of words; a
//! word that differs between runs they share on both sides is told.

use rustc_hash::FxHashMap;

use crate::attribution::{Quotation, QuotationKind};
use crate::span::Span;

/// Words that two quotations must share in a row, before and after what differs.
const RUN: usize = 4;
/// Words that may differ between two shared runs: more is another sentence.
const MOST_OFF: usize = 2;
/// Words of one article that are looked at.
const MAX_WORDS: usize = 50_000;

/// Two stretches that should be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Echo {
    /// Of the later quotation.
    pub(super) span: Span,
    pub(super) quotation: usize,
    /// Of the earlier.
    pub(super) first: Span,
    pub(super) first_quotation: usize,
}

struct Word<'a> {
    text: &'a str,
    span: Span,
    quotation: usize,
}

/// Every place where a direct quotation gives the words of an earlier one of the same speaker differently.
///
/// `speakers`: of each quotation; those without a speaker are compared with none.
pub(super) fn echoes(
    text: &str,
    quotations: &[Quotation],
    speakers: &[Option<usize>],
) -> Vec<Echo> {
    let words = words(text, quotations, speakers);
    let mut runs: FxHashMap<u64, usize> = FxHashMap::default();
    let mut found: Vec<Echo> = Vec::new();
    for at in 0..words.len().saturating_sub(RUN - 1) {
        let Some(hash) = hash(&words[at..at + RUN]) else {
            continue;
        };
        let first = *runs.entry(hash).or_insert(at);
        let alone = found
            .last()
            .is_none_or(|last| last.span.end() <= words[at].span.start());
        if words[first].quotation == words[at].quotation || !alone {
            continue;
        }
        let speaker = |at: usize| speakers.get(words[at].quotation).copied().flatten();
        if speaker(first).is_some()
            && speaker(first) == speaker(at)
            && let Some(echo) = difference(&words, first, at)
        {
            found.push(echo);
        }
    }
    found
}

/// The words of the direct speech of known speakers.
fn words<'a>(text: &'a str, quotations: &[Quotation], speakers: &[Option<usize>]) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    for (index, quotation) in quotations.iter().enumerate() {
        let known = speakers.get(index).is_some_and(Option::is_some);
        if !known || !quotation.is_speech() || quotation.kind != QuotationKind::Direct {
            continue;
        }
        for content in &quotation.contents {
            let mut at = content.start();
            for piece in content
                .of(text)
                .split_inclusive(|found: char| !is_letter(found))
            {
                let word = piece.trim_end_matches(|found| !is_letter(found));
                if !word.is_empty() {
                    let span = Span::new(at, at + word.len());
                    let quotation = index;
                    words.push(Word {
                        text: word,
                        span,
                        quotation,
                    });
                }
                at += piece.len();
            }
            if words.len() > MAX_WORDS {
                return words;
            }
        }
    }
    words
}

fn is_letter(found: char) -> bool {
    found.is_alphanumeric() || matches!(found, '\'' | '’')
}

/// Of a run of words in one quotation, their case aside.
fn hash(run: &[Word<'_>]) -> Option<u64> {
    use std::hash::Hasher;
    let one = run.first()?.quotation;
    if run.iter().any(|word| word.quotation != one) {
        return None;
    }
    let mut hasher = rustc_hash::FxHasher::default();
    for word in run {
        word.text
            .bytes()
            .for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
        hasher.write_u8(0);
    }
    Some(hasher.finish())
}

/// From a run both share: the next words that differ, if both go on alike after them.
fn difference(words: &[Word<'_>], first: usize, second: usize) -> Option<Echo> {
    let (one, other) = (words[first].quotation, words[second].quotation);
    let within =
        |at: usize, quotation: usize| words.get(at).filter(|word| word.quotation == quotation);
    let same = |a: usize, b: usize| match (within(a, one), within(b, other)) {
        (Some(a), Some(b)) => a.text.eq_ignore_ascii_case(b.text),
        _ => false,
    };
    let shared = (0..)
        .take_while(|step| same(first + step, second + step))
        .count();
    if shared < RUN {
        return None;
    }
    let (a, b) = (first + shared, second + shared);
    for off in 1..=2 * MOST_OFF {
        for left in 0..=off.min(MOST_OFF) {
            let right = off - left;
            let goes_on =
                right <= MOST_OFF && (0..RUN).all(|step| same(a + left + step, b + right + step));
            if goes_on {
                let stretch =
                    |from: usize, to: usize| words[from].span.cover(words[to + RUN - 1].span);
                return Some(Echo {
                    span: stretch(second, b + right),
                    quotation: other,
                    first: stretch(first, a + left),
                    first_quotation: one,
                });
            }
        }
    }
    None
}
