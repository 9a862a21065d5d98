//! Scan: one pass over a document's words, each looked up in the lexicons.
//!
//! Every token gets its lexicon classes and, if it is a form of a cue verb, which
//! one; phrases of several words are listed beside. The scan proposes and decides
//! nothing: the stages after it read structure.
//!
//! Law: the result has one [`Word`] a token, and phrases in text order.

#[doc(hidden)]
pub mod class;
pub(crate) mod index;
#[doc(hidden)]
pub mod lexicon;

use std::ops::Range;

use crate::document::Document;
use crate::segmentation::{Segmentation, TokenKind};
use class::Class;
use index::{Beginning, begins_with_mark};
use lexicon::{Entry, Lexicon, Verb};

/// What the lexicons know of a document's words.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// One a token.
    pub words: Vec<Word>,
    pub phrases: Vec<Phrase>,
}

/// The lexicon's word on one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    pub classes: Class,
    pub verb: Option<Verb>,
}

impl Word {
    #[inline]
    pub fn is(self, classes: Class) -> bool {
        self.classes.intersects(classes)
    }
}

impl From<Entry> for Word {
    fn from(Entry { classes, verb }: Entry) -> Self {
        Self { classes, verb }
    }
}

/// An entry of several words.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    pub classes: Class,
}

/// The lexicons, read once a process.
#[derive(Debug)]
pub struct Scanner {
    pub lexicon: Lexicon,
    /// By the numbers of the vocabulary.
    beginnings: Vec<Beginning<Entry>>,
}

impl Default for Scanner {
    fn default() -> Self {
        let lexicon = Lexicon::embedded();
        Self {
            beginnings: lexicon.beginnings(),
            lexicon,
        }
    }
}

impl Scanner {
    pub fn scan(&self, document: &Document, segmentation: &Segmentation) -> Scan {
        let text = document.text.as_str();
        let mut phrases = Vec::new();
        let nothing = &Beginning::default();
        let tokens = segmentation.tokens.iter().enumerate();
        let words = tokens.map(|(at, token)| {
            // Of a word that the scan does not know nothing is said, and nothing begins with it.
            let known = self.beginnings.get(usize::from(token.word));
            let beginning = known.unwrap_or(nothing);
            let end = token.span.end();
            let is_letters = matches!(token.kind, TokenKind::Word | TokenKind::Clitic);
            let is_keyless = token.key == 0 && is_letters;
            // A letter beyond ASCII right after it makes it a part of a word.
            let after = &text.as_bytes()[end..];
            let is_part =
                after.first().is_some_and(|byte| !byte.is_ascii()) && !begins_with_mark(after);
            if beginning.may_go_on(text, end) || is_keyless || is_letters && is_part {
                return self.look_up(text, segmentation, at, &mut phrases);
            }
            Word::from(beginning.word)
        });
        Scan {
            words: words.collect(),
            phrases,
        }
    }

    /// The word at token `at`, and into `phrases` those that begin with it.
    #[inline(never)] // What few tokens need.
    fn look_up(
        &self,
        text: &str,
        segmentation: &Segmentation,
        at: usize,
        phrases: &mut Vec<Phrase>,
    ) -> Word {
        let tokens = &segmentation.tokens;
        let mut word = Word::default();
        let (start, end) = (tokens[at].span.start(), tokens[at].span.end());
        self.lexicon.starting(text, start, |found| {
            // "Mr." is one token with its stop or two without: both are the word "Mr".
            if found.end == end || found.end == end + 1 {
                word.classes |= found.value.classes;
                word.verb = word.verb.or(found.value.verb);
            } else if found.end > end {
                let last = segmentation.token_at(found.end - 1);
                phrases.push(Phrase {
                    tokens: at..(last + 1).min(tokens.len()),
                    classes: found.value.classes,
                });
            }
        });
        word
    }
}
