//! Input: files, folders and standard input become [`Document`]s, in a stable order, one at a time.
//!
//! The set of formats is open, so it is a trait: a [`Reader`] turns one
//! [`Source`] into documents, and [`READERS`] is the only list of them.
//! Law: every record of a source is either a document or an [`InputError`];
//! a text is kept exactly as it stands but for its encoding, a byte order mark
//! and what an export left encoded in it, which is noted. What a record may cost is bounded ([`Reading::record_bytes`]), of a
//! compressed file too.

mod alike;
#[cfg(any(feature = "html", feature = "parquet", feature = "xlsx"))]
mod caught;
mod clean;
mod clippings;
mod dating;
#[cfg(feature = "docx")]
mod docx;
mod encoding;
mod error;
mod fields;
mod glob;
mod holder;
#[cfg(feature = "html")]
mod html;
mod jsonl;
mod kinds;
mod lines;
mod list;
mod mapper;
mod metered;
mod notices;
mod once;
#[cfg(feature = "html")]
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod raw;
mod record;
mod sought;
mod source;
mod table;
mod text;
mod values;
mod walk;
#[cfg(feature = "html")]
mod warc;
mod ways;
#[cfg(feature = "xlsx")]
mod xlsx;
#[cfg(feature = "docx")]
mod zipped;

#[cfg(feature = "docx")]
pub use docx::Docx;
pub use error::{InputCause, InputError, Place};
pub use fields::{Fields, Role};
#[cfg(feature = "html")]
pub use html::Html;
pub use jsonl::{Json, Jsonl};
pub use notices::Notices;
pub use once::NamedAgain;
#[cfg(feature = "parquet")]
pub use parquet::Parquet;
pub use raw::Raw;
pub use source::Source;
pub use table::Table;
pub use text::Text;
pub use walk::Inputs;
#[cfg(feature = "html")]
pub use warc::Warc;
#[cfg(feature = "xlsx")]
pub use xlsx::Xlsx;
#[cfg(feature = "docx")]
pub use zipped::Zipped;

use crate::document::Document;

/// The documents of one source, read as they are asked for.
pub type Documents = Box<dyn Iterator<Item = Result<Document, InputError>> + Send>;

/// The same, what costs much left to be done: see [`Raw`].
pub type Raws = Box<dyn Iterator<Item = Result<Raw, InputError>> + Send>;

/// One input format.
///
/// A reader pulls bytes from [`Source::bytes`], which decompresses; a format
/// that must seek opens [`Source::path`] itself.
pub trait Reader: std::fmt::Debug + Sync {
    /// The file extensions that mean this format: lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// The source's documents; reads nothing before the first is asked for.
    fn documents(&self, source: Source, reading: &Reading) -> Documents;

    /// Whether a file without a byte is one without a text, or without articles: an export of a day on which there were none.
    fn may_be_empty(&self) -> bool {
        true
    }

    /// The same records, as documents that are yet to be completed.
    fn raws(&self, source: Source, reading: &Reading) -> Raws {
        let documents = self.documents(source, reading);
        Box::new(documents.map(|document| document.map(Raw::from)))
    }
}

/// Every format there is.
pub static READERS: &[&dyn Reader] = &[
    &Text,
    &Jsonl,
    &Json,
    &Table,
    #[cfg(feature = "html")]
    &Html,
    #[cfg(feature = "html")]
    &Warc,
    #[cfg(feature = "docx")]
    &Docx,
    #[cfg(feature = "parquet")]
    &Parquet,
    #[cfg(feature = "xlsx")]
    &Xlsx,
    #[cfg(feature = "docx")]
    &Zipped,
];

/// Extensions of formats that this build may lack, with the feature that brings them.
const OPTIONAL: [(&str, &str); 10] = [
    ("html", "html"),
    ("htm", "html"),
    ("xhtml", "html"),
    ("warc", "html"),
    ("wet", "html"),
    ("docx", "docx"),
    ("zip", "docx"),
    ("xlsx", "xlsx"),
    ("parquet", "parquet"),
    ("pq", "parquet"),
];

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
    fn mapper(&self) -> mapper::Mapper {
        mapper::Mapper::new(self.fields.clone(), self.notices.clone())
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
pub fn documents(source: Source, reading: &Reading) -> Documents {
    Box::new(raws(source, reading).map(|raw| raw.and_then(Raw::document)))
}

/// The same, what costs much left to be done.
pub fn raws(mut source: Source, reading: &Reading) -> Raws {
    let reader = match source.extension() {
        Some(extension) => reader_for(extension).ok_or_else(|| no_reader(extension)),
        None => match source.peek().map_err(InputCause::Open) {
            Ok(head) => match ways::kind(head) {
                Some(kind) => Err(no_reader(kind)),
                None => Ok(sniff(head, reading)),
            },
            Err(cause) => Err(cause),
        },
    };
    let path = source.name();
    match reader {
        Ok(reader) if !reader.may_be_empty() && source.is_empty() => {
            Box::new(std::iter::once(Err(source.failed(InputCause::Empty))))
        }
        Ok(reader) => {
            let raws = reader.raws(source, reading);
            let order = reading.fields.date_order;
            Box::new(dating::Dated::new(
                raws,
                path,
                order,
                reading.notices.clone(),
            ))
        }
        Err(cause) => Box::new(std::iter::once(Err(source.failed(cause)))),
    }
}

/// A small file's text, in whatever encoding; `None` if it is none.
pub(crate) fn text_of(bytes: Vec<u8>) -> Option<String> {
    encoding::decode(bytes, None)
        .ok()
        .map(|decoded| decoded.text)
}

fn no_reader(extension: &str) -> InputCause {
    let extension = extension.to_owned();
    let optional = OPTIONAL
        .iter()
        .find(|(known, _)| extension.eq_ignore_ascii_case(known));
    match optional {
        Some((_, feature)) => InputCause::CompiledOut { extension, feature },
        None => match ways::way_out(&extension) {
            Some(way) => InputCause::WayOut { extension, way },
            None => InputCause::NoReader { extension },
        },
    }
}

/// The reader for what begins with these bytes.
fn sniff(head: &[u8], reading: &Reading) -> &'static dyn Reader {
    #[cfg(feature = "html")]
    if html::looks_like(head) {
        return &Html;
    }
    #[cfg(feature = "html")]
    if warc::looks_like(head) {
        return &Warc;
    }
    #[cfg(feature = "docx")]
    if docx::looks_like(head) {
        return match head {
            #[cfg(feature = "xlsx")]
            head if memchr::memmem::find(head, b"xl/").is_some() => &Xlsx,
            head if memchr::memmem::find(head, b"word/").is_some() => &Docx,
            head if memchr::memmem::find(head, b"[Content_Types].xml").is_some() => &Docx,
            _ => &Zipped,
        };
    }
    #[cfg(feature = "parquet")]
    if parquet::looks_like(head) {
        return &Parquet;
    }
    if let Some(reader) = jsonl::sniff(head) {
        return reader;
    }
    match table::looks_like(head, reading) {
        true => &Table,
        false => &Text,
    }
}
