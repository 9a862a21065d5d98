//! [`Text`]: a `.txt` file is one document, in whatever encoding; a press archive's file may be many.

use super::clippings::clippings;
use super::encoding::{Decoded, decode};
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
        let (limit, as_is) = (reading.record_bytes, reading.fields.text_as_is);
        let documents = std::iter::once_with(move || {
            let decoded = source.all(limit).and_then(|bytes| decode(bytes, None));
            match decoded {
                Ok(decoded) => read(&source, decoded, as_is).into_iter().map(Ok).collect(),
                Err(cause) => vec![Err(source.failed(cause))],
            }
        });
        Box::new(documents.flatten())
    }
}

/// The file's document, or those of a press archive's file.
fn read(source: &Source, decoded: Decoded, as_is: bool) -> Vec<Document> {
    let whole = Document {
        id: source.stem().to_owned(),
        path: source.name(),
        metadata: source.metadata(),
        notes: decoded.note.into_iter().collect(),
        ..Document::default()
    };
    let clippings = match as_is {
        true => None,
        false => clippings(&decoded.text),
    };
    let Some(clippings) = clippings else {
        return vec![Document {
            text: decoded.text,
            ..whole
        }];
    };
    let many = clippings.len() > 1;
    let number = 1..;
    let documents = clippings.into_iter().zip(number).map(|(clipping, number)| {
        let mut document = whole.clone();
        let numbered = || match many {
            true => format!("{}:{number}", whole.id),
            false => whole.id.clone(),
        };
        document.id = clipping.id.unwrap_or_else(numbered);
        document.text = clipping.text;
        document.metadata = clipping.metadata;
        document.metadata.file_date = whole.metadata.file_date.filter(|_| !many);
        document
            .notes
            .push("head lines taken for metadata".to_owned());
        document
    });
    documents.collect()
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
    #[test]
    fn an_archives_file_is_its_articles() {
        let bytes = b"1 of 2 DOCUMENTS\n\nEcho\n\n4 May 2026\n\nOne\n\nLENGTH: 1 words\n\nA.\n\n2 of 2 DOCUMENTS\n\nLENGTH: 1 words\n\nB.\n";
        let read = |reading: &Reading| {
            let documents = Text.documents(Source::memory("a", bytes.to_vec()), reading);
            let shown = documents.map(|document| {
                document
                    .map(|document| (document.id, document.text))
                    .unwrap()
            });
            shown.collect::<Vec<_>>()
        };
        let own = |id: &str, text: &str| (id.to_owned(), text.to_owned());
        let mut reading = Reading::default();
        assert_eq!(read(&reading), [own("a:1", "A."), own("a:2", "B.")]);
        reading.fields.text_as_is = true;
        assert_eq!(read(&reading).len(), 1);
    }
}
