//! What kind of speaker a name's bearer or a noun phrase is.

use std::ops::Range;

use super::SpeakerKind;
use super::letters::are_several;
use super::names::{Gender, NameKind};
use super::nominals;
use super::people::Entity;
use super::shares;
use super::view::View;
use crate::scan::class::Class;

/// Of whom or what the article names.
pub(super) fn of_entity(view: &View, entity: &Entity) -> SpeakerKind {
    let last = entity.name.end.saturating_sub(1);
    match entity.kind {
        NameKind::Person | NameKind::Unknown if are_several(view, last) => SpeakerKind::Group,
        NameKind::Person | NameKind::Unknown if is_called(view, entity) => {
            match view.bytes(last) {
                // "the Lunds", "the Germans"
                [.., b'a'..=b'r' | b't'..=b'z', b's'] => SpeakerKind::Group,
                _ => SpeakerKind::Organisation,
            }
        }
        NameKind::Person => SpeakerKind::Person,
        NameKind::Organisation | NameKind::Place => SpeakerKind::Organisation,
        NameKind::Document => SpeakerKind::Document,
        // A name of a word or three that speaks is a person's more often than not.
        NameKind::Unknown if entity.telling.len() <= 3 => SpeakerKind::Person,
        NameKind::Unknown => SpeakerKind::Organisation,
    }
}

/// "the Tate", "the Hindu": one word behind "the" that nothing but its speaking makes a person's.
fn is_called(view: &View, entity: &Entity) -> bool {
    let first = entity.name.start;
    let told = entity.given || !entity.role.is_empty() || entity.gender != Gender::Unknown;
    let guessed = entity.guessed || entity.kind == NameKind::Unknown;
    // "the Pole"
    let people = || view.entry(first).people || view.own(first, Class::PLAIN);
    let the = view.eq(first.wrapping_sub(1), "the");
    // "the Lund campaign"
    let next = first + 1;
    let whole = !view.has_letters(next)
        || view.clitic(next)
        || view.own(next, Class::PAST | Class::THIRD | Class::FUNCTION);
    guessed && !told && entity.name.len() == 1 && the && whole && !people()
}

/// Of a noun phrase that nothing names.
pub(super) fn of_phrase(view: &View, phrase: &Range<usize>) -> SpeakerKind {
    if shares::is_share(view, phrase) {
        return SpeakerKind::Group;
    }
    let Some(head) = nominals::head(view, phrase) else {
        return SpeakerKind::Unknown;
    };
    // "soldiers sent to Ashby"
    // "a sheet obtained by this paper"
    let obtained =
        view.bytes(head).ends_with(b"ed") && nominals::is_written(view, head.saturating_sub(1));
    let head = match (view.entry(head).participle || obtained) && head > phrase.start {
        true => head - 1,
        false => head,
    };
    // "A Department of Health source"
    let one = || {
        let named = view.entry(phrase.start).introduces && view.capital(phrase.start + 1);
        named && view.own(phrase.end - 1, Class::ROLE)
    };
    // "University of Ashby researchers"
    let named = || {
        let last = phrase.end - 1;
        view.own(last, Class::GROUP) && view.capital(head) && view.capital(last - 1)
    };
    if head + 2 < phrase.end && named() || nominals::accompanied(view, phrase) {
        return SpeakerKind::Group;
    }
    if nominals::one_of(view, phrase) || one() {
        SpeakerKind::Unnamed
    } else if view.own(head, Class::GROUP) || view.entry(head).side || view.entry(head).gathering {
        SpeakerKind::Group
    } else if view.is(head, Class::ROLE | Class::TITLE) || view.own(head, Class::KIN) {
        SpeakerKind::Unnamed
    } else if nominals::is_written(view, head) || view.own(head, Class::RECORDING) {
        SpeakerKind::Document
    } else if view.is(head, Class::ORGANISATION) || view.own(head, Class::BODIES) {
        SpeakerKind::Organisation
    } else if nominals::is_plural(view, phrase, head) {
        SpeakerKind::Group
    } else {
        SpeakerKind::Unnamed
    }
}
