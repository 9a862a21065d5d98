//! [`View`]: what the earlier stages know of each token, in one place.
//!
//! Decides nothing; every lookup is by token index and takes constant time.

use std::ops::Range;

use super::key::{self, Key, KeySet};
use super::names::{self, Gender};
use super::pronouns::{self, Pronoun};
use super::sets;
use crate::attribution::{Quotation, QuotationKind};
use crate::document::Document;
use crate::scan::class::Class;
use crate::scan::{Scan, Word};
use crate::segmentation::{ParagraphKind, Segmentation, Token, TokenKind};
use crate::span::Span;

/// Words of these classes name nothing, whether or not the article writes them small.
const CLOSED: Class = Class::FUNCTION
    .union(Class::DETERMINER)
    .union(Class::ANY_PRONOUN)
    .union(Class::POSSESSIVE);

#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) segmentation: &'a Segmentation,
    words: &'a [Word],
    /// Classes of the phrases that cover each token.
    spread: Vec<Class>,
    /// Index of each token's sentence.
    sentence: Vec<u32>,
    /// The token is inside the words of a quotation with marks.
    pub(super) inside: Vec<bool>,
    /// How many sentences with narration end before each sentence: speech does not push people out of mind.
    pub(super) narrated: Vec<u32>,
    /// The sentence is written in title case, so capitals say nothing.
    shouted: Vec<bool>,
    /// The tokens that may begin a name: with a capital, or with one after a hyphen.
    pub(super) capitals: Vec<u32>,
    /// The pronouns that tell gender.
    pub(super) pronouns: Vec<Pronoun>,
    /// Which shapes of words were asked for in `small`; see [`shape`].
    asked: Asked,
    /// The words of the article without a capital that have one of those shapes, closed classes aside.
    small: KeySet,
}

/// A bit for each length of words, a row for each beginning.
type Asked = [u32; 256];

/// What two forms of one word have in common, beyond ASCII aside: how they begin, whatever the
/// case, as a row of [`Asked`], and how long they are, as a bit of it.
#[inline]
fn shape(bytes: &[u8], token: &Token) -> (usize, u32) {
    let start = token.span.start();
    let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or_default());
    let (first, second) = (byte(start), byte(start + 1));
    // A letter's case is its sixth bit.
    let row = (first & 31) << 3 | if first < 0x80 { second & 7 } else { 0 };
    (row, 1 << token.span.len().min(31))
}

/// A word without a capital that may be one with it elsewhere.
#[inline]
fn is_small(token: &Token, word: &Word) -> bool {
    token.kind == TokenKind::Word && !token.capital && !word.is(CLOSED)
}

impl<'a> View<'a> {
    pub(super) fn new(
        document: &'a Document,
        segmentation: &'a Segmentation,
        scan: &'a Scan,
        quotations: &[Quotation],
    ) -> Self {
        let tokens = segmentation.tokens.as_slice();
        let mut spread = vec![Class::empty(); tokens.len()];
        for phrase in &scan.phrases {
            if let Some(part) = spread.get_mut(phrase.tokens.clone()) {
                for classes in part {
                    *classes |= phrase.classes;
                }
            }
        }
        let mut inside = vec![false; tokens.len()];
        let marked = quotations
            .iter()
            .filter(|q| q.kind != QuotationKind::Indirect);
        for span in marked.flat_map(|quotation| &quotation.contents) {
            let range = segmentation.tokens_in(*span);
            if let Some(part) = inside.get_mut(range) {
                part.fill(true);
            }
        }
        let mut view = Self {
            text: &document.text,
            tokens,
            segmentation,
            words: &scan.words,
            spread,
            sentence: vec![0; tokens.len()],
            inside,
            narrated: Vec::with_capacity(segmentation.sentences.len()),
            shouted: Vec::with_capacity(segmentation.sentences.len()),
            capitals: Vec::with_capacity(tokens.len() / 6),
            pronouns: Vec::with_capacity(tokens.len() / 32),
            asked: [0; 256],
            small: KeySet::default(),
        };
        view.collect();
        view.collect_small();
        let mut narrated = 0;
        for (at, sentence) in segmentation.sentences.iter().enumerate() {
            view.narrated.push(narrated);
            let range = sentence.tokens.clone();
            view.sentence[range.clone()].fill(at as u32);
            narrated += u32::from(view.inside[range.clone()].contains(&false));
            let shouted = view.title_case(range);
            view.shouted.push(shouted);
        }
        view
    }

