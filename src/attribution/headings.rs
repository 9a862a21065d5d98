//! Headings: what stands before a colon or a dateline's dash and is no speaker ("EXPLAINER: …", "Storm Ada: latest updates"),
//! and who signs a headline behind its dash.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use smallvec::smallvec;

use crate::scan::class::Class;
use crate::scan::lexicon::lines;

use super::candidate::Parts;
use super::landmarks::Landmark;
use super::narrator::trim_start;
use super::view::{Trait, View};
use super::words::words;

const FILE: &str = include_str!("headings.txt");

/// Whether the words before a colon say what kind of text follows.
pub(super) fn is_heading(label: &str) -> bool {
    static HEADINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(FILE).collect());
    // Few labels begin as one of them does.
    static FIRST: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| HEADINGS.iter().map(|heading| first_word(heading)).collect());
    let lower = |words: &str| words.to_lowercase().replace('’', "'");
    if !FIRST.contains(lower(first_word(label)).as_str()) {
        return false;
    }
    let label = lower(label);
    let begins = |end: usize| HEADINGS.contains(format!("{} *", &label[..end]).as_str());
    HEADINGS.contains(label.as_str()) || label.match_indices(' ').any(|(at, _)| begins(at))
}

/// "On the red card: “…”", "On whether he will stay: “…”": what the words behind the colon are about; who spoke before
/// says them.
pub(super) fn is_topic(view: &View, colon: usize) -> bool {
    /// How many tokens stand before the colon at most.
    const LONGEST: usize = 16;
    let first = view.paragraph_tokens(colon).start;
    if !view.one_of(first, words!["on"]) || colon - first > LONGEST || colon < first + 2 {
        return false;
    }
    let asked = view.is(first + 1, Class::WH) || view.one_of(first + 1, words!["whether", "if"]);
    let quiet = |at: usize| {
        view.quote(at).is_none()
            && !view.is_comma(at)
            && (asked || !view.has(at, Trait::FINITE))
            && !view.strong_cue(at)
    };
    // "On Monday: “…”"
    !view.is(first + 1, Class::TIME) && (first + 1..colon).all(quiet)
}

/// A paragraph of nothing but a few words between marks, without a stop: ‘Not good enough’.
pub(super) fn is_subheading(view: &View, quote: usize) -> bool {
    /// How many tokens it has at most, its marks among them.
    const LONGEST: usize = 12;
    let tokens = view.quote_tokens(quote);
    let paragraph = view.paragraph_tokens(tokens.start);
    let stops = |end: char| {
        matches!(
            end,
            '.' | '!' | '?' | '…' | ',' | ';' | ':' | '-' | '–' | '—'
        )
    };
    tokens == paragraph
        && paragraph.end < view.len()
        && tokens.len() <= LONGEST
        && view.quoted[quote].closed
        && !view.last_char(quote).is_none_or(stops)
}

/// The words between these marks stand between others soon behind them.
pub(super) fn again(view: &View, quote: usize) -> bool {
    /// So many quotations on.
    const NEAR: usize = 32;
    let text = |at: usize| view.quoted[at].inner.of(&view.document.text).to_lowercase();
    let words = text(quote);
    let behind = quote + 1..view.quoted.len().min(quote + 1 + NEAR);
    behind.into_iter().any(|at| text(at).contains(&words))
}

fn first_word(words: &str) -> &str {
    words.split_once(' ').map_or(words, |(first, _)| first)
}

/// "EXCLUSIVE: Mayor to quit, aides say", "Port fraud: I am hunted, says Lee": behind what kind of text it is, or in a headline
/// behind what it is about.
pub(super) fn behind_label(view: &View, first: usize) -> Option<usize> {
    /// How many tokens stand before the colon at most.
    const LABEL: usize = 5;
    let limit = view.sentence_tokens(first).end.min(first + LABEL);
    let colon = (first + 1..limit).find(|&at| view.one_of(at, words![":"]))?;
    let label = first..colon;
    let apart =
        !view.any(Landmark::QUOTED, label.clone()) && !label.clone().any(|at| view.small_verb(at));
    let told = view.in_title(first) || is_heading(view.span(label).of(&view.document.text));
    (apart && told).then_some(colon + 1)
}

/// "TORVIK, Kessland (AP) — A pipeline": behind the dateline that token `first` opens.
pub(super) fn behind_dateline(view: &View, first: usize) -> Option<usize> {
    let datelines = &view.segmentation.furniture.datelines;
    let start = view.token(first).span.start();
    let own = datelines
        .iter()
        .find(|dateline| dateline.start() == start)?;
    Some(view.segmentation.tokens_in(*own).end)
}

/// "Five dead in mill fire - police", "Do not blame me – minister", "Mayor to quit: report": who says it ends a headline,
/// behind a dash or a colon.
pub(super) fn signed(view: &View, at: usize) -> Option<(Range<usize>, Parts)> {
    /// How many words name him at most, and how many signs at least stand before them.
    const WORDS: usize = 4;
    const SHORTEST: usize = 4;
    if !view.in_title(at) {
        return None;
    }
    let title = view.paragraph_tokens(at);
    let source = at + 1..title.end;
    let colon = view.one_of(at, words![":"]);
    let set_off =
        at > title.start && (colon || view.token(at - 1).span.end() < view.token(at).span.start());
    // "- BBC News", "- The Economist": where it was read.
    let last = title.end - 1;
    let person = view.is(last, Class::HUMAN)
        && !view.is(at + 1, Class::DETERMINER | Class::PREPOSITION)
        || view.is(last, Class::DOCUMENT) && !view.capital(last);
    let named = !source.is_empty()
        && source.len() <= if colon { WORDS / 2 } else { WORDS }
        && source
            .clone()
            .all(|word| view.is_word(word) && view.quote(word).is_none())
        && person
        && !is_heading(view.span(source.clone()).of(&view.document.text))
        // "What we know of Lee: mayor", "The life of a saint: book review"
        && !is_heading(view.text(last))
        && !view.is(title.start, Class::WH);
    let begins = trim_start(view, title.start, at);
    let full = at >= begins + SHORTEST;
    (set_off && named && full).then(|| (source, smallvec![begins..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_one_in_any_case_and_a_name_is_none() {
        for heading in ["EXPLAINER", "Fact check", "Storm Ada", "Editor’s note"] {
            assert!(is_heading(heading), "{heading}");
        }
        for name in ["Ann Lee", "Storm", "Stormy Lee", "HOST"] {
            assert!(!is_heading(name), "{name}");
        }
    }
}
