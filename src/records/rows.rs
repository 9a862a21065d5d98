//! The tables' rows: a field is a column, in this order, under this name.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use super::quantities::{Aspect, Listed};
use super::row::{Cell, Line, Plain, Row, Take, Value, row};
use super::{ArticleRecord, ClaimRecord, Failure, MetaColumns, QuoteRecord};

row! {
    /// A row of `quotes.csv`: one quotation.
    #[derive(Debug, Default)]
    pub struct QuoteRow<'a> {
        pub doc_id: Line<'a>,
        pub date: Line<'a>,
        /// In ISO 8601; empty where it cannot be told.
        pub date_iso: Plain<'a>,
        pub title: Line<'a>,
        pub author: Line<'a>,
        pub outlet: Line<'a>,
        /// Empty when unknown.
        pub speaker: Line<'a>,
        /// Empty where the speaker has no name of their own.
        pub speaker_id: &'a str,
        pub speaker_role: Line<'a>,
        pub speaker_affiliation: Line<'a>,
        pub speaker_kind: Plain<'a>,
        /// The words that name the speaker in the text.
        pub source: Line<'a>,
        pub cue: Line<'a>,
        pub quote: Line<'a>,
        pub kind: Plain<'a>,
        pub function: Plain<'a>,
        pub is_speech: bool,
        pub confidence: f32,
        pub speaker_confidence: f32,
        pub evidence: Plain<'a>,
        pub flags: Joined<'a, String>,
        pub verdicts: Joined<'a, &'static str>,
        pub check_worthiness: f32,
        pub notes: Joined<'a, &'static str>,
        pub context: Line<'a>,
        pub words: u32,
        pub sentence: u32,
        pub paragraph: u32,
        pub start: u32,
        pub end: u32,
        pub spans: Spans<'a>,
        pub nested_in: Plain<'a>,
        pub quote_id: Plain<'a>,
        pub path: Line<'a>,
        pub url: Line<'a>,
    }
}

row! {
    /// A row of `claims.csv`: one flag.
    #[derive(Debug, Default)]
    pub struct ClaimRow<'a> {
        pub doc_id: Line<'a>,
        pub date: Line<'a>,
        /// In ISO 8601; empty where it cannot be told.
        pub date_iso: Plain<'a>,
        pub title: Line<'a>,
        /// Whose claim it is: a `quotation`'s or the `author`'s.
        pub voice: Plain<'a>,
        pub speaker: Line<'a>,
        pub claim: Line<'a>,
        pub rule: &'a str,
        pub verdict: Plain<'a>,
        pub working: Line<'a>,
        pub check_worthiness: f32,
        pub figures: Joined<'a, String>,
        pub sources: Barred<'a>,
        pub concerns: Plain<'a>,
        pub hearsay: u32,
        pub quantities: Listed<'a>,
        pub values: Listed<'a>,
        pub units: Listed<'a>,
        pub quantity_spans: Listed<'a>,
        pub sentence: u32,
        pub paragraph: u32,
        pub start: u32,
        pub end: u32,
        pub quote_id: Plain<'a>,
        pub claim_id: Plain<'a>,
        pub path: Line<'a>,
    }
}

row! {
    /// A row of `speakers.csv`: one speaker over the whole run.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct SpeakerRow<'a> {
        pub speaker: Cow<'a, str>,
        pub speaker_id: &'a str,
        /// Whether the speaker has a name of its own: without one, a row is of all that share the words.
        pub named: bool,
        pub role: &'a str,
        pub kind: &'a str,
        pub articles: u64,
        pub quotations: u64,
        pub words_quoted: u64,
        /// The earliest date in ISO 8601; empty where none is told.
        pub first: &'a str,
        pub last: &'a str,
        /// The article of that date, or the first of the run where none is told.
        pub first_doc_id: &'a str,
        pub last_doc_id: &'a str,
    }
}

row! {
    /// A row of `documents.csv`: every document, the failed ones too.
    #[derive(Debug, Default)]
    pub struct DocumentRow<'a> {
        pub doc_id: Line<'a>,
        pub path: Line<'a>,
        pub title: Line<'a>,
        pub author: Line<'a>,
        pub date: Line<'a>,
        /// In ISO 8601; empty where it cannot be told.
        pub date_iso: Plain<'a>,
        pub outlet: Line<'a>,
        pub url: Line<'a>,
        /// `ok` or `failed`.
        pub status: Plain<'a>,
        pub error: Line<'a>,
        pub notes: Joined<'a, String>,
        pub characters: u32,
        pub paragraphs: u32,
        pub sentences: u32,
        pub quotations: u32,
        pub attributed: u32,
        /// Between marks, but no speech of its own: scare quotes, titles, nicknames, what a quotation quotes.
        pub not_speech: u32,
        pub speakers: u32,
        pub flags: u32,
        /// The input's other fields that have no column `meta_…`, as JSON.
        pub meta: String,
    }
}

row! {
    /// A row of `errors.csv`.
    #[derive(Debug, Default)]
    pub struct ErrorRow<'a> {
        pub file: Line<'a>,
        pub record: Place<'a>,
        pub stage: Plain<'a>,
        pub cause: Line<'a>,
    }
}

/// A row of one of several things in an article.
pub trait Alike: Row {
    /// The columns that differ between the rows of one article; those before and behind are the article's.
    const OWN: Range<usize>;
}

impl Alike for QuoteRow<'_> {
    const OWN: Range<usize> = 6..33;
}

