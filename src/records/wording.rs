//! How a stretch of an article is worded: parts joined, outer marks taken off,
//! and, in a cell, line breaks shown.

use std::borrow::Cow;

use memchr::{memchr2_iter, memchr3_iter};
use smallvec::SmallVec;

use super::cell::trim;
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
pub(crate) fn quotation<'t>(text: &'t str, contents: &[Span]) -> Cow<'t, str> {
    if let [content] = contents {
        let words = trim(with_marks(text, *content).of(text));
        return Cow::Borrowed(trim(unmarked(words).unwrap_or(words)));
    }
    if let Some((first, gap, rest)) = carried_on(text, contents) {
        let (first, rest) = (quotation(text, first), quotation(text, rest));
        return Cow::Owned(format!("{first}{gap}{rest}"));
    }
    let mut stretches: SmallVec<[Span; 8]> = SmallVec::new();
    for content in contents {
        match stretches.last_mut() {
            Some(last) if adjacent(text, *last, *content) => *last = last.cover(*content),
            _ => stretches.push(*content),
        }
    }
    let marked = stretches.iter();
    let marked: SmallVec<[&str; 8]> = marked
        .map(|span| trim(with_marks(text, *span).of(text)))
        .collect();
    let bare = marked.iter().map(|words| unmarked(words));
    let bare: Option<SmallVec<[&str; 8]>> = bare.collect();
    match bare.unwrap_or(marked).as_slice() {
        [only] => Cow::Borrowed(trim(only)),
        all => Cow::Owned(trim(&all.join(GAP)).to_owned()),
    }
}

/// “It was late. ¶ “It was cold.”: the parts up to a paragraph that ends without its mark, the white space behind it, and the
/// parts behind the mark that opens the next, which only says that the same one goes on.
fn carried_on<'t, 's>(
    text: &'t str,
    contents: &'s [Span],
) -> Option<(&'s [Span], &'t str, &'s [Span])> {
    let opens = |words: &str| PAIRS.iter().any(|(open, _)| words == *open);
    let carried = |at: usize| {
        let (before, after) = (contents[at - 1], contents[at]);
        let gap = text.get(before.end()..after.start())?;
        let (white, mark) = gap.split_at(gap.len() - gap.trim_start().len());
        let marked = || {
            text.as_bytes()
                .get(..before.start())
                .is_some_and(may_end_mark)
        };
        // Words without marks right before it keep the mark that parts them from it.
        let apart = || at < 2 || !adjacent(text, contents[at - 2], before);
        (white.contains('\n') && opens(mark) && marked() && apart()).then_some((at, white))
    };
    let (at, gap) = (1..contents.len()).find_map(carried)?;
    let (first, rest) = contents.split_at(at);
    Some((first, gap, rest))
}

