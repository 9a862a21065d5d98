//! [`Once`]: a file that is named twice, or named and in a folder that is named, is read once.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::digest::Digest;

/// The files named so far, as digests to keep them small.
#[derive(Debug, Default)]
pub(super) struct Once {
    named: HashSet<u64>,
    /// As it was named last, and where it is: files of one folder come together.
    folder: Option<(PathBuf, PathBuf)>,
}

impl Once {
    /// Whether it was not named before, however it was written; `None` is standard input.
    /// A link to a file is a name of its own.
    pub(super) fn is_new(&mut self, path: Option<&Path>) -> bool {
        let place = path.map(|path| self.place(path)).unwrap_or_default();
        let place = Digest::new().bytes(place.as_os_str().as_encoded_bytes());
        self.named.insert(place.value())
    }

    fn place(&mut self, path: &Path) -> PathBuf {
        let folder = path.parent().unwrap_or(Path::new(""));
        let name = path.file_name().unwrap_or_default();
        if let Some((named, place)) = &self.folder
            && named == folder
        {
            return place.join(name);
        }
        // What is not there is told when it is read.
        let place = Path::new(".").join(folder).canonicalize();
        let place = place.unwrap_or_else(|_| folder.to_owned());
        let path = place.join(name);
        self.folder = Some((folder.to_owned(), place));
        path
    }
}

/// How many files were named again, and the first few of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NamedAgain {
    pub count: u64,
    pub first: Vec<String>,
}

/// Names that are told.
const TOLD: usize = 3;

/// Shared between those who read and those who tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Repeated(Arc<Mutex<NamedAgain>>);

impl Repeated {
    pub(super) fn add(&self, name: String) {
        let mut again = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        again.count += 1;
        if again.first.len() < TOLD {
            again.first.push(name);
        }
    }

    pub(super) fn told(&self) -> NamedAgain {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_file_is_new_once_however_it_is_written() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path();
        std::fs::create_dir(root.join("in")).unwrap();
        let mut once = Once::default();
        let mut is_new = |path: &str| once.is_new(Some(&root.join(path)));
        assert!(is_new("in/a.txt"));
        for again in ["in/a.txt", "./in/a.txt", "in/../in//a.txt"] {
            assert!(!is_new(again), "{again}");
        }
        for other in ["in/b.txt", "in/a.html", "a.txt", "gone/a.txt"] {
            assert!(is_new(other), "{other}");
        }
        assert!(!is_new("gone/a.txt"));
        assert!(once.is_new(None) && !once.is_new(None));
    }
}
