//! Who is in mind where a description says something new: "the German", "the father of three", "the chipmaker".
//!
//! Decides only where one person or one firm can be meant, by all that was named in the last
//! sentences. Refused are who comes with a setting or with another, as a trial's judge, and
//! what contradicts the office the article gives.

use std::ops::Range;

use super::key::{self, Key};
use super::names::{Gender, NameKind};
use super::nominals::{self, definite};
use super::past::Mention;
use super::people::{BEARERS, Cast, Entity};
use super::place::Place;
use super::pronouns::{Timeline, gender_of};
use super::rank::Traits;
use super::sets::{self, Standing};
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// So many sentences of narration back somebody is in mind.
const NEAR: u32 = 2;

/// The first sentences of an article, its headline's among them, say what it is about.
const LEAD: usize = 3;

/// So many tokens on a clause says that a name is not given.
const WITHHELD: usize = 9;

/// How far back, in tokens, the article may have spoken of another by the same noun.
const FAR: usize = 600;

/// The word means one person by itself.
pub(super) fn is_person(view: &View, at: usize) -> bool {
    let entry = view.entry(at);
    let noun = || entry.associated || entry.calling || sets::ends_person(view.word(at));
    view.human(at)
        || is_age(view, at)
        || match view.capital(at) {
            true => entry.people,
            false => noun(),
        }
}

/// "40-year-old"
pub(super) fn is_age(view: &View, at: usize) -> bool {
    view.is_compound(at) && view.bytes(at).ends_with(b"-year-old")
}

/// The word means something that may be read.
pub(super) fn is_paper(view: &View, at: usize) -> bool {
    view.own(at, Class::DOCUMENT) || view.entry(at).paper
}

/// The word means one firm by itself.
pub(super) fn is_firm(view: &View, at: usize) -> bool {
    let small = !view.capital(at);
    view.own(at, Class::COMPANY)
        || small && view.entry(at).firm
        || small && !view.human(at) && sets::ends_firm(view.word(at))
}

/// The one person named in the last sentences, if a description with its head noun may mean them.
pub(super) fn person(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    phrase: &Range<usize>,
    head: usize,
) -> Option<usize> {
    let what = What::read(view, phrase, head)?;
    if withheld(view, phrase.end) {
        return None;
    }
    let gender = nominals::gender(view, phrase);
    if let Some(age) = phrase.clone().find(|at| is_age(view, *at)) {
        return aged(view, cast, timeline, age, gender);
    }
    let mut all = near(view, timeline, phrase.start).filter(|mention| {
        let known = timeline.past.known[mention.entity];
        let entity = &cast.entities[mention.entity];
        // "the Lund founder" is not Lund, and Lund may be a firm.
        // "Speaking to Bram Lund, the actor said": nor is it who spoke to him.
        let named = phrase.contains(&mention.at) || interviews(view, mention.at, phrase.start);
        let open = entity.guessed || entity.kind == NameKind::Unknown;
        let firm = open && entity.telling.len() == 1;
        // Whom no word tells for a person is one as a subject only.
        let has = |traits| mention.traits.contains(traits);
        let subject = has(Traits::SUBJECT) && !has(Traits::OBLIQUE);
        let told = known.person && !known.doubtful;
        let person = told || (known.person || known.perhaps) && subject;
        person && known.gender.fits(gender) && !named && !firm
    });
    // Those of its own paragraph, if there are any, are nearer than all others.
    let nearest = all.next()?;
    let first = nearest.entity;
    let paragraph = view.setting(view.sentence(phrase.start)).paragraph;
    let within = nearest.place.paragraph == paragraph;
    let mut all = all.take_while(|mention| !within || mention.place.paragraph == paragraph);
    let known = timeline.past.known[first];
    if known.unnamed
        || object(view, phrase, known.gender)
        || !all.all(|mention| mention.entity == first)
    {
        return None;
    }
    let entity = &cast.entities[first];
    // "the Ohio Republican" is nobody of another state.
    let mut standing = Standing::default();
    for at in phrase.clone() {
        standing.add(view.entry(at).standing);
    }
    let other = nominals::presides_elsewhere(view, phrase, nearest, entity);
    if entity.standing.contradicts(standing) || other {
        return None;
    }
    let mut words = phrase.start + 1..phrase.end;
    let shared = words.any(|at| entity.is_described(view, view.key(at)));
    // "the Republican" after "the GOP lawmaker Tom Hale"
    let parties = view.entry(head).standing.parties;
    if parties & entity.standing.parties != 0 {
        return Some(first);
    }
    // "the candidate" is whom the article is about.
    if held_elsewhere(view, phrase, head, entity) {
        return None;
    }
    let main = !view.own(head, Class::EPITHET) || entity.weight >= timeline.main;
    let fits = match what {
        _ if !main => shared,
        What::Anybody => true,
        What::Calling => shared || !holds_office(view, entity),
        What::Associated => shared,
    };
    (fits && !introduced(view, entity, head)).then_some(first)
}

