//! [`PassedOver`]: how many files of which kinds a folder holds that no reader knows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::source::{extension, stem};

/// Kinds that are told apart; what comes after has no kind.
const MOST_KINDS: usize = 64;

/// Shared between those who walk and those who tell.
#[derive(Clone, Debug, Default)]
pub(super) struct PassedOver(Arc<Mutex<BTreeMap<String, u64>>>);

impl PassedOver {
    pub(super) fn add(&self, path: &Path) {
        let mut kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kind = kind(path);
        if kinds.len() >= MOST_KINDS && !kinds.contains_key(&kind) {
            kind = String::new();
        }
        *kinds.entry(kind).or_default() += 1;
    }

    /// The kinds (`.doc`, `.gold.json`, empty for none) and how many of each, the most first.
    pub(super) fn kinds(&self) -> Vec<(String, u64)> {
        let kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kinds: Vec<_> = kinds.clone().into_iter().collect();
        kinds.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        kinds
    }
}

fn kind(path: &Path) -> String {
    let gold = match is_gold(path) {
        true => ".gold",
        false => "",
    };
    let extension = extension(path).map(|extension| format!(".{}", extension.to_lowercase()));
    format!("{gold}{}", extension.unwrap_or_default())
}

/// Answers that a run is scored by: `NAME.gold.json`.
pub(super) fn is_gold(path: &Path) -> bool {
    let stem = stem(path);
    stem.as_os_str().as_encoded_bytes().ends_with(b".gold")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn kinds_are_counted_the_most_first() {
        let passed = PassedOver::default();
        for path in ["a.doc", "b/c.PDF", "d.pdf", "LICENSE", "e.gold.json"] {
            passed.add(Path::new(path));
        }
        let told: Vec<_> = passed.kinds().into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(told, [".pdf", "", ".doc", ".gold.json"]);
        assert_eq!(
            passed.kinds().iter().map(|(_, count)| count).sum::<u64>(),
            5
        );
    }

    #[test]
    fn kinds_without_end_take_no_room_without_end() {
        let passed = PassedOver::default();
        (0..1000).for_each(|at| passed.add(Path::new(&format!("part.x{at}"))));
        assert!(passed.kinds().len() <= MOST_KINDS + 1);
        assert_eq!(
            passed.kinds().iter().map(|(_, count)| count).sum::<u64>(),
            1000
        );
    }
}
