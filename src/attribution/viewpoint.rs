//! Candidates of phrases that say whose words a clause is: "according to X", "in the words of X", "in X’s view".

use std::ops::Range;

use smallvec::smallvec;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::candidate::{Candidate, Parts};
use super::circumstance::parts_verb;
use super::content::{clause_end, quote_from, quote_to, trim_end};
use super::frame::contents_after;
use super::halves::{around, second_half};
use super::lists::LISTS;
use super::narrator::trim_start;
use super::nominal::possessor;
use super::source;
use super::view::{Trait, View};
use super::words::words;

/// "According to X, …", "…, in the words of X, …"; `cue`: the phrase before the source.
pub(super) fn according_to(view: &View, cue: Range<usize>) -> Option<Candidate<'static>> {
    let sentence = view.sentence_tokens(cue.start);
    let mut source = source::right_of(view, cue.end, sentence.end)?;
    // "according to studio [estimates] on Sunday": no clause stands there that could have a verb.
    if view.is(source.end, Class::CUE_NOUN | Class::DOCUMENT) && view.has(source.end, Trait::THIRD)
    {
        source.end += 1;
    }
    // "according to a manifest [seen by the Courier]", "a survey [by Norfakta]"
    let seen = matches!(view.tag(source.end), Tag::Past | Tag::Participle);
    let by = source.end + usize::from(seen);
    if view.one_of(by, words!["by"])
        && (seen || view.is(by - 1, Class::DOCUMENT | Class::CUE_NOUN))
        && let Some(agent) = source::right_of(view, by + 1, sentence.end)
    {
        source.end = agent.end;
    }
    let source = source::with_relative(view, source, sentence.end);
    let after = source::with_apposition(view, source.clone(), sentence.end).end;
    of_phrase(view, cue.start, cue, source, after)
}

/// "In her view, …", "…, by the mayor’s own admission, …": a noun at token `at` with its owner, set off by commas.
pub(super) fn in_view(view: &View, at: usize) -> Option<Candidate<'static>> {
    let sentence = view.sentence_tokens(at);
    let (after, noun) = (at + 1, view.text(at));
    let ends = after >= sentence.end || view.one_of(after, words![",", ".", "!", "?", ";"]);
    if !ends || view.quote(at).is_some() || !LISTS.viewpoint.has_word(noun) {
        return None;
    }
    let source = possessor(view, at)?;
    // "In its annual assessment" is not what it thinks.
    let own = view.text(at - 1).eq_ignore_ascii_case("own");
    let whose = at - 1 - usize::from(own);
    if !view.is(whose, Class::POSSESSIVE) && view.kind(whose) != Some(TokenKind::Clitic) {
        return None;
    }
    let start = source.start.checked_sub(1)?;
    let led = view.one_of(start, words!["in", "by"])
        && (start == sentence.start
            || view.is_comma(start - 1)
            || view.is(start - 1, Class::CONJUNCTION));
    // "He said that, in his view, prices rise": his words already.
    let told = (sentence.start..start).any(|word| view.finite_cue(word));
    let opens = start == sentence.start && view.is_comma(after);
    (led && !told && (opens || start > sentence.start))
        .then(|| of_phrase(view, start, at..after, source, after))?
}

/// The candidate of a phrase from token `at` up to `after`, its cue and its source in it.
fn of_phrase(
    view: &View,
    at: usize,
    cue: Range<usize>,
    source: Range<usize>,
    after: usize,
) -> Option<Candidate<'static>> {
    let sentence = view.sentence_tokens(at);
    let owned = source.end <= cue.start;
    // "It is dead, according to Ann; according to Tom, …": each half is told by another.
    let half = (sentence.start..at)
        .rev()
        .find(|&before| view.one_of(before, words![";"]) && view.quote(before).is_none());
    let begins = half.map_or(sentence.start, |half| half + 1);
    if passes_on(view, begins, at) {
        return None;
    }
    let leads = (begins..at).all(|before| {
        view.is_adverb(before) || view.is(before, Class::CONJUNCTION) || view.is_comma(before)
    });
    /// How long a source may be.
    const SOURCE: usize = 25;
    let comma = |from: usize| (from..sentence.end.min(from + SOURCE)).find(|&at| view.is_comma(at));
    // "According to the log, [her boat left at nine]": no apposition, for then nothing would be said.
    let first = leads
        .then(|| comma(after).or_else(|| comma(source.end)))
        .flatten();
    let (contents, evidence) = if let Some(comma) = first {
        match quote_from(view, comma + 1) {
            Some(quote) => (
                contents_after(view, "quote", view.quote_tokens(quote).start),
                "according-to-first",
            ),
            None => (
                smallvec![comma + 1..clause_end(view, comma + 1)],
                "according-to-first",
            ),
        }
    } else if let Some(quote) = quote_to(view, at) {
        (around(view, quote, after), "according-to-last")
    } else if let Some(quote) = quote_from(view, after).filter(|_| view.is_comma(after)) {
        (
            contents_after(view, "quote", view.quote_tokens(quote).start),
            "according-to-first",
        )
    } else {
        let end = trim_end(view, begins, at);
        let mut contents = smallvec![trim_start(view, begins, end)..end];
        // "The deal, in her view, [is off]"
        let verb =
            parts_verb(view, begins..end, after).then(|| after + 1..clause_end(view, after + 1));
        let half = second_half(view, after);
        let half = half.filter(|half| !source::is_event(view, half.start, half.end));
        contents.extend(verb.or(half));
        (contents, "according-to-last")
    };
    let full = contents.iter().all(|range| range.start < range.end);
    // Behind what was said nothing but the source and its apposition can follow.
    let source = match evidence {
        "according-to-last" if !owned => source.start..after,
        _ => source,
    };
    full.then(|| Candidate {
        cue,
        source: Some(source),
        contents,
        beyond: Parts::new(),
        lemma: "according".into(),
        class: "phrase",
        mode: "phrase",
        frame: evidence,
        evidence,
        score: 0.0,
    })
}

/// “A,” Smith said, according to the Ledger; Smith said “A,” according to the Ledger: Smith's own words, wherever they
/// were read. They and who says them stand between the tokens.
fn passes_on(view: &View, first: usize, at: usize) -> bool {
    let mut from = first;
    while let Some(open) = view.first_quoted(from..at)
        && let Some(quote) = view.quote(open)
    {
        let end = view.quote_tokens(quote).end;
        let cues = |mut words: Range<usize>| words.any(|word| view.strong_cue(word));
        let leads_on = matches!(view.last_char(quote), Some(',' | '?' | '!'));
        let introduced = open > first && {
            let before = open - usize::from(view.one_of(open - 1, words![",", ":"]));
            before > first && view.strong_cue(before - 1)
        };
        // “A,” she said, but the wall held, according to …: another statement.
        let another = |word: usize| view.one_of(word, words!["and", "but", "while"]);
        let told = leads_on && end < at && cues(end..at) && !(end..at).any(another);
        if told || introduced && leads_on && end >= at {
            return true;
        }
        from = end.max(open + 1);
    }
    false
}