/// The stretch with the mark at its edge whose partner stands inside it: said “no”, not said “no.
fn with_marks(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    let opens = bytes.get(..span.start()).is_some_and(may_end_mark);
    let closes = bytes.get(span.end()..).is_some_and(may_begin_mark);
    let words = span.of(text);
    if !opens && !closes || !holds_mark(words) {
        return span;
    }
    let (Some(before), Some(after)) = (text.get(..span.start()), text.get(span.end()..)) else {
        return span;
    };
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
    // A” and “B: the marks on either side have their partners inside.
    for (open, closers) in PAIRS.iter().filter(|_| opens && closes) {
        let close = closers.iter().find(|close| after.starts_with(**close));
        if let Some(close) = close
            && before.ends_with(open)
            && crossed(words, open, close)
        {
            return Span::new(span.start() - open.len(), span.end() + close.len());
        }
    }
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

/// The first mark of the pair in the words closes, and the last one opens.
fn crossed(words: &str, open: &str, close: &str) -> bool {
    let (Some(first), Some(last)) = (words.find(close), words.rfind(open)) else {
        return false;
    };
    let opened = words.find(open).unwrap_or(first);
    let behind = words[last + open.len()..].starts_with(char::is_alphanumeric);
    let between = words
        .get(first..last)
        .is_some_and(|words| words.contains(char::is_alphanumeric));
    first <= opened
        && between
        && behind
        && !is_apostrophe(words, first)
        && !is_apostrophe(words, last)
}

/// Whether a character of the marks in [`PAIRS`] stands in the words that is no apostrophe.
fn holds_mark(words: &str) -> bool {
    let bytes = words.as_bytes();
    let is_one = |at: usize| may_begin_mark(&bytes[at..]) && !is_apostrophe(words, at);
    memchr3_iter(b'"', b'\'', b'`', bytes).any(is_one)
        || memchr2_iter(0xC2, 0xE2, bytes).any(is_one)
}

/// Whether a character of the marks in [`PAIRS`] may stand first, by its bytes.
fn may_begin_mark(bytes: &[u8]) -> bool {
    match bytes {
        [0xE2, 0x80, last, ..] => matches!(last, 0x98..=0x9E | 0xB9..=0xBA),
        [first, ..] => matches!(first, b'"' | b'\'' | b'`' | 0xC2),
        [] => false,
    }
}

/// Whether a character of the marks in [`PAIRS`] may stand last, by its bytes.
fn may_end_mark(bytes: &[u8]) -> bool {
    match bytes {
        [.., b'"' | b'\'' | b'`'] => true,
        [.., 0xE2, 0x80, last] => may_begin_mark(&[0xE2, 0x80, *last]),
        [.., 0xC2, _] => true,
        _ => false,
    }
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
pub(crate) fn words<'t>(text: &'t str, spans: &[Span]) -> Cow<'t, str> {
    match spans {
        [] => Cow::Borrowed(""),
        [span] => Cow::Borrowed(trim(span.of(text))),
        _ => {
            let parts: Vec<&str> = spans.iter().map(|span| span.of(text).trim()).collect();
            Cow::Owned(trim(&parts.join(" … ")).to_owned())
        }
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
    // Most begin with a letter.
    if !may_begin_mark(words.as_bytes()) {
        return None;
    }
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

/// A single mark with letters on both its sides, or that of "the players’ choice" where no single mark opens.
fn is_apostrophe(text: &str, at: usize) -> bool {
    let mut after = text[at..].chars();
    if !matches!(after.next(), Some('’' | '\'')) {
        return false;
    }
    let before = &text[..at];
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match after.next() {
        Some(' ') => {
            before.ends_with('s')
                && after.next().is_some_and(char::is_lowercase)
                && !text.contains('‘')
                && !text.contains(" '")
        }
        next => letter(before.chars().next_back()) && letter(next),
    }
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
        quotation(&text, &spans).into_owned()
    }

    #[test]
    fn takes_off_the_outer_pair_alone() {
        assert_eq!(quote("[“We won’t go.”] he said"), "We won’t go.");
        assert_eq!(quote("[‘We won’t go.’]"), "We won’t go.");
        assert_eq!(quote("[``So.'']"), "So.");
        assert_eq!(
            quote("‘[It is the players’ choice.]’"),
            "It is the players’ choice."
        );
        assert_eq!(quote("'[The farmers' market]'"), "The farmers' market");
        assert_eq!(quote("[‘Yes’ and ‘no’]"), "‘Yes’ and ‘no’");
        assert_eq!(
            quote("[the word ‘yes’ and no other]"),
            "the word ‘yes’ and no other"
        );
        assert_eq!(quote("[„So.“]"), "So.");
        assert_eq!(quote("[“the “same” marks”]"), "the “same” marks");
        assert_eq!(quote("[“A” and “B”]"), "“A” and “B”");
        assert_eq!(quote("[\"A\" and \"B\"]"), "\"A\" and \"B\"");
        assert_eq!(quote("[“never closed]"), "“never closed");
        assert_eq!(quote("[that it was “bad”]"), "that it was “bad”");
        assert_eq!(quote("[“]"), "“");
    }

    #[test]
    fn a_paragraph_that_goes_on_has_no_mark_of_its_own() {
        assert_eq!(
            quote("“[It was late.]\n\n“[It was cold.]\n\n“[So it goes.]”"),
            "It was late.\n\nIt was cold.\n\nSo it goes."
        );
        assert_eq!(
            quote("\"[It was late.]\n\n\"[It was cold.]\""),
            "It was late.\n\nIt was cold."
        );
        assert_eq!(
            quote("“[It was late,]” he said. “[It was wet.]\n“[It was cold.]”"),
            "It was late, […] It was wet.\nIt was cold."
        );
        assert_eq!(
            quote("[it was “][late.]\n\n“[It was cold.]”"),
            "it was “late.\n\n“It was cold.”"
        );
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
    fn every_mark_of_the_pairs_is_one() {
        for (open, closers) in PAIRS {
            assert!(open.chars().all(is_mark), "{open}");
            assert!(
                may_begin_mark(open.as_bytes())
                    && may_end_mark(open.as_bytes())
                    && closers
                        .iter()
                        .all(|close| may_begin_mark(close.as_bytes())
                            && may_end_mark(close.as_bytes()))
            );
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
