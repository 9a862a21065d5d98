//! Candidates of cue nouns: "his claim that …", "made the point that …", "in a statement: “…”".

use std::borrow::Cow;
use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::candidate::{Candidate, Parts};
use super::content::{trim_end, with_earlier_paragraphs};
use super::frame::{contents_after, frame_after};
use super::headings::is_heading;
use super::lists::LISTS;
use super::matrix::report_end;
use super::noun_form::is_told_of;
use super::silence::{hands_on, is_asked};
use super::source;
use super::verb_group::{finite, verb_group};
use super::view::{Trait, View};
use super::words::words;

/// What may follow a noun or an adjective that reports.
const FRAMES: [&str; 17] = [
    "that", "quote", "of", "about", "to", "to-noun", "for", "against", "on", "wh", "over", "with",
    "in", "at", "by", "colon", "clause",
];

/// The mode of "his slogan was “…”".
pub(super) const LINKED: &str = "linked-noun";
/// That of "his claim that …".
pub(super) const NOUN: &str = "noun";

/// "his claim that …", "in a statement: “…”", "criticism of X", "her slogan was “…”"
pub(super) fn from_noun<'a>(view: &View<'a>, at: usize) -> Option<Candidate<'a>> {
    let sentence = view.sentence_tokens(at);
    let limit = sentence.end;
    if is_verb(view, at, sentence.start) || says_nothing(view, at) {
        return None;
    }
    if let Some(candidate) = behind_quote(view, at) {
        return Some(candidate);
    }
    let linked = at + 1 < limit && view.is(at + 1, Class::BE);
    let (frame, start) = frame_after(view, at + 1 + usize::from(linked), limit)?;
    // "an email that was sent", "the case will go on": a clause about the noun, or its own.
    // So is "a statement which was read out".
    let which = frame == "wh" && view.one_of(start, words!["which", "who"]);
    let behind = start + usize::from(frame == "that" || which);
    let own =
        (matches!(frame, "that" | "clause") || which) && !linked && view.has_no_subject(behind);
    let handled = frame == "that" && !linked && hands_on(view, start, limit);
    if !FRAMES.contains(&frame) || own || handled || is_told_of(view, at) {
        return None;
    }
    let owner = possessor(view, at)
        .or_else(|| issuer(view, at, start))
        .or_else(|| crowd(view, at, start, limit))
        .or_else(|| light_verb_subject(view, at).filter(|_| !of_others(view, at)));
    let mode = if linked { LINKED } else { NOUN };
    build(view, at, "noun", mode, frame, start, owner)
}

/// “Keep out” was the [message] from the mayor: what was said stands before the noun and its verb.
fn behind_quote<'a>(view: &View<'a>, at: usize) -> Option<Candidate<'a>> {
    /// "the blunt [message]"
    const NEAR: usize = 3;
    let quiet = |at: &usize| view.is_word(*at) && view.quote(*at).is_none();
    let mut before = (at.saturating_sub(NEAR)..at).rev().take_while(quiet);
    let be = before.find(|&at| view.is(at, Class::BE))?;
    let quote = view.quote(be.checked_sub(1)?)?;
    let limit = view.sentence_tokens(at).end;
    let from = at + 1;
    let sender = || {
        let led = view.one_of(from, words!["from", "of", "by"]);
        let source = led.then(|| source::right_of(view, from + 1, limit))??;
        Some(source::with_apposition(view, source, limit))
    };
    let source = possessor(view, at).or_else(sender)?;
    // “The Long Road” was the answer of a lifetime: somebody has it.
    let who = Class::HUMAN | Class::ORGANISATION | Class::POSSESSIVE;
    let mut words = source.clone();
    if !words.any(|at| view.capital(at) || view.is(at, who)) {
        return None;
    }
    let contents = with_earlier_paragraphs(view, quote);
    Some(candidate(
        view,
        at,
        "noun",
        LINKED,
        "quote-before",
        Some(source),
        contents,
    ))
}

