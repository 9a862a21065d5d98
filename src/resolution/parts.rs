//! Parts of names: which words with capitals may be one, each by itself.
//!
//! A word that opens its sentence has a capital whether it is a name or not: it is asked whether
//! the article has it small elsewhere.

use super::bits::{Bits, WIDTH};
use super::dates;
use super::key::{self, Key};
use super::kinds::is_shouted;
use super::run::LONGEST;
use super::sets;
use super::view::{Asked, View};
use crate::bytes::ones;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

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

/// Words of these classes may be names for all that: "May", "Two", "US". So may "A".
const UNSURE: Class = Class::TIME
    .union(Class::NUMBER_WORD)
    .union(Class::FIRST_PLURAL);

/// Notes the words that are parts of names for all that the rest of the article says. Those to be
/// looked at more closely go to `open`, and the words of which it may be asked whether the
/// article has them small to `asked`: those that open sentences, those before a first name, and
/// first names that are other words too.
pub(super) fn sift(view: &View, parts: &mut Bits, open: &mut Vec<u32>, asked: &mut Asked) {
    let mut before = 0;
    for (number, words) in view.words.chunks(WIDTH).enumerate() {
        let [capitals, covered, opening] = view.capitals(number);
        let apart = covered | opening;
        let start = number * WIDTH;
        // No branches: which word is which cannot be guessed.
        let (mut closed, mut given) = (0, 0);
        for bit in ones(capitals) {
            let word = words[bit];
            closed |= u64::from(word.is(CLOSED | Class::NUMBER_WORD)) << bit;
            given |= u64::from(word.is(Class::FIRST_NAME)) << bit;
        }
        let (mut opener, mut told) = (0, 0);
        for bit in ones(capitals & apart) {
            let word = words[bit];
            let letter = view.tokens[start + bit].span.len() == 1;
            opener |= u64::from(word.is(CLOSED) & !word.is(UNSURE) & !letter) << bit;
            told |= u64::from(word.is(CLOSED | NAMING | OFFICE)) << bit;
        }
        let unsure = capitals & (apart | closed);
        parts.push_word(capitals & !unsure);
        // "The", "But" and such words, which [`is_part`] refuses whatever stands beside them.
        let refused = opener & opening & !covered;
        open.extend(ones(unsure & !refused).map(|bit| (start + bit) as u32));
        let mut ask = |at: usize| asked.ask(view.text, &view.tokens[at]);
        ones(capitals & apart & !told).for_each(|bit| ask(start + bit));
        for bit in ones(given & capitals) {
            if words[bit].is(Class::HUMAN | Class::PLAIN) {
                ask(start + bit);
            }
        }
        for bit in ones(given & (capitals << 1 | before)) {
            let run = (0..start + bit).rev().take(LONGEST);
            run.take_while(|at| view.capital(*at)).for_each(&mut ask);
        }
        before = capitals >> (WIDTH - 1);
    }
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
    if dates::is_word(view, at) {
        if dates::is_dated(view, at) {
            return false;
        }
        if dates::is_named(view, at) {
            return true;
        }
    }
    // "Justice A K Rao"
    if view.bytes(at) == b"A" {
        let letter = view.bytes(at + 1);
        let initials = matches!(letter, [b'A'..=b'Z'] | [b'A'..=b'Z', b'.']);
        // "A K Street lobbyist"
        let titled = at > 0 && view.same_sentence(at - 1, at) && view.capital(at - 1);
        return initials && view.capital(at + 2) && (titled || view.verb(at + 3));
    }
    // "May", "Will" and "Mark" are names only where a sentence does not open with them.
    // "US Wind": no pronoun is all capitals.
    if view.bytes(at) == b"US" && view.capital(at + 1) {
        return true;
    }
    if view.own(at, CLOSED) && (view.first_of_sentence(at) || !view.own(at, NAMING)) {
        return within(view, at);
    }
    let opener = Class::ADVERB | Class::COMMON_VERB;
    // A word the article also writes small opens its sentence and names nothing; so does "Citing".
    if !view.first_of_sentence(at) {
        return true;
    }
    // "Swim Wales said", though clubs swim
    // "Water UK, which speaks for the firms, said"
    let speaks = || national(view, at) || view.byte(at + 2) == b',' && view.eq(at + 3, "which");
    let named = || view.own(at + 1, Class::PLACE | Class::ORGANISATION) && speaks();
    let small = || view.small(at) && !(named() && !view.own(at, Class::PLAIN));
    if doubtful(view, at) && (participle(view, at) || abstracted(view, at) || small()) {
        return false;
    }
    let written =
        || view.entry(at).written && !view.capital(at + 1) && !view.is(at, NAMING | OFFICE);
    if commands(view, at) || attributes(view, at) || written() {
        return false;
    }
    let opens = view.own(at, opener) && !view.own(at, NAMING);
    !opens && (!view.own(at, Class::PLAIN) || view.capital(at + 1))
}

