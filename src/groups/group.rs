//! [`Grouped`]: the groups of a run, told one after the other; [`Group`]: one quotation.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use super::alignment::Alignment;
use super::names::{NO_NAME, Names, Texts};
use super::votes::Votes;
use super::words::Reader;
use super::{Article, Groups, Occurrence};
use crate::digest::Digest;

/// All groups, those told in most articles first, and of equals the first.
#[derive(Debug)]
pub struct Grouped {
    groups: Vec<Range<u32>>,
    /// By group, then by form, then in the articles' order.
    occurrences: Vec<Occurrence>,
    texts: Texts,
    words: Vec<u32>,
    word_ends: Vec<usize>,
    articles: Vec<Article>,
    pub(super) article_ids: Texts,
    pub(super) names: Names,
    pub(super) reader: Reader,
}

impl Grouped {
    pub(super) fn new(groups: Groups) -> Self {
        // The index is the largest part, and done with.
        drop((groups.index, groups.known));
        let mut forest = groups.forest;
        let mut occurrences = groups.occurrences;
        // Already in the articles' order; two quotations of one form differ in place.
        occurrences.sort_by_key(|found| (forest.root(found.form), found.form));
        let mut ranges = Vec::new();
        let mut start = 0;
        while let Some(first) = occurrences.get(start) {
            let root = forest.root(first.form);
            let rest = &occurrences[start..];
            let length = rest
                .iter()
                .take_while(|found| forest.root(found.form) == root)
                .count();
            let articles = count_articles(&rest[..length]);
            ranges.push((Reverse(articles), start as u32..(start + length) as u32));
            start += length;
        }
        // Stable: of equals, the first stays first.
        ranges.sort_by_key(|(articles, _)| *articles);
        Self {
            groups: ranges.into_iter().map(|(_, range)| range).collect(),
            occurrences,
            texts: groups.texts,
            words: groups.words,
            word_ends: groups.word_ends,
            articles: groups.articles,
            article_ids: groups.article_ids,
            names: groups.names,
            reader: groups.reader,
        }
    }

    pub fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        self.groups.iter().map(|range| Group::new(self, range))
    }

    pub(super) fn text(&self, form: u32) -> &str {
        self.texts.get(form)
    }

    fn words(&self, form: u32) -> &[u32] {
        super::of(&self.words, &self.word_ends, form)
    }
}

fn count_articles(occurrences: &[Occurrence]) -> usize {
    // Most groups are one quotation.
    if let [_] = occurrences {
        return 1;
    }
    let articles: BTreeSet<u32> = occurrences.iter().map(|found| found.article).collect();
    articles.len()
}

/// The place of the longest of the wanted forms: of those with as many words, of the most frequent.
fn longest(
    grouped: &Grouped,
    forms: &[&[Occurrence]],
    is_wanted: impl Fn(usize) -> bool,
) -> Option<usize> {
    let wanted = forms.iter().enumerate().filter(|(at, _)| is_wanted(*at));
    let longest = wanted.max_by_key(|(at, form)| {
        let first = form.first();
        let words = first.map_or(0, |first| grouped.words(first.form).len());
        (words, form.len(), Reverse(*at))
    });
    longest.map(|(at, _)| at)
}

/// For each form whether whom most name has it; all where none is named.
fn ascribed(votes: &Votes, forms: &[&[Occurrence]]) -> Vec<bool> {
    let Some(speaker) = votes.0.first() else {
        return vec![true; forms.len()];
    };
    let mut start = 0;
    let has = |form: &&[Occurrence]| {
        let places = start..start + form.len();
        start = places.end;
        speaker.places.iter().any(|place| places.contains(place))
    };
    forms.iter().map(has).collect()
}

fn is_direct(form: &[Occurrence]) -> bool {
    form.iter().any(|found| found.is_direct)
}

/// One quotation, in all its forms.
#[derive(Debug)]
pub struct Group<'g> {
    pub(super) grouped: &'g Grouped,
    pub(super) occurrences: &'g [Occurrence],
    /// Occurrences of each form, the first form first.
    pub(super) forms: Vec<&'g [Occurrence]>,
    /// Place of the longest form: of those with as many words, the most frequent.
    longest: usize,
    /// Of the forms ascribed to whom most name, the place of the longest: nobody is shown with another's words.
    told: usize,
    /// For each form whether that speaker has it; all have it where none is named.
    ascribed: Vec<bool>,
    pub(super) votes: Votes,
}