/// "fired without [warning] at the crowd", "held on [suspicion] of theft", "made the [remarks] when meeting her", "when asked to"
fn says_nothing(view: &View, at: usize) -> bool {
    let before = |word: &str| at > 0 && view.text(at - 1).eq_ignore_ascii_case(word);
    let held = before("on") && view.text(at).eq_ignore_ascii_case("suspicion");
    let occasion = view.one_of(at + 1, words!["when", "while", "after", "before"])
        && view.has(at + 2, Trait::ING | Trait::ED);
    // "OP-ED: …"
    let first = view.paragraph_tokens(at).start;
    let label = view.one_of(at + 1, words![":"])
        && at < first + 2
        && is_heading(view.span(first..at + 1).of(&view.document.text));
    // "was told by email that"
    let means = before("by") && LISTS.means.has_word(view.text(at));
    before("without") || held || occasion || label || means
}

/// "She [thought] of it", "declined to [comment] on it"
fn is_verb(view: &View, at: usize, first: usize) -> bool {
    let Some(left) = at.checked_sub(1).filter(|&left| left >= first) else {
        return false;
    };
    // "would talk to his rival"
    let modal = view.is(left, Class::MODAL) && !view.capital_inside(left);
    let subject = view.is(left, Class::SUBJECT_PRONOUN) && !view.is(left, Class::OBJECT_PRONOUN);
    let verb = view.word(at).verb;
    // "Do you worry about it?", "anyone who claims that"
    let asked = is_asked(view, left, first);
    let who = view.one_of(left, words!["who"]);
    let infinitive = view.tag(left) == Tag::To && left > first && view.has(left - 1, Trait::VERB);
    modal && verb.is_some_and(|verb| verb.base)
        || subject && verb.is_some_and(|verb| verb.past || verb.base)
        || asked && verb.is_some_and(|verb| verb.base)
        || who && verb.is_some_and(|verb| verb.past || verb.third)
        || infinitive && verb.is_some_and(|verb| verb.base)
}

/// "is confident that …", "skeptical of X"
pub(super) fn from_adjective<'a>(view: &View<'a>, at: usize) -> Option<Candidate<'a>> {
    let sentence = view.sentence_tokens(at);
    // "what the firm should do"
    let noun = at > 0
        && (view.is(at - 1, Class::POSSESSIVE) || view.one_of(at - 1, words!["the", "a", "an"]));
    // "a crowd of angry farmers that": what the noun behind it is like says nothing.
    let describes = view.is(at + 1, Class::HUMAN) && !view.capital(at + 1);
    if noun || describes {
        return None;
    }
    let (frame, start) = frame_after(view, at + 1, sentence.end)?;
    // "asked if he was worried, shrugged: “…”": no longer what he is.
    let apart = frame == "quote" && view.is_comma(at + 1) && view.quote(at + 2).is_none();
    if !FRAMES.contains(&frame) || apart {
        return None;
    }
    let mut verb = at;
    while verb > sentence.start
        && at - verb < 5
        && (view.is(
            verb - 1,
            Class::BE | Class::AUXILIARY | Class::MODAL | Class::NEGATION,
        ) || view.is_adverb(verb - 1)
            || view.is(verb - 1, Class::COMMON_VERB))
    {
        verb -= 1;
    }
    let mode = if verb < at { "predicate" } else { "adjective" };
    let holder = match verb < at {
        true => source::left_of(view, verb).or_else(|| source::governing(view, verb)),
        false => source::governing(view, at),
    };
    let mut candidate = build(view, at, "adjective", mode, frame, start, holder)?;
    // "are [not so sure] about the plan"
    let negation = (verb..at).find(|&at| view.is(at, Class::NEGATION) && view.is_word(at));
    candidate.cue.start = negation.unwrap_or(at);
    Some(candidate)
}

