//! [`Text`]: a `.txt` file is one document.

use std::io::Read;

use super::{Documents, InputCause, InputError, Limits, Reader, Source};
use crate::document::Document;

pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Plain UTF-8 text.
#[derive(Clone, Copy, Debug)]
pub struct Text;

impl Reader for Text {
    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn documents(&self, mut source: Source, limits: Limits) -> Documents {
        Box::new(std::iter::once_with(move || read(&mut source, limits)))
    }
}

fn read(source: &mut Source, limits: Limits) -> Result<Document, InputError> {
    let text = decode(source, limits).map_err(|cause| source.failed(cause))?;
    Ok(Document {
        id: source.stem().to_owned(),
        path: source.name(),
        text,
        ..Document::default()
    })
}

fn decode(source: &mut Source, limits: Limits) -> Result<String, InputCause> {
    let limit = limits.record_bytes;
    let mut bytes = Vec::new();
    source
        .bytes()
        .map_err(InputCause::Open)?
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(InputCause::Read)?;
    if bytes.len() as u64 > limit {
        return Err(InputCause::TooLong { limit });
    }
    if bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
        return utf8(bytes, BOM.len() as u64);
    }
    utf8(bytes, 0)
}

/// The bytes as text; `base` is where they stand in the file.
pub(super) fn utf8(bytes: Vec<u8>, base: u64) -> Result<String, InputCause> {
    String::from_utf8(bytes).map_err(|error| InputCause::Utf8 {
        offset: base + error.utf8_error().valid_up_to() as u64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Document, InputError> {
        let limits = Limits { record_bytes: 20 };
        Text.documents(Source::memory("a", bytes.to_vec()), limits)
            .next()
            .unwrap()
    }

    #[test]
    fn keeps_the_text_but_for_its_mark() {
        assert_eq!(read(b"\xEF\xBB\xBFa\r\nb\n").unwrap().text, "a\r\nb\n");
        assert_eq!(read(b"").unwrap().text, "");
    }

    #[test]
    fn names_the_offset_of_invalid_bytes() {
        assert_eq!(
            read(b"ab\xFFc").unwrap_err().cause.to_string(),
            "invalid UTF-8 at byte 2"
        );
        let marked = read(b"\xEF\xBB\xBFab\xFF").unwrap_err();
        assert_eq!(marked.cause.to_string(), "invalid UTF-8 at byte 5");
    }

    #[test]
    fn refuses_what_is_too_long() {
        assert!(read(&[b'a'; 20]).is_ok());
        assert!(matches!(
            read(&[b'a'; 21]).unwrap_err().cause,
            InputCause::TooLong { limit: 20 }
        ));
    }
}
