//! Runs: how far a name goes over capitals, and over what stands between them.

use std::ops::Range;

use super::charges::portfolio;
use super::kinds::is_shouted;
use super::names::body;
use super::sets::ASSOCIATION;
use super::view::{Setting, View};
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// No name is longer, in tokens; a page of capitals is no name and must not cost its square.
pub(super) const LONGEST: usize = 24;

/// No given name.
const BODY: Class = Class::ORGANISATION
    .union(Class::PLACE)
    .union(Class::CAPITAL)
    .union(Class::PLAIN);

#[inline]
fn part(view: &View, at: usize) -> bool {
    view.found.parts.get(at)
}

/// The longest run of name words from `at`, which is one, in its sentence.
pub(super) fn run(view: &View, at: usize, setting: Setting) -> Range<usize> {
    let limit = (setting.end as usize).min(at + LONGEST);
    let mut end = at;
    loop {
        let window = view.found.parts.window(end);
        let parts = window.trailing_ones() as usize;
        if end + parts >= limit {
            return at..end.max(limit);
        }
        end += parts;
        // A name goes on at one of the next three words or not at all.
        let goes_on = window >> parts & 0b111 != 0;
        match goes_on.then(|| extension(view, at, end)).flatten() {
            Some(next) if next < limit => end = next,
            Some(next) => return at..next,
            None => return at..end,
        }
    }
}

/// The end of the run from `start` to `end` with one more word, if the name goes on.
fn extension(view: &View, start: usize, end: usize) -> Option<usize> {
    match view.kind(end)? {
        TokenKind::Word => word_extension(view, start, end),
        TokenKind::Mark if nickname(view, start, end) => Some(end + 4),
        // "Brewers’ Gazette".
        TokenKind::Clitic if part(view, end + 1) && theirs(view, end) => Some(end + 2),
        TokenKind::Punctuation => match view.byte(end) {
            b'.' if shortened(view, end) => stop_extension(view, start, end),
            // "Oakes & Daughters".
            b'&' if part(view, end + 1) => Some(end + 2),
            b'&' => joined(view, start, end),
            b',' => listed(view, start, end),
            _ => inner(view, end),
        },
        _ => inner(view, end),
    }
}

/// "Brewers’ (Gazette)", "the Women’s (Forum)": several own the body's name that follows the clitic at `at`.
fn theirs(view: &View, at: usize) -> bool {
    let several = || view.own(at - 1, Class::GROUP) && view.owned(at - 1);
    let bodies = view.entry(at + 1).bodies;
    match view.word(at).chars().count() {
        1 => body(view, at + 1) || bodies & ASSOCIATION != 0,
        _ => (body(view, at + 1) || bodies != 0) && several(),
    }
}

/// The stop at `at` is an initial's, or a title's, that the tokenizer set apart.
fn shortened(view: &View, at: usize) -> bool {
    (view.word(at - 1).chars().count() == 1 || view.own(at - 1, Class::TITLE)) && abuts(view, at)
}

fn stop_extension(view: &View, start: usize, end: usize) -> Option<usize> {
    // "He wrote on X." ends its sentence.
    if part(view, end + 1) && view.same_sentence(end, end + 1) {
        return Some(end + 2);
    }
    // Robert C. "Bobby" Oakes.
    nickname(view, start, end + 1).then_some(end + 5)
}

/// What stands inside a title, a body's or a place's name of the lexicons.
fn inner(view: &View, at: usize) -> Option<usize> {
    let joint = Class::TITLE | Class::ORGANISATION | Class::PLACE;
    let inside = view.phrase(at, joint) && part(view, at + 1);
    (inside && view.phrase(at - 1, joint)).then_some(at + 2)
}

/// After a word that stands in lower case inside names.
fn word_extension(view: &View, start: usize, end: usize) -> Option<usize> {
    if view.particle(end) {
        let skip = 1 + usize::from(view.particle(end + 1));
        return part(view, end + skip).then_some(end + skip + 1);
    }
    if view.phrase(end, Class::TITLE | Class::ORGANISATION | Class::PLACE) && part(view, end + 1) {
        return inner(view, end);
    }
    // The "Staff" of "Staff Sgt. Ann Lee of the" is its title's.
    let bodied = |at| {
        body(view, at) && !view.phrase(at, Class::TITLE) || at == start && view.entry(at).assembly
    };
    if view.own(end, Class::LINK) && (start..end).any(bodied) {
        let skip = 1 + usize::from(view.eq(end + 1, "the"));
        let place_only = view.eq(end, "to") && skip == 1;
        return (!place_only && part(view, end + skip)).then_some(end + skip + 1);
    }
    match view.bytes(end) {
        b"and" => joined(view, start, end),
        // "Transport for Ashby"
        b"for" if end == start + 1 && portfolio(view, start) => {
            let place = view.is(end + 1, Class::PLACE | Class::CAPITAL);
            let acts = view.own(end + 2, Class::CUE_VERB | Class::AUXILIARY);
            (place && (acts || !view.first_of_sentence(start))).then_some(end + 2)
        }
        // "Right to Roam Institute"
        b"to" => closing(view, end + 1),
        _ => None,
    }
}

