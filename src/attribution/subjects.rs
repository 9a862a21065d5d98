//! [`Subjects`]: what stands left of a verb is asked by several patterns and by the model, and looked for once.

use std::cell::Cell;
use std::ops::Range;

/// For each token the answer, if it was asked for.
#[derive(Debug)]
pub(super) struct Subjects(Vec<Cell<Answer>>);

/// Start and end of the subject.
type Answer = (u32, u32);

/// Nobody has asked.
const UNASKED: Answer = (0, 0);
/// There is no subject.
const NONE: Answer = (1, 0);

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
                known.set(match &found {
                    Some(subject) => (subject.start as u32, subject.end as u32),
                    None => NONE,
                });
                found
            }
            NONE => None,
            (start, end) => Some(start as usize..end as usize),
        }
    }
}
