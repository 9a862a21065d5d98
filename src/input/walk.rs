//! [`Inputs`]: the files behind the INPUT arguments, in the order they are read.
//!
//! Folders are walked by path bytes, lazily. In a folder, hidden files, files
//! no reader knows (a README.md), gold answers and the run's own output are
//! passed over; a file named by the user is always read or refused aloud.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use walkdir::{DirEntry, WalkDir};

use super::{InputCause, InputError, Source, reader_for};
use crate::error::Error;

/// What to read, checked to be there.
#[derive(Clone, Debug)]
pub struct Inputs {
    roots: Vec<PathBuf>,
    /// The output directory: what a run wrote is not what the next one reads.
    output: Option<PathBuf>,
    read: Arc<AtomicU64>,
    skipped: Arc<AtomicU64>,
}

impl Inputs {
    /// Checks that every input exists: a mistyped name stops the run before it starts.
    pub fn new(roots: Vec<PathBuf>, output: Option<&Path>) -> Result<Self, Error> {
        for path in roots.iter().filter(|path| !is_stdin(path)) {
            path.metadata().map_err(|source| Error::Input {
                path: path.clone(),
                source,
            })?;
        }
        Ok(Self {
            roots,
            // An output directory that is not there yet cannot be walked into.
            output: output.and_then(|path| path.canonicalize().ok()),
            read: Arc::default(),
            skipped: Arc::default(),
        })
    }

    /// The sources, in order; a folder that cannot be listed is an error among them.
    pub fn sources(&self) -> impl Iterator<Item = Result<Source, InputError>> + Send {
        let inputs = self.clone();
        self.roots.clone().into_iter().flat_map(move |root| {
            let sources: Box<dyn Iterator<Item = _> + Send> = if is_stdin(&root) {
                let source = Source::stdin(Arc::clone(&inputs.read));
                Box::new(std::iter::once(Ok(source)))
            } else if root.is_dir() {
                Box::new(inputs.clone().folder(root))
            } else {
                let stem = lossy(root.file_stem().unwrap_or_default());
                let source = Source::file(root, stem, Arc::clone(&inputs.read));
                Box::new(std::iter::once(Ok(source)))
            };
            sources
        })
    }

    /// The size of all that will be read, where it can be known beforehand.
    pub fn total_bytes(&self) -> Option<u64> {
        if self.roots.iter().any(|root| is_stdin(root)) {
            return None;
        }
        let mut total = 0;
        for root in &self.roots {
            for entry in self.walk(root).flatten() {
                if entry.file_type().is_file() && (entry.depth() == 0 || is_article(entry.path())) {
                    total += entry.metadata().map_or(0, |metadata| metadata.len());
                }
            }
        }
        Some(total)
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Files in folders passed over so far because no reader knows them.
    pub fn skipped(&self) -> u64 {
        self.skipped.load(Ordering::Relaxed)
    }

    fn folder(self, root: PathBuf) -> impl Iterator<Item = Result<Source, InputError>> + Send {
        self.walk(&root).filter_map(move |entry| {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return Some(Err(unlisted(&root, error))),
            };
            if !entry.file_type().is_file() {
                return None;
            }
            if !is_article(entry.path()) {
                self.skipped.fetch_add(1, Ordering::Relaxed);
                return None;
            }
            let stem = relative_stem(entry.path(), &root);
            let read = Arc::clone(&self.read);
            Some(Ok(Source::file(entry.into_path(), stem, read)))
        })
    }

    fn walk(&self, root: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> + Send + use<> {
        let output = self.output.clone();
        WalkDir::new(root)
            .follow_links(true)
            .sort_by(|a, b| order(a).cmp(order(b)))
            .into_iter()
            .filter_entry(move |entry| entry.depth() == 0 || !is_apart(entry, output.as_deref()))
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Sorts a folder's entries as their whole paths would sort: a folder's name goes on with a slash.
fn order(entry: &DirEntry) -> impl Iterator<Item = u8> + '_ {
    let slash = entry.file_type().is_dir().then_some(b'/');
    entry
        .file_name()
        .as_encoded_bytes()
        .iter()
        .copied()
        .chain(slash)
}

/// Hidden, or the run's own output.
fn is_apart(entry: &DirEntry, output: Option<&Path>) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
        || (entry.file_type().is_dir()
            && output.is_some_and(|output| entry.path().canonicalize().is_ok_and(|p| p == output)))
}

/// A file in a folder that some reader knows and that is no gold answer.
fn is_article(path: &Path) -> bool {
    let gold = path
        .file_stem()
        .is_some_and(|stem| stem.as_encoded_bytes().ends_with(b".gold"));
    let known = path
        .extension()
        .and_then(OsStr::to_str)
        .is_some_and(|extension| reader_for(extension).is_some());
    known && !gold
}

/// The path below `root` without its extension, with `/` between its parts.
fn relative_stem(path: &Path, root: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let parts: Vec<String> = relative.iter().map(lossy).collect();
    parts.join("/")
}

fn lossy(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

fn unlisted(root: &Path, error: walkdir::Error) -> InputError {
    let path = error.path().unwrap_or(root).to_string_lossy().into_owned();
    InputError {
        path,
        line: None,
        id: None,
        cause: InputCause::List(error.into()),
    }
}
