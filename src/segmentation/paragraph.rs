//! Paragraphs: which line breaks of a text divide it.
//!
//! News comes as one paragraph a line, with or without blank lines between, or
//! wrapped by hand at some column. A break inside a paragraph is kept only where
//! the lines say so; what a paragraph is for is [`super::furniture`]'s question.

use super::class::{is_alphanumeric, is_blank, is_bullet};
use crate::bytes::{BLOCK, ones, some_bits};
use crate::span::Span;

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Without the white space around it.
    span: Span,
    /// White space before it, in bytes.
    indent: usize,
    /// A blank line stands before it, or the text begins with it.
    parted: bool,
}

/// The paragraphs of `text`, without the white space around them.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrap = wrap(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::with_capacity(lines.len());
    let mut before: Option<Line> = None;
    for line in lines {
        let joined = before.filter(|before| !line.parted && continues(text, *before, line, wrap));
        match (joined, paragraphs.last_mut()) {
            (Some(_), Some(last)) => *last = last.cover(line.span),
            _ => paragraphs.push(line.span),
        }
        before = Some(line);
    }
    paragraphs
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 128 + 1);
    let mut parted = true;
    let mut at = 0;
    for line_break in breaks(text).chain([Span::new(text.len(), text.len())]) {
        // The `\r` and `\n` of one break are taken together.
        if line_break.start() < at {
            continue;
        }
        let (indent, length) = trimmed(&text[at..line_break.start()]);
        if length == 0 {
            parted = true;
        } else {
            let start = at + indent;
            let span = Span::new(start, start + length);
            lines.push(Line {
                span,
                indent,
                parted,
            });
            parted = false;
        }
        at = line_break.end();
    }
    lines
}

/// How many bytes of white space a line begins with, and how many it has between that and the white space at its end.
fn trimmed(line: &str) -> (usize, usize) {
    if let [first, .., last] = line.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return (0, line.len());
    }
    let inner = line.trim_start_matches(is_blank);
    let length = inner.trim_end_matches(is_blank).len();
    (line.len() - inner.len(), length)
}

/// The line breaks, in order; that of `\r\n` is followed by that of its `\n`.
fn breaks(text: &str) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    let ends = bytes.chunks(BLOCK).enumerate().flat_map(|(number, block)| {
        let ends = ones(some_bits(block, may_end_break));
        ends.map(move |at| number * BLOCK + at)
    });
    ends.filter_map(|last| {
        let (start, end) = match bytes[..=last] {
            [.., b'\r'] if bytes.get(last + 1) == Some(&b'\n') => (last, last + 2),
            [.., b'\n' | b'\r' | 0x0B | 0x0C] => (last, last + 1),
            // U+0085, U+2028 and U+2029.
            [.., 0xC2, 0x85] => (last - 1, last + 1),
            [.., 0xE2, 0x80, 0xA8 | 0xA9] => (last - 2, last + 1),
            _ => return None,
        };
        Some(Span::new(start, end))
    })
}

/// Whether a line break may end with the byte.
fn may_end_break(byte: u8) -> bool {
    (byte.wrapping_sub(b'\n') < 4) | (byte == 0x85) | (byte & 0xFE == 0xA8)
}

/// The column a text is wrapped at, if it is.
///
/// It is when most of its unparted lines are so full that the next line's first
/// word would not have fitted, and no line is as long as a paragraph.
fn wrap(text: &str, lines: &[Line]) -> Option<usize> {
    const NARROWEST: usize = 24;
    const NARROW: usize = 40;
    const WIDEST: usize = 110;
    let pairs = || {
        lines
            .iter()
            .zip(&lines[1.min(lines.len())..])
            .filter(|(_, next)| !next.parted)
    };
    let mut widths: Vec<usize> = pairs().map(|(line, _)| width(text, *line)).collect();
    if widths.len() < 2 {
        return None;
    }
    widths.sort_unstable();
    // One line of a long address must not hide that the rest is wrapped.
    let column = widths[(widths.len() - 1) * 19 / 20];
    if !(NARROWEST..=WIDEST).contains(&column) {
        return None;
    }
    let full = pairs()
        .filter(|(line, next)| is_full(text, **line, **next, column))
        .count();
    // Short sentences, a line each, are full by chance: few of a narrow column's lines end with a stop.
    let stopped = || {
        pairs()
            .filter(|(line, _)| line.span.of(text).ends_with(['.', '?', '!', '”', '"']))
            .count()
    };
    let wrapped = column >= NARROW || stopped() * 3 <= widths.len();
    (wrapped && full * 10 >= widths.len() * 7).then_some(column)
}

