//! Namesakes: persons whose surname is a word of bodies, papers, trades or things besides: Lea Fox, John Church, Susan Baker.
//!
//! What stands beside the full name decides that it is a person's: a title, an age, an apposition of a person, or "she" with
//! nobody else in mind. Then the bare word is that person, but for "the Post", "on Fox", "Fox News", "Church of England".

use std::ops::Range;

use smallvec::SmallVec;

use super::dates;
use super::epithets::is_aged;
use super::key::Key;
use super::names::{Gender, Name, NameKind};
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// No given name.
const OTHER: Class = Class::FUNCTION
    .union(Class::DETERMINER)
    .union(Class::HUMAN)
    .union(Class::ORGANISATION)
    .union(Class::PLACE)
    .union(Class::CAPITAL)
    .union(Class::FIRM)
    .union(Class::THING)
    .union(Class::DOCUMENT)
    .union(Class::PLAIN)
    .union(Class::TIME);

/// "Lea Fox", "J. Bridge": two or three words, the last of which is a surname that is another word too.
fn is_full(view: &View, name: &Range<usize>) -> bool {
    let last = name.end - 1;
    let first = || view.own(name.start, Class::FIRST_NAME) || !view.is(name.start, OTHER);
    (2..=3).contains(&name.len()) && view.entry(last).borne && first() && !view.owned(name.start)
}

/// What stands beside a name whose last word is a body's says that it is a person's.
///
/// `titled`: a title stood before it.
pub(super) fn is_person(view: &View, name: &Range<usize>, titled: bool) -> bool {
    let last = name.end - 1;
    // "Mayor Bloomberg"
    if name.len() == 1 {
        let before = name.start.wrapping_sub(1);
        let stop = usize::from(view.byte(before) == b'.');
        return titled && view.entry(last).borne && view.own(before - stop, Class::TITLE);
    }
    is_full(view, name) && (titled || is_aged(view, name.end) || apposed(view, name.end))
}

/// ", a councillor,": one person behind a comma, of a kind that no body is; or ", who runs the mill".
fn apposed(view: &View, comma: usize) -> bool {
    let article = comma + 1;
    // "Ashby Park, who lost": a team is several.
    let one = |at: usize| view.bytes(at).ends_with(b"s") && !view.capital(at);
    if view.byte(comma) == b',' && view.bytes(article) == b"who" && one(article + 1) {
        return true;
    }
    if view.byte(comma) != b',' || !view.entry(article).introduces {
        return false;
    }
    let small = |at: &usize| {
        view.kind(*at) == Some(TokenKind::Word)
            && !view.capital(*at)
            && !view.own(*at, Class::FUNCTION)
    };
    let noun = (article + 1..article + 5).take_while(small).last();
    // "Fox, a leader in toys", "Lund Bank, a partner of": what bodies are called too.
    let human = |at: usize| {
        let entry = view.entry(at);
        view.own(at, Class::ROLE | Class::TITLE | Class::KIN) && !entry.bodily || entry.calling
    };
    // "Kent Police, a teacher said": what closes no apposition begins a clause.
    let closes = |end: usize| {
        matches!(view.byte(end), b',' | b'.' | b';' | b':')
            || view.own(end, Class::PREPOSITION | Class::RELATIVE)
    };
    noun.is_some_and(|noun| human(noun) && closes(noun + 1))
}

