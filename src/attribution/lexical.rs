//! [`Lexical`]: what a word is wherever it stands, by its classes and its name: worked out once a word, not once a token.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::scan::class::Class;
use crate::scan::lexicon::Lexicon;
use crate::segmentation::{Token, TokenKind, key};
use crate::vocabulary::{UNKNOWN, Vocabulary};

use super::landmarks::Landmark;
use super::seen::Trait;
use super::shape;
use super::words::{self, OTHER, words};

/// A word, whatever its tag.
#[derive(Clone, Copy, Debug)]
struct Lexical {
    classes: Class,
    /// By [`ending`]; of each in small letters, and with a capital.
    forms: [[Form; 2]; ENDINGS.len()],
    divisions: u16,
    number: u8,
}

/// What a token is by its letters, whatever its tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) form: Form,
    /// See [`shape::divisions`].
    pub(super) divisions: u16,
    /// Which of the words that patterns name it is; see [`super::words`].
    pub(super) number: u8,
}

/// A word as it is written, whatever its tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub(super) traits: Trait,
    pub(super) landmarks: Landmark,
    /// What else it is inside its sentence.
    pub(super) inside: Trait,
    /// The landmarks that its tag cannot make of it.
    pub(super) never: Landmark,
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
    /// Of a token that is a word or is none, by its classes and its number.
    fn new(is_word: bool, classes: Class, number: u8) -> Self {
        let forms = ENDINGS.map(|ending| {
            let form = |capital| Form::new(is_word, classes, number, ending, capital);
            [form(false), form(true)]
        });
        Self {
            classes,
            forms,
            divisions: shape::divisions(classes),
            number,
        }
    }
}

impl Form {
    fn new(is_word: bool, classes: Class, number: u8, ending: Trait, capital: bool) -> Self {
        let traits = traits(is_word, classes, ending, capital);
        let quiet =
            is_word && NOMINAL.contains(classes) && number == OTHER && CAPITALS.contains(traits);
        // A capital inside a sentence says something.
        let pronoun = classes.contains(Class::SUBJECT_PRONOUN | Class::FIRST_SINGULAR);
        let inside = capital && is_word && !pronoun;
        Self {
            traits: traits | Trait::QUIET.only_if(quiet),
            landmarks: landmarks(is_word, classes, number, traits) | Landmark::LOUD.only_if(!quiet),
            inside: Trait::CAPITAL_INSIDE.only_if(inside),
            // No clause has a word in -ing alone for its verb.
            never: Landmark::CLAUSE.only_if(is_word && ending.contains(Trait::ING)),
        }
    }
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
    least: usize,
    place: u8,
}

