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
    /// A bit for each token, set if a phrase covers it.
    covered: Vec<u64>,
    /// The tokens that phrases cover, in order, with the phrases' classes.
    spread: Vec<(u32, Class)>,
    /// Index of each token's sentence.
    sentence: Vec<u32>,
    /// The token is inside the words of a quotation with marks.
    pub(super) inside: Vec<bool>,
    /// How many sentences with narration end before each sentence: speech does not push people out of mind.
    pub(super) narrated: Vec<u32>,
    /// The tokens that may begin a name: with a capital, or with one after a hyphen.
    pub(super) capitals: Vec<u32>,
    /// The pronouns that tell gender.
    pub(super) pronouns: Vec<Pronoun>,
    /// The words that `small` is asked about.
    asked: Asked,
    /// Those that the article has without a capital, closed classes aside.
    small: KeySet,
}

/// Which words were asked for, and perhaps some more: what is told at a glance of each.
#[derive(Debug)]
struct Asked {
    /// A bit for each length of words, a row for each beginning; see [`shape`].
    shapes: [u32; 256],
    /// A bit for the lowest ten of the segmentation's key, which all forms of a word have in common.
    keys: [u64; 16],
}

impl Asked {
    fn note(&mut self, bytes: &[u8], token: &Token) {
        let (row, length) = shape(bytes, token);
        self.shapes[row] |= length;
        self.keys[token.key as usize >> 6 & 15] |= 1 << (token.key & 63);
    }

    #[inline]
    fn has(&self, bytes: &[u8], token: &Token) -> bool {
        if self.keys[token.key as usize >> 6 & 15] & 1 << (token.key & 63) == 0 {
            return false;
        }
        let (row, length) = shape(bytes, token);
        self.shapes[row] & length != 0
    }
}

/// What two forms of one word have in common, beyond ASCII aside: how they begin, whatever the
/// case, as a row of [`Asked::shapes`], and how long they are, as a bit of it.
#[inline]
fn shape(bytes: &[u8], token: &Token) -> (usize, u32) {
    let start = token.span.start();
    let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or_default());
    let (first, second) = (byte(start), byte(start + 1));
    // A letter's case is its sixth bit.
    let row = (first & 31) << 3 | if first < 0x80 { second & 7 } else { 0 };
    (row, 1 << token.span.len().min(31))
}

/// The tokens, of so many, that phrases cover: a bit each, and the phrases' classes.
fn spread(scan: &Scan, tokens: usize) -> (Vec<u64>, Vec<(u32, Class)>) {
    let mut covered = vec![0; tokens.div_ceil(64)];
    let mut spread = Vec::with_capacity(3 * scan.phrases.len());
    for phrase in &scan.phrases {
        if phrase.tokens.end > tokens {
            continue;
        }
        for at in phrase.tokens.clone() {
            covered[at / 64] |= 1 << (at % 64);
            spread.push((at as u32, phrase.classes));
        }
    }
    // Phrases may cover one another.
    spread.sort_by_key(|(at, _)| *at);
    (covered, spread)
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
        let (covered, spread) = spread(scan, tokens.len());
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
            covered,
            spread,
            sentence: vec![0; tokens.len()],
            inside,
            narrated: Vec::with_capacity(segmentation.sentences.len()),
            capitals: Vec::with_capacity(tokens.len() / 6),
            pronouns: Vec::with_capacity(tokens.len() / 32),
            asked: Asked {
                shapes: [0; 256],
                keys: [0; 16],
            },
            small: KeySet::default(),
        };
        view.collect();
        view.collect_small();
        view.collect_hyphened();
        let mut narrated = 0;
        for (at, sentence) in segmentation.sentences.iter().enumerate() {
            view.narrated.push(narrated);
            let range = sentence.tokens.clone();
            view.sentence[range.clone()].fill(at as u32);
            narrated += u32::from(view.inside[range].contains(&false));
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
        let doubtful = |at: &usize| self.capital(*at) && names::doubtful(self, *at);
        let openers = self.segmentation.sentences.iter().map(|sentence| {
            let first = sentence.tokens.start;
            first + usize::from(self.kind(first) == Some(TokenKind::Mark))
        });
        let given = self.capitals.iter().map(|at| *at as usize);
        let given = given.filter(|at| self.own(*at, Class::FIRST_NAME));
        let before = given.filter_map(|at| at.checked_sub(1));
        let before = before.filter(|at| self.capital(*at));
        let wanted: Vec<usize> = openers.filter(doubtful).chain(before).collect();
        for token in wanted.iter().filter_map(|at| self.tokens.get(*at)) {
            self.asked.note(bytes, token);
        }
        let mut keys = Vec::with_capacity(64);
        for (token, word) in self.tokens.iter().zip(self.words) {
            if self.asked.has(bytes, token) && is_small(token, word) {
                keys.push(key::of(self.text, token.span.start(), token.span.end()));
            }
        }
        self.small = KeySet::with_room(keys.len());
        for key in keys {
            self.small.insert(key);
        }
    }

    /// Collects the names that begin with a particle: "al-Masri".
    fn collect_hyphened(&mut self) {
        let capitals = self.capitals.len();
        for hyphen in memchr::memchr_iter(b'-', self.text.as_bytes()) {
            let at = self.segmentation.token_at(hyphen);
            let (Some(token), Some(word)) = (self.tokens.get(at), self.words.get(at)) else {
                continue;
            };
            if is_small(token, word) && names::arabic(self, at) {
                self.capitals.push(at as u32);
            }
        }
        if self.capitals.len() > capitals {
            self.capitals.sort_unstable();
            self.capitals.dedup();
        }
    }

    /// The article writes the word at `at` without a capital too.
    pub(super) fn small(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let (bytes, key) = (self.text.as_bytes(), self.key(at));
        if self.asked.has(bytes, token) {
            return self.small.contains(key);
        }
        // Hardly ever asked.
        let mut words = self.tokens.iter().zip(self.words);
        words.any(|(other, word)| {
            shape(bytes, other) == shape(bytes, token)
                && is_small(other, word)
                && key::of(self.text, other.span.start(), other.span.end()) == key
        })
    }

    /// The sentence is written in title case, so capitals say nothing: hardly a longer word of it is in lower case.
    pub(super) fn is_title_case(&self, sentence: usize) -> bool {
        let Some(sentence) = self.segmentation.sentences.get(sentence) else {
            return false;
        };
        let range = sentence.tokens.clone();
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
        let covered = self.covered.get(at / 64).copied().unwrap_or_default();
        covered & 1 << (at % 64) != 0 && self.spread_over(at).intersects(classes)
    }

    /// The classes of all phrases that cover the token.
    fn spread_over(&self, at: usize) -> Class {
        let first = self
            .spread
            .partition_point(|(token, _)| (*token as usize) < at);
        let here = self.spread[first..]
            .iter()
            .take_while(|(token, _)| *token as usize == at);
        here.fold(Class::empty(), |all, (_, classes)| all | *classes)
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