/// Makes persons of the names that “she” takes up, and of the bare words that are a person's surname in the article.
pub(super) fn settle(view: &View, names: &mut Vec<Name>) {
    let mut surnames: SmallVec<[Key; 4]> = SmallVec::new();
    let mut addressed: SmallVec<[Key; 4]> = SmallVec::new();
    for nth in 0..names.len() {
        let name = &names[nth];
        let last = name.tokens.end - 1;
        let entry = view.entry(last);
        if !entry.borne && !(entry.surname && view.own(last, Class::TITLE)) {
            continue;
        }
        let open = matches!(name.kind, NameKind::Organisation | NameKind::Document);
        if open
            && is_full(view, &name.tokens)
            && let Some(gender) = taken_up(view, names, nth)
        {
            (names[nth].kind, names[nth].gender) = (NameKind::Person, gender);
        }
        let name = &names[nth];
        if bears(view, name) {
            surnames.push(view.key(last));
        // Where he is "Mr. Bloomberg" each time, "Bloomberg" is the firm.
        } else if name.tokens.len() == 1
            && (entry.bodies != 0 || view.own(last, Class::ORGANISATION))
            && name.before.clone().any(|at| view.entry(at).courtesy)
        {
            addressed.push(view.key(last));
        }
    }
    surnames.retain(|key| !addressed.contains(key));
    if surnames.is_empty() {
        return;
    }
    // "Lea Fox", of whom another mention tells.
    for name in names.iter_mut() {
        let bodily = matches!(name.kind, NameKind::Organisation | NameKind::Document);
        let last = name.tokens.end - 1;
        if bodily && is_full(view, &name.tokens) && surnames.contains(&view.key(last)) {
            name.kind = NameKind::Person;
        }
    }
    let before = names.len();
    for at in 0..view.tokens.len() {
        if !view.capital(at) || !surnames.contains(&view.key(at)) || !is_bare(view, at) {
            continue;
        }
        let known = names[..before].partition_point(|name| name.tokens.end <= at);
        match names[..before].get_mut(known) {
            Some(name) if name.tokens.contains(&at) => {
                if name.tokens.len() == 1 && name.kind != NameKind::Person {
                    name.kind = NameKind::Person;
                }
            }
            _ => names.push(Name {
                tokens: at..at + 1,
                kind: NameKind::Person,
                gender: Gender::Unknown,
                before: at..at,
                after: at + 1..at + 1,
            }),
        }
    }
    if names.len() > before {
        names.sort_by_key(|name| name.tokens.start);
    }
}

/// A person's full name.
fn bears(view: &View, name: &Name) -> bool {
    let titled = |last: usize| view.own(last, Class::TITLE) && view.entry(last).surname;
    match (name.tokens.len(), name.kind) {
        (2.., NameKind::Person) => true,
        (2.., NameKind::Unknown) => titled(name.tokens.end - 1),
        _ => false,
    }
}

/// “said Lea Fox. She”: the gender of the pronoun that takes up a name where nobody else is in mind.
fn taken_up(view: &View, names: &[Name], nth: usize) -> Option<Gender> {
    let name = &names[nth];
    let sentence = view.sentence(name.tokens.start);
    let next = (view.found.pronouns).partition_point(|(at, _)| *at < name.tokens.end);
    let mut pronouns = view.found.pronouns[next..].iter();
    let (pronoun, gender) = pronouns.find(|(at, _)| !view.inside(*at))?;
    if view.sentence(*pronoun) > sentence + 1 || !view.own(*pronoun, Class::SUBJECT_PRONOUN) {
        return None;
    }
    let before = sentence.saturating_sub(1);
    let start = view.segmentation.sentences[before].tokens.start;
    let near = |other: &&Name| (start..*pronoun).contains(&other.tokens.start);
    let others = names
        .iter()
        .filter(near)
        .filter(|other| other.tokens != name.tokens);
    let alone = others.clone().all(|other| !other.kind.may_be_person());
    let spoken = view.verb(name.tokens.end) || view.verb(name.tokens.start.wrapping_sub(1));
    (alone && spoken && !view.any_human(start..*pronoun)).then_some(*gender)
}

/// A bare word that may be a surname: none of a longer name, nor "the Post", "on Fox", "Church of England".
fn is_bare(view: &View, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .filter(|before| view.same_sentence(*before, at));
    let led = |before: usize| {
        let named = view.found.parts.get(before) && !view.first_of_sentence(before);
        named || matches!(view.bytes(before), b"on" | b"at" | b"in" | b"via")
    };
    let next = at + 1;
    let goes_on = view.capital(next) && view.kind(next) == Some(TokenKind::Word);
    // What opens a sentence has a capital whatever it is.
    let acts = || {
        let finite = Class::AUXILIARY | Class::MODAL | Class::PAST | Class::THIRD;
        view.own(next, finite) || view.clitic(next) || view.byte(next) == b','
    };
    let dated = dates::is_word(view, at) && !dates::is_known(view, at, &[view.key(at)]);
    !view.owned(at)
        && !dated
        && !before.is_some_and(led)
        && !goes_on
        && view.bytes(next) != b"of"
        && !view.is_title_case(view.sentence(at))
        && (!view.first_of_sentence(at) || acts())
}
