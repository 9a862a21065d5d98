//! Names: runs of capitalised words, what they name, and the titles before them.
//!
//! Holds no identity: two runs of the same words are two [`Name`]s, and
//! [`super::people`] joins them. Refused are sentence openers, weekdays, bare
//! titles and whatever a title-case headline capitalises.

use std::ops::Range;

use super::beside::{apposition, left};
use super::sets;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    Person,
    Organisation,
    Place,
    Document,
    Unknown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
    #[default]
    Unknown,
}

impl Gender {
    pub(super) fn fits(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }
}

/// No name is longer, in tokens; a page of capitals is no name and must not cost its square.
const LONGEST: usize = 24;

/// One run of words that names something.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Without titles and clitics.
    pub(super) tokens: Range<usize>,
    pub(super) kind: NameKind,
    pub(super) gender: Gender,
    /// Title and role words directly before it.
    pub(super) before: Range<usize>,
    /// An apposition after it: "…, the special envoy".
    pub(super) after: Range<usize>,
}

/// All names of the document in text order.
pub(super) fn find(view: &View) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < view.len() {
        let run = run(view, at);
        if run.is_empty() {
            at += 1;
            continue;
        }
        at = run.end;
        let shouted = view
            .sentence
            .get(run.start)
            .is_some_and(|s| view.shouted[*s]);
        let name = if shouted {
            from_headline(view, run)
        } else {
            name(view, run)
        };
        if let Some(name) = name {
            at = at.max(name.tokens.end);
            names.push(name);
        }
    }
    names
}

/// The word may be part of a name.
fn part(view: &View, at: usize) -> bool {
    let word = view.word(at);
    let arabic = word.split_once('-').is_some_and(|(head, tail)| {
        sets::holds("particle", head) && tail.starts_with(char::is_uppercase)
    });
    if !(view.capital(at) || arabic) {
        return false;
    }
    if view.phrase(
        at,
        Class::TITLE | Class::ORGANISATION | Class::PLACE | Class::CAPITAL,
    ) {
        return true;
    }
    let lower = word.to_lowercase();
    let name = Class::FIRST_NAME | Class::ORGANISATION | Class::PLACE | Class::CAPITAL;
    let closed = Class::FUNCTION
        | Class::ANY_PRONOUN
        | Class::DETERMINER
        | Class::POSSESSIVE
        | Class::TIME
        | Class::INDEFINITE;
    if view.own(at, Class::NUMBER_WORD) && !view.capital(at + 1) {
        return false;
    }
    // "May", "Will" and "Mark" are names only where a sentence does not open with them.
    if view.own(at, closed) && (view.first_of_sentence(at) || !view.own(at, name)) {
        return false;
    }
    let opener = Class::ADVERB | Class::COMMON_VERB;
    // A word the article also writes small opens its sentence and names nothing; so does "Citing".
    let small = view.small.contains(lower.as_str()) || lower.len() > 5 && lower.ends_with("ing");
    let human = Class::TITLE | Class::ROLE;
    if view.first_of_sentence(at) && small && !view.is(at, name | human) {
        return false;
    }
    if !view.first_of_sentence(at) {
        return true;
    }
    let opens = view.own(at, opener) && !view.own(at, name);
    !opens && (!sets::holds("plain", &lower) || view.capital(at + 1))
}

/// The longest run of name words from `at`.
fn run(view: &View, at: usize) -> Range<usize> {
    if !part(view, at) {
        return at..at;
    }
    let mut end = at + 1;
    while end < at + LONGEST
        && let Some(next) = extension(view, at, end)
    {
        end = next;
    }
    at..end
}

