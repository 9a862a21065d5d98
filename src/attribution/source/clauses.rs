//! What tells which one a subject is, between its noun and the verb: relative clauses and participles.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::super::landmarks::Landmark;
use super::super::verb_group::MEETS;
use super::super::view::{Trait, View};
use super::super::words::words;
use super::between::speaks;
use super::phrase::{is_noun, phrase_ending_at};

/// "[One official who described the talks] said": a subject with the clause that tells which one.
pub(super) fn with_relative_clause(view: &View, end: usize, first: usize) -> Option<Range<usize>> {
    /// How many tokens such a clause has at most.
    const CLAUSE: usize = 16;
    let within = |at: &usize| {
        view.quote(*at).is_none()
            && !view.is(*at, Class::CONJUNCTION)
            && (view.kind(*at) != Some(TokenKind::Punctuation)
                || view.one_of(*at, words!["-", "’"]))
    };
    // What parts the two stands nearer than any relative, mostly.
    let near = first.max(end.saturating_sub(CLAUSE))..end;
    let kinds = Landmark::LINK | Landmark::CONJUNCTION | Landmark::QUOTED;
    let link = view.last(kinds, near)?;
    let parts = view.is(link, Class::CONJUNCTION) || view.quote(link).is_some();
    if parts || view.tally(link..end).commas > 0 {
        return None;
    }
    let relative = (first..end)
        .rev()
        .take(CLAUSE)
        .take_while(within)
        .find(|&at| view.is(at, Class::RELATIVE))?;
    let who = relative.checked_sub(1).filter(|&at| at >= first)?;
    let verb = (relative + 1..end).find(|&at| !view.is_adverb(at))?;
    // "The man who said the mayor lied": the mayor did.
    // But whom "parents who spoke to the Herald" spoke to said nothing.
    let reports = view.has(verb, Trait::CUE_VERB)
        && verb + 1 < end
        && speaks(view, end - 1)
        && !view.one_of(verb, MEETS);
    let apt = view.has(verb, Trait::FINITE)
        && !reports
        && is_noun(view, who)
        && !view.has(who, Trait::VERB)
        && !view.one_of(relative, words!["what"]);
    let subject = apt.then(|| phrase_ending_at(view, relative, first))??;
    Some(subject.start..end)
}

/// "[A clip viewed more than 900,000 times on Chatter] claims": the phrase says how often, its noun stands before the participle.
pub(super) fn measured(view: &View, phrase: &Range<usize>, first: usize) -> Option<Range<usize>> {
    let counts = |at: &usize| {
        view.one_of(
            *at,
            words![
                "more", "than", "over", "nearly", "almost", "about", "at", "a"
            ],
        ) || view.is(*at, Class::NUMBER_WORD)
            || view.kind(*at) == Some(TokenKind::Number)
    };
    let participle = phrase.start.checked_sub(1).filter(|&at| at > first)?;
    let participle = match view.has(participle, Trait::ED) {
        true => participle,
        false if counts(&participle) => (first..participle).rev().find(|at| !counts(at))?,
        false => return None,
    };
    let apt = view.has(participle, Trait::ED)
        && (participle + 1..phrase.end).any(|at| view.one_of(at, words!["times"]));
    let start = apt.then(|| document_before(view, participle, first))??;
    Some(start..phrase.end)
}

/// "[A leaflet handed out by farmers] said": the phrase is whose hands it went through, the document stands before the participle.
pub(super) fn made_by(view: &View, phrase: &Range<usize>, first: usize) -> Option<Range<usize>> {
    let by = phrase.start.checked_sub(1).filter(|&at| at > first)?;
    if !view.one_of(by, words!["by"]) {
        return None;
    }
    let particle = matches!(
        view.tag(by - 1),
        Tag::Particle | Tag::Adverb | Tag::Preposition
    );
    let participle = (by - 1)
        .checked_sub(usize::from(particle))
        .filter(|&at| at > first)?;
    Some(document_before(view, participle, first)?..phrase.end)
}

/// "[A man I met in Lagos] said", "[A lawyer we know], a partner, told": the phrase that ends before the verb is where somebody
/// was met, or is that verb; who was met stands before it.
pub(super) fn met(view: &View, phrase: &Range<usize>, first: usize) -> Option<usize> {
    let before = phrase.start.checked_sub(1).filter(|&at| at > first);
    let verb = match before {
        Some(at) if view.is(at, Class::PREPOSITION) => at - 1,
        Some(at) if view.is(at, Class::SUBJECT_PRONOUN) => phrase.start,
        _ => return None,
    };
    whom(view, verb, first)
}

/// "[a man] I met": where the phrase begins of whom a clause without "whom" tells, whose verb is token `verb`.
pub(super) fn whom(view: &View, verb: usize, first: usize) -> Option<usize> {
    let pronoun = verb.checked_sub(1).filter(|&at| at > first)?;
    let apt = view.is(pronoun, Class::SUBJECT_PRONOUN)
        && view.is(pronoun - 1, Class::HUMAN)
        && !view.capital_inside(pronoun - 1)
        && view.has(verb, Trait::VERB | Trait::FINITE);
    let phrase = apt.then(|| phrase_ending_at(view, pronoun, first))??;
    Some(phrase.start)
}

/// Where the phrase of the document begins that a participle describes.
fn document_before(view: &View, participle: usize, first: usize) -> Option<usize> {
    let noun = participle.checked_sub(1).filter(|&at| at >= first)?;
    let apt = matches!(view.tag(participle), Tag::Participle | Tag::Past)
        && view.is(noun, Class::DOCUMENT)
        && !view.capital_inside(noun);
    let phrase = apt.then(|| phrase_ending_at(view, participle, first))??;
    Some(phrase.start)
}

/// "[Speaking] in court", "[Asked] about it": what it leads is no phrase of a subject.
pub(in super::super) fn is_participle(view: &View, at: usize) -> bool {
    matches!(view.tag(at), Tag::Gerund | Tag::Participle | Tag::Past)
        && view.is(at + 1, Class::PREPOSITION)
}

/// ", asked about the deal,", ", published Monday,": a participle, whatever the tagger says.
pub(super) fn unheaded(view: &View, at: usize) -> bool {
    view.tag(at) == Tag::Past && view.is(at + 1, Class::PREPOSITION | Class::TIME)
}

/// "The mayor, [retired general Tom Hall], said": a participle before what somebody is and the name.
pub(super) fn was(view: &View, words: Range<usize>) -> bool {
    let named = view.capital(words.end - 1) && words.len() > 2;
    let mut office = words.start + 1..words.end - 1;
    named
        && view.has(words.start, Trait::ED)
        && office.any(|at| view.is(at, Class::HUMAN) && !view.capital(at))
        && !view.is(
            words.start + 1,
            Class::FUNCTION | Class::DETERMINER | Class::ANY_PRONOUN,
        )
}
