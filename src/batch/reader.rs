//! [`read`]: every record of the inputs in order, handed to a worker.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use super::Options;
use super::gate::{Gate, weight};
use super::guard::guarded_reading;
use super::ids::Ids;
use super::journal::Kept;
use super::task::{Batch, Before, Done, Task, fail, send};
use crate::input::{Inputs, Raw, Raws, Reading, raws};
use crate::pipeline::Pipeline;
use crate::records::Failure;

/// Reads every document and hands it to a worker.
pub(super) fn read(
    inputs: &Inputs,
    options: &Options,
    journal: Option<&mut Kept>,
    mut hands: Hands<'_, '_>,
) {
    let stopped = read_all(inputs, options, journal, &mut hands);
    // Before the last of them is done, and with it the writing.
    hands.how.interrupted.store(stopped, Ordering::Relaxed);
    hands.pass_on();
}

/// How the reading went, for who writes.
#[derive(Debug, Default)]
pub(super) struct How {
    /// There was a file or a stream to read.
    pub(super) found: AtomicBool,
    /// It was stopped before the end.
    pub(super) interrupted: AtomicBool,
}

/// What documents are handed to the workers by.
pub(super) struct Hands<'a, 'scope> {
    pub(super) workers: &'a rayon::Scope<'scope>,
    pub(super) pipeline: &'scope Pipeline,
    pub(super) gate: &'a Gate,
    pub(super) done: Sender<Done>,
    pub(super) jobs: NonZeroUsize,
    pub(super) how: &'a How,
    /// Not yet handed over.
    pub(super) batch: Batch,
}

impl Hands<'_, '_> {
    /// Waits until there is room for so much; false if nobody waits for more.
    fn make_room(&mut self, cost: u64) -> bool {
        if !self.gate.has_room(cost) {
            // What is not handed over would never make room.
            self.pass_on();
        }
        self.gate.enter(cost)
    }

    fn take(&mut self, task: Task) {
        let read = task.number;
        self.batch.push(task);
        if self.batch.is_full(read, self.jobs) {
            self.pass_on();
        }
    }

    fn pass_on(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        if !batch.is_empty() {
            let (pipeline, done) = (self.pipeline, self.done.clone());
            self.workers.spawn(move |_| batch.finish(pipeline, &done));
        }
    }
}

/// True if it was stopped before the end.
fn read_all(
    inputs: &Inputs,
    options: &Options,
    mut journal: Option<&mut Kept>,
    hands: &mut Hands<'_, '_>,
) -> bool {
    let mut ids = Ids::default();
    let mut records = records(inputs, &options.reading, &hands.how.found);
    let keeps = journal.is_some();
    for number in 0.. {
        let kept = match journal.as_mut().map_or(Ok(None), |journal| journal.next()) {
            Ok(kept) => kept,
            Err(error) => {
                send(&hands.done, Done::new(number, Err(error)));
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
                send(&hands.done, Done::new(number, Err(before.changed)));
            }
            return false;
        };
        let cost = record.as_ref().map_or(0, weight);
        if !hands.make_room(cost) {
            return false;
        }
        match record {
            Ok(mut raw) => hands.take(Task {
                number,
                cost,
                note: ids.make_distinct(&mut raw.document),
                raw,
                least: options.least,
                keeps,
                before,
            }),
            Err(mut failure) => {
                ids.make_failure_distinct(&mut failure);
                send(&hands.done, fail(number, failure, keeps, before));
            }
        }
    }
    false
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
    found: &'a AtomicBool,
) -> impl Iterator<Item = Result<Raw, Failure>> + 'a {
    inputs.sources().flat_map(|source| match source {
        Ok(source) => {
            found.store(true, Ordering::Relaxed);
            Guarded {
                path: source.name(),
                raws: Some(raws(source, reading)),
            }
        }
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
