//! [`Ids`]: no two documents of a run bear the same id, failed ones included.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::digest::Digest;
use crate::document::Document;
use crate::records::Failure;

/// The ids seen so far, as hashes to keep them small, each with the last number given to it.
#[derive(Debug, Default)]
pub struct Ids(HashMap<u64, u64>);

impl Ids {
    /// Gives a document whose id was seen before the first free one of `id#2`,
    /// `id#3` …, and says so in a note.
    pub fn make_distinct(&mut self, document: &mut Document) -> Option<String> {
        let other = self.other(&document.id)?;
        let given = std::mem::replace(&mut document.id, other);
        Some(format!("duplicate id {given}"))
    }

    /// The same for a record that gave no document: its row stands among those of the others.
    pub(super) fn make_failure_distinct(&mut self, failure: &mut Failure) {
        if let Some(id) = &mut failure.id
            && let Some(other) = self.other(id)
        {
            *id = other;
        }
    }

    /// Takes note of the id; a free one if it was seen before.
    fn other(&mut self, id: &str) -> Option<String> {
        let hash = |id: &str| Digest::new().text(id).value();
        let first = hash(id);
        // A repeated id goes on where its last number left off: one sought from the
        // start each time would cost the square of its repetitions.
        let mut count = self.0.insert(first, 1)?;
        let other = loop {
            count += 1;
            let other = format!("{id}#{count}");
            if let Entry::Vacant(free) = self.0.entry(hash(&other)) {
                free.insert(1);
                break other;
            }
        };
        self.0.insert(first, count);
        Some(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Stage;

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
    fn a_failed_record_bears_no_others_id() {
        let failure = |id: Option<&str>| Failure {
            path: "a.jsonl".to_owned(),
            id: id.map(str::to_owned),
            place: None,
            stage: Stage::Input,
            cause: "invalid JSON".to_owned(),
        };
        let mut ids = Ids::default();
        let mut name = |id: Option<&str>| {
            let mut failure = failure(id);
            ids.make_failure_distinct(&mut failure);
            failure.id
        };
        assert_eq!(name(Some("a:2")).as_deref(), Some("a:2"));
        assert_eq!(name(Some("a:2")).as_deref(), Some("a:2#2"));
        assert_eq!(name(None), None);
        let mut document = Document::from_text("a:2", "");
        assert!(ids.make_distinct(&mut document).is_some());
        assert_eq!(document.id, "a:2#3");
    }
}
