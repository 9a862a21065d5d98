//! Parentheses: reports between commas of what they report, and the clauses with "as" that do the same from before or behind.

use std::ops::Range;

use smallvec::smallvec;

use crate::scan::class::Class;

use super::candidate::Parts;
use super::circumstance::{behind_circumstance, behind_manner, parts_verb, tail};
use super::content::{clause_end, tells_when};
use super::halves::fragment;
use super::landmarks::Landmark;
use super::lists::LISTS;
use super::narrator::{Told, is_statement, opens_with_adjunct, trailing, trim_start};
use super::source;
use super::verb_group::VerbGroup;
use super::view::View;
use super::words::words;

/// "By closing the line, Ms. Olsen said, the council saves …": a report between two commas of what stands around it.
pub(super) fn parenthetical(
    view: &View,
    source: &Range<usize>,
    after: usize,
    limit: usize,
) -> Option<Told> {
    let half = half_before(view, source.start)?;
    let close = match behind_circumstance(view, after, limit) {
        none if none == after => behind_manner(view, half.clone(), after, limit),
        close => close,
    };
    let told = close > after;
    let after = close;
    // "It is simple, she said: you pay."
    let explained = || {
        view.one_of(after, words![":"])
            && view.any(Landmark::CLAUSE, half.clone())
            && !opens_with_adjunct(view, half.start, half.end)
    };
    let set_off = after + 2 < limit
        && (view.is_comma(after) || view.is_dash(after) || explained())
        && view.quote(after + 1).is_none()
        && !tail(view, half.clone(), after + 1, told);
    let contents = set_off.then(|| both_halves(view, half, after))??;
    Some((source.clone(), contents, "clause-around-cue"))
}

/// "The plan, says the report, would cost $5m": the same with the verb before its subject, between another subject and its verb.
pub(super) fn inverted(view: &View, group: VerbGroup, lemma: &str, limit: usize) -> Option<Told> {
    let half = half_before(view, group.start)?;
    // "the program, called Spring, was": a participle's verb stands before no subject.
    let speaks = view.is(group.head, Class::STRONG_CUE) && LISTS.as_told.has_word(lemma);
    if !speaks || half.clone().any(|at| view.is_comma(at)) {
        return None;
    }
    let source = source::right_of(view, group.head + 1, limit)
        .filter(|source| !view.is(source.start, Class::TIME | Class::RELATIVE))?;
    let whole = source::with_apposition(view, source.clone(), limit);
    let mut sources = [source, whole].into_iter();
    let open = is_open(view, half.end - 1);
    let goes_on = |end: usize| open && view.is_comma(end) || parts_verb(view, half.clone(), end);
    let source = sources.find(|source| goes_on(source.end))?;
    let contents = both_halves(view, half, source.end)?;
    Some((source, contents, "clause-around-cue"))
}

/// "The bridge, it is understood, will close", "The bridge is shut, we were told", "…, a jury was told": a report of nobody
/// knows whom, between commas or behind what it tells.
pub(super) fn impersonal(
    view: &View,
    lemma: &str,
    group: VerbGroup,
    limit: usize,
) -> Option<(Parts, &'static str)> {
    let subject = group.start.checked_sub(1)?;
    let it = view.one_of(subject, words!["it"]);
    let ours = || view.is(subject, Class::FIRST_SINGULAR | Class::FIRST_PLURAL);
    let hears = || LISTS.hearing.has_word(view.text(subject));
    let reports = match it {
        true => LISTS.impersonal.has_word(lemma),
        false => (ours() || hears()) && LISTS.spoken_to.has_word(lemma),
    };
    if !reports {
        return None;
    }
    let whole = source::left_of(view, group.start).filter(|_| !it);
    let report = whole.map_or(subject, |whole| whole.start)..group.start;
    let after = group.head + 1;
    let found = parenthetical(view, &report, after, limit);
    let (_, contents, evidence) = found.or_else(|| trailing(view, report, after, limit))?;
    Some((contents, evidence))
}

/// "It [is], said Roth, a ruin", "They could [not], said Roth, be saved": no statement ends with such a word.
fn is_open(view: &View, at: usize) -> bool {
    let helps = |at: usize| view.is(at, Class::BE | Class::AUXILIARY | Class::MODAL);
    helps(at) || at > 0 && view.is(at, Class::NEGATION) && helps(at - 1)
}

