//! [`Way`]: how a source came to its speaker, and how sure the speaker is for it.
//!
//! The share of each way that is right was counted (`data/certainty.tsv`); of "he" and
//! "she" the weights that choose tell it, pronoun by pronoun.

use std::ops::Range;
use std::sync::LazyLock;

use super::meaning::{Antecedents, Meaning, Reading};
use super::names::Name;
use super::people::Cast;
use super::view::View;
use crate::scan::class::Class;

/// How a source came to its speaker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    /// By its own words: a name, or a phrase that nothing names.
    Itself,
    /// "he", "she": that person's share of the probability.
    Person(f32),
    /// "it"
    Thing,
    /// "they"
    Several,
    /// "who", "which"
    Relative,
    /// "the ambassador", "his logic"
    Description,
    /// "A:" in an interview, whom its introduction presents.
    Answer,
}

/// The shares of the file, in the order of [`NAMES`].
static SHARES: LazyLock<[f32; NAMES.len()]> = LazyLock::new(|| {
    let file = include_str!("data/certainty.tsv");
    NAMES.map(|name| {
        let mut lines = file.lines().filter_map(|line| line.split_once('\t'));
        let share = lines.find(|(way, _)| *way == name).map(|(_, rest)| rest);
        let share = share.and_then(|rest| rest.split('\t').next());
        share.and_then(|share| share.parse().ok()).unwrap_or(0.5)
    })
});

const NAMES: [&str; 14] = [
    "name",
    "phrase",
    "several names",
    "person",
    "thing",
    "they",
    "relative",
    "description",
    "first person",
    "unknown",
    "answer",
    "carried",
    "untold",
    "doubtful name",
];

impl Way {
    /// How a reading is about to be decided; `None` for one that says by itself whom it means.
    pub(super) fn of(
        view: &View,
        reading: Option<&Reading>,
        pronouns: &Antecedents,
    ) -> Option<Self> {
        Some(match reading {
            None | Some(Reading::Means(_)) => return None,
            Some(Reading::Description(_)) => Self::Description,
            Some(Reading::Owned(core, _)) => match pronouns.of(core.start) {
                Some(guess) => Self::Person(guess.share),
                None => Self::Description,
            },
            Some(Reading::Pronoun(at)) => {
                let classes = view.classes(*at);
                match pronouns.of(*at) {
                    Some(guess) => Self::Person(guess.share),
                    None if classes.intersects(Class::SINGULAR_IT) => Self::Thing,
                    None if classes.intersects(Class::RELATIVE) => Self::Relative,
                    None => Self::Several,
                }
            }
        })
    }

    /// How likely a meaning that was found so is right.
    pub(super) fn certainty(self, meaning: &Meaning) -> f32 {
        let [
            name,
            phrase,
            several,
            person,
            thing,
            they,
            relative,
            description,
            first,
            unknown,
            answer,
            ..,
        ] = *SHARES;
        match (self, meaning) {
            (_, Meaning::Open(_)) => unknown,
            (_, Meaning::First { .. }) => first,
            (Self::Answer, _) => answer,
            (Self::Itself, Meaning::Entity(_)) => name,
            (Self::Itself, Meaning::Phrase(_)) => phrase,
            (Self::Itself, Meaning::Several(_)) => several,
            (Self::Person(share), _) => person * share,
            (Self::Thing, _) => thing,
            (Self::Several, _) => they,
            (Self::Relative, _) => relative,
            // A description that nobody was found for stands for itself.
            (Self::Description, Meaning::Phrase(_)) => phrase,
            (Self::Description, _) => description,
        }
    }
}

/// How often an interview's "I" is whom its introduction presents.
pub(super) fn answer() -> f32 {
    let [.., answer, _, _, _] = *SHARES;
    answer
}

/// How often the speaker of the quotation before is right for one that names none.
pub(super) fn carried() -> f32 {
    let [.., carried, _, _] = *SHARES;
    carried
}

/// What is left of a person's share if nothing but the pronoun tells the gender.
pub(super) fn untold() -> f32 {
    let [.., untold, _] = *SHARES;
    untold
}

/// How much surer a name's speaker is, whoever means it, than where it is not sure which words the name has.
pub(super) fn of_name(view: &View, names: &[Name], cast: &Cast, at: usize) -> f32 {
    let [.., doubtful] = *SHARES;
    let entity = &cast.entities[at];
    // "Wary Ann Lee": a word that opens a sentence may be no part of the name, where the name stands nowhere else.
    let first = entity.name.start;
    let inside = |(name, other): (&Name, &usize)| {
        let start = name.tokens.start;
        *other == at && view.key(start) == view.key(first) && !view.first_of_sentence(start)
    };
    let opened = || {
        let known = Class::FIRST_NAME | Class::ORGANISATION | Class::PLACE;
        entity.name.len() > 1
            && view.first_of_sentence(first)
            && !view.is(first, known)
            && !view.initial(first)
            && view.own(first + 1, Class::FIRST_NAME)
            && !names.iter().zip(&cast.of_name).any(inside)
    };
    let person = entity.kind.may_be_person();
    let led = || {
        entity
            .name
            .clone()
            .any(|at| view.own(at, Class::PREPOSITION))
    };
    let whole = entity.given || person && entity.name.len() > 1;
    let is_doubtful = person && (led() || opened()) || !whole && is_cut(view, &entity.name);
    if is_doubtful { doubtful } else { 1.0 }
}

/// "(Ministry of) Roads and Bridges": what is joined to a name may be part of it.
fn is_cut(view: &View, name: &Range<usize>) -> bool {
    let link = |at: usize| view.own(at, Class::LINK) && !view.capital(at);
    let joined = |and: usize| view.bytes(and) == b"and" && view.capital(and + 1);
    let behind = || joined(name.end) && name.clone().any(link);
    let Some(and) = name.start.checked_sub(1) else {
        return behind();
    };
    joined(and) && and > 2 && link(and - 2) && view.capital(and - 1) || behind()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_has_its_share_in_the_file() {
        let file = include_str!("data/certainty.tsv");
        for name in NAMES {
            assert!(
                file.lines()
                    .any(|line| line.starts_with(&format!("{name}\t"))),
                "{name}"
            );
        }
        assert!(SHARES.iter().all(|share| (0.0..=1.0).contains(share)));
    }
}
