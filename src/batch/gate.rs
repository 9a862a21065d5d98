//! [`Gate`]: bounds the text under way, and so the memory of a run.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::input::Raw;

/// What a document weighs while it is under way: its text or page, and the fields that pass
/// through, which in some corpora hold the whole page.
pub(super) fn weight(raw: &Raw) -> u64 {
    let document = &raw.document;
    let extra: usize = document.metadata.extra.values().map(size).sum();
    (document.text.len() + extra + raw.page_bytes() * OF_PAGE) as u64
}

/// A page's tree takes some twenty times its bytes, but only while it is with a worker.
const OF_PAGE: usize = 4;

/// What a field's value holds, in bytes.
pub(super) fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(fields) => fields.values().map(size).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
    }
}

/// Bounds what is between the reader and the writer.
#[derive(Default)]
pub(super) struct Gate {
    state: Mutex<Inside>,
    changed: Condvar,
}

#[derive(Default)]
struct Inside {
    bytes: u64,
    documents: u64,
    closed: bool,
}

impl Inside {
    fn has_room(&self, bytes: u64) -> bool {
        let room = self.bytes + bytes <= MOST_BYTES && self.documents < MOST_DOCUMENTS;
        room || self.documents == 0 || self.closed
    }
}

/// Text under way: a document waits while there is more, but one alone may be larger.
pub(super) const MOST_BYTES: u64 = 16 << 20;
const MOST_DOCUMENTS: u64 = 4096;

impl Gate {
    /// Whether a document would not have to wait.
    pub(super) fn has_room(&self, bytes: u64) -> bool {
        self.inside().has_room(bytes)
    }

    /// Waits until there is room; false if nobody waits for more documents.
    pub(super) fn enter(&self, bytes: u64) -> bool {
        let full = |inside: &mut Inside| !inside.has_room(bytes);
        let waited = self.changed.wait_while(self.inside(), full);
        let mut inside = waited.unwrap_or_else(PoisonError::into_inner);
        inside.bytes += bytes;
        inside.documents += 1;
        !inside.closed
    }

    pub(super) fn leave(&self, bytes: u64) {
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

pub(super) struct Closing<'a>(pub(super) &'a Gate);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
