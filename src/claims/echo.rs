//! A quotation given twice in different words: the same stretch of one speaker's speech, and it does not agree.
//!
//! A newspaper that quotes a sentence in the lead and again below may shorten
//! it, but between two quotation marks the words are the speaker's. Two direct
//! quotations of one speaker are aligned where they share a run of words; a
//! word that differs between runs they share on both sides is told.

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use crate::attribution::{Quotation, QuotationKind};
use crate::document::Document;
use crate::segmentation::{Segmentation, Token, TokenKind};
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
    if !may_echo(segmentation, quotations, speakers) {
        return Vec::new();
    }
    let words = words(segmentation, quotations, speakers);
    // Of one run in four.
    let likely = words.len() / 4 + 1;
    let mut runs: FxHashMap<u64, usize> =
        FxHashMap::with_capacity_and_hasher(likely, FxBuildHasher);
    let mut found: Vec<Echo> = Vec::new();
    for (at, run) in words.windows(RUN).enumerate() {
        let hash = hash(std::array::from_fn(|at| run[at].key));
        if !is_remembered(hash) || run[0].quotation != run[RUN - 1].quotation {
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

/// The direct speech of known speakers: its quotations, by their place, with the speaker.
fn spoken<'a>(
    quotations: &'a [Quotation],
    speakers: &'a [Option<usize>],
) -> impl Iterator<Item = (usize, usize, &'a Quotation)> {
    let quotations = quotations.iter().zip(speakers).enumerate();
    quotations.filter_map(|(index, (quotation, speaker))| {
        let direct = quotation.is_speech() && quotation.kind == QuotationKind::Direct;
        Some((index, (*speaker)?, quotation)).filter(|_| direct)
    })
}

/// Whether a remembered run is in two quotations of one speaker: mostly none is, and that is told without the words.
fn may_echo(
    segmentation: &Segmentation,
    quotations: &[Quotation],
    speakers: &[Option<usize>],
) -> bool {
    let mut of: SmallVec<[usize; 32]> = spoken(quotations, speakers).map(|(_, by, _)| by).collect();
    of.sort_unstable();
    // By speaker and hash, then by quotation.
    let mut runs: Vec<(u64, usize, usize)> = Vec::new();
    // A bit for many hashes: mostly none comes twice, and nothing is sorted.
    let mut seen = [0_u64; 256];
    let mut may_be_again = false;
    for (index, speaker, quotation) in spoken(quotations, speakers) {
        let first = of.partition_point(|other| *other < speaker);
        if of.get(first + 1) != Some(&speaker) {
            continue;
        }
        let mut last = [0; RUN];
        let mut count = 0;
        for content in &quotation.contents {
            for token in &segmentation.tokens[segmentation.tokens_in(*content)] {
                if !is_word(token) {
                    continue;
                }
                last = [last[1], last[2], last[3], token.key];
                count += 1;
                let hash = hash(last);
                if is_remembered(hash) && count >= RUN {
                    let (place, bit) = ((hash >> 8) as usize % seen.len(), 1 << (hash % 64));
                    may_be_again |= seen[place] & bit != 0;
                    seen[place] |= bit;
                    runs.push((hash, speaker, index));
                }
            }
        }
    }
    if !may_be_again {
        return false;
    }
    runs.sort_unstable();
    let pairs = runs.windows(2);
    let mut again = pairs.filter(|pair| pair[0].0 == pair[1].0 && pair[0].1 == pair[1].1);
    again.any(|pair| pair[0].2 != pair[1].2)
}

fn is_word(token: &Token) -> bool {
    !matches!(token.kind, TokenKind::Punctuation | TokenKind::Mark)
}

/// One run in four is remembered: what is quoted twice has many, and this is asked of every word.
fn is_remembered(hash: u64) -> bool {
    hash >> 62 == 0
}

/// The words of the direct speech of known speakers.
fn words(
    segmentation: &Segmentation,
    quotations: &[Quotation],
    speakers: &[Option<usize>],
) -> Vec<Word> {
    let tokens = &segmentation.tokens;
    let mut words = Vec::with_capacity(tokens.len().min(MAX_WORDS));
    for (index, _, quotation) in spoken(quotations, speakers) {
        for content in &quotation.contents {
            let inside = &tokens[segmentation.tokens_in(*content)];
            let spoken = inside.iter().filter(|token| is_word(token));
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
fn hash(run: [u32; RUN]) -> u64 {
    /// An odd number with well-mixed bits: 2^64 over the golden ratio.
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    run.iter().fold(0, |hash: u64, key| {
        (hash.rotate_left(5) ^ u64::from(*key)).wrapping_mul(MIX)
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
