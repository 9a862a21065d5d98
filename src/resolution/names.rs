//! Names: runs of capitalised words, what they name, and the titles before them.
//!
//! Holds no identity: two runs of the same words are two [`Name`]s, and
//! [`super::people`] joins them. Refused are sentence openers, weekdays, bare
//! titles and whatever a title-case headline capitalises.

use std::ops::Range;

use super::beside::{apposition, left};
use super::bits::{Bits, WIDTH};
use super::key;
use super::kinds::{gender, gender_of, kind, kind_of_word};
use super::sets;
use super::small::Small;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NameKind {
    Person,
    Organisation,
    Place,
    Document,
    #[default]
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
    let mut names = Vec::with_capacity(view.tokens.len() / 8);
    let mut end = 0;
    // The sentence in hand, and whether it is in title case.
    let mut sentence = (usize::MAX, false);
    while let Some(start) = view.parts.next(end) {
        let run = run(view, start);
        end = run.end;
        let here = view.sentence(start);
        if sentence.0 != here {
            sentence = (here, view.is_title_case(here));
        }
        let name = match (sentence.1, run.len()) {
            (true, _) => from_headline(view, run),
            (false, 1) if !view.covered(start) => word(view, start),
            (false, _) => name(view, run),
        };
        if let Some(name) = name {
            end = end.max(name.tokens.end);
            names.push(name);
        }
    }
    names
}

/// Words of these classes may be names, whatever else they are.
const NAMING: Class = Class::FIRST_NAME
    .union(Class::ORGANISATION)
    .union(Class::PLACE)
    .union(Class::CAPITAL);

const OFFICE: Class = Class::TITLE.union(Class::ROLE);

/// Words of these classes open sentences.
const CLOSED: Class = Class::FUNCTION
    .union(Class::ANY_PRONOUN)
    .union(Class::DETERMINER)
    .union(Class::POSSESSIVE)
    .union(Class::TIME)
    .union(Class::INDEFINITE);

/// The words that are parts of names for all that the rest of the article says. Those to be
/// looked at more closely go to `open`, and the words of which it may be asked whether the
/// article has them small are noted: those that open sentences, and those right before a first name.
pub(super) fn sift(view: &View, open: &mut Vec<u32>) -> (Bits, Small) {
    let words = view.tokens.len().div_ceil(WIDTH);
    let mut parts = Vec::with_capacity(words);
    let mut small = Small::nothing();
    let capitals = (0..words).map(|number| view.capitals(number).0.count_ones());
    open.resize(capitals.sum::<u32>() as usize + 1, 0);
    let mut count = 0;
    for number in 0..words {
        let (mut capitals, apart) = view.capitals(number);
        let mut sure = 0;
        while capitals != 0 {
            let bit = capitals.trailing_zeros() as usize;
            capitals &= capitals - 1;
            let at = number * WIDTH + bit;
            let own = view.classes(at);
            let is_apart = apart >> bit & 1 != 0;
            // No branches but for few: which word is which cannot be guessed.
            let is_open = is_apart | own.intersects(CLOSED | Class::NUMBER_WORD);
            sure |= u64::from(!is_open) << bit;
            open[count] = at as u32;
            count += usize::from(is_open);
            let asks = is_apart & !own.intersects(CLOSED | NAMING | OFFICE);
            small.ask(&view.tokens[at], asks);
            if own.intersects(Class::FIRST_NAME) && at > 0 && view.capital(at - 1) {
                small.ask(&view.tokens[at - 1], true);
            }
        }
        parts.push(sure);
    }
    open.truncate(count);
    open.extend(particled(view).map(|at| at as u32));
    (Bits::from_words(parts), small)
}

#[inline]
fn part(view: &View, at: usize) -> bool {
    view.parts.get(at)
}

/// A word with a capital may be part of a name.
pub(super) fn is_part(view: &View, at: usize) -> bool {
    if view.phrase(
        at,
        Class::TITLE | Class::ORGANISATION | Class::PLACE | Class::CAPITAL,
    ) {
        return true;
    }
    if view.own(at, Class::NUMBER_WORD) && !view.capital(at + 1) {
        return false;
    }
    // "May", "Will" and "Mark" are names only where a sentence does not open with them.
    if view.own(at, CLOSED) && (view.first_of_sentence(at) || !view.own(at, NAMING)) {
        return false;
    }
    let opener = Class::ADVERB | Class::COMMON_VERB;
    // A word the article also writes small opens its sentence and names nothing; so does "Citing".
    if !view.first_of_sentence(at) {
        return true;
    }
    if doubtful(view, at) && (participle(view, at) || view.small(at)) {
        return false;
    }
    let opens = view.own(at, opener) && !view.own(at, NAMING);
    !opens && (!view.own(at, Class::PLAIN) || view.capital(at + 1))
}

/// Whether a word that opens its sentence is a name only if the article never writes it small.
fn doubtful(view: &View, at: usize) -> bool {
    !view.own(at, CLOSED) && !view.is(at, NAMING | OFFICE)
}

