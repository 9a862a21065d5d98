//! Epithets: what stands before a name with a capital and is no part of it.
//!
//! "Drugmaker Novarex", "Furious Ann", "Dad-of-two Tom", "Kenyan Ann Lee". A word is one by its shape, its ending or a
//! list; without a given name behind it most are left where they are, as they begin the names of bodies too.

use std::ops::Range;

use super::key;
use super::sets;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// No person's name has a word of these.
const OTHER: Class = Class::ORGANISATION
    .union(Class::FIRM)
    .union(Class::THING)
    .union(Class::LINK);

/// "London-based Kestrel Bank", "Drugmaker Novarex", "Former Ashby Rovers captain": the run's first word says what or whose the rest is.
pub(super) fn is_origin(view: &View, at: usize) -> bool {
    let trade = || {
        let entry = view.entry(at);
        entry.trade || entry.qualifier && entry.renewed
    };
    let opens = || view.first_of_sentence(at) && trade();
    let compound = view.is_compound(at);
    let parts = compound.then(|| view.word(at).rsplit_once('-')).flatten();
    opens() || parts.is_some_and(|(_, last)| sets::entry(key::of_word(last)).origin)
}

/// The run's first word says of what mind, trade, age or people the person is whose name the rest is.
pub(super) fn is_epithet(view: &View, run: &Range<usize>) -> bool {
    let (first, rest) = (run.start, run.start + 1);
    let naming = Class::FIRST_NAME | Class::ORGANISATION | Class::PLACE | Class::CAPITAL;
    if run.len() < 2 || view.is(first, naming) || view.own(run.end - 1, OTHER) {
        return false;
    }
    let opens = view.first_of_sentence(first);
    let kin = || view.own(first, Class::KIN);
    // A given name behind it, an age, or kin that speak: what follows is a person's name.
    let person = view.own(rest, Class::FIRST_NAME)
        || is_aged(view, run.end)
        || of_children(view, first)
        || opens && run.len() == 3 && kin() && view.own(run.end, Class::STRONG_CUE);
    if !person || (rest..run.end).any(|at| view.own(at, OTHER)) {
        return false;
    }
    of_children(view, first)
        || view.entry(first).calling
        || kin()
        || opens && qualifies(view, first, run.len() > 2)
}

/// ", 31,": an age stands behind a person's name.
pub(super) fn is_aged(view: &View, comma: usize) -> bool {
    view.byte(comma) == b','
        && view.kind(comma + 1) == Some(TokenKind::Number)
        && view.bytes(comma + 1).len() < 3
        && matches!(view.byte(comma + 2), b',' | b'.')
}

/// Whether a word that opens its sentence says what somebody is like or does.
///
/// `is_full`: a given name and a surname stand behind it.
pub(super) fn qualifies(view: &View, at: usize, is_full: bool) -> bool {
    let entry = view.entry(at);
    // "Scot Ross" is a name: a people's word qualifies full names only.
    let full = || {
        let people = entry.people || view.own(at, Class::PLAIN);
        people || sets::ends_calling(view.word(at))
    };
    entry.mood || sets::ends_mood(view.word(at)) || compound(view, at) || is_full && full()
}

/// "Mother-of-two"
fn of_children(view: &View, at: usize) -> bool {
    view.is_compound(at) && view.word(at).contains("-of-")
}

/// "Match-winner", "Foul-mouthed": a longer word in lower case behind the hyphen; "Jun-seo" has none.
fn compound(view: &View, at: usize) -> bool {
    const LONGER: usize = 6;
    let parts = view.is_compound(at).then(|| view.word(at).rsplit_once('-'));
    parts.flatten().is_some_and(|(_, last)| {
        last.len() >= LONGER && last.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}
