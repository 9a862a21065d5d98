//! Sources: the noun phrase that names the speaker, left or right of its cue.
//!
//! No parse: a phrase is walked word by word from the cue until a word that
//! cannot be part of it (`phrase`, `right`). What stands between a subject and its
//! verb (appositions, clauses, adjuncts) is stepped over and, where it follows the
//! name, kept (`between`, `clauses`). A verb without a subject of its own has that of
//! another (`governing`).

mod between;
mod clauses;
mod governing;
mod phrase;
mod right;

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::content::quote_to;
use super::headings::behind_dateline;
use super::landmarks::Landmark;
use super::verb_group::{contact, stranded};
use super::view::{Trait, View};
use super::words::words;
use between::{adjunct_before, around_quote, before_apposition, skip_adjuncts_left};
pub(super) use between::{behind_quote, speaks};
pub(super) use clauses::is_participle;
use clauses::{made_by, measured, met, with_relative_clause};
pub(super) use governing::{caused, governing, of_group};
pub(super) use phrase::phrase_ending_at;
use phrase::reduced;
pub(super) use right::{aged, is_event, right_of, with_apposition, with_relative};

/// The farthest an apposition or relative clause may push a subject from its verb, in tokens.
const APPOSITION: usize = 40;

/// The subject left of a verb group that begins at token `verb`, if one stands there.
pub(super) fn left_of(view: &View, verb: usize) -> Option<Range<usize>> {
    view.subjects.of(verb, || find_left(view, verb))
}

fn find_left(view: &View, verb: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(verb).start;
    let first = behind_dateline(view, first)
        .filter(|&first| first < verb)
        .unwrap_or(first);
    if let Some(subject) = around_quote(view, verb, first) {
        return Some(subject);
    }
    let mut end = skip_adjuncts_left(view, verb, first);
    if end == first {
        return None;
    }
    // "a report released on Monday found": the day is the participle's.
    if reduced(view, end - 1, first) {
        end = verb;
    }
    if let Some(subject) = with_relative_clause(view, end, first) {
        return Some(subject);
    }
    // "Most people I spoke to say": the people do.
    if stranded(view, end - 1)
        && let Some(clause) = contact(view, end - 1).filter(|clause| *clause > first)
    {
        return phrase_ending_at(view, clause, first);
    }
    if let Some(bearer) = of_whose(view, end, first).or_else(|| one_of_those(view, end, first)) {
        return Some(bearer);
    }
    let close = end;
    // A bracket, and an apposition behind it: "Jim Jordan (R-Ohio), a panel member,".
    for _ in 0..2 {
        if end > first
            && (view.is_comma(end - 1)
                || view.is_dash(end - 1)
                || view.one_of(end - 1, words![")", "]"]))
        {
            end = before_apposition(view, end - 1, first)?;
        }
    }
    let years = (end < close)
        .then(|| before_years(view, end, first))
        .flatten();
    let mut phrase = phrase_ending_at(view, years.unwrap_or(end), first)?.start..end;
    // "Robert Lee, Jr."
    if phrase.len() == 1
        && view.is(phrase.start, Class::GENERATION)
        && phrase.start > first
        && view.is_comma(phrase.start - 1)
    {
        phrase.start = phrase_ending_at(view, phrase.start - 1, first)?.start;
    }
    // "Asked about press [reports] that he would go": what looks like the verb is what somebody was asked about.
    if phrase.start == first && is_participle(view, first) && view.tag(first) != Tag::Gerund {
        return None;
    }
    if let Some(own) = behind_relative(view, &phrase, verb) {
        phrase.start = own;
    }
    if let Some(person) = met(view, &phrase, first) {
        phrase.start = person;
    }
    if let Some(document) = measured(view, &phrase, first).or_else(|| made_by(view, &phrase, first))
    {
        return Some(document);
    }
    if let Some(adjunct) = adjunct_before(view, &phrase, first) {
        return left_of(view, adjunct);
    }
    // The apposition belongs to the source: "Peter Morgan, a lawyer for the club, said".
    let pronoun = phrase.len() == 1 && view.is(phrase.start, Class::ANY_PRONOUN);
    let apposed = end < close && !pronoun;
    if !apposed {
        let start = joined(view, phrase.start, first);
        return Some(denied(view, start, first)..end);
    }
    let start = match fronted(view, &phrase, first) {
        true => phrase.end + 1,
        false => office_before(view, phrase.start, first).unwrap_or(phrase.start),
    };
    let start = joined(view, start, first);
    // A bracket closes what it opened; a comma or a dash before the verb is no part of the source.
    let end = close - usize::from(!view.one_of(close - 1, words![")", "]"]));
    Some(start..end)
}

