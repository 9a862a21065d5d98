//! [`decode`]: bytes of any encoding as text.
//!
//! A byte order mark decides; then UTF-8 if the bytes are such, or nearly; then
//! what the file says of itself; then the guess of chardetng. Whatever is not
//! plainly right is noted, and what is no text at all is refused.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::InputCause;

/// Text, and what is to be said of how it was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) note: Option<String>,
}

/// The text without its byte order mark; `declared` is what the file says it is in.
pub(super) fn decode(
    mut bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> Result<Decoded, InputCause> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        bytes.drain(..mark);
        return Ok(by(encoding, bytes));
    }
    if let Some(encoding) = utf_16_without_mark(&bytes) {
        return Ok(by(encoding, bytes));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, note: None }),
        Err(error) => error.into_bytes(),
    };
    if is_binary(&bytes) {
        return Err(InputCause::NoTextFile);
    }
    let encoding = match declared {
        Some(declared) if declared != UTF_8 => declared,
        _ => guess(&bytes),
    };
    Ok(by(encoding, bytes))
}

fn by(encoding: &'static Encoding, bytes: Vec<u8>) -> Decoded {
    let bytes = match encoding == UTF_8 {
        true => match String::from_utf8(bytes) {
            Ok(text) => return Decoded { text, note: None },
            Err(error) => error.into_bytes(),
        },
        false => bytes,
    };
    let (text, lossy) = encoding.decode_without_bom_handling(&bytes);
    let name = encoding.name();
    let note = match lossy {
        true => format!("read as {name}, unreadable bytes replaced"),
        false => format!("read as {name}"),
    };
    Decoded {
        text: text.into_owned(),
        note: Some(note),
    }
}

/// The likeliest encoding of bytes that are not UTF-8 throughout.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    if is_mostly_utf_8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// A few broken characters in a text that is otherwise UTF-8 do not make it another encoding's:
/// that would break all the others.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk
            .valid()
            .chars()
            .filter(|char| !char.is_ascii())
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// Bytes that no text in a one-byte encoding has, or in UTF-8.
fn is_binary(bytes: &[u8]) -> bool {
    let control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    bytes.iter().filter(control).count() > bytes.len() / 100
}

/// Latin letters in UTF-16 have a zero as every other byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 2;
    match most >= 4 {
        true if odd * 10 > most * 7 && even == 0 => Some(UTF_16LE),
        true if even * 10 > most * 7 && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTE: &str = "“We’re ready,” Zoë said – “très bientôt.”\r\nShe left.\r\n";

    fn text(bytes: Vec<u8>) -> (String, Option<String>) {
        let decoded = decode(bytes, None).unwrap();
        (decoded.text, decoded.note)
    }

    fn utf_16(big: bool) -> Vec<u8> {
        let units = QUOTE.encode_utf16();
        let bytes = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        units.flat_map(bytes).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let windows = encoding_rs::WINDOWS_1252.encode(QUOTE).0.into_owned();
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let cases = [
            (QUOTE.as_bytes().to_vec(), None),
            (marked(b"\xEF\xBB\xBF", QUOTE.as_bytes().to_vec()), None),
            (windows, Some("read as windows-1252")),
            (marked(b"\xFF\xFE", utf_16(false)), Some("read as UTF-16LE")),
            (marked(b"\xFE\xFF", utf_16(true)), Some("read as UTF-16BE")),
            (utf_16(false), Some("read as UTF-16LE")),
            (utf_16(true), Some("read as UTF-16BE")),
        ];
        for (bytes, note) in cases {
            assert_eq!(text(bytes), (QUOTE.to_owned(), note.map(str::to_owned)));
        }
    }

    #[test]
    fn one_broken_character_breaks_no_other() {
        let bytes = [QUOTE.as_bytes(), b"cut \xE2\x80"].concat();
        let (text, note) = text(bytes);
        assert_eq!(text, format!("{QUOTE}cut \u{FFFD}"));
        assert_eq!(
            note.as_deref(),
            Some("read as UTF-8, unreadable bytes replaced")
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let image = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0\\r\xA8f";
        assert!(matches!(
            decode(image.to_vec(), None),
            Err(InputCause::NoTextFile)
        ));
        let zero = decode(b"A text with a \0 in it".to_vec(), None).unwrap();
        assert_eq!(zero.text, "A text with a \0 in it");
    }
}