fn build<'a>(
    view: &View<'a>,
    at: usize,
    class: &'static str,
    mode: &'static str,
    frame: &'static str,
    start: usize,
    source: Option<Range<usize>>,
) -> Option<Candidate<'a>> {
    let mut contents = contents_after(view, frame, start);
    if class == "noun"
        && mode != LINKED
        && let [content] = &mut contents[..]
        && let Some(end) = report_end(view, &(at..at + 1), true, content.start, content.end)
    {
        content.end = trim_end(view, content.start, end);
    }
    (!contents.is_empty()).then(|| candidate(view, at, class, mode, frame, source, contents))
}

/// That of the noun or adjective at token `at`.
fn candidate<'a>(
    view: &View<'a>,
    at: usize,
    class: &'static str,
    mode: &'static str,
    frame: &'static str,
    source: Option<Range<usize>>,
    contents: Parts,
) -> Candidate<'a> {
    Candidate {
        cue: at..at + 1,
        source,
        contents,
        beyond: Parts::new(),
        lemma: lower(view.text(at)),
        class,
        mode,
        frame,
        evidence: if class == "noun" {
            "noun-cue"
        } else {
            "adjective-cue"
        },
        score: 0.0,
    }
}

/// Small letters; most nouns have them already.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    match word.chars().any(char::is_uppercase) {
        true => Cow::Owned(word.to_lowercase()),
        false => Cow::Borrowed(word),
    }
}

/// "Trump’s [latest] claim", "her claim"
pub(super) fn possessor(view: &View, noun: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(noun).start;
    for at in (first.max(noun.saturating_sub(4))..noun).rev() {
        if view.is(at, Class::POSSESSIVE) && view.is_word(at) {
            return Some(at..at + 1);
        }
        if view.kind(at) == Some(TokenKind::Clitic) && at > first {
            return source::phrase_ending_at(view, at, first);
        }
        if view.is(at, Class::FUNCTION | Class::DETERMINER) || !view.is_word(at) {
            return None;
        }
    }
    None
}

/// "warnings from [his aides] that …", "claims by [the firm] that …"; the content begins at token `start`.
fn issuer(view: &View, noun: usize, start: usize) -> Option<Range<usize>> {
    let from = noun + 1;
    let led = start > from + 1 && view.one_of(from, words!["from", "by", "among"]);
    let source = led.then(|| source::right_of(view, from + 1, start))??;
    (source.end == start).then_some(source)
}

/// cries of “Shame!” from [the gallery]: who cried stands behind the marks.
fn crowd(view: &View, noun: usize, start: usize, limit: usize) -> Option<Range<usize>> {
    let quote = view.quote(start).or_else(|| view.quote(start + 1))?;
    let end = view.quote_tokens(quote).end;
    let led = view.one_of(noun + 1, words!["of"]) && view.one_of(end, words!["from", "by"]);
    led.then(|| source::right_of(view, end + 1, limit))
        .flatten()
}

/// "investigated [claims] that", "amid fresh [warnings] that": whose the noun is nobody tells, the verb's subject least of all.
pub(super) fn of_others(view: &View, noun: usize) -> bool {
    /// "the long list of"
    const NEAR: usize = 4;
    let describes = |at: &usize| {
        view.is(*at, Class::DETERMINER)
            || view.tag(*at) == Tag::Adjective
            || view.tag(*at).is_noun() && !view.capital(*at)
    };
    let first = view.sentence_tokens(noun).start;
    let mut before = (first.max(noun.saturating_sub(NEAR))..noun).rev();
    let takes_up = |at: &usize| {
        let word = view.text(*at);
        LISTS.of_others.has_word(word) || LISTS.looks_into.has_word(word)
    };
    let governs = before.find(|at| takes_up(at) || !describes(at));
    governs.is_some_and(|at| takes_up(&at))
}

/// "Hwang made the point that", "expressed the hope that": the noun’s verb has the source.
fn light_verb_subject(view: &View, noun: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(noun).start;
    let verb = (first + 1..noun)
        .rev()
        .take(4)
        .find(|&at| finite(view, at) || view.has(at, Trait::ING))?;
    let start = verb_group(view, verb).map_or(verb, |group| group.start);
    source::left_of(view, start).or_else(|| source::governing(view, start))
}
