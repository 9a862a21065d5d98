//! Descriptions: "the ambassador", "the Republican nominee", "the agency".
//!
//! A description joins a name only where the article calls that name by the
//! same office, or where an epithet can mean nobody but its main person;
//! everything else stays the phrase it is.

use std::ops::Range;

use smallvec::SmallVec;

use super::bodies::{NEAR, body};
use super::dates;
use super::focus;
use super::holders::{only_holder, sole};
use super::key::Key;
use super::letters::letters;
use super::names::Gender;
use super::past::Mention;
use super::people::{Cast, Entity};
use super::pronouns::{Asked, Timeline};
use super::sets::{self, Standing};
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// The noun phrase at the head of `tokens`, without relative clauses, appositions and participles.
pub(super) fn phrase(view: &View, tokens: &Range<usize>) -> Range<usize> {
    let mut noun = false;
    let ends = |at: &usize| {
        let own = view.classes(*at);
        let sign = view.kind(*at) == Some(TokenKind::Punctuation)
            && matches!(
                view.word(*at),
                "," | ";" | ":" | "(" | "-" | "–" | "—" | "―"
            );
        // "the mayor herself"
        let itself = own.intersects(Class::REFLEXIVE);
        let stop = sign
            || noun && (itself || own.intersects(Class::RELATIVE) || participle(view, *at))
            || *at > tokens.start && is_sent(view, *at);
        noun |= own.intersects(Class::HUMAN | Class::DOCUMENT | Class::ORGANISATION)
            || view.capital(*at) && !own.intersects(Class::DETERMINER);
        stop
    };
    let end = tokens.clone().find(ends);
    tokens.start..end.unwrap_or(tokens.end)
}

/// A lower-case participle after a noun: "a report released last year".
fn participle(view: &View, at: usize) -> bool {
    let small = view.kind(at) == Some(TokenKind::Word) && !view.capital(at);
    let word = view.bytes(at);
    // "the besieged city", but "a memo sent in May"
    if view.owned(at) {
        return false;
    }
    // "data compiled by Lund": who made it says which.
    let made = view.eq(at + 1, "by") && view.own(at.wrapping_sub(1), Class::DOCUMENT);
    small
        && !made
        && word.len() > 4
        && word.ends_with(b"ed")
        && !word.contains(&b'-')
        && (!view.capital(at + 1) || dates::is_word(view, at + 1))
        && !view.own(at + 1, Class::HUMAN | Class::DOCUMENT | Class::ORGANISATION)
}

/// A noun for what is written.
pub(super) fn is_written(view: &View, at: usize) -> bool {
    focus::is_paper(view, at) || view.entry(at).written
}

/// "a memo sent in May"
fn is_sent(view: &View, at: usize) -> bool {
    view.entry(at).participle && !view.capital(at) && is_written(view, at - 1)
}

/// Index of the head noun: the last word before the first preposition or clitic-free break.
pub(super) fn head(view: &View, phrase: &Range<usize>) -> Option<usize> {
    let start = counted(view, phrase).unwrap_or(phrase.start);
    let end = (start + 1..phrase.end)
        .find(|at| {
            // "A friend I trust"
            view.own(*at, Class::PREPOSITION | Class::FIRST_SINGULAR)
                && !view.phrase(*at, Class::ROLE | Class::TITLE)
        })
        .unwrap_or(phrase.end);
    (start..end)
        .rev()
        .find(|at| view.kind(*at) == Some(TokenKind::Word) || focus::is_age(view, *at))
}

/// Where they begin of whom the phrase counts some: "even one of the lawyers".
fn counted(view: &View, phrase: &Range<usize>) -> Option<usize> {
    let start = phrase.start;
    let of = (start + 1..phrase.end.min(start + 4)).find(|at| view.eq(*at, "of"))?;
    let count = Class::INDEFINITE | Class::NUMBER_WORD;
    let counts = |at: usize| view.own(at, count) || view.kind(at) == Some(TokenKind::Number);
    let before = |at: usize| counts(at) || view.own(at, Class::DETERMINER | Class::ADVERB);
    (counts(of - 1) && (start..of).all(before)).then_some(of + 1)
}

/// "Rights groups": no article of one before it.
pub(super) fn is_plural(view: &View, phrase: &Range<usize>, head: usize) -> bool {
    let word = view.bytes(head);
    let singular = [&b"ss"[..], b"us", b"is"]
        .iter()
        .any(|end| word.ends_with(end));
    let one = ["a", "an", "one", "another", "this", "that", "every", "each"];
    let one = one.iter().any(|word| view.eq(phrase.start, word));
    word.len() > 3 && word.ends_with(b"s") && !singular && !one
}

/// "one of the lawyers"
pub(super) fn one_of(view: &View, phrase: &Range<usize>) -> bool {
    let counted = counted(view, phrase);
    counted.is_some_and(|start| {
        (phrase.start..start)
            .any(|at| matches!(view.word(at), "One" | "one" | "Another" | "another"))
    })
}

