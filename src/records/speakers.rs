//! [`Speakers`]: who spoke, counted over a whole run.

use std::collections::HashMap;

use super::rows::SpeakerRow;
use super::{ArticleRecord, QuoteRecord};

/// Grows by one small entry a speaker, whatever the number of articles.
#[derive(Debug, Default)]
pub struct Speakers {
    /// By id, or by the words and the kind of those without one.
    by_speaker: HashMap<(String, &'static str), Tally>,
    articles: u64,
}

#[derive(Debug, Default)]
struct Tally {
    name: String,
    id: Option<String>,
    kind: &'static str,
    role: Option<String>,
    articles: u64,
    /// The last article counted.
    article: u64,
    quotations: u64,
    words: u64,
    dates: Option<(String, String)>,
    ids: (String, String),
}

impl Speakers {
    /// Counts an article's quotations; articles come in order.
    pub fn add(&mut self, article: &ArticleRecord) {
        self.articles += 1;
        for quote in article.quotes.iter().filter(|quote| quote.is_speech) {
            if let Some(name) = &quote.speaker {
                let key = match &quote.speaker_id {
                    Some(id) => (id.clone(), ""),
                    None => (name.clone(), quote.speaker_kind),
                };
                let tally = self.by_speaker.entry(key).or_insert_with(|| Tally {
                    name: name.clone(),
                    id: quote.speaker_id.clone(),
                    kind: quote.speaker_kind,
                    ..Tally::default()
                });
                tally.add(quote, article, self.articles);
            }
        }
    }

    pub fn len(&self) -> usize {
        self.by_speaker.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_speaker.is_empty()
    }

    /// The rows, who was quoted most first.
    pub fn rows(&self) -> Vec<SpeakerRow> {
        let row = |tally: &Tally| {
            let (first, last) = tally.dates.as_ref().unwrap_or(&tally.ids).clone();
            SpeakerRow {
                speaker: super::wording::cell(&tally.name).into_owned(),
                speaker_id: tally.id.clone().unwrap_or_default(),
                role: tally.role.clone().unwrap_or_default(),
                kind: tally.kind.to_owned(),
                articles: tally.articles,
                quotations: tally.quotations,
                words_quoted: tally.words,
                first,
                last,
            }
        };
        let mut rows: Vec<SpeakerRow> = self.by_speaker.values().map(row).collect();
        rows.sort_by(|a, b| {
            let most = b.quotations.cmp(&a.quotations);
            let key = |row: &SpeakerRow| {
                (
                    row.speaker.clone(),
                    row.kind.clone(),
                    row.speaker_id.clone(),
                )
            };
            most.then_with(|| key(a).cmp(&key(b)))
        });
        rows
    }
}

impl Tally {
    fn add(&mut self, quote: &QuoteRecord, article: &ArticleRecord, number: u64) {
        self.quotations += 1;
        self.words += u64::from(quote.words);
        if self.role.is_none() {
            self.role.clone_from(&quote.speaker_role);
        }
        if self.article == number {
            return;
        }
        self.article = number;
        self.articles += 1;
        if self.articles == 1 {
            self.ids.0.clone_from(&article.id);
        }
        self.ids.1.clone_from(&article.id);
        // Only such dates can be compared as text.
        if let Some(date) = article.date.as_ref().filter(|date| is_iso(date)) {
            let (first, last) = self
                .dates
                .get_or_insert_with(|| (date.clone(), date.clone()));
            if date < first {
                first.clone_from(date);
            }
            if date > last {
                last.clone_from(date);
            }
        }
    }
}

/// Begins as 2023-09 does.
fn is_iso(date: &str) -> bool {
    let shape = |(at, byte): (usize, &u8)| match at {
        4 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let head = date.as_bytes().get(..7);
    head.is_some_and(|head| head.iter().enumerate().all(shape))
}
