//! Resolution: mentions of one speaker join under the fullest name in the article.
//!
//! `names` finds the runs of words that name something, `people` joins them
//! into a cast, `pronouns` keeps who is in mind, `sources` reads what
//! a source says by itself (`readings`: each of an article's), `asking`, `nominals` and `focus` whom it means where that
//! hangs on who is in mind, `bound` what grammar alone says of a pronoun, and `walk` goes through the article as far as some
//! source asks for it.
//!
//! Law: a quotation without source words and without one to carry over from has
//! no speaker; two speakers never share an entity.

mod affiliation;
mod answers;
mod antecedent;
mod appositions;
mod asking;
mod beside;
mod bits;
mod bodies;
mod bound;
mod certainty;
mod charges;
mod comers;
mod dates;
mod descriptions;
mod echoes;
mod epithets;
mod figures;
mod focus;
mod folding;
mod headline;
mod holders;
mod interview;
mod joining;
mod key;
mod kinds;
mod lesson;
mod letters;
mod meaning;
mod mentions;
mod name_core;
mod names;
mod namesakes;
mod naming;
mod nobody;
mod nominals;
mod noun_phrase;
mod obituary;
mod parts;
mod past;
mod people;
mod place;
mod pronouns;
#[doc(hidden)]
pub mod rank;
mod readings;
mod roster;
mod run;
mod seats;
mod sections;
mod selves;
mod sets;
mod shares;
mod sources;
mod speaker_kinds;
mod speakers;
mod telling;
mod titles;
mod view;
mod walk;

use std::mem::take;

use crate::attribution::Quotation;
use crate::document::Document;
use crate::scan::Scan;
use crate::segmentation::Segmentation;
use crate::span::Span;
pub(crate) use folding::folded;
use names::{Gender, Name};
use people::Cast;
pub use roster::{Fault, PeopleError, Roster, Seen};
pub(crate) use sets::words;

use past::Past;
use pronouns::Timeline;
use rank::{Lesson, Weights};
use readings::Sources;
use speakers::Table;
use view::{Found, View};
use walk::walk;

/// Who speaks in one document.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    pub speakers: Vec<Speaker>,
    /// For each quotation the index of its speaker; `None` is unattributed.
    pub of_quotation: Vec<Option<usize>>,
    /// For each quotation how likely that speaker is the one meant, from 0 to 1; 0 where there is none.
    pub certainty: Vec<f32>,
}

#[derive(Clone, Debug)]
pub struct Speaker {
    /// The fullest name in the article, without titles; for the unnamed, their noun phrase.
    pub name: String,
    /// The id of the people file, if the speaker is on it and has one there.
    pub id: Option<String>,
    /// "US ambassador to the United Nations"
    pub role: Option<String>,
    pub affiliation: Option<String>,
    pub kind: SpeakerKind,
    /// Where the article names or describes them.
    pub mentions: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpeakerKind {
    Person,
    Organisation,
    Document,
    Group,
    Unnamed,
    Unknown,
}

/// Joins the mentions and names each quotation's speaker.
#[derive(Debug)]
pub struct Resolver {
    /// What decides among the persons a pronoun may mean.
    persons: Weights,
    /// And among things.
    things: Weights,
}

/// Room for what is read of an article, which serves one after the other.
#[derive(Debug, Default)]
pub struct Room {
    found: Found,
    names: Vec<Name>,
    cast: Cast,
    past: Past,
    sources: Sources,
    known: speakers::Known,
}

impl Default for Resolver {
    /// With the learned weights.
    fn default() -> Self {
        Self::with(Weights::learned())
    }
}

impl Resolver {
    /// With the weights set by hand alone.
    pub fn rules() -> Self {
        Self::with(Weights::rules())
    }

    /// With weights for persons of one's own.
    pub fn with(persons: Weights) -> Self {
        Self {
            persons,
            things: Weights::rules(),
        }
    }

