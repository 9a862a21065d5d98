//! [`cell`]: a text as it stands in a cell of a table.

use std::borrow::Cow;

use memchr::memchr2_iter;

use crate::bytes::each;
use crate::config::Newlines;

/// The text as it stands in a cell: a line break, and the white space around it, as ` ¶ `, if it is marked.
pub(crate) fn cell(text: &str, newlines: Newlines) -> Cow<'_, str> {
    let text = trim(text);
    if newlines == Newlines::Kept {
        return Cow::Borrowed(text);
    }
    if !holds_any(text.as_bytes(), [b'\n', b'\r']) {
        return Cow::Borrowed(text);
    }
    let mut marked = String::with_capacity(text.len() + text.len() / 16);
    let mut from = 0;
    let ends = memchr2_iter(b'\n', b'\r', text.as_bytes());
    for end in ends.chain([text.len()]) {
        let line = trim(&text[from..end]);
        if !line.is_empty() {
            marked.push_str(if marked.is_empty() { "" } else { " ¶ " });
            marked.push_str(line);
        }
        from = end + 1;
    }
    Cow::Owned(marked)
}

/// Whether one of the bytes stands in the text. For most cells, a call of `memchr` costs more than they do.
#[inline(always)]
pub(crate) fn holds_any<const N: usize>(text: &[u8], wanted: [u8; N]) -> bool {
    if text.len() >= 32 {
        return wanted.chunks(3).any(|wanted| match *wanted {
            [a, b, c] => memchr::memchr3(a, b, c, text).is_some(),
            [a, b] => memchr::memchr2(a, b, text).is_some(),
            [a] => memchr::memchr(a, text).is_some(),
            _ => false,
        });
    }
    let Some(last) = text.last_chunk::<8>() else {
        return text.iter().any(|byte| wanted.contains(byte));
    };
    let (eights, _) = text.as_chunks::<8>();
    eights.iter().chain([last]).any(|eight| {
        let word = u64::from_le_bytes(*eight);
        wanted.iter().any(|byte| has_zero(word ^ each(*byte)))
    })
}

/// Whether one of the eight bytes is nought.
#[inline(always)]
fn has_zero(word: u64) -> bool {
    word.wrapping_sub(each(1)) & !word & each(0x80) != 0
}

/// The text without white space at its ends, of which most cells have none.
pub(crate) fn trim(text: &str) -> &str {
    match is_trimmed(text) {
        true => text,
        false => text.trim(),
    }
}

/// No white space stands at the text's ends.
#[inline(always)]
pub(crate) fn is_trimmed(text: &str) -> bool {
    let is_graphic = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    is_graphic(bytes.first()) && is_graphic(bytes.last()) || begins_and_ends_without_space(text)
}

fn begins_and_ends_without_space(text: &str) -> bool {
    !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_line_unless_line_breaks_are_kept() {
        let text = " A.\r\n\r\n “B.\n";
        assert_eq!(cell(text, Newlines::Marked), "A. ¶ “B.");
        assert_eq!(cell(text, Newlines::Kept), "A.\r\n\r\n “B.");
    }
}
