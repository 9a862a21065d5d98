//! Resolution: mentions of one speaker join under the fullest name in the article.
//!
//! `names` finds the runs of words that name something, `people` joins them
//! into a cast, `pronouns` keeps who is in mind, `nominals` and `sources`
//! read what a source comes down to, and this file walks the article once to
//! put them together.
//!
//! Law: a quotation without source words and without one to carry over from has
//! no speaker; two speakers never share an entity.

mod beside;
mod bits;
mod dates;
mod joining;
mod key;
mod kinds;
mod meaning;
mod names;
mod nominals;
mod parts;
mod past;
mod people;
mod place;
mod pronouns;
#[doc(hidden)]
pub mod rank;
mod roster;
mod run;
mod sets;
mod small;
mod sources;
mod speakers;
mod telling;
mod view;

use std::mem::take;
use std::ops::Range;

use crate::attribution::Quotation;
use crate::document::Document;
use crate::scan::Scan;
use crate::scan::class::Class;
use crate::segmentation::Segmentation;
use crate::span::Span;
use bits::Bits;
use meaning::{Antecedents, Meaning};
use names::Name;
use people::Cast;
pub(crate) use roster::folded;
pub use roster::{Fault, PeopleError, Roster};

use past::{Part, Past};
use pronouns::{Asked, Timeline};
use rank::{Lesson, Weights};
use sets::Standing;
use sources::Reader;
use speakers::Table;
use view::{Found, View};

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
            };
        }
        let Room {
            found,
            names,
            cast,
            past,
        } = room;
        let view = View::new(take(found), document, segmentation, scan, quotations);
        gather(&view, names, cast);
        let mut timeline = Timeline::new(take(past), &view, cast, &self.persons, &self.things);
        let meanings = walk(&mut timeline, names, quotations, None);
        *past = timeline.past;
        let author = document.metadata.author.clone().or_else(|| {
            let author = segmentation.furniture.author;
            author.map(|span| span.of(&document.text).to_owned())
        });
        let resolution = Table::new(&view, names, cast, author).fill(quotations, &meanings);
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
        } = Room::default();
        let view = View::new(found, document, segmentation, scan, quotations);
        gather(&view, &mut names, &mut cast);
        let mut timeline = Timeline::new(past, &view, &cast, &self.persons, &self.things);
        let mut lessons = Vec::new();
        let mut learn = |lesson| lessons.extend(lesson);
        walk(&mut timeline, &names, quotations, Some(&mut learn));
        lessons
    }
}

fn gather(view: &View, names: &mut Vec<Name>, cast: &mut Cast) {
    names::find(view, names);
    cast.gather(view, names);
    poll(view, names, cast);
}

/// Lets pronouns that can mean only one person tell that person's gender.
fn poll(view: &View, names: &[Name], cast: &mut Cast) {
    let mut next = 0;
    let mut persons: Vec<usize> = Vec::new();
    for (at, gender) in &view.found.pronouns {
        while names.get(next).is_some_and(|name| name.tokens.start < *at) {
            next += 1;
        }
        if view.inside(*at) {
            continue;
        }
        let sentence = view.sentence(*at);
        persons.clear();
        for (name, entity) in names[..next].iter().zip(&cast.of_name).rev().take(8) {
            if view.sentence(name.tokens.start) + 1 < sentence {
                break;
            }
            if !view.inside(name.tokens.start) && cast.entities[*entity].is_person() {
                persons.push(*entity);
            }
        }
        persons.dedup();
        if let [only] = persons[..] {
            cast.vote(only, *gender);
        }
    }
    cast.count_votes();
}

