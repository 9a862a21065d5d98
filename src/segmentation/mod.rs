//! Segmentation: a document's text becomes paragraphs, sentences and tokens.
//!
//! Law: spans are born as spans on the untouched text; they are ordered, do not
//! overlap, lie on character boundaries, and every letter or digit of the text
//! is in exactly one token.

mod class;
mod credit;
mod date;
mod dateline;
mod ender;
mod furniture;
pub(crate) mod key;
mod lexicon;
mod link;
mod list;
mod paragraph;
mod phrases;
mod sentence;
mod stop;
mod token;
mod word;

use std::ops::Range;

use crate::document::Document;
use crate::span::Span;
use token::Tokenizer;

/// Paragraphs, sentences and tokens of one document, each a vector in text order.
#[derive(Clone, Debug, Default)]
pub struct Segmentation {
    pub paragraphs: Vec<Paragraph>,
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    pub furniture: Furniture,
}

/// A stretch between line breaks (blank lines where the text has them), without the white space around it.
#[derive(Clone, Debug)]
pub struct Paragraph {
    pub span: Span,
    pub kind: ParagraphKind,
    /// Indices into [`Segmentation::sentences`].
    pub sentences: Range<usize>,
}

/// What a paragraph is for; everything but `Body` is furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParagraphKind {
    Body,
    Title,
    Byline,
    Dateline,
    /// A heading inside the article, or a caption-like line without a sentence's end.
    Heading,
    /// "Related articles:", share lines, copyright, "Follow X on Twitter".
    Related,
}

#[derive(Clone, Debug)]
pub struct Sentence {
    pub span: Span,
    /// Index into [`Segmentation::paragraphs`].
    pub paragraph: usize,
    /// Indices into [`Segmentation::tokens`].
    pub tokens: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// The first character is an upper-case letter.
    pub capital: bool,
    /// What it is looked up by: the hash of a word of ASCII letters and digits alone, case
    /// folded; 0 for longer ones and all others.
    pub(crate) key: u32,
    /// The number of the word among those that some lexicon knows; see [`crate::vocabulary`].
    pub(crate) word: u16,
}

impl Token {
    /// The clitic ’s, with either apostrophe.
    #[inline]
    pub(crate) fn is_apostrophe_s(&self, text: &str) -> bool {
        self.kind == TokenKind::Clitic && is_apostrophe_s(self.span.of(text).as_bytes())
    }
}

/// Whether a clitic is ’s, with either apostrophe.
#[inline]
pub(crate) fn is_apostrophe_s(clitic: &[u8]) -> bool {
    matches!(
        clitic,
        [b'\'', b's' | b'S'] | [0xE2, 0x80, 0x99, b's' | b'S']
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes (O'Neill, don't) and abbreviation stops (U.S.).
    Word,
    /// A possessive or contracted ending split from its word: ’s, '.
    Clitic,
    /// Begins with a digit: 1,000.5  2016  3rd.
    Number,
    /// A quotation mark of any style, doubled apostrophes included; see [`crate::quotation::Style`].
    Mark,
    /// One character of anything else that is not white space.
    Punctuation,
}

/// What the article's furniture says, as spans of the text.
#[derive(Clone, Debug, Default)]
pub struct Furniture {
    pub title: Option<Span>,
    pub author: Option<Span>,
    /// The date's words; see [`crate::claims`] for its value.
    pub date: Option<Span>,
    /// The words up to the dash or colon at a paragraph's head that the article does not speak of: "TORVIK, Kessland (AP) —",
    /// "NEW DELHI:", "SECTION:".
    pub datelines: Vec<Span>,
}

impl Segmentation {
    /// The sentence that holds byte `at`, or the nearest one before it.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        self.sentences
            .partition_point(|sentence| sentence.span.start() <= at)
            .checked_sub(1)
    }

    /// As [`Self::sentence_at`]; found sooner if it is sentence `near` or one of the next few.
    pub(crate) fn sentence_near(&self, near: usize, at: usize) -> Option<usize> {
        const FEW: usize = 8;
        let next = self.sentences.get(near..).unwrap_or_default().iter();
        let next = next.take(FEW);
        match next
            .take_while(|sentence| sentence.span.start() <= at)
            .count()
        {
            0 | FEW => self.sentence_at(at),
            count => Some(near + count - 1),
        }
    }

    /// The paragraph that holds byte `at`, or the nearest one before it.
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        self.paragraphs
            .partition_point(|paragraph| paragraph.span.start() <= at)
            .checked_sub(1)
    }

    /// The first token that ends after byte `at` (`tokens.len()` if there is none).
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end() <= at)
    }

    /// Indices of the tokens that lie within `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self
            .tokens
            .partition_point(|token| token.span.start() < span.start());
        let last = self
            .tokens
            .partition_point(|token| token.span.end() <= span.end());
        first..last.max(first)
    }
}

/// Segments one document.
pub fn segment(document: &Document) -> Segmentation {
    let text = document.text.as_str();
    let spans = paragraph::paragraphs(text);
    let mut tokenizer = Tokenizer::<false>::new(text);
    // English has a token in 5.3 bytes.
    tokenizer.tokens.reserve(text.len() / 5 + 8);
    let mut paragraphs = Vec::with_capacity(spans.len());
    let mut sentences = Vec::with_capacity(text.len() / 100 + spans.len());
    for span in spans {
        let base = tokenizer.tokens.len();
        tokenizer.paragraph(span);
        let first = sentences.len();
        let tokens = &tokenizer.tokens[base..];
        let paragraph = sentence::Paragraph { text, tokens };
        paragraph.sentences(&tokenizer.stops, |range| {
            let span = paragraph.span(range.clone());
            let tokens = base + range.start..base + range.end;
            sentences.push(Sentence {
                span,
                paragraph: paragraphs.len(),
                tokens,
            });
        });
        let sentences = first..sentences.len();
        let kind = ParagraphKind::Body;
        paragraphs.push(Paragraph {
            span,
            kind,
            sentences,
        });
    }
    let mut segmentation = Segmentation {
        paragraphs,
        sentences,
        tokens: tokenizer.tokens,
        furniture: Furniture::default(),
    };
    furniture::label(document, &mut segmentation);
    segmentation
}

/// The sentences of a text and nothing else, as [`segment`] has them: words that cannot tell where one ends are passed over.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut skimming = Tokenizer::<true>::new(text);
    let mut reading = None;
    let mut found = Vec::with_capacity(text.len() / 100 + 1);
    for span in paragraph::paragraphs(text) {
        skimming.tokens.clear();
        skimming.paragraph(span);
        let tokens = skimming.tokens.as_slice();
        let paragraph = sentence::Paragraph { text, tokens };
        if !paragraph.may_be_list() {
            let stops = skimming.stops.iter().copied();
            paragraph.split(stops, |range| found.push(paragraph.span(range)));
            continue;
        }
        // How far its items are from each other matters: no word is passed over.
        let reading = reading.get_or_insert_with(|| Tokenizer::<false>::new(text));
        reading.tokens.clear();
        reading.paragraph(span);
        let tokens = reading.tokens.as_slice();
        let paragraph = sentence::Paragraph { text, tokens };
        paragraph.sentences(&reading.stops, |range| found.push(paragraph.span(range)));
    }
    found
}
