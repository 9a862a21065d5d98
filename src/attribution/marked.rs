//! Candidates of a sign: `NAME: …`, `“…” ― Name`.

use std::ops::Range;

use smallvec::smallvec;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::candidate::{Candidate, Parts};
use super::content::{quote_from, trim_end, with_earlier_paragraphs};
use super::frame::contents_after;
use super::headings::{is_heading, is_topic, signed};
use super::landmarks::Landmark;
use super::source;
use super::transcript::TRANSCRIPT;
use super::view::{Trait, View};
use super::words::words;

/// A label has no more tokens than this: `Rep. Tor Hval (R-S.C.):`.
const LABEL: usize = 10;

/// `WALLACE: …`, `Pat Caddell: Voters worried …`
pub(super) fn colon(view: &View, at: usize) -> Option<Candidate<'static>> {
    let paragraph = view.paragraph_tokens(at);
    if let Some((source, contents)) = signed(view, at) {
        return Some(of_colon(at, source, contents, TRANSCRIPT, "name-colon"));
    }
    let first = at - paragraph.start <= LABEL;
    if first && is_no_speaker(view, paragraph.start..at) || is_topic(view, at) {
        return None;
    }
    // "CALLER (Debbie): …", "LEE (laughing): …"
    let open = match view.one_of(at.saturating_sub(1), words![")"]) {
        true => (paragraph.start + 1..at)
            .rev()
            .find(|&word| view.one_of(word, words!["("])),
        false => None,
    };
    // "Telecoms: what the brokers say": a headline's matter, and what of it is told.
    let matter = at == paragraph.start + 1
        && view.in_title(at)
        && view.is(at + 1, Class::WH)
        && view.text(paragraph.start).contains(char::is_lowercase)
        && !view.is(paragraph.start, Class::HUMAN)
        // "Lind: why I quit"
        && !paragraph.clone().any(|word| view.is(word, Class::FIRST_SINGULAR | Class::FIRST_PLURAL))
        && !view.any(Landmark::QUOTED, paragraph.clone());
    if matter {
        return None;
    }
    // "Says Lee: “…”": an inverted report.
    let verb = paragraph.start;
    if first
        && at > verb + 1
        && view.is(verb, Class::STRONG_CUE)
        && let Some(quote) = quote_from(view, at + 1)
    {
        let contents = contents_after(view, "quote", view.quote_tokens(quote).start);
        return Some(Candidate {
            cue: verb..verb + 1,
            ..of_colon(at, verb + 1..at, contents, "label", "name-colon")
        });
    }
    let named = paragraph.start < at
        && at - paragraph.start <= LABEL
        && (paragraph.start..open.unwrap_or(at)).all(|word| {
            view.quote(word).is_none()
                && (view.capital(word)
                    || view.kind(word) != Some(TokenKind::Word)
                    || view.is(word, Class::PREPOSITION))
        })
        && view.capital(paragraph.start);
    let shouted = named
        && (paragraph.start..open.unwrap_or(at))
            .filter(|&word| view.is_word(word))
            .all(|word| view.text(word).chars().all(|c| !c.is_lowercase()));
    if named && at + 1 < paragraph.end {
        let end = if shouted {
            paragraph.end
        } else {
            view.sentence_tokens(at + 1).end
        };
        let contents = match quote_from(view, at + 1) {
            Some(quote) if !shouted => {
                contents_after(view, "quote", view.quote_tokens(quote).start)
            }
            _ => smallvec![at + 1..turn_end(view, at + 1, end)],
        };
        // How it is said is no part of who says it.
        let manner = open.filter(|open| !view.capital(open + 1));
        let whole = paragraph.start..manner.unwrap_or(at);
        let source = match shouted {
            true => whole,
            false => label(view, paragraph.start, at).unwrap_or(whole),
        };
        let (mode, evidence) = match (shouted, view.in_title(at)) {
            (true, _) => ("transcript", "transcript-turn"),
            (false, true) => ("title", "name-colon"),
            (false, false) => ("label", "name-colon"),
        };
        return Some(of_colon(at, source, contents, mode, evidence));
    }
    introduced(view, at)
}

/// "EXPLAINER: …", "NEW DELHI: The court …": what kind of text follows, or from where it comes.
fn is_no_speaker(view: &View, label: Range<usize>) -> bool {
    if label.is_empty() {
        return false;
    }
    let whole = view.span(label.start..label.end + 1);
    let datelines = &view.segmentation.furniture.datelines;
    datelines.contains(&whole) || is_heading(view.span(label).of(&view.document.text))
}