/// "Ann Lee and her (own) colleagues"
pub(super) fn accompanied(view: &View, phrase: &Range<usize>) -> bool {
    let and = |last: usize| {
        view.bytes(last) == b"and"
            && view.own(last + 1, Class::POSSESSIVE)
            && view.capital(last.wrapping_sub(1))
    };
    let last = view.kind(phrase.end - 1) == Some(TokenKind::Word);
    phrase.len() > 3 && last && (and(phrase.end - 3) || phrase.len() > 4 && and(phrase.end - 4))
}

/// "One" and "Another" alone: somebody of those the article spoke of.
pub(super) fn another(view: &View, phrase: &Range<usize>) -> bool {
    // "One view is": that is no person.
    let speaks = view.own(phrase.end, Class::PAST | Class::THIRD) || view.byte(phrase.end) == b',';
    let leads = view.first_of_sentence(phrase.start) && speaks;
    let behind = || view.own(phrase.start.wrapping_sub(1), Class::STRONG_CUE);
    // "A third said"
    if phrase.len() == 2 && leads && view.eq(phrase.start, "a") {
        return matches!(
            view.word(phrase.end - 1),
            "second" | "third" | "fourth" | "fifth"
        );
    }
    phrase.len() == 1
        && (leads || behind())
        && ["one", "another"]
            .iter()
            .any(|word| view.eq(phrase.start, word))
}

/// "the", "this", "that"
pub(super) fn definite(view: &View, at: usize) -> bool {
    ["the", "this", "that"].iter().any(|word| view.eq(at, word))
}

/// The head noun of a definite description of a person or a body.
pub(super) fn described(view: &View, phrase: &Range<usize>) -> Option<usize> {
    let definite = definite(view, phrase.start)
        || view.own(phrase.start, Class::TITLE) && view.capital(phrase.start)
        || bare(view, phrase);
    // "her brother", whom the article may name: "Peter Oakes, her brother".
    let kin = |at: &usize| {
        view.own(phrase.start, Class::POSSESSIVE)
            && (view.own(*at, Class::KIN) || sole(view, phrase))
    };
    let head = head(view, phrase).filter(|at| definite || kin(at))?;
    let personal = |at: usize| view.own(at, Class::KIN | Class::EPITHET);
    let means = view.own(head, Class::BODIES)
        || view.is(head, Class::ROLE | Class::TITLE)
        || focus::is_person(view, head)
        || focus::is_firm(view, head)
        || phrase.len() == 2 && !letters(view, head).is_empty()
        || describing(view, phrase).any(personal);
    means.then_some(head)
}

/// Its words, without the article, and without whose it is: "the senator’s critics" are no senator.
pub(super) fn describing(view: &View, phrase: &Range<usize>) -> Range<usize> {
    let article = view.own(phrase.start, Class::DETERMINER);
    let owner = phrase.clone().rev().find(|at| view.clitic(*at));
    let start = owner.map_or(phrase.start + usize::from(article), |clitic| clitic + 1);
    start..phrase.end
}

/// The entity a definite description at `phrase` means.
pub(super) fn entity(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    phrase: &Range<usize>,
) -> Option<usize> {
    let head = described(view, phrase)?;
    if view.own(head, Class::BODIES) || focus::is_firm(view, head) && !view.human(head) {
        return body(view, cast, timeline, phrase, head);
    }
    if sole(view, phrase) {
        return only_holder(view, cast, timeline, view.key(head));
    }
    let description = Description::read(view, phrase, head);
    let known = by_role(view, cast, timeline, &description).or_else(|| {
        // "Her 72-year-old mother" is another than she.
        let plain = phrase.len() <= 12
            && !view.own(phrase.start, Class::POSSESSIVE)
            && description.whose.is_empty()
            && !phrase.clone().any(|at| view.eq(at, "for"));
        let epithet = describing(view, phrase).any(|at| view.own(at, Class::EPITHET))
            || view.kind(phrase.start + 1) == Some(TokenKind::Number);
        let modified = description.words.len() > 1;
        let asked = Asked {
            at: phrase.start,
            gender: description.gender,
            standing: description.standing,
            source: true,
            subject: true,
            named: true,
        };
        (plain && epithet && modified && !view.own(head, Class::GROUP))
            .then(|| timeline.person(asked))
            .flatten()
            .map(|guess| guess.entity)
            .filter(|entity| !focus::held_elsewhere(view, phrase, head, &cast.entities[*entity]))
    });
    known.or_else(|| focus::person(view, cast, timeline, phrase, head))
}

/// "and current Democratic presidential nominee": the article stands before the phrase's first half.
fn bare(view: &View, phrase: &Range<usize>) -> bool {
    let first = phrase.start;
    let joined = first
        .checked_sub(1)
        .is_some_and(|at| view.eq(at, "and") && view.same_sentence(at, first));
    joined
        && !view.own(
            first,
            Class::DETERMINER | Class::POSSESSIVE | Class::FUNCTION,
        )
}