/// "Citing"
fn participle(view: &View, at: usize) -> bool {
    let word = view.word(at);
    word.len() > 5 && word.ends_with("ing")
}

/// "al-Masri": a particle in lower case at a name's word.
fn particled(view: &View) -> impl Iterator<Item = usize> {
    let bytes = view.text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let hyphens = memchr::memchr_iter(b'-', bytes);
    let inner = hyphens.filter(move |at| {
        let (before, after) = (byte(at.wrapping_sub(1)), byte(at + 1));
        before.is_ascii_alphabetic() && (after.is_ascii_uppercase() || !after.is_ascii())
    });
    inner
        .map(|at| view.segmentation.token_at(at))
        .filter(|at| arabic(view, *at))
}

fn arabic(view: &View, at: usize) -> bool {
    let word = view.word(at);
    let Some((particle, rest)) = word.split_once('-') else {
        return false;
    };
    // Particles have two or three letters.
    let fits = matches!(particle.len(), 2 | 3) && word.len() > 4;
    fits && rest.starts_with(char::is_uppercase)
        && sets::entry(key::of_word(particle)).particle
}

/// The longest run of name words from `at`, which is one.
fn run(view: &View, at: usize) -> Range<usize> {
    let limit = view.sentence_end(at).min(at + LONGEST);
    let mut end = at;
    loop {
        let window = view.parts.window(end);
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
        TokenKind::Clitic
            if view.word(end).chars().count() == 1
                && part(view, end + 1)
                && body(view, end + 1) =>
        {
            Some(end + 2)
        }
        TokenKind::Punctuation => match view.byte(end) {
            b'.' if shortened(view, end) => stop_extension(view, start, end),
            // "Oakes & Daughters".
            b'&' if part(view, end + 1) => Some(end + 2),
            b'&' => joined(view, start, end),
            _ => inner(view, end),
        },
        _ => inner(view, end),
    }
}

/// The stop at `at` is an initial's, or a title's, that the tokenizer set apart.
fn shortened(view: &View, at: usize) -> bool {
    (view.word(at - 1).chars().count() == 1 || view.own(at - 1, Class::TITLE)) && abuts(view, at)
}

