//! Figures: the persons an article speaks of without a name: "a teacher at the school", and the
//! papers and bodies that "it" may mean: "the inquiry".
//!
//! Each becomes an entity beside the named ones, so that "she" and "the teacher"
//! may mean it. Refused are groups, phrases that a name explains, headlines' words, and whatever a
//! sentence does not open with, unless "who" says that it is a person.

use std::ops::Range;

use super::antecedent::perhaps;
use super::focus;
use super::headline::is_headline;
use super::names::{Gender, Name, NameKind};
use super::nominals;
use super::people::Cast;
use super::pronouns::gender_of;
use super::sets::Standing;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// A noun phrase that means one person.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) tokens: Range<usize>,
    /// Behind its head noun; what follows only qualifies it.
    pub(super) met: usize,
    /// Whom it means if it means nobody the article spoke of before.
    pub(super) entity: usize,
    /// "the teacher", which may be somebody the article spoke of.
    pub(super) known: bool,
    /// "the billionaire", "the Democrat": such words stand for persons who have a name.
    epithet: bool,
    /// "A reporter asked": it is another who answers.
    asks: bool,
    /// "Her mother", which leaves in mind who she is herself.
    pub(super) owned: bool,
    /// It leaves others in mind before it.
    pub(super) weak: bool,
}

/// The figures of an article, in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Figures {
    /// Those of the narration.
    pub(super) told: Vec<Figure>,
    /// Those that sources are.
    speaking: Vec<Figure>,
}

impl Figures {
    /// Finds those of sources, and of narration before token `until`, and adds them to the cast.
    pub(super) fn find(
        view: &View,
        names: &[Name],
        cast: &mut Cast,
        until: usize,
        sources: impl Iterator<Item = Range<usize>>,
    ) -> Self {
        let mut figures = Self::default();
        for tokens in sources {
            let Some(head) = nominals::head(view, &tokens).filter(|head| !plural(view, *head))
            else {
                continue;
            };
            let one = (person(view, head) || who(view, tokens.end)) && article(view, tokens.start)
                || is_relative(view, head)
                || nominals::another(view, &tokens);
            // "the council’s survey": the council goes on speaking.
            let owned = || (tokens.start..head).any(|at| view.clitic(at));
            let thing = || thing(view, head) && (view.own(head, Class::BODIES) || !owned());
            if (one || thing()) && !titled(view, tokens.start) {
                let figure = figure(view, cast, tokens, head, one);
                figures.speaking.push(figure);
            }
        }
        figures.speaking.sort_by_key(|figure| figure.tokens.start);
        // "The queen of cheese" of a headline is whom the article names.
        let named_below = cast.entities.iter().any(|entity| {
            let named = entity.is_person() && !entity.unnamed || perhaps(view, entity);
            named && !is_headline(view, view.sentence(entity.name.start))
        });
        let begins = |at: &usize| !named_below || !is_headline(view, view.sentence(*at));
        for start in starts(view, until).filter(begins) {
            if let Some((tokens, head)) = phrase(view, start)
                && !named(view, names, tokens.start, head)
                && !apposed(view, names, &tokens)
                && !titled(view, start)
            {
                let figure = figure(view, cast, tokens, head, true);
                figures.told.push(figure);
            }
        }
        figures.relatives(view, names, cast, until);
        let sentences = view.segmentation.sentences.iter();
        let starts = sentences.map(|sentence| sentence.tokens.start);
        for start in starts.take_while(|start| *start < until) {
            if !view.inside(start)
                && let Some((tokens, head)) = subject(view, start)
                && !named(view, names, start, head)
                && !titled(view, start)
            {
                let figure = figure(view, cast, tokens, head, false);
                figures.told.push(figure);
            }
        }
        figures.told.sort_by_key(|figure| figure.met);
        figures
    }

    /// "Hugh Lund’s mother" where a sentence begins with her, but for her who may be meant by the same "she" as the owner.
    fn relatives(&mut self, view: &View, names: &[Name], cast: &mut Cast, until: usize) {
        for (nth, name) in names.iter().enumerate() {
            let (start, end) = (name.tokens.start, name.tokens.end);
            let noun = end + 1;
            if start >= until {
                break;
            }
            let begins = view.first_of_sentence(start) && view.clitic(end) && !view.inside(start);
            if !begins || !is_relative(view, noun) || plural(view, noun) || titled(view, start) {
                continue;
            }
            let tokens = start..noun + 1;
            let owner = cast.entities[cast.of_name[nth]].gender;
            let gender = nominals::gender(view, &(noun..noun + 1));
            let explained = named(view, &names[nth + 1..], end, noun);
            if owner != gender && view.own(noun, Class::KIN) && !explained {
                let figure = figure(view, cast, tokens, noun, true);
                self.told.push(figure);
            }
        }
    }

