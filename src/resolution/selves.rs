//! The gender that an article's own pronouns tell against a first name: "Jordan Lund, a nurse, said she worries."
//!
//! A list of first names is right of most who bear them and wrong of some. Decides only where the report's "she" and the
//! source of the quotation behind it agree, and nobody else of that gender stands in the sentence or between.

use super::kinds::gender_of;
use super::names::{Gender, Name};
use super::people::Cast;
use super::pronouns::Pronoun;
use super::view::View;
use crate::scan::class::Class;

/// The source that agrees stands so many sentences on at most.
const FAR: usize = 5;

/// So many names of a sentence are looked at.
const FEW: usize = 8;

/// Who says "she" of herself in a report whose pronoun is the `nth` of the article, though her first name is a man's.
pub(super) fn avowed(view: &View, names: &[Name], cast: &Cast, nth: usize) -> Option<usize> {
    let (at, gender) = view.found.pronouns[nth];
    let verb = at.checked_sub(1 + usize::from(view.eq(at.wrapping_sub(1), "that")))?;
    if !view.own(verb, Class::STRONG_CUE) || view.inside(at) || view.inside(verb) {
        return None;
    }
    let entity = speaker(view, names, cast, verb, gender)?;
    agrees(view, names, cast, nth, entity).then_some(entity)
}

/// Who the report's verb belongs to, if a list alone tells that a pronoun does not fit them.
fn speaker(view: &View, names: &[Name], cast: &Cast, verb: usize, gender: Gender) -> Option<usize> {
    let start = view.sentence_start(verb);
    let first = names.partition_point(|name| name.tokens.start < start);
    let here = names[first..].iter().take(FEW).enumerate();
    let mut here = here.take_while(|(_, name)| name.tokens.start < view.sentence_end(verb));
    let (nth, name) = here.next()?;
    let entity = &cast.entities[cast.of_name[first + nth]];
    let end = name.tokens.end;
    let speaks = end == verb || view.byte(end) == b',' && view.byte(verb - 1) == b',';
    let told = entity.gender != Gender::Unknown && !entity.gender.fits(gender);
    let listed = entity.is_person()
        && told
        && entity.name.len() > 1
        && gender_of(view, entity.name.start) == entity.gender
        && entity.address.is_empty()
        && !titled(view, name);
    let other = |(nth, _): (usize, &Name)| {
        let other = &cast.entities[cast.of_name[first + nth]];
        other.is_person() && other.gender.fits(gender)
    };
    (speaks && listed && !here.any(other) && !another(view, names, cast, name, verb, gender))
        .then_some(cast.of_name[first + nth])
}

/// "Her lawyer, Hugh Lund, said she", "Ann Orr fell. Hugh Lund said she": she is another, told of right before.
fn another(
    view: &View,
    names: &[Name],
    cast: &Cast,
    name: &Name,
    verb: usize,
    gender: Gender,
) -> bool {
    let classes = match gender {
        Gender::Female => Class::FEMALE | Class::SHE,
        _ => Class::MALE | Class::HE,
    };
    let start = view.sentence_start(verb);
    let before = view.sentence_start(start.saturating_sub(1));
    let paragraph = |at: usize| view.setting(view.sentence(at)).paragraph;
    let from = match paragraph(before) == paragraph(start) {
        true => before,
        false => start,
    };
    let first = names.partition_point(|name| name.tokens.start < from);
    let near = names.iter().zip(&cast.of_name).skip(first);
    let mut near = near.take_while(|(name, _)| name.tokens.start < start);
    let mut words = from..verb;
    words.any(|at| !name.before.contains(&at) && view.own(at, classes))
        || near.any(|(_, other)| {
            let other = &cast.entities[*other];
            other.is_person() && other.gender == gender
        })
}

/// "Mr. Lund": the article itself tells the gender.
fn titled(view: &View, name: &Name) -> bool {
    name.before
        .clone()
        .any(|at| view.is(at, Class::FEMALE | Class::MALE))
}

/// The next source that is a pronoun is of the same gender, and nobody is named between whom it may mean.
fn agrees(view: &View, names: &[Name], cast: &Cast, nth: usize, entity: usize) -> bool {
    let (at, gender) = view.found.pronouns[nth];
    let (end, sentence) = (view.sentence_end(at), view.sentence(at));
    let after = view.found.pronouns[nth + 1..].iter();
    let mut after = after.take_while(|(at, _)| view.sentence(*at) <= sentence + FAR);
    let source = |(at, _): &&Pronoun| {
        let beside = |at: usize| view.own(at, Class::STRONG_CUE);
        let subject = view.own(*at, Class::SUBJECT_PRONOUN) && !view.inside(*at);
        *at >= end && subject && (beside(at + 1) || beside(at.wrapping_sub(1)))
    };
    let Some((tag, told)) = after.find(source) else {
        return false;
    };
    let first = names.partition_point(|name| name.tokens.start < end);
    let between = names.iter().zip(&cast.of_name).skip(first);
    let mut between = between.take_while(|(name, _)| name.tokens.start < *tag);
    *told == gender
        && !between.any(|(name, other)| {
            let person = cast.entities[*other].is_person();
            *other != entity && person && !view.inside(name.tokens.start)
        })
}