/// A form that is worded otherwise than the longest that the speaker has.
#[derive(Debug)]
pub struct Differing<'g> {
    pub(super) longest: &'g [Occurrence],
    pub(super) other: &'g [Occurrence],
    pub(super) alignment: Alignment,
}

impl<'g> Group<'g> {
    fn new(grouped: &'g Grouped, range: &Range<u32>) -> Self {
        let occurrences = &grouped.occurrences[range.start as usize..range.end as usize];
        let forms: Vec<_> = occurrences.chunk_by(|a, b| a.form == b.form).collect();
        let votes = Votes::new(occurrences, &grouped.names);
        let ascribed = ascribed(&votes, &forms);
        let longest = |wanted: &dyn Fn(usize) -> bool| longest(grouped, &forms, wanted);
        let whole = longest(&|_| true).unwrap_or_default();
        Self {
            grouped,
            occurrences,
            longest: whole,
            told: longest(&|at| ascribed[at]).unwrap_or(whole),
            forms,
            ascribed,
            votes,
        }
    }

    /// Begins with a letter; the same in every run in which the longest form is the same.
    pub fn id(&self) -> String {
        let words = self.grouped.words(self.form(self.longest));
        let digest = words
            .iter()
            .fold(Digest::new(), |digest, word| digest.spans(&[[*word, 0]]));
        digest.id(*b"g_").into()
    }

    /// The longest form of whom most name, as it was first written.
    pub fn quote(&self) -> &'g str {
        self.grouped.text(self.form(self.told))
    }

    /// How many words that form has.
    pub fn words(&self) -> usize {
        self.grouped.words(self.form(self.told)).len()
    }

    pub fn articles(&self) -> usize {
        count_articles(self.occurrences)
    }

    /// The ids of each quotation and its article.
    pub fn members(&self) -> impl Iterator<Item = (String, &'g str)> {
        self.occurrences.iter().map(|found| {
            let id = match found.number {
                0 => format!("q_{:016x}", found.quote),
                number => format!("q_{:016x}_{number}", found.quote),
            };
            (id, self.grouped.article_ids.get(found.article))
        })
    }

    /// The article of the earliest date, and of those the first; the first where none has a date.
    pub(super) fn first(&self) -> Option<&'g Occurrence> {
        self.occurrences.iter().min_by_key(|found| {
            let date = self.date(found);
            (date.is_empty(), date, found.article)
        })
    }

    pub(super) fn date(&self, found: &Occurrence) -> &'g str {
        let article = self.grouped.articles.get(found.article as usize);
        self.grouped
            .names
            .get(article.map_or(NO_NAME, |article| article.date))
    }

    /// The outlets' names, in the alphabet's order.
    pub(super) fn outlets<'o>(
        &self,
        occurrences: impl Iterator<Item = &'o Occurrence>,
    ) -> BTreeSet<&'g str> {
        let articles = &self.grouped.articles;
        let outlets = occurrences.filter_map(|found| articles.get(found.article as usize));
        let names = outlets.map(|article| self.grouped.names.get(article.outlet));
        names.filter(|name| !name.is_empty()).collect()
    }

    /// The forms that tell in other words what the longest of whom most name tells, in other articles. What was
    /// only cut is no other wording, nor are a reporter's words between the speaker's: both forms
    /// stand between marks as a whole.
    pub fn differing(&self) -> impl Iterator<Item = Differing<'g>> {
        let direct = |at: usize| is_direct(self.forms[at]);
        let longest = longest(self.grouped, &self.forms, |at| {
            self.ascribed[at] && direct(at)
        })
        .or_else(|| longest(self.grouped, &self.forms, direct));
        let longest = longest.and_then(|at| self.forms.get(at).copied());
        let longest = longest.unwrap_or_default();
        let known: BTreeSet<u32> = longest.iter().map(|found| found.article).collect();
        let grouped = self.grouped;
        let words = longest.first();
        let words = words.map_or(&[][..], |first| grouped.words(first.form));
        let others = self.forms.clone().into_iter().filter(move |form| {
            is_direct(form) && form.iter().any(|found| !known.contains(&found.article))
        });
        others.filter_map(move |other| {
            let alignment = Alignment::new(words, grouped.words(other.first()?.form))?;
            let differs = alignment.is_same() && alignment.changed() > 0;
            differs.then_some(Differing {
                longest,
                other,
                alignment,
            })
        })
    }

    fn form(&self, place: usize) -> u32 {
        let form = self.forms.get(place).and_then(|form| form.first());
        form.map_or(0, |first| first.form)
    }
}
