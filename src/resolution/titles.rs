//! Titles within a run of capitals: which of its words are an office's, and where they end before the name.

use std::ops::Range;

use super::names::body;
use super::view::View;
use crate::scan::class::Class;

/// A title or a role, and no first name.
pub(super) fn office(view: &View, at: usize) -> bool {
    let given = || view.entry(at).anybody && view.capital(at) && !view.first_of_sentence(at);
    view.is(at, Class::TITLE | Class::ROLE) && !view.phrase(at, Class::ORGANISATION) && !given()
}

/// "Its National Publicity Secretary", "Public Relations Officer of the command": an office that somebody holds.
pub(super) fn held(view: &View, run: &Range<usize>) -> bool {
    let last = run.end - 1;
    let owned = view.owned(run.start) || run.start > 0 && view.clitic(run.start - 1);
    let of = view.own(run.end, Class::LINK) && !view.capital(run.end);
    let entry = view.entry(last);
    run.len() > 1
        && (owned || of)
        && office(view, last)
        && (!entry.surname || owned && of)
        && (entry.bodies == 0 || view.phrase(last, Class::TITLE))
        && !run.clone().any(|at| view.own(at, Class::FIRST_NAME))
}

/// "Dean Hartley": an office's word is a first name if it is one elsewhere, no other first name comes after it and
/// nothing in the article speaks of the office.
pub(super) fn given(view: &View, at: usize) -> bool {
    view.own(at, Class::FIRST_NAME)
        && !view.owned(at)
        && !view.own(at + 1, Class::FIRST_NAME | Class::PREPOSITION)
        && !view.small(at)
}

/// "Ann Lund KC": the run ends before letters that are no part of a name. `false` if it is a description by an office
/// in letters, "the Leeds West MP", "Labour MPs", however many capitals it has.
pub(super) fn pass_honours(view: &View, run: &mut Range<usize>) -> bool {
    while run.len() > 1 && view.own(run.end - 1, Class::HONOUR) {
        let last = run.end - 1;
        // "Ashby SC"
        let given = |at: usize| view.is(at, Class::FIRST_NAME | Class::TITLE);
        if view.entry(last).club && !(run.start..last).any(given) {
            break;
        }
        let office = view.own(last, Class::ROLE);
        let described = view.owned(run.start) && !view.own(run.start, Class::TITLE);
        if view.own(last, Class::GROUP) || office && (run.len() == 2 || described) {
            return false;
        }
        run.end = last;
    }
    true
}

/// The last title or role of the run that stands before a name.
pub(super) fn cut(view: &View, run: &Range<usize>) -> Option<usize> {
    let suffix = |at: usize| view.own(at, Class::SUFFIX);
    (run.start..run.end.saturating_sub(1))
        .rev()
        .find(|at| {
            let is_office = office(view, *at) && !given(view, *at);
            // "TD Securities"
            let firm = view.own(run.end - 1, Class::FIRM)
                && view.bytes(*at).iter().all(u8::is_ascii_uppercase);
            // "Inspector General for the Harbour"
            let goes_on = view.own(at + 1, Class::LINK) && !view.capital(at + 1);
            // "Senior Minister of State": its last word is not who holds it.
            let inner = view.phrase(*at, Class::TITLE) && view.phrase(at + 1, Class::TITLE);
            // "Royal College of General Practitioners"
            let whose =
                view.own(run.end - 1, Class::GROUP) && (run.start..*at).any(|at| body(view, at));
            // "Independent Office for Harbours"
            let party = || view.entry(*at).standing.parties != 0;
            let named = || {
                let body = |at: usize| body(view, at) || view.own(at, Class::GROUP);
                party() && (at + 1..run.end).any(body)
            };
            is_office
                && !(firm || goes_on || inner || whose || named())
                && !suffix(at + 1)
                && view.byte(at + 1) != b'.'
        })
        .filter(|at| {
            let last = run.end - 1;
            // "Mr. Bloomberg"
            let addressed = || view.entry(*at).courtesy && view.entry(last).borne;
            !body(view, last)
                || at + 1 < last && view.own(at + 1, Class::FIRST_NAME)
                || at + 1 == last && addressed()
        })
}

/// "Fly-half Leo Tamati", "DS Cole"; but "Center Court" is a place, "Referees Association" a body.
pub(super) fn positioned(view: &View, run: &Range<usize>) -> bool {
    let other = Class::LINK | Class::THING | Class::ORGANISATION;
    // "DC Himanshu Jain said": two words that speak are a person's.
    let named = || {
        let speaks = run.len() == 3 && view.own(run.end, Class::STRONG_CUE);
        view.own(run.start + 1, Class::FIRST_NAME) || speaks && !view.own(run.end - 1, Class::FIRM)
    };
    let ranked = view.own(run.start, Class::RANK) && named();
    (view.own(run.start, Class::POSITION) || ranked)
        && (run.len() > 2 || run.len() == 2 && !body(view, run.start))
        && !(run.start + 1..run.end).any(|at| view.is(at, other))
}
