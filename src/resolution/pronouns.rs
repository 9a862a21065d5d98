//! [`Timeline`]: who is in mind at each point of the article, and whom a pronoun means.
//!
//! Mentions enter in text order; a pronoun looks back over a bounded window, so
//! time grows with the text. It never looks past a contradiction of gender.

use std::sync::LazyLock;

use super::names::{Gender, NameKind};
use super::people::{Cast, Entity};
use super::rank::{COUNT, Feature, Features, Lesson, Traits, Weights};
use super::sets::{Set, Standing};
use super::view::View;
use crate::scan::class::Class;

/// How many mentions a pronoun looks back over, those in quotations aside.
const WINDOW: usize = 24;

/// Beyond so many sentences a person is hardly meant, so that another of the same gender there clouds no lesson.
const FAR: f32 = 3.0;

/// A pronoun that tells gender: its token.
pub(super) type Pronoun = (usize, Gender);

/// Where a mention or a pronoun stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    sentence: usize,
    paragraph: usize,
    /// Sentences of narration before its own.
    narrated: usize,
    /// In the words of a quotation.
    inside: bool,
}

impl Place {
    fn of(view: &View, at: usize) -> Self {
        let sentence = view.sentence(at);
        Self {
            sentence,
            paragraph: view.paragraph(sentence),
            narrated: view.narrated.get(sentence).copied().unwrap_or_default(),
            inside: view.inside.get(at).copied().unwrap_or_default(),
        }
    }
}

