//! What a sentence's own grammar says of a pronoun, whoever is in mind.
//!
//! A pronoun in a clause that comes first means the subject behind it, one behind a colon the
//! subject before it, and nobody speaks of himself by his name.

use std::ops::Range;

use smallvec::SmallVec;

use super::answers::is_question;
use super::antecedent::Guess;
use super::figures::opens_paragraph;
use super::names::{Gender, Name};
use super::nominals::definite;
use super::past::Known;
use super::people::Cast;
use super::place::Place;
use super::pronouns::{Asked, Timeline};
use super::rank::Traits;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// Who speaks is none of these.
pub(super) type Barred = SmallVec<[usize; 4]>;

/// From that share on a pronoun tells the gender of whom it means.
const CERTAIN: f32 = 0.9;

/// A clause that comes first is no longer, in tokens.
const LONGEST: usize = 24;

/// "Asked whether she would resign, Ms. Lund paused": whom the pronoun means that stands in a clause before its name.
pub(super) fn ahead(view: &View, names: &[Name], cast: &Cast, asked: Asked) -> Option<usize> {
    let Asked { at, gender, .. } = asked;
    let start = view.sentence_start(at);
    // "Asked if he wished to speak, Mr. Lund stood": what he wished is no speech of another.
    let barred = asked.source && !is_question(view, start);
    if barred || at - start > LONGEST || view.inside(at) || !subordinate(view, start, at) {
        return None;
    }
    let end = view.sentence_end(at).min(at + LONGEST);
    let comma = (at + 1..end).find(|at| view.byte(*at) == b',')?;
    let next = names.partition_point(|name| name.tokens.start <= comma);
    let fits = |name: usize| cast.entities[cast.of_name[name]].may_be(gender);
    let name = names.get(next)?;
    let begins = match name.before.is_empty() {
        true => name.tokens.start,
        false => name.before.start,
    };
    // "Asked if he had met Mr. Hale, and Mr. Orr": not a subject.
    let subject = begins == comma + 1
        && !view.clitic(name.tokens.end)
        && !view.own(name.tokens.end, Class::CONJUNCTION | Class::PREPOSITION)
        && view.byte(name.tokens.end) != b'.';
    // "After Mr. Hale said he would run, Mr. Orr laughed": who was named before is nearer.
    let first = names.partition_point(|name| name.tokens.start <= start);
    let by = |name: &Name| {
        let previous = name.tokens.start - name.before.len();
        previous > start && view.eq(previous - 1, "by")
    };
    let mut before = first..names.partition_point(|name| name.tokens.start < at);
    let named = before.any(|name| fits(name) && !by(&names[name]));
    (subject && !named && fits(next)).then(|| cast.of_name[next])
}

/// "she tells me": the author's subject, not "her mother", who spoke last, of whom the author writes.
pub(super) fn tells_author(view: &View, cast: &Cast, at: usize, last: usize) -> Option<usize> {
    let told = view.own(at + 2, Class::FIRST_SINGULAR | Class::FIRST_PLURAL)
        && view.own(at + 2, Class::OBJECT_PRONOUN);
    let entity = &cast.entities[last];
    let owned = entity.unnamed && view.own(entity.name.start, Class::POSSESSIVE);
    (told && owned && view.own(at + 1, Class::THIRD)).then_some(last)
}

/// "For the mayor, Ann Lee, she was a friend": who is named there speaks of another than herself.
pub(super) fn regards(view: &View, names: &[Name], cast: &Cast, at: usize) -> Option<usize> {
    let comma = at.checked_sub(1).filter(|at| view.byte(*at) == b',')?;
    let start = view.sentence_start(at);
    if !view.eq(start, "for") || comma - start > LONGEST {
        return None;
    }
    let next = names.partition_point(|name| name.tokens.start < comma);
    let last = next.checked_sub(1)?;
    let closes = names[last].tokens.end == comma && names[last].tokens.start > start;
    closes.then(|| cast.of_name[last])
}

/// "her job", not "her to go": what stands behind a pronoun may be its noun.
pub(super) fn noun_follows(view: &View, at: usize) -> bool {
    let other = Class::FUNCTION | Class::DETERMINER | Class::ADVERB | Class::TIME;
    view.kind(at + 1) == Some(TokenKind::Word) && !view.own(at + 1, other)
}

/// "The vote was tied before Hugh Lund stepped in": what leads to the name at `start..end` begins a clause, whose subject
/// it is.
pub(super) fn begins_clause(view: &View, start: usize, end: usize) -> bool {
    let first = view.sentence_start(start).max(start.saturating_sub(3));
    let mut prepositions = (first..start).filter(|at| view.own(*at, Class::PREPOSITION));
    let finite = view.own(end, Class::AUXILIARY | Class::MODAL) || acts(view, end);
    finite && prepositions.all(|at| view.own(at, Class::SUBORDINATOR))
}

/// At `at`, behind a name, stands what may be its verb: "swept", not "on" or "was".
pub(super) fn acts(view: &View, at: usize) -> bool {
    let other = Class::FUNCTION | Class::DETERMINER | Class::ADVERB | Class::TIME;
    view.kind(at) == Some(TokenKind::Word) && !view.capital(at) && !view.own(at, other)
}

/// "I ask Ms. Lund", "he asked Hugh Lund whether it was so": who is asked a question, not to do something.
pub(super) fn is_asked(view: &View, start: usize, end: usize) -> bool {
    let mut verb = start.wrapping_sub(1);
    // "Dr. Ann", "Mrs"
    while view.own(verb, Class::TITLE) || view.byte(verb) == b'.' {
        verb = verb.wrapping_sub(1);
    }
    if !view.own(verb, Class::CUE_VERB) || !view.entry(verb).asks {
        return false;
    }
    let asker = verb.wrapping_sub(1);
    view.own(asker, Class::FIRST_SINGULAR | Class::FIRST_PLURAL)
        || view.own(end, Class::WH)
        || ["whether", "if", "about"]
            .iter()
            .any(|word| view.eq(end, word))
}

