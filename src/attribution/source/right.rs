//! A noun phrase right of its cue, and the apposition behind it.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::super::landmarks::Landmark;
use super::super::view::{Trait, View};
use super::super::words::words;
use super::APPOSITION;
use super::phrase::{finite_verb, is_bracketed, qualifies, reduced};

/// The noun phrase that begins at token `start`: `said [Maria Olsen, a nurse]`.
pub(in super::super) fn right_of(view: &View, start: usize, limit: usize) -> Option<Range<usize>> {
    if start >= limit || view.quote(start).is_some() {
        return None;
    }
    // "one" and "another" alone are pronouns; in "one senior official" they are none.
    let next = start + 1;
    let nominal = view.is_word(next)
        && !view.is(next, Class::FUNCTION | Class::ANY_PRONOUN)
        && (!view.has(next, Trait::VERB) || view.capital(next));
    // So is "her" in "her friend".
    let counts = view.is(
        start,
        Class::INDEFINITE | Class::NUMBER_WORD | Class::POSSESSIVE,
    ) && (nominal
        || view.one_of(start, words!["one"]) && view.one_of(next, words!["of"]));
    if view.is(start, Class::ANY_PRONOUN) && !counts && !view.capital_inside(start) {
        return Some(start..start + 1);
    }
    // “…,” tweeted another.
    let alone = !view.is_word(next) || view.is(next, Class::FUNCTION) || view.quote(next).is_some();
    if view.is(start, Class::INDEFINITE) && !counts && alone {
        return Some(start..start + 1);
    }
    let mut end = if counts { start + 1 } else { start };
    loop {
        // Nouns and adjectives of no further note belong to it.
        end = view
            .next(Landmark::LOUD, end..limit)
            .unwrap_or(limit.max(end));
        if end >= limit || view.quote(end).is_some() {
            break;
        }
        // "according to the Ashby Red Cross [(ARC)] spokesman Ann Lee"
        let letters = end + 1;
        if letters > start + 1
            && letters + 2 < limit
            && view.is(letters + 2, Class::HUMAN)
            && is_bracketed(view, letters)
        {
            end = letters + 2;
            continue;
        }
        let goes_on = match view.kind(end) {
            Some(TokenKind::Clitic | TokenKind::Number) => true,
            Some(TokenKind::Word) => right_word_continues(view, end, start, limit),
            Some(TokenKind::Punctuation) => {
                view.one_of(end, words!["&", "-", "/", "’"]) && end > start
                    || view.one_of(end, words!["."])
                        && end > start
                        && end + 1 < limit
                        && view.text(end - 1).len() <= 3
                        && view.capital(end + 1)
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > start
        && (view.is(
            end - 1,
            Class::PREPOSITION | Class::CONJUNCTION | Class::DETERMINER,
        ) && !view.capital(end - 1))
    {
        end -= 1;
    }
    let named = (start..end).any(|at| {
        view.is_word(at) && !view.is(at, Class::FUNCTION | Class::DETERMINER | Class::POSSESSIVE)
            || aged(view, at)
            // "the WHO"
            || at > start && view.capital_inside(at)
    });
    named.then_some(start..end)
}

/// "another leading advocate", "the printed card": behind a determiner a participle is an adjective.
fn adjectival(view: &View, at: usize, start: usize) -> bool {
    at == start + 1
        && view.is(start, Class::DETERMINER | Class::POSSESSIVE)
        && (view.has(at, Trait::ING) || view.has(at, Trait::ED))
        && (view.tag(at + 1).is_noun()
            || view.tag(at + 1) == Tag::Adjective
            || view.is(at + 1, Class::HUMAN))
}

/// "the 46-year-old"
pub(in super::super) fn aged(view: &View, at: usize) -> bool {
    view.kind(at) == Some(TokenKind::Number) && view.text(at).ends_with("-old")
}

fn right_word_continues(view: &View, at: usize, start: usize, limit: usize) -> bool {
    if view.capital(at) && !view.is(at, Class::TIME) || at == start && view.capital(at) {
        return true;
    }
    // "a memo seen [by the Courier]", "records obtained [by reporters]"
    if view.one_of(at, words!["by"]) {
        return at > start + 1
            && at + 1 < limit
            && matches!(view.tag(at - 1), Tag::Participle | Tag::Past)
            && !view.capital(at - 1);
    }
    if view.is(at, Class::PREPOSITION) {
        return at > start
            && at + 1 < limit
            && view.one_of(
                at,
                words!["of", "for", "from", "at", "with", "to", "in", "on"],
            )
            && !view.is(at + 1, Class::TIME)
            && (view.one_of(at, words!["of", "for"])
                || !view.capital(at - 1)
                || view.is(at - 1, Class::HUMAN));
    }
    if view.one_of(at, words!["and"]) {
        return at > start && view.capital(at - 1) && view.capital(at + 1);
    }
    // "people close to [him]"
    if view.is(at, Class::OBJECT_PRONOUN) && at > start + 2 {
        return view.one_of(at - 1, words!["to"]) && view.text(at - 2) == "close";
    }
    // "a Wednesday editorial"
    if at == start + 1
        && view.is(at, Class::TIME)
        && view.is(start, Class::DETERMINER)
        && view.tag(at + 1).is_noun()
    {
        return true;
    }
    // "said [lead author Ann Lee]": no clause begins with a verb before a person.
    if at == start && qualifies(view, at) {
        return true;
    }
    !view.is(
        at,
        Class::FUNCTION | Class::ANY_PRONOUN | Class::TIME | Class::ADVERB,
    ) && (!finite_verb(view, at) || adjectival(view, at, start) || reduced(view, at, start))
        || at == start && view.is(at, Class::DETERMINER | Class::POSSESSIVE)
}

/// "R-Lima", "D-N.M.": party and seat behind a name's comma.
pub(super) fn is_seat(view: &View, at: usize) -> bool {
    view.capital(at)
        && ["D-", "R-", "I-"]
            .iter()
            .any(|party| view.text(at).starts_with(party))
}

/// "Ann Lee, M.D., …", "Ann Lee, OBE", "Robert Lee, Jr.": letters behind a name's comma, nothing of a clause behind them.
pub(super) fn is_letters(view: &View, at: usize, limit: usize) -> bool {
    let ends = at + 1 >= limit
        || view.quote(at + 1).is_some()
        || view.one_of(at + 1, words![",", ".", "for"]);
    ends && view.capital(at)
        && (view.is(at, Class::SUFFIX | Class::GENERATION | Class::HONOUR)
            || letters(view.text(at)))
}

/// "M.D.", "Ph.D.", "OBE", "TD": an abbreviation with more than one capital.
fn letters(word: &str) -> bool {
    /// "F.A.C.S." has eight.
    const LONGEST: usize = 8;
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    word.len() <= LONGEST && capitals > 1 && small <= 2
}

/// These tokens are a name's words, the last of two or more.
fn named_until(view: &View, start: usize, end: usize) -> bool {
    end > start + 1 && (start..end).all(|at| view.capital(at))
}

/// "said Ann Lee [and the mayor]": where the second one ends, with whom the report is over. "said Lee and the mayor left" goes on.
fn and_another(view: &View, and: usize, limit: usize) -> Option<usize> {
    let begins = Class::DETERMINER | Class::POSSESSIVE | Class::NUMBER_WORD | Class::GROUP;
    let apt = and + 1 < limit && view.one_of(and, words!["and"]) && view.is(and + 1, begins);
    let other = apt.then(|| right_of(view, and + 1, limit))??;
    let ends = other.end >= limit || view.one_of(other.end, words![".", ",", "!", "?"]);
    let speaks = Class::HUMAN | Class::ORGANISATION;
    (ends && other.clone().any(|at| view.is(at, speaks))).then_some(other.end)
}

/// "according to [two people who were in the room]": with the relative clause behind it, which tells who they are.
pub(in super::super) fn with_relative(
    view: &View,
    source: Range<usize>,
    limit: usize,
) -> Range<usize> {
    /// How many tokens the clause has at most.
    const CLAUSE: usize = 24;
    let who = source.end;
    if who + 2 >= limit || !view.one_of(who, words!["who"]) {
        return source;
    }
    let stops = |at: usize| {
        view.quote(at).is_some()
            || view.one_of(at, words![",", ".", ";", ":", "!", "?", "-", "–", "—"])
    };
    let end = (who + 1..limit.min(who + CLAUSE)).find(|&at| stops(at));
    source.start..end.unwrap_or(if limit <= who + CLAUSE { limit } else { who })
}

/// "according to two aides, [a move that stunned Congress]": what the whole sentence tells of.
pub(in super::super) fn is_event(view: &View, at: usize, end: usize) -> bool {
    let that = (at + 2..end).find(|&link| view.one_of(link, words!["that", "which"]));
    let bears = Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT;
    view.one_of(at, words!["a", "an"])
        && that.is_some_and(|that| {
            view.has_no_subject(that + 1) && !(at..that).any(|at| view.is(at, bears))
        })
}

/// A source right of its cue with the apposition that follows it: ", a nurse at the clinic".
pub(in super::super) fn with_apposition(
    view: &View,
    source: Range<usize>,
    limit: usize,
) -> Range<usize> {
    if let Some(end) = and_another(view, source.end, limit) {
        return with_apposition(view, source.start..end, limit);
    }
    let source = with_relative(view, source, limit);
    let comma = source.end;
    if comma + 1 >= limit || !view.is_comma(comma) || view.quote(comma + 1).is_some() {
        return source;
    }
    let name = view.capital(source.end - 1);
    // "Sun-hee Park, 44, the widow", "Ann Lee, M.D., director of the trust": age and letters belong to her, and what
    // follows may.
    let aged = view.kind(comma + 1) == Some(TokenKind::Number) && view.is_comma(comma + 2);
    let seat = is_seat(view, comma + 1);
    if aged || name && !seat && is_letters(view, comma + 1, limit) {
        return with_apposition(view, source.start..comma + 2, limit);
    }
    // "Sen. Luis Ortega, D-N.M., the bill's sponsor": party and state belong to the name.
    if seat {
        let end = (comma + 2..limit.min(comma + 8))
            .find(|&at| view.is_comma(at) || view.quote(at).is_some())
            .unwrap_or(limit.min(comma + 2));
        return with_apposition(view, source.start..end, limit);
    }
    let relative = view.is(comma + 1, Class::RELATIVE) && view.is_word(comma + 1);
    let stops = |at: usize| view.quote(at).is_some() || view.one_of(at, words![".", ";", ":"]);
    // "Tom, whose sister, Ann Lee, is mayor": the clause goes on until it has its verb.
    let told = |at: usize| !relative || view.tally(comma + 1..at).verbs > 0;
    let end = (comma + 1..limit.min(comma + APPOSITION))
        .find(|&at| stops(at) || view.is_comma(at) && told(at))
        .unwrap_or(limit.min(comma + APPOSITION));
    let described = || (comma + 1..end).any(|at| view.is(at, Class::HUMAN));
    // "the mediator, retired Judge Alma Crewe": a name with what its bearer was.
    let adjectives = [Tag::Adjective, Tag::Participle, Tag::Past];
    let qualified =
        !name && adjectives.contains(&view.tag(comma + 1)) && named_until(view, comma + 2, end);
    let opens = view.is(comma + 1, Class::DETERMINER | Class::POSSESSIVE)
        || relative && !view.one_of(comma + 1, words!["that", "which"])
        || view.one_of(comma + 1, words!["former"])
        || view.one_of(comma + 1, words!["now"]) && view.is(comma + 2, Class::DETERMINER)
        // "another advocate, Andrew Pinck", "the minister for fisheries, Ole Brandt": the name of whom the noun describes.
        || view.capital(comma + 1)
            && !name
            && source.clone().any(|at| view.is(at, Class::HUMAN))
        || qualified
        || view.is(comma + 1, Class::HUMAN) && !view.capital(comma + 1)
        // "Ann Lee, Co-Founder and Chief Executive of Vestra", "Ann Lee, global head of research"
        || name
            && (view.tag(comma + 1).is_noun() || view.tag(comma + 1) == Tag::Adjective)
            && described();
    if !opens || is_event(view, comma + 1, end) {
        return source;
    }
    // "according to police, the suspect was drunk", "the firm “did nothing”": a clause of its own is no apposition.
    let clause = view.quote(end).is_some()
        || !relative
            && (comma + 1 + usize::from(qualified)..end)
                .take_while(|&at| !view.is(at, Class::RELATIVE))
                .any(|at| view.has(at, Trait::FINITE) && !view.capital(at));
    if clause {
        return source;
    }
    source.start..end
}