/// Where a turn ends: without its stop, but with the mark of a question or a shout.
pub(super) fn turn_end(view: &View, start: usize, limit: usize) -> usize {
    let end = trim_end(view, start, limit);
    match end > start && end < limit && view.one_of(end, words!["?", "!"]) {
        true => end + 1,
        false => end,
    }
}

/// A sentence without a cue verb that ends in a colon before a quotation: its last name speaks.
fn introduced(view: &View, at: usize) -> Option<Candidate<'static>> {
    if at + 1 == view.paragraph_tokens(at).end
        && let Some(block) = block(view, at)
    {
        return Some(block);
    }
    let quote = quote_from(view, at + 1)?;
    let contents = || contents_after(view, "quote", view.quote_tokens(quote).start);
    let sentence = view.sentence_tokens(at);
    if let Some(source) = label(view, sentence.start, at) {
        return Some(of_colon(at, source, contents(), "label", "name-colon"));
    }
    // "Whitman tweeted: “…”", "told jurors: “…”": the verb is the cue.
    let tells = |word: usize| {
        view.finite_cue(word)
            || view.has(word, Trait::PAST)
            || matches!(view.tag(word), Tag::Past | Tag::Gerund)
    };
    let told = (sentence.start..at)
        .rev()
        .take_while(|&word| view.quote(word).is_none() && !view.is_comma(word))
        .any(|word| view.strong_cue(word) || word + 1 == at && tells(word))
        // "quoted Smith as saying: “…”"
        || view.one_of(at.saturating_sub(2), words!["as"]) && view.is(at - 1, Class::CUE_GERUND);
    if told {
        return None;
    }
    let last = (sentence.start..at).rev().find(|&word| {
        view.capital(word) && !view.is(word, Class::TIME) && view.quote(word).is_none()
    });
    // "the vice minister for trade, Ann Lee:" names the speaker last; "she told Fox News:" does not.
    let apposed = last.filter(|&word| word + 1 == at && apposed_name(view, word, sentence.start));
    let source = match apposed {
        Some(word) => source::phrase_ending_at(view, word + 1, sentence.start),
        None => source::main_subject(view, at),
    }?;
    let mode = match apposed {
        Some(_) => "name-last",
        None => "subject",
    };
    Some(of_colon(
        at,
        source,
        contents(),
        mode,
        "introduced-by-colon",
    ))
}

/// "Speaking to the Herald, she said: ¶ We asked in May.": a paragraph without marks of one who speaks of himself.
fn block(view: &View, colon: usize) -> Option<Candidate<'static>> {
    /// "posted on X:", "wrote in a message:"
    const CIRCUMSTANCE: usize = 4;
    let near = colon.saturating_sub(CIRCUMSTANCE + 1)..colon;
    let mut near = near
        .rev()
        .take_while(|&at| view.quote(at).is_none() && !view.is_comma(at));
    let cue = near.find(|&at| view.strong_cue(at) || view.finite_cue(at))?;
    let first = colon + 1;
    let own = (first < view.len()).then(|| view.paragraph_tokens(first))?;
    let person = Class::FIRST_SINGULAR | Class::FIRST_PLURAL;
    let speaks = !view.any(Landmark::QUOTED, own.clone())
        && view
            .sentence_tokens(first)
            .clone()
            .any(|at| view.is(at, person));
    let source = speaks.then(|| source::left_of(view, cue))??;
    let contents = smallvec![first..trim_end(view, first, own.end)];
    let mut block = of_colon(colon, source, contents, "subject", "introduced-by-colon");
    block.cue = cue..cue + 1;
    Some(block)
}

/// The candidate of the colon at token `at`.
pub(super) fn of_colon(
    at: usize,
    source: Range<usize>,
    contents: Parts,
    mode: &'static str,
    evidence: &'static str,
) -> Candidate<'static> {
    Candidate {
        cue: at..at + 1,
        source: Some(source),
        contents,
        beyond: Parts::new(),
        lemma: ":".into(),
        class: "colon",
        mode,
        frame: "colon",
        evidence,
        score: 0.0,
    }
}

