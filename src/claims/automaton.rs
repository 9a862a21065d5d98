//! [`Automaton`]: every trigger of every rule and every name of every figure, found in one pass.

use aho_corasick::{AhoCorasick, MatchKind};

use super::error::RuleError;

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
    pub(crate) phrase: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Phrases under collection; equal ones are kept once.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    phrases: Vec<Phrase>,
    index: std::collections::HashMap<(String, bool), usize>,
}

#[derive(Debug)]
struct Phrase {
    text: String,
    /// Only with these capitals: "US", "Chad".
    cased: bool,
    uses: Vec<Use>,
}

#[derive(Debug)]
pub(crate) struct Automaton {
    search: AhoCorasick,
    phrases: Vec<Phrase>,
}

impl Builder {
    /// Adds a phrase; with capitals in it, it is found only so written. Both apostrophes are meant by either.
    pub(crate) fn add(&mut self, phrase: &str, meaning: Use) {
        let cased = phrase.chars().any(char::is_uppercase);
        let mut variants = vec![phrase.to_owned()];
        if phrase.contains(['\'', '’']) {
            variants = vec![phrase.replace('’', "'"), phrase.replace('\'', "’")];
        }
        for text in variants {
            let next = self.phrases.len();
            let at = *self.index.entry((text.clone(), cased)).or_insert(next);
            if at == next {
                self.phrases.push(Phrase {
                    text,
                    cased,
                    uses: Vec::new(),
                });
            }
            self.phrases[at].uses.push(meaning);
        }
    }

    pub(crate) fn build(self) -> Result<Automaton, RuleError> {
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(self.phrases.iter().map(|phrase| phrase.text.as_str()))
            .map_err(|fault| RuleError {
                file: "(all rules)".to_owned(),
                line: 1,
                cause: fault.to_string(),
            })?;
        Ok(Automaton {
            search,
            phrases: self.phrases,
        })
    }
}

impl Automaton {
    /// Every phrase that stands between word bounds, in the order of their ends.
    pub(crate) fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
        self.search
            .find_overlapping_iter(text)
            .filter_map(move |found| {
                let hit = Hit {
                    phrase: found.pattern().as_usize(),
                    start: found.start(),
                    end: found.end(),
                };
                let cased = self.phrases.get(hit.phrase)?.cased;
                let same = !cased
                    || text.get(hit.start..hit.end)
                        == self
                            .phrases
                            .get(hit.phrase)
                            .map(|phrase| phrase.text.as_str());
                (same && is_bounded(text, hit.start, hit.end)).then_some(hit)
            })
    }

    pub(crate) fn uses(&self, phrase: usize) -> &[Use] {
        self.phrases.get(phrase).map_or(&[], |phrase| &phrase.uses)
    }
}

/// No letter or digit runs on over either end.
fn is_bounded(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(inner), Some(after)) =
        (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return false;
    };
    let runs_on = |outer: Option<char>, inner: Option<char>| {
        outer.is_some_and(char::is_alphanumeric) && inner.is_some_and(char::is_alphanumeric)
    };
    !runs_on(before.chars().next_back(), inner.chars().next())
        && !runs_on(after.chars().next(), inner.chars().next_back())
}