    /// Collects what has capitals, and the pronouns.
    fn collect(&mut self) {
        for (at, (token, word)) in self.tokens.iter().zip(self.words).enumerate() {
            if token.capital {
                self.capitals.push(at as u32);
            }
            if word.is(Class::HE.union(Class::SHE)) {
                let gender = pronouns::gender_of(self, at);
                if gender != Gender::Unknown {
                    self.pronouns.push((at, gender));
                }
            }
        }
    }

    /// Collects the small words that names may be asked about: those that open sentences and
    /// those right before a first name; and those that begin a name with a particle.
    fn collect_small(&mut self) {
        let bytes = self.text.as_bytes();
        let (tokens, mut asked) = (self.tokens, [0; 256]);
        let mut note = |at: usize| {
            if let Some(token) = tokens.get(at).filter(|token| token.capital) {
                let (row, length) = shape(bytes, token);
                asked[row] |= length;
            }
        };
        for sentence in &self.segmentation.sentences {
            let first = sentence.tokens.start;
            let marked = self.tokens.get(first).map(|token| token.kind) == Some(TokenKind::Mark);
            note(first + usize::from(marked));
        }
        for at in self.capitals.iter().map(|at| *at as usize) {
            if at > 0 && self.own(at, Class::FIRST_NAME) {
                note(at - 1);
            }
        }
        let mut keys = Vec::with_capacity(self.tokens.len() / 16);
        let capitals = self.capitals.len();
        for (at, (token, word)) in self.tokens.iter().zip(self.words).enumerate() {
            if !is_small(token, word) {
                continue;
            }
            let (row, length) = shape(bytes, token);
            if asked[row] & length != 0 {
                keys.push(key::of(self.text, token.span.start(), token.span.end()));
            }
            if self.hyphened(token) && names::arabic(self, at) {
                self.capitals.push(at as u32);
            }
        }
        if self.capitals.len() > capitals {
            self.capitals.sort_unstable();
        }
        self.asked = asked;
        self.small = KeySet::with_room(keys.len());
        for key in keys {
            self.small.insert(key);
        }
    }

    /// The article writes the word at `at` without a capital too.
    pub(super) fn small(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let bytes = self.text.as_bytes();
        let ((row, length), key) = (shape(bytes, token), self.key(at));
        if self.asked[row] & length != 0 {
            return self.small.contains(key);
        }
        // Hardly ever asked.
        let mut words = self.tokens.iter().zip(self.words);
        words.any(|(other, word)| {
            shape(bytes, other) == (row, length)
                && is_small(other, word)
                && key::of(self.text, other.span.start(), other.span.end()) == key
        })
    }

