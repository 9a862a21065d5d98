//! [`Articles`] and [`Sentences`]: one article a line.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::{OutputFile, Sink, Written};
use crate::error::Error;
use crate::records::{ArticleRecord, Speakers};

/// `articles.jsonl`.
#[derive(Debug)]
pub struct Articles(OutputFile);

/// `sentences.jsonl`: `id`, and `sentences` as `[start, end]`.
#[derive(Debug)]
pub struct Sentences(OutputFile);

#[derive(Serialize)]
struct SentencesLine<'a> {
    id: &'a str,
    sentences: &'a [[u32; 2]],
}

impl Articles {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        OutputFile::create(directory, "articles.jsonl").map(Self)
    }
}

impl Sentences {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        OutputFile::create(directory, "sentences.jsonl").map(Self)
    }
}

impl Sink for Articles {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        write_line(&mut self.0, article)
    }

    fn finish(self: Box<Self>, _speakers: &Speakers) -> Result<Vec<Written>, Error> {
        Ok(vec![self.0.close()?])
    }
}

impl Sink for Sentences {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let line = SentencesLine {
            id: &article.id,
            sentences: &article.sentences,
        };
        write_line(&mut self.0, &line)
    }

    fn finish(self: Box<Self>, _speakers: &Speakers) -> Result<Vec<Written>, Error> {
        Ok(vec![self.0.close()?])
    }
}

fn write_line(file: &mut OutputFile, line: &impl Serialize) -> Result<(), Error> {
    let written = serde_json::to_writer(&mut *file, line);
    written.map_err(|error| file.failed(error))?;
    file.write_all(b"\n").map_err(|error| file.failed(error))
}
