//! [`walk`]: the way through a document's sentences, shared by tagging and training.

use std::ops::Range;

use super::Tags;
use super::features::{self, Keys, Window};
use super::lexicon::{Contexts, Lexicon};
use super::tag::Tag;
use super::word::Word;
use crate::document::Document;
use crate::segmentation::{Segmentation, Token, TokenKind};

/// One token that the lexicon leaves open.
#[derive(Clone, Copy, Debug)]
pub struct Question<'w> {
    /// Index into the segmentation's tokens.
    pub token: usize,
    /// The key of its place among the lexicon's contexts.
    pub context: u32,
    /// The tags to choose from, a bit each by their number.
    pub choices: u32,
    pub(super) window: Window<'w>,
    pub(super) last: Tag,
}

impl Question<'_> {
    pub fn keys(&self) -> Keys {
        features::keys(self.window, self.last)
    }
}

/// Tags token after token; `decide` answers where neither `lexicon` nor `contexts` does.
#[inline]
pub fn walk(
    lexicon: &Lexicon,
    contexts: &Contexts,
    document: &Document,
    segmentation: &Segmentation,
    mut decide: impl FnMut(&Question<'_>) -> Tag,
) -> Tags {
    let mut tags = Vec::with_capacity(segmentation.tokens.len());
    let sentences = segmentation.sentences.iter();
    let lengths = sentences.clone().map(|sentence| sentence.tokens.len());
    let longest = lengths.max().unwrap_or_default().min(LONGEST);
    let mut sentence = Sentence::of(longest);
    for Range { start, end } in sentences.flat_map(|found| pieces(&found.tokens)) {
        let tokens = &segmentation.tokens[start..end];
        let count = sentence.read(lexicon, &document.text, tokens);
        let Sentence { words, open } = &mut sentence;
        for at in open[..count].iter().map(|at| *at as usize) {
            let Some(window) = words.get(at..).and_then(<[Word]>::first_chunk) else {
                continue;
            };
            let last = window[1].tag.unwrap_or_default();
            let context = features::context(window, last);
            let tag = contexts.get(context).unwrap_or_else(|| {
                decide(&Question {
                    token: start + at,
                    context,
                    choices: window[BEFORE].choices(),
                    window,
                    last,
                })
            });
            words[at + BEFORE].tag = Some(tag);
        }
        let words = &words[BEFORE..][..end - start];
        tags.extend(words.iter().map(|word| word.tag.unwrap_or_default()));
    }
    tags
}

/// A longer sentence nobody wrote to be read: it is tagged in pieces of so many tokens, in memory that stays near.
const LONGEST: usize = 1024;

/// A sentence whole, or the pieces of a long one.
fn pieces(tokens: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
    let end = tokens.end;
    let starts = tokens.clone().step_by(LONGEST);
    starts.map(move |start| start..end.min(start + LONGEST))
}

/// The words of one sentence; the memory is that of sentences before.
struct Sentence {
    /// Two of [`Word::EDGE`] before them and one after.
    words: Vec<Word>,
    /// The tokens whose tags the lexicon leaves open, and behind them anything.
    open: Vec<u32>,
}

/// Words before a window's own.
const BEFORE: usize = 2;

impl Sentence {
    /// For at most so many tokens.
    fn of(most: usize) -> Self {
        Self {
            words: vec![Word::EDGE; BEFORE + most + 1],
            open: vec![0; most],
        }
    }

    /// Reads a sentence's words; how many of them are left open.
    fn read(&mut self, lexicon: &Lexicon, text: &str, tokens: &[Token]) -> usize {
        let Self { words, open } = self;
        words[BEFORE + tokens.len()] = Word::EDGE;
        let mut count = 0;
        for (at, (token, word)) in tokens.iter().zip(&mut words[BEFORE..]).enumerate() {
            let ready = lexicon.ready(text.as_bytes(), *token);
            if !ready.is_unknown() {
                *word = *ready;
            } else {
                let initial = token.capital && is_initial(text, &tokens[..at]);
                word.read(text, *token, initial, lexicon);
            }
            // Without a branch: which are open cannot be guessed.
            open[count] = at as u32;
            count += usize::from(word.tag.is_none());
        }
        count
    }
}

/// Nothing of a sentence stands before a word but `before`, and that says little of its capital: marks, brackets, a colon.
fn is_initial(text: &str, before: &[Token]) -> bool {
    before.last().is_none_or(|token| match token.kind {
        TokenKind::Mark => true,
        TokenKind::Punctuation => text.as_bytes()[token.span.start()] != b',',
        TokenKind::Word | TokenKind::Clitic | TokenKind::Number => false,
    })
}