/// "The driver, who did not want her name published,": whose name is not given the article did not name before.
fn withheld(view: &View, comma: usize) -> bool {
    let who = comma + 1;
    view.byte(comma) == b','
        && view.own(who, Class::RELATIVE)
        && (who + 1..who + WITHHELD).any(|at| view.eq(at, "name") || view.eq(at, "named"))
}

/// The name at `name` ends a participle's clause behind which a description begins.
fn interviews(view: &View, name: usize, start: usize) -> bool {
    let near = name < start && start - name < 6;
    near && view.byte(start - 1) == b','
        && view.bytes(view.sentence_start(start)).ends_with(b"ing")
        && (name..start - 1).all(|at| view.byte(at) != b',')
}

/// The person of an age, by what the article says, else the one in mind that it speaks of most.
fn aged(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    age: usize,
    gender: Gender,
) -> Option<usize> {
    let years = key::of_word(view.word(age).split('-').next()?);
    let fits = |at: usize| {
        let known = timeline.past.known[at];
        (known.person || known.perhaps)
            && !known.unnamed
            && known.count > 0
            && known.gender.fits(gender)
    };
    let entity = |at: usize| &cast.entities[at];
    let ages = timeline.ages.get_or_init(|| ages(view, cast));
    let first = ages.partition_point(|(other, _)| *other < years);
    let same = ages[first..]
        .iter()
        .take_while(|(other, _)| *other == years);
    let mut same = same.map(|(_, at)| *at).take(BEARERS);
    same.find(|at| fits(*at)).or_else(|| {
        let near = near(view, timeline, age).map(|mention| mention.entity);
        let open = near.filter(|at| fits(*at) && age_of(view, entity(*at)).is_none());
        open.max_by_key(|at| (entity(*at).weight, std::cmp::Reverse(entity(*at).first)))
    })
}

/// "The obstetrician called her a menace": "her" is who is in mind, and the obstetrician another.
fn object(view: &View, phrase: &Range<usize>, gender: Gender) -> bool {
    let at = phrase.end + 1;
    view.own(at, Class::OBJECT_PRONOUN)
        && gender_of(view.classes(at)) != Gender::Unknown
        && gender_of(view.classes(at)).fits(gender)
        && view.verb(phrase.end)
}

/// The ages of all entities of which the article tells them, in order.
fn ages(view: &View, cast: &Cast) -> Vec<(Key, usize)> {
    let all = cast.entities.iter().enumerate();
    let told = all.filter_map(|(at, entity)| Some((age_of(view, entity)?, at)));
    let mut told: Vec<(Key, usize)> = told.collect();
    told.sort_unstable();
    told
}

/// "Ann Lee, 40, said"
fn age_of(view: &View, entity: &Entity) -> Option<Key> {
    entity.age.map(|at| view.key(at as usize))
}

/// What a description says of a person.
#[derive(Clone, Copy)]
enum What {
    /// What may be said of anybody: age, children, where from.
    Anybody,
    /// What somebody is.
    Calling,
    /// Who comes with a setting, if nothing else tells that they are known.
    Associated,
}

impl What {
    fn read(view: &View, phrase: &Range<usize>, head: usize) -> Option<Self> {
        let thing = Class::GROUP | Class::DOCUMENT | Class::ORGANISATION | Class::BODIES;
        if !definite(view, phrase.start) || !is_person(view, head) || view.own(head, thing) {
            return None;
        }
        // "the mayor’s former doctor" is somebody of the mayor's.
        if (phrase.start..head).any(|at| view.clitic(at)) {
            return None;
        }
        let entry = view.entry(head);
        // "the father of three", "the mother of two boys"
        let several = |at: usize| {
            view.own(at, Class::NUMBER_WORD) || view.kind(at) == Some(TokenKind::Number)
        };
        let parent = view.own(head, Class::KIN)
            && view.eq(head + 1, "of")
            && head + 2 < phrase.end
            && several(head + 2)
            || view.is_compound(head) && view.word(head).contains("-of-");
        // "the Independent, a newspaper": what is explained is new.
        let explained =
            view.byte(phrase.end) == b',' && view.own(phrase.end + 1, Class::DETERMINER);
        let alone = head + 1 == phrase.end && !explained;
        if !parent && !alone {
            return None;
        }
        let sex = view.own(head, Class::FEMALE | Class::MALE) && !view.own(head, Class::KIN);
        let from = view.capital(head) && entry.people;
        let mut before = phrase.start + 1..head;
        let renewed = before.any(|at| view.entry(at).renewed);
        Some(match () {
            () if parent || from || renewed => Self::Anybody,
            () if entry.associated || view.own(head, Class::TITLE) => Self::Associated,
            () if sex && phrase.start + 1 == head => Self::Anybody,
            () => Self::Calling,
        })
    }
}

