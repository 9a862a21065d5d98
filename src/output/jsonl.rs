//! [`Articles`] and [`Sentences`]: one article a line.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::{OutputFile, Sink, Whole, Written};
use crate::error::Error;
use crate::records::ArticleRecord;

/// `articles.jsonl`.
#[derive(Debug)]
pub struct Articles(Lines);

/// `sentences.jsonl`: `id`, `sentences` as `[start, end]`, and how check-worthy each is.
#[derive(Debug)]
pub struct Sentences(Lines);

#[derive(Serialize)]
struct SentencesLine<'a> {
    id: &'a str,
    sentences: &'a [[u32; 2]],
    check_worthiness: &'a [f32],
}

impl Articles {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Lines::create(directory, "articles.jsonl").map(Self)
    }
}

impl Sentences {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Lines::create(directory, "sentences.jsonl").map(Self)
    }
}

impl Sink for Articles {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        self.0.write(article)
    }

    fn finish(self: Box<Self>, _whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        self.0.close()
    }
}

impl Sink for Sentences {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let line = SentencesLine {
            id: &article.id,
            sentences: &article.sentences,
            check_worthiness: &article.worth,
        };
        self.0.write(&line)
    }

    fn finish(self: Box<Self>, _whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        self.0.close()
    }
}

/// A file of JSON lines.
#[derive(Debug)]
pub(super) struct Lines {
    file: OutputFile,
    /// The line under way: JSON is written in many small pieces, files better in one.
    line: Vec<u8>,
}

impl Lines {
    pub(super) fn create(directory: &Path, name: &str) -> Result<Self, Error> {
        let file = OutputFile::create(directory, name)?;
        Ok(Self {
            file,
            line: Vec::new(),
        })
    }

    pub(super) fn write(&mut self, record: &impl Serialize) -> Result<(), Error> {
        self.line.clear();
        let written = serde_json::to_writer(&mut self.line, record);
        written.map_err(|error| self.file.failed(error))?;
        self.line.push(b'\n');
        let written = self.file.write_all(&self.line);
        written.map_err(|error| self.file.failed(error))
    }

    pub(super) fn close(self) -> Result<Vec<Written>, Error> {
        Ok(vec![self.file.close()?])
    }
}
