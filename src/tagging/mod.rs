//! Tagging: every token gets its part of speech.
//!
//! A greedy averaged perceptron from left to right (Collins 2002; Honnibal's
//! write-up of 2013): words whose tag no context changes are looked up, and so are
//! places that always had the same one; the others are decided by a table of weights. `weights.md` says what it learned
//! from and how well. No token is refused: each has exactly one [`Tag`].

mod features;
mod lexicon;
mod tag;
mod walk;
mod weights;
mod word;

#[doc(hidden)]
pub use features::{Keys, TEMPLATES};
#[doc(hidden)]
pub use lexicon::{Contexts, Entry, Form, Lexicon};
pub use tag::Tag;
#[doc(hidden)]
pub use walk::{Question, walk};
#[doc(hidden)]
pub use weights::{LARGEST, WeightsError, place, write};

use crate::document::Document;
use crate::segmentation::Segmentation;
use weights::Weights;

const WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// A tag for each token, in their order.
pub type Tags = Vec<Tag>;

/// Lexicon and weights: read once a process (under a millisecond), shared by all workers.
#[derive(Clone, Debug)]
pub struct Tagger {
    lexicon: Lexicon,
    /// The tag of places that always had the same one.
    contexts: Contexts,
    weights: Weights,
}

impl Default for Tagger {
    /// With the weights in the binary.
    fn default() -> Self {
        // That they can be read is a test's business; without them every word is a noun.
        Self::from_bytes(WEIGHTS).unwrap_or_else(|_| Self {
            lexicon: Lexicon::default(),
            contexts: Contexts::default(),
            weights: Weights::default(),
        })
    }
}

impl Tagger {
    /// With the weights of a file that `examples/train_tagger` wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        let (lexicon, contexts, weights) = weights::read(bytes)?;
        Ok(Self {
            lexicon,
            contexts,
            weights,
        })
    }

    /// One tag a token of `segmentation`, which must be `document`'s.
    pub fn tag(&self, document: &Document, segmentation: &Segmentation) -> Tags {
        walk(
            &self.lexicon,
            &self.contexts,
            document,
            segmentation,
            |question| {
                let scores = self.weights.scores(question.window, question.last);
                weights::best(&scores, question.choices)
            },
        )
    }
}

/// The hash of a form by which the lexicon knows it, case aside.
#[doc(hidden)]
pub fn lexicon_key(form: &str) -> u32 {
    word::hash(form)
}

/// What a form begins and ends with, as [`Form`] has it.
#[doc(hidden)]
pub fn ends(form: &str) -> (u32, u32) {
    word::ends(form)
}

/// The hashes of the words in the binary's lexicon, the most frequent first; see [`crate::vocabulary`].
pub(crate) fn words() -> Vec<u32> {
    weights::words(WEIGHTS)
}
