//! Ends: where the grammar of a content lets it end, and where it cannot.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::super::candidate::Candidate;
use super::super::content::{awaits_verb, sets_off};
use super::super::landmarks::Landmark;
use super::super::lists::LISTS;
use super::super::view::{Trait, View};
use super::super::words::words;

/// So soon a clause behind "and" has its verb, in tokens.
const CLAUSE: usize = 9;

/// "for “swift and fair” [elections]": the marks hold what is said of the noun right behind them.
pub(super) fn modifies(view: &View, quote: usize, behind: usize) -> bool {
    view.last_char(quote).is_some_and(char::is_alphanumeric)
        && (view.tag(behind).is_noun() || view.small_verb(behind))
        && view.sentence(behind) == view.sentence(behind - 1)
        && !view.capital(behind)
}

/// "that | “a new text” | was needed": the marks hold the clause's subject.
fn has_its_verb_behind(view: &View, start: usize, mut quote: Range<usize>) -> bool {
    let opens = quote.start == start
        || view.one_of(quote.start.wrapping_sub(1), words!["that"])
        || view.is(quote.start.wrapping_sub(1), Class::CONJUNCTION);
    opens
        && view.small_verb(quote.end)
        && view.sentence(quote.end) == view.sentence(start)
        && !view.has_subject(quote.end)
        && !quote.any(|at| view.has(at, Trait::FINITE))
}

/// "…[, and that] nobody was sacked", "“kept in the dark” [for months]": what ends before token `at` goes on.
pub(super) fn goes_on(view: &View, start: usize, at: usize) -> bool {
    /// How soon the time is told.
    const TIME: usize = 3;
    let link = at + usize::from(view.is_comma(at));
    if view.one_of(link, words!["and", "but", "or"]) && view.one_of(link + 1, words!["that"]) {
        let next = link + 2;
        // "and that was all", "and that of the others", "but that plan failed"
        let subject =
            Class::SUBJECT_PRONOUN | Class::INDEFINITE | Class::DETERMINER | Class::POSSESSIVE;
        let clause = view.tag(link + 1) == Tag::Preposition
            || view.is(next, subject)
            || view.tag(next) == Tag::Plural;
        return clause && !view.has_no_subject(next) && !view.is(next, Class::PREPOSITION);
    }
    if view.is_comma(at) && provides(view, at) {
        return true;
    }
    let Some(quote) = at.checked_sub(1).and_then(|last| view.quote(last)) else {
        return false;
    };
    awaits_verb(view, start, quote)
        || has_its_verb_behind(view, start, view.quote_tokens(quote))
        || is_name_of(view, quote, at)
        || wants_noun(view, quote, at)
        || view.one_of(at, words!["for"])
            && (at + 1..=at + TIME).any(|when| view.is(when, Class::TIME))
}

/// "[, provided] demand holds", "[, weather permitting]": behind the comma stands what the words depend on.
fn provides(view: &View, comma: usize) -> bool {
    let at = comma + 1;
    if at + 1 >= view.len() {
        return false;
    }
    LISTS.proviso.has_word(view.text(at))
        || LISTS.permits.has_word(view.text(at + 1)) && view.tag(at).is_noun()
}

/// "a man known as “Big Sam”, who had paid her": the marks hold a name that a clause describes.
fn is_name_of(view: &View, quote: usize, at: usize) -> bool {
    view.is_comma(at) && view.one_of(at + 1, words!["who"]) && {
        let mut words = view.quote_tokens(quote).filter(|&word| view.is_word(word));
        words.all(|word| view.capital(word))
    }
}

/// "briefed “in or around” [March]": the marked words end with a preposition or an article.
fn wants_noun(view: &View, quote: usize, at: usize) -> bool {
    let last = view.quote_tokens(quote).end.wrapping_sub(2);
    view.is(last, Class::PREPOSITION | Class::DETERMINER)
        && view.last_char(quote).is_some_and(char::is_alphanumeric)
        && (view.tag(at).is_noun() || view.tag(at) == Tag::Number)
        && view.sentence(at) == view.sentence(last)
}

