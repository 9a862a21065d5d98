//! [`Batch`]: documents that one worker takes together, and what becomes of each.

use std::num::NonZeroUsize;
use std::sync::mpsc::Sender;

use super::gate;
use super::guard::{guarded, guarded_reading};
use super::journal::{Entry, of_document, of_failure};
use crate::document::Document;
use crate::error::Error;
use crate::input::Raw;
use crate::pipeline::Pipeline;
use crate::records::{ArticleRecord, Failure, QuoteRecord};

/// One record's outcome, with its place in the order.
pub(super) struct Done {
    pub(super) number: u64,
    /// What it took up at the gate.
    pub(super) cost: u64,
    /// The length of its text.
    pub(super) bytes: u64,
    pub(super) left_out: LeftOut,
    /// An error is the whole run's.
    pub(super) outcome: Result<Result<ArticleRecord, Failure>, Error>,
    /// The bytes to add to the journal.
    pub(super) entry: Option<Vec<u8>>,
}

impl Done {
    pub(super) fn new(number: u64, outcome: Result<Result<ArticleRecord, Failure>, Error>) -> Self {
        Self {
            number,
            cost: 0,
            bytes: 0,
            left_out: LeftOut::default(),
            outcome,
            entry: None,
        }
    }

    /// With what the record takes over from its document.
    fn with(mut self, document: Document) -> Self {
        self.bytes = document.text.len() as u64;
        if let Ok(Ok(article)) = &mut self.outcome {
            article.text = document.text;
            article.meta = document.metadata.extra;
        }
        self
    }
}

/// What the journal has of a record.
pub(super) struct Before {
    pub(super) entry: Entry,
    /// The error if that was another record.
    pub(super) changed: Error,
}

impl Before {
    fn of(self, key: u64) -> Result<Entry, Error> {
        match self.entry.key == key {
            true => Ok(self.entry),
            false => Err(self.changed),
        }
    }
}

/// Under which confidence something is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Least {
    /// Of a quotation.
    pub quotation: Option<f32>,
    /// Of its speaker, who is then taken for unknown.
    pub speaker: Option<f32>,
}

impl Least {
    fn apply(self, article: &mut ArticleRecord) -> LeftOut {
        let opens = |quote: &&QuoteRecord| {
            quote.is_speech
                && quote.speaker.is_some()
                && self
                    .speaker
                    .is_some_and(|least| quote.speaker_confidence < least)
                && self.quotation.is_none_or(|least| quote.confidence >= least)
        };
        let speakers = article.quotes.iter().filter(opens).count() as u64;
        if let Some(least) = self.speaker {
            article.leave_speakers_open_under(least);
        }
        let quotations = self.quotation.map(|least| article.leave_out_under(least));
        LeftOut {
            quotations: quotations.unwrap_or(0) as u64,
            speakers,
        }
    }
}

/// How much was too uncertain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub(super) quotations: u64,
    /// Quotations that stay, whose speaker was taken for unknown.
    pub(super) speakers: u64,
}

/// A record, and what is to be done with it.
pub(super) struct Task {
    pub(super) number: u64,
    pub(super) raw: Raw,
    /// What it took up at the gate.
    pub(super) cost: u64,
    /// Of a changed id.
    pub(super) note: Option<String>,
    pub(super) least: Least,
    /// For the journal.
    pub(super) keeps: bool,
    pub(super) before: Option<Before>,
}

/// Tasks that are done together: see [`Pipeline::annotate_all`].
#[derive(Default)]
pub(super) struct Batch {
    tasks: Vec<Task>,
    /// Of their texts and pages.
    bytes: u64,
}

/// As many documents as make the most of it: the longer a stage goes on, the better the processor
/// guesses what comes next. With 400 it gains no more.
const MOST_TASKS: usize = 256;
/// In bytes of text or of pages.
const MOST_BYTES: u64 = 1 << 20;