/// One place where the article speaks of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) entity: usize,
    /// First token.
    pub(super) at: usize,
    place: Place,
    subject: bool,
    /// What pronouns look at in it.
    traits: Traits,
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
    /// The state and the party of whom is meant, where a description tells.
    pub(super) standing: Standing,
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
        let place = Place::of(view, start);
        let here = |mention: &&Mention| mention.place.sentence == place.sentence;
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
            place,
            subject,
            traits: Traits::SUBJECT.when(subject)
                | Traits::SPEAKS.when(speaks)
                | Traits::POSSESSIVE.when(possessive)
                | Traits::OBLIQUE.when(oblique)
                | Traits::PRONOUN.when(pronoun)
                | Traits::LEADS.when(leads),
        });
    }

    /// The person a pronoun means.
    pub(super) fn person(&self, asked: Asked) -> Option<usize> {
        let worth = |entity: &Entity| {
            let fits = entity.gender.fits(asked.gender)
                && !entity.standing.contradicts(asked.standing)
                && (entity.is_person() || perhaps(entity));
            fits.then_some(0.0)
        };
        self.best(asked, self.persons, worth)
    }

    /// The organisation, document or place that "it" means.
    pub(super) fn thing(&self, at: usize) -> Option<usize> {
        let asked = Asked {
            at,
            gender: Gender::Unknown,
            standing: Standing::default(),
            source: true,
            subject: true,
        };
        // A thing's number of mentions tells less than a person's.
        self.best(asked, self.things, |entity| {
            let kind = match entity.kind {
                NameKind::Organisation => 1.0,
                NameKind::Document => 0.8,
                NameKind::Place => -1.2,
                NameKind::Person | NameKind::Unknown => return None,
            };
            Some(kind - 0.15 * logarithm(entity.weight()))
        })
    }

    /// The best antecedent, by the weights and by what `worth` adds; `None` of it refuses an entity.
    #[inline]
    fn best(
        &self,
        asked: Asked,
        weights: &Weights,
        worth: impl Fn(&Entity) -> Option<f32>,
    ) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        self.candidates(asked, &worth, |seen, worth| {
            let (mut score, entity) = (worth, seen.mention.entity);
            self.features(asked, seen, |feature, value| {
                score += weights.of(feature) * value
            });
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, entity));
            }
        });
        best.map(|(_, entity)| entity)
    }

    /// Shows each admitted mention in the window, the nearest first.
    #[inline]
    fn candidates(
        &self,
        asked: Asked,
        worth: &impl Fn(&Entity) -> Option<f32>,
        mut show: impl FnMut(Seen, f32),
    ) {
        let here = Place::of(self.view, asked.at);
        let (mut outside, mut nth) = (0, 0.0);
        for mention in self.mentions.iter().rev().take(4 * WINDOW) {
            if outside >= WINDOW {
                break;
            }
            let entity = &self.cast.entities[mention.entity];
            let Some(worth) = worth(entity) else {
                continue;
            };
            let inside = mention.place.inside && !here.inside;
            let seen = Seen {
                mention,
                here,
                inside,
                nth,
            };
            show(seen, worth);
            if !inside {
                outside += 1;
                nth += 1.0;
            }
        }
    }

    /// Tells the features of a candidate that are not 0, each with its value.
    #[inline]
    fn features(&self, asked: Asked, seen: Seen, mut tell: impl FnMut(Feature, f32)) {
        use Feature as F;
        let (here, mention) = (seen.here, seen.mention);
        let (there, entity) = (mention.place, &self.cast.entities[mention.entity]);
        let gone = here.narrated.saturating_sub(there.narrated);
        tell(F::Gone, gone.min(6) as f32);
        tell(F::Nth, seen.nth);
        tell(F::Weight, logarithm(entity.weight()));
        tell(F::SoFar, logarithm(self.so_far[mention.entity] as usize));
        let same = there.sentence == here.sentence;
        let last = self.last_speaker == Some(mention.entity);
        let paragraph = there.paragraph == here.paragraph;
        let known = asked.gender != Gender::Unknown && entity.gender == asked.gender;
        let traits = mention.traits
            | Traits::SAME_SENTENCE.when(same)
            | Traits::PREVIOUS_SENTENCE.when(gone == 1)
            | Traits::SAME_PARAGRAPH.when(paragraph)
            | Traits::INSIDE.when(seen.inside)
            | Traits::LAST_SPEAKER.when(last)
            | Traits::GENDER_KNOWN.when(known)
            | Traits::PERHAPS.when(!entity.is_person());
        traits
            .of(asked.source, asked.subject)
            .each(|feature| tell(feature, 1.0));
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
        self.candidates(asked, &anyone, |seen, _| {
            let entity = seen.mention.entity;
            let mut features: Features = [0.0; COUNT];
            self.features(asked, seen, |feature, value| {
                features[feature as usize] = value
            });
            let gender = self.cast.entities[entity].gender;
            let fits = gender == asked.gender;
            let gone = features[Feature::Gone as usize];
            clear &= gender != Gender::Unknown || gone > 2.0;
            if gender == Gender::Unknown || gone > FAR {
                return;
            }
            let known = *if fits { &mut right } else { &mut wrong }.get_or_insert(entity);
            clear &= known == entity;
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
        let mut here = near.filter(|mention| mention.place.sentence == sentence && mention.at < at);
        here.find(|mention| self.cast.entities[mention.entity].is_person())
            .map(|mention| mention.entity)
    }
}

/// A mention, as one pronoun sees it.
#[derive(Clone, Copy)]
struct Seen<'m> {
    mention: &'m Mention,
    here: Place,
    /// It stands in a quotation, the pronoun outside.
    inside: bool,
    /// How many candidates are nearer.
    nth: f32,
}

/// ln(1 + n), up to a number that no article needs.
pub(super) fn logarithm(n: usize) -> f32 {
    static TABLE: LazyLock<[f32; 64]> =
        LazyLock::new(|| std::array::from_fn(|n| (1.0 + n as f32).ln()));
    TABLE[n.min(63)]
}

/// A name of two or three words of no known kind may be a person's.
fn perhaps(entity: &Entity) -> bool {
    entity.kind == NameKind::Unknown && (2..=3).contains(&entity.telling.len())
}
