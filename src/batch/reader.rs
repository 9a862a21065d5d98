//! [`read`]: every record of the inputs in order, handed to a worker.

use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;

use super::Options;
use super::gate::{Gate, weight};
use super::guard::{guarded, guarded_reading};
use super::ids::Ids;
use super::journal::{Entry, Kept, of_document, of_failure};
use crate::document::Document;
use crate::error::Error;
use crate::input::{Documents, Inputs, Reading, documents};
use crate::pipeline::Pipeline;
use crate::records::{ArticleRecord, Failure};

/// One record's outcome, with its place in the order.
pub(super) struct Done {
    pub(super) number: u64,
    /// What it took up at the gate.
    pub(super) cost: u64,
    /// The length of its text.
    pub(super) bytes: u64,
    /// Quotations left out.
    pub(super) left_out: u64,
    /// An error is the whole run's.
    pub(super) outcome: Result<Result<ArticleRecord, Failure>, Error>,
    /// The bytes to add to the journal.
    pub(super) entry: Option<Vec<u8>>,
}

impl Done {
    fn new(number: u64, outcome: Result<Result<ArticleRecord, Failure>, Error>) -> Self {
        Self {
            number,
            cost: 0,
            bytes: 0,
            left_out: 0,
            outcome,
            entry: None,
        }
    }
}

/// Reads every document and hands it to a worker. True if it was stopped before the end.
pub(super) fn read<'scope>(
    workers: &rayon::Scope<'scope>,
    pipeline: &'scope Pipeline,
    inputs: &Inputs,
    options: Options,
    mut journal: Option<&mut Kept>,
    gate: &Gate,
    done: Sender<Done>,
) -> bool {
    let mut ids = Ids::default();
    let mut records = records(inputs, &options.reading);
    let keeps = journal.is_some();
    for number in 0.. {
        let kept = match journal.as_mut().map_or(Ok(None), |journal| journal.next()) {
            Ok(kept) => kept,
            Err(error) => {
                send(&done, Done::new(number, Err(error)));
                return false;
            }
        };
        let stopped = || options.stop.load(Ordering::Relaxed);
        // What was finished before is written again first: the outputs do not shrink.
        if kept.is_none() && stopped() {
            return true;
        }
        let record = records.next();
        let ends = !matches!(record, Some(Ok(_)));
        // Who writes to our standard input may have been stopped with us: then this is not
        // its end, and no record of it.
        if stopped() && (kept.is_none() || ends) {
            return true;
        }
        // The error if this record is not the one that was kept.
        let changed = |what: &dyn Fn() -> String| {
            let journal = kept.as_ref().and(journal.as_ref());
            journal.map(|journal| Err(journal.changed(number, what())))
        };
        let Some(record) = record else {
            if let Some(changed) = changed(&|| "is not there".to_owned()) {
                send(&done, Done::new(number, changed));
            }
            return false;
        };
        let cost = record.as_ref().map_or(0, weight);
        if !gate.enter(cost) {
            return false;
        }
        let done = done.clone();
        match record {
            Ok(mut document) => {
                let note = ids.make_distinct(&mut document);
                let least = options.min_confidence;
                let changed = changed(&|| format!("{} of {}", document.id, document.path));
                workers.spawn(move |_| {
                    let key = keeps.then(|| of_document(&document));
                    let is_other = kept.as_ref().is_some_and(|entry| Some(entry.key) != key);
                    let finished = match changed {
                        Some(changed) if is_other => Done::new(number, changed),
                        _ => finish(number, pipeline, document, note, least, kept, key),
                    };
                    send(&done, Done { cost, ..finished });
                });
            }
            Err(failure) => {
                let key = of_failure(&failure);
                let changed = changed(&|| failure.to_string());
                let is_other = kept.as_ref().is_some_and(|entry| entry.key != key);
                let finished = match changed {
                    Some(changed) if is_other => Done::new(number, changed),
                    _ => Done {
                        entry: (keeps && kept.is_none()).then(|| Entry::failed(key).to_bytes()),
                        ..Done::new(number, Ok(Err(failure)))
                    },
                };
                send(&done, Done { cost, ..finished });
            }
        }
    }
    false
}

/// What was kept of the document or, without that, what is found in it.
fn finish(
    number: u64,
    pipeline: &Pipeline,
    mut document: Document,
    note: Option<String>,
    least: Option<f32>,
    kept: Option<Entry>,
    key: Option<u64>,
) -> Done {
    let bytes = document.text.len() as u64;
    let (mut outcome, left_out) = match kept.as_ref().and_then(Entry::found) {
        Some((article, left_out)) => (Ok(article), left_out),
        None => {
            let mut outcome = annotate(pipeline, &document);
            let mut left_out = 0;
            if let Ok(article) = &mut outcome {
                article.notes.extend(note);
                article.notes.append(&mut document.notes);
                left_out = least.map_or(0, |least| article.leave_out_under(least) as u64);
            }
            (outcome, left_out)
        }
    };
    let entry = match (&mut outcome, key) {
        (Ok(article), Some(key)) if kept.is_none() => Some(Entry::finished(key, article, left_out)),
        (Err(_), Some(key)) if kept.is_none() => Some(Entry::failed(key)),
        _ => None,
    };
    if let Ok(article) = &mut outcome {
        article.text = document.text;
        article.meta = document.metadata.extra;
    }
    Done {
        bytes,
        left_out,
        entry: entry.map(|entry| entry.to_bytes()),
        ..Done::new(number, Ok(outcome))
    }
}

/// All records of all inputs.
fn records<'a>(
    inputs: &'a Inputs,
    reading: &'a Reading,
) -> impl Iterator<Item = Result<Document, Failure>> + 'a {
    inputs.sources().flat_map(|source| match source {
        Ok(source) => Guarded {
            path: source.name(),
            documents: Some(documents(source, reading)),
        },
        Err(error) => Guarded {
            path: error.path.clone(),
            documents: Some(Box::new(std::iter::once(Err(error)))),
        },
    })
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
