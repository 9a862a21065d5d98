//! A run over many documents: reader → workers → ordered writer.
//!
//! The calling thread reads, a pool annotates, one thread writes in document
//! order, so that the output does not depend on the number of workers. A
//! gate bounds the text under way, and so the memory of a run.

mod gate;
mod guard;
mod ids;
mod summary;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, Sender, channel};

use serde::Serialize;

use gate::{Closing, Gate, weight};
use guard::{guarded, guarded_reading};
use ids::Ids;

pub use guard::note_panics;
pub use summary::write_summary;

use crate::document::Document;
use crate::error::Error;
use crate::input::{Documents, Inputs, Reading, documents};
use crate::output::Outputs;
use crate::pipeline::Pipeline;
use crate::records::{ArticleRecord, Failure, Speakers};

/// How a run goes about it.
#[derive(Clone, Debug)]
pub struct Options {
    pub reading: Reading,
    /// Documents annotated at a time.
    pub jobs: NonZeroUsize,
    /// Quotations under this confidence are left out.
    pub min_confidence: Option<f32>,
}

/// What a run has done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    pub articles: u64,
    /// Bytes of text annotated.
    pub bytes: u64,
    pub quotations: u64,
    pub attributed: u64,
    /// Quotations under the least confidence asked for.
    pub left_out: u64,
    pub flags: u64,
    pub speakers: u64,
    pub failures: u64,
    /// The first few failures, to be told at the end.
    #[serde(skip)]
    pub first_failures: Vec<Failure>,
}

/// Failures kept for the summary; `errors.csv` has them all.
const TOLD: usize = 5;

/// Annotates all inputs and writes the outputs; `observe` is told after every document.
pub fn run(
    pipeline: &Pipeline,
    inputs: &Inputs,
    options: Options,
    outputs: Outputs,
    observe: impl FnMut(&Totals) + Send,
) -> Result<Totals, Error> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs.get())
        .build()?;
    let gate = Gate::default();
    let (done, results) = channel();
    std::thread::scope(|threads| {
        let writer = threads.spawn(|| write(results, &gate, outputs, observe));
        pool.in_place_scope(|workers| read(workers, pipeline, inputs, options, &gate, done));
        match writer.join() {
            Ok(written) => written,
            // The writer's own panic, not a document's: it goes on as it was.
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// One record's outcome, with its place in the order.
struct Done {
    number: u64,
    /// What it took up at the gate.
    cost: u64,
    /// The length of its text.
    bytes: u64,
    /// Quotations left out.
    left_out: u64,
    outcome: Result<ArticleRecord, Failure>,
}

/// Reads every document and hands it to a worker.
fn read<'scope>(
    workers: &rayon::Scope<'scope>,
    pipeline: &'scope Pipeline,
    inputs: &Inputs,
    options: Options,
    gate: &Gate,
    done: Sender<Done>,
) {
    let mut ids = Ids::default();
    let least = options.min_confidence;
    let records = inputs.sources().flat_map(|source| match source {
        Ok(source) => Guarded {
            path: source.name(),
            documents: Some(documents(source, &options.reading)),
        },
        Err(error) => Guarded {
            path: error.path.clone(),
            documents: Some(Box::new(std::iter::once(Err(error)))),
        },
    });
    for (number, record) in (0..).zip(records) {
        let cost = record.as_ref().map_or(0, weight);
        if !gate.enter(cost) {
            return;
        }
        let done = done.clone();
        match record {
            Ok(mut document) => {
                let note = ids.make_distinct(&mut document);
                let bytes = document.text.len() as u64;
                workers.spawn(move |_| {
                    let mut outcome = annotate(pipeline, &document);
                    let mut left_out = 0;
                    if let Ok(article) = &mut outcome {
                        article.notes.extend(note);
                        article.notes.append(&mut document.notes);
                        left_out = least.map_or(0, |least| article.leave_out_under(least) as u64);
                        article.text = std::mem::take(&mut document.text);
                    }
                    send(
                        &done,
                        Done {
                            number,
                            cost,
                            bytes,
                            left_out,
                            outcome,
                        },
                    );
                });
            }
            Err(failure) => {
                let outcome = Err(failure);
                send(
                    &done,
                    Done {
                        number,
                        cost,
                        bytes: 0,
                        left_out: 0,
                        outcome,
                    },
                );
            }
        }
    }
}

/// A source's records; a panic of its reader is the last of them.
struct Guarded {
    path: String,
    documents: Option<Documents>,
}

impl Iterator for Guarded {
    type Item = Result<Document, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let documents = self.documents.as_mut()?;
        match guarded_reading(&self.path, || documents.next()) {
            Ok(Some(record)) => Some(record.map_err(Failure::from)),
            Ok(None) => {
                self.documents = None;
                None
            }
            Err(failure) => {
                // What panicked is not asked again, nor dropped: that might panic too.
                if let Some(documents) = self.documents.take() {
                    std::mem::forget(documents);
                }
                Some(Err(failure))
            }
        }
    }
}

fn send(results: &Sender<Done>, done: Done) {
    // The writer is gone only after an error of its own, which the run returns.
    let _ = results.send(done);
}

fn annotate(pipeline: &Pipeline, document: &Document) -> Result<ArticleRecord, Failure> {
    guarded(document, || {
        ArticleRecord::new(document, &pipeline.annotate(document))
    })
}

/// Puts the outcomes in order and writes them.
fn write(
    results: Receiver<Done>,
    gate: &Gate,
    mut outputs: Outputs,
    mut observe: impl FnMut(&Totals),
) -> Result<Totals, Error> {
    // However this ends, the reader must not wait for it.
    let _closing = Closing(gate);
    let mut totals = Totals::default();
    let mut speakers = Speakers::default();
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for done in results {
        waiting.insert(done.number, done);
        while let Some(done) = waiting.remove(&next) {
            next += 1;
            match &done.outcome {
                Ok(article) => {
                    outputs.article(article)?;
                    speakers.add(article);
                    totals.add(article, done.bytes, speakers.len() as u64);
                    totals.left_out += done.left_out;
                }
                Err(failure) => {
                    outputs.failure(failure)?;
                    totals.fail(failure);
                }
            }
            gate.leave(done.cost);
            observe(&totals);
        }
    }
    outputs.finish(&speakers)?;
    Ok(totals)
}

impl Totals {
    fn add(&mut self, article: &ArticleRecord, bytes: u64, speakers: u64) {
        let speech = || article.quotes.iter().filter(|quote| quote.is_speech);
        self.articles += 1;
        self.bytes += bytes;
        self.quotations += speech().count() as u64;
        self.attributed += speech().filter(|quote| quote.speaker.is_some()).count() as u64;
        self.flags += article.claims.len() as u64;
        self.speakers = speakers;
    }

    fn fail(&mut self, failure: &Failure) {
        self.failures += 1;
        if self.first_failures.len() < TOLD {
            self.first_failures.push(failure.clone());
        }
    }
}
