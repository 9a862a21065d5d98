//! [`Text`]: a `.txt` file is one document, in whatever encoding.

use super::encoding::decode;
use super::{Documents, InputCause, Reader, Reading, Source};
use crate::document::Document;

pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Plain text.
#[derive(Clone, Copy, Debug)]
pub struct Text;

impl Reader for Text {
    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn documents(&self, mut source: Source, reading: &Reading) -> Documents {
        let limit = reading.record_bytes;
        Box::new(std::iter::once_with(move || {
            read(&mut source, limit).map_err(|cause| source.failed(cause))
        }))
    }
}

fn read(source: &mut Source, limit: u64) -> Result<Document, InputCause> {
    let decoded = decode(source.all(limit)?, None)?;
    Ok(Document {
        id: source.stem().to_owned(),
        path: source.name(),
        text: decoded.text,
        metadata: source.metadata(),
        notes: decoded.note.into_iter().collect(),
    })
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
    use crate::input::InputError;

    fn read(bytes: &[u8]) -> Result<Document, InputError> {
        let reading = Reading {
            record_bytes: 20,
            ..Reading::default()
        };
        Text.documents(Source::memory("a", bytes.to_vec()), &reading)
            .next()
            .unwrap()
    }

    #[test]
    fn keeps_the_text_but_for_its_mark() {
        assert_eq!(read(b"\xEF\xBB\xBFa\r\nb\n").unwrap().text, "a\r\nb\n");
        assert_eq!(read(b"").unwrap().text, "");
    }

    #[test]
    fn notes_another_encoding() {
        let document = read(b"Ann \x93said\x94 so").unwrap();
        assert_eq!(document.text, "Ann “said” so");
        assert_eq!(document.notes, ["read as windows-1252"]);
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
