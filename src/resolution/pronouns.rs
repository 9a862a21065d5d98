//! [`Timeline`]: who is in mind at each point of the article, and whom a pronoun means.
//!
//! Mentions enter in text order; a pronoun looks back over a bounded window, so
//! time grows with the text. It never looks past a contradiction of gender.

use super::names::{Gender, NameKind};
use super::people::{Cast, Entity};
use super::rank::{COUNT, Feature, Features, Lesson, Weights};
use super::sets::Set;
use super::view::View;
use crate::scan::class::Class;

/// How many mentions a pronoun looks back over, those in quotations aside.
const WINDOW: usize = 24;

/// Beyond so many sentences a person is hardly meant, so that another of the same gender there clouds no lesson.
const FAR: f32 = 3.0;

/// A pronoun that tells gender: its token.
pub(super) type Pronoun = (usize, Gender);

/// One place where the article speaks of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) entity: usize,
    /// First token.
    pub(super) at: usize,
    sentence: usize,
    subject: bool,
    /// "Oakes’s": it is the next noun the sentence is about.
    possessive: bool,
    /// After a preposition.
    oblique: bool,
    /// It is the source of a quotation.
    pub(super) speaks: bool,
    pronoun: bool,
    /// No mention stands before it in its sentence.
    leads: bool,
}

/// What a mention is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Narration,
    /// It is who a quotation's source means.
    Source,
    /// It is a word of a source.
    InSource,
}

#[derive(Debug)]
pub(super) struct Timeline<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) cast: &'a Cast,
    persons: &'a Weights,
    things: &'a Weights,
    pub(super) mentions: Vec<Mention>,
    /// How often each entity was mentioned so far.
    so_far: Vec<u32>,
    last_speaker: Option<usize>,
}

/// Where an antecedent is looked for, and for what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) at: usize,
    pub(super) gender: Gender,
    /// It is the source of a quotation.
    pub(super) source: bool,
    /// It is neither a possessive nor an object.
    pub(super) subject: bool,
}

pub(super) fn gender_of(view: &View, at: usize) -> Gender {
    if !view.own(at, Class::ANY_PRONOUN | Class::POSSESSIVE) {
        return Gender::Unknown;
    }
    let sets = view.entry(at).sets;
    if sets.intersects(Set::HE) {
        Gender::Male
    } else if sets.intersects(Set::SHE) {
        Gender::Female
    } else {
        Gender::Unknown
    }
}

impl<'a> Timeline<'a> {
    pub(super) fn new(
        view: &'a View<'a>,
        cast: &'a Cast,
        persons: &'a Weights,
        things: &'a Weights,
    ) -> Self {
        Self {
            view,
            cast,
            persons,
            things,
            mentions: Vec::new(),
            so_far: vec![0; cast.entities.len()],
            last_speaker: None,
        }
    }

    /// Notes that tokens `start..end` speak of `entity`.
    pub(super) fn push(&mut self, entity: usize, start: usize, end: usize, part: Part) {
        let speaks = part == Part::Source;
        let view = self.view;
        let pronoun = gender_of(view, start) != Gender::Unknown;
        let owner = view.own(start, Class::POSSESSIVE) && !view.own(start, Class::OBJECT_PRONOUN);
        let clitic = view.word(end).starts_with(['’', '\'']) && view.word(end).len() < 5;
        let possessive = clitic || owner;
        let sentence = view.sentence(start);
        let here = |mention: &&Mention| mention.sentence == sentence;
        let earlier = self.mentions.iter().rev().take(3).filter(here);
        let (mut leads, mut taken) = (true, false);
        for mention in earlier {
            leads = false;
            taken |= mention.subject;
        }
        let oblique = (start.saturating_sub(3)..start)
            .any(|at| view.own(at, Class::PREPOSITION) && view.same_sentence(at, start));
        let nominative = pronoun && view.own(start, Class::SUBJECT_PRONOUN);
        let alone = part != Part::InSource;
        let subject = speaks || alone && !taken && !possessive && !oblique || nominative;
        self.so_far[entity] += 1;
        if speaks {
            self.last_speaker = Some(entity);
        }
        self.mentions.push(Mention {
            entity,
            at: start,
            sentence,
            subject,
            possessive,
            oblique,
            speaks,
            pronoun,
            leads,
        });
    }

    /// The person a pronoun means.
    pub(super) fn person(&self, asked: Asked) -> Option<usize> {
        let worth = |entity: &Entity| {
            let fits = entity.gender.fits(asked.gender) && (entity.is_person() || perhaps(entity));
            fits.then_some(0.0)
        };
        self.best(asked, self.persons, worth)
    }

    /// The organisation, document or place that "it" means.
    pub(super) fn thing(&self, at: usize) -> Option<usize> {
        let asked = Asked {
            at,
            gender: Gender::Unknown,
            source: true,
            subject: true,
        };
        // A thing's number of mentions tells less than a person's.
        self.best(asked, self.things, |entity| {
            let kind = match entity.kind {
                NameKind::Organisation => 1.0,
                NameKind::Document => 0.8,
                NameKind::Place => -0.5,
                NameKind::Person | NameKind::Unknown => return None,
            };
            Some(kind - 0.15 * (1.0 + entity.weight() as f32).ln())
        })
    }

