//! A run over many documents: reader → workers → ordered writer.
//!
//! The calling thread reads, a pool finds pages' main texts and annotates, one thread
//! writes in document order, so that the output does not depend on the number of workers.
//! Workers take documents by the batch: the processor's caches hold a stage at a time. A
//! gate bounds the text under way, and so the memory of a run. With a [`Journal`],
//! a run that was stopped goes on where it was.

mod earlier;
mod first;
mod gate;
mod guard;
mod ids;
mod journal;
mod reader;
mod summary;
mod task;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};

use serde::Serialize;

use earlier::clear;
use first::First;
use gate::{Closing, Gate};
use guard::guarded_writing;
use journal::Log;
use reader::{Hands, How, read};
use task::{Batch, Done};

pub use earlier::Leftover;
pub use guard::note_panics;
pub use ids::Ids;
pub use journal::Journal;
pub use summary::write_summary;
pub use task::Least;

use crate::error::Error;
use crate::input::{Inputs, Reading};
use crate::output::{Outputs, Whole};
use crate::pipeline::Pipeline;
use crate::records::{ArticleRecord, Failure, Speakers, ToCheck};

/// How a run goes about it.
#[derive(Clone, Debug)]
pub struct Options {
    pub reading: Reading,
    /// Documents annotated at a time.
    pub jobs: NonZeroUsize,
    pub least: Least,
    /// Set from elsewhere: finish the documents under way, write what there is, and end.
    pub stop: Arc<AtomicBool>,
}

/// What a run has done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Totals {
    pub articles: u64,
    /// Of them, those without a word of text.
    #[serde(skip_serializing_if = "is_nought")]
    pub empty: u64,
    /// Bytes of text annotated.
    pub bytes: u64,
    pub quotations: u64,
    pub attributed: u64,
    /// Quotations under the least confidence asked for.
    pub left_out: u64,
    /// Quotations whose speaker was under the least confidence asked for, and was taken for unknown.
    #[serde(skip_serializing_if = "is_nought")]
    pub speakers_left_open: u64,
    pub flags: u64,
    /// Of them, by their verdicts.
    pub verdicts: BTreeMap<&'static str, u64>,
    pub speakers: u64,
    pub failures: u64,
    /// Of them, by the stage at which they failed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub failures_at: BTreeMap<&'static str, u64>,
    /// It was stopped before the end of its inputs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    /// Names of the files and folders written.
    #[serde(skip)]
    pub files: Vec<String>,
    /// New names of those that somebody had changed and that stepped aside.
    #[serde(skip)]
    pub set_aside: Vec<String>,
    /// What became of the files of the run before that this one did not write.
    #[serde(skip)]
    pub leftover: Leftover,
    /// The first few failures, to be told at the end.
    #[serde(skip)]
    pub first_failures: Vec<Failure>,
}

fn is_nought(count: &u64) -> bool {
    *count == 0
}

/// More workers than this many for each core only cost memory, and seconds to start.
const MOST_JOBS_A_CORE: NonZeroUsize = NonZeroUsize::MIN.saturating_add(3);

/// As many documents at a time as this machine has any use for.
pub fn most_jobs() -> NonZeroUsize {
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    cores.saturating_mul(MOST_JOBS_A_CORE)
}

/// The note of an article without text.
const NO_TEXT: &str = "no text";

/// Failures kept for the summary; `errors.csv` has them all.
const TOLD: usize = 5;

