//! [`Place`]: how far apart a mention and a pronoun stand is told by it.

use super::view::{Setting, View};

/// Where a mention or a pronoun stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    /// Sentences of narration before its own.
    pub(super) narrated: u32,
    /// In the words of a quotation.
    pub(super) inside: bool,
}

impl Place {
    #[inline]
    pub(super) fn of(view: &View, at: usize) -> Self {
        let sentence = view.sentence(at);
        Self::within(view, at, sentence, view.setting(sentence))
    }

    /// The same where the sentence is known.
    #[inline]
    pub(super) fn within(view: &View, at: usize, sentence: usize, setting: Setting) -> Self {
        let Setting {
            paragraph,
            narrated,
            ..
        } = setting;
        Self {
            sentence: sentence as u32,
            paragraph,
            narrated,
            inside: view.inside(at),
        }
    }
}
