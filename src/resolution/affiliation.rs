//! Affiliations that a role tells by its own words: "president of X", "FDA Commissioner".
//!
//! What a name beside the person tells is [`super::speakers`]' to find.

use std::ops::Range;

use super::beside::is_link;
use super::key;
use super::kinds::is_shouted;
use super::sets;
use super::view::View;
use crate::scan::class::Class;

/// The body of a role that stands at `tokens` and goes out as `role`.
pub(super) fn told(view: &View, tokens: &Range<usize>, role: &str) -> Option<String> {
    // "Bank of Ashby economist": the role stands behind the body, not before it.
    let named = view.capital(tokens.start) && !view.human(tokens.start);
    let behind = |last: usize| view.own(last, Class::ROLE | Class::TITLE);
    let closes = named && tokens.clone().next_back().is_some_and(behind);
    let linked = (!closes).then(|| linked(role)).flatten();
    linked.or_else(|| Some(view.wording(&before(view, tokens)?)))
}

/// "FDA" of "FDA Commissioner", "Vestra" of "Vestra CEO": nothing but capitals, so that it is no name by itself.
fn before(view: &View, role: &Range<usize>) -> Option<Range<usize>> {
    let qualifies = |at: usize| view.own(at, Class::ADVERB) || view.entry(at).qualifier;
    let first = role.clone().find(|at| !qualifies(*at))?;
    let office = (first..role.end).find(|at| view.human(*at))?;
    let other = Class::PLAIN | Class::PLACE | Class::FUNCTION | Class::POSITION | Class::RANK;
    let loose = |at: usize| {
        let entry = view.entry(at);
        entry.portfolio || entry.generic
    };
    let mut body = first..office;
    // "White House Press Secretary"
    while body.end > first && loose(body.end - 1) {
        body.end -= 1;
    }
    let named = |at: usize| view.capital(at) && !view.own(at, Class::PLAIN | Class::FUNCTION);
    // "Bank of Ashby deputy governor"
    let organised = body.len() > 1 && body.clone().any(|at| view.is(at, Class::ORGANISATION));
    if organised && body.clone().all(|at| named(at) || is_link(view, at)) {
        return Some(body);
    }
    let names = |at: usize| named(at) && !view.is(at, other) && !loose(at);
    if body.is_empty() || !body.clone().all(names) {
        return None;
    }
    if !view.capital(office) {
        return None;
    }
    let letters = view.word(first).len();
    let acronym =
        is_shouted(view.word(first)) && (letters > 2 || view.is(first, Class::ORGANISATION));
    let lettered = is_shouted(view.word(office)) && view.entry(office).office;
    let executive = lettered || view.eq(office, "chief") && office + 1 < role.end;
    match (acronym, executive) {
        (true, _) => Some(first..first + 1),
        (false, true) => Some(body),
        (false, false) => None,
    }
}

/// The body a role belongs to: "president of X", "a lawyer for X", "fellow at X".
fn linked(role: &str) -> Option<String> {
    let links = [" of the ", " for the ", " at the ", " of ", " for ", " at "];
    // "director of debate at the University": the first with a name behind it.
    let body = behind(role, &links)?;
    // "Head of Research at Ashby Bank": what is of no body is what somebody is charged with there.
    let there = body.split_once(" at ").filter(|(charge, _)| {
        let mut words = charge.split_whitespace();
        let is_body = |word: &str| sets::entry(key::of_word(word)).bodies != 0;
        let definite = role.contains(" of the ") || role.contains(" for the ");
        !definite && !words.any(is_body)
    });
    let body = there
        .and_then(|_| behind(role, &[" at the ", " at "]))
        .unwrap_or(body);
    // "an analyst at Ashby Bank in Port Havel": where, or since when, is no part of it.
    let beyond = [
        " in ",
        " since ",
        " from ",
        " until ",
        " and a ",
        " and the ",
        " and former ",
    ];
    let mut spaces = memchr::memchr_iter(b' ', body.as_bytes());
    let ends = |at: &usize| beyond.iter().any(|word| body[*at..].starts_with(word));
    let end = spaces.find(ends);
    let body = body.get(..end.unwrap_or(body.len()))?;
    // "Minister for National Development": what an office is for is no body.
    let mut words = body.split_whitespace();
    let portfolio = words
        .all(|word| matches!(word, "and" | "for") || sets::entry(key::of_word(word)).portfolio);
    (!portfolio).then(|| body.trim().to_owned())
}

/// What stands behind the first of some links that has a name behind it.
fn behind<'a>(role: &'a str, links: &[&str]) -> Option<&'a str> {
    let mut spaces = memchr::memchr_iter(b' ', role.as_bytes());
    spaces.find_map(|at| {
        let rest = role.get(at..)?;
        let mut bodies = links.iter().filter_map(|link| rest.strip_prefix(*link));
        bodies.find(|body| body.starts_with(char::is_uppercase))
    })
}
