//! [`TriggerIndex`]: every trigger of every rule and every name of every figure, found in one pass.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::scan::index::{Index, Phrase};
use crate::segmentation::Token;
use crate::span::Span;

/// What a found phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// One of the rule's trigger sets is met in this sentence.
    Set { rule: usize, set: usize },
    /// The rule stays silent in this sentence.
    Block { rule: usize },
    /// The article is about what the rule is about.
    Context { rule: usize },
    /// A row of a table of figures is meant; `noun` if the phrase names it.
    Row {
        table: usize,
        row: usize,
        noun: bool,
    },
}

/// A phrase found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) phrase: u32,
    pub(crate) span: Span,
}

/// Phrases under collection; equal ones are kept once.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    phrases: Vec<Phrase<u32>>,
    uses: Vec<Vec<Use>>,
    index: FxHashMap<String, u32>,
}

#[derive(Debug)]
pub(crate) struct TriggerIndex {
    index: Index<u32>,
    /// Of each phrase.
    uses: Vec<Vec<Use>>,
}

impl Builder {
    /// Adds a phrase; with capitals in it, it is found only so written. Both apostrophes are meant by either.
    pub(crate) fn add(&mut self, phrase: &str, meaning: Use) {
        let next = self.uses.len() as u32;
        // `replace` copies even where there is none.
        let text = match phrase.contains('’') {
            true => Cow::Owned(phrase.replace('’', "'")),
            false => Cow::Borrowed(phrase),
        };
        if let Some(at) = self.index.get(text.as_ref()) {
            self.uses[*at as usize].push(meaning);
            return;
        }
        self.index.insert(text.clone().into_owned(), next);
        self.phrases.push(Phrase {
            cased: text.chars().any(char::is_uppercase),
            text: text.into_owned(),
            value: next,
        });
        self.uses.push(vec![meaning]);
    }

    pub(crate) fn build(self) -> TriggerIndex {
        TriggerIndex {
            index: Index::new(self.phrases),
            uses: self.uses,
        }
    }
}

impl TriggerIndex {
    /// Every phrase that stands between word bounds, in the order of their starts, then of their ends.
    pub(crate) fn each(&self, text: &str, tokens: &[Token], mut hit: impl FnMut(Hit)) {
        self.index.each(text, tokens, |start, found| {
            hit(Hit {
                phrase: found.value,
                span: Span::new(start, found.end),
            });
        });
    }

    pub(crate) fn uses(&self, phrase: u32) -> &[Use] {
        self.uses.get(phrase as usize).map_or(&[], Vec::as_slice)
    }
}