/// Annotates all inputs and writes the outputs; `observe` is told after every document.
///
/// What `journal` holds is not annotated again, and what is finished is added to it.
///
/// # Errors
///
/// If outputs or the journal cannot be written, or the inputs are not those of the journal:
/// then no output appears, and the journal can be gone on with. If no article with a word of text
/// was read, since there is none, all failed, or it was stopped before: what stands in the folder is
/// an earlier run's, and worth more than empty tables.
pub fn run(
    pipeline: &Pipeline,
    inputs: &Inputs,
    options: Options,
    outputs: Outputs,
    journal: Option<&mut Journal>,
    observe: impl FnMut(&Totals) + Send,
) -> Result<Totals, Error> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs.get())
        .build()?;
    let gate = Gate::default();
    let (done, results) = channel();
    let how = How::default();
    let (kept, log) = match journal {
        Some(journal) => (Some(&mut journal.kept), Some(&mut journal.log)),
        None => (None, None),
    };
    std::thread::scope(|threads| {
        let writer = threads.spawn(|| write(results, &gate, outputs, log, &how, observe));
        pool.in_place_scope(|workers| {
            let hands = Hands {
                workers,
                pipeline,
                gate: &gate,
                done,
                jobs: options.jobs,
                how: &how,
                batch: Batch::default(),
            };
            read(inputs, &options, kept, hands);
        });
        // The writer's own panic, not a document's: it goes on as it was.
        let written = writer.join();
        written.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Puts the outcomes in order and writes them.
fn write(
    results: Receiver<Done>,
    gate: &Gate,
    mut outputs: Outputs,
    mut log: Option<&mut Log>,
    how: &How,
    mut observe: impl FnMut(&Totals),
) -> Result<Totals, Error> {
    // However this ends, the reader must not wait for it.
    let _closing = Closing(gate);
    let folder = outputs.folder().to_owned();
    let mut totals = Totals::default();
    let mut speakers = Speakers::default();
    let mut to_check = ToCheck::default();
    let mut waiting = BTreeMap::new();
    let mut first = First::new(folder.clone());
    let mut next = 0;
    for done in results {
        waiting.insert(done.number, done);
        while let Some(done) = waiting.remove(&next) {
            next += 1;
            let outcome = done.outcome?;
            if let (Some(log), Some(entry)) = (&mut log, &done.entry) {
                log.add(entry)?;
            }
            match &outcome {
                Ok(article) => {
                    speakers.add(article);
                    to_check.add(article);
                    totals.add(article, done.bytes, speakers.len() as u64);
                    totals.left_out += done.left_out.quotations;
                    totals.speakers_left_open += done.left_out.speakers;
                }
                Err(failure) => totals.fail(failure),
            }
            first.add(outcome, &mut outputs)?;
            gate.leave(done.cost);
            observe(&totals);
        }
    }
    totals.interrupted = how.interrupted.load(Ordering::Relaxed);
    if totals.articles == totals.empty {
        return Err(none_read(totals, folder, how.found.load(Ordering::Relaxed)));
    }
    first.end(&mut outputs)?;
    let whole = Whole {
        speakers: &speakers,
        to_check: &to_check.in_order(),
        interrupted: totals.interrupted,
    };
    let files = guarded_writing(&folder, || outputs.finish(&whole))?;
    if let Some(earlier) = &files.earlier {
        totals.leftover = clear(earlier, &folder, &files.written)?;
    }
    totals.files = files.written;
    totals.set_aside = files.set_aside;
    Ok(totals)
}

/// Why there is nothing to write.
fn none_read(totals: Totals, directory: PathBuf, found: bool) -> Error {
    match (totals.interrupted, found) {
        (true, _) => Error::Stopped { directory },
        (false, true) => Error::NoArticle {
            directory,
            empty: totals.empty,
            failures: totals.failures,
            first_failures: totals.first_failures,
        },
        (false, false) => Error::Nothing {
            directory,
            cause: totals.first_failures.first().map(ToString::to_string),
        },
    }
}

impl Totals {
    fn add(&mut self, article: &ArticleRecord, bytes: u64, speakers: u64) {
        let speech = || article.quotes.iter().filter(|quote| quote.is_speech);
        self.articles += 1;
        self.empty += u64::from(article.notes.iter().any(|note| note == NO_TEXT));
        self.bytes += bytes;
        self.quotations += speech().count() as u64;
        self.attributed += speech().filter(|quote| quote.speaker.is_some()).count() as u64;
        self.flags += article.claims.len() as u64;
        for claim in &article.claims {
            *self.verdicts.entry(claim.verdict).or_default() += 1;
        }
        self.speakers = speakers;
    }

    fn fail(&mut self, failure: &Failure) {
        self.failures += 1;
        *self.failures_at.entry(failure.stage.label()).or_default() += 1;
        if self.first_failures.len() < TOLD {
            self.first_failures.push(failure.clone());
        }
    }
}
