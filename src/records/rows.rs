//! The tables' rows: a field is a column, in this order, under this name.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};
use std::ops::{Deref, Range};

use serde::{Serialize, Serializer};

use super::quantities::{Aspect, Listed};
use super::wording::{self, cell};
use super::{ArticleRecord, ClaimRecord, Failure, MetaColumns, QuoteRecord};
use crate::config::Newlines;

/// A row of `quotes.csv`: one quotation.
#[derive(Debug, Default, Serialize)]
pub struct QuoteRow<'a> {
    pub doc_id: &'a str,
    pub date: &'a str,
    pub title: &'a str,
    pub author: &'a str,
    pub outlet: &'a str,
    /// Empty when unknown.
    pub speaker: Cow<'a, str>,
    /// Empty where the speaker has no name of their own.
    pub speaker_id: &'a str,
    pub speaker_role: Cow<'a, str>,
    pub speaker_affiliation: Cow<'a, str>,
    pub speaker_kind: Plain<'a>,
    /// The words that name the speaker in the text.
    pub source: Cow<'a, str>,
    pub cue: Cow<'a, str>,
    pub quote: Cow<'a, str>,
    pub kind: Plain<'a>,
    pub function: Plain<'a>,
    pub is_speech: bool,
    pub confidence: f32,
    pub evidence: Plain<'a>,
    pub flags: Joined<'a, String>,
    pub verdicts: Joined<'a, &'static str>,
    pub check_worthiness: f32,
    pub notes: Joined<'a, &'static str>,
    pub context: Cow<'a, str>,
    pub words: u32,
    pub sentence: u32,
    pub paragraph: u32,
    pub start: u32,
    pub end: u32,
    pub spans: Spans<'a>,
    pub nested_in: Plain<'a>,
    pub quote_id: Plain<'a>,
    pub path: &'a str,
    pub url: &'a str,
}

/// A row of `claims.csv`: one flag.
#[derive(Debug, Default, Serialize)]
pub struct ClaimRow<'a> {
    pub doc_id: &'a str,
    pub date: &'a str,
    pub title: &'a str,
    /// Whose claim it is: a `quotation`'s or the `author`'s.
    pub voice: &'a str,
    pub speaker: Cow<'a, str>,
    pub claim: Cow<'a, str>,
    pub rule: &'a str,
    pub verdict: &'a str,
    pub working: Cow<'a, str>,
    pub check_worthiness: f32,
    pub figures: Joined<'a, String>,
    pub concerns: &'a str,
    pub hearsay: u32,
    pub quantities: Listed<'a>,
    pub values: Listed<'a>,
    pub units: Listed<'a>,
    pub quantity_spans: Listed<'a>,
    pub sentence: u32,
    pub paragraph: u32,
    pub start: u32,
    pub end: u32,
    pub quote_id: &'a str,
    pub claim_id: &'a str,
    pub path: &'a str,
}

/// A row of `speakers.csv`: one speaker over the whole run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SpeakerRow {
    pub speaker: String,
    pub speaker_id: String,
    pub role: String,
    pub kind: String,
    pub articles: u64,
    pub quotations: u64,
    pub words_quoted: u64,
    /// The earliest date, or the first article's id where no date can be told.
    pub first: String,
    pub last: String,
}

/// A row of `documents.csv`: every document, the failed ones too.
#[derive(Debug, Default, Serialize)]
pub struct DocumentRow<'a> {
    pub doc_id: Cow<'a, str>,
    pub path: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub author: Cow<'a, str>,
    pub date: Cow<'a, str>,
    pub outlet: Cow<'a, str>,
    pub url: Cow<'a, str>,
    /// `ok` or `failed`.
    pub status: &'a str,
    pub error: Cow<'a, str>,
    pub notes: Joined<'a, String>,
    pub characters: u32,
    pub paragraphs: u32,
    pub sentences: u32,
    pub quotations: u32,
    pub attributed: u32,
    /// Between marks, but not speech: scare quotes, titles, nicknames.
    pub not_speech: u32,
    pub speakers: u32,
    pub flags: u32,
    /// The input's other fields that have no column `meta_…`, as JSON.
    pub meta: String,
}