/// "[Her husband] of ten years, Paul,": how long does not part the noun from its name.
fn before_years(view: &View, end: usize, first: usize) -> Option<usize> {
    let of = end.checked_sub(3).filter(|&of| of > first)?;
    let counted =
        view.is(of + 1, Class::NUMBER_WORD) || view.kind(of + 1) == Some(TokenKind::Number);
    let lasts = view.is(end - 1, Class::TIME) && counted;
    (lasts && view.one_of(of, words!["of"]) && view.is(of - 1, Class::HUMAN | Class::KIN))
        .then_some(of)
}

/// "a plan that [experts] say will fail": a clause about a noun, whose verb the report has behind it; where its own subject begins.
fn behind_relative(view: &View, phrase: &Range<usize>, verb: usize) -> Option<usize> {
    if phrase.len() < 2 || !view.has_no_subject(verb + 1) {
        return None;
    }
    let that = phrase
        .clone()
        .rfind(|&at| view.one_of(at, words!["that", "which"]))?;
    (that + 1 < phrase.end).then_some(that + 1)
}

/// "[Giving evidence in May], the mayor, Ann Lee, told", "In [his complaint], the 18-year-old, who is ill, said": no apposition
/// follows what stands before its sentence's first comma.
fn fronted(view: &View, phrase: &Range<usize>, first: usize) -> bool {
    // "Leading economist"
    let participle = || view.tag(first) == Tag::Gerund && !view.is(first + 1, Class::HUMAN);
    let led = match phrase.start == first {
        true => participle(),
        false => participle() || view.is(first, Class::PREPOSITION) && phrase.start == first + 1,
    };
    let next = phrase.end + 1;
    led && view.is_comma(phrase.end)
        && (participle() || !view.capital(phrase.end - 1))
        && !(first..phrase.end).any(|at| view.is_comma(at))
        && (view.is(next, Class::DETERMINER | Class::POSSESSIVE) || view.capital(next))
}

/// "[Not] all residents", "[Hardly] anyone": the subject with the word that turns it round.
fn denied(view: &View, start: usize, first: usize) -> usize {
    let Some(not) = start.checked_sub(1).filter(|&at| at >= first) else {
        return start;
    };
    let opens = not == first || view.is_comma(not - 1) || view.is(not - 1, Class::CONJUNCTION);
    let turns = view.is_word(not) && view.is(not, Class::NEGATION);
    if opens && turns { not } else { start }
}

/// "[The firm's founder], Ada Sorrel, who still owns half of it, told": where the office begins whose bearer's name begins at `name`.
fn office_before(view: &View, name: usize, first: usize) -> Option<usize> {
    /// How many tokens a name has, with the "and" behind it.
    const NAME: usize = 6;
    let comma = name.checked_sub(1).filter(|&at| at > first)?;
    let person = view.is(comma - 1, Class::HUMAN) && !view.capital(comma - 1);
    // "Having killed five [officers], Governor Mary Hall (left) said": one name is not several people's.
    let several = || (name..name + NAME).any(|at| view.one_of(at, words!["and"]));
    let person = person && (!view.is(comma - 1, Class::GROUP) || several());
    let named = view.is_comma(comma) && view.capital(name) && person;
    let office = named.then(|| phrase_ending_at(view, comma, first))??;
    let alone = office.start == first || view.is(office.start - 1, Class::CONJUNCTION);
    (alone && !is_participle(view, office.start)).then_some(office.start)
}

/// "the board, whose [chairman, Olaf Lien], | said": the bearer of an office of whom the clause before tells.
fn of_whose(view: &View, end: usize, first: usize) -> Option<Range<usize>> {
    /// How many tokens a name has, and the office before it.
    const NAME: usize = 6;
    let name = between_commas(view, end, first, NAME)?;
    let comma = name.start - 1;
    let floor = first.max(comma.saturating_sub(NAME));
    let mut office = (floor..comma).rev().take_while(|&at| view.is_word(at));
    let whose = office.find(|&at| view.text(at).eq_ignore_ascii_case("whose"))?;
    (whose + 1 < comma).then_some(whose + 1..name.end)
}

/// "[One of those who left, Mara Quist], | said": the name behind a clause that tells of whom there are more.
fn one_of_those(view: &View, end: usize, first: usize) -> Option<Range<usize>> {
    /// How many tokens a name has, with the comma before it.
    const NAME: usize = 5;
    let name = between_commas(view, end, first, NAME)?;
    let link = view.last(Landmark::LINK, first..name.start - 1)?;
    let those = link.checked_sub(1).filter(|&at| at > first + 1)?;
    let many = view.one_of(those, words!["those"]) || view.is(those, Class::NUMBER_WORD);
    let one = (first..those).find(|&at| view.text(at).eq_ignore_ascii_case("one"))?;
    (many && view.one_of(one + 1, words!["of"])).then_some(one..name.end)
}