/// Walks the article in text order and reads each quotation's source where it stands.
///
/// Stops after the last source, unless there is a `learn`: it is given the lesson of every
/// pronoun before the pronoun is decided.
fn walk(
    timeline: &mut Timeline,
    names: &[Name],
    quotations: &[Quotation],
    mut learn: Option<&mut dyn FnMut(Option<Lesson>)>,
) -> Vec<Option<Meaning>> {
    let view = timeline.view;
    let cast = timeline.cast;
    let sources = Sources::new(view, quotations);
    let mut reader = Reader {
        view,
        names,
        cast,
        passed: 0,
    };
    let mut antecedents = Antecedents(Vec::with_capacity(view.found.pronouns.len()));
    let mut meanings: Vec<Option<Meaning>> = vec![None; quotations.len()];
    let mut pronouns_left = view.found.pronouns.as_slice();
    let mut ending = sources.ending.as_slice();
    let openers = nominals::openers(view);
    let mut openers_left = openers.as_slice();
    while !ending.is_empty() || learn.is_some() {
        let end = ending.first().map_or(usize::MAX, |(end, _)| *end);
        let next = names.get(reader.passed);
        let name = next.map_or(usize::MAX, |name| name.tokens.start);
        let pronoun = pronouns_left.first().map_or(usize::MAX, |(at, _)| *at);
        if let Some((opener, rest)) = openers_left.split_first()
            && opener.end <= end.min(name).min(pronoun)
        {
            openers_left = rest;
            if !sources.speaks.get(opener.start)
                && let Some(entity) = nominals::entity(view, cast, timeline, opener)
            {
                timeline.push(entity, opener.start, opener.end, Part::Narration);
            }
        // A source is read once its last token is behind.
        } else if end <= name.min(pronoun) {
            let Some(((_, quotation), rest)) = ending.split_first() else {
                break;
            };
            ending = rest;
            let source = &sources.tokens[*quotation];
            let meaning = reader.read(source, timeline, &antecedents);
            // A description stands for its person from here on, as a name would.
            if let Some(Meaning::Entity(entity)) = meaning {
                timeline.push(entity, source.start, source.end, Part::Source);
            }
            meanings[*quotation] = meaning;
        } else if let Some(name) = next
            && name.tokens.start <= pronoun
        {
            let entity = cast.of_name[reader.passed];
            reader.passed += 1;
            // "Oakes’s aide Ann Lee said": the source speaks as a whole, when it is read.
            let part = match sources.speaks.get(name.tokens.start) {
                true => Part::InSource,
                false => Part::Narration,
            };
            timeline.push(entity, name.tokens.start, name.tokens.end, part);
            // "His Honour": a pronoun that begins a name is part of it.
            while pronouns_left
                .first()
                .is_some_and(|(at, _)| *at == name.tokens.start)
            {
                pronouns_left = &pronouns_left[1..];
            }
        } else {
            let ((at, gender), rest) = (pronouns_left[0], &pronouns_left[1..]);
            pronouns_left = rest;
            let subject = view.own(at, Class::SUBJECT_PRONOUN);
            let source = subject && sources.speaks.get(at);
            let asked = Asked {
                at,
                gender,
                standing: Standing::default(),
                source,
                subject,
            };
            if let Some(learn) = &mut learn {
                learn(timeline.lesson(asked));
            }
            if let Some(entity) = timeline.person(asked) {
                antecedents.push(at, entity);
                if !source {
                    timeline.push(entity, at, at + 1, Part::Narration);
                }
            }
        }
    }
    meanings
}

/// The tokens of all quotations' sources.
struct Sources {
    /// One a quotation; empty where there is none.
    tokens: Vec<Range<usize>>,
    /// Ends of the sources, with their quotations, in text order.
    ending: Vec<(usize, usize)>,
    /// Whether each token is in one.
    speaks: Bits,
}

impl Sources {
    fn new(view: &View, quotations: &[Quotation]) -> Self {
        let mut near = 0;
        let tokens = quotations.iter().map(|quotation| {
            let tokens = source_tokens(view, quotation, near).unwrap_or_default();
            // The next one may stand a little before it.
            near = near.max(tokens.start.saturating_sub(8));
            tokens
        });
        let tokens: Vec<Range<usize>> = tokens.collect();
        let mut speaks = Bits::of(view.tokens.len());
        let mut ending = Vec::with_capacity(tokens.len());
        for (at, source) in tokens.iter().enumerate() {
            if !source.is_empty() {
                ending.push((source.end, at));
                speaks.fill(source.clone());
            }
        }
        ending.sort_unstable();
        Self {
            tokens,
            ending,
            speaks,
        }
    }
}

/// A source's further tokens name nobody.
const LONGEST: usize = 120;

/// The tokens of a quotation's source, from its first span to its last where they are near;
/// sought near a token.
fn source_tokens(view: &View, quotation: &Quotation, near: usize) -> Option<Range<usize>> {
    let first = quotation.source.first()?;
    let last = quotation.source.last()?;
    let is_short = last.end().saturating_sub(first.start()) < 400;
    let span = match is_short && last.start() >= first.start() {
        true => first.cover(*last),
        false => *first,
    };
    let start = view.token_near(near, span.start());
    let after = view.tokens[start..].iter().take(LONGEST);
    let end = start
        + after
            .take_while(|token| token.span.start() < span.end())
            .count();
    (start < end).then_some(start..end)
}
