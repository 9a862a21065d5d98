//! How a stretch of an article is worded: parts joined, outer marks taken off,
//! and, in a cell, line breaks shown.

use std::borrow::Cow;

use crate::config::Newlines;
use crate::span::Span;

/// Between parts of a quotation that the narrator's words separate.
const GAP: &str = " […] ";

/// An opening mark and the marks that may close it. Longer marks first.
const PAIRS: &[(&str, &[&str])] = &[
    ("``", &["''", "’’"]),
    ("''", &["''"]),
    ("‘‘", &["’’"]),
    ("“", &["”"]),
    ("„", &["“", "”"]),
    ("«", &["»"]),
    ("»", &["«"]),
    ("‹", &["›"]),
    ("‘", &["’"]),
    ("‚", &["‘", "’"]),
    ("\"", &["\""]),
    ("'", &["'"]),
];

/// The words of a quotation: neighbouring parts as the text has them, others
/// joined by ` […] `; without their marks if every stretch stands in a pair.
pub(crate) fn quotation(text: &str, contents: &[Span]) -> String {
    if let [content] = contents {
        let words = with_marks(text, *content).of(text).trim();
        return trim(unmarked(words).unwrap_or(words)).to_owned();
    }
    let mut stretches: Vec<Span> = Vec::new();
    for content in contents {
        match stretches.last_mut() {
            Some(last) if adjacent(text, *last, *content) => *last = last.cover(*content),
            _ => stretches.push(*content),
        }
    }
    let marked: Vec<&str> = stretches
        .iter()
        .map(|span| with_marks(text, *span).of(text).trim())
        .collect();
    let bare: Option<Vec<&str>> = marked.iter().map(|words| unmarked(words)).collect();
    trim(&bare.unwrap_or(marked).join(GAP)).to_owned()
}

/// The stretch with the mark at its edge whose partner stands inside it: said “no”, not said “no.
fn with_marks(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let (Some(before), Some(after)) = (text.get(..span.start()), text.get(span.end()..)) else {
        return span;
    };
    let (opens, closes) = (before.ends_with(is_mark), after.starts_with(is_mark));
    if !opens && !closes || !may_hold_mark(words) {
        return span;
    }
    let lone = |mark: &str, partners: &[&str]| {
        let own = count(words, mark);
        let others: usize = partners.iter().map(|other| count(words, other)).sum();
        // A straight mark is its own partner: an odd one stands alone.
        if partners.contains(&mark) {
            own % 2 == 1
        } else {
            own > others
        }
    };
    let (mut start, mut end) = (span.start(), span.end());
    for (open, closers) in PAIRS {
        let closing = closers
            .iter()
            .find(|close| closes && after.starts_with(**close));
        if let Some(close) = closing.filter(|_| lone(open, closers)) {
            end = span.end() + close.len();
            break;
        }
        let opened = opens && before.ends_with(open);
        if opened && closers.iter().any(|close| lone(close, &[open])) {
            start = span.start() - open.len();
            break;
        }
    }
    Span::new(start, end)
}

/// Whether a character of the marks in [`PAIRS`] may stand in the words, by the bytes they begin with.
fn may_hold_mark(words: &str) -> bool {
    let bytes = words.as_bytes();
    memchr::memchr3(b'"', b'\'', b'`', bytes).is_some()
        || memchr::memchr2(0xC2, 0xE2, bytes).is_some()
}

/// How often a mark stands in the words. An apostrophe is no mark, though it looks as one.
fn count(words: &str, mark: &str) -> usize {
    let (bytes, mark) = (words.as_bytes(), mark.as_bytes());
    let (mut count, mut from) = (0, 0);
    while let Some(found) = memchr::memchr(mark[0], &bytes[from..]) {
        let at = from + found;
        if bytes[at..].starts_with(mark) {
            count += usize::from(!is_apostrophe(words, at));
            from = at + mark.len();
        } else {
            from = at + 1;
        }
    }
    count
}

/// The words of spans that need not be neighbours: a source, a cue.
pub(crate) fn words(text: &str, spans: &[Span]) -> String {
    if let [span] = spans {
        return trim(span.of(text)).to_owned();
    }
    let parts: Vec<&str> = spans.iter().map(|span| span.of(text).trim()).collect();
    trim(&parts.join(" … ")).to_owned()
}

/// How many words the spans hold: stretches without white space that have a letter or a digit.
pub(crate) fn count_words(text: &str, spans: &[Span]) -> u32 {
    spans.iter().map(|span| count_in(span.of(text))).sum()
}

fn count_in(text: &str) -> u32 {
    // Whether the word in hand has been counted; both as numbers, so that nothing branches.
    let (mut count, mut counted) = (0, 0);
    for (at, byte) in text.bytes().enumerate() {
        let mut kind = KINDS[usize::from(byte)];
        if kind == BEYOND {
            kind = text[at..].chars().next().map_or(0, kind_of);
        }
        let letter = kind & LETTER;
        count += u32::from(letter & !counted);
        counted = (counted | letter) & !(kind >> 1);
    }
    count
}

/// A letter or a digit.
const LETTER: u8 = 1;
const SPACE: u8 = 2;
/// Begins a character beyond ASCII, whose other bytes say nothing.
const BEYOND: u8 = 4;

const fn kind_of_byte(byte: u8) -> u8 {
    match byte {
        0xC0.. => BEYOND,
        b'\t'..=b'\r' | b' ' => SPACE,
        _ if byte.is_ascii_alphanumeric() => LETTER,
        _ => 0,
    }
}

