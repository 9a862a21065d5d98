//! Learning: what training needs of one document's candidates.

use std::ops::Range;

use super::super::candidate::{Candidate, Parts};
use super::super::transcript::TRANSCRIPT;
use super::super::view::View;
use super::super::{decide, rivalry};
use super::features::{self, Choice, Frame, Outline, Rival};
use super::{Clauses, TURN_SCORE, around, hopeless, options, sources};

/// A reading's token ranges and its features.
pub type Reading = (Parts, Vec<u32>);
/// Token ranges of a content, its source, and how sure the two choices were.
pub type Chosen = (Parts, Option<Range<usize>>, Choice);

/// One candidate with everything that may be chosen for it.
#[derive(Debug)]
pub struct Instance {
    /// Tokens of the cue.
    pub cue: Range<usize>,
    /// Features of the candidate as proposed.
    pub proposal: Vec<u32>,
    pub readings: Vec<Reading>,
    /// For each source its tokens and its features.
    pub sources: Vec<(Option<Range<usize>>, Vec<u32>)>,
}

/// The candidates as instances.
pub(in crate::attribution) fn instances(view: &View, candidates: &[Candidate]) -> Vec<Instance> {
    let mut clauses = Clauses::default();
    let mut instances = Vec::new();
    for candidate in candidates {
        let frame = Frame::of(candidate);
        let proposal = features::of_proposal(view, candidate, &frame, Vec::new());
        let readings = readings(view, candidate, &frame);
        let clauses = clauses.of(view, candidate.cue.start);
        let sources = sources::sources(view, candidate, clauses);
        let sources = sources.iter().map(|source| {
            let own = source.as_ref();
            let places = features::of_source(view, candidate, &frame, clauses, own, Vec::new());
            (source, places)
        });
        instances.push(Instance {
            cue: candidate.cue.clone(),
            proposal,
            sources: sources.collect(),
            readings,
        });
    }
    instances
}

fn readings(view: &View, candidate: &Candidate, frame: &Frame) -> Vec<Reading> {
    let mut found = Vec::new();
    for parts in options::parts(view, candidate) {
        let grid = options::grid(view, candidate, parts);
        let outline = Outline::of(view, candidate, &grid);
        for place in grid.readings() {
            let reading = grid.reading(place);
            let places = features::of_start(view, frame, &outline, reading.start, Vec::new());
            let places = features::of_end(view, frame, &outline, reading.end, places);
            let pair = (reading.start, reading.end);
            let places = features::of_pair(view, frame, &outline, pair, places);
            found.push((reading.contents(candidate), places));
        }
    }
    if found.is_empty() {
        found.push((candidate.contents.clone(), Vec::new()));
    }
    found
}

/// The features of each candidate, content and source chosen, among its neighbours;
/// `None` for those whose estimate is hopeless.
pub(in crate::attribution) fn wholes(
    view: &View,
    candidates: Vec<Candidate>,
    choices: &[Chosen],
    estimates: &[f32],
) -> Vec<Option<Vec<u32>>> {
    let stays = |at: &usize| estimates[*at] >= hopeless(view, &candidates[*at]);
    let places: Vec<usize> = (0..candidates.len()).filter(stays).collect();
    let kept: Vec<f32> = places.iter().map(|&at| estimates[at]).collect();
    let (mut frames, mut chosen) = (Vec::new(), Vec::new());
    for &at in &places {
        let (contents, source, _) = &choices[at];
        frames.push(Frame::of(&candidates[at]));
        chosen.push(Candidate {
            contents: contents.clone(),
            source: source.clone(),
            ..candidates[at].clone()
        });
    }
    let around = around(&chosen, &frames, &kept);
    let mut wholes = vec![None; candidates.len()];
    for (n, &at) in places.iter().enumerate() {
        let (own, choice) = (&chosen[n], choices[at].2);
        wholes[at] = Some(features::of_candidate(
            view,
            own,
            &frames[n],
            around[n],
            choice,
            Vec::new(),
        ));
    }
    wholes
}

/// Two candidates that cannot both stand.
#[derive(Clone, Debug)]
pub struct Rivals {
    /// Their places among all candidates.
    pub places: [usize; 2],
    /// The features of each against the other.
    pub features: [Vec<u32>; 2],
}

/// The pairs of rivals among the candidates that are likely enough to be chosen, by the `scores` of those weighed.
pub(in crate::attribution) fn rivals(
    view: &View,
    candidates: Vec<Candidate>,
    choices: &[Chosen],
    scores: &[Option<f32>],
) -> Vec<Rivals> {
    let all = candidates.into_iter().zip(choices).zip(scores).enumerate();
    let weighed = all.filter_map(|(at, ((candidate, (contents, source, _)), score))| {
        let turn = candidate.mode == TRANSCRIPT;
        let whole = Candidate {
            contents: contents.clone(),
            source: source.clone(),
            score: if turn { TURN_SCORE } else { (*score)? },
            ..candidate
        };
        Some((at, whole))
    });
    let (places, mut settled): (Vec<usize>, Vec<Candidate>) = weighed.unzip();
    decide::reports_over_their_sources(view, &mut settled);
    let likely = places
        .into_iter()
        .zip(settled)
        .filter(|(_, candidate)| decide::refusal(view, candidate).is_none());
    let (places, standing): (Vec<usize>, Vec<Candidate>) = likely.unzip();
    let ranks = decide::ranks(view, &standing);
    let of = |at: usize| Rival::of(view, &standing[at], ranks[at]);
    let pairs = rivalry::pairs(&standing).into_iter().map(|pair| {
        let (one, other) = (of(pair.one), of(pair.other));
        Rivals {
            places: [places[pair.one], places[pair.other]],
            features: [
                features::of_rivals(&one, &other, Vec::new()),
                features::of_rivals(&other, &one, Vec::new()),
            ],
        }
    });
    pairs.collect()
}
