//! [`Speakers`]: who spoke, counted over a whole run.

use rustc_hash::FxHashMap;

use super::rows::SpeakerRow;
use super::{ArticleRecord, QuoteRecord, Text};
use crate::config::Newlines;

/// Grows by one small entry a speaker, whatever the number of articles.
#[derive(Debug, Default)]
pub struct Speakers {
    tallies: Vec<Tally>,
    /// Places in `tallies` of those with an id.
    by_id: FxHashMap<Text, usize>,
    /// The others' by their words, one for each kind.
    by_name: FxHashMap<Text, Vec<usize>>,
    articles: u64,
}

#[derive(Debug, Default)]
struct Tally {
    name: Text,
    id: Option<Text>,
    kind: &'static str,
    role: Option<Text>,
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
                let place = self.place(name, quote);
                self.tallies[place].add(quote, article, self.articles);
            }
        }
    }

    /// Where the speaker's tally is, a new one if need be.
    fn place(&mut self, name: &Text, quote: &QuoteRecord) -> usize {
        let known = match &quote.speaker_id {
            Some(id) => self.by_id.get(id).copied(),
            None => self.by_name.get(name).and_then(|places| {
                let mut places = places.iter().copied();
                places.find(|place| self.tallies[*place].kind == quote.speaker_kind)
            }),
        };
        known.unwrap_or_else(|| {
            let place = self.tallies.len();
            match &quote.speaker_id {
                Some(id) => {
                    self.by_id.insert(id.clone(), place);
                }
                None => self.by_name.entry(name.clone()).or_default().push(place),
            }
            self.tallies.push(Tally {
                name: name.clone(),
                id: quote.speaker_id.clone(),
                kind: quote.speaker_kind,
                ..Tally::default()
            });
            place
        })
    }

    pub fn len(&self) -> usize {
        self.tallies.len()
    }

    pub fn is_empty(&self) -> bool {
        self.tallies.is_empty()
    }

    /// The rows, who was quoted most first.
    pub fn rows(&self, newlines: Newlines) -> Vec<SpeakerRow> {
        let row = |tally: &Tally| {
            let (first, last) = tally.dates.as_ref().unwrap_or(&tally.ids).clone();
            SpeakerRow {
                speaker: super::cell(&tally.name, newlines).into_owned(),
                speaker_id: tally.id.as_deref().unwrap_or_default().to_owned(),
                role: tally.role.as_deref().unwrap_or_default().to_owned(),
                kind: tally.kind.to_owned(),
                articles: tally.articles,
                quotations: tally.quotations,
                words_quoted: tally.words,
                first,
                last,
            }
        };
        let mut rows: Vec<SpeakerRow> = self.tallies.iter().map(row).collect();
        rows.sort_by(|a, b| {
            let most = b.quotations.cmp(&a.quotations);
            most.then_with(|| {
                let of_b = (&b.speaker, &b.kind, &b.speaker_id);
                (&a.speaker, &a.kind, &a.speaker_id).cmp(&of_b)
            })
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
        if let Some(date) = article.date.as_ref().filter(|date| is_iso_date(date)) {
            let (first, last) = self
                .dates
                .get_or_insert_with(|| (date.clone(), date.clone()));
            if *date < *first {
                first.clone_from(date);
            }
            if *date > *last {
                last.clone_from(date);
            }
        }
    }
}

/// Begins as 2023-09 does: such dates can be compared as text.
pub(crate) fn is_iso_date(date: &str) -> bool {
    let shape = |(at, byte): (usize, &u8)| match at {
        4 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let head = date.as_bytes().get(..7);
    head.is_some_and(|head| head.iter().enumerate().all(shape))
}
