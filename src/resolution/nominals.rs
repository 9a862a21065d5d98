//! Descriptions: "the ambassador", "the Republican nominee", "the agency".
//!
//! A description joins a name only where the article calls that name by the
//! same office, or where an epithet can mean nobody but its main person;
//! everything else stays the phrase it is.

use std::ops::Range;

use super::names::{Gender, NameKind};
use super::people::Cast;
use super::pronouns::Timeline;
use super::sets;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// The noun phrase at the head of `tokens`, without relative clauses, appositions and participles.
pub(super) fn phrase(view: &View, tokens: &Range<usize>) -> Range<usize> {
    let start = tokens.start;
    let mut end = start;
    let mut noun = false;
    while end < tokens.end {
        let word = view.word(end);
        let stop = matches!(word, "," | ";" | ":" | "(" | "–" | "—" | "―")
            || end > start && view.own(end, Class::RELATIVE) && noun
            || noun && participle(view, end);
        if stop {
            break;
        }
        noun |= view.own(end, Class::HUMAN | Class::DOCUMENT | Class::ORGANISATION)
            || view.capital(end) && !view.own(end, Class::DETERMINER);
        end += 1;
    }
    start..end
}

/// A lower-case participle after a noun: "a report released last year".
fn participle(view: &View, at: usize) -> bool {
    let word = view.word(at);
    let small = view.kind(at) == Some(TokenKind::Word) && !view.capital(at);
    small
        && word.len() > 4
        && word.ends_with("ed")
        && !word.contains('-')
        && !view.capital(at + 1)
        && !view.own(at + 1, Class::HUMAN | Class::DOCUMENT | Class::ORGANISATION)
}

/// Index of the head noun: the last word before the first preposition or clitic-free break.
pub(super) fn head(view: &View, phrase: &Range<usize>) -> Option<usize> {
    let end = phrase
        .clone()
        .skip(1)
        .find(|at| {
            view.own(*at, Class::PREPOSITION) && !view.phrase(*at, Class::ROLE | Class::TITLE)
        })
        .unwrap_or(phrase.end);
    (phrase.start..end)
        .rev()
        .find(|at| view.kind(*at) == Some(TokenKind::Word))
}

/// The entity a definite description at `phrase` means.
pub(super) fn entity(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    phrase: &Range<usize>,
) -> Option<usize> {
    let definite = matches!(view.lower(phrase.start).as_str(), "the" | "this" | "that")
        || view.own(phrase.start, Class::TITLE) && view.capital(phrase.start);
    let head = head(view, phrase)?;
    if !definite || phrase.is_empty() {
        return None;
    }
    let noun = view.lower(head);
    let words: Vec<String> = phrase.clone().skip(1).map(|at| view.lower(at)).collect();
    if sets::holds("bodies", &noun) {
        return body(view, cast, timeline, phrase, &noun);
    }
    let human = view.is(head, Class::ROLE | Class::TITLE)
        || words
            .iter()
            .any(|word| sets::holds("kin", word) || sets::holds("epithet", word));
    if !human {
        return None;
    }
    let gender = gender(view, phrase);
    by_role(view, cast, timeline, &noun, &words, gender).or_else(|| {
        let plain = phrase.len() <= 12 && !words.iter().any(|word| word == "for");
        let epithet = words.iter().any(|word| sets::holds("epithet", word))
            || view.kind(phrase.start + 1) == Some(TokenKind::Number);
        let modified = words.len() > 1;
        (plain && epithet && modified)
            .then(|| timeline.person(view, cast, phrase.start, gender))
            .flatten()
    })
}

fn gender(view: &View, phrase: &Range<usize>) -> Gender {
    let any = |class| phrase.clone().any(|at| view.is(at, class));
    match (any(Class::FEMALE), any(Class::MALE)) {
        (true, false) => Gender::Female,
        (false, true) => Gender::Male,
        _ => Gender::Unknown,
    }
}

fn by_role(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    noun: &str,
    words: &[String],
    gender: Gender,
) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (nth, mention) in timeline.mentions.iter().rev().take(200).enumerate() {
        let entity = &cast.entities[mention.entity];
        if !entity.is_person() || !entity.gender.fits(gender) {
            continue;
        }
        let same = entity
            .described
            .iter()
            .take(60)
            .any(|word| sets::same_role(word, noun));
        if !same {
            continue;
        }
        let shared = words
            .iter()
            .filter(|word| entity.described.contains(word))
            .count() as f32;
        let inside = f32::from(u8::from(view.inside[mention.at]));
        let score =
            shared + 0.6 * (1.0 + entity.weight() as f32).ln() - 0.02 * nth as f32 - 0.5 * inside;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, mention.entity));
        }
    }
    best.map(|(_, entity)| entity)
}

/// "the commission" after "Commission on Fisheries".
fn body(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    phrase: &Range<usize>,
    noun: &str,
) -> Option<usize> {
    if phrase.len() != 2 || view.lower(phrase.start) == "this" {
        return None;
    }
    let named = timeline.mentions.iter().rev().take(200).find(|mention| {
        let entity = &cast.entities[mention.entity];
        entity.kind == NameKind::Organisation && entity.words.iter().any(|word| word == noun)
    });
    named.map(|mention| mention.entity)
}
