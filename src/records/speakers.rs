//! [`Speakers`]: who spoke, counted over a whole run.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::rows::SpeakerRow;
use super::{ArticleRecord, QuoteRecord, Text};
use crate::config::Newlines;

/// Words that name no speaker, one a line. Asked of the name that a row would have: the classes by which resolution knows a
/// pronoun are of a word in its sentence, which a record of another run's journal has no more.
const NOBODY: &str = include_str!("nobody.txt");

fn is_nobody(name: &str) -> bool {
    NOBODY.lines().any(|word| name.eq_ignore_ascii_case(word))
}

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

/// Forms of one name that are told apart.
const MOST_FORMS: usize = 16;

#[derive(Debug, Default)]
struct Tally {
    /// The forms of the name and how often each was written, as first seen; beyond
    /// [`MOST_FORMS`] none is added.
    names: SmallVec<[(Text, u64); 1]>,
    id: Option<Text>,
    kind: &'static str,
    role: Option<Text>,
    articles: u64,
    /// The last article counted.
    article: u64,
    quotations: u64,
    words: u64,
    /// Of the articles that have one.
    dated: Option<(Dated, Dated)>,
    /// The first article's and the last one's.
    ids: (Text, Text),
}

#[derive(Clone, Debug)]
struct Dated {
    date: Text,
    /// The article's.
    id: Text,
}

/// What speakers take of an article.
struct Article {
    /// Counted from one.
    number: u64,
    id: Text,
    /// In ISO 8601, which can be compared as text.
    date: Option<Text>,
}

impl Speakers {
    /// Counts an article's quotations; articles come in order.
    pub fn add(&mut self, article: &ArticleRecord) {
        self.articles += 1;
        let own = Article {
            number: self.articles,
            id: Text::new(&article.id),
            date: article.date_iso.clone(),
        };
        for quote in article.quotes.iter().filter(|quote| quote.is_speech) {
            if let Some(name) = &quote.speaker
                && (quote.speaker_id.is_some() || !is_nobody(name))
            {
                let place = self.place(name, quote);
                self.tallies[place].add(name, quote, &own);
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
    pub fn rows(&self, newlines: Newlines) -> Vec<SpeakerRow<'_>> {
        let tallies = self.tallies.iter();
        let mut rows: Vec<SpeakerRow<'_>> = tallies.map(|tally| tally.row(newlines)).collect();
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
    fn row(&self, newlines: Newlines) -> SpeakerRow<'_> {
        let (first, last, first_doc_id, last_doc_id) = match &self.dated {
            Some((first, last)) => (&*first.date, &*last.date, &first.id, &last.id),
            None => ("", "", &self.ids.0, &self.ids.1),
        };
        SpeakerRow {
            speaker: super::cell(self.name(), newlines),
            speaker_id: self.id.as_deref().unwrap_or_default(),
            named: self.id.is_some(),
            role: self.role.as_deref().unwrap_or_default(),
            kind: self.kind,
            articles: self.articles,
            quotations: self.quotations,
            words_quoted: self.words,
            first,
            last,
            first_doc_id,
            last_doc_id,
        }
    }

    /// The form written most often, of equals the first.
    fn name(&self) -> &str {
        let mut most = ("", 0);
        for (name, times) in &self.names {
            if *times > most.1 {
                most = (name, *times);
            }
        }
        most.0
    }

    fn add(&mut self, name: &Text, quote: &QuoteRecord, article: &Article) {
        match self.names.iter().position(|(known, _)| known == name) {
            Some(known) => self.names[known].1 += 1,
            None if self.names.len() < MOST_FORMS => self.names.push((name.clone(), 1)),
            None => {}
        }
        self.quotations += 1;
        self.words += u64::from(quote.words);
        if self.role.is_none() {
            self.role.clone_from(&quote.speaker_role);
        }
        if self.article == article.number {
            return;
        }
        self.article = article.number;
        self.articles += 1;
        if self.articles == 1 {
            self.ids.0.clone_from(&article.id);
        }
        self.ids.1.clone_from(&article.id);
        if let Some(date) = &article.date {
            let own = || Dated {
                date: date.clone(),
                id: article.id.clone(),
            };
            let (first, last) = self.dated.get_or_insert_with(|| (own(), own()));
            if *date < first.date {
                *first = own();
            }
            if *date >= last.date {
                *last = own();
            }
        }
    }
}
