//! [`Ids`]: no two documents of a run bear the same id.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::digest::Digest;
use crate::document::Document;

/// The ids seen so far, as hashes to keep them small, each with the last number given to it.
#[derive(Debug, Default)]
pub struct Ids(HashMap<u64, u64>);

impl Ids {
    /// Gives a document whose id was seen before the first free one of `id#2`,
    /// `id#3` …, and says so in a note.
    pub fn make_distinct(&mut self, document: &mut Document) -> Option<String> {
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
}
