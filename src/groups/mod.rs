//! Groups: the same quotation across articles.
//!
//! [`Groups`] is given the articles in their order and keeps each quotation's words once. Two
//! quotations are one
//!
//! - if their words are the same, but for case, marks, white space and house style
//!   (`same_words.tsv`), as in Quotebank (Vaucher et al. 2021);
//! - if nearly all their words are, or one is a part of the other so (`alignment`): tried for
//!   those that have a key in common (`keys`).
//!
//! What is one with one is one with all of its group. [`Grouped`] tells the groups: by how many
//! and whom a quotation is told, to whom it is ascribed, and in which other words.
//!
//! The result does not depend on the articles' order, but for this: a quotation is compared with
//! the latest 16 of each key and with 32 in all, the first of the longest forms is shown, and
//! when the memory allowed is used up ([`Groups::is_full`]) grouping begins anew.

mod alignment;
mod difference;
mod forest;
mod group;
mod index;
mod keys;
#[cfg(test)]
mod laws;
mod names;
mod numbers;
pub mod rows;
#[cfg(test)]
mod tests;
mod votes;
mod words;

use rustc_hash::FxHashMap;

use crate::digest::Digest;
use crate::records::{ArticleRecord, QuoteRecord};
use alignment::{Alignment, LEAST_SHARED, MOST_WORDS};
pub use difference::Change;
use forest::Forest;
pub use group::{Differing, Group, Grouped};
use index::{ENTRY_BYTES, Index};
use keys::keys;
use names::{KNOWN_BYTES, NO_NAME, Names, Texts};
use words::{Reader, Word};

/// Shorter quotations are passed over: two who say "no comment" have not said one thing. The
/// Gender Gap Tracker drops those under four words too (Asr et al. 2021).
pub const LEAST_WORDS: usize = 4;

/// A longer text is cut, in bytes: no spreadsheet's cell would hold it.
const MOST_TEXT: usize = 32_000;

/// What may be kept before [`Groups::is_full`], as [`Groups::bytes`] counts. The figure is for
/// the worst moment of the tables' growth; with what telling the groups takes, a run stays
/// under 2 GB.
const MOST_BYTES: usize = 1_400_000_000;

/// The same quotations over a run, as they are found.
#[derive(Debug)]
pub struct Groups {
    reader: Reader,
    /// The first text of each form: quotations of the same words are one form.
    texts: Texts,
    /// The words of all forms, and where those of each end.
    words: Vec<u32>,
    word_ends: Vec<usize>,
    known: FxHashMap<u64, u32>,
    index: Index,
    entries: usize,
    forest: Forest,
    occurrences: Vec<Occurrence>,
    articles: Vec<Article>,
    article_ids: Texts,
    names: Names,
    most_bytes: usize,
}

/// One quotation of one article.
#[derive(Clone, Copy, Debug)]
struct Occurrence {
    form: u32,
    article: u32,
    speaker: Speaker,
    /// Digits of its id, and the number behind them.
    quote: u64,
    number: u32,
    /// All of it stands between marks: none of its words are the reporter's.
    is_direct: bool,
}

/// Numbers of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Speaker {
    name: u32,
    /// None where the speaker has no name of their own.
    id: u32,
    kind: &'static str,
}

/// Numbers of names; the article's own is its id's.
#[derive(Clone, Copy, Debug)]
struct Article {
    /// A date that can be compared as text, or none.
    date: u32,
    outlet: u32,
}

impl Default for Groups {
    fn default() -> Self {
        Self::with_bytes(MOST_BYTES)
    }
}

impl Groups {
    /// Is full after so many bytes.
    pub fn with_bytes(most_bytes: usize) -> Self {
        Self {
            reader: Reader::default(),
            texts: Texts::default(),
            words: Vec::new(),
            word_ends: Vec::new(),
            known: FxHashMap::default(),
            index: Index::default(),
            entries: 0,
            forest: Forest::default(),
            occurrences: Vec::new(),
            articles: Vec::new(),
            article_ids: Texts::default(),
            names: Names::default(),
            most_bytes,
        }
    }

