//! Input: files, folders and standard input become [`Document`]s, in a stable order, one at a time.
//!
//! The set of formats is open, so it is a trait: a [`Reader`] turns one
//! [`Source`] into documents, and [`READERS`] is the only list of them.
//! Law: every record of a source is either a document or an [`InputError`];
//! a text is kept exactly as it stands but for its encoding and a byte order
//! mark. What a record may cost is bounded ([`Reading::record_bytes`]), of a
//! compressed file too.

mod encoding;
mod error;
mod fields;
mod glob;
mod jsonl;
mod lines;
mod list;
mod notices;
mod record;
mod source;
mod table;
mod text;
mod values;
mod walk;

pub use error::{InputCause, InputError, Place};
pub use fields::{Fields, Role};
pub use jsonl::{Json, Jsonl};
pub use notices::Notices;
pub use source::Source;
pub use table::Table;
pub use text::Text;
pub use walk::Inputs;

use crate::document::Document;

/// The documents of one source, read as they are asked for.
pub type Documents = Box<dyn Iterator<Item = Result<Document, InputError>> + Send>;

/// One input format.
///
/// A reader pulls bytes from [`Source::bytes`], which decompresses; a format
/// that must seek opens [`Source::path`] itself.
pub trait Reader: std::fmt::Debug + Sync {
    /// The file extensions that mean this format: lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// The source's documents; reads nothing before the first is asked for.
    fn documents(&self, source: Source, reading: &Reading) -> Documents;
}

/// Every format there is.
pub static READERS: &[&dyn Reader] = &[&Text, &Jsonl, &Json, &Table];

/// How sources are read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The longest file that is one document, and the longest record of a file of many, in bytes.
    pub record_bytes: u64,
    pub fields: Fields,
    pub notices: Notices,
}

/// Enough for any article; a run's memory is a small multiple of it at worst.
pub const RECORD_BYTES: u64 = 64 << 20;

impl Default for Reading {
    fn default() -> Self {
        Self {
            record_bytes: RECORD_BYTES,
            fields: Fields::default(),
            notices: Notices::default(),
        }
    }
}

impl Reading {
    fn mapper(&self) -> fields::Mapper {
        fields::Mapper::new(self.fields.clone(), self.notices.clone())
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
pub fn documents(mut source: Source, reading: &Reading) -> Documents {
    let reader = match source.extension() {
        Some(extension) => reader_for(extension).ok_or(InputCause::NoReader {
            extension: extension.to_owned(),
        }),
        None => source
            .peek()
            .map_err(InputCause::Open)
            .map(|head| sniff(head, reading)),
    };
    match reader {
        Ok(reader) => reader.documents(source, reading),
        Err(cause) => Box::new(std::iter::once(Err(source.failed(cause)))),
    }
}

/// The reader for what begins with these bytes.
fn sniff(head: &[u8], reading: &Reading) -> &'static dyn Reader {
    if let Some(reader) = jsonl::sniff(head) {
        return reader;
    }
    match table::looks_like(head, reading) {
        true => &Table,
        false => &Text,
    }
}
