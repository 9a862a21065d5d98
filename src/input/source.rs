//! [`Source`]: one file or standard input, with the names its documents take from it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;

use super::kinds::PassedOver;
use super::{InputCause, InputError};
use crate::dates;
use crate::document::Metadata;

type Bytes = Box<dyn BufRead + Send>;

/// The first bytes that are looked at to tell a format.
const HEAD: u64 = 4096;

const GZIP: &[u8] = b"\x1F\x8B";
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";
/// The extensions of compressed files.
const COMPRESSED: [&str; 3] = ["gz", "zst", "zstd"];

/// One stream of bytes to read documents from.
pub struct Source {
    /// `None`: standard input.
    path: Option<PathBuf>,
    stem: String,
    read: Arc<AtomicU64>,
    /// The stream as it is stored, for bytes in memory.
    stored: Option<Bytes>,
    /// The stream as it is read, looked into already.
    peeked: Option<Bytes>,
    /// Counts the files in it that no reader knows.
    #[cfg_attr(
        not(feature = "docx"),
        expect(dead_code, reason = "archives alone have such")
    )]
    passed_over: PassedOver,
}

impl Source {
    /// A file; `stem` is the id of its document, or the prefix of its records' ids.
    /// `read` counts the bytes as they are pulled: the progress of a run.
    pub fn file(path: PathBuf, stem: String, read: Arc<AtomicU64>) -> Self {
        Self {
            path: Some(path),
            stem,
            read,
            stored: None,
            peeked: None,
            passed_over: PassedOver::default(),
        }
    }

    pub fn stdin(read: Arc<AtomicU64>) -> Self {
        Self {
            path: None,
            stem: "stdin".to_owned(),
            read,
            stored: None,
            peeked: None,
            passed_over: PassedOver::default(),
        }
    }

