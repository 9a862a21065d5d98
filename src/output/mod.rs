//! Output: records become files.
//!
//! The set of formats is open, so it is a trait, [`Sink`]; [`Outputs`] drives
//! all sinks of a run. Files are written under temporary names and appear by
//! renaming once the whole run is written: nobody sees half a table.

mod annotations;
mod cell;
mod claimreview;
mod file;
mod folder;
mod jsonl;
mod line;
mod own;
#[cfg(feature = "parquet")]
mod parquet;
mod report;
mod table;
mod tables;
mod text;
mod unique;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use annotations::{Brat, LabelStudio, WebAnnotations};
pub use cell::unguarded;
pub use claimreview::ClaimReviews;
pub(crate) use file::sweep;
use file::under_way;
pub use file::{OutputFile, Written};
pub use jsonl::{Articles, Sentences};
pub(crate) use own::{Own, RUN};
#[cfg(feature = "parquet")]
pub use parquet::Parquet;
pub use report::Report;
pub use tables::{ArticleTables, Errors, Tables, Tabular};
pub use text::Texts;
pub use unique::Unique;
#[cfg(feature = "xlsx")]
pub use xlsx::Workbook;

use crate::config::{Emit, Format, OutputChoice};
use crate::error::Error;
use crate::records::{ArticleRecord, Failure, MetaColumns, Speakers, ToCheck};

/// What a run came to as a whole, told when its last article is written.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    pub speakers: &'a Speakers,
    /// In order.
    pub to_check: &'a ToCheck,
    /// It was stopped before the end of its inputs.
    pub interrupted: bool,
}

/// One output format. Is given everything in document order, from one thread.
pub trait Sink: Send {
    /// The columns `meta_…`, told before the first row.
    fn begin(&mut self, _meta: &Arc<MetaColumns>) -> Result<(), Error> {
        Ok(())
    }

    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error>;

    fn failure(&mut self, _failure: &Failure) -> Result<(), Error> {
        Ok(())
    }

    /// The last rows, and the files, complete but for their names.
    fn finish(self: Box<Self>, whole: &Whole<'_>) -> Result<Vec<Written>, Error>;
}

/// All sinks of one run.
pub struct Outputs {
    sinks: Vec<Box<dyn Sink>>,
    directory: PathBuf,
    /// Of the run before, where what others wrote is not to be lost.
    own: Option<Own>,
}

/// Names of what a run put into its folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Files {
    pub written: Vec<String>,
    /// New names of what somebody had changed since the run before, and what would have been lost.
    pub set_aside: Vec<String>,
    /// What the run before left, where nothing of others is to be lost.
    pub(crate) earlier: Option<Own>,
}

impl Outputs {
    /// Creates the directory and the files. `errors.csv` is written whatever the formats.
    pub fn create(directory: &Path, choice: &OutputChoice) -> Result<Self, Error> {
        let OutputChoice {
            formats,
            emit,
            dialect,
        } = choice;
        std::fs::create_dir_all(directory).map_err(|error| Error::output(directory, error))?;
        let mut sinks: Vec<Box<dyn Sink>> = vec![Box::new(Errors::create(directory, *dialect)?)];
        for format in distinct(formats) {
            sinks.push(match format {
                Format::Csv => Box::new(Tables::create(directory, *dialect)?),
                Format::Jsonl => Box::new(Articles::create(directory)?),
                #[cfg(feature = "xlsx")]
                Format::Xlsx => Box::new(Workbook::create(directory, dialect.newlines)?),
                #[cfg(feature = "parquet")]
                Format::Parquet => Box::new(Parquet::create(directory)?),
                Format::WebAnnotation => Box::new(WebAnnotations::create(directory)?),
                Format::Brat => Box::new(Brat::create(directory)?),
                Format::LabelStudio => Box::new(LabelStudio::create(directory)?),
                Format::ClaimReview => Box::new(ClaimReviews::create(directory)?),
            });
        }
        for emit in distinct(emit) {
            sinks.push(match emit {
                Emit::Sentences => Box::new(Sentences::create(directory)?),
                Emit::Text => Box::new(Texts::create(directory)?),
                Emit::Unique => Box::new(Unique::create(directory, *dialect)?),
                Emit::Report => Box::new(Report::create(directory)?),
            });
        }
        Ok(Self {
            sinks,
            directory: directory.to_owned(),
            own: None,
        })
    }

    /// Loses nothing that somebody else wrote: what was changed since the run before, by its
    /// `run.json`, steps aside when its name is given anew.
    ///
    /// # Errors
    ///
    /// If a file of a name to be given is there and the run before did not write it; not if a run
    /// was `begun` here, which may have been killed while it gave names.
    pub fn guarded(mut self, begun: bool) -> Result<Self, Error> {
        let own = Own::read(&self.directory);
        if !begun {
            own.refuse_others(&under_way(&self.directory)?)?;
        }
        self.own = Some(own);
        Ok(self)
    }

    /// Where all files will stand.
    pub fn folder(&self) -> &Path {
        &self.directory
    }

    /// Where `errors.csv` will stand.
    pub fn errors_path(&self) -> PathBuf {
        self.directory.join("errors.csv")
    }

    /// Gives the tables the columns `meta_…`; where nobody does, those fields are one column of
    /// JSON.
    pub fn begin(&mut self, meta: MetaColumns) -> Result<(), Error> {
        let meta = Arc::new(meta);
        let mut sinks = self.sinks.iter_mut();
        sinks.try_for_each(|sink| sink.begin(&meta))
    }

    pub fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let mut sinks = self.sinks.iter_mut();
        sinks.try_for_each(|sink| sink.article(article))
    }

    pub fn failure(&mut self, failure: &Failure) -> Result<(), Error> {
        let mut sinks = self.sinks.iter_mut();
        sinks.try_for_each(|sink| sink.failure(failure))
    }

    /// Completes every file, and only then gives them their names, which it tells.
    pub fn finish(self, whole: &Whole<'_>) -> Result<Files, Error> {
        let mut written = Vec::new();
        for sink in self.sinks {
            written.extend(sink.finish(whole)?);
        }
        store(&mut written)?;
        let mut files = Files::default();
        for file in written {
            files.written.push(file.name());
            match &self.own {
                Some(own) => files.set_aside.extend(file.publish_beside(own)?),
                None => file.publish()?,
            }
        }
        files.written.sort();
        files.earlier = self.own;
        Ok(files)
    }
}

/// Waits for all files at once: a disk stores them in hardly more time than one of them.
fn store(written: &mut [Written]) -> Result<(), Error> {
    std::thread::scope(|threads| {
        let storing: Vec<_> = written
            .iter_mut()
            .map(|file| threads.spawn(|| file.store()))
            .collect();
        let mut stored = storing.into_iter().map(|thread| {
            let stored = thread.join();
            stored.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        stored.try_for_each(|stored| stored)
    })
}

/// Each once, however often it was asked for.
fn distinct<T: PartialEq>(wanted: &[T]) -> impl Iterator<Item = &T> {
    let new = |(at, item): &(usize, &T)| !wanted[..*at].contains(item);
    wanted.iter().enumerate().filter(new).map(|(_, item)| item)
}

impl std::fmt::Debug for Outputs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outputs")
            .field("directory", &self.directory)
            .field("sinks", &self.sinks.len())
            .finish()
    }
}
