//! Scores: how often a candidate of its kind is right, by count.
//!
//! `cue_frames.tsv` holds, for each cue with its mode and what follows it, how many
//! candidates there were in PolNeAR's train articles and how many of them were
//! annotated (`examples/count_frames.rs` counts anew). Rare cues lean on the counts
//! of their mode and frame, and the kind of the source shifts the odds.

use std::collections::HashMap;
use std::ops::Range;

use crate::digest::Digest;

use super::candidate::Candidate;
use super::seen::{Trait, Who};
use super::view::View;

const COUNTS: &str = include_str!("cue_frames.tsv");

/// What a rare cue's counts are worth against those of its mode and frame, in candidates.
const PRIOR_WEIGHT: f32 = 4.0;
/// The rate of what was never counted.
const UNSEEN: f32 = 0.2;

/// Cue, mode and frame, hashed.
type Key = u64;

/// The counts, read once a process.
#[derive(Debug)]
pub struct Scores {
    rates: HashMap<Key, (f32, f32)>,
    base: f32,
}

impl Default for Scores {
    fn default() -> Self {
        Self::read(COUNTS)
    }
}

impl Scores {
    /// Reads lines of `cue, mode, frame, hits, total`, separated by tabs; others are passed over.
    pub fn read(counts: &str) -> Self {
        let mut rates = HashMap::new();
        for line in counts.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            if let [cue, mode, frame, hits, total] = cells[..]
                && let (Ok(hits), Ok(total)) = (hits.parse(), total.parse())
            {
                rates.insert(key(cue, mode, frame), (hits, total));
            }
        }
        let (hits, total) = rates
            .get(&key("*", "*", "*"))
            .copied()
            .unwrap_or((UNSEEN, 1.0));
        Self {
            rates,
            base: hits / total,
        }
    }

    /// The rate at which candidates like this one are right, between 0 and 1.
    pub fn score(&self, candidate: &Candidate, source: &str) -> f32 {
        let mode = self.rate("*", candidate.mode, candidate.frame, UNSEEN);
        let class = starred(candidate.class);
        let class = self.rate(class, candidate.mode, candidate.frame, mode);
        let cue = self.rate(&candidate.lemma, candidate.mode, candidate.frame, class);
        let by_source = self.rate("*source", source, "*", self.base);
        logistic(logit(cue) + logit(by_source) - logit(self.base))
    }

    fn rate(&self, cue: &str, mode: &str, frame: &str, prior: f32) -> f32 {
        match self.rates.get(&key(cue, mode, frame)) {
            Some((hits, total)) => (hits + PRIOR_WEIGHT * prior) / (total + PRIOR_WEIGHT),
            None => prior,
        }
    }
}

fn key(cue: &str, mode: &str, frame: &str) -> Key {
    Digest::new().text(cue).text(mode).text(frame).value()
}

/// The name under which the counts of a class stand.
fn starred(class: &str) -> &'static str {
    match class {
        "speech" => "*speech",
        "thought" => "*thought",
        "naming" => "*naming",
        "stance" => "*stance",
        "unlisted" => "*unlisted",
        "noun" => "*noun",
        "adjective" => "*adjective",
        "colon" => "*colon",
        "dash" => "*dash",
        _ => "*phrase",
    }
}

pub(super) fn logit(p: f32) -> f32 {
    let p = p.clamp(0.005, 0.995);
    (p / (1.0 - p)).ln()
}

pub(super) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// What a candidate's source is: it shifts the odds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    None,
    Neuter,
    FirstPerson,
    Pronoun,
    Relative,
    Human,
    Body,
    Name,
    FirstWord,
    Other,
}

impl SourceKind {
    /// Its name in the counts.
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::None => "none",
            SourceKind::Neuter => "neuter",
            SourceKind::FirstPerson => "first-person",
            SourceKind::Pronoun => "pronoun",
            SourceKind::Relative => "relative",
            SourceKind::Human => "human",
            SourceKind::Body => "body",
            SourceKind::Name => "name",
            SourceKind::FirstWord => "first-word",
            SourceKind::Other => "other",
        }
    }
}

pub(super) fn source_kind(view: &View, source: Option<&Range<usize>>) -> SourceKind {
    let Some(source) = source.cloned() else {
        return SourceKind::None;
    };
    let single = source.len() == 1;
    let first = view.seen(source.start);
    let (mut who, mut traits) = (Who::empty(), Trait::empty());
    for token in view.all_seen(source) {
        who |= token.who;
        traits |= token.traits();
    }
    // No branch: what a source is cannot be guessed.
    let asked = if single { Who::ALL } else { Who::AMONG };
    let opens = first.traits().contains(Trait::CAPITAL) & !first.who.contains(Who::LEADS);
    let bits = u32::from(who.intersection(asked).bits())
        | u32::from(traits.contains(Trait::CAPITAL_INSIDE)) << 6
        | u32::from(opens) << 7;
    // The first that holds.
    const KINDS: [SourceKind; 9] = [
        SourceKind::FirstPerson,
        SourceKind::Neuter,
        SourceKind::Pronoun,
        SourceKind::Relative,
        SourceKind::Human,
        SourceKind::Body,
        SourceKind::Name,
        SourceKind::FirstWord,
        SourceKind::Other,
    ];
    KINDS[(bits | 1 << 8).trailing_zeros() as usize]
}
