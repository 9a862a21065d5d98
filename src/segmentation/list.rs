//! Lists set in running text: "1) Pack the tent 2) Load the car".
//!
//! Only a paragraph that begins with a marker is a list, and only the marker
//! that continues its count begins another item.

use super::TokenKind;
use super::class::is_bullet;
use super::sentence::Paragraph;

/// How an item is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marker {
    style: Style,
    /// The number, or the letter's place in the alphabet.
    value: usize,
    /// The first token after it.
    next: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Bullet(char),
    /// A number or letter, in brackets of its own or not, and the signs after it.
    Count {
        digits: bool,
        opened: bool,
        stop: bool,
        closed: bool,
    },
}

impl Paragraph<'_> {
    /// It begins with a marker.
    pub(super) fn may_be_list(self) -> bool {
        self.marker(0).is_some()
    }

    /// The tokens at which the items after the first begin.
    pub(super) fn items(self) -> Vec<usize> {
        // An item of more tokens than this is prose, and "Section 2. The" in it no marker.
        const LONGEST: usize = 20;
        let mut items = Vec::new();
        let Some(mut last) = self.marker(0) else {
            return items;
        };
        let mut index = last.next;
        while index < self.tokens.len() {
            match self
                .marker(index)
                .filter(|marker| self.follows(last, *marker, index))
            {
                Some(marker) if index <= last.next + LONGEST => {
                    items.push(index);
                    last = marker;
                    index = marker.next;
                }
                _ => index += 1,
            }
        }
        items
    }

    fn follows(self, last: Marker, marker: Marker, index: usize) -> bool {
        let begins = self
            .tokens
            .get(marker.next)
            .is_some_and(|token| token.capital || token.kind == TokenKind::Mark);
        match marker.style {
            Style::Bullet(_) => marker.style == last.style && !self.is_glued(index),
            Style::Count { .. } => {
                marker.style == last.style
                    && marker.value == last.value + 1
                    && !self.is_glued(index)
                    && begins
            }
        }
    }

    fn marker(self, index: usize) -> Option<Marker> {
        /// The longest label, with its stop.
        const LONGEST: usize = 4;
        let sign = self.sign(index)?;
        if is_bullet(sign) {
            return Some(Marker {
                style: Style::Bullet(sign),
                value: 0,
                next: index + 1,
            });
        }
        let opened = sign == '(';
        let label = index + usize::from(opened);
        let token = self.tokens.get(label)?;
        if token.span.len() > LONGEST {
            return None;
        }
        let word = self.string(label);
        let name = word.trim_end_matches('.');
        let (digits, value) = value(name)?;
        let mut next = label + 1;
        let mut sign = |expected| {
            let found = self.sign(next) == Some(expected) && self.is_glued(next);
            next += usize::from(found);
            found
        };
        let stop = name.len() < word.len() || sign('.');
        let closed = sign(')');
        let style = Style::Count {
            digits,
            opened,
            stop,
            closed,
        };
        ((stop || closed) && !self.is_glued(next)).then_some(Marker { style, value, next })
    }
}

/// Whether a label is a number, and its place in the count.
fn value(label: &str) -> Option<(bool, usize)> {
    match label.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => {
            Some((false, usize::from(letter.to_ascii_lowercase() - b'a')))
        }
        [first, ..] if first.is_ascii_digit() && label.len() <= 3 => {
            label.parse().ok().map(|value| (true, value))
        }
        _ => None,
    }
}
