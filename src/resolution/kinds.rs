//! What a name names, and of which gender, by the words of the name and those beside it.
//!
//! Decides by lexicons and shape alone; what the article's other mentions tell is [`super::people`]'s.

use std::ops::Range;

use super::focus::is_firm;
use super::key;
use super::names::{Gender, NameKind, body};
use super::sets;
use super::view::{Said, View};
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

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
    // "Nova AI": letters of firms are no surname.
    if several
        && view.own(last, Class::FIRM)
        && view.word(last).len() > 1
        && is_shouted(view.word(last))
        && !is_shouted(view.word(first))
    {
        return NameKind::Organisation;
    }
    if several && view.own(last, Class::THING) {
        return match given && surnamed(view, run) {
            true => NameKind::Person,
            false => NameKind::Organisation,
        };
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
    match is_body_by_form(view, run) {
        true => NameKind::Organisation,
        false => NameKind::Unknown,
    }
}

/// "Ashby Courier", "Ninth Circuit", "Transport for Ashby": what several words begin or end with makes them a body's name,
/// though no lexicon has it.
fn is_body_by_form(view: &View, run: &Range<usize>) -> bool {
    let (first, last) = (run.start, run.end - 1);
    let entry = view.entry(last);
    // "US Wind"
    let national = is_shouted(view.word(first))
        && (view.own(first, Class::PLACE) || view.bytes(first) == b"US");
    // "Tourism Ireland"
    // "Swim Wales", where others swim
    let agency = || {
        let small = || view.first_of_sentence(first) && view.small(first);
        let what = view.entry(first).portfolio || view.word(first).ends_with("ing") || small();
        let named = || view.entry(first).called || view.own(first, Class::GROUP);
        what || named() || is_shouted(view.word(last))
    };
    // "Centers for Disease Control and Prevention"
    let assembled = || view.entry(first).assembly;
    // "Africa CDC"
    let regional = || {
        view.is(first, Class::PLACE | Class::CAPITAL)
            && is_shouted(view.word(last))
            && !view.initial(last)
    };
    // "Rowers Against Waste", "Transport for Ashby"
    let link = |at: usize| view.own(at, Class::PREPOSITION);
    let leads = || (first + 1..last).any(link);
    entry.bodies != 0
        || entry.newspaper
        || national
        || view.is(last, Class::PLACE) && agency()
        || leads()
        || assembled()
        || regional()
}

/// "Kim Park said": a thing's word is a surname where nothing but speech stands beside the name.
fn surnamed(view: &View, run: &Range<usize>) -> bool {
    let before = run.start.wrapping_sub(1);
    let led = view.own(before, Class::PREPOSITION | Class::DETERMINER) && run.start > 0;
    run.len() == 2
        && view.entry(run.end - 1).surname
        && view.own(run.end, Class::STRONG_CUE)
        && !(led && view.same_sentence(before, run.start))
}

/// "the Lagos Traders": a name of several words that ends as a plural, behind "the".
pub(super) fn several(view: &View, run: &Range<usize>) -> bool {
    let last = view.bytes(run.end - 1);
    let plural = last.ends_with(b"s")
        && ![&b"ss"[..], b"us", b"is"]
            .iter()
            .any(|end| last.ends_with(end));
    run.len() > 1 && plural && view.eq(run.start.wrapping_sub(1), "the")
}

/// "BirdLife", "SolRapido": two words without a space, the first of them no "Mc" of a surname.
fn is_joined(view: &View, at: usize) -> bool {
    let small = view.bytes(at).iter().skip(1);
    let small = small.take_while(|byte| byte.is_ascii_lowercase()).count() + 1;
    // Most words have no capital inside.
    if small >= view.bytes(at).len() {
        return false;
    }
    let Some((first, rest)) = view.word(at).split_at_checked(small) else {
        return false;
    };
    let joint = |half: &str| sets::entry(key::of_word(half)).joint;
    // "HavelAI", "LundX": letters end no surname.
    let letters = || rest.len() < 4 && rest.bytes().all(|byte| byte.is_ascii_uppercase());
    first.len() > 2
        && (matches!(rest.as_bytes(), [b'A'..=b'Z', b'a'..=b'z', ..]) || letters())
        && !joint(first)
        && !joint(rest)
}

