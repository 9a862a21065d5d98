//! A run over many documents: reader → workers → ordered writer.
//!
//! The calling thread reads, a pool annotates, one thread writes in document
//! order, so that the output does not depend on the number of workers. A
//! [`Gate`] bounds the text under way, and so the memory of a run.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::document::Document;
use crate::error::Error;
use crate::input::{Inputs, Limits, documents};
use crate::output::Outputs;
use crate::pipeline::Pipeline;
use crate::records::{ArticleRecord, Digest, Failure, Speakers, Stage};

/// What a run has done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub articles: u64,
    /// Bytes of text annotated.
    pub bytes: u64,
    pub quotations: u64,
    pub attributed: u64,
    pub flags: u64,
    pub speakers: u64,
    pub failures: u64,
    /// The first few failures, to be told at the end.
    pub first_failures: Vec<Failure>,
}

/// Failures kept for the summary; `errors.csv` has them all.
const TOLD: usize = 5;

/// Annotates all inputs and writes the outputs; `observe` is told after every document.
pub fn run(
    pipeline: &Pipeline,
    inputs: &Inputs,
    limits: Limits,
    outputs: Outputs,
    jobs: NonZeroUsize,
    observe: impl FnMut(&Totals) + Send,
) -> Result<Totals, Error> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.get())
        .build()?;
    let gate = Gate::default();
    let (done, results) = channel();
    std::thread::scope(|threads| {
        let writer = threads.spawn(|| write(results, &gate, outputs, observe));
        pool.in_place_scope(|workers| read(workers, pipeline, inputs, limits, &gate, done));
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
    cost: u64,
    outcome: Result<ArticleRecord, Failure>,
}

/// Reads every document and hands it to a worker.
fn read<'scope>(
    workers: &rayon::Scope<'scope>,
    pipeline: &'scope Pipeline,
    inputs: &Inputs,
    limits: Limits,
    gate: &Gate,
    done: Sender<Done>,
) {
    let mut ids = Ids::default();
    let records = inputs.sources().flat_map(|source| match source {
        Ok(source) => documents(source, limits),
        Err(error) => Box::new(std::iter::once(Err(error))),
    });
    for (number, record) in (0..).zip(records) {
        let cost = record.as_ref().map_or(0, |document| document.text.len()) as u64;
        if !gate.enter(cost) {
            return;
        }
        let done = done.clone();
        match record {
            Ok(mut document) => {
                let note = ids.make_distinct(&mut document);
                workers.spawn(move |_| {
                    let mut outcome = annotate(pipeline, &document);
                    if let Ok(article) = &mut outcome {
                        article.notes.extend(note);
                    }
                    send(&done, number, cost, outcome);
                });
            }
            Err(error) => send(&done, number, cost, Err(error.into())),
        }
    }
}

fn send(done: &Sender<Done>, number: u64, cost: u64, outcome: Result<ArticleRecord, Failure>) {
    // The writer is gone only after an error of its own, which the run returns.
    let _ = done.send(Done {
        number,
        cost,
        outcome,
    });
}

fn annotate(pipeline: &Pipeline, document: &Document) -> Result<ArticleRecord, Failure> {
    guarded(document, || {
        ArticleRecord::new(document, &pipeline.annotate(document))
    })
}

/// A defect that one article brings to light must not cost the run: the panic
/// becomes that article's failure. Nothing is left half changed behind it: the
/// pipeline is only read, and the document and its annotation are dropped.
fn guarded<T>(document: &Document, work: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let message = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let message = message.or_else(|| panic.downcast_ref::<String>().cloned());
        Failure {
            path: document.path.clone(),
            id: Some(document.id.clone()),
            line: None,
            stage: Stage::Annotation,
            cause: format!("panic: {}", message.unwrap_or_default()),
        }
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
                    totals.add(article, done.cost, speakers.len() as u64);
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

/// Bounds what is between the reader and the writer.
#[derive(Default)]
struct Gate {
    state: Mutex<Inside>,
    changed: Condvar,
}

#[derive(Default)]
struct Inside {
    bytes: u64,
    documents: u64,
    closed: bool,
}

/// Text under way: a document waits while there is more, but one alone may be larger.
const MOST_BYTES: u64 = 16 << 20;
const MOST_DOCUMENTS: u64 = 4096;

impl Gate {
    /// Waits until there is room; false if nobody waits for more documents.
    fn enter(&self, bytes: u64) -> bool {
        let full = |inside: &mut Inside| {
            let room = inside.bytes + bytes <= MOST_BYTES && inside.documents < MOST_DOCUMENTS;
            !(room || inside.documents == 0 || inside.closed)
        };
        let waited = self.changed.wait_while(self.inside(), full);
        let mut inside = waited.unwrap_or_else(PoisonError::into_inner);
        inside.bytes += bytes;
        inside.documents += 1;
        !inside.closed
    }

    fn leave(&self, bytes: u64) {
        let mut inside = self.inside();
        inside.bytes -= bytes;
        inside.documents -= 1;
        self.changed.notify_one();
    }

    fn close(&self) {
        self.inside().closed = true;
        self.changed.notify_one();
    }

    /// Counters stay true even if a thread that held them panicked.
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Closing<'a>(&'a Gate);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// The ids seen so far, as hashes to keep them small, each with the last number given to it.
#[derive(Default)]
struct Ids(HashMap<u64, u64>);

impl Ids {
    /// Gives a document whose id was seen before the first free one of `id#2`,
    /// `id#3` …, and says so in a note.
    fn make_distinct(&mut self, document: &mut Document) -> Option<String> {
        let hash = |id: &str| Digest::new().text(id).value();
        let first = hash(&document.id);
        // A repeated id goes on where its last number left off: one sought from the
        // start each time would cost the square of its repetitions.
        let mut count = self.0.insert(first, 1)?;
        let given = document.id.clone();
        loop {
            count += 1;
            document.id = format!("{given}#{count}");
            if let Entry::Vacant(free) = self.0.entry(hash(&document.id)) {
                free.insert(1);
                break;
            }
        }
        self.0.insert(first, count);
        Some(format!("duplicate id {given}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_document_of_the_same_id_is_numbered() {
        let mut ids = Ids::default();
        let mut name = |id: &str| {
            let mut document = Document::from_text(id, "");
            let note = ids.make_distinct(&mut document);
            (document.id, note)
        };
        assert_eq!(name("a"), ("a".to_owned(), None));
        let note = || Some("duplicate id a".to_owned());
        assert_eq!(name("a"), ("a#2".to_owned(), note()));
        assert_eq!(name("a"), ("a#3".to_owned(), note()));
        assert_eq!(name("a#2").0, "a#2#2");
    }

    #[test]
    fn a_panic_is_one_documents_failure() {
        let document = Document::from_text("a", "text");
        let failure = guarded(&document, || panic!("odd {}", "article")).map(|(): ()| ());
        let failure = failure.unwrap_err();
        assert_eq!(failure.stage, Stage::Annotation);
        assert_eq!(failure.cause, "panic: odd article");
    }

    #[test]
    fn the_gate_lets_a_large_document_pass_alone() {
        let gate = Gate::default();
        assert!(gate.enter(MOST_BYTES + 1));
        gate.leave(MOST_BYTES + 1);
        assert!(gate.enter(1));
        gate.close();
        assert!(!gate.enter(MOST_BYTES));
    }
}