/// The end of the run from `start` to `end` with one more word, if the name goes on.
fn extension(view: &View, start: usize, end: usize) -> Option<usize> {
    if !view.same_sentence(start, end) {
        return None;
    }
    if part(view, end) {
        return Some(end + 1);
    }
    let lower = view.lower(end);
    // The stop of an initial or of a title the tokenizer set apart.
    let shortened = view.word(end - 1).chars().count() == 1 || view.own(end - 1, Class::TITLE);
    if lower == "." && shortened && part(view, end + 1) && abuts(view, end) {
        return Some(end + 2);
    }
    // "Brewers’ Gazette", "Oakes & Daughters".
    let plural = view.kind(end) == Some(TokenKind::Clitic) && view.word(end).chars().count() == 1;
    if plural && part(view, end + 1) && body(view, end + 1) || lower == "&" && part(view, end + 1) {
        return Some(end + 2);
    }
    if sets::holds("particle", &lower) {
        let skip = if sets::holds("particle", &view.lower(end + 1)) {
            2
        } else {
            1
        };
        return part(view, end + skip).then_some(end + skip + 1);
    }
    // A nickname: Robert "Bobby" Oakes.
    if view.kind(end) == Some(TokenKind::Mark)
        && view.kind(end + 2) == Some(TokenKind::Mark)
        && part(view, end + 1)
        && part(view, end + 3)
        && (view.own(start, Class::FIRST_NAME | Class::TITLE)
            || view.own(end - 1, Class::FIRST_NAME))
    {
        return Some(end + 4);
    }
    if view.phrase(end, Class::TITLE | Class::ORGANISATION | Class::PLACE) && part(view, end + 1) {
        let joint = Class::TITLE | Class::ORGANISATION | Class::PLACE;
        return view.phrase(end - 1, joint).then_some(end + 2);
    }
    let body = (start..end).any(|at| body(view, at));
    if body && sets::holds("link", &lower) {
        let skip = 1 + usize::from(view.lower(end + 1) == "the");
        let place_only = lower == "to" && skip == 1;
        return (!place_only && part(view, end + skip)).then_some(end + skip + 1);
    }
    // "Fisheries and Harbours Commission", "Center for Northern and Maritime Studies".
    if lower == "and" || lower == "&" {
        let chained = (start..end).any(|at| sets::holds("link", view.word(at)));
        let single = end == start + 1
            && !view.own(
                start,
                Class::FIRST_NAME | Class::PLACE | Class::ORGANISATION,
            );
        let mut last = end + 1;
        while part(view, last) && last < end + 5 {
            last += 1;
        }
        let closes = last > end + 2 && (body_word(view, last - 1) || chained);
        return ((single || chained) && closes && !view.own(end + 1, Class::FIRST_NAME))
            .then_some(last);
    }
    None
}

fn abuts(view: &View, at: usize) -> bool {
    at > 0 && view.tokens[at - 1].span.end() == view.tokens[at].span.start()
}

/// The word makes a run an organisation's name.
fn body(view: &View, at: usize) -> bool {
    view.is(at, Class::ORGANISATION)
}

fn body_word(view: &View, at: usize) -> bool {
    body(view, at) || view.lower(at) == "studies"
}

fn office(view: &View, at: usize) -> bool {
    view.is(at, Class::TITLE | Class::ROLE) && !view.phrase(at, Class::ORGANISATION)
}

/// A headline's capitals say nothing: only a first name with the word after it is a name there.
fn from_headline(view: &View, run: Range<usize>) -> Option<Name> {
    let first = run.clone().find(|at| view.own(*at, Class::FIRST_NAME))?;
    let mut end = (first + 2).min(run.end);
    if view.word(first + 1).trim_end_matches('.').len() == 1 {
        end = (first + 3).min(run.end);
    }
    if end < first + 2 || view.own(end - 1, Class::HUMAN | Class::FUNCTION | Class::CUE_VERB) {
        return None;
    }
    Some(Name {
        tokens: first..end,
        kind: NameKind::Person,
        gender: gender_of(view, first),
        before: first..first,
        after: end..end,
    })
}

fn name(view: &View, mut run: Range<usize>) -> Option<Name> {
    let whole = run.clone();
    let suffix = |at: usize| sets::holds("suffix", &view.lower(at));
    let cut = (run.start..run.end.saturating_sub(1))
        .rev()
        .find(|at| office(view, *at) && !suffix(at + 1) && view.word(at + 1) != ".")
        .filter(|at| {
            !body(view, run.end - 1) || *at + 2 < run.end && view.own(at + 1, Class::FIRST_NAME)
        });
    let mut titled = false;
    if let Some(cut) = cut {
        // "Peter King Jr": a title after a first name is a surname.
        let surname =
            cut == run.start + 1 && view.own(run.start, Class::FIRST_NAME) && cut + 2 == run.end;
        if !surname {
            run.start = cut + 1;
            if view.word(run.start) == "." {
                run.start += 1;
            }
            titled = true;
        }
    }
    // Nothing but an office: "Foreign Minister", "Permanent Representative".
    let courtesy = |at: usize| {
        view.word(at) == "."
            || view.word(at).ends_with('.')
            || view.is(at, Class::FEMALE | Class::MALE)
    };
    let surname =
        titled && run.len() == 1 && (courtesy(run.start - 1) || !view.is(run.start, Class::ROLE));
    if run
        .clone()
        .all(|at| office(view, at) || view.own(at, Class::GROUP))
        && !surname
    {
        return None;
    }
    // "CNN’s" aside, an outlet or a place may stand before a person: "CNN Anna Miller".
    if !titled {
        let given =
            (run.start + 1..run.end.saturating_sub(1)).find(|at| view.own(*at, Class::FIRST_NAME));
        if let Some(given) = given
            && !body(view, run.end - 1)
            && (run.start..given).all(|at| {
                let qualifies = Class::ORGANISATION | Class::PLACE | Class::CAPITAL | Class::HUMAN;
                view.is(at, qualifies) || view.small.contains(view.lower(at).as_str())
            })
        {
            run.start = given;
        }
    }
    while run.len() > 1 && view.word(run.end - 1) == "." {
        run.end -= 1;
    }
    if run.is_empty() {
        return None;
    }
    // "Anna Brandt Show": the show is named after the person, and she is who can speak.
    if view.own(run.start, Class::FIRST_NAME)
        && let Some(thing) =
            (run.start + 2..run.end).find(|at| sets::holds("thing", &view.lower(*at)))
    {
        run.end = thing;
    }
    let before = left(view, &run, whole.start);
    let after = apposition(view, run.end);
    let mut kind = kind(view, &run);
    let gendered = gender(view, &run, &before, &after);
    let human = titled
        || before.clone().any(|at| {
            view.is(at, Class::TITLE | Class::ROLE) || sets::holds("kin", &view.lower(at))
        })
        || after.clone().any(|at| view.is(at, Class::ROLE));
    if kind == NameKind::Unknown && human && run.len() <= 5 {
        kind = NameKind::Person;
    }
    if kind == NameKind::Unknown && run.len() == 1 && !plausible(view, run.start) {
        return None;
    }
    Some(Name {
        tokens: run,
        kind,
        gender: gendered,
        before,
        after,
    })
}