/// "Former aides", "Young rural voters": what is said of several people before a noun in lower case.
fn attributes(view: &View, at: usize) -> bool {
    let entry = view.entry(at);
    let (first, several) = (at + 1, |at: usize| view.own(at, Class::GROUP));
    let small = |at: &usize| {
        view.kind(*at) == Some(TokenKind::Word)
            && !view.capital(*at)
            && !view.own(*at, Class::FUNCTION | Class::ADVERB)
            && (!view.verb(*at) || several(*at))
    };
    entry.attribute && small(&first)
        || entry.namesake && (first..first + 3).take_while(small).any(several)
}

/// Whether a word that opens its sentence is a name only if the article never writes it small.
fn doubtful(view: &View, at: usize) -> bool {
    !view.own(at, CLOSED) && !view.is(at, NAMING | OFFICE)
}

/// "Rowers Against Waste": a preposition with a capital between capitals, where not all have them.
fn within(view: &View, at: usize) -> bool {
    view.own(at, Class::PREPOSITION)
        && !view.own(at, Class::SUBORDINATOR | Class::CONJUNCTION)
        && !view.first_of_sentence(at)
        && view.capital(at + 1)
        && view.capital(at.wrapping_sub(1))
        && !is_shouted(view.word(at))
        && !view.is_title_case(view.sentence(at))
}

/// "Ask Bonnie", "Suppose Japan": a verb in its bare form before the name of whom or what it is done to.
pub(super) fn commands(view: &View, at: usize) -> bool {
    let named = Class::FIRST_NAME | Class::PLACE | Class::CAPITAL;
    view.base_verb(at)
        && !view.is(at, NAMING | OFFICE | Class::DOCUMENT)
        && view.capital(at + 1)
        && (view.inside(at) || view.own(at + 1, named))
}

/// "Inflation" alone
fn abstracted(view: &View, at: usize) -> bool {
    let word = view.bytes(at);
    let ends = |ending: &[u8]| word.ends_with(ending);
    word.len() > 7 && !view.capital(at + 1) && (ends(b"tion") || ends(b"ness") || ends(b"ment"))
}

/// "Citing"
fn participle(view: &View, at: usize) -> bool {
    let word = view.bytes(at);
    word.len() > 5 && word.ends_with(b"ing") && !national(view, at)
}

/// "Fleming said", "Fleming, who": a sentence's first word that looks like a participle, and before which stands what
/// does not follow one.
pub(super) fn may_be_borne(view: &View, at: usize) -> bool {
    let next = at + 1;
    let finite = Class::AUXILIARY | Class::MODAL | Class::STRONG_CUE | Class::COMMON_VERB;
    view.first_of_sentence(at)
        && participle(view, at)
        && (view.own(next, finite) || view.clitic(next) || view.byte(next) == b',')
}

/// The words in "-ing" that the article has for surnames within sentences, in order: "Ann Fleming", "Fleming said".
pub(super) fn surnames(view: &View) -> Vec<Key> {
    let parts = view.found.parts.all_set();
    let borne = parts.filter(|at| {
        let (before, next) = (at.wrapping_sub(1), at + 1);
        let named = view.capital(before) && view.same_sentence(before, *at);
        let speaks =
            || view.own(next, Class::STRONG_CUE) && view.own(next, Class::PAST | Class::THIRD);
        view.bytes(*at).ends_with(b"ing")
            && !view.first_of_sentence(*at)
            && !view.capital(next)
            && (named || speaks())
            && !view.is_title_case(view.sentence(*at))
    });
    let mut keys: Vec<Key> = borne.map(|at| view.key(at)).collect();
    keys.sort_unstable();
    keys
}

/// "Cycling Ireland said", "Nursing Times said"
fn national(view: &View, at: usize) -> bool {
    view.own(at + 1, Class::PLACE | Class::ORGANISATION)
        && view.own(at + 2, Class::STRONG_CUE)
        && view.own(at + 2, Class::PAST | Class::THIRD)
}

/// "al-Masri": a particle in lower case at a name's word.
pub(super) fn is_particled(view: &View, at: usize) -> bool {
    // Particles have two or three letters.
    let length = match view.bytes(at) {
        [_, _, b'-', _, _, ..] => 2,
        [_, _, _, b'-', _, ..] => 3,
        _ => return false,
    };
    let (particle, rest) = view.word(at).split_at(length);
    rest[1..].starts_with(char::is_uppercase) && sets::entry(key::of_word(particle)).particle
}
