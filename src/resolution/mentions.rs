//! Mentions enter a [`Timeline`]: what the place of each says of it, and what it tells of its entity.

use super::antecedent::{logarithm, speaker};
use super::bound::{acts, begins_clause, is_asked, noun_follows};
use super::comers::is_brought_in;
use super::names::Gender;
use super::past::{Mention, Part};
use super::place::Place;
use super::pronouns::Timeline;
use super::rank::Traits;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// Whether [`super::pronouns::gender_of`] tells one.
#[inline]
fn tells_gender(classes: Class) -> bool {
    classes.intersects(Class::ANY_PRONOUN | Class::POSSESSIVE)
        & classes.intersects(Class::HE | Class::SHE)
}

/// A semicolon stands before the words of a mention, or before whose they are.
fn clause_begins(view: &View, start: usize) -> bool {
    let mut near = (start.saturating_sub(5)..start).rev();
    let within = |at: usize| view.byte(at) == b',' || view.kind(at) == Some(TokenKind::Word);
    let stop = near.find(|at| !within(*at) || view.verb(*at) || view.own(*at, Class::PREPOSITION));
    stop.is_some_and(|at| view.byte(at) == b';')
}

/// "For Hugh Lund, …" and "To Mr. Lund, …", where such a sentence begins.
fn is_topic(view: &View, start: usize, end: usize) -> bool {
    let first = view.sentence_start(start);
    let titles = |at: usize| view.human(at) || view.byte(at) == b'.';
    let leads = view.eq(first, "for") || view.eq(first, "to");
    leads && view.byte(end) == b',' && (first + 1..start).all(titles)
}

impl Timeline<'_> {
    /// Notes that tokens `start..end` speak of `entity`.
    pub(super) fn push(&mut self, entity: usize, start: usize, end: usize, part: Part) {
        let speaks = part == Part::Source;
        let view = self.view;
        let sentence = view.sentence(start);
        let setting = view.setting(sentence);
        // Who wrote the article is nobody's "she".
        if !speaks && setting.is_byline {
            return;
        }
        let place = Place::within(view, start, sentence, setting);
        let classes = view.classes(start);
        let word = end == start + 1;
        // Few branches from here on: what a mention is cannot be guessed.
        let pronoun = word & tells_gender(classes);
        let owner = word
            && classes.intersects(Class::POSSESSIVE)
            && (!classes.intersects(Class::OBJECT_PRONOUN) || noun_follows(view, start));
        let possessive = owner | view.clitic(end);
        let (mut leads, mut taken) = self.past.near.beside(place.sentence);
        // "Hugh died; his mother, Ann Lund, wept": behind a semicolon it begins anew.
        if clause_begins(view, start) {
            (leads, taken) = (true, false);
        }
        if speaks {
            // The names within a source do not lead it: "A teacher at Ashby School said".
            let mut last = self.past.mentions.iter().rev().take(3);
            leads = last.all(|last| last.at >= start || last.place.sentence != place.sentence);
        }
        let oblique = view
            .before::<3>(setting, start)
            .intersects(Class::PREPOSITION)
            && !begins_clause(view, start, end);
        let nominative = pronoun & classes.intersects(Class::SUBJECT_PRONOUN);
        let (alone, weak) = (part != Part::Within, part == Part::Called);
        // "I asked Ms. Lund": who is asked answers.
        let asked = part == Part::Narration && is_asked(view, start, end);
        // "Among the parents is Hugh Lund", "She hired Hugh Lund, a tailor": so is who is brought in there.
        let new = part == Part::Narration
            && self.past.known[entity].count == 0
            && is_brought_in(view, start, end);
        let lifted = asked | new;
        // "For Hugh Lund, it means little": of whom a sentence is that begins so.
        let told = self.past.known[entity];
        let human = told.person && !told.doubtful || view.eq(end + 1, "who");
        let topic = oblique && part == Part::Narration && human && is_topic(view, start, end);
        leads = (leads & !weak) | lifted | topic;
        let subject =
            speaks | (alone & !taken & !possessive & !oblique) | nominative | lifted | topic;
        let beside = match new {
            true => self.subject_of(place.sentence),
            false => Gender::Unknown,
        };
        // "Oakes’s mother, Ann Lee, left": who owns or qualifies the subject does not lead.
        if alone & !possessive {
            self.past.near.push(place.sentence, subject);
        }
        if speaks {
            self.last_speaker = Some(entity);
        }
        if pronoun & !nominative {
            let outshone = self.past.outshine(entity, place.sentence);
            self.last_speaker = self.last_speaker.filter(|last| Some(*last) != outshone);
        }
        // What a comma sets off behind it begins so.
        let set_off = |classes| view.byte(end) == b',' && view.own(end + 1, classes);
        let known = &mut self.past.known[entity];
        // A name of no known kind that speaks is a person's more often than not, if it has no article.
        known.perhaps |= (asked | topic) && speaker(&self.cast.entities[entity]);
        known.beside = beside;
        if known.gender == Gender::Unknown && !known.acts {
            let first = known.unnamed && view.entry(start).introduces;
            // "Cornell Lund, the pollster, said"
            known.acts =
                lifted || first || subject && (set_off(Class::DETERMINER) || acts(view, end));
        }
        known.described |= known.unnamed && set_off(Class::RELATIVE);
        known.perhaps |= speaks
            && !classes.intersects(Class::DETERMINER)
            && !view.of_several(end)
            && speaker(&self.cast.entities[entity]);
        known.spoke += u32::from(speaks);
        self.past.voiced |= (known.spoke > 1) & known.person & !known.unnamed;
        known.count += 1;
        known.so_far = logarithm(known.count as usize);
        self.past.most = self.past.most.max(known.count);
        // What is never more than an object or a place to be at, "Ashby Hill", is no person.
        let perhaps = known.perhaps && subject && !view.owned(start);
        if known.person | (perhaps & !setting.is_title_case) {
            self.past.human.push(self.past.mentions.len() as u32);
            if known.told_of {
                self.past.told_of.push(self.past.mentions.len() as u32);
            }
        }
        self.past.mentions.push(Mention {
            entity,
            at: start,
            place,
            traits: Traits::SUBJECT.when(subject & !weak)
                | Traits::SPEAKS.when(speaks)
                | Traits::POSSESSIVE.when(possessive)
                | Traits::OBLIQUE.when(oblique)
                | Traits::PRONOUN.when(pronoun)
                | Traits::LEADS.when(leads),
        });
    }
}