/// The next line's first word would have made this one longer than `column`.
fn is_full(text: &str, line: Line, next: Line, column: usize) -> bool {
    // Two spaces after a stop, and editors that wrap a little early.
    const SLACK: usize = 3;
    let word = next
        .span
        .of(text)
        .split(char::is_whitespace)
        .next()
        .unwrap_or_default();
    width(text, line) + 1 + word.chars().count() + SLACK > column
}

fn width(text: &str, line: Line) -> usize {
    line.indent + line.span.of(text).chars().count()
}

/// The break between two lines does not divide them.
fn continues(text: &str, line: Line, next: Line, wrap: Option<usize>) -> bool {
    let after = next.span.of(text);
    if after.starts_with(is_bullet) {
        return false;
    }
    // A semicolon says that another line follows, as in titles of two lines.
    let is_lower = after.starts_with(char::is_lowercase);
    match wrap {
        Some(column) => {
            is_lower || (is_full(text, line, next, column) && next.indent <= line.indent)
        }
        None => {
            let before = line.span.of(text);
            before.ends_with(';') || is_lower && (is_cut(text, line) || is_open(before))
        }
    }
}

/// A long line that breaks off within a sentence.
fn is_cut(text: &str, line: Line) -> bool {
    const LONG: usize = 40;
    line.span.len() >= LONG
        && line
            .span
            .of(text)
            .ends_with(|last: char| is_alphanumeric(last) || matches!(last, ',' | '-'))
}

/// “It is ¶ a waste”: the line breaks off between quotation marks.
fn is_open(line: &str) -> bool {
    let count = |mark: char| line.chars().filter(|sign| *sign == mark).count();
    count('“') > count('”') || count('"') % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        paragraphs(text)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn every_kind_of_line_break_divides() {
        for breaks in [
            "\n",
            "\n\n",
            "\r\n",
            "\r\n\r\n",
            "\r",
            "\r\r",
            "\u{2028}",
            "\u{2029}",
            "\u{85}",
            "\u{0C}",
            " \n \t \n  ",
        ] {
            let text = format!("{breaks}The council met.{breaks}It voted.{breaks}");
            assert_eq!(
                texts(&text),
                ["The council met.", "It voted."],
                "{breaks:?}"
            );
        }
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The harbour commission voted on Tuesday night to close the old ferry\n\
                    terminal, which has stood empty since the storm of 2011, and to sell\n\
                    the land around it to the city. Nobody who spoke at the hearing was\n\
                    against it.\n\
                    \n\
                    Work on the site begins in March, according to Martha Quill, whose\n\
                    office will oversee it, and is to be finished before the next season\n\
                    opens.";
        let found = texts(text);
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(found[0].ends_with("against it."));
    }

    #[test]
    fn a_short_or_indented_line_ends_a_wrapped_paragraph() {
        let text = "The harbour commission voted on Tuesday night to close the old ferry\n\
                    terminal, which has stood empty since the storm of 2011, and to sell\n\
                    the land around it.\n\
                    Work on the site begins in March, according to Martha Quill, whose\n\
                    office will oversee it, and is to be finished before the new season.\n\
                    \x20   The old pier stays where it is, she told the people who had come\n\
                    to hear her speak about it.";
        assert_eq!(texts(text).len(), 3);
    }

    #[test]
    fn one_paragraph_a_line_needs_no_blank_lines() {
        let text =
            "The commission voted on Tuesday.\nNobody spoke against it.\nWork begins in March.";
        assert_eq!(texts(text).len(), 3);
        let text = "The commission, which had met for the fourth time this year, agreed to\nclose the terminal.\nWork begins in March.";
        assert_eq!(texts(text).len(), 2);
    }

    #[test]
    fn a_line_that_breaks_off_between_marks_goes_on_in_small_letters() {
        let cut = "Ray disagreed. “It is\na waste of money,” he said.\nHe left.";
        assert_eq!(texts(cut).len(), 2);
        let apart = "Ray disagreed. “It is late.”\niPads were sold.\nHe left.";
        assert_eq!(texts(apart).len(), 3);
        let narrow = "Ray disagreed, and said that the\nplan was a waste of the money\nthat Ashby does not have. Ann\nLee did not.";
        assert_eq!(texts(narrow).len(), 1);
    }

    #[test]
    fn nothing_but_white_space_has_no_paragraph() {
        for text in ["", " ", "\n\r\n\t", "\u{FEFF}", "\u{200B}\n\u{A0}"] {
            assert!(texts(text).is_empty(), "{text:?}");
        }
    }
}
