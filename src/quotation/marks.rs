//! Quotation marks as they stand in the text: where, of which style, and which way they can face.
//!
//! An apostrophe is no mark. What cannot be told from the neighbouring
//! characters is left open: `pairing` decides with its stack.

use std::ops::Range;

use memchr::{memchr2, memchr3};

use crate::span::Span;

/// Marks of one style pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// “ ” and the straight " that often stands for either.
    Double,
    /// „ “ and „ ”
    Low,
    /// « »
    Guillemet,
    /// ‹ ›
    SingleGuillemet,
    /// '' '' and `` ''
    Doubled,
    /// ‘ ’ and '
    Single,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) style: Style,
    pub(crate) opens: bool,
    pub(crate) closes: bool,
    /// The character itself faces one way (“ or ”), whatever stands around it.
    pub(crate) typed: bool,
}

/// The quotation marks of `text[within]`, in order.
pub(crate) fn marks_in(text: &str, within: Range<usize>) -> Vec<Mark> {
    let bytes = &text.as_bytes()[..within.end];
    let mut marks = Vec::new();
    // Every mark begins with one of these bytes: " ' ` and the lead bytes of «» and of U+2018..U+203A.
    let often = |at: usize| memchr3(b'"', b'\'', 0xE2, &bytes[at..]).map(|found| at + found);
    let seldom =
        |at: usize| memchr2(b'`', 0xC2, &bytes[at..]).map_or(bytes.len(), |found| at + found);
    let mut at = within.start;
    let mut next_seldom = seldom(at);
    while at < within.end {
        if next_seldom < at {
            next_seldom = seldom(at);
        }
        at = often(at).unwrap_or(bytes.len()).min(next_seldom);
        if at == bytes.len() {
            break;
        }
        match mark_at(text, &within, at) {
            Some(mark) => {
                at = mark.span.end();
                marks.push(mark);
            }
            None => at += 1,
        }
    }
    marks
}

fn mark_at(text: &str, within: &Range<usize>, at: usize) -> Option<Mark> {
    let rest = text.get(at..within.end)?;
    let before = text[within.start..at].chars().next_back();
    // ,''' ends the inner quotation first, then the outer one.
    let tripled = rest.starts_with("'''")
        && before.is_some_and(|c| !c.is_whitespace() && !opens_bracket(c) && !is_dash(c));
    let (style, len, faces) = shape(if tripled { "'" } else { rest })?;
    let after = text[at + len..within.end].chars().next();
    let (opens, closes) = match faces {
        Faces::Open if backwards(before, after) => (false, true),
        Faces::Open => (true, style == Style::Double),
        Faces::Close if style == Style::Single => (false, closes_single(before, after)),
        Faces::Close => (misfaced(before, after), true),
        Faces::Either => {
            let (opens, closes) = flanks(before, after);
            if style == Style::Single {
                (opens && !closes, closes_single(before, after))
            } else {
                (opens, closes)
            }
        }
    };
    // “ closes only what „ opened.
    let closes =
        closes && !(faces == Faces::Open && style == Style::Double && !rest.starts_with('“'));
    (opens || closes).then_some(Mark {
        span: Span::new(at, at + len),
        style,
        opens,
        closes,
        typed: faces != Faces::Either,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Faces {
    Open,
    Close,
    Either,
}

/// The style of the mark at the head of `rest`, its length in bytes, and where its character faces.
fn shape(rest: &str) -> Option<(Style, usize, Faces)> {
    const DOUBLED: [(&str, Faces); 4] = [
        ("''", Faces::Either),
        ("``", Faces::Open),
        ("’’", Faces::Close),
        ("‘‘", Faces::Open),
    ];
    for (text, faces) in DOUBLED {
        if rest.starts_with(text) {
            return Some((Style::Doubled, text.len(), faces));
        }
    }
    let mark = rest.chars().next()?;
    let (style, faces) = match mark {
        '"' => (Style::Double, Faces::Either),
        '“' | '‟' => (Style::Double, Faces::Open),
        '”' => (Style::Double, Faces::Close),
        '„' => (Style::Low, Faces::Open),
        '«' => (Style::Guillemet, Faces::Open),
        '»' => (Style::Guillemet, Faces::Close),
        '‹' => (Style::SingleGuillemet, Faces::Open),
        '›' => (Style::SingleGuillemet, Faces::Close),
        '‘' => (Style::Single, Faces::Open),
        '’' => (Style::Single, Faces::Close),
        '\'' => (Style::Single, Faces::Either),
        '`' => (Style::Single, Faces::Open),
        _ => return None,
    };
    Some((style, mark.len_utf8(), faces))
}

/// Whether a mark with these neighbours can open and can close.
fn flanks(before: Option<char>, after: Option<char>) -> (bool, bool) {
    let free_before = before.is_none_or(|c| c.is_whitespace() || opens_bracket(c) || is_dash(c));
    let free_after = after.is_none_or(|c| c.is_whitespace() || ends_clause(c) || is_dash(c));
    match (free_before, free_after) {
        (true, false) => (true, false),
        (false, true) => (false, true),
        // Between two words, or alone between spaces: either.
        _ => (true, true),
    }
}

/// A closing character typed where only an opening one makes sense: `said ”No.`
fn misfaced(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(char::is_whitespace) && after.is_some_and(char::is_alphanumeric)
}

/// An opening character typed where only a closing one makes sense: `dead,“ she said`.
fn backwards(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| matches!(c, ',' | '.' | '?' | '!'))
        && after.is_none_or(char::is_whitespace)
}

/// ’ and ' close only after a character and before none: elsewhere they are apostrophes (don’t, ’tis).
fn closes_single(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric)
}

fn opens_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '“' | '‘' | '"' | '\'' | '„' | '«' | '‹' | '/' | '…'
    )
}

fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '”'
            | '’'
            | '"'
            | '\''
            | '»'
            | '›'
            | '…'
            | '/'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−')
}
