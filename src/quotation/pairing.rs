//! Pairing: the marks of one paragraph become nested quoted stretches.
//!
//! A stack holds what is open. A fault stays inside its paragraph: what is never
//! closed ends with it (or where the narrator speaks), what closes nothing is passed over, and neither turns the
//! text between two quotations inside out.

use crate::span::Span;

use super::Quoted;
use super::marks::{Mark, Style};

/// Marks within marks beyond this depth open nothing: nobody writes so.
const DEEPEST: usize = 8;

struct Open {
    mark: Mark,
    /// Index in the list of quoted stretches, reserved when it opened.
    slot: usize,
}

/// Appends the quoted stretches of one paragraph to `found`, outer before inner.
///
/// `paragraph` bounds a stretch that is never closed; `reopened`: the next paragraph begins with a single mark.
pub(super) fn pair(
    text: &str,
    paragraph: Span,
    marks: &[Mark],
    reopened: impl Fn() -> bool,
    found: &mut Vec<Quoted>,
) {
    let first = found.len();
    let mut stack: Vec<Open> = Vec::new();
    let closes = |mark: &Mark| mark.style == Style::Single && mark.closes;
    let last_closer = marks
        .iter()
        .rposition(|mark| closes(mark) && !possessive(text, mark));
    // ‘I am angry,’ she said. ‘I am tired. ¶ ‘I am old.’: a sentence's mark that the paragraph leaves open.
    let runs_on = marks
        .iter()
        .rposition(|mark| mark.style == Style::Single && mark.opens && !mark.closes)
        .filter(|&last| last_closer.is_none_or(|closer| closer < last))
        .filter(|&last| text[marks[last].span.end()..].starts_with(char::is_uppercase))
        .filter(|_| reopened());
    for (at, mark) in marks.iter().enumerate() {
        let closer_ahead = last_closer.is_some_and(|last| last > at) || runs_on == Some(at);
        match decide(text, &stack, mark, closer_ahead) {
            Turn::Open if stack.len() >= DEEPEST => {}
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
    let alone = stack.len() == 1 && stack[0].slot + 1 == found.len();
    for open in stack {
        let quoted = &mut found[open.slot];
        let rest = Span::new(quoted.inner.start(), paragraph.end()).trim(text);
        let narrated = alone.then(|| narrator(rest.of(text))).flatten();
        let end = narrated.map_or(rest.end(), |at| rest.start() + at);
        quoted.inner = Span::new(quoted.inner.start(), end);
        quoted.span = Span::new(quoted.span.start(), end);
    }
    drop_unclosed_singles(found, first, runs_on.map(|last| marks[last].span));
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

/// `closer_ahead`: a single mark after this one closes and is no possessive.
fn decide(text: &str, stack: &[Open], mark: &Mark, closer_ahead: bool) -> Turn {
    // "the workers’ union": a possessive closes only if nothing after it can.
    if mark.style == Style::Single && closer_ahead && possessive(text, mark) {
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
        Some(depth) if closes => Turn::Close(depth),
        _ if mark.opens && !lone_apostrophe(stack, mark, closer_ahead) => Turn::Open,
        _ => Turn::Pass,
    }
}

/// „ is closed by “ or ”.
fn partners(open: Style, close: Style) -> bool {
    open == Style::Low && close == Style::Double
}

/// A single mark opens only if one closes it in the same paragraph: ’90s and 'em stay apostrophes.
fn lone_apostrophe(stack: &[Open], mark: &Mark, closer_ahead: bool) -> bool {
    if mark.style != Style::Single {
        return false;
    }
    let open_inside = stack.iter().any(|open| open.mark.style == Style::Single);
    open_inside && !mark.typed || !closer_ahead
}

/// The apostrophe of "the workers’ rights": after an s, before a space and a small letter.
fn possessive(text: &str, mark: &Mark) -> bool {
    let mut after = text[mark.span.end()..].chars();
    text[..mark.span.start()].ends_with('s')
        && after.next() == Some(' ')
        && after.next().is_some_and(char::is_lowercase)
}

/// “The pump failed at two, said Ivo Brandl: where the narrator's words begin in a stretch that nothing closed, behind their comma.
///
/// Of train's 187 unclosed stretches one has such words, and they are the narrator's.
fn narrator(open: &str) -> Option<usize> {
    const INVERTED: [&str; 4] = [", said ", ", says ", ", asked ", ", added "];
    let name = |rest: &str| rest.starts_with(char::is_uppercase);
    let begins = |cue: &str| {
        let mut found = open.match_indices(cue).map(|(at, _)| at);
        found.find(|at| name(&open[at + cue.len()..]))
    };
    INVERTED
        .into_iter()
        .filter_map(begins)
        .min()
        .map(|at| at + 1)
}

/// A single mark that nothing closed was an apostrophe after all, but for the one that the next paragraph carries on.
fn drop_unclosed_singles(found: &mut Vec<Quoted>, first: usize, runs_on: Option<Span>) {
    // Where each stretch of the paragraph goes; for a lost one, where its parent goes.
    let mut places: Vec<Option<usize>> = Vec::with_capacity(found.len() - first);
    let mut kept = first;
    for at in first..found.len() {
        let parent = found[at].parent.and_then(|parent| places[parent - first]);
        let carried = runs_on.is_some_and(|mark| mark.start() == found[at].span.start());
        if found[at].style == Style::Single && !found[at].closed && !carried {
            places.push(parent);
            continue;
        }
        found[at].parent = parent;
        places.push(Some(kept));
        found.swap(kept, at);
        kept += 1;
    }
    found.truncate(kept);
}