    /// The figure that a source is, if it is one.
    pub(super) fn of(&self, source: &Range<usize>) -> Option<usize> {
        let start = |figure: &Figure| figure.tokens.start;
        let found = self.speaking.binary_search_by_key(&source.start, start);
        // Who "the billionaire" is that speaks, is left open; who asks is answered by another.
        let figure = self
            .speaking
            .get(found.ok()?)
            .filter(|figure| !figure.epithet && !figure.asks)?;
        (figure.tokens == *source).then_some(figure.entity)
    }
}

/// Of a person, or else of a thing.
fn figure(view: &View, cast: &mut Cast, tokens: Range<usize>, head: usize, person: bool) -> Figure {
    if !person {
        return Figure {
            entity: cast.add_figure(view, tokens.clone(), NameKind::Document, Gender::Unknown),
            met: head + 1,
            known: (view.own(head, Class::BODIES) || view.entry(head).firm)
                && nominals::definite(view, tokens.start),
            epithet: false,
            asks: false,
            owned: false,
            weak: false,
            tokens,
        };
    }
    let gender = nominals::gender(view, &(tokens.start..head + 1));
    let known = !view.entry(tokens.start).introduces;
    // "The president" who opens a paragraph is nobody else of it.
    let office = view.entry(head).office && opens_paragraph(view, tokens.start);
    let epithet = view.own(head, Class::EPITHET) && !office
        || view.entry(head).standing != Standing::default();
    let asks = view.entry(tokens.end).asks;
    let owner = gender_of(view.classes(tokens.start));
    // "the doctor" leaves in mind whoever it may mean.
    let owned = owner != Gender::Unknown && owner.fits(gender);
    let vague = known && view.own(tokens.start, Class::DETERMINER) && !view.capital(head);
    Figure {
        entity: cast.add_figure(view, tokens.clone(), NameKind::Person, gender),
        met: head + 1,
        known,
        epithet,
        asks,
        owned,
        weak: epithet || asks || vague && !who(view, tokens.end),
        tokens,
    }
}

/// Where a figure's phrase may begin before token `until`: at a sentence's first word, and at the article before "who".
fn starts(view: &View, until: usize) -> impl Iterator<Item = usize> {
    let sentences = view.segmentation.sentences.iter();
    let first = sentences.map(|sentence| sentence.tokens.start);
    let first = first.map(|at| at + usize::from(view.own(at, Class::CONJUNCTION)));
    let who = view.found.who.iter().map(|at| *at as usize);
    let begins = who.filter(|at| *at > 0).filter_map(|at| {
        let end = at - usize::from(view.byte(at - 1) == b',');
        let mut before = (end.saturating_sub(8)..end).rev();
        let start = before.find(|at| !plain(view, *at))?;
        (!view.first_of_sentence(start)).then_some(start)
    });
    // "… the first time the 27-year-old has": wherever it stands it means somebody.
    let before = view.found.compounds.all_set();
    let before = before.filter_map(|at| at.checked_sub(1));
    let aged = before.filter(|at| {
        view.own(*at, Class::DETERMINER)
            && view.eq(*at, "the")
            && !view.first_of_sentence(*at)
            && focus::is_age(view, at + 1)
    });
    // "I ask a woman in the shop": who is asked answers.
    let asked = view.segmentation.sentences.iter().filter_map(|sentence| {
        let start = sentence.tokens.start;
        let asks = view.own(start, Class::FIRST_SINGULAR) && view.entry(start + 1).asks;
        asks.then_some(start + 2)
    });
    first
        .chain(asked)
        .chain(begins)
        .chain(aged)
        .filter(move |at| *at < until && article(view, *at) && !view.inside(*at))
}

/// "a", "the", "his": a noun for one person may follow.
fn article(view: &View, at: usize) -> bool {
    let article = Class::DETERMINER | Class::INDEFINITE;
    view.own(at, Class::POSSESSIVE)
        || view.own(at, article) && (view.entry(at).introduces || nominals::definite(view, at))
}

/// A noun for a person, or "the 40-year-old".
fn person(view: &View, at: usize) -> bool {
    view.human(at) || focus::is_age(view, at)
}

/// The first word of a paragraph.
pub(super) fn opens_paragraph(view: &View, at: usize) -> bool {
    let sentence = view.sentence(at);
    let before = sentence
        .checked_sub(1)
        .map(|before| view.setting(before).paragraph);
    view.sentence_start(at) == at && before != Some(view.setting(sentence).paragraph)
}

/// "Lund’s mother"
fn is_relative(view: &View, noun: usize) -> bool {
    view.own(noun, Class::KIN) && view.clitic(noun.wrapping_sub(1))
}

/// A paper, or a body without a name.
fn thing(view: &View, at: usize) -> bool {
    // "The results", "the news"
    let several = view.bytes(at).ends_with(b"s");
    names_thing(view, at) && !several && !view.capital(at)
}

