//! Scan: one pass over a document's words, each looked up in the lexicons.
//!
//! Every token gets its lexicon classes and, if it is a form of a cue verb, which
//! one; phrases of several words are listed beside. The scan proposes and decides
//! nothing: the stages after it read structure.
//!
//! Law: the result has one [`Word`] a token, and phrases in text order.

mod behind;
#[doc(hidden)]
pub mod class;
pub(crate) mod index;
#[doc(hidden)]
pub mod lexicon;

use std::ops::Range;

use crate::document::Document;
use crate::segmentation::{Segmentation, Token, TokenKind};
use crate::vocabulary::UNKNOWN;
use behind::Next;
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
    nexts: Vec<Next>,
    /// Of ’s.
    clitic: Word,
}

impl Default for Scanner {
    fn default() -> Self {
        let lexicon = Lexicon::embedded();
        Self {
            clitic: Word::from(lexicon.clitic()),
            nexts: lexicon.nexts(),
            lexicon,
        }
    }
}

impl Scanner {
    pub fn scan(&self, document: &Document, segmentation: &Segmentation) -> Scan {
        let (mut scan, doubtful) = self.read(document, segmentation);
        for at in doubtful {
            let named = named(&document.text, &segmentation.tokens, &scan.words, at);
            if let Some(classes) = named {
                scan.words[at] = Word {
                    classes,
                    verb: None,
                };
            }
        }
        scan
    }

    /// Each word as the lexicon has it, and which of them may be names all the same.
    fn read(&self, document: &Document, segmentation: &Segmentation) -> (Scan, Vec<usize>) {
        let text = document.text.as_str();
        let mut doubtful = Vec::new();
        let mut phrases = Vec::new();
        let nothing = &Beginning::default();
        let tokens = segmentation.tokens.iter().enumerate();
        let words = tokens.map(|(at, token)| {
            // Of a word that the scan does not know nothing is said, and nothing begins with it.
            let known = self.lexicon.beginnings.get(usize::from(token.word));
            let beginning = known.unwrap_or(nothing);
            let end = token.span.end();
            let is_letters = matches!(token.kind, TokenKind::Word | TokenKind::Clitic);
            let is_keyless = token.key == 0 && is_letters;
            let is_part = goes_on_beyond_ascii(text, end);
            let word = match beginning.may_go_on(text, end) || is_keyless || is_letters && is_part {
                true => self.look_up(text, segmentation, at, &mut phrases),
                false => Word::from(beginning.word),
            };
            if token.capital && word.is(Class::SURNAME | Class::SHOUTED) {
                doubtful.push(at);
            }
            word
        });
        let words = words.collect();
        (Scan { words, phrases }, doubtful)
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
        let token = &tokens[at];
        if !goes_on_beyond_ascii(text, token.span.end()) {
            if token.is_apostrophe_s(text) {
                return self.clitic;
            }
            if let Some(word) = self.alone(text, token, tokens.get(at + 1)) {
                return word;
            }
        }
        self.sought(text, segmentation, at, phrases)
    }

    /// The same, of the lexicon itself.
    fn sought(
        &self,
        text: &str,
        segmentation: &Segmentation,
        at: usize,
        phrases: &mut Vec<Phrase>,
    ) -> Word {
        let tokens = &segmentation.tokens;
        let (start, end) = (tokens[at].span.start(), tokens[at].span.end());
        let mut word = Word::default();
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

    /// A word that has a number, if no phrase goes on behind it; `next` is the token after it.
    fn alone(&self, text: &str, token: &Token, next: Option<&Token>) -> Option<Word> {
        let number = usize::from(token.word);
        let behind = self.nexts.get(number).filter(|_| token.word != UNKNOWN)?;
        let goes_on = behind.may_follow(text, token, next);
        let beginning = self.lexicon.beginnings.get(number).filter(|_| !goes_on)?;
        Some(Word::from(beginning.word))
    }
}

/// "Theresa [May]", "[WHO] said": what the word at token `at` is as a name, if it is one.
fn named(text: &str, tokens: &[Token], words: &[Word], at: usize) -> Option<Class> {
    let next = tokens.get(at + 1);
    if words[at].is(Class::SURNAME) {
        let before = at.checked_sub(1).filter(|&at| tokens[at].capital)?;
        // "to Theresa, May 12": a comma would stand between them.
        let counted = next.is_some_and(|next| next.kind == TokenKind::Number);
        let given = words[before].is(Class::FIRST_NAME) && !words[before].is(Class::TIME);
        // "said Lea May": behind a cue a word of no other kind is a given name, too.
        let cued = |at: usize| words[at].verb.is_some();
        let unknown = words[before].classes.is_empty() && words[before].verb.is_none();
        let bearer = given || unknown && before.checked_sub(1).is_some_and(cued);
        return (bearer && !counted).then(Class::empty);
    }
    let capitals = |token: &Token| {
        let word = token.span.of(text);
        word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    // "MAN WHO SAID HE WAS DEAD": a headline.
    let alone = !next.into_iter().chain(before).any(capitals);
    (capitals(&tokens[at]) && alone).then_some(Class::ORGANISATION)
}

/// A letter beyond ASCII right after byte `end` makes what ends there a part of a word.
#[inline]
fn goes_on_beyond_ascii(text: &str, end: usize) -> bool {
    let after = &text.as_bytes()[end..];
    after.first().is_some_and(|byte| !byte.is_ascii()) && !begins_with_mark(after)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::segmentation::segment;

    static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::default);

    /// Of the lexicon's phrases, and what stands between them.
    fn parts() -> impl Strategy<Value = Vec<(String, &'static str)>> {
        let phrases: Vec<String> = lexicon::phrases().map(str::to_owned).collect();
        const BETWEEN: &[&str] = &[
            " ", " ", " ", "  ", ". ", "-", "’s ", "'s", "é", "\n", " “", "” ", ", ", "’re ", "",
        ];
        let part = (
            proptest::sample::select(phrases),
            proptest::sample::select(BETWEEN),
        );
        proptest::collection::vec(part, 1..12)
    }

    proptest! {
        #[test]
        fn what_is_not_sought_is_not_there(parts in parts(), upper in any::<bool>(), curly in any::<bool>()) {
            let parts = parts.iter().flat_map(|(phrase, between)| [phrase.as_str(), between]);
            let mut text: String = parts.collect();
            if upper {
                text = text.to_uppercase();
            }
            if curly {
                text = text.replace('\'', "’");
            }
            let document = Document::from_text("", text);
            let segmentation = segment(&document);
            let (scan, _) = SCANNER.read(&document, &segmentation);
            let mut phrases = Vec::new();
            for (at, token) in segmentation.tokens.iter().enumerate() {
                let is_letters = matches!(token.kind, TokenKind::Word | TokenKind::Clitic);
                // Of no other token anything is said.
                if token.word != UNKNOWN || token.key == 0 && is_letters {
                    let wanted = SCANNER.sought(&document.text, &segmentation, at, &mut phrases);
                    let found = scan.words[at];
                    prop_assert_eq!(found.classes, wanted.classes, "{}", token.span.of(&document.text));
                    prop_assert_eq!(found.verb, wanted.verb);
                }
            }
            let told = |phrases: &[Phrase]| phrases.iter().map(|phrase| phrase.tokens.clone()).collect::<Vec<_>>();
            prop_assert_eq!(told(&scan.phrases), told(&phrases));
        }
    }
}
