//! Affiliations: the body that a name beside the person tells, "the IMF's Ann Lee", or a role by its own words,
//! "president of X", "FDA Commissioner".

use std::ops::Range;

use super::charges::is_link;
use super::epithets::is_origin;
use super::key;
use super::kinds::{is_body, is_shouted};
use super::names::{Name, NameKind};
use super::people::Cast;
use super::sets;
use super::view::View;
use crate::scan::class::Class;

/// The body of "the IMF’s Ann Lee", "Ann Lee of the IMF", "Ashby’s mayor, Ann Lee".
pub(super) fn beside(view: &View, names: &[Name], cast: &Cast, at: usize) -> Option<usize> {
    let before = at.checked_sub(1);
    let before = before.filter(|before| has_person(view, names, cast, *before));
    let body = match before {
        Some(before) => before,
        None if is_behind(view, names, cast, at) => at + 1,
        None => return None,
    };
    Some(cast.mention_of()[body])
}

fn kind(cast: &Cast, at: usize) -> NameKind {
    cast.entities[cast.mention_of()[at]].kind
}

/// Nothing but a clitic or a sign stands between a name and what begins at `start`.
fn adjoins(name: &Name, start: usize) -> bool {
    name.tokens.end + 1 == start
}

/// "[Ashby]’s mayor": a name owns the words that say who a person is.
fn owns(view: &View, owner: &Name, words: &Range<usize>) -> bool {
    let start = words.start..words.start + 2;
    let owned = start.contains(&owner.tokens.start) && owner.tokens.end < words.end;
    owned && view.clitic(owner.tokens.end)
}

/// An office, by the words that say it.
fn is_office(view: &View, words: &Range<usize>) -> bool {
    let mut words = words.clone();
    words.any(|at| view.entry(at).office)
}

/// What has a role that words say may be a body.
fn has_role(view: &View, kind: NameKind, words: &Range<usize>) -> bool {
    match kind {
        NameKind::Organisation | NameKind::Place => true,
        NameKind::Unknown => is_office(view, words),
        NameKind::Person | NameKind::Document => false,
    }
}

/// "the [IMF]’s Ann Lee", "[Ashby]’s mayor, Ann Lee", "[Vestra Partners] chairman Ann Lee": the person named behind a name is
/// of the body that it names.
fn has_person(view: &View, names: &[Name], cast: &Cast, at: usize) -> bool {
    let (body, person) = (&names[at], &names[at + 1]);
    let directly = adjoins(body, person.tokens.start);
    let adjoins = adjoins(body, person.before.start);
    // Else it stands too far off, as before most names.
    if !directly && person.before.is_empty() && !adjoins {
        return false;
    }
    let kind = kind(cast, at);
    let end = body.tokens.end;
    let owned = view.clitic(end);
    let held = !person.before.is_empty() && adjoins && owned || owns(view, body, &person.before);
    // "Ashby Bank (AB) chairman Ann Lee"
    let bracketed = view.byte(end) == b')' && adjoins;
    let within = || {
        // "Former Barclays boss"
        let mut qualifies = person.before.start..body.tokens.start;
        person.before.start <= body.tokens.start
            && end < person.before.end
            && qualifies.all(|at| view.entry(at).renewed)
    };
    // "Mam’ Nomvula" is nobody's.
    let whole = |at: usize| view.bytes(at).len() > 3 || view.bytes(at - 1).ends_with(b"s");
    let owner = || {
        matches!(kind, NameKind::Organisation | NameKind::Unknown)
            && (view.bytes(end).starts_with(b"'") || whole(end))
    };
    (within() || bracketed) && is_bodily(view, kind, body, &person.before)
        || held && has_role(view, kind, &person.before)
        || directly && owned && owner()
}

/// "[Vestra Partners] chairman", "[Grimsby] manager": a name that opens the words before a person names a body.
fn is_bodily(view: &View, kind: NameKind, body: &Name, words: &Range<usize>) -> bool {
    // "Studio head", "Finance chief": a noun that opens its sentence has a capital.
    let word = body.tokens.start;
    let opening = body.tokens.len() == 1 && view.first_of_sentence(word);
    let noun = || opening && (view.entry(word).portfolio || view.small(word));
    // "Grimsby manager", "Benin captain"
    let sporting = words.end == body.tokens.end + 1 && view.entry(body.tokens.end).sporting;
    match kind {
        _ if opening && view.entry(word).generic => false,
        NameKind::Organisation => true,
        NameKind::Place => sporting,
        NameKind::Unknown => (sporting || is_office(view, words)) && !noun(),
        NameKind::Person | NameKind::Document => false,
    }
}