/// A word of the name tells that it is a body's: "Médecins Sans Frontières", "BirdLife Malta".
pub(super) fn worded(view: &View, run: &Range<usize>) -> bool {
    run.clone()
        .any(|at| view.entry(at).foreign || is_joined(view, at))
}

/// "the power company LuzonGrid", "Corvane, a startup in Hsinchu": the noun beside a name says that it is a body's.
pub(super) fn bodied(view: &View, name: &Range<usize>) -> bool {
    let noun = name.start.wrapping_sub(1);
    let small = !view.capital(noun) || view.first_of_sentence(noun);
    is_body(view, noun) && small && view.same_sentence(noun, name.start)
        || explained(view, name.end)
        || owned(view, name)
}

/// "Moreno's label, Parlophonic,"
fn owned(view: &View, name: &Range<usize>) -> bool {
    let Some(comma) = name.start.checked_sub(2).map(|noun| noun + 1) else {
        return false;
    };
    let commas = view.byte(comma) == b',' && view.byte(name.end) == b',';
    let owner = |at: usize| view.clitic(at) || view.own(at, Class::POSSESSIVE);
    let near = comma.saturating_sub(4)..comma - 1;
    // "the state weather bureau, PAGASA,"
    let lettered = || name.len() == 1 && is_shouted(view.word(name.start));
    let owned = || near.rev().take(2).any(owner);
    let (body, firm) = (|| is_body(view, comma - 1), || is_firm(view, comma - 1));
    commas && (body() && owned() || lettered() && (body() || firm()))
}

/// A noun for a body.
pub(super) fn is_body(view: &View, at: usize) -> bool {
    let entry = view.entry(at);
    view.own(at, Class::BODIES) || entry.trade || entry.corps && !view.capital(at)
}

/// How many words an apposition has before its noun, at most.
const MODIFIERS: usize = 4;

/// Behind a comma at `comma` stands what body the name before it is.
fn explained(view: &View, comma: usize) -> bool {
    if view.byte(comma) != b',' || !view.own(comma + 1, Class::DETERMINER) {
        return false;
    }
    let plain = |at: &usize| {
        view.kind(*at) == Some(TokenKind::Word)
            && !view.own(*at, Class::FUNCTION)
            && !view.human(*at)
    };
    let start = comma + 2;
    let words = (start..start + MODIFIERS).take_while(plain).count();
    // "a startup in Hsinchu", "a startup,"; "a startup founder" and "the company said" are not.
    let ends = |at: usize| {
        let closes = matches!(view.byte(at), b',' | b'.');
        closes || view.own(at, Class::PREPOSITION | Class::RELATIVE)
    };
    let noun = start + words;
    words > 0 && is_body(view, noun - 1) && ends(noun) && view.same_sentence(comma, noun - 1)
}

/// "Port Harcourt", "Nandipur East"
pub(super) fn placed(view: &View, run: &Range<usize>) -> bool {
    let (first, last) = (run.start, run.end - 1);
    (2..=3).contains(&run.len()) && (view.entry(first).begins_place || view.entry(last).ends_place)
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
    if !is_shouted(word) || letters < 2 {
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

/// All of its letters are capitals.
pub(super) fn is_shouted(word: &str) -> bool {
    word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
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
            && !senedd(view, *at, run)
    });
    let given = || match run.len() > 1 || view.own(run.start, Class::FIRST_NAME) {
        true => gender_of(view, run.start),
        false => Gender::Unknown,
    };
    if let Some(at) = title {
        let titled = match view.is(at, Class::FEMALE) {
            true => Gender::Female,
            false => Gender::Male,
        };
        // "Chairman Alice Bello": women hold offices that have a man's name.
        let office = view.entry(at).roles != 0;
        return match office.then(given) {
            Some(given) if given != Gender::Unknown => given,
            _ => titled,
        };
    }
    let given = given();
    if given != Gender::Unknown {
        return given;
    }
    after
        .clone()
        .filter(|at| view.own(*at, Class::ROLE) || view.own(*at, Class::KIN))
        .map(|at| gender_of(view, at))
        .find(|gender| *gender != Gender::Unknown)
        .unwrap_or_default()
}

/// "Local MS Huw Lund": a member of the Welsh parliament, no "Ms".
fn senedd(view: &View, at: usize, name: &Range<usize>) -> bool {
    view.bytes(at) == b"MS" && view.bytes(name.start).iter().any(u8::is_ascii_lowercase)
}
