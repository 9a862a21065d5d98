//! [`Workbook`]: the tables as the sheets of one `.xlsx` file, coloured and filtered, with a
//! sheet that explains them.
//!
//! Rows go to temporary files in the output folder as they come: memory does not grow with
//! them. Texts are texts, whatever they begin with: no cell is a formula or a link.

mod columns;
mod looks;
mod sheet;

use std::io;
use std::path::Path;
use std::sync::Arc;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook as Book, XlsxError};

use super::{OutputFile, Sink, Whole, Written};
use crate::config::Newlines;
use crate::error::Error;
use crate::records::rows::{ClaimRow, DocumentRow, QuoteRow, SpeakerRow};
use crate::records::{ArticleRecord, Failure, MetaColumns, ToCheckRow};
use columns::described;
use sheet::Sheet;

/// `dixit.xlsx`.
pub struct Workbook {
    book: Book,
    quotes: Sheet,
    claims: Sheet,
    to_check: Sheet,
    speakers: Sheet,
    documents: Sheet,
    newlines: Newlines,
    meta: Arc<MetaColumns>,
    file: OutputFile,
}

/// What the workbook is, for who was sent it.
const ABOUT: &[&str] = &[
    "Who said what in the news, and does it hold up: quotations, speakers and claims found by dixit.",
    "A flag is a reason to look. \"consistent\" means agreement with the reference figure named in the row, never \"true\".",
    "The sheet quotes has what stands between marks, too, and is nobody's speech (a title, a word held off): filter is_speech for TRUE before you count.",
    "Dates are texts: date as the article writes it, date_iso so that it sorts.",
    "confidence says how often such a row is right, quotation and source; an empty speaker is an unknown one.",
    "Long texts are cut to what a cell can hold, and say so; articles.jsonl and the Parquet files have them whole.",
];

/// Of a run that was stopped.
const INTERRUPTED: &str = "STOPPED BEFORE THE END: this workbook holds what was done until then; the same command with --resume goes on.";

impl Workbook {
    pub fn create(directory: &Path, newlines: Newlines) -> Result<Self, Error> {
        let file = OutputFile::create(directory, "dixit.xlsx")?;
        let mut book = Book::new();
        let mut begin = || -> io::Result<_> {
            book.set_tempdir(directory).map_err(io::Error::other)?;
            let properties = properties().map_err(io::Error::other)?;
            book.set_properties(&properties);
            Ok((
                Sheet::create::<QuoteRow<'_>>(&mut book, 0, "quotes", newlines)?,
                Sheet::create::<ClaimRow<'_>>(&mut book, 1, "claims", newlines)?,
                Sheet::create::<ToCheckRow<'_>>(&mut book, 2, "to_check", newlines)?,
                Sheet::create::<SpeakerRow<'_>>(&mut book, 3, "speakers", newlines)?,
                Sheet::create::<DocumentRow<'_>>(&mut book, 4, "documents", newlines)?,
            ))
        };
        let begun = begin().map_err(|error| file.failed(error))?;
        let (quotes, claims, to_check, speakers, documents) = begun;
        Ok(Self {
            book,
            quotes,
            claims,
            to_check,
            speakers,
            documents,
            newlines,
            meta: Arc::default(),
            file,
        })
    }

    fn write_article(&mut self, article: &ArticleRecord) -> io::Result<()> {
        let book = &mut self.book;
        let meta = self.meta.quotes(&article.meta, self.newlines);
        for quote in &article.quotes {
            let row = QuoteRow::new(article, quote);
            self.quotes.row_and(book, &row, &meta)?;
        }
        for claim in &article.claims {
            self.claims.row(book, &ClaimRow::new(article, claim))?;
        }
        let row = DocumentRow::new(article, &self.meta);
        let meta = self.meta.document(&article.meta, self.newlines);
        self.documents.row_and(book, &row, &meta)
    }

    fn write_rest(&mut self, whole: &Whole<'_>) -> io::Result<()> {
        let book = &mut self.book;
        for row in whole.to_check.rows() {
            self.to_check.row(book, &row)?;
        }
        for row in whole.speakers.rows(self.newlines) {
            self.speakers.row(book, &row)?;
        }
        let sheets = [
            &mut self.quotes,
            &mut self.claims,
            &mut self.to_check,
            &mut self.speakers,
            &mut self.documents,
        ];
        for sheet in sheets {
            sheet.finish(book).map_err(io::Error::other)?;
        }
        readme(book, whole.interrupted).map_err(io::Error::other)?;
        let saved = book.save_to_writer(&mut self.file);
        saved.map_err(io::Error::other)
    }
}

impl Sink for Workbook {
    fn begin(&mut self, meta: &Arc<MetaColumns>) -> Result<(), Error> {
        let (quotes, documents) = (&mut self.quotes, &mut self.documents);
        let extended = quotes
            .extend(&mut self.book, meta.of_quotes())
            .and_then(|()| documents.extend(&mut self.book, meta.of_documents()));
        self.meta = Arc::clone(meta);
        extended.map_err(|error| self.file.failed(io::Error::other(error)))
    }

    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let written = self.write_article(article);
        written.map_err(|error| self.file.failed(error))
    }

    fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        let Some(row) = DocumentRow::failed(failure) else {
            return Ok(());
        };
        let meta = self.meta.failed();
        let written = self.documents.row_and(&mut self.book, &row, &meta);
        written.map_err(|error| self.file.failed(error))
    }

    fn finish(mut self: Box<Self>, whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        let written = self.write_rest(whole);
        written.map_err(|error| self.file.failed(error))?;
        Ok(vec![self.file.close()?])
    }
}

/// No time of writing: the same run gives the same bytes.
fn properties() -> Result<DocProperties, XlsxError> {
    let properties = DocProperties::new()
        .set_title("Quotations, speakers and claims")
        .set_comment(concat!("Written by dixit ", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    Ok(properties)
}

/// The last sheet: what the workbook is and what its columns mean.
fn readme(book: &mut Book, interrupted: bool) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name("README")?;
    for (at, width) in [(0, 14.0), (1, 22.0), (2, 100.0)] {
        sheet.set_column_width(at, width)?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let mut row = 0;
    for line in interrupted.then_some(INTERRUPTED).iter().chain(ABOUT) {
        sheet.write_string(row, 0, *line)?;
        row += 1;
    }
    row += 1;
    let header = looks::header();
    for (at, name) in ["sheet", "column", "what it means"].into_iter().enumerate() {
        sheet.write_string_with_format(row, at as u16, name, &header)?;
    }
    let plain = Format::new();
    for column in described() {
        row += 1;
        let cells = [column.sheet, &column.name, column.meaning];
        for (at, text) in cells.into_iter().enumerate() {
            sheet.write_string_with_format(row, at as u16, text, &plain)?;
        }
    }
    Ok(())
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}
