//! [`Lexical`]: what a word is wherever it stands, by its classes and its name: worked out once a word, not once a token.

use crate::scan::class::Class;
use crate::segmentation::Token;

use super::landmarks::Landmark;
use super::marks::Marks;
use super::seen::{Trait, Who};
use super::shape;
use super::words::{OTHER, words};

/// A word, whatever its tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexical {
    pub(super) classes: Class,
    /// By [`ending`]; of each in small letters, and with a capital.
    forms: [[Marks; 2]; ENDINGS.len()],
    look: Look,
}

/// What a token is by its letters, whatever its tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'k> {
    pub(super) form: Marks,
    pub(super) look: &'k Look,
}

/// What a word or a sign is, however it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// The hash of a sign; 0 of a word.
    pub(super) word: u32,
    /// See [`shape::divisions`].
    pub(super) divisions: u16,
    pub(super) who: Who,
    /// The shape of a sign; 0 of a word.
    pub(super) sign: u8,
    /// Which of the words that patterns name it is; see [`super::words`].
    pub(super) number: u8,
}

/// A token that is no word may be a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    Word,
    Sign,
    /// A number, a clitic or a mark.
    Other,
}

/// Classes of nouns alone.
const NOMINAL: Class = Class::HUMAN
    .union(Class::FIRST_NAME)
    .union(Class::ORGANISATION)
    .union(Class::PLACE)
    .union(Class::THING)
    .union(Class::KIN)
    .union(Class::PLURAL);
/// What leads into a clause.
const LINKS: Class = Class::RELATIVE.union(Class::WH).union(Class::SUBORDINATOR);
/// Words that a content may end before.
const BOUNDARIES: Class = LINKS
    .union(Class::CONJUNCTION)
    .union(Class::PREPOSITION)
    .union(Class::TIME)
    .union(Class::ADVERB)
    .union(Class::MODAL)
    .union(Class::AUXILIARY)
    .union(Class::PAST)
    .union(Class::THIRD)
    .union(Class::GERUND);
/// Words that have a clause behind them, or begin another report.
const STOPS: Class = Class::MODAL
    .union(Class::SUBORDINATOR)
    .union(Class::WH)
    .union(Class::AUXILIARY)
    .union(Class::CUE_GERUND)
    .union(Class::STRONG_CUE);
const VERBS: Class = Class::AUXILIARY
    .union(Class::MODAL)
    .union(Class::COMMON_VERB)
    .union(Class::PAST)
    .union(Class::THIRD);

/// What a word that is [`Trait::QUIET`] may be, nothing else.
const CAPITALS: Trait = Trait::WORD
    .union(Trait::CAPITAL)
    .union(Trait::CAPITAL_INSIDE);

impl Lexical {
    /// By its classes and its number.
    pub(super) fn new(sort: Sort, classes: Class, number: u8) -> Self {
        let forms = ENDINGS.map(|ending| {
            [false, true].map(|capital| form(sort, classes, number, ending, capital))
        });
        Self {
            classes,
            forms,
            look: Look::new(sort, classes, number),
        }
    }

    #[inline(always)] // Once a token.
    pub(super) fn reading(&self, token: &Token, text: &[u8]) -> Reading<'_> {
        Reading {
            form: self.forms[ending(text, token)][usize::from(token.capital)],
            look: &self.look,
        }
    }

    /// The same of such a token that is of other classes.
    pub(super) fn with(
        &self,
        sort: Sort,
        classes: Class,
        token: &Token,
        text: &[u8],
    ) -> (Marks, Look) {
        let (number, ending) = (self.look.number, ENDINGS[ending(text, token)]);
        (
            form(sort, classes, number, ending, token.capital),
            Look::new(sort, classes, number),
        )
    }
}

impl Look {
    fn new(sort: Sort, classes: Class, number: u8) -> Self {
        let sign = match sort {
            Sort::Sign => shape::sign(number),
            _ => 0,
        };
        Self {
            word: shape::word_of_sign(number),
            divisions: shape::divisions(classes),
            who: Who::of(classes, number),
            sign,
            number,
        }
    }
}

/// Of a word as it is written, whatever its tag; inside its sentence.
fn form(sort: Sort, classes: Class, number: u8, ending: Trait, capital: bool) -> Marks {
    let is_word = sort == Sort::Word;
    let its = traits(is_word, classes, ending, capital);
    let quiet = is_word && NOMINAL.contains(classes) && number == OTHER && CAPITALS.contains(its);
    // A capital inside a sentence says something.
    let pronoun = classes.contains(Class::SUBJECT_PRONOUN | Class::FIRST_SINGULAR);
    let inside = capital && is_word && !pronoun;
    Marks::of(
        its | Trait::QUIET.only_if(quiet) | Trait::CAPITAL_INSIDE.only_if(inside),
        landmarks(is_word, classes, number, its) | Landmark::LOUD.only_if(!quiet),
    )
}

/// What a word may end with.
const ENDINGS: [Trait; 4] = [Trait::empty(), Trait::ING, Trait::ED, Trait::LY];

/// One of [`ENDINGS`], by its last letters.
#[derive(Clone, Copy)]
struct Ending {
    letters: u32,
    /// Which bits of a word's last four bytes they are.
    mask: u32,
    /// How long a word is at least.
    least: u32,
    place: u32,
}