fn kind_of(found: char) -> u8 {
    if found.is_alphanumeric() {
        LETTER
    } else if found.is_whitespace() {
        SPACE
    } else {
        0
    }
}

const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = kind_of_byte(byte as u8);
        byte += 1;
    }
    kinds
};

/// The text as it stands in a cell: a line break, and the white space around it, as ` ¶ `, if it is marked.
pub(crate) fn cell(text: &str, newlines: Newlines) -> Cow<'_, str> {
    let text = trim(text);
    if newlines == Newlines::Kept {
        return Cow::Borrowed(text);
    }
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let lines = text.split(['\n', '\r']).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    Cow::Owned(lines.join(" ¶ "))
}

/// The text without white space at its ends, of which most cells have none.
fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Only white space or quotation marks stand between them, or nothing.
fn adjacent(text: &str, before: Span, after: Span) -> bool {
    before.end() >= after.start()
        || Span::new(before.end(), after.start())
            .of(text)
            .chars()
            .all(|c| c.is_whitespace() || is_mark(c))
}

/// What stands between the marks, if the first and the last are one pair.
fn unmarked(words: &str) -> Option<&str> {
    let (open, closers) = PAIRS.iter().find(|(open, _)| words.starts_with(open))?;
    let rest = &words[open.len()..];
    let inner = closers.iter().find_map(|close| rest.strip_suffix(close))?;
    let mut depth = 1_u32;
    for (at, _) in inner.char_indices().filter(|(_, c)| is_mark(*c)) {
        let here = &inner[at..];
        if closers.iter().any(|close| here.starts_with(close)) {
            if !is_apostrophe(inner, at) {
                depth -= 1;
            }
        } else if here.starts_with(open) {
            depth += 1;
        }
        if depth == 0 {
            return None;
        }
    }
    Some(inner.trim())
}

/// A character of the marks in [`PAIRS`].
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '`' | '\'' | '"' | '‘' | '’' | '‚' | '“' | '”' | '„' | '«' | '»' | '‹' | '›'
    )
}

/// A single mark with letters on both its sides.
fn is_apostrophe(text: &str, at: usize) -> bool {
    let mut after = text[at..].chars();
    let single = matches!(after.next(), Some('’' | '\''));
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    single && letter(text[..at].chars().next_back()) && letter(after.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts are what stands between `[` and `]`.
    fn quote(marked: &str) -> String {
        let mut text = String::new();
        let mut spans = Vec::new();
        let mut start = 0;
        for c in marked.chars() {
            match c {
                '[' => start = text.len(),
                ']' => spans.push(Span::new(start, text.len())),
                c => text.push(c),
            }
        }
        quotation(&text, &spans)
    }

    #[test]
    fn takes_off_the_outer_pair_alone() {
        assert_eq!(quote("[“We won’t go.”] he said"), "We won’t go.");
        assert_eq!(quote("[‘We won’t go.’]"), "We won’t go.");
        assert_eq!(quote("[``So.'']"), "So.");
        assert_eq!(quote("[„So.“]"), "So.");
        assert_eq!(quote("[“the “same” marks”]"), "the “same” marks");
        assert_eq!(quote("[“A” and “B”]"), "“A” and “B”");
        assert_eq!(quote("[\"A\" and \"B\"]"), "\"A\" and \"B\"");
        assert_eq!(quote("[“never closed]"), "“never closed");
        assert_eq!(quote("[that it was “bad”]"), "that it was “bad”");
        assert_eq!(quote("[“]"), "“");
    }

    #[test]
    fn an_apostrophe_takes_no_mark_in() {
        assert_eq!(
            quote("‘[A bridge that’s wet,]’ he says."),
            "A bridge that’s wet,"
        );
        assert_eq!(quote("'[It's wet,]' he says."), "It's wet,");
        assert_eq!(
            quote("‘[I’m late,]’ he says. ‘[It’s so.]’"),
            "I’m late, […] It’s so."
        );
    }

    #[test]
    fn a_cell_is_a_line_unless_line_breaks_are_kept() {
        let text = " A.\r\n\r\n “B.\n";
        assert_eq!(cell(text, Newlines::Marked), "A. ¶ “B.");
        assert_eq!(cell(text, Newlines::Kept), "A.\r\n\r\n “B.");
    }

    #[test]
    fn counts_words_the_same_in_any_script() {
        for (text, words) in [
            ("", 0),
            (" - ", 0),
            ("a\u{b}b-c d.", 3),
            ("“a - b”\u{a0}c", 3),
        ] {
            assert_eq!(
                count_words(text, &[Span::new(0, text.len())]),
                words,
                "{text:?}"
            );
        }
    }

    #[test]
    fn every_mark_of_the_pairs_is_one() {
        for (open, closers) in PAIRS {
            assert!(open.chars().all(is_mark), "{open}");
            assert!(may_hold_mark(open) && closers.iter().all(|close| may_hold_mark(close)));
            assert!(closers.iter().all(|close| close.chars().all(is_mark)));
        }
    }

    #[test]
    fn joins_what_the_narrator_parts() {
        assert_eq!(quote("[“A,”] he said. [“B.”]"), "A, […] B.");
        assert_eq!(quote("“[A,]” he said. “[B.]”"), "A, […] B.");
        assert_eq!(quote("“[A.]” “[B.]”"), "A.” “B.");
        assert_eq!(quote("[would ][“fight”]"), "would “fight”");
        assert_eq!(quote("[would] then [“fight”]"), "would […] “fight”");
        assert_eq!(quote("[“A.\r\n\r\n “B.”]"), "A.\r\n\r\n “B.");
        assert_eq!(quote(""), "");
    }
}