fn names_thing(view: &View, at: usize) -> bool {
    let entry = view.entry(at);
    view.own(at, Class::BODIES) || entry.corps || entry.firm || focus::is_paper(view, at)
}

/// A headline's capitals tell no noun from a name.
fn titled(view: &View, at: usize) -> bool {
    view.is_title_case(view.sentence(at))
}

/// The paper or body that is the subject of the sentence that begins at `start`: "State law is plain."
fn subject(view: &View, start: usize) -> Option<(Range<usize>, usize)> {
    // Few sentences have such a word there at all, whatever stands beside it.
    if !(start + 1..start + 5).any(|at| names_thing(view, at)) {
        return None;
    }
    let end = (start + 1..start + 6).find(|at| !plain(view, *at))?;
    let head = end - 1;
    let finite = Class::AUXILIARY | Class::MODAL;
    let closes = view.own(end, finite) || view.verb(end) || view.byte(end) == b',';
    (head > start && closes && thing(view, head)).then_some((start..end, head))
}

/// "who" follows, perhaps behind a comma.
fn who(view: &View, at: usize) -> bool {
    view.eq(at, "who") || view.byte(at) == b',' && view.eq(at + 1, "who")
}

fn plural(view: &View, at: usize) -> bool {
    view.own(at, Class::GROUP)
}

/// A name stands in a phrase, up to its head noun, or explains it: "the teacher, Ann Lee".
fn named(view: &View, names: &[Name], start: usize, head: usize) -> bool {
    let first = names.partition_point(|name| name.tokens.end <= start);
    let next = head + 2 + usize::from(view.byte(head + 1) == b',');
    let origin = |name: &Name| name.tokens == (head..head + 1) && name.kind == NameKind::Unknown;
    // "A Lund campaign spokesman": so far it tells only whose he is.
    let qualifies = |name: &Name| name.tokens.end <= head;
    let left = names[first..].iter();
    // "The Speaker, Sir Peter Oakes": with its title.
    // "Her husband, the composer Hugh Lund": and with an article before that.
    let begins = |name: &Name| {
        let start = name.tokens.start - name.before.len();
        start - usize::from(!name.before.is_empty() && view.owned(start))
    };
    let mut beside = left.take_while(|name| begins(name) < next);
    // "The Scot, who …"
    beside.any(|name| !origin(name) && !qualifies(name))
}

/// "The Mayor of Ashby, Ann Lee": a name explains the phrase as a whole.
fn apposed(view: &View, names: &[Name], tokens: &Range<usize>) -> bool {
    let first = names.partition_point(|name| name.tokens.start <= tokens.end);
    view.byte(tokens.end) == b','
        && names
            .get(first)
            .is_some_and(|name| name.before.contains(&tokens.start))
}

/// The phrase that begins with an article, and its head noun.
fn phrase(view: &View, start: usize) -> Option<(Range<usize>, usize)> {
    let end = (start + 1..start + 9).find(|at| !plain(view, *at))?;
    let who = who(view, end);
    let head = (start + 1..end).rev().find(|at| person(view, *at));
    // "The Scot, who …": by "who" it is a person.
    let head = head.filter(|at| at + 1 == end || !who && at + 2 == end && opens(view, end));
    let meant =
        |at: &usize| who && *at > start && !view.is(*at, Class::ORGANISATION | Class::PLACE);
    let head = head.or_else(|| Some(end - 1).filter(meant))?;
    let closed = view.clitic(end) || plural(view, head) || view.capital(head + 1);
    (!closed).then(|| (start..qualified(view, head + 1), head))
}

/// A word that may stand before a noun, or be it.
fn plain(view: &View, at: usize) -> bool {
    let other = Class::FUNCTION | Class::DETERMINER | Class::ADVERB | Class::COMMON_VERB;
    matches!(view.kind(at), Some(TokenKind::Word | TokenKind::Number))
        && !view.first_of_sentence(at)
        && (view.human(at) || !view.own(at, other) && !view.verb(at))
}

/// What stands behind a verb: "A neighbour heard a shot."
fn opens(view: &View, at: usize) -> bool {
    let phrase = Class::DETERMINER | Class::POSSESSIVE | Class::ANY_PRONOUN | Class::ADVERB;
    view.byte(at) == b'.' || view.own(at, phrase)
}

/// So far goes what qualifies a noun before `at`: "at the school", if it is clear where that ends.
fn qualified(view: &View, at: usize) -> usize {
    let mut end = at;
    while view.own(end, Class::PREPOSITION) && end < at + 12 {
        end += 1;
        let word =
            |at: &usize| plain(view, *at) || view.own(*at, Class::DETERMINER | Class::POSSESSIVE);
        end = (end..end + 8).find(|at| !word(at)).unwrap_or(at);
    }
    let finite = Class::AUXILIARY | Class::MODAL | Class::RELATIVE;
    let closes = view.own(end, finite) || view.verb(end) || view.byte(end) == b',';
    if closes { end } else { at }
}
