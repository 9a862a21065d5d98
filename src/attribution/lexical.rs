//! [`Lexical`]: what a word is wherever it stands, by its classes and its name: worked out once a word, not once a token.

use crate::scan::class::Class;
use crate::scan::lexicon::Lexicon;
use crate::segmentation::{Token, TokenKind, key};
use crate::vocabulary::{UNKNOWN, Vocabulary};

use super::landmarks::Landmark;
use super::seen::Trait;
use super::shape;
use super::words::{self, OTHER, words};

/// A word, whatever its tag, its ending and its capitals.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexical {
    pub(super) classes: Class,
    pub(super) traits: Trait,
    pub(super) landmarks: Landmark,
    /// See [`shape::divisions`].
    pub(super) divisions: u16,
    /// Which of the words that patterns name it is; see [`super::words`].
    pub(super) number: u8,
    /// By its classes and its name it may be [`Trait::QUIET`].
    pub(super) may_be_quiet: bool,
    /// With -ly it is an adverb.
    pub(super) may_be_adverb: bool,
    /// A capital inside a sentence says something.
    pub(super) is_no_pronoun: bool,
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

impl Lexical {
    /// Of a token that is a word or is none, by its classes and its number.
    fn new(is_word: bool, classes: Class, number: u8) -> Self {
        let pairs = [
            (Class::CUE_VERB, Trait::CUE_VERB),
            (Class::PAST, Trait::PAST),
            (Class::THIRD, Trait::THIRD),
            (Class::GERUND, Trait::GERUND),
        ];
        let mut traits = Trait::empty();
        for (class, its) in pairs {
            traits.set(its, classes.intersects(class));
        }
        let is_adverb = is_word && classes.intersects(Class::ADVERB);
        traits.set(Trait::WORD, is_word);
        traits.set(Trait::ADVERB, is_adverb);
        let mut landmarks = of_number(number);
        let pairs = [
            (Class::STRONG_CUE, Landmark::CUE),
            (LINKS, Landmark::LINK),
            (Class::CONJUNCTION, Landmark::CONJUNCTION),
            (STOPS, Landmark::ADJUNCT),
            (VERBS, Landmark::CLAUSE),
            (
                Class::CUE_NOUN.union(Class::CUE_ADJECTIVE),
                Landmark::OPENING,
            ),
        ];
        for (class, its) in pairs {
            landmarks |= its.only_if(classes.intersects(class));
        }
        landmarks |= Landmark::BOUNDARY.only_if(is_word && classes.intersects(BOUNDARIES));
        landmarks |= Landmark::ADJUNCT.only_if(is_adverb);
        Self {
            classes,
            traits,
            landmarks,
            divisions: shape::divisions(classes),
            number,
            may_be_quiet: is_word && NOMINAL.contains(classes) && number == OTHER,
            may_be_adverb: !classes.intersects(Class::ROLE),
            is_no_pronoun: !classes.contains(Class::SUBJECT_PRONOUN | Class::FIRST_SINGULAR),
        }
    }
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
        (
            words!["according", "words", ":", "-", "–", "—", "―"],
            Landmark::OPENING,
        ),
    ];
    let its = kinds.into_iter().filter(|(words, _)| words.hold(number));
    its.fold(Landmark::empty(), |found, (_, landmark)| found | landmark)
}

/// The words of the vocabulary, and the signs.
#[derive(Debug)]
pub(super) struct Known {
    /// Words by their numbers in the vocabulary; behind them signs, of no class, by their numbers among those that
    /// patterns name.
    all: Vec<Lexical>,
    /// Where the signs begin.
    signs: usize,
}

impl Known {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let vocabulary = Vocabulary::shared();
        let unknown = Lexical::new(true, Class::empty(), OTHER);
        let signs = vocabulary.len();
        let mut all = vec![unknown; signs];
        for (word, classes) in all.iter_mut().zip(lexicon.classes()) {
            *word = Lexical::new(true, classes, OTHER);
        }
        for (word, number) in words::numbered() {
            let hash = key::at(word.as_bytes(), 0).0.hash();
            let known = &mut all[usize::from(vocabulary.number(hash))];
            *known = Lexical::new(true, known.classes, number);
        }
        all[usize::from(UNKNOWN)] = unknown;
        all.extend((0..=u8::MAX).map(|number| Lexical::new(false, Class::empty(), number)));
        Self { all, signs }
    }

    /// What a token is of which the scan says these classes.
    #[inline(always)] // Once a token.
    pub(super) fn lexical(&self, token: Token, classes: Class, bytes: &[u8]) -> Lexical {
        let is_word = token.kind == TokenKind::Word;
        let sign = self.signs + usize::from(words::number(token, bytes));
        let at = if is_word {
            usize::from(token.word)
        } else {
            sign
        };
        let known = self.all[if at < self.all.len() { at } else { 0 }];
        // All but those that the scan found more of than their letters.
        match known.classes == classes {
            true => known,
            false => odd(is_word, classes, known.number),
        }
    }
}

#[inline(never)] // Few are.
fn odd(is_word: bool, classes: Class, number: u8) -> Lexical {
    Lexical::new(is_word, classes, number)
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
        let numbers = tokens.map(|token| {
            let lexical = known.lexical(token, Class::empty(), &bytes[token.span.range()]);
            lexical.number
        });
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
