//! [`Candidate`] and [`Guess`]: the mentions that a pronoun may mean, and the one that it means.
//!
//! Holds how far a pronoun looks back and what it sees in a mention; which is best is decided
//! by [`super::pronouns::Timeline`].

use std::ops::Range;
use std::sync::LazyLock;

use super::names::NameKind;
use super::past::Mention;
use super::people::Entity;
use super::place::Place;
use super::rank::{COUNT, Feature, Features, Sort, Traits};
use super::view::View;
use crate::scan::class::Class;

/// How many mentions a pronoun looks back over, those in quotations aside.
pub(super) const WINDOW: usize = 24;

/// An antecedent, and its share of the probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Guess {
    pub(super) entity: usize,
    pub(super) share: f32,
}

impl Guess {
    /// Grammar leaves no choice.
    pub(super) fn sure(entity: usize) -> Self {
        Self { entity, share: 1.0 }
    }
}

/// The share of all mentions' probability that is an entity's (softmax), of which the greatest score is `top`.
pub(super) fn share(scores: &[(usize, f32)], entity: usize, top: f32) -> f32 {
    let (mut all, mut its) = (0.0, 0.0);
    for (other, score) in scores {
        let odds = (score - top).exp();
        all += odds;
        if *other == entity {
            its += odds;
        }
    }
    if all > 0.0 { its / all } else { 1.0 }
}

/// The admitted mentions in the window, with what `worth` says of their entities.
#[inline(always)] // So that what a candidate has stays in registers.
pub(super) fn candidates<'m>(
    here: Place,
    mentions: impl Iterator<Item = &'m Mention>,
    worth: impl Fn(usize) -> Option<f32>,
) -> impl Iterator<Item = Candidate<'m>> {
    let (mut outside, mut nth) = (0, 0.0);
    let admitted = mentions.filter_map(move |mention| Some((mention, worth(mention.entity)?)));
    admitted.map_while(move |(mention, worth)| {
        let inside = mention.place.inside && !here.inside;
        let gone = here.narrated.saturating_sub(mention.place.narrated);
        let candidate = Candidate {
            mention,
            worth,
            gone: gone.min(6) as f32,
            nth,
            inside,
        };
        let in_window = outside < WINDOW;
        if !inside {
            outside += 1;
            nth += 1.0;
        }
        in_window.then_some(candidate)
    })
}

/// A mention that a pronoun may mean.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'m> {
    pub(super) mention: &'m Mention,
    pub(super) worth: f32,
    /// Sentences of narration between, at most six.
    pub(super) gone: f32,
    /// How many candidates are nearer.
    pub(super) nth: f32,
    /// It stands in a quotation, the pronoun outside.
    pub(super) inside: bool,
}

/// A mention, as one pronoun sees it.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub(super) entity: usize,
    /// Sentences of narration between, at most six.
    pub(super) gone: f32,
    /// How many candidates are nearer.
    pub(super) nth: f32,
    pub(super) weight: f32,
    pub(super) so_far: f32,
    pub(super) traits: Traits,
}

impl Seen {
    pub(super) fn features(&self, sort: Sort) -> Features {
        let mut features: Features = [0.0; COUNT];
        features[Feature::Gone as usize] = self.gone;
        features[Feature::Nth as usize] = self.nth;
        features[Feature::Weight as usize] = self.weight;
        features[Feature::SoFar as usize] = self.so_far;
        self.traits
            .each(sort, |feature| features[feature as usize] = 1.0);
        features
    }
}

/// ln(1 + n), up to a number that no article needs.
pub(super) fn logarithm(n: usize) -> f32 {
    static TABLE: LazyLock<[f32; 64]> =
        LazyLock::new(|| std::array::from_fn(|n| (1.0 + n as f32).ln()));
    TABLE[n.min(63)]
}

/// A name of two or three words of no known kind may be a person's, but a title.
pub(super) fn perhaps(view: &View, entity: &Entity) -> bool {
    speaker(entity) && entity.telling.len() > 1 && !entitled(view, &entity.name)
}

/// So may one of a word, if it speaks.
pub(super) fn speaker(entity: &Entity) -> bool {
    entity.kind == NameKind::Unknown && entity.telling.len() <= 3
}

/// "The album, Small Rooms, is out", "her novel Cold Harbour": the name is the title of what the noun before it says.
fn entitled(view: &View, name: &Range<usize>) -> bool {
    let before = name.start.wrapping_sub(1);
    let comma = view.byte(before) == b',';
    let noun = before.wrapping_sub(usize::from(comma));
    // "The producer of the record, Ines Boda, said": in apposition to who made it.
    let whole = || {
        let article = (noun.saturating_sub(3)..noun)
            .rev()
            .find(|at| view.owned(at + 1));
        let leads = |at: usize| at > 0 && view.own(at - 1, Class::PREPOSITION);
        article.is_some_and(|at| !comma || !leads(at))
    };
    view.entry(noun).work && !view.capital(noun) && whole()
}
