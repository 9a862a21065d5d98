//! Descriptions that end with a comma before a name: "The keeper of the light, Ann Lee".

use std::ops::Range;

use super::charges::{is_charge, is_link};
use super::nobody::is_past;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// "The keeper of the light, Ann Lee": the description that ends with the comma at `comma`.
pub(super) fn description(view: &View, comma: usize) -> Range<usize> {
    let first = view.sentence_start(comma).max(comma.saturating_sub(20));
    // "Ashby’s activist evangelicals, Ann Lee": a list.
    let last = comma.wrapping_sub(1);
    let group = view.own(last, Class::GROUP) && !is_link(view, last.wrapping_sub(1));
    if !view.any_human(first..comma) || group {
        return comma + 1..comma + 1;
    }
    // The description may come late in its clause: "… was urged by the ambassador, Ann Lee".
    let said = Class::AUXILIARY | Class::MODAL | Class::SUBORDINATOR | Class::RELATIVE;
    let mut start = comma;
    while start > first {
        let previous = start - 1;
        if view.clitic(previous) {
            // "Ashby’s mayor, Ann Lee"
            let role = view.any_human(start..comma);
            return match role {
                true => owner(view, previous, first)..comma,
                false => comma + 1..comma + 1,
            };
        }
        if breaks(view, previous)
            || view.own(previous, said)
            || view.own(previous, Class::CONJUNCTION) && view.first_of_sentence(previous)
            || view.verb(previous)
                && !view.own(previous, Class::ROLE | Class::TITLE)
                && !view.owned(previous)
                && !is_charge(view, previous)
                && !view.capital(previous)
            || view.own(previous, Class::PREPOSITION) && view.word(previous) == "by"
        {
            break;
        }
        start = previous;
        // "Ann Lee opened her first cafe, Sunspot": nothing but what leads to it goes before an article.
        let article = view.own(start, Class::DETERMINER | Class::POSSESSIVE);
        let leads = Class::PREPOSITION | Class::CONJUNCTION | Class::DETERMINER | Class::INDEFINITE;
        let before = start.wrapping_sub(1);
        if article && start > first && !view.own(before, leads) && !view.clitic(before) {
            break;
        }
    }
    let role = view.any_human(start..comma);
    // "To his successor, Mr. Lund said", "Mr. Lund, with his brother, Mr. Hale": no descriptions.
    let other = view.own(start, Class::FUNCTION) || view.entry(start).courtesy;
    let whose = view.eq(start.wrapping_sub(1), "whose"); // "the party, whose leader, Ann Lee,"
    let article = view.own(start, Class::DETERMINER | Class::POSSESSIVE);
    let bearer =
        || (start + 1..comma).any(|at| view.own(at, Class::FIRST_NAME) || view.entry(at).courtesy);
    // "According to Controller Ann Lee, Ashby spent": that is somebody, and no description.
    let named = view.capital(comma - 1) && !article && bearer();
    let other = other || named || happened(view, comma);
    match role && !other && (article || whose || view.capital(start)) {
        true => start..comma,
        false => comma + 1..comma + 1,
    }
}

/// "The carer wept,": a clause without an object, no description.
fn happened(view: &View, comma: usize) -> bool {
    let verb = comma - 1;
    is_past(view, verb) && !view.human(verb) && view.human(verb.wrapping_sub(1))
}

/// Where the owner begins to whom the clitic at `clitic` belongs: "the harbour’s", "Port Havel’s".
fn owner(view: &View, clitic: usize, first: usize) -> usize {
    let other = Class::FUNCTION | Class::ADVERB | Class::TIME | Class::ANY_PRONOUN;
    let begins = Class::DETERMINER | Class::POSSESSIVE;
    let named = view.capital(clitic - 1);
    let mut start = clitic;
    while start > first && clitic - start < 5 {
        let previous = start - 1;
        let word = view.kind(previous) == Some(TokenKind::Word) && !view.own(previous, other);
        let opens = view.own(previous, begins);
        let small = named && !view.capital(previous) && !opens;
        if !word || small || view.verb(previous) && !view.capital(previous) {
            break;
        }
        start = previous;
        if opens {
            return start;
        }
    }
    match named {
        true => start,
        // Whose it is stands too far off.
        false => clitic + 1,
    }
}

/// No description goes across the token.
fn breaks(view: &View, at: usize) -> bool {
    match view.kind(at) {
        Some(TokenKind::Mark) => true,
        Some(TokenKind::Punctuation) => matches!(view.byte(at), b',' | b';' | b':'),
        _ => false,
    }
}
