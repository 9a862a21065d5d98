//! Candidates without a cue verb: "according to X", `NAME: …`, `“…” ― Name`.

use crate::scan::class::Class;
use crate::segmentation::TokenKind;

use super::candidate::Candidate;
use super::content::{clause_end, quote_from, quote_to, trim_end, with_earlier_paragraphs};
use super::frame::contents_after;
use super::narrator::{around, second_half, trim_start};
use super::source;
use super::view::View;

/// A label has no more tokens than this: `Rep. Tor Hval (R-S.C.):`.
const LABEL: usize = 10;

pub(super) fn according_to(view: &View, at: usize) -> Option<Candidate<'static>> {
    let sentence = view.sentence_tokens(at);
    let source = source::right_of(view, at + 2, sentence.end)?;
    let after = source::with_apposition(view, source.clone(), sentence.end).end;
    let leads = (sentence.start..at).all(|before| {
        view.is_adverb(before) || view.is(before, Class::CONJUNCTION) || view.is_comma(before)
    });
    let (contents, evidence) = if let (true, Some(comma)) = (
        leads,
        (after..sentence.end.min(after + 25)).find(|&next| view.is_comma(next)),
    ) {
        match quote_from(view, comma + 1) {
            Some(quote) => (
                contents_after(view, "quote", view.quote_tokens(quote).start),
                "according-to-first",
            ),
            None => (
                vec![comma + 1..clause_end(view, comma + 1)],
                "according-to-first",
            ),
        }
    } else if let Some(quote) = quote_to(view, at) {
        (around(view, quote, after), "according-to-last")
    } else {
        let end = trim_end(view, sentence.start, at);
        let mut contents = vec![trim_start(view, sentence.start, end)..end];
        contents.extend(second_half(view, after));
        (contents, "according-to-last")
    };
    let full = contents.iter().all(|range| range.start < range.end);
    full.then(|| Candidate {
        cue: at..at + 2,
        source: Some(source),
        contents,
        beyond: Vec::new(),
        lemma: "according".into(),
        class: "phrase",
        mode: "phrase",
        frame: evidence,
        evidence,
        score: 0.0,
    })
}

/// `WALLACE: …`, `Pat Caddell: Voters worried …`
pub(super) fn colon(view: &View, at: usize) -> Option<Candidate<'static>> {
    let paragraph = view.paragraph_tokens(at);
    let named = paragraph.start < at
        && at - paragraph.start <= LABEL
        && (paragraph.start..at).all(|word| {
            view.quote(word).is_none()
                && (view.capital(word)
                    || view.kind(word) != Some(TokenKind::Word)
                    || view.is(word, Class::PREPOSITION))
        })
        && view.capital(paragraph.start);
    let shouted = named
        && (paragraph.start..at)
            .filter(|&word| view.is_word(word))
            .all(|word| view.text(word).chars().all(|c| !c.is_lowercase()));
    if named && at + 2 < paragraph.end {
        let end = if shouted {
            paragraph.end
        } else {
            view.sentence_tokens(at + 1).end
        };
        let contents = match quote_from(view, at + 1) {
            Some(quote) if !shouted => {
                contents_after(view, "quote", view.quote_tokens(quote).start)
            }
            _ => vec![at + 1..trim_end(view, at + 1, end)],
        };
        return Some(Candidate {
            cue: at..at + 1,
            source: Some(paragraph.start..at),
            contents,
            beyond: Vec::new(),
            lemma: ":".into(),
            class: "colon",
            mode: if shouted {
                "transcript"
            } else if view.in_title(at) {
                "title"
            } else {
                "label"
            },
            frame: "colon",
            evidence: if shouted {
                "transcript-turn"
            } else {
                "name-colon"
            },
            score: 0.0,
        });
    }
    introduced(view, at)
}

/// A sentence without a cue verb that ends in a colon before a quotation: its last name speaks.
fn introduced(view: &View, at: usize) -> Option<Candidate<'static>> {
    let quote = quote_from(view, at + 1)?;
    let sentence = view.sentence_tokens(at);
    let last = (sentence.start..at).rev().find(|&word| {
        view.capital(word) && !view.is(word, Class::TIME) && view.quote(word).is_none()
    });
    // "the vice minister for trade, Ann Lee:" names the speaker last; "she told Fox News:" does not.
    let apposed = last.filter(|&word| word + 1 == at && apposed_name(view, word, sentence.start));
    let source = match apposed {
        Some(word) => source::phrase_ending_at(view, word + 1, sentence.start),
        None => source::main_subject(view, at),
    }?;
    Some(Candidate {
        cue: at..at + 1,
        source: Some(source),
        contents: contents_after(view, "quote", view.quote_tokens(quote).start),
        beyond: Vec::new(),
        lemma: ":".into(),
        class: "colon",
        mode: if apposed.is_some() {
            "name-last"
        } else {
            "subject"
        },
        frame: "colon",
        evidence: "introduced-by-colon",
        score: 0.0,
    })
}

fn apposed_name(view: &View, last: usize, first: usize) -> bool {
    let name = (first..=last).rev().find(|&at| !view.capital(at));
    name.is_some_and(|comma| {
        view.is_comma(comma)
            && (first.max(comma.saturating_sub(12))..comma)
                .any(|at| view.is(at, Class::ROLE | Class::TITLE))
    })
}

/// `“…” ― Krystal Correa`
pub(super) fn dash(view: &View, at: usize) -> Option<Candidate<'static>> {
    let (quote, from) = match at.checked_sub(1).and_then(|before| view.quote(before)) {
        Some(quote) => (quote, at + 1),
        None => return None,
    };
    let end = view.paragraph_tokens(at).end;
    let source = source::right_of(view, from, end)?;
    let named = view.capital(source.start) && source.end + 8 >= end;
    named.then(|| Candidate {
        cue: at..at + 1,
        source: Some(source),
        contents: with_earlier_paragraphs(view, quote)
            .into_iter()
            .map(|part| view.quote_tokens(part))
            .collect(),
        beyond: Vec::new(),
        lemma: "-".into(),
        class: "dash",
        mode: "dash",
        frame: "dash",
        evidence: "quote-dash-name",
        score: 0.0,
    })
}