fn stop_extension(view: &View, start: usize, end: usize) -> Option<usize> {
    if part(view, end + 1) {
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
    if view.own(end, Class::LINK) && (start..end).any(|at| body(view, at)) {
        let skip = 1 + usize::from(view.eq(end + 1, "the"));
        let place_only = view.eq(end, "to") && skip == 1;
        return (!place_only && part(view, end + skip)).then_some(end + skip + 1);
    }
    if view.word(end) == "and" {
        return joined(view, start, end);
    }
    None
}

/// "Fisheries and Harbours Commission", "Center for Northern and Maritime Studies".
fn joined(view: &View, start: usize, end: usize) -> Option<usize> {
    let chained = (start..end).any(|at| view.own(at, Class::LINK) && !view.capital(at));
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
    ((single || chained) && closes && !view.own(end + 1, Class::FIRST_NAME)).then_some(last)
}

/// A word in marks at `at` between the parts of a person's name: Robert "Bobby" Oakes.
fn nickname(view: &View, start: usize, at: usize) -> bool {
    view.kind(at) == Some(TokenKind::Mark)
        && view.kind(at + 2) == Some(TokenKind::Mark)
        && part(view, at + 1)
        && part(view, at + 3)
        && (start..at).any(|at| view.own(at, Class::FIRST_NAME | Class::TITLE))
}

fn abuts(view: &View, at: usize) -> bool {
    at > 0 && view.tokens[at - 1].span.end() == view.tokens[at].span.start()
}

/// The word makes a run an organisation's name.
pub(super) fn body(view: &View, at: usize) -> bool {
    view.is(at, Class::ORGANISATION)
}

fn body_word(view: &View, at: usize) -> bool {
    body(view, at) || view.eq(at, "studies")
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

/// A name of one word that no phrase covers: what [`name`] comes down to.
fn word(view: &View, at: usize) -> Option<Name> {
    let own = view.classes(at);
    if own.intersects(Class::HUMAN | Class::PLAIN) {
        return None;
    }
    let tokens = at..at + 1;
    let before = left(view, &tokens, at);
    let after = apposition(view, at + 1);
    let mut kind = kind_of_word(view, at, own);
    let alone = before.is_empty() && after.is_empty();
    let gender = match alone && !own.intersects(Class::FIRST_NAME) {
        true => Gender::Unknown,
        false => gender(view, &tokens, &before, &after),
    };
    if kind == NameKind::Unknown {
        if !alone && human(view, &before, &after) {
            kind = NameKind::Person;
        } else if !plausible(view, at) {
            return None;
        }
    }
    Some(Name {
        tokens,
        kind,
        gender,
        before,
        after,
    })
}

/// What stands beside a name says that it is a person's.
fn human(view: &View, before: &Range<usize>, after: &Range<usize>) -> bool {
    before.clone().any(|at| view.human(at)) || after.clone().any(|at| view.is(at, Class::ROLE))
}

fn name(view: &View, mut run: Range<usize>) -> Option<Name> {
    let whole = run.clone();
    // What none of the words is need not be asked of each.
    let said = view.said(&run);
    // "Ann Lund KC"
    while said.own.intersects(Class::HONOUR) && run.len() > 1 && view.own(run.end - 1, Class::HONOUR) {
        run.end -= 1;
    }
    let honours = whole.end - run.end;
    let mut titled = false;
    if said.any.intersects(Class::TITLE | Class::ROLE)
        && let Some(cut) = cut(view, &run)
    {
        // "Peter King Jr": a title after a first name is a surname.
        let surname =
            cut == run.start + 1 && view.own(run.start, Class::FIRST_NAME) && cut + 2 == run.end;
        if !surname {
            run.start = cut + 1;
            if view.byte(run.start) == b'.' {
                run.start += 1;
            }
            titled = true;
        }
    }
    if !titled && said.own.intersects(Class::POSITION) && positioned(view, &run) {
        run.start += 1;
        titled = true;
    }
    // Nothing but an office: "Foreign Minister", "Permanent Representative".
    let courtesy = |at: usize| {
        view.byte(at) == b'.'
            || view.word(at).ends_with('.')
            || view.is(at, Class::FEMALE | Class::MALE)
    };
    let surname = || {
        titled && run.len() == 1 && (courtesy(run.start - 1) || !view.is(run.start, Class::ROLE))
    };
    let mut words = run.clone();
    if (said.any.intersects(Class::HUMAN) || run.is_empty())
        && words.all(|at| office(view, at) || view.own(at, Class::GROUP))
        && !surname()
    {
        return None;
    }
    // "CNN’s" aside, an outlet or a place may stand before a person: "CNN Anna Miller".
    if !titled && run.len() > 2 && said.own.intersects(Class::FIRST_NAME) {
        let given =
            (run.start + 1..run.end.saturating_sub(1)).find(|at| view.own(*at, Class::FIRST_NAME));
        if let Some(given) = given
            && !body(view, run.end - 1)
            && (run.start..given).all(|at| {
                let qualifies = Class::ORGANISATION | Class::PLACE | Class::CAPITAL | Class::HUMAN;
                view.is(at, qualifies) || view.small(at)
            })
        {
            run.start = given;
        }
    }
    while run.len() > 1 && view.byte(run.end - 1) == b'.' {
        run.end -= 1;
    }
    let adjective = run.len() == 1 && !titled && view.own(run.start, Class::PLAIN);
    if run.is_empty() || adjective {
        return None;
    }
    // "Anna Brandt Show": the show is named after the person, and she is who can speak.
    if said.own.intersects(Class::THING)
        && view.own(run.start, Class::FIRST_NAME)
        && let Some(thing) = (run.start + 2..run.end).find(|at| view.own(*at, Class::THING))
    {
        run.end = thing;
    }
    let before = left(view, &run, whole.start);
    let after = apposition(view, run.end + honours);
    let mut kind = kind(view, &run, said);
    let gendered = gender(view, &run, &before, &after);
    let human = titled || human(view, &before, &after);
    // "Mayor Ellen Park": with a title even a place's word is a surname.
    let surnamed = run.len() == 2
        && view.own(run.start, Class::FIRST_NAME)
        && view.own(run.start + 1, Class::THING);
    if human && (kind == NameKind::Unknown && run.len() <= 5 || surnamed) {
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

/// The last title or role of the run that stands before a name.
fn cut(view: &View, run: &Range<usize>) -> Option<usize> {
    let suffix = |at: usize| view.own(at, Class::SUFFIX);
    (run.start..run.end.saturating_sub(1))
        .rev()
        .find(|at| office(view, *at) && !suffix(at + 1) && view.byte(at + 1) != b'.')
        .filter(|at| {
            !body(view, run.end - 1) || *at + 2 < run.end && view.own(at + 1, Class::FIRST_NAME)
        })
}

/// "Fly-half Leo Tamati", "DS Cole"; but "Center Court" is a place, "Referees Association" a body.
fn positioned(view: &View, run: &Range<usize>) -> bool {
    let other = Class::LINK | Class::THING | Class::ORGANISATION;
    view.own(run.start, Class::POSITION)
        && (run.len() > 2 || run.len() == 2 && !body(view, run.start))
        && !(run.start + 1..run.end).any(|at| view.is(at, other))
}

/// A single capitalised word that may be a name at all.
fn plausible(view: &View, at: usize) -> bool {
    let common = Class::HUMAN | Class::TIME | Class::DOCUMENT | Class::COMMON_VERB;
    !view.own(at, common) && !view.own(at, Class::PLAIN) && view.word(at).len() > 1
}