/// A row of `errors.csv`.
#[derive(Debug, Default, Serialize)]
pub struct ErrorRow<'a> {
    pub file: Cow<'a, str>,
    pub record: String,
    pub stage: &'a str,
    pub cause: Cow<'a, str>,
}

/// What stands in every row of one article.
#[derive(Debug)]
pub struct ArticleCells<'a> {
    doc_id: Cow<'a, str>,
    date: Cow<'a, str>,
    title: Cow<'a, str>,
    author: Cow<'a, str>,
    outlet: Cow<'a, str>,
    path: Cow<'a, str>,
    url: Cow<'a, str>,
    newlines: Newlines,
}

impl<'a> ArticleCells<'a> {
    pub fn new(article: &'a ArticleRecord, newlines: Newlines) -> Self {
        let cell = |text| cell(text, newlines);
        let optional = |text| optional(text, newlines);
        Self {
            doc_id: cell(&article.id),
            date: optional(&article.date),
            title: optional(&article.title),
            author: optional(&article.author),
            outlet: optional(&article.outlet),
            path: cell(&article.path),
            url: optional(&article.url),
            newlines,
        }
    }
}

impl<'a> QuoteRow<'a> {
    /// The columns that differ between the rows of one article; those before and behind are its own.
    pub const OF_QUOTE: Range<usize> = 5..31;

    pub fn new(article: &'a ArticleCells<'_>, quote: &'a QuoteRecord) -> Self {
        let cell = |text| cell(text, article.newlines);
        let optional = |text| optional(text, article.newlines);
        Self {
            doc_id: &article.doc_id,
            date: &article.date,
            title: &article.title,
            author: &article.author,
            outlet: &article.outlet,
            speaker: optional(&quote.speaker),
            speaker_id: quote.speaker_id.as_deref().unwrap_or_default(),
            speaker_role: optional(&quote.speaker_role),
            speaker_affiliation: optional(&quote.speaker_affiliation),
            speaker_kind: Plain(quote.speaker_kind),
            source: cell(&quote.source_words),
            cue: cell(&quote.cue_words),
            quote: cell(&quote.quote),
            kind: Plain(quote.kind),
            function: Plain(quote.function),
            is_speech: quote.is_speech,
            confidence: quote.confidence,
            evidence: Plain(quote.evidence),
            flags: Joined(&quote.flags),
            verdicts: Joined(&quote.verdicts),
            check_worthiness: quote.check_worthiness,
            notes: Joined(&quote.notes),
            context: cell(&quote.context),
            words: quote.words,
            sentence: quote.sentence,
            paragraph: quote.paragraph,
            start: quote.content.first().map_or(0, |span| span[0]),
            end: quote.content.last().map_or(0, |span| span[1]),
            spans: Spans(&quote.content),
            nested_in: Plain(quote.nested_in.as_deref().unwrap_or_default()),
            quote_id: Plain(&quote.id),
            path: &article.path,
            url: &article.url,
        }
    }
}

impl<'a> ClaimRow<'a> {
    pub fn new(article: &'a ArticleCells<'_>, claim: &'a ClaimRecord) -> Self {
        let cell = |text| cell(text, article.newlines);
        Self {
            doc_id: &article.doc_id,
            date: &article.date,
            title: &article.title,
            voice: claim.voice,
            speaker: optional(&claim.speaker, article.newlines),
            claim: cell(&claim.claim),
            rule: &claim.rule,
            verdict: claim.verdict,
            working: cell(&claim.working),
            check_worthiness: claim.check_worthiness,
            figures: Joined(&claim.figures),
            concerns: claim.concerns.as_deref().unwrap_or_default(),
            hearsay: claim.hearsay,
            quantities: Listed(&claim.quantities, Aspect::Words),
            values: Listed(&claim.quantities, Aspect::Value),
            units: Listed(&claim.quantities, Aspect::Unit),
            quantity_spans: Listed(&claim.quantities, Aspect::Span),
            sentence: claim.sentence,
            paragraph: claim.paragraph,
            start: claim.span[0],
            end: claim.span[1],
            quote_id: claim.quote.as_deref().unwrap_or_default(),
            claim_id: &claim.id,
            path: &article.path,
        }
    }
}

