//! An article's record as bytes that give it back, whole: for the journal of a run.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Deserializer};

use super::{ArticleRecord, Words};

/// A word of a closed set: a kind, a verdict.
pub(super) type Label = &'static str;

/// What `articles.jsonl` leaves out and tables show: the sentences, how check-worthy they are,
/// and of each quotation the words of its source and cue, and its context.
type Beside<T> = (Vec<[u32; 2]>, Vec<f32>, Vec<[T; 3]>);

impl ArticleRecord {
    /// All but what the document itself has: its text, and the fields that pass through.
    pub(crate) fn keep(&mut self) -> postcard::Result<Vec<u8>> {
        let meta = std::mem::take(&mut self.meta);
        let words = self.quotes.iter().map(|quote| {
            [&quote.source_words, &quote.cue_words, &quote.context].map(Words::as_str)
        });
        let beside = (&self.sentences, &self.worth, words.collect::<Vec<_>>());
        let bytes = postcard::to_stdvec(&(&*self, beside));
        self.meta = meta;
        bytes
    }

    /// What [`ArticleRecord::keep`] kept.
    pub(crate) fn from_kept(bytes: &[u8]) -> postcard::Result<Self> {
        let (mut article, beside): (Self, Beside<&str>) = postcard::from_bytes(bytes)?;
        let words;
        (article.sentences, article.worth, words) = beside;
        for (quote, words) in article.quotes.iter_mut().zip(words) {
            [quote.source_words, quote.cue_words, quote.context] = words.map(Words::from);
        }
        Ok(article)
    }
}

/// The labels read so far. There are few: each is kept once, for as long as the process lives.
static LABELS: Mutex<Option<HashSet<Label>>> = Mutex::new(None);

fn known(text: &str) -> Label {
    let mut labels = LABELS.lock().unwrap_or_else(PoisonError::into_inner);
    let labels = labels.get_or_insert_default();
    match labels.get(text) {
        Some(label) => label,
        None => {
            let label: Label = Box::leak(text.into());
            labels.insert(label);
            label
        }
    }
}

pub(super) fn label<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Label, D::Error> {
    <&str>::deserialize(deserializer).map(known)
}

pub(super) fn labels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Label>, D::Error> {
    let texts = Vec::<&str>::deserialize(deserializer)?;
    Ok(texts.into_iter().map(known).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::pipeline::Pipeline;

    /// Every field, of articles that use most of them: one that were lost would be missing in
    /// the tables of a run that was resumed.
    #[test]
    fn what_is_kept_comes_back() {
        let pipeline = Pipeline::default();
        let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
        let mut read = 0;
        for file in std::fs::read_dir(corpus).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let document = Document::from_text("a", text);
            let mut article = ArticleRecord::new(&document, &pipeline.annotate(&document));
            article.notes.push("a note".to_owned());
            let kept = article.keep().unwrap();
            let back = ArticleRecord::from_kept(&kept).unwrap();
            assert_eq!(format!("{article:?}"), format!("{back:?}"));
            assert!(ArticleRecord::from_kept(&kept[..kept.len() - 1]).is_err());
            read += 1;
        }
        assert!(read > 5, "{read}");
    }

    #[test]
    fn the_fields_that_pass_through_stay_with_the_document() {
        let mut article = ArticleRecord::default();
        article.meta.insert("page".to_owned(), "<html>".into());
        let kept = article.keep().unwrap();
        assert_eq!(article.meta.len(), 1);
        assert!(ArticleRecord::from_kept(&kept).unwrap().meta.is_empty());
    }
}
