//! [`walk`]: the way through a document's sentences, shared by tagging and training.

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
    let mut words = Vec::new();
    for sentence in &segmentation.sentences {
        let tokens = &segmentation.tokens[sentence.tokens.clone()];
        read(lexicon, &document.text, tokens, &mut words);
        let mut last = Tag::Stop;
        for window in words.windows(5) {
            let Ok(window) = <&[Word; 5]>::try_from(window) else {
                continue;
            };
            let tag = match window[2].fixed() {
                Some(tag) => tag,
                None => {
                    let context = features::context(window, last);
                    contexts.get(context).unwrap_or_else(|| {
                        decide(&Question {
                            token: tags.len(),
                            context,
                            choices: window[2].choices(),
                            window,
                            last,
                        })
                    })
                }
            };
            tags.push(tag);
            last = tag;
        }
    }
    tags
}

/// The words of one sentence, two of [`Word::EDGE`] before and after them.
fn read(lexicon: &Lexicon, text: &str, tokens: &[Token], words: &mut Vec<Word>) {
    words.clear();
    words.extend([Word::EDGE; 2]);
    words.extend(tokens.iter().enumerate().map(|(at, token)| {
        let small = lexicon.small(*token);
        if !token.capital && !small.is_unknown() {
            return *small;
        }
        let initial = token.capital && is_initial(text, &tokens[..at]);
        Word::new(text, *token, initial, lexicon)
    }));
    words.extend([Word::EDGE; 2]);
}

/// Nothing of a sentence stands before a word but `before`, and that says little of its capital: marks, brackets, a colon.
fn is_initial(text: &str, before: &[Token]) -> bool {
    before.last().is_none_or(|token| match token.kind {
        TokenKind::Mark => true,
        TokenKind::Punctuation => text.as_bytes()[token.span.start()] != b',',
        TokenKind::Word | TokenKind::Clitic | TokenKind::Number => false,
    })
}