impl Ending {
    const fn new(letters: &[u8; 4], mask: u32, least: usize, place: u8) -> Self {
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
fn ending(text: &[u8], word: Range<usize>) -> usize {
    let length = word.len();
    let tail = match text[..word.end].last_chunk() {
        Some(tail) => u32::from_be_bytes(*tail),
        // The text's first word.
        None => text[word.clone()]
            .iter()
            .fold(0, |tail, byte| tail << 8 | u32::from(*byte)),
    };
    let known = &BY_LETTER[usize::from(tail as u8 % 32)];
    let ends = (tail & known.mask == known.letters) & (length >= known.least);
    usize::from(known.place) * usize::from(ends)
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

/// The words of the vocabulary, and the signs.
///
/// Most words are what many others are: what a token is asked for stands near what others are.
#[derive(Debug)]
pub(super) struct Known {
    /// Words by their numbers in the vocabulary, behind them signs, by their numbers among those that patterns name:
    /// each one's place in `kinds`.
    kind_of: Vec<u16>,
    /// Where the signs begin.
    signs: usize,
    /// All that a word or a sign can be; first, by their endings, the words that are not known.
    kinds: Vec<Lexical>,
}

impl Known {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let vocabulary = Vocabulary::shared();
        let signs = vocabulary.len();
        let mut words = vec![(Class::empty(), OTHER); signs];
        for (word, classes) in words.iter_mut().zip(lexicon.classes()) {
            word.0 = classes;
        }
        for (word, number) in words::numbered() {
            let hash = key::at(word.as_bytes(), 0).0.hash();
            words[usize::from(vocabulary.number(hash))].1 = number;
        }
        words[usize::from(UNKNOWN)] = (Class::empty(), OTHER);
        let words = words
            .into_iter()
            .map(|(classes, number)| (true, classes, number));
        let clitic = lexicon.clitic().classes;
        let others = (0..=u8::MAX).map(|number| {
            let is_clitic = words::is_clitic(number);
            let classes = if is_clitic { clitic } else { Class::empty() };
            (false, classes, number)
        });
        let mut places = FxHashMap::default();
        let mut kinds = Vec::new();
        let kind_of = words.chain(others).map(|kind| {
            *places.entry(kind).or_insert_with(|| {
                let (is_word, classes, number) = kind;
                kinds.push(Lexical::new(is_word, classes, number));
                (kinds.len() - 1) as u16
            })
        });
        Self {
            kind_of: kind_of.collect(),
            signs,
            kinds,
        }
    }

    /// What a token of `text` is of which the scan says these classes.
    ///
    /// Hardly a branch: what the next token is cannot be guessed.
    #[inline(always)] // Once a token.
    pub(super) fn reading(&self, token: Token, classes: Class, text: &[u8]) -> Reading {
        let is_word = token.kind == TokenKind::Word;
        let span = token.span.range();
        let sign = self.signs + usize::from(words::number(token, &text[span.clone()]));
        let at = if is_word {
            usize::from(token.word)
        } else {
            sign
        };
        let kind = self.kind_of.get(at).copied().unwrap_or_default();
        let known = &self.kinds[usize::from(kind)];
        let ending = ending(text, span);
        if known.classes != classes {
            return apart(token, classes, known.number, ending);
        }
        Reading {
            form: known.forms[ending % ENDINGS.len()][usize::from(token.capital)],
            divisions: known.divisions,
            number: known.number,
        }
    }
}

/// What a token is of which the scan found more than its letters say.
#[inline(never)] // Few are.
fn apart(token: Token, classes: Class, number: u8, ending: usize) -> Reading {
    let is_word = token.kind == TokenKind::Word;
    let ending = ENDINGS[ending % ENDINGS.len()];
    Reading {
        form: Form::new(is_word, classes, number, ending, token.capital),
        divisions: shape::divisions(classes),
        number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::segmentation::segment;

    /// The numbers of a text's tokens that are named.
    fn named(text: &str) -> Vec<&'static str> {
        let known = Known::of(&Lexicon::embedded());
        let document = Document::from_text("", text);
        let bytes = document.text.as_bytes();
        let tokens = segment(&document).tokens.into_iter();
        let numbers = tokens.map(|token| known.reading(token, Class::empty(), bytes).number);
        numbers.filter_map(words::name).collect()
    }

    #[test]
    fn the_vocabulary_has_every_word_that_patterns_name() {
        for (word, _) in words::numbered() {
            let hash = key::at(word.as_bytes(), 0).0.hash();
            assert_ne!(Vocabulary::shared().number(hash), UNKNOWN, "{word}");
        }
    }

    #[test]
    fn every_named_word_is_known_in_any_case() {
        for (word, _) in words::numbered() {
            assert_eq!(named(word), [word]);
            assert_eq!(named(&word.to_uppercase()), [word]);
        }
    }

    #[test]
    fn words_signs_and_clitics_are_told_apart() {
        let cases: [(&str, &[&str]); 6] = [
            ("Ann’s dog", &["’s"]),
            ("Ann's dog", &["'s"]),
            ("thatch, onto; Thatcher", &[",", ";"]),
            (
                "That — and those: $5 (or so)!",
                &[
                    "that", "—", "and", "those", ":", "$", "(", "or", "so", ")", "!",
                ],
            ),
            ("“I”", &["i"]),
            ("a b ] +", &["a", "]"]),
        ];
        for (text, wanted) in cases {
            assert_eq!(named(text), wanted, "{text}");
        }
    }
}
