//! Furniture: which paragraphs are a title, a by-line, a date, a heading or a
//! link to elsewhere, and what they say.
//!
//! Every kind is only a label: no text is removed, and where the signs are not
//! plain a paragraph stays `Body`. Paragraphs longer than a line or two are not looked at.

use super::class::{is_alphanumeric, is_mark};
use super::credit;
use super::date;
use super::dateline;
use super::phrases::{self, Role};
use super::{Furniture, Paragraph, ParagraphKind, Segmentation, TokenKind};
use crate::document::Document;
use crate::span::Span;

/// The longest paragraph that can be furniture, in bytes.
const LONGEST: usize = 240;
/// How many paragraphs from the top a title, a by-line or a date is looked for.
const TOP: usize = 6;
/// And from the end, who reported it.
const LAST: usize = 3;

/// Names the kinds of the paragraphs, and what the furniture says.
pub(super) fn label(document: &Document, segmentation: &mut Segmentation) {
    let reader = Reader {
        text: &document.text,
        segmentation,
    };
    let mut furniture = Furniture::default();
    let mut kinds = Vec::new();
    let mut titled = false;
    let mut listing = false;
    for index in 0..reader.segmentation.paragraphs.len() {
        let span = reader.paragraph(index).span;
        if span.len() > LONGEST {
            listing = false;
            titled = true;
            continue;
        }
        let kind = if listing && !reader.is_closed(span) {
            ParagraphKind::Related
        } else {
            let at_top = index < TOP && !titled;
            reader.kind(document, index, at_top, &mut furniture)
        };
        listing = kind == ParagraphKind::Related && (listing || reader.last(span) == Some(':'));
        titled |= !matches!(
            kind,
            ParagraphKind::Byline | ParagraphKind::Dateline | ParagraphKind::Related
        );
        if kind != ParagraphKind::Body {
            kinds.push((index, kind));
        }
    }
    furniture.date = furniture.date.or_else(|| reader.dateline());
    furniture.author = furniture.author.or_else(|| reader.reporting());
    furniture.datelines = dateline::all(reader.text, reader.segmentation);
    let related = kinds
        .iter()
        .filter(|(_, kind)| *kind == ParagraphKind::Related);
    let fields = related.filter_map(|(index, _)| {
        let span = reader.paragraph(*index).span;
        let tokens = reader.segmentation.tokens_in(span);
        let field = phrases::is_field(span.of(reader.text));
        field
            .then(|| dateline::field(reader.text, &reader.segmentation.tokens[tokens]))
            .flatten()
    });
    furniture.datelines.extend(fields);
    for (index, kind) in kinds {
        segmentation.paragraphs[index].kind = kind;
    }
    segmentation.furniture = furniture;
}

/// Reads paragraphs of a segmentation that is complete but for its kinds.
struct Reader<'a> {
    text: &'a str,
    segmentation: &'a Segmentation,
}

