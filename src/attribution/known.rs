//! [`Known`]: what every word of the vocabulary and every sign is, looked up by a token's number or by its first byte.

use rustc_hash::FxHashMap;

use crate::scan::class::Class;
use crate::scan::lexicon::Lexicon;
use crate::segmentation::{Token, TokenKind, key};
use crate::vocabulary::{UNKNOWN, Vocabulary};

use super::lexical::{Lexical, Look, Reading, Sort};
use super::marks::Marks;
use super::words::{self, OTHER};

/// The words of the vocabulary, and the signs.
///
/// Most words are what many others are: what a token is asked for stands near what others are.
#[derive(Debug)]
pub(super) struct Known {
    /// Each one's place in `kinds`: words by their numbers in the vocabulary; behind them what is neither word nor sign,
    /// then signs, both by their numbers among those that patterns name; then signs by their first byte.
    kind_of: Vec<u16>,
    /// Where the second and the third of these begin.
    others: usize,
    signs: usize,
    /// By the kind of a token.
    places: [Place; TOKEN_KINDS.len()],
    /// All that a token can be; first, by their endings, the words that are not known.
    kinds: Vec<Lexical>,
}

/// By their numbers.
const TOKEN_KINDS: [TokenKind; 5] = [
    TokenKind::Word,
    TokenKind::Clitic,
    TokenKind::Number,
    TokenKind::Mark,
    TokenKind::Punctuation,
];

/// Where the kinds of one kind of token begin, and by which bits of its first byte they are told apart.
#[derive(Clone, Copy, Debug)]
struct Place {
    first: u32,
    bits: u8,
}

/// The classes of a token whose first byte does not tell what it is: none is of all of them.
const UNTOLD: Class = Class::all();

impl Known {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let vocabulary = Vocabulary::shared();
        let others = vocabulary.len();
        let mut words = vec![(Class::empty(), OTHER); others];
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
            .map(|(classes, number)| (Sort::Word, classes, number));
        let clitic = lexicon.clitic().classes;
        let clitics = words::clitics();
        let signs = others + 1 + clitics.len();
        let clitics = clitics.map(|number| (Sort::Other, clitic, number));
        let by_number = (0..=u8::MAX).map(|number| (Sort::Sign, Class::empty(), number));
        let by_byte = (0..=u8::MAX).map(|byte| match byte.is_ascii() {
            true => (Sort::Sign, Class::empty(), words::sign(&[byte])),
            false => (Sort::Other, UNTOLD, OTHER),
        });
        let bytes = signs + by_number.len();
        let untold = bytes + usize::from(u8::MAX);
        let mut places = FxHashMap::default();
        let mut kinds = Vec::new();
        let kind_of = words
            .chain([(Sort::Other, Class::empty(), OTHER)])
            .chain(clitics)
            .chain(by_number)
            .chain(by_byte)
            .map(|kind| {
                *places.entry(kind).or_insert_with(|| {
                    let (sort, classes, number) = kind;
                    kinds.push(Lexical::new(sort, classes, number));
                    (kinds.len() - 1) as u16
                })
            });
        let place_of = |kind| match kind {
            TokenKind::Word => (0, 0),
            TokenKind::Clitic => (untold, 0),
            TokenKind::Number | TokenKind::Mark => (others, 0),
            TokenKind::Punctuation => (bytes, u8::MAX),
        };
        Self {
            kind_of: kind_of.collect(),
            others,
            signs,
            places: TOKEN_KINDS.map(|kind| {
                let (first, bits) = place_of(kind);
                Place {
                    first: first as u32,
                    bits,
                }
            }),
            kinds,
        }
    }

    fn kind(&self, at: usize) -> &Lexical {
        let kind = self.kind_of.get(at).copied().unwrap_or_default();
        &self.kinds[usize::from(kind)]
    }

    /// What a token of `text` is by its first byte and its letters, and which classes the scan says of such a one.
    ///
    /// No branch: what the next token is cannot be guessed.
    #[inline(always)] // Once a token.
    pub(super) fn reading(&self, token: &Token, text: &[u8]) -> (Reading<'_>, Class) {
        let Place { first, bits } = self.places[token.kind as usize];
        let byte = text[token.span.start()] & bits;
        // Words alone have a number.
        let known = self.kind(usize::from(token.word) + first as usize + usize::from(byte));
        (known.reading(token, text), known.classes)
    }

    /// What a token is whose first byte does not tell it, or of which the scan says other classes than these.
    pub(super) fn apart(&self, token: &Token, classes: Class, text: &[u8]) -> (Marks, Look) {
        let bytes = &text[token.span.range()];
        let (sort, at) = match token.kind {
            TokenKind::Word => (Sort::Word, usize::from(token.word)),
            TokenKind::Punctuation => (Sort::Sign, self.signs + usize::from(words::sign(bytes))),
            TokenKind::Clitic => (Sort::Other, self.others + usize::from(words::clitic(bytes))),
            TokenKind::Number | TokenKind::Mark => (Sort::Other, self.others),
        };
        let known = self.kind(at);
        if known.classes == classes {
            let Reading { form, look } = known.reading(token, text);
            return (form, *look);
        }
        known.with(sort, classes, token, text)
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
        let numbers = tokens.map(|token| known.apart(&token, Class::empty(), bytes).1.number);
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