impl Ending {
    const fn new(letters: &[u8; 4], mask: u32, least: u32, place: u32) -> Self {
        Self {
            letters: u32::from_be_bytes(*letters),
            mask,
            least,
            place,
        }
    }
}

/// Those that end with a letter, by the letter's lower bits; of other letters it does not matter.
const BY_LETTER: [Ending; 32] = {
    let mut endings = [Ending::new(&[0; 4], 0, 0, 0); 32];
    endings[(b'g' % 32) as usize] = Ending::new(b"\0ing", 0xFF_FF_FF, 3, 1);
    endings[(b'd' % 32) as usize] = Ending::new(b"\0\0ed", 0xFF_FF, 2, 2);
    endings[(b'y' % 32) as usize] = Ending::new(b"\0\0ly", 0xFF_FF, 5, 3);
    endings
};

/// What a word of `text` ends with: its place in [`ENDINGS`].
#[inline(always)] // Once a token.
fn ending(text: &[u8], word: &Token) -> usize {
    let (start, end) = (word.span.start(), word.span.end());
    let tail = match text[..end].last_chunk() {
        Some(tail) => u32::from_be_bytes(*tail),
        // The text's first word.
        None => text[start..end]
            .iter()
            .fold(0, |tail, byte| tail << 8 | u32::from(*byte)),
    };
    let known = &BY_LETTER[usize::from(tail as u8 % 32)];
    let ends = (tail & known.mask == known.letters) & (end - start >= known.least as usize);
    (known.place * u32::from(ends)) as usize % ENDINGS.len()
}

fn traits(is_word: bool, classes: Class, ending: Trait, capital: bool) -> Trait {
    let pairs = [
        (Class::CUE_VERB, Trait::CUE_VERB),
        (Class::PAST, Trait::PAST),
        (Class::THIRD, Trait::THIRD),
        (Class::GERUND, Trait::GERUND),
    ];
    let mut traits = ending.only_if(is_word);
    for (class, its) in pairs {
        traits.set(its, classes.intersects(class));
    }
    // "the boy’s family said", "an ally"
    let noun = classes.intersects(Class::ROLE.union(Class::ORGANISATION).union(Class::HUMAN));
    let in_ly = ending.contains(Trait::LY) && !capital && !noun;
    let is_adverb = is_word && (classes.intersects(Class::ADVERB) || in_ly);
    traits.set(Trait::WORD, is_word);
    traits.set(Trait::CAPITAL, is_word && capital);
    traits.set(Trait::ADVERB, is_adverb);
    traits
}

/// What a word is to those who look for one of its kind, its tag aside.
fn landmarks(is_word: bool, classes: Class, number: u8, traits: Trait) -> Landmark {
    let past = traits.contains(Trait::ED) && !traits.contains(Trait::CAPITAL);
    let adverb = traits.contains(Trait::ADVERB);
    let ends = is_word && classes.intersects(BOUNDARIES) || traits.contains(Trait::ING) || adverb;
    let opens = classes.intersects(Class::CUE_NOUN.union(Class::CUE_ADJECTIVE))
        || traits.contains(Trait::CUE_VERB);
    // "he'd", "it's": a subject and its verb in one word.
    let helps = Class::AUXILIARY | Class::MODAL | Class::BE;
    let contracted = classes.intersects(Class::SUBJECT_PRONOUN) && classes.intersects(helps);
    let kinds = [
        (Landmark::VERB, contracted),
        (Landmark::CUE, classes.intersects(Class::STRONG_CUE)),
        (Landmark::LINK, classes.intersects(LINKS)),
        (
            Landmark::CONJUNCTION,
            classes.intersects(Class::CONJUNCTION),
        ),
        (Landmark::ADJUNCT, classes.intersects(STOPS) || adverb),
        (Landmark::CLAUSE, classes.intersects(VERBS) || past),
        (Landmark::BOUNDARY, ends),
        (Landmark::OPENING, opens),
    ];
    let its = kinds.into_iter().map(|(kind, is_it)| kind.only_if(is_it));
    its.fold(of_number(number), |all, one| all | one)
}

/// What the words and signs are that are known by name.
fn of_number(number: u8) -> Landmark {
    let kinds = [
        (words![","], Landmark::COMMA),
        (words![",", ";", "and", "but", "while"], Landmark::BREAK),
        (
            words![",", ";", ":", "(", "-", "–", "—", "―", "and", "or", "to"],
            Landmark::BOUNDARY,
        ),
        (words!["that", "while", ";", ".", ":"], Landmark::ADJUNCT),
        (words!["by", "from", "among"], Landmark::BY),
        (words!["if", "whether"], Landmark::IF),
        (words!["that", ":"], Landmark::THAT),
        (words!["once", "since"], Landmark::LEAD),
        (
            words!["according", "held", "per", "words", ":", "-", "–", "—", "―"],
            Landmark::OPENING,
        ),
    ];
    let its = kinds.into_iter().filter(|(words, _)| words.hold(number));
    its.fold(Landmark::empty(), |found, (_, landmark)| found | landmark)
}