/// ", [Olaf Lien], |": words with capitals between two commas, the last one right before token `end`, the first no more than
/// so many tokens before that.
fn between_commas(view: &View, end: usize, first: usize, most: usize) -> Option<Range<usize>> {
    let close = end.checked_sub(1).filter(|&at| view.is_comma(at))?;
    let floor = first.max(close.saturating_sub(most));
    let name = (floor..close).rev().find(|&at| view.is_comma(at))? + 1..close;
    (!name.is_empty() && name.clone().all(|at| view.capital(at))).then_some(name)
}

/// "[Ann Lund and] her husband", "[Parents, teachers and] the mayor": where the subject begins that names others first.
fn joined(view: &View, start: usize, first: usize) -> usize {
    // The phrase before a sign, if it can be one of a subject's.
    let one = |end: usize| {
        let head = end.checked_sub(1).filter(|&head| head >= first)?;
        let apt = speaks(view, head) && !view.is(head, Class::ADVERB | Class::TIME);
        apt.then(|| phrase_ending_at(view, end, first)).flatten()
    };
    let and = start.checked_sub(1).filter(|&and| and > first);
    // "[Neither] Lee nor Ruiz": who does not say it.
    if let Some(nor) = and.filter(|&nor| view.one_of(nor, words!["nor"]))
        && let Some(other) = one(nor)
    {
        let mut near = (first.max(other.start.saturating_sub(1))..=other.start).rev();
        let neither = near.find(|&at| view.text(at).eq_ignore_ascii_case("neither"));
        return neither.unwrap_or(start);
    }
    let Some(and) = and.filter(|&and| view.one_of(and, words!["and"])) else {
        return start;
    };
    let comma = usize::from(view.is_comma(and - 1));
    let mut other = one(and - comma);
    // "He met the union and the mayor said": what a verb leads to is no subject.
    let opens = |at: usize| {
        at == first
            || view.quote(at - 1).is_some()
            || view.is(at - 1, Class::SUBORDINATOR | Class::TIME)
    };
    let mut begins = start;
    while let Some(phrase) = other {
        if opens(phrase.start) {
            return phrase.start;
        }
        // "It failed, [Lee and] the mayor said": behind another clause, if no more of them come before the comma.
        let before = phrase.start - 1;
        if !view.is_comma(before) {
            break;
        }
        begins = phrase.start;
        other = one(before);
    }
    begins
}

/// The subject of a finite verb: left of its group, or behind it where a quotation stands before it.
pub(super) fn either_side(view: &View, start: usize, head: usize) -> Option<Range<usize>> {
    left_of(view, start).or_else(|| {
        let inverted =
            start == head && view.is(head, Class::STRONG_CUE) && quote_to(view, start).is_some();
        if !inverted {
            return None;
        }
        let limit = view.sentence_tokens(head).end;
        Some(with_apposition(
            view,
            right_of(view, head + 1, limit)?,
            limit,
        ))
    })
}

/// "Citing the cost, [the mayor] refused", "After saying it was “over,” [she] left": the subject of the clause behind an adjunct
/// whose verb is token `verb`.
fn behind_adjunct(view: &View, verb: usize) -> Option<Range<usize>> {
    /// How far a subject and its verb are from the comma.
    const SUBJECT: usize = 10;
    let limit = view.sentence_tokens(verb).end;
    let closes = |&at: &usize| match view.quote(at) {
        Some(quote) => view.quote_tokens(quote).end == at + 1 && view.leads_on(quote),
        None => view.is_comma(at),
    };
    let subject = |comma: usize| {
        let verb = (comma + 2..limit.min(comma + SUBJECT))
            .find(|&at| view.quote(at).is_none() && view.has(at, Trait::FINITE))?;
        let subject = left_of(view, verb)?;
        let opens = subject.start == comma + 1 && !view.is(subject.start, Class::RELATIVE);
        opens.then_some(subject)
    };
    (verb + 1..limit).filter(closes).find_map(subject)
}

/// The subject of the sentence's main clause: the phrase before its first verb.
pub(super) fn main_subject(view: &View, before: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(before).start;
    (first + 1..before)
        .filter(|&at| view.quote(at).is_none() && view.is_word(at))
        .find(|&at| {
            let verb = view.is(at, Class::AUXILIARY | Class::MODAL | Class::COMMON_VERB)
                || view.has(at, Trait::PAST | Trait::THIRD);
            let pronoun = at == first + 1 && view.is(first, Class::INDEFINITE);
            verb && !view.capital(at)
                && (pronoun
                    || !view.is(
                        at - 1,
                        Class::DETERMINER | Class::POSSESSIVE | Class::RELATIVE,
                    ))
        })
        .and_then(|at| left_of(view, at))
        .filter(|subject| {
            // "On the wall hangs a sign:"
            let place = subject.start == first + 1 && view.is(first, Class::PREPOSITION);
            !place && !view.is(subject.start, Class::RELATIVE)
        })
}
