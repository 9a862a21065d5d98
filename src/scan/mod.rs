//! Scan: one pass of the keyword automata over a document.
//!
//! Every token gets its lexicon classes and, if it is a form of a cue verb, which
//! one; phrases of several words are listed beside. The scan proposes and decides
//! nothing: the stages after it read structure.
//!
//! Law: the result has one [`Word`] a token, and phrases in text order.

pub mod class;
pub mod lexicon;

use std::ops::Range;

use crate::document::Document;
use crate::segmentation::{Segmentation, TokenKind};
use class::Class;
use lexicon::{Lexicon, Verb};

/// What the automata found.
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

/// The automata, built once a process.
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
        let mut scan = Scan {
            words: vec![Word::default(); segmentation.tokens.len()],
            phrases: Vec::new(),
        };
        for at in 0..segmentation.tokens.len() {
            self.look_up(document, segmentation, at, &mut scan);
        }
        scan
    }

    fn look_up(&self, document: &Document, segmentation: &Segmentation, at: usize, scan: &mut Scan) {
        let token = segmentation.tokens[at];
        if !matches!(token.kind, TokenKind::Word | TokenKind::Clitic) {
            return;
        }
        for found in self.lexicon.found_at(&document.text, token.span.start()) {
            let end = token.span.start() + found.len;
            // "Mr." is one token with its stop or two without: both are the word "Mr".
            if end >= token.span.end() && end <= token.span.end() + 1 {
                let word = &mut scan.words[at];
                word.classes |= found.entry.classes;
                word.verb = word.verb.or(found.entry.verb);
            } else if end > token.span.end() {
                let last = segmentation.token_at(end.saturating_sub(1));
                scan.phrases.push(Phrase {
                    tokens: at..(last + 1).min(segmentation.tokens.len()),
                    classes: found.entry.classes,
                });
            }
        }
    }
}
