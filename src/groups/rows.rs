//! The tables' rows: a field is a column, in this order, under this name.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::difference::difference;
use super::votes::Candidate;
use super::{Group, Occurrence};
use crate::config::Newlines;
use crate::records::{cell, row};

/// Short stock phrases are said by many ("we are very happy with it"): that two shorter ones have
/// two speakers is no disagreement.
const LEAST_CONTESTED: usize = 8;

/// So many names stand in a cell.
const MOST_NAMES: usize = 20;

row! {
    /// A row of `unique_quotes.csv`: one quotation over the whole run.
    #[derive(Debug, Default)]
    pub struct UniqueRow<'a> {
        pub group_id: String,
        /// The longest form.
        pub quote: Cow<'a, str>,
        /// Whom most say to have said it; empty when unknown.
        pub speaker: Cow<'a, str>,
        pub speaker_id: &'a str,
        /// Of the quotations with a speaker, those that name this one; nought where none has.
        pub speaker_share: f32,
        /// All speakers, with how many quotations ascribe it to each.
        pub attributions: String,
        /// The earliest; empty where no date can be told.
        pub first_date: Cow<'a, str>,
        pub first_doc_id: Cow<'a, str>,
        pub occurrences: u32,
        pub articles: u32,
        pub outlets: u32,
        pub outlet_names: String,
        /// How many forms, and how many of these are worded otherwise than the longest.
        pub variants: u32,
        pub differing: u32,
        /// Of the longest form.
        pub words: u32,
    }
}

row! {
    /// A row of `misquotations.csv`: a form worded otherwise than the longest, or another speaker.
    #[derive(Debug, Default)]
    pub struct MisquotationRow<'a> {
        pub group_id: String,
        /// `negation`, `figure`, `words` or `speaker`.
        pub change: &'a str,
        pub difference: Cow<'a, str>,
        /// Words that differ, on both sides.
        pub changed_words: u32,
        pub speaker: Cow<'a, str>,
        pub quote: Cow<'a, str>,
        pub articles: u32,
        pub outlets: String,
        pub doc_id: Cow<'a, str>,
        pub other_speaker: Cow<'a, str>,
        pub other_quote: Cow<'a, str>,
        pub other_articles: u32,
        pub other_outlets: String,
        pub other_doc_id: Cow<'a, str>,
    }
}

row! {
    /// A row of `quote_groups.csv`: which group a row of `quotes.csv` is in.
    #[derive(Debug, Default)]
    pub struct MemberRow<'a> {
        pub quote_id: String,
        pub group_id: &'a str,
        pub doc_id: Cow<'a, str>,
    }
}

/// What one side of a comparison is told by.
struct Side<'a> {
    speaker: Cow<'a, str>,
    quote: Cow<'a, str>,
    articles: u32,
    outlets: String,
    doc_id: Cow<'a, str>,
}