/// Whom the words before a colon name, if they are no clause: "[Former mayor Helen Cline]:", "POLLS WERE RIGHT - [Karl Beale]:",
/// "More from [Jonas]:", "From [the report]:".
fn label(view: &View, first: usize, colon: usize) -> Option<Range<usize>> {
    let dash = (first..colon)
        .rev()
        .find(|&at| view.is_dash(at) && at + 1 < colon);
    let mut start = dash.map_or(first, |dash| dash + 1);
    if view.one_of(start, words!["more"]) {
        start += 1;
    }
    let from = view.one_of(start, words!["from"]);
    // "4:15 p.m. via @harbourwatch:"
    let via = (start + 1..colon).rev().find(|&at| {
        view.text(at).starts_with('@') && view.text(at - 1).eq_ignore_ascii_case("via")
    });
    start = via.unwrap_or(start + usize::from(from));
    let words = start..colon;
    // "Ossian Pike, the yard's welder:"
    let comma = words.clone().find(|&at| view.is_comma(at));
    let apposed = comma.filter(|_| view.capital(start));
    // "Ann Lee, on why she quit:"
    let matter = apposed.filter(|&comma| {
        view.is(comma + 1, Class::PREPOSITION)
            && (start..comma).all(|at| view.capital(at))
            // "Ann Lee, of Ashby Police, said:"
            && !(comma..colon).any(|at| view.strong_cue(at))
    });
    if let Some(comma) = matter {
        return Some(start..comma);
    }
    let described =
        apposed.is_some_and(|comma| view.is(comma + 1, Class::DETERMINER | Class::POSSESSIVE));
    let headline = view.in_title(colon);
    let named = |at: usize| {
        view.capital(at)
            || view.text(at).starts_with('@')
            // "Council leader: ‘Keep away’"
            || headline && view.is(at, Class::HUMAN)
            || apposed.is_some() && view.is(at, Class::HUMAN)
            || described && view.tag(at).is_noun()
            || from && view.is(at, Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT)
    };
    let clause = words.clone().any(|at| {
        view.quote(at).is_some()
            || view.small_verb(at)
            || view.is(at, Class::SUBJECT_PRONOUN | Class::TIME) && !view.capital(at)
    });
    let apt = !words.is_empty()
        && words.len() <= LABEL
        && !clause
        && named(colon - 1)
        && !view.is(colon - 1, Class::TIME)
        && (from
            || !view.is(
                start,
                Class::PREPOSITION | Class::SUBORDINATOR | Class::WH | Class::CONJUNCTION,
            ));
    apt.then_some(words)
}

fn apposed_name(view: &View, last: usize, first: usize) -> bool {
    let name = (first..=last).rev().find(|&at| !view.capital(at));
    name.is_some_and(|comma| {
        view.is_comma(comma)
            && (first.max(comma.saturating_sub(12))..comma)
                .any(|at| view.is(at, Class::ROLE | Class::TITLE))
    })
}

/// `“…” ― Krystal Correa`, `“…” -- The Evening Dispatch`
pub(super) fn dash(view: &View, at: usize) -> Option<Candidate<'static>> {
    if let Some((source, contents)) = signed(view, at) {
        // Train has no headlines to learn it from.
        let mode = TRANSCRIPT;
        return Some(Candidate {
            mode,
            ..of_dash(at, source, contents)
        });
    }
    let quote = at.checked_sub(1).and_then(|before| view.quote(before))?;
    let from = (at..view.len()).find(|&next| !view.is_dash(next))?;
    let end = view.paragraph_tokens(at).end;
    // “A” — Ann Lee. “B” — Tom Lee.
    let end = view.first_quoted(from..end).unwrap_or(end);
    let source = source::right_of(view, from, end)?;
    // `“…” — Russian for goodbye` names nobody.
    let name = |word: usize| {
        view.capital(word)
            || !view.is_word(word)
            || view.is(word, Class::HUMAN | Class::ORGANISATION)
            || view.one_of(word, words!["of", "the", "and", "at", "from"])
    };
    let named = view.capital(source.start) && source.end + 8 >= end && source.clone().all(name);
    named.then(|| of_dash(at, source, with_earlier_paragraphs(view, quote)))
}

fn of_dash(at: usize, source: Range<usize>, contents: Parts) -> Candidate<'static> {
    Candidate {
        cue: at..at + 1,
        source: Some(source),
        contents,
        beyond: Parts::new(),
        lemma: "-".into(),
        class: "dash",
        mode: "dash",
        frame: "dash",
        evidence: "quote-dash-name",
        score: 0.0,
    }
}