/// The end of the words at `at` that end as a body's name does, several of them.
fn closing(view: &View, at: usize) -> Option<usize> {
    let last = at + (at..at + 4).take_while(|at| part(view, *at)).count();
    (last > at + 1 && body_word(view, last - 1)).then_some(last)
}

/// "Fisheries and Harbours Commission", "Center for Northern and Maritime Studies".
fn joined(view: &View, start: usize, end: usize) -> Option<usize> {
    if view.entry(end - 1).opens_pair && view.entry(end + 1).closes_pair {
        return Some(end + 2);
    }
    let chained = (start..end).any(|at| view.own(at, Class::LINK) && !view.capital(at));
    let several = || single(view, start, end) || purposes(view, start, end);
    let first = end + 1 + usize::from(chained && view.eq(end + 1, "the"));
    let mut last = first;
    while part(view, last) && last < end + 5 {
        last += 1;
    }
    if last == first || view.own(first, Class::FIRST_NAME) {
        return None;
    }
    // "Ministry of Roads and Water", "Ministry of Roads and Bridges (MRB)"
    let charge = portfolio(view, end - 1) && portfolio(view, last - 1) || lettered(view, last);
    let closes = last > end + 2 && first == end + 1 && (body_word(view, last - 1) || chained);
    let ends = closes && (chained || several()) || chained && charge;
    ends.then_some(last)
}

/// Behind a name's end its letters stand in brackets, the last of them its last word's.
fn lettered(view: &View, end: usize) -> bool {
    view.byte(end) == b'(' && view.byte(end + 2) == b')' && {
        let letters = view.bytes(end + 1);
        is_shouted(view.word(end + 1)) && letters.last() == view.bytes(end - 1).first()
    }
}

/// The run is one word that may begin a list of what a body is for, but for a country before it: "U.S. Food".
fn single(view: &View, start: usize, end: usize) -> bool {
    let other = Class::FIRST_NAME | Class::PLACE | Class::ORGANISATION;
    let first = start + usize::from(end > start + 1 && view.own(start, Class::PLACE));
    end == first + 1 && !view.own(first, other)
}

/// "the Rural Health (and Safety Board)"
fn purposes(view: &View, start: usize, end: usize) -> bool {
    let other = Class::FIRST_NAME | Class::PLACE | Class::ORGANISATION;
    portfolio(view, end - 1) && view.owned(start) && !(start..end).any(|at| view.is(at, other))
}

/// "The Marine, Port and Dock Union", "Department of Planning, Local Government and Heritage"
fn listed(view: &View, start: usize, end: usize) -> Option<usize> {
    if !part(view, end + 1) {
        return None;
    }
    let chained = portfolio(view, end - 1)
        && (start..end).any(|at| view.own(at, Class::LINK) && !view.capital(at));
    let owned = || view.owned(start) && single(view, start, end);
    if !chained && !owned() {
        return None;
    }
    let most = if chained { 3 } else { 1 };
    let mut at = end;
    while view.byte(at) == b',' && part(view, at + 1) && at < end + 12 {
        at += 1;
        at += (at..at + most).take_while(|at| part(view, *at)).count();
        if chained && !portfolio(view, at - 1) {
            return None;
        }
    }
    at += usize::from(chained && view.byte(at) == b',');
    if view.bytes(at) != b"and" {
        return None;
    }
    let first = at + 1 + usize::from(chained && view.eq(at + 1, "the"));
    let words = (first..first + 4).take_while(|at| part(view, *at)).count();
    let last = first + words;
    let closes = match chained {
        true => words > 0 && portfolio(view, last - 1),
        false => words > 1 && body_word(view, last - 1),
    };
    closes.then_some(last)
}

/// A word in marks at `at` between the parts of a person's name: Robert "Bobby" Oakes.
fn nickname(view: &View, start: usize, at: usize) -> bool {
    view.kind(at) == Some(TokenKind::Mark)
        && view.kind(at + 2) == Some(TokenKind::Mark)
        && part(view, at + 1)
        && part(view, at + 3)
        && (at == start + 1 && !view.is(start, BODY)
            || (start..at).any(|at| view.own(at, Class::FIRST_NAME | Class::TITLE)))
}

fn abuts(view: &View, at: usize) -> bool {
    at > 0 && view.tokens[at - 1].span.end() == view.tokens[at].span.start()
}

fn body_word(view: &View, at: usize) -> bool {
    body(view, at) || view.eq(at, "studies") || view.eq(at, "executive")
}
