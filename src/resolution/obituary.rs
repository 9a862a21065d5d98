//! Obituaries: whose death the first sentences tell, and where the article comes back to them as "she", whoever spoke since.
//!
//! A person's life is told by paragraphs that begin with the pronoun and by dates; who mourns them speaks today.

use super::antecedent::Guess;
use super::names::{Gender, Name};
use super::people::Cast;
use super::place::Place;
use super::pronouns::{Asked, Timeline};
use super::rank::Traits;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// Their name is among so many of the article's first.
const FIRST: usize = 8;

/// How likely the one is whom the article mourns.
const SHARE: f32 = 0.9;

/// Whom the article mourns, and what tells their gender: the first who is the subject of a sentence that tells of their
/// death.
fn mourned(view: &View, names: &[Name], cast: &Cast) -> Option<(usize, Gender)> {
    let mut first = names.iter().zip(&cast.of_name).take(FIRST);
    let found = first.find(|(name, entity)| {
        let entity = &cast.entities[**entity];
        let begins = name.tokens.start - name.before.len();
        let start = view.sentence_start(begins);
        let leads = begins <= start + usize::from(view.own(start, Class::DETERMINER));
        leads && entity.telling.len() > 1 && entity.kind.may_be_person() && dies(view, name)
    });
    let (name, entity) = found?;
    let gender = match cast.entities[*entity].gender {
        Gender::Unknown => next_gender(view, name.tokens.end),
        known => known,
    };
    Some((*entity, gender))
}

/// "Ann Oakes has died. Her death": the gender of the first pronoun behind a name, in its sentence or the next.
fn next_gender(view: &View, at: usize) -> Gender {
    let pronouns = &view.found.pronouns;
    let next = pronouns.partition_point(|(pronoun, _)| *pronoun < at);
    let near = pronouns.get(next).filter(|(pronoun, _)| {
        view.sentence(*pronoun) <= view.sentence(at) + 1 && !view.inside(*pronoun)
    });
    near.map_or(Gender::Unknown, |(_, gender)| *gender)
}

/// "Ann Oakes has died", "Ann Oakes, who has died aged 81,", "Ann Oakes, the potter whose bowls were sought, has died".
fn dies(view: &View, name: &Name) -> bool {
    let end = name.tokens.end;
    let died = |at: usize| matches!(view.word(at), "died" | "dies");
    let verb = |at: usize| at + usize::from(view.own(at, Class::AUXILIARY));
    if died(verb(end)) {
        return true;
    }
    if view.byte(end) != b',' {
        return false;
    }
    let last = view.sentence_end(end);
    let who = end + 1;
    if view.eq(who, "who") && died(verb(who + 1)) {
        return true;
    }
    let mut commas = (who..last).filter(|at| view.byte(*at) == b',');
    let closing = commas.find(|comma| died(verb(comma + 1)));
    // "Ann Oakes, whose son, Mark, died"
    let theirs = |comma: usize| {
        let words = who..comma;
        words.clone().any(|at| view.eq(at, "whose"))
            && words.clone().any(|at| view.own(at, Class::KIN))
    };
    closing.is_some_and(|comma| !theirs(comma))
}

impl Timeline<'_> {
    /// Keeps in mind whom the article mourns, if it does.
    pub(super) fn mourn(&mut self, names: &[Name]) {
        let Some((entity, gender)) = mourned(self.view, names, self.cast) else {
            return;
        };
        let known = &mut self.past.known[entity];
        known.person = true;
        if known.gender == Gender::Unknown {
            known.gender = gender;
        }
        self.mourned = Some(entity);
    }

    /// The one whom the article mourns, if a pronoun comes back to them.
    pub(super) fn comes_back(&self, asked: Asked) -> Option<Guess> {
        let entity = self.mourned?;
        let told = self.past.known[entity].gender == asked.gender;
        let open = !told || !asked.subject || asked.gender == Gender::Unknown;
        if open || self.view.inside(asked.at) {
            return None;
        }
        let resumes = match asked.source {
            true => self.is_dated(asked.at),
            false => self.opens_paragraph(asked.at) || self.is_dated(asked.at),
        };
        let guess = Guess {
            entity,
            share: SHARE,
        };
        (resumes && !self.is_another(asked, entity)).then_some(guess)
    }

    /// "She was not easy.": the pronoun is a paragraph's first word.
    fn opens_paragraph(&self, at: usize) -> bool {
        let view = self.view;
        let sentence = view.sentence(at);
        let paragraph = |sentence: usize| view.setting(sentence).paragraph;
        let first = sentence > 0 && paragraph(sentence - 1) != paragraph(sentence);
        first && view.first_of_sentence(at)
    }

    /// "Born in 1943, she", "In a 2011 interview she", "she said in 2011", "she once said", "she wrote in her memoir".
    fn is_dated(&self, at: usize) -> bool {
        let view = self.view;
        let start = view.sentence_start(at);
        let dates = |at: usize| !view.inside(at) && is_year(view, at);
        if view.eq(start, "born") || (start..at).any(dates) || view.eq(at + 1, "once") {
            return true;
        }
        let end = view.sentence_end(at);
        // "she liked to say", "she used to say"
        if view.eq(at + 2, "to") && matches!(view.word(at + 1), "liked" | "loved" | "used") {
            return true;
        }
        let within = (at + 2 < end) && view.eq(at + 2, "in");
        let life = |at: usize| matches!(view.word(at), "memoir" | "memoirs" | "autobiography");
        within && (dates(at + 3) || (at + 3..end.min(at + 6)).any(life))
    }

    /// Another whom the pronoun fits is the subject in its paragraph before it, or may be so in its sentence.
    fn is_another(&self, asked: Asked, mourned: usize) -> bool {
        let here = Place::of(self.view, asked.at);
        let near = self.past.mentions.iter().rev();
        let mut near = near.take_while(|mention| mention.place.paragraph == here.paragraph);
        near.any(|mention| {
            let known = self.past.known[mention.entity];
            let subject = mention.traits.contains(Traits::SUBJECT) && !mention.place.inside;
            let told = known.gender == asked.gender;
            let open = known.gender == Gender::Unknown && known.person;
            let fits = told || open && mention.place.sentence == here.sentence;
            mention.entity != mourned && subject && fits
        })
    }
}

/// "1943"
fn is_year(view: &View, at: usize) -> bool {
    let digits = view.bytes(at);
    let year = matches!(digits, [b'1', b'8' | b'9', _, _] | [b'2', b'0', _, _]);
    year && view.kind(at) == Some(TokenKind::Number)
}