    /// Takes an article's quotations; articles come in order.
    pub fn add(&mut self, article: &ArticleRecord) {
        let mut number = None;
        for quote in article.quotes.iter().filter(|quote| counts(quote)) {
            let words = self.reader.read(&quote.quote);
            if words.len() < LEAST_WORDS {
                continue;
            }
            let number = *number.get_or_insert_with(|| self.article(article));
            let form = self.form(&quote.quote, &words);
            let (quote_id, copy) = digits(&quote.id);
            self.occurrences.push(Occurrence {
                form,
                article: number,
                speaker: Speaker {
                    name: self
                        .names
                        .number(quote.speaker.as_deref().unwrap_or_default()),
                    id: self
                        .names
                        .number(quote.speaker_id.as_deref().unwrap_or_default()),
                    kind: quote.speaker_kind,
                },
                quote: quote_id,
                number: copy,
                is_direct: quote.kind == "direct",
            });
        }
    }

    /// Whether no more should be added: what is there should be told, and grouping begin anew.
    pub fn is_full(&self) -> bool {
        self.bytes() >= self.most_bytes
    }

    pub fn is_empty(&self) -> bool {
        self.occurrences.is_empty()
    }

    /// What is kept, in bytes, as it would be at the worst moment of a table's growth.
    pub fn bytes(&self) -> usize {
        let forms = self.word_ends.len() * (size_of::<usize>() + KNOWN_BYTES + size_of::<u32>());
        self.texts.bytes()
            + self.words.len() * size_of::<u32>()
            + forms
            + self.entries * ENTRY_BYTES
            + self.occurrences.len() * size_of::<Occurrence>()
            + self.articles.len() * size_of::<Article>()
            + self.article_ids.bytes()
            + self.names.bytes()
    }

    /// The groups so far.
    pub fn finish(self) -> Grouped {
        Grouped::new(self)
    }

    fn article(&mut self, article: &ArticleRecord) -> u32 {
        let date = article.date_iso.as_deref();
        let article_record = Article {
            date: date.map_or(NO_NAME, |date| self.names.number(date)),
            outlet: self
                .names
                .number(article.outlet.as_deref().unwrap_or_default()),
        };
        self.articles.push(article_record);
        self.article_ids.push(&article.id)
    }

    /// The number of the quotation's form, a new one if need be.
    fn form(&mut self, text: &str, words: &[Word]) -> u32 {
        let identity = identity(words);
        if let Some(form) = self.known.get(&identity) {
            return *form;
        }
        let form = self.forest.add();
        self.known.insert(identity, form);
        self.texts.push(cut(text));
        self.words.extend(words.iter().map(|word| word.hash as u32));
        self.word_ends.push(self.words.len());
        // A shorter one is no other's near form.
        if words.len() >= LEAST_SHARED {
            self.join(form);
        }
        form
    }

    /// Finds the groups that a new form belongs to.
    fn join(&mut self, form: u32) {
        let words = self.words_of(form);
        let keys = keys(&words[..words.len().min(MOST_WORDS)]);
        for other in self.index.alike(&keys) {
            if self.forest.root(form) == self.forest.root(other) {
                continue;
            }
            let alignment = Alignment::new(self.words_of(form), self.words_of(other));
            if alignment.is_some_and(|alignment| alignment.is_same()) {
                self.forest.join(form, other);
            }
        }
        self.entries += keys.len();
        self.index.add(form, &keys);
    }

    fn words_of(&self, form: u32) -> &[u32] {
        of(&self.words, &self.word_ends, form)
    }
}

/// The words of one form, where those of all stand one after the other.
fn of<'w>(words: &'w [u32], ends: &[usize], form: u32) -> &'w [u32] {
    let form = form as usize;
    let start = form.checked_sub(1).and_then(|before| ends.get(before));
    let end = ends.get(form).copied().unwrap_or_default();
    &words[start.copied().unwrap_or_default().min(end)..end]
}

/// Speech between marks: of reported speech, the words are the reporter's.
fn counts(quote: &QuoteRecord) -> bool {
    quote.is_speech && quote.kind != "indirect"
}

fn identity(words: &[Word]) -> u64 {
    let halves = |word: &Word| [(word.hash >> 32) as u32, word.hash as u32];
    let digest = words
        .iter()
        .fold(Digest::new(), |digest, word| digest.spans(&[halves(word)]));
    digest.value()
}

/// The text, or its beginning.
fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST_TEXT)]
}

/// `q_` and sixteen digits, and `_2` behind them, as numbers.
fn digits(id: &str) -> (u64, u32) {
    let digits = id.strip_prefix("q_").unwrap_or(id);
    let (digits, number) = digits.split_once('_').unwrap_or((digits, "0"));
    let digits = u64::from_str_radix(digits, 16).unwrap_or_default();
    (digits, number.parse().unwrap_or_default())
}