impl Batch {
    pub(super) fn push(&mut self, task: Task) {
        let bytes = task.raw.document.text.len() + task.raw.page_bytes();
        self.bytes += bytes as u64;
        self.tasks.push(task);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Of `read` documents in all, a share that leaves enough for each of `jobs` workers to the end;
    /// the gate has room for several shares each.
    pub(super) fn is_full(&self, read: u64, jobs: NonZeroUsize) -> bool {
        /// Shares a worker.
        const SHARES: u64 = 4;
        let shares = SHARES * jobs.get() as u64;
        let tasks = usize::try_from(read / (2 * shares)).unwrap_or(MOST_TASKS);
        self.tasks.len() >= tasks.clamp(1, MOST_TASKS)
            || self.bytes >= MOST_BYTES.min(gate::MOST_BYTES / shares)
    }

    /// For each record what was kept of it or, without that, what is found in it.
    pub(super) fn finish(self, pipeline: &Pipeline, done: &Sender<Done>) {
        let mut fresh = Vec::with_capacity(self.tasks.len());
        for task in self.tasks {
            match task.begin() {
                Ok(begun) => fresh.push(begun),
                Err(finished) => send(done, *finished),
            }
        }
        let documents: Vec<&Document> = fresh.iter().map(|begun| &begun.document).collect();
        let outcomes = annotate(pipeline, &documents);
        for (begun, outcome) in fresh.into_iter().zip(outcomes) {
            send(done, begun.finish(outcome));
        }
    }
}

/// A document that is to be annotated.
struct Begun {
    number: u64,
    cost: u64,
    document: Document,
    note: Option<String>,
    least: Least,
    /// The key to keep it under, if that is wanted.
    key: Option<u64>,
}

impl Task {
    /// Makes the record a document; what is finished with that is told at once.
    fn begin(self) -> Result<Begun, Box<Done>> {
        let (number, cost) = (self.number, self.cost);
        let finished = |done: Done| Err(Box::new(Done { cost, ..done }));
        let path = self.raw.document.path.clone();
        let completed = guarded_reading(&path, || self.raw.document().map_err(Failure::from));
        let document = match completed.flatten() {
            Ok(document) => document,
            Err(failure) => return finished(fail(number, failure, self.keeps, self.before)),
        };
        let key = self.keeps.then(|| of_document(&document));
        let kept = self.before.map(|before| before.of(key.unwrap_or_default()));
        let kept = match kept.transpose() {
            Ok(kept) => kept,
            Err(changed) => return finished(Done::new(number, Err(changed))),
        };
        match kept.as_ref().and_then(Entry::found) {
            Some((article, left_out)) => {
                let done = Done::new(number, Ok(Ok(article)));
                finished(Done { left_out, ..done }.with(document))
            }
            None => Ok(Begun {
                number,
                cost,
                document,
                note: self.note,
                least: self.least,
                key: key.filter(|_| kept.is_none()),
            }),
        }
    }
}

impl Begun {
    /// With what was found.
    fn finish(mut self, mut outcome: Result<ArticleRecord, Failure>) -> Done {
        let mut left_out = LeftOut::default();
        if let Ok(article) = &mut outcome {
            article.notes.extend(self.note);
            article.notes.append(&mut self.document.notes);
            if self.document.text.trim().is_empty() {
                article.notes.push(super::NO_TEXT.to_owned());
            }
            left_out = self.least.apply(article);
        }
        let entry = self.key.map(|key| match &mut outcome {
            Ok(article) => Entry::finished(key, article, left_out),
            Err(_) => Entry::failed(key),
        });
        let done = Done {
            cost: self.cost,
            left_out,
            entry: entry.map(|entry| entry.to_bytes()),
            ..Done::new(self.number, Ok(outcome))
        };
        done.with(self.document)
    }
}

/// What could not be read.
pub(super) fn fail(number: u64, failure: Failure, keeps: bool, before: Option<Before>) -> Done {
    let key = of_failure(&failure);
    match before.map(|before| before.of(key)).transpose() {
        Err(changed) => Done::new(number, Err(changed)),
        Ok(kept) => Done {
            entry: (keeps && kept.is_none()).then(|| Entry::failed(key).to_bytes()),
            ..Done::new(number, Ok(Err(failure)))
        },
    }
}

pub(super) fn send(results: &Sender<Done>, done: Done) {
    // The writer is gone only after an error of its own, which the run returns.
    let _ = results.send(done);
}

/// All together; if that panics, each alone, so that one of them costs none of the others.
fn annotate(pipeline: &Pipeline, documents: &[&Document]) -> Vec<Result<ArticleRecord, Failure>> {
    let [first, ..] = documents else {
        return Vec::new();
    };
    let together = guarded(first, || {
        let annotations = pipeline.annotate_all(documents);
        let pairs = documents.iter().zip(&annotations);
        let records = pairs.map(|(document, annotation)| ArticleRecord::new(document, annotation));
        records.collect::<Vec<_>>()
    });
    match together {
        Ok(records) => records.into_iter().map(Ok).collect(),
        Err(failure) if documents.len() == 1 => vec![Err(failure)],
        Err(_) => {
            let each = documents.chunks(1);
            each.flat_map(|alone| annotate(pipeline, alone)).collect()
        }
    }
}