    /// The best antecedent, by the weights and by what `worth` adds; `None` of it refuses an entity.
    fn best(
        &self,
        asked: Asked,
        weights: &Weights,
        worth: impl Fn(&Entity) -> Option<f32>,
    ) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        self.candidates(asked, &worth, |entity, features, worth| {
            let score = weights.score(features) + worth;
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, entity));
            }
        });
        best.map(|(_, entity)| entity)
    }

    /// Shows each admitted mention in the window, the nearest first.
    fn candidates(
        &self,
        asked: Asked,
        worth: &impl Fn(&Entity) -> Option<f32>,
        mut show: impl FnMut(usize, &Features, f32),
    ) {
        let here_inside = self.view.inside.get(asked.at).copied().unwrap_or_default();
        let (mut outside, mut nth) = (0, 0.0);
        for mention in self.mentions.iter().rev().take(4 * WINDOW) {
            if outside >= WINDOW {
                break;
            }
            let entity = &self.cast.entities[mention.entity];
            let Some(worth) = worth(entity) else {
                continue;
            };
            let inside = self.view.inside[mention.at] && !here_inside;
            let features = self.features(asked, mention, entity, inside, nth);
            show(mention.entity, &features, worth);
            if !inside {
                outside += 1;
                nth += 1.0;
            }
        }
    }

    fn features(
        &self,
        asked: Asked,
        mention: &Mention,
        entity: &Entity,
        inside: bool,
        nth: f32,
    ) -> Features {
        use Feature as F;
        let view = self.view;
        let sentence = view.sentence(asked.at);
        let narrated = |at: usize| view.narrated.get(at).copied().unwrap_or_default();
        let gone = narrated(sentence).saturating_sub(narrated(mention.sentence)) as f32;
        let same = mention.sentence == sentence;
        let last = self.last_speaker == Some(mention.entity);
        let paragraph = view.paragraph(mention.sentence) == view.paragraph(sentence);
        let mut features = [0.0; COUNT];
        features[F::Gone as usize] = gone.min(6.0);
        features[F::Nth as usize] = nth;
        features[F::Weight as usize] = (1.0 + entity.weight() as f32).ln();
        features[F::SoFar as usize] = (1.0 + self.so_far[mention.entity] as f32).ln();
        let mut set = |holds: bool, own: F, source: Option<F>, object: Option<F>| {
            if !holds {
                return;
            }
            features[own as usize] = 1.0;
            if let Some(source) = source.filter(|_| asked.source) {
                features[source as usize] = 1.0;
            }
            if let Some(object) = object.filter(|_| !asked.subject) {
                features[object as usize] = 1.0;
            }
        };
        let known = asked.gender != Gender::Unknown && entity.gender == asked.gender;
        set(same, F::SameSentence, Some(F::SourceSameSentence), Some(F::ObjectSameSentence));
        set(gone == 1.0, F::PreviousSentence, Some(F::SourcePreviousSentence), None);
        set(paragraph, F::SameParagraph, Some(F::SourceSameParagraph), None);
        set(mention.subject, F::Subject, Some(F::SourceSubject), Some(F::ObjectSubject));
        set(mention.speaks, F::Speaks, Some(F::SourceSpeaks), None);
        set(mention.possessive, F::Possessive, None, None);
        set(mention.oblique, F::Oblique, Some(F::SourceOblique), Some(F::ObjectOblique));
        set(inside, F::Inside, Some(F::SourceInside), None);
        set(mention.pronoun, F::Pronoun, None, Some(F::ObjectPronoun));
        set(mention.leads, F::Leads, Some(F::SourceLeads), None);
        set(last, F::LastSpeaker, Some(F::SourceLastSpeaker), None);
        set(known, F::GenderKnown, None, None);
        set(!entity.is_person(), F::Perhaps, None, None);
        features
    }

    /// The candidates of a pronoun where one woman and one man are near, for training.
    ///
    /// One of each: were many men allowed beside one woman, "she" would teach and "he" would
    /// not, and so that rare names are meant more often than frequent ones.
    pub(super) fn lesson(&self, asked: Asked) -> Option<Lesson> {
        if self.view.inside.get(asked.at).copied().unwrap_or(true) {
            return None;
        }
        let mut candidates = Vec::new();
        let (mut right, mut wrong): (Option<usize>, Option<usize>) = (None, None);
        let mut clear = true;
        let anyone = |entity: &Entity| entity.is_person().then_some(0.0);
        self.candidates(asked, &anyone, |entity, features, _| {
            let gender = self.cast.entities[entity].gender;
            let fits = gender == asked.gender;
            let gone = features[Feature::Gone as usize];
            clear &= gender != Gender::Unknown || gone > 2.0;
            if gender == Gender::Unknown || gone > FAR {
                return;
            }
            let known = *if fits { &mut right } else { &mut wrong }.get_or_insert(entity);
            clear &= known == entity;
            let mut features = *features;
            features[Feature::GenderKnown as usize] = 0.0;
            candidates.push((features, fits));
        });
        (clear && wrong.is_some() && right.is_some()).then_some(Lesson {
            candidates,
            source: asked.source,
        })
    }

    /// Whom the noun phrase right before a relative pronoun names, if it does.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        let near = self.mentions.iter().rev().take(6);
        let sentence = self.view.sentence(at);
        let mut here = near.filter(|mention| mention.sentence == sentence && mention.at < at);
        here.find(|mention| self.cast.entities[mention.entity].is_person())
            .map(|mention| mention.entity)
    }
}

/// A name of two or three words of no known kind may be a person's.
fn perhaps(entity: &Entity) -> bool {
    entity.kind == NameKind::Unknown && (2..=3).contains(&entity.telling.len())
}
