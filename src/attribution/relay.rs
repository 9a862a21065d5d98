//! Candidates of words passed on: "the paper quoted Smith as saying", "Smith was quoted as saying", "he can be heard saying".
//!
//! Whoever quotes or films them, the words are those of whom "saying" is said.

use std::ops::Range;

use crate::scan::class::Class;

use super::candidate::{Candidate, Parts};
use super::frame::{contents_after, frame_after};
use super::halves::around;
use super::narrator::quote_behind;
use super::source;
use super::view::{Trait, View};
use super::words::{Words, words};

/// Verbs of those who pass on what others say ...
const QUOTES: Words = words!["quoted", "quotes", "quoting", "cited", "cites", "citing"];
/// ... and of those who were there.
const PERCEIVED: Words = words!["heard", "seen"];
/// How many tokens stand between "quoted" and "as saying".
const REACH: usize = 14;

/// Whether verb `at` only passes on what a participle behind it says.
pub(super) fn leads(view: &View, at: usize) -> bool {
    if view.one_of(at, PERCEIVED) {
        return says(view, at + 1) && perceived(view, at).is_some();
    }
    view.one_of(at, QUOTES)
        && (at + 1..view.sentence_tokens(at).end.min(at + REACH))
            .take_while(|&word| view.quote(word).is_none())
            .any(|word| view.one_of(word, words!["as"]) && says(view, word + 1))
}

/// Whether a cue is one of a candidate of [`relayed`].
pub(super) fn passes_on(view: &View, cue: &Range<usize>) -> bool {
    cue.len() > 1
        && view.one_of(cue.end - 2, words!["as", "heard", "seen"])
        && says(view, cue.end - 1)
}

/// "saying", "telling", "shouting"
fn says(view: &View, at: usize) -> bool {
    view.has(at, Trait::CUE_VERB) && view.has(at, Trait::GERUND)
}

/// The candidate of the participle at token `at`.
#[inline] // Asked of each verb; few are relayed.
pub(super) fn relayed(view: &View, at: usize) -> Option<Candidate<'static>> {
    let before = at.checked_sub(1)?;
    if !says(view, at) || !view.one_of(before, words!["as", "heard", "seen"]) {
        return None;
    }
    behind(view, before, at)
}

/// The candidate of the participle at token `at` behind token `before`.
fn behind(view: &View, before: usize, at: usize) -> Option<Candidate<'static>> {
    let Told {
        cue,
        source,
        subject,
    } = match view.one_of(before, PERCEIVED) {
        true => passive(view, perceived(view, before)?, at)?,
        false => quoted(view, before, at)?,
    };
    let limit = view.sentence_tokens(at).end;
    let (contents, frame, evidence) = match quote_behind(view, subject) {
        Some(quote) => (
            around(view, quote, at + 1),
            "quote-before",
            "quote-source-cue",
        ),
        None => {
            let (frame, start) = frame_after(view, at + 1, limit)?;
            let evidence = match frame {
                "quote" => "cue-then-quote",
                _ => "cue-then-clause",
            };
            (contents_after(view, frame, start), frame, evidence)
        }
    };
    (!contents.is_empty()).then(|| Candidate {
        cue,
        source: Some(source),
        contents,
        beyond: Parts::new(),
        lemma: "say".into(),
        class: "speech",
        mode: "finite",
        frame,
        evidence,
        score: 0.0,
    })
}

/// Who says it, by which words, and where the first clause has its subject.
struct Told {
    cue: Range<usize>,
    source: Range<usize>,
    subject: usize,
}

/// Where the group of "can be heard" begins that ends at token `at`; none of "had heard".
fn perceived(view: &View, at: usize) -> Option<usize> {
    let first = view.sentence_tokens(at).start;
    let helps = |word: &usize| {
        view.is(
            *word,
            Class::BE | Class::AUXILIARY | Class::MODAL | Class::NEGATION,
        ) || view.is_adverb(*word)
    };
    let start = (first..at).rev().take_while(helps).last()?;
    (start..at)
        .any(|word| view.is(word, Class::BE))
        .then_some(start)
}

/// The subject of the passive that begins at token `start` says what the participle at token `at` tells.
fn passive(view: &View, start: usize, at: usize) -> Option<Told> {
    let source = source::left_of(view, start)?;
    Some(Told {
        subject: source.start,
        source,
        cue: start..at + 1,
    })
}

/// "quoted Smith as saying", "Smith was quoted by the paper as saying"; `with`: the "as" before the participle at token `at`.
fn quoted(view: &View, with: usize, at: usize) -> Option<Told> {
    let first = view.sentence_tokens(at).start;
    let verb = (first.max(with.saturating_sub(REACH))..with)
        .rev()
        .take_while(|&word| view.quote(word).is_none())
        .find(|&word| view.one_of(word, QUOTES))?;
    if let Some(start) = perceived(view, verb) {
        return passive(view, start, at);
    }
    let source = source::right_of(view, verb + 1, with)?;
    let source = source::with_apposition(view, source, with);
    // "quoted Ann Lee, the mayor, as saying"
    let whole = source.end == with || source.end + 1 == with && view.is_comma(source.end);
    let subject = source::left_of(view, verb).map_or(verb, |subject| subject.start);
    whole.then_some(Told {
        cue: with..at + 1,
        source,
        subject,
    })
}