/// What a description says of whom it means.
struct Description<'a> {
    phrase: Range<usize>,
    /// The head noun, and where it stands.
    noun: Key,
    head: usize,
    /// All words but the first.
    words: SmallVec<[Key; 16]>,
    standing: Standing,
    gender: Gender,
    /// "of Ghana": the names behind its head noun.
    whose: SmallVec<[Key; 4]>,
    /// "CEO": the head noun, if it is letters.
    letters: &'a [u8],
    /// "the former minister": who holds the office is another.
    former: bool,
}

impl<'a> Description<'a> {
    fn read(view: &View<'a>, phrase: &Range<usize>, head: usize) -> Self {
        let mut description = Self {
            phrase: phrase.clone(),
            noun: view.key(head),
            head,
            words: SmallVec::new(),
            standing: Standing::default(),
            gender: gender(view, phrase),
            whose: SmallVec::new(),
            letters: letters(view, head),
            former: (phrase.start..head).any(|at| view.entry(at).former),
        };
        // A state is told by its standing.
        let open = |at: &usize| view.entry(*at).standing == Standing::default();
        let named = (head + 1..phrase.end).filter(|at| view.capital(*at) && open(at));
        description.whose.extend(named.map(|at| view.key(at)));
        for at in describing(view, phrase) {
            let key = view.key(at);
            description.words.push(key);
            description.standing.add(view.entry(at).standing);
        }
        description
    }
}

pub(super) fn gender(view: &View, phrase: &Range<usize>) -> Gender {
    // "her father": whose he is tells nothing of him.
    let own = |at: &usize| !view.own(*at, Class::POSSESSIVE);
    let any = |class| phrase.clone().filter(own).any(|at| view.is(at, class));
    match (any(Class::FEMALE), any(Class::MALE)) {
        (true, false) => Gender::Female,
        (false, true) => Gender::Male,
        _ => Gender::Unknown,
    }
}

/// "the president", of no body that the paragraph speaks of, is a state's, and not "the firm’s president, Ann Lee".
pub(super) fn presides_elsewhere(
    view: &View,
    phrase: &Range<usize>,
    mention: &Mention,
    entity: &Entity,
) -> bool {
    let head = phrase.end - 1;
    let bare = phrase.len() == 2 && view.eq(head, "president");
    let paragraph = view.setting(view.sentence(head)).paragraph;
    bare && mention.place.paragraph != paragraph && entity.is_of_body(view, view.key(head))
}

/// How many mentions back a description looks.
pub(super) const LOOK_BACK: usize = 200;

/// The person the article calls by the same office, or by the same state.
fn by_role(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    description: &Description,
) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    let roles = sets::entry(description.noun).roles;
    let mut nearer: SmallVec<[(usize, bool); 32]> = SmallVec::new();
    let here = view.sentence(description.head);
    for (nth, mention) in timeline.told_of(LOOK_BACK) {
        let entity = &cast.entities[mention.entity];
        let home = entity.standing.states & description.standing.states != 0;
        let letters = description.letters;
        let perhaps = home || !letters.is_empty() || entity.may_be_called(description.noun, roles);
        // The same person's next one is only farther off.
        let same = (mention.entity, mention.place.inside);
        if !perhaps || nearer.contains(&same) {
            continue;
        }
        nearer.push(same);
        let letters = || !letters.is_empty() && entity.is_abbreviated(view, letters);
        if !home && !entity.called(view, description.noun, roles) && !letters() {
            continue;
        }
        let words = || description.words.iter();
        if entity.unnamed {
            // Of a figure nothing else is known, so that it is meant by its own words or not at all.
            // Nor is it before one who has a name and was named since.
            if best.is_some() || !words().all(|word| entity.is_described(view, *word)) {
                continue;
            }
            let sentence = mention.place.sentence as usize;
            if sentence + NEAR >= here {
                return Some(mention.entity);
            }
        }
        let of_it = |word: &Key| entity.is_described(view, *word);
        let elsewhere = description.former
            && entity.is_of_another(view, description.noun, &description.words)
            || entity.standing.contradicts(description.standing)
            || !description.whose.is_empty() && !description.whose.iter().any(of_it)
            || presides_elsewhere(view, &description.phrase, mention, entity)
            || focus::held_elsewhere(view, &description.phrase, description.head, entity);
        if elsewhere || !entity.gender.fits(description.gender) {
            continue;
        }
        let shared = words()
            .filter(|word| entity.is_described(view, **word))
            .count() as f32;
        let inside = f32::from(u8::from(mention.place.inside));
        let home = f32::from(u8::from(home));
        let score = shared + home + 0.6 * (1.0 + entity.weight as f32).ln()
            - 0.02 * nth as f32
            - 0.5 * inside;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, mention.entity));
        }
    }
    best.map(|(_, entity)| entity)
}