impl<'a> QuoteRow<'a> {
    #[inline(always)]
    pub fn new(article: &'a ArticleRecord, quote: &'a QuoteRecord) -> Self {
        Self {
            doc_id: Line(&article.id),
            date: Line::optional(&article.date),
            date_iso: Plain::optional(&article.date_iso),
            title: Line::optional(&article.title),
            author: Line::optional(&article.author),
            outlet: Line::optional(&article.outlet),
            speaker: Line::optional(&quote.speaker),
            speaker_id: quote.speaker_id.as_deref().unwrap_or_default(),
            speaker_role: Line::optional(&quote.speaker_role),
            speaker_affiliation: Line::optional(&quote.speaker_affiliation),
            speaker_kind: Plain(quote.speaker_kind),
            source: Line(&quote.source_words),
            cue: Line(&quote.cue_words),
            quote: Line(&quote.quote),
            kind: Plain(quote.kind),
            function: Plain(quote.function),
            is_speech: quote.is_speech,
            confidence: quote.confidence,
            speaker_confidence: quote.speaker_confidence,
            evidence: Plain(quote.evidence),
            flags: Joined(&quote.flags),
            verdicts: Joined(&quote.verdicts),
            check_worthiness: quote.check_worthiness,
            notes: Joined(&quote.notes),
            context: Line(&quote.context),
            words: quote.words,
            sentence: quote.sentence,
            paragraph: quote.paragraph,
            start: quote.content.first().map_or(0, |span| span[0]),
            end: quote.content.last().map_or(0, |span| span[1]),
            spans: Spans(&quote.content),
            nested_in: Plain::optional(&quote.nested_in),
            quote_id: Plain(&quote.id),
            path: Line(&article.path),
            url: Line::optional(&article.url),
        }
    }
}

impl<'a> ClaimRow<'a> {
    pub fn new(article: &'a ArticleRecord, claim: &'a ClaimRecord) -> Self {
        Self {
            doc_id: Line(&article.id),
            date: Line::optional(&article.date),
            date_iso: Plain::optional(&article.date_iso),
            title: Line::optional(&article.title),
            voice: Plain(claim.voice),
            speaker: Line::optional(&claim.speaker),
            claim: Line(&claim.claim),
            rule: &claim.rule,
            verdict: Plain(claim.verdict),
            working: Line(&claim.working),
            check_worthiness: claim.check_worthiness,
            figures: Joined(&claim.figures),
            sources: Barred(&claim.sources),
            concerns: Plain::optional(&claim.concerns),
            hearsay: claim.hearsay,
            quantities: Listed(&claim.quantities, Aspect::Words),
            values: Listed(&claim.quantities, Aspect::Value),
            units: Listed(&claim.quantities, Aspect::Unit),
            quantity_spans: Listed(&claim.quantities, Aspect::Span),
            sentence: claim.sentence,
            paragraph: claim.paragraph,
            start: claim.span[0],
            end: claim.span[1],
            quote_id: Plain::optional(&claim.quote),
            claim_id: Plain(&claim.id),
            path: Line(&article.path),
        }
    }
}

impl<'a> DocumentRow<'a> {
    /// The row, but for the columns `meta_…`, which follow on it.
    pub fn new(article: &'a ArticleRecord, meta: &MetaColumns) -> Self {
        let speech = || article.quotes.iter().filter(|quote| quote.is_speech);
        let attributed = speech().filter(|quote| quote.speaker.is_some());
        Self {
            doc_id: Line(&article.id),
            path: Line(&article.path),
            title: Line::optional(&article.title),
            author: Line::optional(&article.author),
            date: Line::optional(&article.date),
            date_iso: Plain::optional(&article.date_iso),
            outlet: Line::optional(&article.outlet),
            url: Line::optional(&article.url),
            status: Plain("ok"),
            error: Line(""),
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
    pub fn failed(failure: &'a Failure) -> Option<Self> {
        Some(Self {
            doc_id: Line(failure.id.as_deref()?),
            path: Line(&failure.path),
            status: Plain("failed"),
            error: Line(&failure.cause),
            ..Self::default()
        })
    }
}

impl<'a> ErrorRow<'a> {
    pub fn new(failure: &'a Failure) -> Self {
        Self {
            file: Line(&failure.path),
            record: Place(Some(failure)),
            stage: Plain(failure.stage.label()),
            cause: Line(&failure.cause),
        }
    }
}

/// Where in its file a record failed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a>(Option<&'a Failure>);

impl Value for Place<'_> {
    fn give<T: Take>(&self, column: &'static str, take: &mut T) -> Result<(), T::Error> {
        let place = self.0.map(Failure::record).unwrap_or_default();
        take.cell(column, Cell::Line(&place))
    }
}

/// Several texts in one cell, semicolons between them.
#[derive(Clone, Copy, Debug)]
pub struct Joined<'a, T>(&'a [T]);

/// Several texts that may have semicolons, bars between them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Barred<'a>(pub &'a [String]);

/// `start-end` of each span, semicolons between them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spans<'a>(pub &'a [[u32; 2]]);

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

impl<T: AsRef<str>> Value for Joined<'_, T> {
    #[inline(always)]
    fn give<W: Take>(&self, column: &'static str, take: &mut W) -> Result<(), W::Error> {
        // Most are empty, and others one.
        match self.0 {
            [] => take.cell(column, Cell::Text("")),
            [only] => take.cell(column, Cell::Text(only.as_ref())),
            _ => take.cell(column, Cell::Text(&self.to_string())),
        }
    }
}

impl Value for Barred<'_> {
    fn give<W: Take>(&self, column: &'static str, take: &mut W) -> Result<(), W::Error> {
        match self.0 {
            [only] => take.cell(column, Cell::Line(only)),
            several => take.cell(column, Cell::Line(&several.join(" | "))),
        }
    }
}
