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
use crate::input::{Inputs, Raw, Raws, Reading, raws};
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
        let before = kept.zip(journal.as_ref()).map(|(entry, journal)| Before {
            entry,
            changed: journal.changed(number, described(record.as_ref())),
        });
        let Some(record) = record else {
            if let Some(before) = before {
                send(&done, Done::new(number, Err(before.changed)));
            }
            return false;
        };
        let cost = record.as_ref().map_or(0, weight);
        if !gate.enter(cost) {
            return false;
        }
        match record {
            Ok(mut raw) => {
                let task = Task {
                    note: ids.make_distinct(&mut raw.document),
                    least: options.min_confidence,
                    keeps,
                    before,
                };
                let done = done.clone();
                workers.spawn(move |_| {
                    let finished = task.finish(number, pipeline, raw);
                    send(&done, Done { cost, ..finished });
                });
            }
            Err(failure) => send(&done, fail(number, failure, keeps, before)),
        }
    }
    false
}

/// What the journal has of a record.
struct Before {
    entry: Entry,
    /// The error if that was another record.
    changed: Error,
}

impl Before {
    fn of(self, key: u64) -> Result<Entry, Error> {
        match self.entry.key == key {
            true => Ok(self.entry),
            false => Err(self.changed),
        }
    }
}

/// What is to be done with a record, beside its document.
struct Task {
    /// Of a changed id.
    note: Option<String>,
    least: Option<f32>,
    /// For the journal.
    keeps: bool,
    before: Option<Before>,
}

impl Task {
    /// What was kept of the document or, without that, what is found in it.
    fn finish(self, number: u64, pipeline: &Pipeline, raw: Raw) -> Done {
        let path = raw.document.path.clone();
        let completed = guarded_reading(&path, || raw.document().map_err(Failure::from));
        let mut document = match completed.flatten() {
            Ok(document) => document,
            Err(failure) => return fail(number, failure, self.keeps, self.before),
        };
        let key = if self.keeps {
            of_document(&document)
        } else {
            0
        };
        let kept = match self.before.map(|before| before.of(key)).transpose() {
            Ok(kept) => kept,
            Err(changed) => return Done::new(number, Err(changed)),
        };
        let (mut outcome, left_out) = match kept.as_ref().and_then(Entry::found) {
            Some((article, left_out)) => (Ok(article), left_out),
            None => {
                let mut outcome = annotate(pipeline, &document);
                let mut left_out = 0;
                if let Ok(article) = &mut outcome {
                    article.notes.extend(self.note);
                    article.notes.append(&mut document.notes);
                    if document.text.trim().is_empty() {
                        article.notes.push("no text".to_owned());
                    }
                    let least = self.least;
                    left_out = least.map_or(0, |least| article.leave_out_under(least) as u64);
                }
                (outcome, left_out)
            }
        };
        let is_new = self.keeps && kept.is_none();
        let entry = is_new.then(|| match &mut outcome {
            Ok(article) => Entry::finished(key, article, left_out),
            Err(_) => Entry::failed(key),
        });
        let bytes = document.text.len() as u64;
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
}

/// What could not be read.
fn fail(number: u64, failure: Failure, keeps: bool, before: Option<Before>) -> Done {
    let key = of_failure(&failure);
    match before.map(|before| before.of(key)).transpose() {
        Err(changed) => Done::new(number, Err(changed)),
        Ok(kept) => Done {
            entry: (keeps && kept.is_none()).then(|| Entry::failed(key).to_bytes()),
            ..Done::new(number, Ok(Err(failure)))
        },
    }
}

fn described(record: Option<&Result<Raw, Failure>>) -> String {
    match record {
        Some(Ok(raw)) => format!("{} of {}", raw.document.id, raw.document.path),
        Some(Err(failure)) => failure.to_string(),
        None => "is not there".to_owned(),
    }
}

/// All records of all inputs.
fn records<'a>(
    inputs: &'a Inputs,
    reading: &'a Reading,
) -> impl Iterator<Item = Result<Raw, Failure>> + 'a {
    inputs.sources().flat_map(|source| match source {
        Ok(source) => Guarded {
            path: source.name(),
            raws: Some(raws(source, reading)),
        },
        Err(error) => Guarded {
            path: error.path.clone(),
            raws: Some(Box::new(std::iter::once(Err(error)))),
        },
    })
}

/// A source's records; a panic of its reader is the last of them.
struct Guarded {
    path: String,
    raws: Option<Raws>,
}

impl Iterator for Guarded {
    type Item = Result<Raw, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let raws = self.raws.as_mut()?;
        match guarded_reading(&self.path, || raws.next()) {
            Ok(Some(record)) => Some(record.map_err(Failure::from)),
            Ok(None) => {
                self.raws = None;
                None
            }
            Err(failure) => {
                // What panicked is not asked again, nor dropped: that might panic too.
                if let Some(raws) = self.raws.take() {
                    std::mem::forget(raws);
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
