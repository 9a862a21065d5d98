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
use crate::segmentation::Segmentation;
use class::Class;
use lexicon::{Lexicon, Verb};

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
}

impl Default for Scanner {
    fn default() -> Self {
        Self {
            lexicon: Lexicon::embedded(),
        }
    }
}

impl Scanner {
    pub fn scan(&self, document: &Document, segmentation: &Segmentation) -> Scan {
        let mut words = Vec::with_capacity(segmentation.tokens.len());
        let mut phrases = Vec::new();
        let places = self.lexicon.places(&document.text, &segmentation.tokens);
        for (token, place) in segmentation.tokens.iter().zip(places) {
            let mut word = Word::default();
            let (start, end) = (token.span.start(), token.span.end());
            self.lexicon
                .starting(&document.text, start, place, |found| {
                    // "Mr." is one token with its stop or two without: both are the word "Mr".
                    if found.end == end || found.end == end + 1 {
                        word.classes |= found.value.classes;
                        word.verb = word.verb.or(found.value.verb);
                    } else if found.end > end {
                        let last = segmentation.token_at(found.end - 1);
                        phrases.push(Phrase {
                            tokens: words.len()..(last + 1).min(segmentation.tokens.len()),
                            classes: found.value.classes,
                        });
                    }
                });
            words.push(word);
        }
        Scan { words, phrases }
    }
}
