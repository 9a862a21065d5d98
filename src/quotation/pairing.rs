//! Pairing: the marks of one paragraph become nested quoted stretches.
//!
//! A stack holds what is open. A fault stays inside its paragraph: what is never
//! closed ends with it, what closes nothing is passed over, and neither turns the
//! text between two quotations inside out.

use crate::span::Span;

use super::Quoted;
use super::marks::{Mark, Style};

struct Open {
    mark: Mark,
    /// Index in the list of quoted stretches, reserved when it opened.
    slot: usize,
}

/// Appends the quoted stretches of one paragraph to `found`, outer before inner.
///
/// `paragraph` bounds a stretch that is never closed.
pub(super) fn pair(text: &str, paragraph: Span, marks: &[Mark], found: &mut Vec<Quoted>) {
    let first = found.len();
    let mut stack: Vec<Open> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        match decide(text, &stack, mark, &marks[at + 1..]) {
            Turn::Open => {
                let parent = stack.last().map(|open| open.slot);
                stack.push(Open {
                    mark: *mark,
                    slot: found.len(),
                });
                found.push(Quoted {
                    span: mark.span,
                    inner: Span::new(mark.span.end(), mark.span.end()),
                    closed: false,
                    parent,
                    continues: None,
                    style: mark.style,
                });
            }
            Turn::Close(depth) => {
                // What lies above it on the stack was never closed: it ends here too.
                for open in stack.drain(depth..) {
                    let closed =
                        open.mark.style == mark.style || partners(open.mark.style, mark.style);
                    finish(&mut found[open.slot], mark.span, closed);
                }
            }
            Turn::Pass => {}
        }
    }
    for open in stack {
        let quoted = &mut found[open.slot];
        let end = Span::new(quoted.inner.start(), paragraph.end())
            .trim(text)
            .end();
        quoted.inner = Span::new(quoted.inner.start(), end);
        quoted.span = Span::new(quoted.span.start(), end);
    }
    drop_unclosed_singles(found, first);
}

fn finish(quoted: &mut Quoted, close: Span, closed: bool) {
    quoted.inner = Span::new(quoted.inner.start(), close.start());
    quoted.span = Span::new(
        quoted.span.start(),
        if closed { close.end() } else { close.start() },
    );
    quoted.closed = closed;
}

enum Turn {
    Open,
    /// Closes the stack from this depth up.
    Close(usize),
    Pass,
}

fn decide(text: &str, stack: &[Open], mark: &Mark, rest: &[Mark]) -> Turn {
    // "the workers’ union": a possessive closes only if nothing after it can.
    if mark.style == Style::Single && possessive(text, mark) && closer_in(text, rest) {
        return Turn::Pass;
    }
    let partner = stack
        .iter()
        .rposition(|open| open.mark.style == mark.style || partners(open.mark.style, mark.style));
    // “ closes only what „ opened.
    let closes = mark.closes && !(mark.typed && mark.opens)
        || stack
            .last()
            .is_some_and(|open| open.mark.style == Style::Low)
            && mark.style == Style::Double;
    match partner {
        Some(depth) if closes && !(mark.opens && prefers_open(stack, mark)) => Turn::Close(depth),
        _ if mark.opens && !lone_apostrophe(text, stack, mark, rest) => Turn::Open,
        Some(depth) if mark.closes && !(mark.typed && mark.opens) => Turn::Close(depth),
        _ => Turn::Pass,
    }
}

/// „ is closed by “ or ”.
fn partners(open: Style, close: Style) -> bool {
    open == Style::Low && close == Style::Double
}

/// A straight mark between two words of an open quotation of its own style closes it.
fn prefers_open(stack: &[Open], mark: &Mark) -> bool {
    mark.opens && mark.closes && stack.is_empty()
}

/// A single mark opens only if one closes it in the same paragraph: ’90s and 'em stay apostrophes.
fn lone_apostrophe(text: &str, stack: &[Open], mark: &Mark, rest: &[Mark]) -> bool {
    if mark.style != Style::Single {
        return false;
    }
    let open_inside = stack.iter().any(|open| open.mark.style == Style::Single);
    open_inside && !mark.typed || !closer_in(text, rest)
}

/// Whether a single mark among these closes and is no possessive.
fn closer_in(text: &str, rest: &[Mark]) -> bool {
    rest.iter()
        .any(|next| next.style == Style::Single && next.closes && !possessive(text, next))
}

/// The apostrophe of "the workers’ rights": after an s, before a space and a small letter.
fn possessive(text: &str, mark: &Mark) -> bool {
    let mut after = text[mark.span.end()..].chars();
    text[..mark.span.start()].ends_with('s')
        && after.next() == Some(' ')
        && after.next().is_some_and(char::is_lowercase)
}

/// A single mark that nothing closed was an apostrophe after all.
fn drop_unclosed_singles(found: &mut Vec<Quoted>, first: usize) {
    let lost: Vec<usize> = (first..found.len())
        .filter(|&at| found[at].style == Style::Single && !found[at].closed)
        .collect();
    for &at in lost.iter().rev() {
        let parent = found[at].parent;
        found.remove(at);
        for quoted in &mut found[first..] {
            quoted.parent = match quoted.parent {
                Some(p) if p == at => parent,
                Some(p) if p > at => Some(p - 1),
                other => other,
            };
        }
    }
}
