//! What the triggers say of an article: which sentences fire which rules, what it is about, which rows it names.

use super::Article;
use crate::bytes;
use crate::claims::checker::ClaimChecker;
use crate::claims::places::Places;
use crate::claims::sentence::Mention;
use crate::claims::trigger::{Hit, RowName};
use crate::segmentation::Segmentation;
use crate::span::Span;

impl Article<'_> {
    /// Goes through all words once: what sentences fire.
    pub(super) fn find(&mut self) {
        let ClaimChecker {
            firing, triggers, ..
        } = self.checker;
        let Segmentation {
            sentences, tokens, ..
        } = self.segmentation;
        let text = &self.document.text;
        let met = &mut firing.begin();
        let fired = &mut self.fired;
        for (index, sentence) in sentences.iter().enumerate() {
            let own = || sentence.tokens.clone();
            let mut meet = |hit: Hit<_>| hit.uses.iter().for_each(|bits| met.add(*bits));
            triggers.first.each(text, tokens, own(), &mut meet);
            if firing.goes_further(met) {
                let meet = |hit: Hit<_>| hit.uses.iter().for_each(|bits| met.add(*bits));
                triggers.further.each(text, tokens, own(), meet);
            }
            firing.finish(met, |word, rules| fired.push((index, word, rules)));
        }
    }

    /// The rules that have of the article what they need: it is about what they are, or they have fired twice in it.
    pub(super) fn about(&self) -> &[u64] {
        self.about.get_or_init(|| {
            let ClaimChecker {
                triggers, pairs, ..
            } = self.checker;
            let mut about = vec![0; pairs.len().div_ceil(64)];
            let mut tell = |rule: usize| about[rule / 64] |= 1 << (rule % 64);
            if !triggers.context.is_empty() {
                let tokens = &self.segmentation.tokens;
                let each = |hit: Hit<_>| hit.uses.iter().for_each(|rule| tell(*rule));
                let text = &self.document.text;
                triggers.context.each(text, tokens, 0..tokens.len(), each);
            }
            // Of each rule that holds its claims against each other, the last trigger found.
            let mut last = vec![None; pairs.len()];
            for &(sentence, word, fired) in &self.fired {
                for rule in ones(word, fired) {
                    let Some(distinct) = pairs[rule] else {
                        continue;
                    };
                    self.each_trigger(rule, sentence, |trigger, _| {
                        let last = last[rule].replace(trigger);
                        if last.is_some_and(|last| !distinct || last != trigger) {
                            tell(rule);
                        }
                    });
                }
            }
            about
        })
    }

    /// Calls `found` with each trigger of a rule in one sentence, and where it stands.
    pub(super) fn each_trigger(
        &self,
        rule: usize,
        sentence: usize,
        mut found: impl FnMut((usize, u32), Span),
    ) {
        let checker = self.checker;
        let own = &self.segmentation.sentences[sentence].tokens;
        let triggers = [&checker.triggers.first, &checker.triggers.further];
        for (number, index) in triggers.into_iter().enumerate() {
            let tokens = &self.segmentation.tokens;
            index.each(&self.document.text, tokens, own.clone(), |hit| {
                let mut uses = hit.uses.iter();
                if uses.any(|bits| checker.firing.is_set_of(*bits, rule)) {
                    found((number, hit.phrase), hit.span);
                }
            });
        }
    }

    /// The rows that the article names.
    pub(super) fn places(&self) -> &Places {
        self.places.get_or_init(|| {
            let tokens = &self.segmentation.tokens;
            let mut mentions = Vec::new();
            let each = |hit: Hit<RowName>| {
                let span = hit.span;
                let named = hit.uses.iter();
                mentions.extend(named.map(|&RowName { table, row, noun }| Mention {
                    table,
                    row,
                    noun,
                    span,
                }));
            };
            let rows = &self.checker.triggers.rows;
            rows.each(&self.document.text, tokens, 0..tokens.len(), each);
            mentions.sort_by_key(|mention: &Mention| mention.span.end());
            Places::new(mentions.into_iter())
        })
    }
}

/// The rules of a word of bits, 64 a word.
pub(super) fn ones(word: usize, bits: u64) -> impl Iterator<Item = usize> {
    bytes::ones(bits).map(move |bit| 64 * word + bit)
}
