//! [`Counts`]: what the whole run comes to, in numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::records::ArticleRecord;

/// Quotations are those of speech, as everywhere where dixit counts them.
#[derive(Debug, Default, Serialize)]
pub(super) struct Counts {
    articles: u64,
    /// Articles that hold a quotation.
    quoting: u64,
    pub(super) failures: u64,
    quotations: u64,
    attributed: u64,
    words: u64,
    words_attributed: u64,
    flags: u64,
    /// By kind: direct, mixed, indirect.
    kinds: BTreeMap<&'static str, u64>,
    /// By rule and verdict. As many rules as there are, not more with more articles.
    rules: BTreeMap<String, BTreeMap<&'static str, u64>>,
}

impl Counts {
    pub(super) fn add(&mut self, article: &ArticleRecord) {
        self.articles += 1;
        let quoted = self.quotations;
        for quote in article.quotes.iter().filter(|quote| quote.is_speech) {
            let words = u64::from(quote.words);
            self.quotations += 1;
            self.words += words;
            *self.kinds.entry(quote.kind).or_default() += 1;
            if quote.speaker.is_some() {
                self.attributed += 1;
                self.words_attributed += words;
            }
        }
        self.quoting += u64::from(self.quotations > quoted);
        self.flags += article.claims.len() as u64;
        for claim in &article.claims {
            if !self.rules.contains_key(&claim.rule) {
                self.rules.insert(claim.rule.clone(), BTreeMap::new());
            }
            if let Some(verdicts) = self.rules.get_mut(&claim.rule) {
                *verdicts.entry(claim.verdict).or_default() += 1;
            }
        }
    }
}
