//! Transcripts and interviews: paragraphs that begin with who says them.
//!
//! One label alone may be a heading's; where labels come again and again, what they
//! say is certain and reaches to the end of its paragraph.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::smallvec;

use crate::scan::class::Class;

use super::candidate::Candidate;
use super::marked::{of_colon, turn_end};
use super::view::View;
use super::words::words;

/// The mode of a turn: a name in capitals, a colon.
pub(super) const TURN_MODE: &str = "transcript";
/// The mode of a turn among others of a transcript.
pub(super) const TRANSCRIPT: &str = "transcript-run";
/// The mode of a label in small letters: "Ingrid Salo: I will not say."
const LABEL: &str = "label";
/// The same in the title, or in what stands where a title would.
const TITLE: &str = "title";

/// Whether a candidate of that mode is a turn, among others or not.
pub(super) fn is_turn(mode: &str) -> bool {
    matches!(mode, TURN_MODE | TRANSCRIPT)
}

/// Says of which candidates it is certain that they are turns.
pub(super) fn note(view: &View, found: &mut [Candidate]) {
    let shouted = found.iter().filter(|candidate| candidate.mode == TURN_MODE);
    if shouted.count() > 1 {
        let turns = found
            .iter_mut()
            .filter(|candidate| candidate.mode == TURN_MODE);
        turns.for_each(|turn| turn.mode = TRANSCRIPT);
    }
    note_interview(view, found);
    note_between(view, found);
}

/// "Q. Why? ¶ A. It was late.": turns with a stop for a colon, where both letters begin paragraphs.
pub(super) fn lettered(view: &View) -> Vec<Candidate<'static>> {
    let paragraphs = view.segmentation.paragraphs.iter();
    let turns = paragraphs.filter_map(|paragraph| {
        let sentence = view.segmentation.sentences.get(paragraph.sentences.start)?;
        let first = sentence.tokens.start;
        if sentence.tokens.is_empty() {
            return None;
        }
        let (letter, stop) = (view.text(first), first + 1);
        let stopped = view.one_of(stop, words!["."]);
        let start = stop + 1;
        let end = view.paragraph_tokens(first).end;
        let turn = stopped && matches!(letter, "Q" | "A") && start < end;
        turn.then(|| (letter, first, stop, start..turn_end(view, start, end)))
    });
    let turns: Vec<_> = turns.collect();
    let has = |sought: &str| turns.iter().any(|(letter, ..)| *letter == sought);
    if !has("Q") || !has("A") {
        return Vec::new();
    }
    let turn = |(_, first, stop, contents)| {
        let label = first..first + 1;
        of_colon(
            stop,
            label,
            smallvec![contents],
            TRANSCRIPT,
            "transcript-turn",
        )
    };
    turns.into_iter().map(turn).collect()
}

/// Who takes one turn alone, between those of others: "Courier: Do people lie?"
fn note_between(view: &View, found: &mut [Candidate]) {
    let paragraph = |candidate: &Candidate| view.paragraph(candidate.cue.start);
    let turns: FxHashSet<usize> = found
        .iter()
        .filter(|candidate| candidate.mode == TRANSCRIPT && candidate.class == "colon")
        .map(paragraph)
        .collect();
    for candidate in found {
        let at = paragraph(candidate);
        let between = at > 0 && turns.contains(&(at - 1)) && turns.contains(&(at + 1));
        if between && candidate.mode == LABEL && is_label(view, candidate) {
            make_turn(view, candidate);
        }
    }
}

/// Two who take turns twice each or more, at least one of them a question or about themselves or each other:
/// a list of "Price: …" and "Place: …" is none.
fn note_interview(view: &View, found: &mut [Candidate]) {
    let mut turns: FxHashMap<&str, usize> = FxHashMap::default();
    let mut personal = false;
    for candidate in found.iter().filter(|candidate| is_label(view, candidate)) {
        *turns.entry(name(view, candidate)).or_default() += 1;
        let end = view.paragraph_tokens(candidate.cue.start).end;
        let person = Class::FIRST_SINGULAR | Class::FIRST_PLURAL;
        personal |= (candidate.cue.end..end)
            .any(|at| view.is(at, person) || view.one_of(at, words!["you", "?"]));
    }
    turns.retain(|_, count| *count > 1);
    // "Q: Why? ¶ Lund: I am old.": the letter is one of the two.
    let others = found
        .iter()
        .any(|candidate| candidate.mode == TRANSCRIPT && candidate.evidence == "transcript-turn");
    if turns.len() + usize::from(others) < 2 || !personal {
        note_exchange(view, found);
        return;
    }
    for candidate in found {
        // "Ann Lee: Hello. ¶ Lee: Who is there?"
        let surname = || {
            let source = candidate.source.as_ref();
            source.is_some_and(|source| turns.contains_key(view.text(source.end - 1)))
        };
        if is_label(view, candidate) && (turns.contains_key(name(view, candidate)) || surname()) {
            make_turn(view, candidate);
        }
    }
}

/// "Ann Lee: Is that so? ¶ Tom Kerr: It is.": of two labels in a row the first asks and another answers.
fn note_exchange(view: &View, found: &mut [Candidate]) {
    // "When: Monday?" is no name.
    let full = |candidate: &Candidate| candidate.source.as_ref().is_some_and(|name| name.len() > 1);
    let labels = |candidate: &Candidate| {
        is_label(view, candidate) && candidate.mode == LABEL && full(candidate)
    };
    let asks = |candidate: &Candidate| {
        let own = view.paragraph_tokens(candidate.cue.start);
        (candidate.cue.end..own.end).any(|at| view.one_of(at, words!["?"]))
    };
    let is_answer = |one: &Candidate, other: &Candidate| {
        let place = |candidate: &Candidate| view.paragraph(candidate.cue.start);
        place(one) + 1 == place(other) && name(view, one) != name(view, other) && asks(one)
    };
    let labelled = (0..found.len()).filter(|&at| labels(&found[at]));
    let labelled: Vec<usize> = labelled.collect();
    for pair in labelled.windows(2) {
        let &[one, other] = pair else { continue };
        if is_answer(&found[one], &found[other]) {
            make_turn(view, &mut found[one]);
            make_turn(view, &mut found[other]);
        }
    }
}

/// What the label of that candidate says reaches to the end of its paragraph.
fn make_turn(view: &View, candidate: &mut Candidate) {
    let start = candidate.cue.end;
    let end = view.paragraph_tokens(candidate.cue.start).end;
    candidate.contents = smallvec![start..turn_end(view, start, end)];
    candidate.mode = TRANSCRIPT;
    candidate.evidence = "transcript-turn";
}

/// A name and a colon that begin their paragraph.
fn is_label(view: &View, candidate: &Candidate) -> bool {
    let begins = view.paragraph_tokens(candidate.cue.start).start;
    let source = candidate.source.as_ref();
    let named = matches!(candidate.mode, LABEL | TITLE) && candidate.evidence == "name-colon";
    named && source.is_some_and(|source| source.start == begins)
}

fn name<'a>(view: &View<'a>, candidate: &Candidate) -> &'a str {
    let label = candidate.source.clone().unwrap_or_default();
    view.span(label).of(&view.document.text)
}
