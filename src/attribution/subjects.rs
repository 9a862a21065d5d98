//! [`Subjects`]: what stands left of a verb is asked by several patterns and by the model, and looked for once.

use std::cell::Cell;
use std::ops::Range;

/// For each token the answer, if it was asked for.
#[derive(Debug)]
pub(super) struct Subjects(Vec<Cell<Answer>>);

/// How many tokens before the verb the subject begins and ends.
type Answer = (u8, u8);

/// Nobody has asked, or it is farther away.
const UNASKED: Answer = (0, 0);
/// There is no subject.
const NONE: Answer = (0, 1);

impl Subjects {
    pub(super) fn new(tokens: usize) -> Self {
        Self(vec![Cell::new(UNASKED); tokens])
    }

    /// The subject left of token `verb`: what was found before, or now by `find`.
    pub(super) fn of(
        &self,
        verb: usize,
        find: impl FnOnce() -> Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        let Some(known) = self.0.get(verb) else {
            return find();
        };
        match known.get() {
            UNASKED => {
                let found = find();
                known.set(found.as_ref().map_or(NONE, |subject| answer(verb, subject)));
                found
            }
            NONE => None,
            (start, end) => Some(verb - usize::from(start)..verb - usize::from(end)),
        }
    }
}

fn answer(verb: usize, subject: &Range<usize>) -> Answer {
    let before = |token: usize| u8::try_from(verb.checked_sub(token)?).ok();
    let near = before(subject.start).zip(before(subject.end));
    near.unwrap_or(UNASKED)
}
