//! Input: files, folders and standard input become [`Document`]s, in a stable order, one at a time.
//!
//! The set of formats is open, so it is a trait: a [`Reader`] turns one
//! [`Source`] into documents, and [`READERS`] is the only list of them.
//! Law: every record of a source is either a document or an [`InputError`];
//! a text is kept exactly as it stands but for a byte order mark at its start.

mod error;
mod jsonl;
mod lines;
mod source;
mod text;
mod walk;

pub use error::{InputCause, InputError};
pub use jsonl::Jsonl;
pub use source::Source;
pub use text::Text;
pub use walk::Inputs;

use crate::document::Document;

/// The documents of one source, read as they are asked for.
pub type Documents = Box<dyn Iterator<Item = Result<Document, InputError>> + Send>;

/// One input format.
///
/// A reader pulls bytes from [`Source::bytes`], where decompression belongs
/// too; a format that must seek opens [`Source::path`] itself.
pub trait Reader: std::fmt::Debug + Sync {
    /// The file extensions that mean this format: lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// The source's documents; reads nothing before the first is asked for.
    fn documents(&self, source: Source, limits: Limits) -> Documents;
}

/// Every format there is.
pub static READERS: &[&dyn Reader] = &[&Text, &Jsonl];

/// What one record may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The longest text file, and the longest line of a JSONL file, in bytes.
    pub record_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            record_bytes: 256 << 20,
        }
    }
}

/// The reader for a file extension, whatever its case.
pub fn reader_for(extension: &str) -> Option<&'static dyn Reader> {
    let extension = extension.to_ascii_lowercase();
    READERS
        .iter()
        .copied()
        .find(|reader| reader.extensions().contains(&extension.as_str()))
}

/// Opens a source with the reader its extension or, without one, its first bytes call for.
pub fn documents(mut source: Source, limits: Limits) -> Documents {
    let reader = match source.extension() {
        Some(extension) => reader_for(extension).ok_or(InputCause::NoReader {
            extension: extension.to_owned(),
        }),
        None => match source.peek() {
            Ok(head) if jsonl::looks_like(head) => Ok(&Jsonl as &dyn Reader),
            Ok(_) => Ok(&Text as &dyn Reader),
            Err(error) => Err(InputCause::Open(error)),
        },
    };
    match reader {
        Ok(reader) => reader.documents(source, limits),
        Err(cause) => Box::new(std::iter::once(Err(source.failed(cause)))),
    }
}
