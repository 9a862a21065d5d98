//! [`Source`]: one file or standard input, with the names its documents take from it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{InputCause, InputError};

/// One stream of bytes to read documents from.
pub struct Source {
    /// `None`: standard input.
    path: Option<PathBuf>,
    stem: String,
    read: Arc<AtomicU64>,
    peeked: Option<Box<dyn BufRead + Send>>,
}

impl Source {
    /// A file; `stem` is the id of its document, or the prefix of its records' ids.
    /// `read` counts the bytes as they are pulled: the progress of a run.
    pub fn file(path: PathBuf, stem: String, read: Arc<AtomicU64>) -> Self {
        Self {
            path: Some(path),
            stem,
            read,
            peeked: None,
        }
    }

    pub fn stdin(read: Arc<AtomicU64>) -> Self {
        Self {
            path: None,
            stem: "stdin".to_owned(),
            read,
            peeked: None,
        }
    }

    /// A source over bytes in memory.
    pub fn memory(stem: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            path: None,
            stem: stem.into(),
            read: Arc::default(),
            peeked: Some(Box::new(io::Cursor::new(bytes))),
        }
    }

    /// The file, for a format that must seek; `None` for standard input.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The path as messages and rows show it; `-` for standard input.
    pub fn name(&self) -> String {
        match &self.path {
            Some(path) => path.to_string_lossy().into_owned(),
            None => "-".to_owned(),
        }
    }

    pub fn stem(&self) -> &str {
        &self.stem
    }

    pub(super) fn extension(&self) -> Option<&str> {
        // An extension that is not UTF-8 is none we know; the empty string says "unknown".
        let extension = self.path.as_deref()?.extension()?;
        Some(extension.to_str().unwrap_or_default())
    }

    /// The stream, from its start.
    pub fn bytes(&mut self) -> io::Result<Box<dyn BufRead + Send>> {
        if let Some(peeked) = self.peeked.take() {
            return Ok(peeked);
        }
        let inner: Box<dyn Read + Send> = match &self.path {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        };
        let counted = Counted {
            inner,
            read: Arc::clone(&self.read),
        };
        Ok(Box::new(BufReader::with_capacity(1 << 16, counted)))
    }

    /// The first bytes, which [`Source::bytes`] will give again.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        let bytes = self.bytes()?;
        self.peeked.insert(bytes).fill_buf()
    }

    pub(super) fn failed(&self, cause: InputCause) -> InputError {
        InputError {
            path: self.name(),
            line: None,
            id: Some(self.stem.clone()),
            cause,
        }
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("path", &self.path)
            .field("stem", &self.stem)
            .finish_non_exhaustive()
    }
}

/// Counts what passes through it.
struct Counted {
    inner: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