    /// Hardly a longer word of the sentence is in lower case.
    fn title_case(&self, range: Range<usize>) -> bool {
        let enough = range.len() / 8;
        let (mut words, mut small) = (0, 0);
        for at in range {
            let token = &self.tokens[at];
            if token.kind != TokenKind::Word {
                continue;
            }
            words += usize::from(token.span.len() > 3);
            small += usize::from(!token.capital && !self.own(at, CLOSED));
            // However many words follow, too many are in lower case.
            if small > enough {
                return false;
            }
        }
        words >= 4 && small * 8 <= words
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.text))
    }

    /// The word without its case; 0 beyond the last token.
    pub(super) fn key(&self, at: usize) -> Key {
        self.tokens.get(at).map_or(0, |token| {
            key::of(self.text, token.span.start(), token.span.end())
        })
    }

    /// Whether the token is `word`, in lower case there.
    pub(super) fn eq(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.span.len() == word.len()
                && self.text.as_bytes()[token.span.range()].eq_ignore_ascii_case(word.as_bytes())
        })
    }

    /// An ending with an apostrophe: "’s", "'".
    pub(super) fn clitic(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let word = &self.text.as_bytes()[token.span.range()];
            word.len() < 5 && (word.starts_with(b"'") || word.starts_with("’".as_bytes()))
        })
    }

    /// "van", "al": a particle of names, whatever its case.
    pub(super) fn particle(&self, at: usize) -> bool {
        let short = |token: &Token| token.kind == TokenKind::Word && token.span.len() <= 3;
        self.tokens.get(at).is_some_and(short) && sets::entry(self.key(at)).particle
    }

    /// The token's only byte, as of a comma; 0 if it has more or is none.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        match self.tokens.get(at) {
            Some(token) if token.span.len() == 1 => self.text.as_bytes()[token.span.start()],
            _ => 0,
        }
    }

    /// "J" or "J."
    pub(super) fn initial(&self, at: usize) -> bool {
        let word = self.word(at);
        // Most words are told apart by their second byte.
        let stopped = match word.as_bytes() {
            [first, second, _, ..] => *first >= 0x80 || *second == b'.',
            _ => true,
        };
        stopped && word.trim_end_matches('.').chars().count() == 1
    }

    /// Whether a word has a hyphen after its second or third byte.
    #[inline]
    pub(super) fn hyphened(&self, token: &Token) -> bool {
        let (bytes, at) = (self.text.as_bytes(), token.span.start() + 2);
        token.span.len() > 4 && (bytes.get(at) == Some(&b'-') || bytes.get(at + 1) == Some(&b'-'))
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    }

    /// What the scan says of the token.
    pub(super) fn classes(&self, at: usize) -> Class {
        self.words
            .get(at)
            .map_or(Class::empty(), |word| word.classes)
    }

    /// The token is of one of the classes by itself.
    pub(super) fn own(&self, at: usize, classes: Class) -> bool {
        self.words.get(at).is_some_and(|word| word.is(classes))
    }

    /// The classes of a phrase of several words that covers the token.
    pub(super) fn phrase(&self, at: usize, classes: Class) -> bool {
        self.spread
            .get(at)
            .is_some_and(|spread| spread.intersects(classes))
    }

    pub(super) fn is(&self, at: usize, classes: Class) -> bool {
        self.own(at, classes) || self.phrase(at, classes)
    }

    pub(super) fn verb(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.verb.is_some())
    }

    pub(super) fn first_of_sentence(&self, at: usize) -> bool {
        let Some(sentence) = self.sentence.get(at) else {
            return false;
        };
        let first = self.segmentation.sentences[*sentence as usize].tokens.start;
        at == first || (at == first + 1 && self.kind(first) == Some(TokenKind::Mark))
    }

    pub(super) fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.sentence
            .get(one)
            .is_some_and(|s| self.sentence.get(other) == Some(s))
    }

    /// The words before a token in its sentence, at most so many.
    pub(super) fn before(&self, at: usize, most: usize) -> &'a [Word] {
        let sentence = self.segmentation.sentences.get(self.sentence(at));
        let first = sentence.map_or(at, |sentence| sentence.tokens.start);
        let first = first.max(at.saturating_sub(most));
        self.words.get(first..at).unwrap_or_default()
    }

    /// The sentence of a token, counted from the article's first.
    pub(super) fn sentence(&self, at: usize) -> usize {
        self.sentence
            .get(at)
            .map_or(0, |sentence| *sentence as usize)
    }

    /// The paragraph of a sentence.
    pub(super) fn paragraph(&self, sentence: usize) -> usize {
        let sentence = self.segmentation.sentences.get(sentence);
        sentence.map_or(0, |sentence| sentence.paragraph)
    }

    /// Token `at` stands in the line that names the article's author.
    pub(super) fn in_byline(&self, at: usize) -> bool {
        let paragraph = self.paragraph(self.sentence(at));
        let paragraph = self.segmentation.paragraphs.get(paragraph);
        paragraph.is_some_and(|paragraph| paragraph.kind == ParagraphKind::Byline)
    }

    /// The token's sentence is in title case.
    pub(super) fn is_shouted(&self, at: usize) -> bool {
        self.shouted
            .get(self.sentence(at))
            .copied()
            .unwrap_or_default()
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        match self.tokens.get(tokens.clone()) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The words of a token range, white space single.
    pub(super) fn wording(&self, tokens: &Range<usize>) -> String {
        let words = self.span(tokens).of(self.text);
        let bytes = words.as_bytes();
        let plain = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ';
        if bytes.iter().all(plain) && !bytes.windows(2).any(|pair| pair == b"  ") {
            // Tokens neither begin nor end with white space.
            return words.to_owned();
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
