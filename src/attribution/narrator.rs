//! Candidates whose content stands before the cue: “A,” said X; “A,” he said, “B”; "A, X said."
//!
//! The narrator’s words part one quotation in two: what goes on behind them belongs to it, see [`super::halves`].

use std::ops::Range;

use smallvec::smallvec;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::candidate::Parts;
use super::circumstance::{behind_circumstance, is_addressee};
use super::content::{quote_from, quote_to, tells_when, trim_end};
use super::frame::frame_after;
use super::halves::{around, behind_dash, fragment, has_cue_behind, have_own_verb, second_half};
use super::headings::{behind_dateline, behind_label};
use super::lists::LISTS;
use super::parenthesis::{as_noted, inverted, last_colon, parenthetical};
use super::source;
use super::verb_group::VerbGroup;
use super::view::{Trait, View};
use super::words::words;

/// A source, its contents, and the pattern’s name.
pub(super) type Told = (Range<usize>, Parts, &'static str);

/// “A,” said X / “A,” X said / A, X said: what stands before the cue is its content.
pub(super) fn before(view: &View, group: VerbGroup, lemma: &str, limit: usize) -> Option<Told> {
    let after = group.head + 1;
    // “…,” has left his post: with an auxiliary nothing is inverted.
    let bare = (group.start..group.head).all(|at| view.is_adverb(at));
    // “A.” So said Lind.
    let so = group.start.checked_sub(1);
    let so = so.filter(|&at| view.one_of(at, words!["so"]) && view.capital(at));
    // “A.” Asked on Monday whether he would go, Lind laughed.
    let asked = group.head == view.sentence_tokens(group.head).start
        && LISTS.asked.has_word(view.text(group.head));
    // As Lind put it, “…”: an object.
    if bare
        && !asked
        // "“A,” comments that ministers rejected": a noun and its clause.
        && !view.one_of(after, words!["it", "that", "which"])
        && let Some(quote) = quote_to(view, so.unwrap_or(group.start))
        && let Some(source) = source::right_of(view, after, limit)
        && !has_verb(view, source.end, limit)
    {
        let source = source::with_apposition(view, source, limit);
        let mut contents = around(view, quote, source.end);
        // “A,” said Ann Lee, the mayor, who has a son: behind an apposition only marks go on with what she said.
        if source.clone().any(|at| view.is_comma(at)) {
            contents.retain(|part| view.hold_quote(std::slice::from_ref(part)));
        }
        if let Some(next) = contents.iter().position(|part| part.start >= source.end)
            && have_own_verb(view, source.start..contents[next].start)
        {
            contents.truncate(next);
        }
        return Some((source, contents, "quote-cue-source"));
    }
    if bare && let Some(found) = inverted(view, group, lemma, limit) {
        return Some(found);
    }
    let whole = source::left_of(view, group.start);
    let touches = |whole: &Range<usize>| quote_behind(view, whole.start).is_some();
    let between = match &whole {
        Some(whole) if touches(whole) => Some(whole.clone()),
        _ => source::behind_quote(view, group.start),
    };
    // “…,” which votes in June: a clause of what was said.
    let relative = |source: &Range<usize>| {
        source.len() == 1 && view.is(source.start, Class::RELATIVE) && !view.capital(source.start)
    };
    if let Some(between) = between.filter(|between| !relative(between))
        && let Some(quote) = quote_behind(view, between.start)
        && !opens_sentence(view, quote, between.start, after, limit)
        && !of_another_report(view, quote, after)
    {
        return Some((between, around(view, quote, after), "quote-source-cue"));
    }
    // "It sank, the captain, Kim Lund, told reporters": they are told.
    let apposed = |whole: &Range<usize>| {
        let before = whole.start.checked_sub(1);
        before.is_some_and(|before| view.is_comma(before))
            && whole.clone().any(|at| view.is_comma(at))
    };
    if !whole.as_ref().is_some_and(apposed)
        && let Some(found) = trailing_inverted(view, group, limit)
    {
        return Some(found);
    }
    if bare
        && view.is(group.head, Class::STRONG_CUE)
        && group
            .start
            .checked_sub(1)
            .is_some_and(|at| view.is_comma(at))
        && let Some(source) = source::right_of(view, after, limit)
    {
        // "The law, said Ana Roth, a lawyer, “asks too much”"
        let whole = source::with_apposition(view, source.clone(), limit);
        for source in [source, whole] {
            if let Some(contents) = fragment(view, group.start..source.end, limit) {
                return Some((source, contents, "clause-around-cue"));
            }
        }
    }
    let whole = whole?;
    let in_parts = || {
        let contents = fragment(view, whole.start..after, limit)?;
        Some((whole.clone(), contents, "clause-around-cue"))
    };
    parenthetical(view, &whole, after, limit)
        .or_else(in_parts)
        .or_else(|| as_noted(view, lemma, &whole, after, limit))
        .or_else(|| trailing(view, whole, after, limit))
}

/// The quotation that ends right before a subject at token `at`: “A,” Ann said; “A,” as Ann put it.
pub(super) fn quote_behind(view: &View, at: usize) -> Option<usize> {
    let puts = at
        .checked_sub(1)
        // "“A.” As it turns out, …" begins anew.
        .filter(|&before| view.one_of(before, words!["as"]) && !view.capital(before));
    quote_to(view, puts.unwrap_or(at))
}

/// After Scales said they did better at “lesser schools,” Porter said: “…”: each has a quotation of his own.
fn of_another_report(view: &View, quote: usize, after: usize) -> bool {
    let open = view.quote_tokens(quote).start;
    let reports = |at: usize| view.quote(at).is_none() && view.strong_cue(at);
    quote_from(view, after).is_some() && (view.sentence_tokens(open).start..open).any(reports)
}

/// citing “the magic of it,” said [the candidate could win]: no inverted source, but the subject of a clause.
fn has_verb(view: &View, at: usize, limit: usize) -> bool {
    at < limit
        && view.quote(at).is_none()
        && (view.is(at, Class::MODAL | Class::BE) || view.has(at, Trait::FINITE))
}

/// "The bill is dead, said Olsen, a nurse."
fn trailing_inverted(view: &View, group: VerbGroup, limit: usize) -> Option<Told> {
    let comma = group.start.checked_sub(1)?;
    let first = view.sentence_tokens(group.start).start;
    // "Does it work? Absolutely, says Lind."
    let answers = || {
        comma == first + 1
            && first > 0
            && view.one_of(first - 1, words!["?"])
            && view.paragraph(first) == view.paragraph(first - 1)
    };
    // "Bridge unsafe, warns engineer"
    let brief = || view.in_title(first) && comma == first + 2;
    let apart = view.is_comma(comma)
        && (is_statement(view, first, comma) || answers() || brief())
        && view.quote(comma).is_none()
        && (view.is(group.head, Class::STRONG_CUE)
            || view.text(group.head).eq_ignore_ascii_case("say")
            || view.capital(group.head + 1) && LISTS.inverts.has_word(view.text(group.head)));
    if !apart || is_subject(view, first..comma) {
        return None;
    }
    let source = source::right_of(view, group.head + 1, limit)?;
    let source = source::with_apposition(view, source, limit);
    let ends = source.end >= limit
        || view.one_of(source.end, words![".", ",", "!", "?"])
        || tells_when(view, source.end, limit);
    let named = view.capital(source.start)
        || view.is(
            source.start,
            Class::DETERMINER | Class::POSSESSIVE | Class::SUBJECT_PRONOUN,
        )
        // "…, say police", "…, says ex-Governor Lee", and in a headline "…, says army chief".
        || view.capital(source.end - 1) && !view.is(source.start, Class::FUNCTION)
        || view.is(source.start, Class::GROUP)
        || view.in_title(group.head)
            && source.clone().any(|at| view.is(at, Class::HUMAN | Class::DOCUMENT));
    (ends && named).then(|| {
        let mut contents: Parts = smallvec![trim_start(view, first, comma)..comma];
        contents.extend(behind_dash(view, first, source.end));
        (source, contents, "clause-cue-source")
    })
}

/// Three words, or a subject and its verb: "Prices fell, the bank said."
pub(super) fn is_statement(view: &View, first: usize, comma: usize) -> bool {
    comma >= first + 3 || comma == first + 2 && view.has(first + 1, Trait::FINITE)
}

/// "Halloran, who took the chair in May," and "Ann Lee, 44,": a subject with what is said of it, no statement.
fn is_subject(view: &View, words: Range<usize>) -> bool {
    let mut commas = words.clone().filter(|&at| view.is_comma(at));
    let (Some(comma), None) = (commas.next(), commas.next()) else {
        return false;
    };
    let told = |mut words: Range<usize>| words.any(|at| view.has(at, Trait::FINITE));
    let relative = view.is(comma + 1, Class::RELATIVE);
    !told(words.start..comma) && (relative || !told(comma + 1..words.end))
}

/// "After the vote," and "In Ohio,": what stands before the comma is no statement, if no other comma does.
pub(super) fn opens_with_adjunct(view: &View, first: usize, comma: usize) -> bool {
    let participle = || view.has(first, Trait::ING) && !is_clause(view, first, comma);
    let dependent = view.is(first, Class::PREPOSITION | Class::SUBORDINATOR) || participle();
    dependent && !(first..comma).any(|at| view.is_comma(at))
        || (first..comma)
            .all(|at| view.is_adverb(at) || view.is(at, Class::TIME | Class::CONJUNCTION))
}

/// "Napping longer than an hour may hurt the heart": what looks like a participle is the subject of a verb.
fn is_clause(view: &View, first: usize, comma: usize) -> bool {
    let verb = (first + 1..comma)
        .find(|&at| view.is(at, Class::MODAL) || view.small_verb(at) && view.tag(at) != Tag::Past);
    let apart = |at: usize| {
        view.is(at, Class::SUBORDINATOR | Class::RELATIVE | Class::WH)
            && !view.one_of(at, words!["than"])
            || view.one_of(at, words!["before", "after", "since", "until"])
    };
    verb.is_some_and(|verb| !(first + 1..verb).any(apart))
}

/// `“A.” Trump said “B.”`: the source begins a sentence of its own and its cue has a content after it.
fn opens_sentence(view: &View, quote: usize, source: usize, after: usize, limit: usize) -> bool {
    let last = view.last_char(quote);
    let ended = matches!(last, Some('.' | '!' | '?' | '…'));
    let comma_between = view.is_comma(source - 1);
    if comma_between || !ended {
        return view.quote(source - 1).is_some()
            && !comma_between
            && has_own_content(view, after, limit)
            && last != Some(',');
    }
    // “A.” The case continues.
    let speaks = view.is(after - 1, Class::STRONG_CUE) || view.has(after - 1, Trait::PAST);
    if last == Some('.') && view.capital(source) && !speaks {
        return true;
    }
    // “A?” Renna told reporters at the door: a question has no comma that could lead on.
    if matches!(last, Some('!' | '?')) && !view.one_of(after, words![".", ","]) {
        return frame_after(view, after, limit)
            .is_some_and(|(frame, _)| matches!(frame, "quote" | "that"));
    }
    has_own_content(view, after, limit)
}

fn has_own_content(view: &View, after: usize, limit: usize) -> bool {
    if after >= limit || view.one_of(after, words![".", ","]) {
        return quote_from(view, after).is_some() && view.is_comma(after) && after < limit;
    }
    frame_after(view, after, limit).is_some_and(|(frame, _)| {
        matches!(
            frame,
            "quote" | "that" | "clause" | "pronoun-clause" | "wh" | "noun-quote"
        )
    })
}

/// "The bill is dead, Smith said."
pub(super) fn trailing(
    view: &View,
    source: Range<usize>,
    after: usize,
    limit: usize,
) -> Option<Told> {
    let comma = source.start.checked_sub(1)?;
    let first = view.sentence_tokens(source.start).start;
    if !view.is_comma(comma) || !is_statement(view, first, comma) || view.quote(comma).is_some() {
        return None;
    }
    // "Asked if she would quit, Bell laughed": what was asked is not hers.
    let asked = LISTS.asked.has_word(view.text(first))
        && view.is(
            first + 1,
            Class::SUBORDINATOR | Class::WH | Class::PREPOSITION | Class::TIME,
        );
    if asked {
        return None;
    }
    // “A,” Ann says, and her husband laughs: hers is the report, unless he reports it.
    let told = |at: usize| view.quote(at).is_none() && view.strong_cue(at);
    if !view.is(after - 1, Class::STRONG_CUE)
        && view.first_quoted(first..comma).is_some()
        && (first..comma).any(told)
    {
        return None;
    }
    // "Shell posts loss, union warns [of job cuts]": what is said stands behind.
    if view.in_title(first) && view.one_of(after, words!["of", "against", "over"]) {
        return None;
    }
    let ends = after >= limit
        || view.one_of(after, words![".", ",", ";", "!", "?"])
        || view.is(after, Class::PREPOSITION | Class::TIME)
        || view.is_adverb(after)
        || tells_when(view, after, limit)
        || is_addressee(view, after..trim_end(view, after, limit))
        // "…, Smith told the paper, adding that …"
        || behind_circumstance(view, after, limit) > after;
    // "After the vote, Smith said in a letter that …" is no content; nor is it if a quotation follows that is not another's.
    let leads = |(frame, start): (&str, usize)| {
        let others = || {
            view.quote(start)
                .is_some_and(|quote| has_cue_behind(view, quote))
        };
        // "Prices fell, Lee said. “We sold.”": the stop keeps them apart.
        frame == "that" || frame == "quote" && start < limit && !others()
    };
    if !ends || frame_after(view, after, limit).is_some_and(leads) {
        return None;
    }
    // "Lee worries that they will stay away: [they like the sea], he says": his is what the colon parts from another report.
    let apart = |colon: &usize| (first..*colon).any(|at| view.finite_cue(at));
    let start = match last_colon(view, first..comma).filter(apart) {
        Some(colon) => colon + 1,
        None => trim_start(view, first, comma),
    };
    let mut contents = smallvec![start..comma];
    contents.extend(second_half(view, after).or_else(|| behind_dash(view, first, after)));
    Some((source, contents, "clause-source-cue"))
}

/// Where a statement that opens its sentence and ends before `end` begins: behind a conjunction, behind a dateline,
/// or with the quotation that the sentence begins in.
pub(super) fn trim_start(view: &View, first: usize, end: usize) -> usize {
    // “It is late. It is too late” for a vote, she said.
    if let Some(quote) = view.quote(first) {
        return view.quote_tokens(quote).start;
    }
    // "— The bus is late, he said": the dash opens a line of dialogue.
    let opens = view.one_of(first, words!["but", "and"]) || view.is_dash(first);
    let start = match opens {
        true => first + 1,
        false => behind_bullet(view, first)
            .or_else(|| behind_dateline(view, first))
            .or_else(|| behind_label(view, first))
            .unwrap_or(first),
    };
    // What lies beyond the statement is no part of it.
    if start < end { start } else { first }
}

/// "• The road is closed", "* The road", "1. The road": behind what a list's item begins with.
fn behind_bullet(view: &View, first: usize) -> Option<usize> {
    let gap = |at: usize| view.token(at).span.end() < view.token(at + 1).span.start();
    let inside = |at: usize| at + 1 < view.sentence_tokens(first).end;
    let sign = || {
        let unnamed =
            view.kind(first) == Some(TokenKind::Punctuation) && view.named(first).is_none();
        (unnamed && inside(first) && gap(first)).then_some(first + 1)
    };
    let numbered = || {
        let stop = first + 1;
        let item = view.kind(first) == Some(TokenKind::Number)
            && view.one_of(stop, words![".", ")"])
            && !gap(first)
            && inside(stop)
            && gap(stop);
        (item && view.paragraph_tokens(first).start == first).then_some(stop + 1)
    };
    sign().or_else(numbered)
}