    /// `room` may have served other documents.
    pub fn resolve(
        &self,
        room: &mut Room,
        document: &Document,
        segmentation: &Segmentation,
        scan: &Scan,
        quotations: &[Quotation],
    ) -> Resolution {
        if quotations
            .iter()
            .all(|quotation| quotation.source.is_empty())
        {
            return Resolution {
                speakers: Vec::new(),
                of_quotation: vec![None; quotations.len()],
                certainty: vec![0.0; quotations.len()],
            };
        }
        let Room {
            found,
            names,
            cast,
            past,
            sources,
            known,
        } = room;
        let view = View::new(take(found), document, segmentation, scan, quotations);
        gather(&view, names, cast);
        sources.find(&view, quotations);
        sources.read(&view, names, cast, quotations);
        // Who is in mind need not be known where every source says by itself whom it means.
        if let Some(until) = sources.asked_until() {
            poll(&view, names, cast);
            let figures = sources.figures(&view, names, cast, until);
            let mut timeline = Timeline::new(take(past), &view, cast, &self.persons, &self.things);
            walk(&mut timeline, names, &figures, quotations, sources, None);
            *past = timeline.past;
        }
        let author = document.metadata.author.clone().or_else(|| {
            let author = segmentation.furniture.author;
            author.map(|span| span.of(&document.text).to_owned())
        });
        let resolution = Table::new(known, &view, names, cast, author).fill(quotations, sources);
        *found = view.found;
        resolution
    }

    /// The document's pronouns whose gender alone tells whom they mean, to learn weights from.
    pub fn lessons(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        scan: &Scan,
        quotations: &[Quotation],
    ) -> Vec<Lesson> {
        let Room {
            found,
            mut names,
            mut cast,
            past,
            mut sources,
            ..
        } = Room::default();
        let view = View::new(found, document, segmentation, scan, quotations);
        gather(&view, &mut names, &mut cast);
        sources.find(&view, quotations);
        sources.read(&view, &names, &cast, quotations);
        poll(&view, &names, &mut cast);
        let figures = sources.figures(&view, &names, &mut cast, usize::MAX);
        let mut timeline = Timeline::new(past, &view, &cast, &self.persons, &self.things);
        let mut lessons = Vec::new();
        let mut learn = |lesson| lessons.extend(lesson);
        walk(
            &mut timeline,
            &names,
            &figures,
            quotations,
            &mut sources,
            Some(&mut learn),
        );
        lessons
    }
}

fn gather(view: &View, names: &mut Vec<Name>, cast: &mut Cast) {
    names::find(view, names);
    cast.gather(view, names);
}

/// Lets pronouns that can mean only one person tell that person's gender.
fn poll(view: &View, names: &[Name], cast: &mut Cast) {
    let mut next = 0;
    for (at, gender) in &view.found.pronouns {
        while names.get(next).is_some_and(|name| name.tokens.start < *at) {
            next += 1;
        }
        if !view.inside(*at)
            && let Some(only) = only_person(view, &names[..next], cast, *at)
        {
            cast.vote(only, *gender);
        }
    }
    cast.count_votes();
    for nth in 0..view.found.pronouns.len() {
        if let Some(entity) = selves::avowed(view, names, cast, nth) {
            cast.entities[entity].gender = view.found.pronouns[nth].1;
        }
    }
}

/// The one person named shortly before a token, if the gender is still to be told.
fn only_person(view: &View, names: &[Name], cast: &Cast, at: usize) -> Option<usize> {
    let sentence = view.sentence(at);
    let near = names.iter().zip(&cast.of_name[..names.len()]).rev().take(8);
    let near = near.take_while(|(name, _)| view.sentence(name.tokens.start) + 1 >= sentence);
    let told = near.filter(|(name, _)| !view.inside(name.tokens.start));
    let mut persons = told
        .map(|(_, entity)| *entity)
        .filter(|entity| cast.entities[*entity].is_person());
    let only = persons.next()?;
    let is_open = cast.entities[only].gender == Gender::Unknown;
    (is_open && persons.all(|other| other == only)).then_some(only)
}
