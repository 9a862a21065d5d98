//! [`Votes`]: to whom a quotation is ascribed, and by how many.

use super::names::{NO_NAME, Names};
use super::{Occurrence, Speaker};
use crate::resolution::folded;

/// One speaker of a group.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) speaker: Speaker,
    /// Places of the quotations that ascribe it to them, the first first.
    pub(super) places: Vec<usize>,
    /// The name, folded, in words.
    name: Vec<String>,
}

/// The speakers of a group, most votes first. A vote is a quotation.
#[derive(Debug, Default)]
pub(super) struct Votes(pub(super) Vec<Candidate>);

impl Votes {
    /// Those with a name of their own; where none has, the others.
    pub(super) fn new(occurrences: &[Occurrence], names: &Names) -> Self {
        let mut all: Vec<Candidate> = Vec::new();
        let known = occurrences.iter().enumerate();
        for (at, found) in known.filter(|(_, found)| found.speaker.name != NO_NAME) {
            let same = |candidate: &Candidate| match found.speaker.id {
                NO_NAME => candidate.speaker == found.speaker,
                id => candidate.speaker.id == id,
            };
            match all.iter().position(same) {
                Some(candidate) => all[candidate].places.push(at),
                None if all.len() < MOST_CANDIDATES => all.push(Candidate {
                    speaker: found.speaker,
                    places: vec![at],
                    name: words(names.get(found.speaker.name)),
                }),
                None => {}
            }
        }
        if all.iter().any(|candidate| candidate.speaker.id != NO_NAME) {
            all.retain(|candidate| candidate.speaker.id != NO_NAME);
        }
        fold(&mut all);
        // Stable: of equals, the first comes first.
        all.sort_by_key(|candidate| std::cmp::Reverse(candidate.places.len()));
        Self(all)
    }

    pub(super) fn total(&self) -> usize {
        self.0.iter().map(|candidate| candidate.places.len()).sum()
    }

    /// Those to whom it cannot also be ascribed: others of the same kind with names of their own.
    /// A spokeswoman and her ministry may both have said it.
    pub(super) fn disagreeing(&self) -> impl Iterator<Item = (&Candidate, &Candidate)> {
        let (first, others) = match self.0.split_first() {
            Some((first, others)) => (Some(first), others),
            None => (None, &[][..]),
        };
        first.into_iter().flat_map(move |first| {
            let others = others.iter().filter(move |other| {
                let named = first.speaker.id != NO_NAME && other.speaker.id != NO_NAME;
                let may_be_one = is_short_for(&other.name, &first.name)
                    || is_short_for(&first.name, &other.name);
                named && other.speaker.kind == first.speaker.kind && !may_be_one
            });
            others.map(move |other| (first, other))
        })
    }
}

/// A phrase of very many has no one speaker.
const MOST_CANDIDATES: usize = 64;

/// "Lee" votes for "Ann Lee", unless "Bo Lee" stands too.
fn fold(candidates: &mut Vec<Candidate>) {
    let fuller: Vec<Option<usize>> = candidates
        .iter()
        .map(|short| {
            let is_fuller = |(_, long): &(usize, &Candidate)| {
                long.speaker.kind == short.speaker.kind && is_short_for(&short.name, &long.name)
            };
            let mut fuller = candidates.iter().enumerate().filter(is_fuller);
            let (at, longest) = fuller.next()?;
            // Several that are short for one another are one.
            fuller
                .try_fold((at, longest), |(at, longest), (other_at, other)| {
                    if is_short_for(&longest.name, &other.name) {
                        Some((other_at, other))
                    } else {
                        is_short_for(&other.name, &longest.name).then_some((at, longest))
                    }
                })
                .map(|(at, _)| at)
        })
        .collect();
    for (at, fuller) in fuller.iter().enumerate() {
        if let Some(fuller) = fuller {
            let places = std::mem::take(&mut candidates[at].places);
            candidates[*fuller].places.extend(places);
        }
    }
    for candidate in candidates.iter_mut() {
        candidate.places.sort_unstable();
    }
    let mut fuller = fuller.into_iter();
    candidates.retain(|_| fuller.next().flatten().is_none());
}

/// Its words stand in the other in this order, with the same last word.
fn is_short_for(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.len() < long.len()
        && short.last() == long.last()
        && !short.is_empty()
        && short.iter().all(|word| rest.any(|other| other == word))
}

fn words(name: &str) -> Vec<String> {
    folded(name).split(' ').map(str::to_owned).collect()
}