/// A single capitalised word that may be a name at all.
fn plausible(view: &View, at: usize) -> bool {
    let common = Class::HUMAN | Class::TIME | Class::DOCUMENT | Class::COMMON_VERB;
    let lower = view.lower(at);
    !view.own(at, common) && !sets::holds("plain", &lower) && lower.len() > 1
}

fn kind(view: &View, run: &Range<usize>) -> NameKind {
    let first = run.start;
    let last = run.end - 1;
    let linked = run.clone().any(|at| sets::holds("link", view.word(at)));
    let given = view.own(first, Class::FIRST_NAME);
    let initial = run.clone().any(|at| {
        let word = view.word(at);
        run.len() > 1
            && word.trim_end_matches('.').len() == 1
            && word.starts_with(char::is_uppercase)
    });
    if run
        .clone()
        .all(|at| view.is(at, Class::PLACE | Class::CAPITAL))
        && !(given && run.len() > 1)
    {
        return NameKind::Place;
    }
    if run.len() > 1 && sets::holds("thing", &view.lower(last)) {
        return NameKind::Organisation;
    }
    if given
        && run.len() > 1
        && !linked
        && (!body(view, last) || run.len() == 2 && !view.phrase(last, Class::ORGANISATION))
    {
        return NameKind::Person;
    }
    if run.clone().any(|at| body(view, at) || view.word(at) == "&")
        || sets::holds("firm", &view.lower(last)) && run.len() > 1
    {
        return NameKind::Organisation;
    }
    if run.len() > 1 && view.own(last, Class::DOCUMENT) {
        return NameKind::Document;
    }
    if initial || given && run.len() == 1 {
        return NameKind::Person;
    }
    let word = view.word(first);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    if run.len() == 1 && shouted && letters > 1 {
        // "SMITH: …" is a transcript's speaker, "NASA" is not.
        let speaks = view.word(run.end) == ":" && letters > 3;
        if letters < 5 || speaks {
            return if speaks {
                NameKind::Person
            } else {
                NameKind::Organisation
            };
        }
    }
    NameKind::Unknown
}

fn gender_of(view: &View, at: usize) -> Gender {
    match (
        view.is(at, Class::FEMALE | Class::FEMALE_NAME),
        view.is(at, Class::MALE | Class::MALE_NAME),
    ) {
        (true, false) => Gender::Female,
        (false, true) => Gender::Male,
        _ => Gender::Unknown,
    }
}

fn gender(view: &View, run: &Range<usize>, before: &Range<usize>, after: &Range<usize>) -> Gender {
    let title = before.clone().rev().find(|at| {
        view.is(*at, Class::FEMALE | Class::MALE)
            && !view.own(*at, Class::POSSESSIVE | Class::OBJECT_PRONOUN)
    });
    if let Some(at) = title {
        return if view.is(at, Class::FEMALE) {
            Gender::Female
        } else {
            Gender::Male
        };
    }
    if run.len() > 1 || view.own(run.start, Class::FIRST_NAME) {
        let given = gender_of(view, run.start);
        if given != Gender::Unknown {
            return given;
        }
    }
    after
        .clone()
        .filter(|at| view.own(*at, Class::ROLE) || sets::holds("kin", &view.lower(*at)))
        .map(|at| gender_of(view, at))
        .find(|gender| *gender != Gender::Unknown)
        .unwrap_or_default()
}