impl Reader<'_> {
    /// The date of "NORDHAVN, Sept. 28, 2023 — …": what stands before the dash of the first paragraph that has one.
    fn dateline(&self) -> Option<Span> {
        let paragraphs = self.segmentation.paragraphs.iter().take(TOP);
        paragraphs
            .filter_map(|paragraph| {
                let tokens = self.segmentation.tokens_in(paragraph.span);
                let head = &self.segmentation.tokens[tokens];
                let dash = dateline::dash(self.text, head)?;
                date::find(self.text, &head[..dash])
            })
            .next()
    }

    /// Who a wire's last lines say reported it.
    fn reporting(&self) -> Option<Span> {
        let last = self.segmentation.paragraphs.iter().rev().take(LAST);
        let mut last = last.filter(|paragraph| paragraph.span.len() <= LONGEST);
        last.find_map(|paragraph| credit::reporting(self.text, paragraph.span))
    }

    fn paragraph(&self, index: usize) -> &Paragraph {
        &self.segmentation.paragraphs[index]
    }

    fn kind(
        &self,
        document: &Document,
        index: usize,
        at_top: bool,
        furniture: &mut Furniture,
    ) -> ParagraphKind {
        let span = self.paragraph(index).span;
        let text = span.of(self.text);
        if phrases::is_related(text) {
            return ParagraphKind::Related;
        }
        if index < TOP
            && self.may_be_credit(text)
            && let Some(kind) = self
                .credit(index, furniture)
                .or_else(|| self.byline_or_date(index, furniture))
        {
            return kind;
        }
        if document
            .metadata
            .title
            .as_deref()
            .is_some_and(|title| same_title(title, text))
            || (at_top && self.is_title(index))
        {
            furniture.title = furniture.title.or(Some(span));
            return ParagraphKind::Title;
        }
        if self.is_heading(index) {
            ParagraphKind::Heading
        } else {
            ParagraphKind::Body
        }
    }

    /// A by-line has its word before a name, or a date: a look that spares the reading of the tokens.
    fn may_be_credit(&self, text: &str) -> bool {
        const LONGEST: usize = 160;
        text.len() <= LONGEST
            && (phrases::author_lead(text).is_some()
                || credit::may_be(text)
                || text.bytes().any(|byte| byte.is_ascii_digit()))
    }

    /// A by-line without "By", below the first line; notes the author.
    fn credit(&self, index: usize, furniture: &mut Furniture) -> Option<ParagraphKind> {
        let before = self.paragraph(index.checked_sub(1)?).span;
        let span = self.paragraph(index).span;
        if !credit::may_be(span.of(self.text)) {
            return None;
        }
        let author = credit::author(self.text, span);
        let author = author.or_else(|| credit::above(self.text, before, span))?;
        furniture.author = furniture.author.or(Some(author));
        Some(ParagraphKind::Byline)
    }

    /// A by-line or a line with nothing but a date; notes the author and the date.
    fn byline_or_date(&self, index: usize, furniture: &mut Furniture) -> Option<ParagraphKind> {
        let paragraph = self.paragraph(index);
        let tokens = paragraph
            .sentences
            .clone()
            .flat_map(|sentence| self.segmentation.sentences[sentence].tokens.clone());
        let tokens: Vec<_> = tokens
            .map(|token| self.segmentation.tokens[token])
            .collect();
        let date = date::find(self.text, &tokens);
        let outside = tokens
            .iter()
            .filter(|token| date.is_none_or(|date| !date.contains(token.span)));
        let words: Vec<Span> = outside
            .filter(|token| !matches!(token.kind, TokenKind::Punctuation | TokenKind::Mark))
            .map(|token| token.span)
            .collect();
        if let Some(author) = self.author(paragraph.span, date, &words) {
            furniture.author = furniture.author.or(Some(author));
            furniture.date = furniture.date.or(date);
            return Some(ParagraphKind::Byline);
        }
        let date = date?;
        // "Mumbai, Oct 24, 2025": where, and no more.
        let place = |word: &Span| {
            let leads = index > 0 && words.len() < 3 && date.end() >= paragraph.span.end() - 1;
            leads && word.end() < date.start() && word.of(self.text).starts_with(char::is_uppercase)
        };
        let around = words.iter().all(|word| {
            phrases::is_a(Role::Date, word.of(self.text)) || self.is_hour(*word) || place(word)
        });
        around.then(|| {
            furniture.date = furniture.date.or(Some(date));
            ParagraphKind::Dateline
        })
    }

    fn is_hour(&self, word: Span) -> bool {
        word.of(self.text)
            .starts_with(|first: char| first.is_ascii_digit())
            && word.len() <= 7
    }

    /// The author's name, if the paragraph is a by-line: "By" and capitalised words, alone but for a date.
    fn author(&self, paragraph: Span, date: Option<Span>, words: &[Span]) -> Option<Span> {
        const MOST: usize = 14;
        let text = self.text;
        let first = words
            .iter()
            .position(|word| !phrases::is_a(Role::Date, word.of(text)))?;
        let words = &words[first..];
        let lead = phrases::author_lead(&text[words[0].start()..paragraph.end()])?;
        let start = words[0].start() + lead;
        let names: Vec<Span> = words
            .iter()
            .copied()
            .filter(|word| word.start() >= start)
            .collect();
        let is_name = |word: &Span| {
            let word = word.of(text);
            word.starts_with(char::is_uppercase)
                || phrases::is_a(Role::Link, word)
                || word.starts_with('@')
        };
        let stray = |word: &&Span| {
            !is_name(word) && !phrases::is_a(Role::Date, word.of(text)) && !self.is_hour(**word)
        };
        let capitals = names
            .iter()
            .filter(|name| name.of(text).starts_with(char::is_uppercase))
            .count();
        // "By Friday." is no by-line, nor is "By and large".
        if capitals < 2
            || names.len() > MOST
            || names.iter().any(|word| stray(&word))
            || !is_name(&names[0])
        {
            return None;
        }
        let end = date.map_or(paragraph.end(), |date| {
            if date.start() > start {
                date.start()
            } else {
                paragraph.end()
            }
        });
        let whole = text.get(start..end)?;
        let name = whole
            .split([',', '|', '•', '·', '–', '—', ';', '/', '\n', '\r', '('])
            .find(|part| !part.trim().is_empty())?;
        let name_start = start + whole.find(name)?;
        let name = name.trim_end_matches(['.', ' ', ':', '-']);
        let name = Span::new(name_start, name_start + name.len()).trim(text);
        (!name.is_empty()).then_some(name)
    }

    /// The first paragraph that is short, no sentence by its look, and has longer ones after it.
    fn is_title(&self, index: usize) -> bool {
        const MOST: usize = 30;
        const PLAIN: usize = 14;
        /// Who wrote it, as what and when may stand between.
        const NEAR: usize = 5;
        let paragraph = self.paragraph(index);
        let after = &self.segmentation.paragraphs[index + 1..];
        let longer = after
            .iter()
            .take(NEAR)
            .any(|next| next.span.len() > paragraph.span.len());
        if !longer {
            return false;
        }
        let words = self.words(paragraph);
        if paragraph.sentences.len() > 2 || !(2..=MOST).contains(&words.len()) {
            return false;
        }
        let last = self.last(paragraph.span);
        if !last.is_some_and(|last| matches!(last, '.' | ':' | ';' | ',')) {
            return !self.is_spoken(paragraph.span);
        }
        let capitals = words
            .iter()
            .filter(|(word, capital)| *capital || word.len() <= 4)
            .count();
        let headline = last == Some('.') && capitals * 10 >= words.len() * 9;
        let brief =
            last == Some('.') && words.len() <= PLAIN && self.segmentation.paragraphs.len() > 3;
        headline || brief
    }

    /// A line without a sentence's end before a paragraph with one; or a few words in capitals.
    fn is_heading(&self, index: usize) -> bool {
        const MOST: usize = 10;
        const FAR: usize = 90;
        let paragraph = self.paragraph(index);
        let span = paragraph.span;
        let text = span.of(self.text);
        if index == 0 || span.len() > FAR || paragraph.sentences.len() != 1 {
            return false;
        }
        let last = self.last(span);
        let open = last.is_some_and(is_alphanumeric);
        let shouted = last != Some(':') && !text.bytes().any(|byte| byte.is_ascii_lowercase());
        if !(open || shouted) {
            return false;
        }
        let words = self.words(paragraph);
        if words.is_empty() || words.len() > MOST || text.contains(is_quote) {
            return false;
        }
        let shouted =
            shouted && words.len() <= 4 && span.len() > 3 && !text.contains(char::is_lowercase);
        let open = open && words[0].1;
        let next = self.segmentation.paragraphs.get(index + 1);
        shouted || (open && next.is_some_and(|next| self.is_closed(next.span)))
    }

    /// The words and numbers of a paragraph, and whether each has a capital or is a number.
    fn words(&self, paragraph: &Paragraph) -> Vec<(&str, bool)> {
        paragraph
            .sentences
            .clone()
            .flat_map(|sentence| self.segmentation.sentences[sentence].tokens.clone())
            .map(|token| self.segmentation.tokens[token])
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .map(|token| {
                (
                    token.span.of(self.text),
                    token.capital || token.kind == TokenKind::Number,
                )
            })
            .collect()
    }

    fn last(&self, span: Span) -> Option<char> {
        span.of(self.text).chars().next_back()
    }

    /// The paragraph ends as a sentence does.
    fn is_closed(&self, span: Span) -> bool {
        let text = span
            .of(self.text)
            .trim_end_matches(|sign| is_quote(sign) || matches!(sign, ')' | ']'));
        text.ends_with(['.', '!', '?', '…', ':'])
    }

    /// A paragraph that is all quotation is somebody's words and no title.
    fn is_spoken(&self, span: Span) -> bool {
        let text = span.of(self.text);
        text.starts_with(['“', '"']) && text.ends_with(['”', '"'])
    }
}

fn is_quote(sign: char) -> bool {
    is_mark(sign) || matches!(sign, '"' | '\'')
}

/// The titles are the same but for case and a full stop.
fn same_title(title: &str, text: &str) -> bool {
    let bare = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    bare(title) == bare(text)
}
