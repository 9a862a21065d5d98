//! Hearers: who stands where a source would and says nothing: a day, a court that hears, whom a headline tells of.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;

use super::candidate::Candidate;
use super::lists::LISTS;
use super::view::View;
use super::words::words;

/// Whether these words can be the source of that candidate.
pub(super) fn can_say(view: &View, candidate: &Candidate, source: &Range<usize>) -> bool {
    is_named(view, candidate, source)
        && !hears(view, candidate, source)
        && !is_spoken_of(view, candidate)
}

/// "Monday’s announcement": a day speaks for nobody. But right before its verb it is a name: “…,” May said.
fn is_named(view: &View, candidate: &Candidate, source: &Range<usize>) -> bool {
    let finite = candidate.mode == "finite";
    source.clone().any(|at| !view.is(at, Class::TIME))
        || finite && source.end == candidate.cue.start
}

/// "The court heard that he had left", “He had left,” the court was told: others said it there.
fn hears(view: &View, candidate: &Candidate, source: &Range<usize>) -> bool {
    let heard = match &*candidate.lemma {
        "hear" => true,
        "tell" => tells_nobody(view, candidate),
        _ => false,
    };
    heard && LISTS.hearing.has_word(view.text(source.end - 1))
}

/// "‘He lied’, court told": with nobody behind it the verb is a headline's passive.
fn tells_nobody(view: &View, candidate: &Candidate) -> bool {
    let behind = candidate.cue.end;
    view.text(behind - 1) == "told"
        && (behind >= view.sentence_tokens(behind - 1).end
            || view.kind(behind) == Some(TokenKind::Punctuation))
}

/// "Man [charged] with theft", "Premier [urged] to go": a past form without whom it was done to.
fn is_spoken_of(view: &View, candidate: &Candidate) -> bool {
    let (verb, next) = (candidate.cue.start, candidate.cue.end);
    let done = || {
        let word = view.text(verb);
        LISTS.address.has_word(word) || LISTS.accuses.has_word(word)
    };
    matches!(candidate.mode, "finite" | "participle")
        && candidate.cue.len() == 1
        && view.in_title(verb)
        && (view.is(next, Class::PREPOSITION) || view.one_of(next, words!["to"]))
        && done()
}
