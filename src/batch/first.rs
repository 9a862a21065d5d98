//! [`First`]: the first outcomes wait until their fields have decided on the columns.

use std::path::PathBuf;

use super::gate::size;
use super::guard::guarded_writing;
use crate::error::Error;
use crate::output::Outputs;
use crate::records::{ArticleRecord, Failure, MetaColumns};

type Outcome = Result<ArticleRecord, Failure>;

/// Writes outcomes in the order in which they are added.
pub(super) struct First {
    /// None when the columns are decided on.
    waiting: Option<Vec<Outcome>>,
    /// Of text and fields that wait.
    bytes: usize,
    /// Where the outputs stand, for what is said of a panic.
    folder: PathBuf,
}

/// So many records, or so much text and fields, decide.
const RECORDS: usize = 1000;
const BYTES: usize = 4 << 20;

impl First {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self {
            waiting: Some(Vec::new()),
            bytes: 0,
            folder,
        }
    }

    pub(super) fn add(&mut self, outcome: Outcome, outputs: &mut Outputs) -> Result<(), Error> {
        let Some(waiting) = &mut self.waiting else {
            return self.write(&outcome, outputs);
        };
        if let Ok(article) = &outcome {
            self.bytes += article.text.len() + article.meta.values().map(size).sum::<usize>();
        }
        waiting.push(outcome);
        match waiting.len() >= RECORDS || self.bytes >= BYTES {
            true => self.decide(outputs),
            false => Ok(()),
        }
    }

    /// There are no more.
    pub(super) fn end(mut self, outputs: &mut Outputs) -> Result<(), Error> {
        self.decide(outputs)
    }

    fn decide(&mut self, outputs: &mut Outputs) -> Result<(), Error> {
        let Some(waiting) = self.waiting.take() else {
            return Ok(());
        };
        let articles = waiting.iter().flatten();
        outputs.begin(MetaColumns::of(articles.map(|article| &article.meta)))?;
        waiting
            .iter()
            .try_for_each(|outcome| self.write(outcome, outputs))
    }

    fn write(&self, outcome: &Outcome, outputs: &mut Outputs) -> Result<(), Error> {
        guarded_writing(&self.folder, || match outcome {
            Ok(article) => outputs.article(article),
            Err(failure) => outputs.failure(failure),
        })
    }
}
