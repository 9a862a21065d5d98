//! A quotation given twice in different words: the same stretch of one speaker's speech, and it does not agree.
//!
//! A newspaper that quotes a sentence in the lead and again below may shorten
//! it, but between two quotation marks the words are the speaker's. Two direct
//! quotations of one speaker are aligned where they share a run of words; a
//! word that differs between runs they share on both sides is told.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::attribution::{Quotation, QuotationKind};
use crate::document::Document;
use crate::segmentation::{Segmentation, TokenKind};
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

/// A word of a quotation.
struct Word {
    key: u32,
    span: Span,
    quotation: usize,
}

/// Every place where a direct quotation gives the words of an earlier one of the same speaker differently.
///
/// `speakers`: of each quotation; those without a speaker are compared with none.
pub(super) fn echoes(
    document: &Document,
    segmentation: &Segmentation,
    quotations: &[Quotation],
    speakers: &[Option<usize>],
) -> Vec<Echo> {
    let words = words(segmentation, quotations, speakers);
    // Of one run in four.
    let likely = words.len() / 4 + 1;
    let mut runs: FxHashMap<u64, usize> =
        FxHashMap::with_capacity_and_hasher(likely, FxBuildHasher);
    let mut found: Vec<Echo> = Vec::new();
    for (at, run) in words.windows(RUN).enumerate() {
        // One run in four is remembered: what is quoted twice has many, and this is asked of every word.
        let hash = hash(run);
        if hash >> 62 != 0 || run[0].quotation != run[RUN - 1].quotation {
            continue;
        }
        let first = *runs.entry(hash).or_insert(at);
        let alone = found
            .last()
            .is_none_or(|last| last.span.end() <= words[at].span.start());
        let speaker = |at: usize| speakers.get(words[at].quotation).copied().flatten();
        if words[first].quotation != words[at].quotation
            && alone
            && speaker(first).is_some()
            && speaker(first) == speaker(at)
        {
            found.extend(difference(&document.text, &words, first, at));
        }
    }
    found
}

/// The words of the direct speech of known speakers.
fn words(
    segmentation: &Segmentation,
    quotations: &[Quotation],
    speakers: &[Option<usize>],
) -> Vec<Word> {
    let tokens = &segmentation.tokens;
    let mut words = Vec::with_capacity(tokens.len().min(MAX_WORDS));
    for (index, quotation) in quotations.iter().enumerate() {
        let known = speakers.get(index).is_some_and(Option::is_some);
        if !known || !quotation.is_speech() || quotation.kind != QuotationKind::Direct {
            continue;
        }
        for content in &quotation.contents {
            let inside = &tokens[segmentation.tokens_in(*content)];
            let spoken = inside
                .iter()
                .filter(|token| !matches!(token.kind, TokenKind::Punctuation | TokenKind::Mark));
            words.extend(spoken.map(|token| Word {
                key: token.key,
                span: token.span,
                quotation: index,
            }));
            if words.len() > MAX_WORDS {
                return words;
            }
        }
    }
    words
}

/// Of a run of words, their case aside: by the keys they are looked up by.
fn hash(run: &[Word]) -> u64 {
    /// An odd number with well-mixed bits: 2^64 over the golden ratio.
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    run.iter().fold(0, |hash: u64, word| {
        (hash.rotate_left(5) ^ u64::from(word.key)).wrapping_mul(MIX)
    })
}

/// From a run both share: the next words that differ, if both go on alike after them.
fn difference(text: &str, words: &[Word], first: usize, second: usize) -> Option<Echo> {
    let (one, other) = (words[first].quotation, words[second].quotation);
    let within =
        |at: usize, quotation: usize| words.get(at).filter(|word| word.quotation == quotation);
    let same = |a: usize, b: usize| match (within(a, one), within(b, other)) {
        (Some(a), Some(b)) => {
            let (a, b) = (a.span.of(text), b.span.of(text));
            a.eq_ignore_ascii_case(b)
        }
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