/// The article gives its office or trade: "a mother of two" is none.
fn holds_office(view: &View, entity: &Entity) -> bool {
    let mut role = entity.role.clone();
    role.any(|at| view.is(at, Class::ROLE | Class::TITLE) && !view.own(at, Class::KIN))
}

/// "the Rovers captain" is neither "Wanderers captain Hugh Lund" nor "manager Hugh Lund".
pub(super) fn held_elsewhere(
    view: &View,
    phrase: &Range<usize>,
    head: usize,
    entity: &Entity,
) -> bool {
    let described = |at: usize| entity.is_described(view, view.key(at));
    let called = described(head);
    // "the Ashby chemist": somebody of no office may be one.
    if !called && !view.entry(head).office && !holds_office(view, entity) {
        return false;
    }
    // "the New York businessman": where somebody is from says little of another office.
    let place = Class::PLACE | Class::CAPITAL;
    let name = |at: &usize| {
        let entry = view.entry(*at);
        view.capital(*at)
            && !view.human(*at)
            && !view.own(*at, Class::PLAIN)
            && !entry.unit
            && entry.standing == Standing::default()
            && (called || !view.is(*at, place))
    };
    let mut names = (nominals::describing(view, phrase).start..head)
        .filter(name)
        .peekable();
    names.peek().is_some() && !names.any(described) && (!called || entity.is_qualified(view))
}

/// The narration spoke of another by the same noun: "a teacher".
fn introduced(view: &View, entity: &Entity, head: usize) -> bool {
    let noun = view.key(head);
    let before = head.saturating_sub(FAR)..head;
    let article = |at: usize| {
        let first = at.saturating_sub(4).max(view.sentence_start(at));
        (first..at).any(|at| view.entry(at).introduces)
    };
    !entity.is_described(view, noun)
        && before
            .filter(|at| view.key(*at) == noun)
            .any(|at| !view.inside(at) && article(at))
}

/// The mentions of the last sentences of narration, the nearest first.
fn near<'m>(
    view: &View,
    timeline: &'m Timeline,
    at: usize,
) -> impl Iterator<Item = &'m Mention> + use<'m> {
    let here = Place::of(view, at);
    timeline
        .recent()
        .take_while(move |mention| here.narrated.saturating_sub(mention.place.narrated) <= NEAR)
        .filter(|mention| !mention.place.inside)
}

/// A firm by its name, or by nothing that tells otherwise.
pub(super) fn may_be_firm(view: &View, cast: &Cast, entity: usize) -> bool {
    let entity = &cast.entities[entity];
    entity.is_body() && cast.may_be_firm(entity)
        || perhaps_body(view, entity) && entity.gender == Gender::Unknown
}

/// Nothing tells that it is a person's name: "Delmora" may be a firm.
fn perhaps_body(view: &View, entity: &Entity) -> bool {
    let open = entity.kind == NameKind::Unknown || entity.guessed;
    // "Shares fell", "Rain fell": many a noun opens a sentence.
    let noun = entity.name.len() == 1
        && entity.weight == 1
        && view.first_of_sentence(entity.name.start)
        && view.byte(entity.name.end) != b','
        && (!entity.guessed || view.bytes(entity.name.start).ends_with(b"s"));
    open && !noun && !entity.given && entity.role.is_empty() && !entity.unnamed
}

/// The one firm that was a subject in the last sentences.
pub(super) fn firm(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    phrase: &Range<usize>,
    head: usize,
) -> Option<usize> {
    // "the maker of Sunday chocolate"
    let alone = head + 1 == phrase.end || view.eq(head + 1, "of");
    if !alone || !definite(view, phrase.start) || !is_firm(view, head) {
        return None;
    }
    let mut all = near(view, timeline, phrase.start).filter(|mention| {
        let open = timeline.past.known[mention.entity].gender == Gender::Unknown;
        let subject = mention.traits.contains(Traits::SUBJECT);
        open && subject && may_be_firm(view, cast, mention.entity)
    });
    let near = all.next().map(|mention| mention.entity);
    let near = near.filter(|first| all.all(|mention| mention.entity == *first));
    // "the maker of Sunday chocolate" is told by more than that.
    let plain = head + 1 == phrase.end && head == phrase.start + 1;
    let leading = || *timeline.firm.get_or_init(|| leading(view, cast));
    near.or_else(|| plain.then(leading).flatten())
}

/// The firm that an article's first sentences name and that it speaks of most: "the company", whoever else was named since.
fn leading(view: &View, cast: &Cast) -> Option<usize> {
    let firms = cast.entities.iter().enumerate().filter(|(_, entity)| {
        let first = view.sentence(entity.name.start);
        entity.is_body() && cast.may_be_firm(entity) && entity.weight > 2 && first < LEAD
    });
    let (at, firm) = firms.clone().max_by_key(|(_, entity)| entity.weight)?;
    let mut rivals = firms.filter(|(other, _)| *other != at);
    rivals
        .all(|(_, rival)| rival.weight < firm.weight)
        .then_some(at)
}
