//! [`Timeline`]: who is in mind at each point of the article, and whom a pronoun means.
//!
//! Mentions enter in text order; a pronoun looks back over a bounded window, so
//! time grows with the text. It never looks past a contradiction of gender.

use super::names::{Gender, NameKind};
use super::people::Cast;
use super::sets;
use super::view::View;
use crate::scan::class::Class;

const WINDOW: usize = 24;

/// One place where the article speaks of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) entity: usize,
    /// First token.
    pub(super) at: usize,
    subject: bool,
    /// "Oakes’s": it is the next noun the sentence is about.
    possessive: bool,
    /// After a preposition.
    oblique: bool,
    /// It is the source of a quotation.
    pub(super) speaks: bool,
}

#[derive(Debug, Default)]
pub(super) struct Timeline {
    pub(super) mentions: Vec<Mention>,
}

pub(super) fn gender_of(word: &str) -> Gender {
    if sets::holds("he", word) {
        Gender::Male
    } else if sets::holds("she", word) {
        Gender::Female
    } else {
        Gender::Unknown
    }
}

impl Timeline {
    /// Notes that tokens `start..end` speak of `entity`.
    pub(super) fn push(
        &mut self,
        view: &View,
        entity: usize,
        start: usize,
        end: usize,
        speaks: bool,
    ) {
        let lower = view.lower(start);
        let owner = view.own(start, Class::POSSESSIVE) && !view.own(start, Class::OBJECT_PRONOUN);
        let possessive = view.word(end).starts_with(['’', '\'']) && view.word(end).len() < 5
            || owner
            || lower == "his";
        let sentence = view.sentence.get(start).copied();
        let earlier = self
            .mentions
            .iter()
            .rev()
            .take(3)
            .any(|m| view.sentence.get(m.at).copied() == sentence && m.subject);
        let oblique = (start.saturating_sub(3)..start)
            .any(|at| view.own(at, Class::PREPOSITION) && view.same_sentence(at, start));
        let subject = speaks
            || !earlier && !possessive && !oblique
            || sets::holds("he", &lower) && lower == "he"
            || lower == "she";
        self.mentions.push(Mention {
            entity,
            at: start,
            subject,
            possessive,
            oblique,
            speaks,
        });
    }

    /// The person a pronoun of `gender` at token `at` means.
    pub(super) fn person(
        &self,
        view: &View,
        cast: &Cast,
        at: usize,
        gender: Gender,
    ) -> Option<usize> {
        self.best(view, at, |entity| {
            let entity = &cast.entities[entity];
            let perhaps = entity.kind == NameKind::Unknown && (2..=3).contains(&entity.words.len());
            let fits = entity.gender.fits(gender) && (entity.is_person() || perhaps);
            let known = f32::from(u8::from(entity.gender == gender)) - f32::from(u8::from(perhaps));
            fits.then(|| known + 0.35 * (1.0 + entity.weight() as f32).ln())
        })
    }

    /// The organisation, document or place that "it" means.
    pub(super) fn thing(&self, view: &View, cast: &Cast, at: usize) -> Option<usize> {
        self.best(view, at, |entity| {
            let entity = &cast.entities[entity];
            let kind = match entity.kind {
                NameKind::Organisation => 1.0,
                NameKind::Document => 0.8,
                NameKind::Place => -0.5,
                NameKind::Person | NameKind::Unknown => return None,
            };
            Some(kind + 0.2 * (1.0 + entity.weight() as f32).ln())
        })
    }

    /// The best antecedent before token `at` by place, plus what `worth` says of the entity.
    fn best(&self, view: &View, at: usize, worth: impl Fn(usize) -> Option<f32>) -> Option<usize> {
        let sentence = *view.sentence.get(at)?;
        let narrated = view.narrated.get(sentence).copied().unwrap_or_default();
        let here_inside = view.inside.get(at).copied().unwrap_or_default();
        let mut best: Option<(f32, usize)> = None;
        let mut nth = 0.0;
        let (mut outside, mut looked) = (0, 0);
        for mention in self.mentions.iter().rev() {
            looked += 1;
            if outside >= WINDOW || looked > 4 * WINDOW {
                break;
            }
            let Some(worth) = worth(mention.entity) else {
                continue;
            };
            let inside = view.inside[mention.at] && !here_inside;
            outside += usize::from(!inside);
            let theirs = view.sentence[mention.at];
            let gone = narrated.saturating_sub(view.narrated[theirs]) as f32;
            let mut score = worth - 0.8 * gone.min(6.0) - 0.08 * nth;
            score += 1.0 * f32::from(u8::from(mention.subject));
            score += 0.6 * f32::from(u8::from(mention.speaks));
            score -= 0.4 * f32::from(u8::from(mention.possessive));
            score -= 0.4 * f32::from(u8::from(mention.oblique));
            score -= 1.8 * f32::from(u8::from(inside));
            if !inside {
                nth += 1.0;
            }
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, mention.entity));
            }
        }
        best.map(|(_, entity)| entity)
    }

    /// Whom the noun phrase right before a relative pronoun names, if it does.
    pub(super) fn before(&self, view: &View, cast: &Cast, at: usize) -> Option<usize> {
        let near = self.mentions.iter().rev().take(6);
        let mut here = near.filter(|mention| view.same_sentence(mention.at, at) && mention.at < at);
        here.find(|mention| cast.entities[mention.entity].is_person())
            .map(|mention| mention.entity)
    }
}