/// The sentence that begins at `start` begins with no main clause.
fn subordinate(view: &View, start: usize, at: usize) -> bool {
    let first = view.bytes(start);
    let participle = first.len() > 4 && (first.ends_with(b"ed") || first.ends_with(b"ing"));
    let leads = view.own(
        start,
        Class::SUBORDINATOR | Class::PREPOSITION | Class::GERUND,
    );
    start < at && (participle || leads)
}

impl Timeline<'_> {
    /// Whom the noun phrase right before a relative pronoun names, if it does.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        let near = self.past.mentions.iter().rev().take(6);
        let sentence = self.view.sentence(at) as u32;
        let mut here = near.filter(|mention| mention.place.sentence == sentence && mention.at < at);
        here.find(|mention| self.cast.entities[mention.entity].is_person())
            .map(|mention| mention.entity)
    }

    /// Something before the pronoun in hand tells the gender.
    pub(super) fn is_told(&self, entity: usize) -> bool {
        self.past.known[entity].gender != Gender::Unknown
    }

    /// Who was "she" for certain is no "he" from there on.
    pub(super) fn learn(&mut self, guess: Guess, gender: Gender) {
        let known = &mut self.past.known[guess.entity];
        if guess.share > CERTAIN && known.gender == Gender::Unknown {
            known.gender = gender;
        }
    }

    /// "Hugh Lund, he said, had promised a bridge": who is the subject of what the pronoun at `at` reports is another.
    pub(super) fn reported(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let close = at + 2;
        let apart = view.byte(at.wrapping_sub(1)) == b',' && view.byte(close) == b',';
        let finite = Class::AUXILIARY | Class::MODAL | Class::COMMON_VERB;
        if !apart || !view.verb(at + 1) || !view.own(close + 1, finite) || view.inside(at) {
            return None;
        }
        let sentence = view.sentence(at) as u32;
        let here = self.past.mentions.iter().rev();
        let first = here
            .take_while(|mention| mention.place.sentence == sentence)
            .last()?;
        let mut between = first.at..at - 1;
        // "Her friends, she said, had": she is who has them.
        let leads = first.traits.contains(Traits::SUBJECT);
        let clause = between.any(|at| view.verb(at) || view.own(at, finite));
        (leads && !clause).then_some(first.entity)
    }

    /// "Sen. Lund left. ¶ The president laughed. “Never,” he said": who has no name, and an office, and opens a paragraph
    /// that tells of nobody else.
    fn opens(&self, asked: Asked) -> Option<usize> {
        let view = self.view;
        if !asked.source || !asked.subject {
            return None;
        }
        let paragraph = Place::of(view, asked.at).paragraph;
        let near = self.past.mentions.iter().rev();
        let mut near = near
            .take_while(|mention| mention.place.paragraph == paragraph)
            .filter(|mention| {
                let known = self.past.known[mention.entity];
                let human = known.person || known.perhaps;
                human && known.gender.fits(asked.gender) && !mention.place.inside
            });
        let only = near.next()?.entity;
        let entity = &self.cast.entities[only];
        let start = entity.name.start;
        let leads = opens_paragraph(view, start);
        let office = |at: usize| view.entry(at).office;
        let unnamed = entity.unnamed && definite(view, start) && entity.name.clone().any(office);
        (unnamed && leads && near.all(|mention| mention.entity == only)).then_some(only)
    }

    /// "Ms. Lund went further: she called it a mess": the subject before a colon goes on behind it.
    pub(super) fn goes_on(&self, asked: Asked) -> Option<usize> {
        let before = asked.at.checked_sub(1)?;
        if !asked.subject || self.view.byte(before) != b':' {
            return self.opens(asked);
        }
        let sentence = self.view.sentence(asked.at) as u32;
        let near = self.past.mentions.iter().rev().take(6);
        let mut here = near.take_while(|mention| mention.place.sentence == sentence);
        let subject = here.find(|mention| {
            let Known {
                person,
                perhaps,
                gender,
                ..
            } = self.past.known[mention.entity];
            let leads = mention.traits.contains(Traits::SUBJECT | Traits::LEADS);
            leads && (person || perhaps) && gender.fits(asked.gender)
        });
        subject.map(|mention| mention.entity)
    }
}

/// The persons whom a quotation's words at `tokens` name, but for "My name is Ann Lee".
pub(super) fn spoken_of(
    view: &View,
    names: &[Name],
    cast: &Cast,
    tokens: &Range<usize>,
    barred: &mut Barred,
) {
    let first = names.partition_point(|name| name.tokens.start < tokens.start);
    for (at, name) in names.iter().enumerate().skip(first) {
        if name.tokens.start >= tokens.end {
            break;
        }
        let entity = cast.of_name[at];
        let begins = name.tokens.start - name.before.len();
        let introduced = begins > 0 && introduces(view, begins - 1);
        if cast.entities[entity].is_person() && !introduced {
            barred.push(entity);
        }
    }
}

/// "I am", "call me", "I,": who is named behind it may be who speaks.
fn introduces(view: &View, at: usize) -> bool {
    let first = |at: usize| view.own(at, Class::FIRST_SINGULAR);
    view.own(at, Class::BE)
        || first(at)
        || view.byte(at) == b',' && at.checked_sub(1).is_some_and(first)
}
