//! [`Groups`]: the verb group of a cue verb is asked for by the candidates and by the model, and looked for once.

use std::cell::Cell;

use crate::scan::lexicon::Verb;

use super::verb_group::{Mode, VerbGroup};

/// For each token the answer, if it was asked for.
#[derive(Debug)]
pub(super) struct Groups(Vec<Cell<Answer>>);

#[derive(Clone, Copy, Debug)]
enum Answer {
    Unasked,
    /// It is no verb here.
    Nothing,
    /// How many tokens before its head the group begins, and its mode; the rest is known of the head. A sentence's window
    /// reaches no farther than a byte counts.
    Group(u8, Mode),
}

impl Groups {
    pub(super) fn new(tokens: usize) -> Self {
        Self(vec![Cell::new(Answer::Unasked); tokens])
    }

    /// The group of verb `head`: what was found before, or now by `find`.
    pub(super) fn of(
        &self,
        head: usize,
        verb: Verb,
        find: impl FnOnce() -> Option<VerbGroup>,
    ) -> Option<VerbGroup> {
        let known = self.0.get(head)?;
        match known.get() {
            Answer::Group(before, mode) => Some(VerbGroup {
                start: head - usize::from(before),
                head,
                verb,
                mode,
            }),
            Answer::Nothing => None,
            Answer::Unasked => {
                let found = find();
                known.set(match found {
                    Some(VerbGroup { start, mode, .. }) => {
                        Answer::Group((head - start) as u8, mode)
                    }
                    None => Answer::Nothing,
                });
                found
            }
        }
    }
}
