//! Charges: what an office is for, and where office and bearer part where both have capitals.
//!
//! "Minister for National Development Ong Kah Wee", "head of sales Ann Lee", "MP for Leeds North Ann Lee".

use std::ops::Range;

use super::kinds::is_shouted;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// What an office is for: "Health", "Development".
pub(super) fn portfolio(view: &View, at: usize) -> bool {
    view.entry(at).portfolio
}

/// Where the office begins whose portfolio ends right before `at`: "Minister for Youth and Sport Ann Lee".
pub(super) fn office_of(view: &View, at: usize) -> Option<usize> {
    let last = at.checked_sub(1)?;
    if !portfolio(view, last) {
        let charge = view.own(at, Class::FIRST_NAME) && is_charge(view, last);
        return charge.then(|| office_before(view, last)).flatten();
    }
    let mut from = last;
    while from > 0 && at - from < 9 {
        let previous = from - 1;
        let joint = matches!(view.byte(previous), b',' | b'&') || view.bytes(previous) == b"and";
        if !joint && !portfolio(view, previous) {
            break;
        }
        from = previous;
    }
    office_before(view, from)
}

/// "head of sales": a noun in lower case behind an office.
pub(super) fn is_charge(view: &View, at: usize) -> bool {
    let link = at.wrapping_sub(1);
    is_link(view, link)
        && view.human(link.wrapping_sub(1))
        && !view.capital(at)
        && !view.human(at)
        && view.kind(at) == Some(TokenKind::Word)
        && !view.own(
            at,
            Class::FUNCTION | Class::DETERMINER | Class::POSSESSIVE | Class::ANY_PRONOUN,
        )
}

/// Where the office begins that a link leads to what stands at `of`.
pub(super) fn office_before(view: &View, of: usize) -> Option<usize> {
    let link = of.checked_sub(1).filter(|link| is_link(view, *link))?;
    let office = |at: &usize| view.is(*at, Class::ROLE | Class::TITLE);
    let mut start = link.checked_sub(1).filter(office)?;
    while start > 0 && office(&(start - 1)) {
        start -= 1;
    }
    // "Western Regional Director of Education", "Cabinet member for waste"
    let named = |at: usize| {
        let qualified = view.found.parts.get(at - 1) && view.capital(at);
        (qualified || view.entry(at - 1).generic) && link - at < 6
    };
    while start > 0 && named(start) && view.same_sentence(start - 1, start) {
        start -= 1;
    }
    view.same_sentence(start, of).then_some(start)
}

/// What stands between an office and its portfolio.
pub(super) fn is_link(view: &View, at: usize) -> bool {
    matches!(view.bytes(at), b"for" | b"of")
}

/// Where the person begins in "(Minister for) National Development Ong Kah Wee", "(MP for) Leeds North Ann Lee".
pub(super) fn portfolio_end(view: &View, run: &Range<usize>) -> Option<usize> {
    let link = run.start.checked_sub(1).filter(|at| is_link(view, *at))?;
    let office = link.checked_sub(1)?;
    if !view.is(office, Class::TITLE | Class::ROLE) {
        return None;
    }
    // "Dean of Students Ann Lee"; "West Coast GRC Ang Mei Lin" has its letters before the name.
    let lettered = |at: usize| view.word(at).len() > 2 && is_shouted(view.word(at));
    let full = run.end - 2;
    let given = |at: usize| view.own(at, Class::FIRST_NAME);
    let closes = run.len() > 2 && given(full) && !given(run.start);
    if closes && is_persons(view, full..run.end) && !run.clone().any(lettered) {
        return Some(full);
    }
    let area = |at: usize| {
        view.is(at, Class::PLACE | Class::CAPITAL) || view.entry(at).ends_place || lettered(at)
    };
    let last = run
        .clone()
        .rev()
        .find(|at| portfolio(view, *at) || area(*at))?;
    let person = last + 1..run.end;
    let whole = person.len() > 1 || view.own(person.start, Class::FIRST_NAME);
    (whole && is_persons(view, person)).then_some(last + 1)
}

/// No word of it is a body's or a place's.
fn is_persons(view: &View, mut words: Range<usize>) -> bool {
    let other = Class::ORGANISATION | Class::PLACE | Class::FIRM | Class::THING;
    !words.any(|at| view.is(at, other))
}