impl<'g> Group<'g> {
    pub fn row(&self, newlines: Newlines) -> UniqueRow<'g> {
        let names = &self.grouped.names;
        let speaker = self.votes.0.first();
        let first = self.first();
        let outlets = self.outlets(self.occurrences.iter());
        let share = |first: &Candidate| first.places.len() as f32 / self.votes.total() as f32;
        let attributions = self.votes.0.iter().map(|candidate| {
            let name = cell(names.get(candidate.speaker.name), newlines);
            format!("{name} ({})", candidate.places.len())
        });
        UniqueRow {
            group_id: self.id(),
            quote: cell(self.quote(), newlines),
            speaker: self.name(speaker, newlines),
            speaker_id: speaker.map_or("", |first| names.get(first.speaker.id)),
            speaker_share: speaker.map_or(0.0, |first| (share(first) * 1000.0).round() / 1000.0),
            attributions: joined(attributions),
            first_date: cell(first.map_or("", |first| self.date(first)), newlines),
            first_doc_id: self.doc_id(first, newlines),
            occurrences: self.occurrences.len() as u32,
            articles: self.articles() as u32,
            outlets: outlets.len() as u32,
            outlet_names: self.listed(&outlets, newlines),
            variants: self.forms.len() as u32,
            differing: self.differing().count() as u32,
            words: self.words() as u32,
        }
    }

    /// Other wordings, the gravest first, and then other speakers.
    pub fn misquotations(&self, newlines: Newlines) -> Vec<MisquotationRow<'g>> {
        let wordings = self.differing().map(|found| {
            let [one, other] = [found.longest, found.other];
            let text = |form: &[Occurrence]| {
                let first = form.first();
                first.map_or("", |first| self.grouped.text(first.form))
            };
            let texts = [text(one), text(other)];
            let (change, shown) = difference(&self.grouped.reader, texts, &found);
            let sides = [one, other].map(|form| self.side(form, newlines));
            let shown = cell(&shown, newlines).into_owned();
            let row = self.compared(change.label(), shown, sides);
            let changed_words = found.alignment.changed() as u32;
            (
                change,
                MisquotationRow {
                    changed_words,
                    ..row
                },
            )
        });
        let mut wordings: Vec<_> = wordings.collect();
        wordings.sort_by_key(|(change, _)| *change);
        let wordings = wordings.into_iter().map(|(_, row)| row);
        let is_contested = self.words() >= LEAST_CONTESTED;
        let disagreeing = self.votes.disagreeing().filter(|_| is_contested);
        let speakers = disagreeing.map(|(first, other)| {
            let sides = [first, other].map(|candidate| {
                let places = candidate.places.iter();
                let chosen: Vec<_> = places.filter_map(|at| self.occurrences.get(*at)).collect();
                let chosen: Vec<Occurrence> = chosen.into_iter().copied().collect();
                Side {
                    speaker: self.name(Some(candidate), newlines),
                    ..self.side(&chosen, newlines)
                }
            });
            let shown = format!("[-{}-] {{+{}+}}", sides[0].speaker, sides[1].speaker);
            self.compared("speaker", shown, sides)
        });
        wordings.chain(speakers).collect()
    }

    pub fn member_rows<'m>(
        &'m self,
        group_id: &'m str,
        newlines: Newlines,
    ) -> impl Iterator<Item = MemberRow<'m>> {
        self.members().map(move |(quote_id, doc_id)| MemberRow {
            quote_id,
            group_id,
            doc_id: cell(doc_id, newlines),
        })
    }

    fn compared(
        &self,
        change: &'static str,
        difference: String,
        [one, other]: [Side<'g>; 2],
    ) -> MisquotationRow<'g> {
        MisquotationRow {
            group_id: self.id(),
            change,
            difference: Cow::Owned(difference),
            changed_words: 0,
            speaker: one.speaker,
            quote: one.quote,
            articles: one.articles,
            outlets: one.outlets,
            doc_id: one.doc_id,
            other_speaker: other.speaker,
            other_quote: other.quote,
            other_articles: other.articles,
            other_outlets: other.outlets,
            other_doc_id: other.doc_id,
        }
    }

    fn side(&self, occurrences: &[Occurrence], newlines: Newlines) -> Side<'g> {
        let first = occurrences.first();
        let articles: BTreeSet<u32> = occurrences.iter().map(|found| found.article).collect();
        let votes = super::votes::Votes::new(occurrences, &self.grouped.names);
        Side {
            speaker: self.name(votes.0.first(), newlines),
            quote: cell(
                first.map_or("", |first| self.grouped.text(first.form)),
                newlines,
            ),
            articles: articles.len() as u32,
            outlets: self.listed(&self.outlets(occurrences.iter()), newlines),
            doc_id: self.doc_id(first, newlines),
        }
    }

    fn name(&self, candidate: Option<&Candidate>, newlines: Newlines) -> Cow<'g, str> {
        let names = &self.grouped.names;
        cell(
            candidate.map_or("", |found| names.get(found.speaker.name)),
            newlines,
        )
    }

    fn doc_id(&self, found: Option<&Occurrence>, newlines: Newlines) -> Cow<'g, str> {
        let ids = &self.grouped.article_ids;
        cell(found.map_or("", |found| ids.get(found.article)), newlines)
    }

    fn listed(&self, names: &BTreeSet<&str>, newlines: Newlines) -> String {
        joined(names.iter().map(|name| cell(name, newlines).into_owned()))
    }
}

/// Semicolons between them; of very many, the first.
fn joined(names: impl Iterator<Item = String>) -> String {
    let mut names = names;
    let mut shown: Vec<String> = names.by_ref().take(MOST_NAMES).collect();
    if names.next().is_some() {
        shown.push("…".to_owned());
    }
    shown.join(";")
}
