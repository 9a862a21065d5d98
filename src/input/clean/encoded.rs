//! Characters that are another encoding's: mended one by one, since a text may have both.

use encoding_rs::WINDOWS_1252;

/// UTF-8 that was read as Windows-1252, as UTF-8 again; `None`: there is none of it.
pub(super) fn twice(text: &str) -> Option<String> {
    // What leads in UTF-8 is Â, Ã, â or ð then, mostly; all begin with this byte, and little else in English does.
    let (mut mended, mut copied) = (String::new(), 0);
    for at in memchr::memchr_iter(0xC3, text.as_bytes()) {
        if at < copied {
            continue;
        }
        if let Some((sign, length)) = meant(&text[at..]) {
            mended.push_str(&text[copied..at]);
            mended.push(sign);
            copied = at + length;
        }
    }
    (copied > 0).then(|| mended + &text[copied..])
}

/// The character that the first ones were, and how many bytes they take.
fn meant(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0_u8; 4];
    let mut signs = text.char_indices();
    let (_, first) = signs.next()?;
    bytes[0] = byte(first)?;
    let width = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    for at in 1..width {
        let next = signs
            .next()
            .and_then(|(_, sign)| byte(sign))
            .filter(|byte| (0x80..0xC0).contains(byte));
        match next {
            Some(next) => bytes[at] = next,
            // The last byte of ” is none in Windows-1252, and is lost.
            None if at == 2 && bytes[..2] == [0xE2, 0x80] => return Some(('”', "â€".len())),
            None => return None,
        }
    }
    let length = signs.next().map_or(text.len(), |(at, _)| at);
    let sign = std::str::from_utf8(&bytes[..width]).ok()?.chars().next()?;
    Some((sign, length))
}

/// The byte that is this character in Windows-1252.
fn byte(sign: char) -> Option<u8> {
    let mut utf_8 = [0; 4];
    let text: &str = sign.encode_utf8(&mut utf_8);
    let (bytes, _, lossy) = WINDOWS_1252.encode(text);
    match bytes[..] {
        [byte] if !lossy && byte >= 0x80 => Some(byte),
        _ => None,
    }
}

/// Bytes of Windows-1252 that were taken for the characters U+0080 to U+009F, as what they are there.
pub(super) fn controls(text: &str) -> Option<String> {
    let is_control = |sign: char| ('\u{80}'..='\u{9F}').contains(&sign);
    let bytes = text.as_bytes();
    let leads = |at: usize| bytes.get(at + 1).is_some_and(|next| *next < 0xA0);
    memchr::memchr_iter(0xC2, bytes).any(leads).then(|| {
        let signs = text.chars();
        signs
            .map(|sign| {
                if is_control(sign) {
                    of_byte(sign as u8)
                } else {
                    sign
                }
            })
            .collect()
    })
}

/// The character of a Windows-1252 byte.
pub(super) fn of_byte(byte: u8) -> char {
    let bytes = [byte];
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Line breaks that are written out, in a text that has no others.
pub(super) fn breaks(text: &str) -> Option<String> {
    memchr::memchr(b'\\', text.as_bytes())?;
    if text.contains('\n') {
        return None;
    }
    // C:\new is a folder: a break stands behind a sentence.
    let is_break = text
        .match_indices("\\n")
        .any(|(at, _)| text[..at].ends_with(['.', '!', '?', '”', '"', '\r', ' ']));
    is_break.then(|| text.replace("\\r\\n", "\n").replace("\\n", "\n"))
}