/// "Ann Lee of the [IMF]", "Ann Lee, who heads the [Ashby Alliance]": the name behind a person's is their body's.
fn is_behind(view: &View, names: &[Name], cast: &Cast, at: usize) -> bool {
    let person = &names[at];
    let Some(body) = names.get(at + 1) else {
        return false;
    };
    let kind = kind(cast, at + 1);
    if owns(view, body, &person.after) && has_role(view, kind, &person.after) {
        return true;
    }
    let of = person.tokens.end;
    let of = of + usize::from(view.byte(of) == b',');
    // "who heads the Ashby Alliance"
    if view.eq(of, "who") && view.entry(of + 1).leads {
        let heads = of + 2 + usize::from(view.eq(of + 2, "the")) == body.tokens.start;
        return heads && kind == NameKind::Organisation;
    }
    if !view.eq(of, "of") {
        return false;
    }
    let mut first = of + 1 + usize::from(view.eq(of + 1, "the"));
    // "of the tenants' association Roof"
    if body.tokens.start > first && is_body(view, body.tokens.start - 1) {
        let plain = |at: &usize| !view.capital(*at) && !view.own(*at, Class::FUNCTION);
        first += (first..body.tokens.start).take_while(plain).count();
    }
    // "of Ashby-based Lund Bank"
    first += usize::from(is_origin(view, first));
    body.tokens.start == first && kind == NameKind::Organisation
}

/// The body of a role that stands at `tokens` and goes out as `role`.
pub(super) fn told(view: &View, tokens: &Range<usize>, role: &str) -> Option<String> {
    // "Bank of Ashby economist": the role stands behind the body, not before it.
    let named = view.capital(tokens.start) && !view.human(tokens.start);
    let behind = |last: usize| view.own(last, Class::ROLE | Class::TITLE);
    let closes = named && tokens.clone().next_back().is_some_and(behind);
    // "Lund’s president for Europe": where it is held is not with whom.
    let remit = || {
        let place = |at: usize| {
            let body = view.is(at, Class::ORGANISATION) || view.entry(at).bodies != 0;
            view.own(at, Class::DETERMINER) || view.capital(at) && !body
        };
        let mut links = tokens.clone().skip(1);
        let link = links.find(|at| view.eq(*at, "for") && view.human(at - 1));
        let mut before = tokens.start.saturating_sub(1)..link.unwrap_or(tokens.start);
        let mut behind = link.map_or(0..0, |link| link + 1..tokens.end);
        before.any(|at| view.clitic(at)) && !behind.is_empty() && behind.all(place)
    };
    let linked = (!closes && !remit()).then(|| linked(role)).flatten();
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
    // But the "Chamber of Trade" is all a body's.
    while body.end > first && loose(body.end - 1) && !is_link(view, body.end.wrapping_sub(2)) {
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
        // "NDRRMC spokesperson": letters have one, and a town's name need be no body's.
        let lettered = body.len() == 1 && is_shouted(view.word(first)) && !view.entry(first).unit;
        let speaks =
            lettered && view.word(first).len() > 2 && view.bytes(office).starts_with(b"spokes");
        return speaks.then_some(body);
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
    let links = [
        " of the ",
        " for the ",
        " at the ",
        " with the ",
        " of ",
        " for ",
        " at ",
        " with ",
    ];
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
        bodies.find(|body| named(body))
    })
}

/// "Ashby Bank", "6th Infantry Division"
fn named(body: &str) -> bool {
    let numbered = || {
        let next = body.split_once(' ').map(|(_, next)| next);
        body.starts_with(|first: char| first.is_ascii_digit())
            && next.is_some_and(|next| next.starts_with(char::is_uppercase))
    };
    body.starts_with(char::is_uppercase) || numbered()
}
