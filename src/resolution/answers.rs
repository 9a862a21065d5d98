//! Who answers where a sentence tells what was asked: "Asked if Mr. Hale should go, Mr. Orr laughed. “No,” he said."
//!
//! Nobody who is named in the question answers it, and who is named behind it does.

use super::bound::acts;
use super::names::{Gender, Name};
use super::people::Cast;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// An answer has no more sentences before its source, and a question no more names before who is asked.
const ANSWER: usize = 4;
const BEFORE: usize = 6;

/// The question is no longer, in tokens.
const LONGEST: usize = 40;

/// The sentence that begins at `start` begins with what somebody was asked: "Asked", "When pressed".
pub(super) fn is_question(view: &View, start: usize) -> bool {
    let asked = |at: usize| {
        let entry = view.entry(at);
        entry.asks && view.own(at, Class::PAST) || entry.pressed
    };
    asked(start) || view.own(start, Class::SUBORDINATOR) && asked(start + 1)
}

/// The question that what a source's pronoun at `at` says answers: where its sentence begins.
fn question(view: &View, at: usize) -> Option<usize> {
    // It stands behind what is said, and so may its verb.
    let said = |at: usize| view.kind(at) == Some(TokenKind::Mark);
    if !said(at.wrapping_sub(1)) && !said(at.wrapping_sub(2)) {
        return None;
    }
    let here = view.sentence(at);
    let before = (here.saturating_sub(ANSWER)..here).rev();
    let mut starts = before.map(|sentence| view.segmentation.sentences[sentence].tokens.start);
    let start = starts.find(|start| !view.inside(*start) && !view.inside(*start + 1))?;
    is_question(view, start).then_some(start)
}

/// Who was asked, by the name behind the question.
pub(super) fn answering(
    view: &View,
    names: &[Name],
    cast: &Cast,
    at: usize,
    gender: Gender,
) -> Option<usize> {
    let start = question(view, at)?;
    let first = names.partition_point(|name| name.tokens.start <= start);
    let asked = names[first..].iter().take(BEFORE).enumerate();
    let mut asked = asked.take_while(|(_, name)| view.same_sentence(start, name.tokens.start));
    let subject = asked.find(|(_, name)| {
        let begins = name.tokens.start - name.before.len();
        // "Hugh Orr, the mayor, laughed"
        let end = match name.after.is_empty() {
            true => name.tokens.end,
            false => name.after.end + 1,
        };
        view.byte(begins.wrapping_sub(1)) == b','
            && acts(view, end)
            && !view.own(end, Class::PREPOSITION)
    });
    let entity = cast.of_name[first + subject?.0];
    cast.entities[entity].may_be(gender).then_some(entity)
}

/// "Sgt. Lund arrested Omar Hale. Interviewed, he told officers": whom the sentence before tells of as held is who is asked.
pub(super) fn held(
    view: &View,
    names: &[Name],
    cast: &Cast,
    at: usize,
    gender: Gender,
) -> Option<usize> {
    let start = view.sentence_start(at);
    if !is_question(view, start) || view.inside(at) {
        return None;
    }
    let before = view.sentence_start(start.checked_sub(1)?);
    let held = (before..start).find(|at| view.entry(*at).held && !view.inside(*at))?;
    let next = names.partition_point(|name| name.tokens.start < held);
    let person = |nth: usize| {
        let entity = *cast.of_name.get(nth)?;
        let here = view.same_sentence(names[nth].tokens.start, held);
        (here && cast.entities[entity].may_be(gender)).then_some(entity)
    };
    let passive = view.own(
        held.wrapping_sub(1),
        Class::AUXILIARY | Class::SUBORDINATOR | Class::ADVERB,
    );
    match names.get(next) {
        Some(name) if name.tokens.start - name.before.len() == held + 1 => person(next),
        _ if passive => person(next.checked_sub(1)?),
        _ => None,
    }
}

/// Whom a source's pronoun at `at` cannot mean: who is named in the question.
pub(super) fn refused(view: &View, names: &[Name], cast: &Cast, at: usize) -> Option<usize> {
    asked_about(view, names, cast, at).or_else(|| {
        let start = question(view, at)?;
        let end = view.sentence_end(start).min(start + LONGEST);
        let mut commas = (start..end).filter(|at| view.byte(*at) == b',');
        // "Asked if Mr. Hale should go, the coach laughed"
        let comma = commas.find(|at| view.own(*at + 1, Class::DETERMINER | Class::POSSESSIVE))?;
        named(names, cast, start, comma)
    })
}

/// The first person named between a question's beginning and its comma.
fn named(names: &[Name], cast: &Cast, start: usize, comma: usize) -> Option<usize> {
    let first = names.partition_point(|name| name.tokens.start <= start);
    let name = names.get(first).filter(|name| name.tokens.end <= comma)?;
    name.kind.may_be_person().then(|| cast.of_name[first])
}

/// "Asked about Ann Lee, she said": who is named before the pronoun.
fn asked_about(view: &View, names: &[Name], cast: &Cast, at: usize) -> Option<usize> {
    let start = view.sentence_start(at);
    let comma = at.checked_sub(1).filter(|at| view.byte(*at) == b',')?;
    if !is_question(view, start) || (start..comma).any(|at| view.byte(at) == b',') {
        return None;
    }
    named(names, cast, start, comma)
}
