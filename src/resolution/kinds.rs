//! What a name names, and of which gender, by the words of the name and those beside it.
//!
//! Decides by lexicons and shape alone; what the article's other mentions tell is [`super::people`]'s.

use std::ops::Range;

use super::names::{Gender, NameKind, body};
use super::view::{Said, View};
use crate::scan::class::Class;

/// What a single word names that no phrase covers: what [`kind`] comes down to.
pub(super) fn kind_of_word(view: &View, at: usize, own: Class) -> NameKind {
    if own.intersects(Class::PLACE | Class::CAPITAL) {
        NameKind::Place
    } else if own.intersects(Class::ORGANISATION) {
        NameKind::Organisation
    } else if own.intersects(Class::FIRST_NAME) {
        NameKind::Person
    } else {
        shouted(view, at)
    }
}

/// `said`: what any of the run's words is, or of some more.
pub(super) fn kind(view: &View, run: &Range<usize>, said: Said) -> NameKind {
    let first = run.start;
    let last = run.end - 1;
    let several = run.len() > 1;
    let given = view.own(first, Class::FIRST_NAME);
    let place = Class::PLACE | Class::CAPITAL;
    if said.any.intersects(place) && run.clone().all(|at| view.is(at, place)) && !(given && several)
    {
        return NameKind::Place;
    }
    if several && view.own(last, Class::THING) {
        return NameKind::Organisation;
    }
    let bodies = said.any.intersects(Class::ORGANISATION);
    if given
        && several
        && !linked(view, run, said)
        && !(bodies
            && body(view, last)
            && (run.len() > 2 || view.phrase(last, Class::ORGANISATION)))
    {
        return NameKind::Person;
    }
    if bodies && run.clone().any(|at| body(view, at))
        || several && run.clone().any(|at| view.byte(at) == b'&')
        || several && view.own(last, Class::FIRM)
    {
        return NameKind::Organisation;
    }
    if several && view.own(last, Class::DOCUMENT) {
        return NameKind::Document;
    }
    // "J", "J."
    let initial = |at: usize| {
        view.capital(at) && view.initial(at) && view.word(at).starts_with(|c: char| c.is_ascii())
    };
    if given && !several || several && run.clone().any(initial) {
        return NameKind::Person;
    }
    if !several {
        return shouted(view, first);
    }
    // "Ashby Courier"
    if view.entry(last).is_newspaper() {
        return NameKind::Organisation;
    }
    NameKind::Unknown
}

/// "the power company LuzonGrid": the noun before a name says that it is a body's.
pub(super) fn bodied(view: &View, start: usize) -> bool {
    let noun = start.wrapping_sub(1);
    view.own(noun, Class::BODIES) && !view.capital(noun) && view.same_sentence(noun, start)
}

/// "Port Harcourt", "Nandipur East"
pub(super) fn placed(view: &View, run: &Range<usize>) -> bool {
    let entry = |at: usize| view.entry(at);
    (2..=3).contains(&run.len()) && (entry(run.start).begins_place || entry(run.end - 1).ends_place)
}

/// "Commission on Fisheries"
fn linked(view: &View, run: &Range<usize>, said: Said) -> bool {
    let link = |at: usize| view.own(at, Class::LINK) && !view.capital(at);
    said.own.intersects(Class::LINK) && run.clone().any(link)
}

/// "SMITH: …" is a transcript's speaker, "NASA" is not.
fn shouted(view: &View, at: usize) -> NameKind {
    if view.bytes(at).iter().any(u8::is_ascii_lowercase) {
        return NameKind::Unknown;
    }
    let word = view.word(at);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    if !shouted || letters < 2 {
        return NameKind::Unknown;
    }
    // "AB: …" is an interview's; most bodies of two letters are in the lexicon.
    let speaks = view.byte(at + 1) == b':' && letters != 3;
    match (speaks, letters < 5) {
        (true, _) => NameKind::Person,
        (false, true) => NameKind::Organisation,
        (false, false) => NameKind::Unknown,
    }
}

pub(super) fn gender_of(view: &View, at: usize) -> Gender {
    let classes = view.all(at);
    match (
        classes.intersects(Class::FEMALE | Class::FEMALE_NAME),
        classes.intersects(Class::MALE | Class::MALE_NAME),
    ) {
        (true, false) => Gender::Female,
        (false, true) => Gender::Male,
        _ => Gender::Unknown,
    }
}

pub(super) fn gender(
    view: &View,
    run: &Range<usize>,
    before: &Range<usize>,
    after: &Range<usize>,
) -> Gender {
    let title = before.clone().rev().find(|at| {
        view.is(*at, Class::FEMALE | Class::MALE)
            && !view.own(*at, Class::POSSESSIVE | Class::OBJECT_PRONOUN)
    });
    if let Some(at) = title {
        return if view.is(at, Class::FEMALE) {
            Gender::Female
        } else {
            Gender::Male
        };
    }
    if run.len() > 1 || view.own(run.start, Class::FIRST_NAME) {
        let given = gender_of(view, run.start);
        if given != Gender::Unknown {
            return given;
        }
    }
    after
        .clone()
        .filter(|at| view.own(*at, Class::ROLE) || view.own(*at, Class::KIN))
        .map(|at| gender_of(view, at))
        .find(|gender| *gender != Gender::Unknown)
        .unwrap_or_default()
}
