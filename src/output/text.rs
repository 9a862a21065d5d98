//! [`Texts`]: each article's text, byte for byte as the offsets count in it.

use std::path::Path;

use super::folder::OutputFolder;
use super::{Sink, Whole, Written};
use crate::error::Error;
use crate::records::ArticleRecord;

/// `text/ID.txt`.
#[derive(Debug)]
pub struct Texts(OutputFolder);

impl Texts {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        OutputFolder::create(directory, "text").map(Self)
    }
}

impl Sink for Texts {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let place = self.0.place(&article.id);
        self.0
            .write(&format!("{place}.txt"), article.text.as_bytes())
    }

    fn finish(self: Box<Self>, _whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        Ok(vec![self.0.close()])
    }
}