    /// A source over bytes in memory.
    pub fn memory(stem: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            path: None,
            stem: stem.into(),
            read: Arc::default(),
            stored: Some(Box::new(io::Cursor::new(bytes))),
            peeked: None,
            passed_over: PassedOver::default(),
        }
    }

    /// With a count that others share.
    pub(super) fn counting(self, passed_over: PassedOver) -> Self {
        Self {
            passed_over,
            ..self
        }
    }

    #[cfg(feature = "docx")]
    pub(super) fn passed_over(&self) -> &PassedOver {
        &self.passed_over
    }

    /// A file in an archive: `path` is the archive's and its own.
    #[cfg(feature = "docx")]
    pub(super) fn member(path: PathBuf, stem: String, bytes: Vec<u8>) -> Self {
        Self {
            path: Some(path),
            ..Self::memory(stem, bytes)
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

    /// What the metadata of a file that is one document have of its name.
    pub(super) fn metadata(&self) -> Metadata {
        // Of the path, if there is one: an id may have its extension.
        let name = self.path.as_deref().map(stem);
        let name = name.as_ref().map(|name| name.to_string_lossy());
        Metadata {
            file_date: dates::in_file_name(name.as_deref().unwrap_or(&self.stem)),
            ..Metadata::default()
        }
    }

    /// The extension that tells the format: `jsonl` of `news.jsonl.gz`, none of `news.gz`.
    pub(super) fn extension(&self) -> Option<&str> {
        extension(self.path.as_deref()?)
    }

    /// Whether it is a file without a byte in it, of whatever kind. A file that cannot be asked is for its reader to fail at.
    pub(super) fn is_empty(&mut self) -> bool {
        if let Some(stored) = &mut self.stored {
            return stored.fill_buf().is_ok_and(<[u8]>::is_empty);
        }
        let data = self.path.as_ref().and_then(|path| path.metadata().ok());
        data.is_some_and(|data| data.is_file() && data.len() == 0)
    }

    /// The stream, from its start, decompressed.
    pub fn bytes(&mut self) -> io::Result<Bytes> {
        match self.peeked.take() {
            Some(peeked) => Ok(peeked),
            None => decompressed(self.stored()?),
        }
    }

    /// The stream as text in an encoding that has ASCII's bytes: UTF-16 becomes UTF-8.
    pub(super) fn text_bytes(&mut self) -> io::Result<Bytes> {
        let mut bytes = self.bytes()?;
        let head = bytes.fill_buf()?;
        if !head.starts_with(b"\xFF\xFE") && !head.starts_with(b"\xFE\xFF") {
            return Ok(bytes);
        }
        let decoded = DecodeReaderBytesBuilder::new().build(bytes);
        Ok(Box::new(BufReader::with_capacity(1 << 16, decoded)))
    }

    /// The first bytes, which [`Source::bytes`] will give again.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        let mut bytes = self.bytes()?;
        if bytes.fill_buf()?.len() < HEAD as usize {
            bytes = refilled(bytes, HEAD)?;
        }
        self.peeked.insert(bytes).fill_buf()
    }

    /// All bytes of a file that is one document.
    pub(super) fn all(&mut self, limit: u64) -> Result<Vec<u8>, InputCause> {
        let mut bytes = Vec::new();
        self.bytes()
            .map_err(InputCause::Open)?
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(InputCause::Read)?;
        match bytes.len() as u64 > limit {
            true => Err(InputCause::TooLong { limit }),
            false => Ok(bytes),
        }
    }

    /// The file as it is stored, for a format that must seek; `None` if it must be read through.
    #[cfg(feature = "parquet")]
    pub(super) fn file_itself(&mut self) -> io::Result<Option<File>> {
        match &self.path {
            Some(path)
                if self.peeked.is_none() && self.stored.is_none() && !is_compressed(path) =>
            {
                let file = File::open(path)?;
                self.read
                    .fetch_add(file.metadata()?.len(), Ordering::Relaxed);
                Ok(Some(file))
            }
            _ => Ok(None),
        }
    }

    fn stored(&mut self) -> io::Result<Bytes> {
        if let Some(stored) = self.stored.take() {
            return Ok(stored);
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

    pub(super) fn failed(&self, cause: InputCause) -> InputError {
        InputError {
            path: self.name(),
            place: None,
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

/// See [`Source::extension`]; one that is not UTF-8 is none we know: the empty string.
pub(super) fn extension(path: &Path) -> Option<&str> {
    let known = |name: &&str| super::reader_for(name).is_some();
    match is_compressed(path) {
        // What a compressed file of another name holds is told from its bytes.
        true => Path::new(path.file_stem()?)
            .extension()?
            .to_str()
            .filter(known),
        false => Some(path.extension()?.to_str().unwrap_or_default()),
    }
}

/// The path without the extensions that tell its format: `a/news` of `a/news.jsonl.gz`.
pub(super) fn stem(path: &Path) -> PathBuf {
    let inner = path.with_extension("");
    match is_compressed(path) && extension(path).is_some() {
        true => inner.with_extension(""),
        false => inner,
    }
}

fn is_compressed(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        COMPRESSED
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

fn decompressed(mut stored: Bytes) -> io::Result<Bytes> {
    if stored.fill_buf()?.len() < ZSTD.len() {
        stored = refilled(stored, HEAD)?;
    }
    let head = stored.fill_buf()?;
    if head.starts_with(GZIP) {
        let decoder = MultiGzDecoder::new(stored);
        return Ok(Box::new(BufReader::with_capacity(1 << 16, decoder)));
    }
    if head.starts_with(ZSTD) {
        return zstd(stored);
    }
    Ok(stored)
}

#[cfg(feature = "zstd")]
fn zstd(stored: Bytes) -> io::Result<Bytes> {
    let decoder = zstd::stream::read::Decoder::with_buffer(stored)?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, decoder)))
}

#[cfg(not(feature = "zstd"))]
fn zstd(_: Bytes) -> io::Result<Bytes> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "this dixit was built without zstd (feature `zstd`)",
    ))
}

/// The same stream with its first bytes, which a pipe gives piece by piece, in one piece.
fn refilled(mut bytes: Bytes, length: u64) -> io::Result<Bytes> {
    let mut head = Vec::new();
    (&mut bytes).take(length).read_to_end(&mut head)?;
    Ok(Box::new(io::Cursor::new(head).chain(bytes)))
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
