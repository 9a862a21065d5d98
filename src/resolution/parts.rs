//! Parts of names: which words with capitals may be one, each by itself.
//!
//! A word that opens its sentence has a capital whether it is a name or not: it is asked whether
//! the article has it small elsewhere.

use super::bits::{Bits, WIDTH};
use super::dates;
use super::key;
use super::sets;
use super::small::Small;
use super::view::View;
use crate::scan::class::Class;

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

/// Notes the words that are parts of names for all that the rest of the article says. Those to be
/// looked at more closely go to `open`, and the words of which it may be asked whether the
/// article has them small are noted: those that open sentences, and those right before a first name.
pub(super) fn sift(view: &View, parts: &mut Bits, open: &mut Vec<u32>, small: &mut Small) {
    let words = view.tokens.len().div_ceil(WIDTH);
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
        parts.push_word(sure);
    }
    open.truncate(count);
    open.extend(particled(view).map(|at| at as u32));
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
    fits && rest.starts_with(char::is_uppercase) && sets::entry(key::of_word(particle)).particle
}