impl<'a> DocumentRow<'a> {
    /// The row, but for the columns `meta_…`, which follow on it.
    pub fn new(article: &'a ArticleRecord, meta: &MetaColumns, newlines: Newlines) -> Self {
        let cell = |text| cell(text, newlines);
        let optional = |text| optional(text, newlines);
        let speech = || article.quotes.iter().filter(|quote| quote.is_speech);
        let attributed = speech().filter(|quote| quote.speaker.is_some());
        Self {
            doc_id: cell(&article.id),
            path: cell(&article.path),
            title: optional(&article.title),
            author: optional(&article.author),
            date: optional(&article.date),
            outlet: optional(&article.outlet),
            url: optional(&article.url),
            status: "ok",
            error: Cow::Borrowed(""),
            notes: Joined(&article.notes),
            characters: article.characters,
            paragraphs: article.paragraphs,
            sentences: article.sentences.len() as u32,
            quotations: speech().count() as u32,
            attributed: attributed.count() as u32,
            not_speech: (article.quotes.len() - speech().count()) as u32,
            speakers: article.speakers.len() as u32,
            flags: article.claims.len() as u32,
            meta: meta.rest(&article.meta),
        }
    }

    /// The row of a document that failed; `None` where no one document is concerned.
    pub fn failed(failure: &'a Failure, newlines: Newlines) -> Option<Self> {
        let cell = |text| cell(text, newlines);
        Some(Self {
            doc_id: cell(failure.id.as_deref()?),
            path: cell(&failure.path),
            status: "failed",
            error: cell(&failure.cause),
            ..Self::default()
        })
    }
}

impl<'a> ErrorRow<'a> {
    pub fn new(failure: &'a Failure, newlines: Newlines) -> Self {
        let cell = |text| cell(text, newlines);
        Self {
            file: cell(&failure.path),
            record: wording::cell(&failure.record(), newlines).into_owned(),
            stage: failure.stage.label(),
            cause: cell(&failure.cause),
        }
    }
}

fn optional<T: Deref<Target = str>>(text: &Option<T>, newlines: Newlines) -> Cow<'_, str> {
    cell(text.as_deref().unwrap_or_default(), newlines)
}

/// A text of ASCII letters, digits, `_` and `-`, that begins with a letter or a digit: no table need look at it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain<'a>(pub &'a str);

impl Plain<'_> {
    /// What a serializer that looks for it knows it by.
    pub(crate) const NAME: &'static str = "Plain";
}

impl Serialize for Plain<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(Self::NAME, self.0)
    }
}

/// Several texts in one cell, semicolons between them.
#[derive(Clone, Copy, Debug)]
pub struct Joined<'a, T>(&'a [T]);

/// `start-end` of each span, semicolons between them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spans<'a>(&'a [[u32; 2]]);

impl<T> Default for Joined<'_, T> {
    fn default() -> Self {
        Self(&[])
    }
}

impl<T: AsRef<str>> Display for Joined<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, text) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ";" })?;
            f.write_str(text.as_ref())?;
        }
        Ok(())
    }
}

impl Display for Spans<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, [start, end]) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ";" })?;
            f.write_str(itoa::Buffer::new().format(*start))?;
            f.write_str("-")?;
            f.write_str(itoa::Buffer::new().format(*end))?;
        }
        Ok(())
    }
}

impl<T: AsRef<str>> Serialize for Joined<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Most are empty, and others one.
        match self.0 {
            [] => serializer.serialize_str(""),
            [only] => serializer.serialize_str(only.as_ref()),
            _ => serializer.collect_str(self),
        }
    }
}

impl Serialize for Spans<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Of one span, the digits need no memory but the stack's.
        if let [[start, end]] = self.0 {
            let (mut start_digits, mut end_digits) = (itoa::Buffer::new(), itoa::Buffer::new());
            let (start, end) = (start_digits.format(*start), end_digits.format(*end));
            let mut both = [b'-'; 21];
            let length = start.len() + 1 + end.len();
            both[..start.len()].copy_from_slice(start.as_bytes());
            both[start.len() + 1..length].copy_from_slice(end.as_bytes());
            if let Ok(both) = std::str::from_utf8(&both[..length]) {
                return Plain(both).serialize(serializer);
            }
        }
        serializer.collect_str(self)
    }
}