/// "The shop, as Ms. Roth noted, has no roof", "The shop has no roof, as Ms. Roth noted."
pub(super) fn as_noted(
    view: &View,
    lemma: &str,
    source: &Range<usize>,
    after: usize,
    limit: usize,
) -> Option<Told> {
    let link = link(view, lemma, source)?;
    let half = half_before(view, link)?;
    // "The wine smells, as Lee puts it, “like a wet dog”"
    let it = usize::from(view.one_of(after, words!["it"]));
    if let Some(contents) = fragment(view, link..after + it, limit) {
        return Some((source.clone(), contents, "clause-around-cue"));
    }
    let after = after + it;
    let close = behind_circumstance(view, after, limit);
    if parts_verb(view, half.clone(), close) {
        let contents = both_halves(view, half, close)?;
        return Some((source.clone(), contents, "clause-around-cue"));
    }
    let ends = close >= limit
        || view.one_of(close, words![".", "!", "?", ",", ";"])
        || tells_when(view, close, limit);
    let whole = ends
        && is_statement(view, half.start, half.end)
        && view.any(Landmark::CLAUSE, half.clone());
    whole.then(|| {
        let contents = smallvec![trim_start(view, half.start, half.end)..half.end];
        (source.clone(), contents, "clause-source-cue")
    })
}

/// "As Ana Roth [told] reporters, the bank was broke": where what she said begins, behind the comma.
///
/// `source`: whom the words right before the verb name; `after`: the token behind it.
pub(super) fn as_told(
    view: &View,
    lemma: &str,
    source: &Range<usize>,
    after: usize,
    limit: usize,
) -> Option<usize> {
    /// How many tokens say to whom or when.
    const CIRCUMSTANCE: usize = 10;
    let link = link(view, lemma, source)?;
    let first = view.sentence_tokens(after).start;
    if !(first..link).all(|at| view.is(at, Class::CONJUNCTION)) {
        return None;
    }
    // "As Lind pointed out with a smile, …"
    let out = view.one_of(after, words!["out"]);
    let strong = out || view.is(after - 1, Class::STRONG_CUE);
    let after = after + usize::from(out);
    let mut comma = behind_circumstance(view, after, limit);
    // "As he has said [many times], …", "As he explained [to the court], …"; not "As he told the story, …".
    let beside =
        view.is(after, Class::PREPOSITION | Class::TIME) || view.one_of(after, words!["many"]);
    if !view.is_comma(comma) && beside && strong {
        let near = after..limit.min(after + CIRCUMSTANCE);
        let quiet = |at: &usize| view.quote(*at).is_none() && !view.small_verb(*at);
        comma = near.take_while(quiet).find(|&at| view.is_comma(at))?;
    }
    let clause = comma + 1;
    let follows = view.is_comma(comma)
        && clause + 1 < limit
        && view.quote(clause).is_none()
        && !view.is(clause, Class::CONJUNCTION)
        && view.tally(clause..limit).verbs > 0;
    follows.then_some(clause)
}

/// The "as" before a source whose verb says what stands beside its clause.
fn link(view: &View, lemma: &str, source: &Range<usize>) -> Option<usize> {
    let link = source.start.checked_sub(1)?;
    (view.one_of(link, words!["as"]) && LISTS.as_told.has_word(lemma)).then_some(link)
}

/// What stands in its sentence before the comma that a report at token `report` follows.
fn half_before(view: &View, report: usize) -> Option<Range<usize>> {
    let comma = report.checked_sub(1).filter(|&at| view.is_comma(at))?;
    let first = view.sentence_tokens(report).start;
    (comma > first && view.quote(comma).is_none()).then_some(first..comma)
}

/// The half before a report and what goes on behind the comma at `close`.
fn both_halves(view: &View, half: Range<usize>, close: usize) -> Option<Parts> {
    let end = clause_end(view, close + 1);
    if end <= close + 1 {
        return None;
    }
    let comma = half.end;
    let start = half_start(view, half.start, comma);
    let mut contents: Parts = smallvec![start..comma, close + 1..end];
    // "Sligo, where, they claim, tips are clean", "a lane where, it is said, ghosts walk": only the clause is theirs.
    let link = comma - 1;
    let behind = |at: usize| view.is_comma(at) || view.tag(at).is_noun();
    let relative =
        link > half.start && view.is(link, Class::RELATIVE | Class::WH) && behind(link - 1);
    // "He sold the house because, he said, it was cold": only the reason is.
    if relative || view.text(link) == "because" {
        contents.remove(0);
    }
    Some(contents)
}

/// "Her answer was blunt: [women], she said, were not ill": where the first half begins, for a report in the midst of a clause
/// has no part in what a colon parts from it.
fn half_start(view: &View, first: usize, comma: usize) -> usize {
    let colon = last_colon(view, first..comma);
    let colon = colon.filter(|&at| at + 1 < comma);
    colon.map_or_else(|| trim_start(view, first, comma), |colon| colon + 1)
}

/// The last "that" or colon of these tokens, if it is a colon.
pub(super) fn last_colon(view: &View, tokens: Range<usize>) -> Option<usize> {
    let last = view.last(Landmark::THAT, tokens);
    last.filter(|&at| view.one_of(at, words![":"]))
}
