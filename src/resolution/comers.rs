//! Who comes in: persons newly named where sentences seldom have those they are about, behind the verb.
//!
//! "Among the parents is Hugh Lund", "she hired Hugh Lund, a tailor", "strangers write to Hugh Lund".

use super::antecedent::Guess;
use super::names::Gender;
use super::past::Mention;
use super::pronouns::{Asked, DOUBTED, Timeline, gender_of};
use super::rank::Traits;
use super::view::View;
use crate::scan::class::Class;

/// "Among the parents is Hugh Lund", "In 1971 she hired Hugh Lund, a tailor.": a name at its sentence's end that tells who
/// comes in.
pub(super) fn is_brought_in(view: &View, start: usize, end: usize) -> bool {
    // Of a word alone the article hardly says who that is.
    if end < start + 2 || view.inside(start) {
        return false;
    }
    let verb = start.wrapping_sub(1);
    let first = view.sentence_start(start);
    if view.own(verb, Class::BE) {
        return view.own(first, Class::PREPOSITION) && first < verb;
    }
    let close = || (end + 2..end + 10).find(|at| view.byte(*at) == b'.');
    let preposition = view.own(verb, Class::PREPOSITION | Class::CONJUNCTION);
    view.byte(end) == b','
        && view.entry(end + 1).introduces
        && !preposition
        && first < verb
        && close().is_some_and(|close| (end + 2..close).all(|at| view.byte(at) != b','))
}

impl Timeline<'_> {
    /// The gender of whom a sentence has for its subject so far, by a pronoun or by what is known.
    pub(super) fn subject_of(&self, sentence: u32) -> Gender {
        let here = self.past.mentions.iter().rev();
        let mut here = here.take_while(|mention| mention.place.sentence == sentence);
        let subject = here.find(|mention| mention.traits.contains(Traits::SUBJECT));
        subject.map_or(Gender::Unknown, |mention| {
            match gender_of(self.view.classes(mention.at)) {
                Gender::Unknown => self.past.known[mention.entity].gender,
                told => told,
            }
        })
    }

    /// "Strangers write to Odile Lund. “I read it all,” she says.": where nobody is known for a person, the one whose name may
    /// be one's.
    pub(super) fn sole(&self, asked: Asked) -> Option<Guess> {
        let view = self.view;
        // A description of nobody known stays as it is.
        if gender_of(view.classes(asked.at)) == Gender::Unknown {
            return None;
        }
        let named = |mention: &&Mention| {
            let known = self.past.known[mention.entity];
            let before = mention.at.wrapping_sub(1);
            let told =
                !mention.place.inside && !view.is_title_case(mention.place.sentence as usize);
            known.perhaps
                && told
                && known.gender.fits(asked.gender)
                && !view.owned(mention.at)
                && !view.entry(before).whereabouts
        };
        let mut all = self.recent().filter(named).map(|mention| mention.entity);
        let entity = all.next()?;
        let alone = self.refused != Some(entity) && all.all(|other| other == entity);
        alone.then_some(Guess {
            entity,
            share: DOUBTED,
        })
    }
}
