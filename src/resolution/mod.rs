//! Resolution: mentions of one speaker join under the fullest name in the article.
//!
//! [`names`] finds the runs of words that name something, [`people`] joins them
//! into a cast, [`pronouns`] keeps who is in mind, [`nominals`] and [`sources`]
//! read what a source comes down to, and this file walks the article once to
//! put them together.
//!
//! Law: a quotation without source words and without one to carry over from has
//! no speaker; two speakers never share an entity.

mod beside;
mod joining;
mod names;
mod nominals;
mod people;
mod pronouns;
mod sets;
mod sources;
mod speakers;
mod view;

use std::collections::HashMap;
use std::ops::Range;

use crate::attribution::Quotation;
use crate::document::Document;
use crate::scan::Scan;
use crate::segmentation::Segmentation;
use crate::span::Span;
use names::{Gender, Name};
use people::Cast;
use pronouns::Timeline;
use sources::{Meaning, Reader};
use speakers::Table;
use view::View;

/// Who speaks in one document.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    pub speakers: Vec<Speaker>,
    /// For each quotation the index of its speaker; `None` is unattributed.
    pub of_quotation: Vec<Option<usize>>,
}

#[derive(Clone, Debug)]
pub struct Speaker {
    /// The fullest name in the article, without titles; for the unnamed, their noun phrase.
    pub name: String,
    /// "US ambassador to the United Nations"
    pub role: Option<String>,
    pub affiliation: Option<String>,
    pub kind: SpeakerKind,
    /// Where the article names or describes them.
    pub mentions: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeakerKind {
    Person,
    Organisation,
    Document,
    Group,
    Unnamed,
    Unknown,
}

/// Joins the mentions and names each quotation's speaker.
pub fn resolve(
    document: &Document,
    segmentation: &Segmentation,
    scan: &Scan,
    quotations: &[Quotation],
) -> Resolution {
    let view = View::new(document, segmentation, scan, quotations);
    let names = names::find(&view);
    let mut cast = Cast::gather(&view, &names);
    poll(&view, &names, &mut cast);
    let meanings = walk(&view, &names, &cast, quotations);
    let author = document.metadata.author.clone().or_else(|| {
        segmentation
            .furniture
            .author
            .map(|span| span.of(&document.text).to_owned())
    });
    Table::new(&view, &cast, author).fill(quotations, &meanings)
}

/// Lets pronouns that can mean only one person tell that person's gender.
fn poll(view: &View, names: &[Name], cast: &mut Cast) {
    let mut next = 0;
    for at in 0..view.len() {
        while names.get(next).is_some_and(|name| name.tokens.start < at) {
            next += 1;
        }
        let word = view.lower(at);
        let gender = pronouns::gender_of(&word);
        if gender == Gender::Unknown || view.inside[at] {
            continue;
        }
        let sentence = view.sentence[at];
        let near = names[..next]
            .iter()
            .enumerate()
            .rev()
            .take(8)
            .filter(|(_, name)| {
                view.sentence[name.tokens.start] + 1 >= sentence && !view.inside[name.tokens.start]
            });
        let mut persons: Vec<usize> = near
            .map(|(at, _)| cast.of_name[at])
            .filter(|entity| cast.entities[*entity].is_person())
            .collect();
        persons.dedup();
        if let [only] = persons[..] {
            cast.vote(only, gender);
        }
    }
    cast.count_votes();
}

/// Walks the article in text order and reads each quotation's source where it stands.
fn walk(
    view: &View,
    names: &[Name],
    cast: &Cast,
    quotations: &[Quotation],
) -> Vec<Option<Meaning>> {
    let by_start: HashMap<usize, usize> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (name.tokens.start, at))
        .collect();
    let sources: Vec<Option<Range<usize>>> =
        quotations.iter().map(|q| source_tokens(view, q)).collect();
    let mut speaks = vec![false; view.len()];
    let mut ending: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, source) in sources.iter().enumerate() {
        if let Some(source) = source {
            ending.entry(source.end).or_default().push(at);
            if let Some(part) = speaks.get_mut(source.clone()) {
                part.fill(true);
            }
        }
    }
    let reader = Reader {
        view,
        names,
        cast,
        at: &by_start,
    };
    let mut timeline = Timeline::default();
    let mut means: HashMap<usize, usize> = HashMap::new();
    let mut meanings: Vec<Option<Meaning>> = vec![None; quotations.len()];
    // One step past the last token, for the sources that end with it.
    for (at, speaks) in speaks.into_iter().chain([false]).enumerate() {
        for quotation in ending.remove(&at).unwrap_or_default() {
            let Some(source) = &sources[quotation] else {
                continue;
            };
            let meaning = reader.read(source, &timeline, &means);
            // A description stands for its person from here on, as a name would.
            if let Some(Meaning::Entity(entity)) = meaning {
                timeline.push(view, entity, source.start, source.end, true);
            }
            meanings[quotation] = meaning;
        }
        if let Some(name) = by_start.get(&at) {
            let tokens = &names[*name].tokens;
            timeline.push(view, cast.of_name[*name], tokens.start, tokens.end, speaks);
            continue;
        }
        if at == view.len() {
            break;
        }
        let gender = pronouns::gender_of(&view.lower(at));
        if gender != Gender::Unknown
            && let Some(entity) = timeline.person(view, cast, at, gender)
        {
            means.insert(at, entity);
            timeline.push(view, entity, at, at + 1, speaks);
        }
    }
    meanings
}

/// A source's further tokens name nobody.
const LONGEST: usize = 120;

/// The tokens of a quotation's source, from its first span to its last where they are near.
fn source_tokens(view: &View, quotation: &Quotation) -> Option<Range<usize>> {
    let first = quotation.source.first()?;
    let last = quotation.source.last()?;
    let near = last.end().saturating_sub(first.start()) < 400 && last.start() >= first.start();
    let span = if near { first.cover(*last) } else { *first };
    let start = view.segmentation.token_at(span.start());
    let end = view
        .tokens
        .partition_point(|token| token.span.start() < span.end());
    (start < end).then_some(start..end.min(start + LONGEST))
}
