//! Polarity: whether the reporting words say that something was said, or that it was not, or that it was denied.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;

use super::landmarks::Landmark;
use super::lists::LISTS;
use super::view::{Trait, View};
use super::words::words;

/// What the narrator says of the words: "did not say that" is negated, "denied that" is denied, "did not deny that" both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Polarity {
    /// Nobody is told to have said it: "would not say whether", "refused to say", "no official said that".
    pub negated: bool,
    /// Who is named rejects it: "denied that", "dismissed claims that".
    pub denied: bool,
    /// It is left open whether it was said: "if she says that", "whether he said it".
    pub supposed: bool,
}

/// That of a quotation by its cue, its source and its contents, all in tokens.
pub(super) fn polarity(
    view: &View,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
    contents: &[Range<usize>],
) -> Polarity {
    let verb = start(view, cue)..cue.end;
    // "denies having said that"
    let doing = view.has(cue.start, Trait::ING);
    let merely = |at: usize| at < view.len() && LISTS.merely.has_word(view.text(at));
    // "wouldn’t"
    let contracted = |at: usize| {
        ["n’t", "n't"]
            .iter()
            .any(|not| view.text(at).ends_with(not))
    };
    let withheld = |at: usize| {
        LISTS.holds_back.has_word(view.text(at))
            || (view.is(at, Class::NEGATION) || contracted(at)) && !merely(at + 1)
            || at < cue.start && view.one_of(at, words!["without", "nor"])
            || doing && at < cue.start && LISTS.rejects.has_word(view.text(at))
    };
    Polarity {
        negated: source.is_some_and(|source| is_nobody(view, source)) || verb.clone().any(withheld),
        denied: denies(view, cue, contents),
        supposed: is_supposed(view, verb.start),
    }
}

/// "[no] official", "[none] of them"; but "No 10", "No. 10" is somebody.
fn is_nobody(view: &View, source: &Range<usize>) -> bool {
    let next = source.start + 1;
    let numbered = view.kind(next) == Some(TokenKind::Number) || view.one_of(next, words!["."]);
    LISTS.nobody.has_word(view.text(source.start)) && !numbered
}

/// Where the verb's group begins: "has [yet to] say", "was [unable to] tell", "[without] saying".
fn start(view: &View, cue: &Range<usize>) -> usize {
    /// "refused again even to"
    const MOST: usize = 4;
    let belongs = |at: &usize| {
        view.is_word(*at)
            && view.quote(*at).is_none()
            && (view.is(*at, Class::NEGATION | Class::BE | Class::AUXILIARY)
                || view.is_adverb(*at)
                || view.one_of(*at, words!["to", "of", "without", "nor"])
                || LISTS.holds_back.has_word(view.text(*at))
                || LISTS.rejects.has_word(view.text(*at)))
    };
    let first = view.sentence_tokens(cue.start).start;
    let before = (first.max(cue.start.saturating_sub(MOST))..cue.start).rev();
    cue.start - before.take_while(belongs).count()
}

/// "denied [that he knew]"; not “I never did,” he denied, nor "dismissed it as [“nonsense”]": that is the denial itself.
fn denies(view: &View, cue: &Range<usize>, contents: &[Range<usize>]) -> bool {
    let Some(content) = contents.first().filter(|content| content.start >= cue.end) else {
        return false;
    };
    let head = cue.end - 1;
    let two = |at: usize| {
        let words = [at, at + 1].map(|at| view.text(at));
        LISTS.rejects.has(words.into_iter())
    };
    let rejects =
        LISTS.rejects.has_word(view.text(head)) || two(head) || cue.len() > 1 && two(head - 1);
    let parts =
        |at: usize| view.one_of(at, words!["as"]) || view.kind(at) == Some(TokenKind::Punctuation);
    rejects && !view.one_of(content.start, words!["as"]) && !(cue.end..content.start).any(parts)
}

/// "[if] the board says that", "asked [whether] she had said that": no comma and no other verb stands between them.
fn is_supposed(view: &View, verb: usize) -> bool {
    let first = view.sentence_tokens(verb).start;
    let Some(opener) = view.last(Landmark::IF, first..verb) else {
        return false;
    };
    let quiet = |at: usize| view.quote(at).is_none() && !view.is_comma(at);
    (opener..verb).all(quiet) && view.tally(opener + 1..verb).verbs == 0
}