/// What ends before token `at` has no verb yet: "whether | sleet", "that | the survey, code-named Heron".
///
/// `asks`: there is an "if" or a "whether" behind the start, though not always before `at`.
pub(super) fn wants_verb(view: &View, start: usize, at: usize, asks: bool) -> bool {
    if asks && let Some(opener) = view.last(Landmark::IF, start..at) {
        return view.tally(opener..at).verbs == 0 && !view.any(Landmark::QUOTED, opener..at);
    }
    let comma = at - usize::from(!view.is_comma(at));
    view.one_of(start, words!["that"])
        && view.tag(start) != Tag::Determiner
        && view.is_comma(comma)
        && (comma == start + 1 || sets_off(view, start, comma))
}

/// "corrosion, overloading or floods", "landslides, the drought and a broker": the comma at token `at` is a list's.
pub(super) fn in_list(view: &View, at: usize) -> bool {
    /// How many tokens an item has at most.
    const ITEM: usize = 4;
    if at == 0 || !view.is_comma(at) {
        return false;
    }
    let nominal = |at: usize| {
        let tag = view.tag(at);
        view.quote(at).is_none()
            && (tag.is_noun() || matches!(tag, Tag::Adjective | Tag::Participle | Tag::Gerund))
    };
    let links = |at: usize| view.one_of(at, words!["and", "or"]);
    let article = |at: usize| at + usize::from(view.is(at, Class::DETERMINER | Class::POSSESSIVE));
    let opener = article(at + 1);
    // ", [limiting] damages and requiring": another clause.
    let opens = nominal(opener) && (view.tag(opener) != Tag::Gerund || links(opener + 1));
    if !nominal(at - 1) || !opens {
        return false;
    }
    let behind = (opener + 1..opener + 1 + ITEM).find(|&next| !nominal(next));
    let Some(link) = behind.filter(|&link| links(link)) else {
        return false;
    };
    let last = article(link + 1);
    // "said it was late, the mayor and the board agreed": another's clause.
    let verb = || (last..=last + ITEM).any(|next| view.has(next, Trait::FINITE));
    nominal(last) && (opener == at + 1 || !verb())
}

/// "… that if it fails, there will be …", "said if it fails, …": the comma behind a condition, which without what hangs
/// on it is no content.
pub(super) fn condition(
    view: &View,
    candidate: &Candidate,
    start: usize,
    limit: usize,
) -> Option<usize> {
    /// The longest condition, in tokens.
    const LONGEST: usize = 25;
    let from = start + usize::from(view.one_of(start, words!["that"]));
    let that = from
        .checked_sub(1)
        .is_some_and(|before| view.one_of(before, words!["that"]));
    let said = || from == candidate.cue.end && candidate.lemma == "say";
    if !view.is(from, Class::SUBORDINATOR) || !(that || said()) {
        return None;
    }
    (from + 1..limit.min(from + LONGEST))
        .take_while(|&at| view.quote(at).is_none())
        .find(|&at| view.is_comma(at))
}

/// A content may end before token `at`, a [`Landmark::BOUNDARY`].
pub(super) fn boundary(view: &View, at: usize) -> bool {
    // "peace and security" stays whole: a new clause has a verb of its own.
    if view.one_of(at, words!["and", "or"]) {
        let clause = view.sentence_tokens(at).end.min(at + CLAUSE);
        return (at + 1..clause).any(|next| view.has(next, Trait::FINITE));
    }
    // "the boats lie outside": a preposition with nothing behind it is its verb's.
    !(view.is(at, Class::PREPOSITION) & (view.kind(at + 1) == Some(TokenKind::Punctuation)))
}

/// What ends before token `at` wants a word more: "tested in | June", "bought that | morning", "by the | end".
pub(super) fn dangles(view: &View, at: usize) -> bool {
    let last = at - 1;
    if view.quote(last).is_some() {
        return false;
    }
    if view.is(last, Class::CONJUNCTION) {
        return true;
    }
    match view.tag(last) {
        Tag::Possessive | Tag::Preposition | Tag::To => true,
        Tag::Determiner => view.is(at, Class::TIME) || view.one_of(last, words!["the", "a", "an"]),
        // "next | year", "30 | days", "a fifteenth | year"
        Tag::Adjective | Tag::Number => view.is(at, Class::TIME),
        // "a plan that was all | but dead"
        _ if view.one_of(last, words!["all"]) => view.one_of(at, words!["but"]),
        _ => view.is(last, Class::NUMBER_WORD) && view.is(at, Class::TIME),
    }
}
