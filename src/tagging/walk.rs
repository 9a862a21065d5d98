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
    let mut sentence = Sentence {
        words: vec![Word::EDGE; BEFORE],
        open: Vec::new(),
    };
    for Range { start, end } in segmentation
        .sentences
        .iter()
        .map(|found| found.tokens.clone())
    {
        sentence.read(lexicon, &document.text, &segmentation.tokens[start..end]);
        let Sentence { words, open } = &mut sentence;
        for at in open.iter().map(|at| *at as usize) {
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

/// The words of one sentence; the memory is that of sentences before.
struct Sentence {
    /// Two of [`Word::EDGE`] before them and one after.
    words: Vec<Word>,
    /// The tokens whose tags the lexicon leaves open.
    open: Vec<u32>,
}

/// Words before a window's own.
const BEFORE: usize = 2;

impl Sentence {
    fn read(&mut self, lexicon: &Lexicon, text: &str, tokens: &[Token]) {
        let Self { words, open } = self;
        let end = BEFORE + tokens.len();
        words.resize(words.len().max(end + 1), Word::EDGE);
        words[end] = Word::EDGE;
        open.resize(tokens.len(), 0);
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
        open.truncate(count);
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
