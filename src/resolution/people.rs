//! [`Cast`]: who and what the article names, each once, under the fullest name.
//!
//! Full names join only when their first and last words agree; a shorter name
//! joins the fullest bearer that fits by title and gender, the nearest and most
//! spoken of first. Contradictory full names never join. Lookup is by word, so
//! time grows with the mentions and the bearers of one word.

use std::ops::Range;

use super::beside::{constituency, speaking};
use super::key::{Key, KeyMap};
use super::names::{Gender, Name, NameKind};
use super::pronouns::logarithm;
use super::sets::{self, Standing};
use super::telling::{Telling, Words};
use super::view::View;
use crate::scan::class::Class;
use crate::span::Span;

/// How many bearers of one word are weighed; the most recent come first.
pub(super) const BEARERS: usize = 24;
/// How many describing words are kept of one entity.
const DESCRIBED: usize = 60;

#[derive(Clone, Debug, Default)]
pub(super) struct Entity {
    /// Its fullest name, in tokens.
    pub(super) name: Range<usize>,
    pub(super) telling: Telling,
    pub(super) kind: NameKind,
    pub(super) gender: Gender,
    /// The longest title or apposition with it, in tokens; empty if there is none.
    pub(super) role: Range<usize>,
    /// What the article describes it by, in tokens, and how many those are.
    described: Vec<Range<usize>>,
    describing: usize,
    /// A bit for the lowest six of each of their keys.
    keys: u64,
    /// The offices those words name, as bits; see [`sets::Entry`].
    roles: u64,
    pub(super) standing: Standing,
    /// How often it is named.
    pub(super) weight: usize,
    /// Where it is first.
    pub(super) first: Span,
    /// It begins with a known first name.
    pub(super) given: bool,
    /// Mentions in narration.
    told: u32,
    /// Mentions by a part of the name.
    bare: u32,
    /// Sentence of the latest mention so far; `None` before the first.
    latest: Option<usize>,
    /// Pronouns near it: female, male.
    votes: (u32, u32),
}

impl Entity {
    pub(super) fn is_person(&self) -> bool {
        self.kind == NameKind::Person
    }

    /// Whether the article says what or from where it is.
    pub(super) fn is_told_of(&self) -> bool {
        self.describing > 0 || self.standing != Standing::default()
    }

    /// Whether the article calls it by the word or by another of the same office.
    pub(super) fn called(&self, view: &View, word: Key) -> bool {
        self.roles & sets::entry(word).roles != 0 || self.is_described(view, word)
    }

    /// Whether the article describes it by the word.
    pub(super) fn is_described(&self, view: &View, word: Key) -> bool {
        let mut words = self.described.iter();
        self.keys & 1 << (word % 64) != 0 && words.any(|words| view.has_word(words, word))
    }
}

#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) entities: Vec<Entity>,
    /// For each name found, its entity.
    pub(super) of_name: Vec<usize>,
    /// The same before acronyms joined their bodies: whose mention each name is.
    pub(super) mention_of: Vec<usize>,
    pub(super) words: Words,
    pub(super) by_key: KeyMap,
    /// The words of names of one word, numbered.
    single: KeyMap,
    /// Each of those words, by its number, with the entities of full names that bear it, sorted.
    by_word: Vec<(u32, u32)>,
    /// Where each word's begin, and at last where all end.
    bearing: Vec<u32>,
    pub(super) titled: Titled,
}

/// The one gender a bare surname's titles tell, where they agree: "Mr. Ames" throughout.
#[derive(Debug, Default)]
pub(super) struct Titled {
    places: KeyMap,
    genders: Vec<Gender>,
}

impl Titled {
    /// For at most `most` words.
    pub(super) fn with_room(most: usize) -> Self {
        Self {
            places: KeyMap::with_room(most),
            genders: Vec::with_capacity(most),
        }
    }

    pub(super) fn tell(&mut self, word: Key, gender: Gender) {
        match self.places.get(word) {
            Some(at) if self.genders[at] != gender => self.genders[at] = Gender::Unknown,
            Some(_) => {}
            None => {
                self.places.insert(word, self.genders.len());
                self.genders.push(gender);
            }
        }
    }

    fn of(&self, word: Key) -> Option<Gender> {
        self.places.get(word).map(|at| self.genders[at])
    }
}

impl Cast {
    pub(super) fn gather(view: &View, names: &[Name]) -> Self {
        let mut cast = Self {
            of_name: vec![usize::MAX; names.len()],
            words: Words::with_room(names.len()),
            entities: Vec::with_capacity(names.len() / 2),
            by_key: KeyMap::with_room(names.len()),
            ..Self::default()
        };
        cast.single = KeyMap::with_room(names.len());
        let mut tellings = Vec::with_capacity(names.len());
        for (at, name) in names.iter().enumerate() {
            let telling = cast.words.add(view, name);
            match telling.len() {
                0 | 1 => cast.single.number(cast.words.first(&telling).unwrap_or_default()),
                _ => cast.of_name[at] = cast.full(view, name, &telling),
            }
            tellings.push(telling);
        }
        cast.title_genders(names, &tellings);
        cast.join_parts(view);
        cast.index();
        for (at, name) in names.iter().enumerate() {
            let known = cast.of_name[at];
            let entity = if known == usize::MAX {
                cast.short(view, name, &tellings[at])
            } else {
                known
            };
            cast.of_name[at] = entity;
            cast.seen(view, name, entity, &tellings[at]);
        }
        cast.mention_of.clone_from(&cast.of_name);
        cast.acronyms(view, names);
        cast
    }

    /// The entity of a name of several words.
    fn full(&mut self, view: &View, name: &Name, telling: &Telling) -> usize {
        let key = self.words.key(telling, name.kind);
        if let Some(at) = self.by_key.get(key) {
            let entity = &mut self.entities[at];
            if view.span(&name.tokens).len() > view.span(&entity.name).len() {
                entity.name = name.tokens.clone();
                entity.telling = telling.clone();
            }
            if entity.kind == NameKind::Unknown {
                entity.kind = name.kind;
            }
            if entity.gender == Gender::Unknown {
                entity.gender = name.gender;
            }
            return at;
        }
        self.add(view, name, telling, key)
    }

    fn add(&mut self, view: &View, name: &Name, telling: &Telling, key: Key) -> usize {
        let at = self.entities.len();
        self.by_key.insert(key, at);
        self.entities.push(Entity {
            name: name.tokens.clone(),
            telling: telling.clone(),
            kind: name.kind,
            gender: name.gender,
            given: view.own(name.tokens.start, Class::FIRST_NAME),
            ..Entity::default()
        });
        at
    }

    fn index(&mut self) {
        for (at, entity) in self.entities.iter().enumerate() {
            let words = self.words.of(&entity.telling).iter();
            let asked = words.filter_map(|word| self.single.get(*word));
            self.by_word
                .extend(asked.map(|word| (word as u32, at as u32)));
        }
        self.by_word.sort_unstable();
        self.by_word.dedup();
        self.bearing.reserve(self.single.len() + 1);
        let mut bearers = self.by_word.iter().enumerate().peekable();
        for word in 0..=self.single.len() {
            while bearers.next_if(|(_, (other, _))| (*other as usize) < word).is_some() {}
            let start = bearers.peek().map_or(self.by_word.len(), |(at, _)| *at);
            self.bearing.push(start as u32);
        }
    }

    /// The full names that bear a word, in the order of the article.
    fn bearers(&self, word: Key) -> &[(u32, u32)] {
        let Some(word) = self.single.get(word) else {
            return &[];
        };
        match self.bearing.get(word..word + 2) {
            Some([start, end]) => &self.by_word[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The entity of a single word: a bearer of it, or one of its own.
    fn short(&mut self, view: &View, name: &Name, telling: &Telling) -> usize {
        let word = self.words.first(telling).unwrap_or_default();
        let before = name.tokens.start.checked_sub(1);
        let bearers = self.bearers(word);
        let short = Short {
            name,
            word,
            suffix: telling.suffix,
            definite: before.is_some_and(|at| view.eq(at, "the")),
        };
        let (few, many) = bearers.split_at(bearers.len().saturating_sub(BEARERS));
        let all = many.iter().rev().chain(few.iter().take(BEARERS));
        let all = all.map(|(_, at)| *at as usize);
        let mut fitting = all.filter(|at| self.fits(&short, &self.entities[*at]));
        if let Some(first) = fitting.next() {
            return match fitting.next() {
                Some(second) => self.best(view, &short, first, [second].into_iter().chain(fitting)),
                None => first,
            };
        }
        let key = self.words.key(telling, name.kind);
        if let Some(at) = self.by_key.get(key) {
            return at;
        }
        self.add(view, name, telling, key)
    }

    /// The bearer that a one-word name fits best, the first of equals.
    fn best(
        &self,
        view: &View,
        short: &Short,
        first: usize,
        others: impl Iterator<Item = usize>,
    ) -> usize {
        let at = short.name.tokens.start;
        let (sentence, hinted) = (view.sentence(at), hint(view, at));
        let score = |at: usize| {
            let entity = &self.entities[at];
            let last = self.words.last(&entity.telling) == Some(short.word);
            let surname = if last { 0.8 } else { 0.0 };
            entity.salience(sentence) + surname + short.favour(entity, hinted)
        };
        let mut best = (score(first), first);
        for other in others {
            let score = score(other);
            if score > best.0 {
                best = (score, other);
            }
        }
        best.1
    }

    /// Whether a one-word name does not contradict a bearer.
    fn fits(&self, short: &Short, entity: &Entity) -> bool {
        let Short { name, word, .. } = *short;
        let first = self.words.first(&entity.telling) == Some(word);
        let last = self.words.last(&entity.telling) == Some(word);
        let whole = entity.telling.len() == 1;
        let human = matches!(entity.kind, NameKind::Person | NameKind::Unknown);
        if short.suffix != 0 && short.suffix != entity.telling.suffix {
            return false;
        }
        if human && !whole {
            // "Warren" is a given name and a surname: only a title tells the gender of a surname.
            let own = if last && name.before.is_empty() {
                Gender::Unknown
            } else {
                name.gender
            };
            let told = match own == Gender::Unknown && last {
                true => self.titled.of(word),
                false => None,
            };
            let gender = told.unwrap_or(own);
            let called = first || last || entity.telling.nickname == word;
            if matches!(name.kind, NameKind::Place | NameKind::Organisation)
                || !gender.fits(entity.gender)
                || !called
                || short.definite && entity.kind == NameKind::Unknown && !last
            {
                return false;
            }
        } else {
            let classes = self.words.classes(&entity.telling).last();
            let firm = classes.is_some_and(|last| last.intersects(Class::FIRM));
            let ending = last && short.definite;
            let opening = first && firm && name.kind == NameKind::Unknown;
            if !(whole || ending || opening) || name.kind == NameKind::Place {
                return false;
            }
        }
        true
    }

    /// Takes in what one mention tells of its entity.
    fn seen(&mut self, view: &View, name: &Name, at: usize, telling: &Telling) {
        let words = telling.len();
        let entity = &mut self.entities[at];
        if entity.weight == 0 {
            entity.first = view.span(&name.tokens);
        }
        entity.weight += 1;
        // Those only spoken of by others are not in mind as the narrator's own people are.
        if view.inside(name.tokens.start) {
            return;
        }
        let several = entity.telling.len() > 1;
        entity.told += 1;
        entity.latest = Some(view.sentence(name.tokens.start));
        entity.bare += u32::from(words == 1 && several && telling.suffix == 0);
        if entity.gender == Gender::Unknown && (words > 1 || !several || !name.before.is_empty()) {
            entity.gender = name.gender;
        }
        let speaks = || entity.telling.len() < 5 && speaking(view, name);
        if entity.kind == NameKind::Unknown && (name.kind == NameKind::Person || speaks()) {
            entity.kind = NameKind::Person;
        }
        if name.before.len() + name.after.len() > 0 {
            entity.describe(view, &name.before);
            entity.describe(view, &name.after);
        }
        if view.byte(name.tokens.end) != 0 {
            entity.standing.add(constituency(view, name.tokens.end));
        }
    }

    /// A pronoun beside the only person of its sentences speaks for their gender.
    pub(super) fn vote(&mut self, at: usize, gender: Gender) {
        let entity = &mut self.entities[at];
        match gender {
            Gender::Female => entity.votes.0 += 1,
            Gender::Male => entity.votes.1 += 1,
            Gender::Unknown => {}
        }
    }

    pub(super) fn count_votes(&mut self) {
        for entity in &mut self.entities {
            if entity.gender == Gender::Unknown {
                entity.gender = match entity.votes {
                    (female, male) if female > male => Gender::Female,
                    (female, male) if male > female => Gender::Male,
                    _ => Gender::Unknown,
                };
            }
        }
    }
}

/// A one-word name, in its place.
struct Short<'a> {
    name: &'a Name,
    word: Key,
    suffix: Key,
    definite: bool,
}

impl Short<'_> {
    /// A surname without "Jr." is the father's where both are named; "her" beside it is a woman's.
    ///
    /// `hinted`: the gender of the pronouns around it.
    fn favour(&self, entity: &Entity, hinted: Gender) -> f32 {
        let suffix = match self.suffix == entity.telling.suffix {
            true => 0.0,
            false => -3.0,
        };
        let gender = match hinted.fits(entity.gender) {
            true => 0.0,
            false => -1.5,
        };
        suffix + gender
    }
}

impl Entity {
    /// How much it is in mind at a sentence.
    fn salience(&self, sentence: usize) -> f32 {
        let gone = self
            .latest
            .map_or(40, |latest| sentence.saturating_sub(latest)) as f32;
        let is = |yes: bool, worth: f32| if yes { worth } else { 0.0 };
        2.0 / (1.0 + gone)
            + 0.6 * logarithm(self.told as usize)
            + is(self.kind == NameKind::Person, 0.5)
            // Once called by the surname alone, a person goes on being called so.
            + is(self.bare > 0, 1.2)
            + is(self.latest.is_some(), 0.6)
    }

    #[inline]
    fn describe(&mut self, view: &View, words: &Range<usize>) {
        if words.is_empty() || self.describing > DESCRIBED {
            return;
        }
        for at in words.clone() {
            let key = view.key(at);
            let entry = sets::entry(key);
            self.keys |= 1 << (key % 64);
            self.roles |= entry.roles;
            self.standing.add(entry.standing);
        }
        self.described.push(words.clone());
        self.describing += words.len();
        let longer = view.span(words).len() > view.span(&self.role).len();
        if longer
            && words
                .clone()
                .any(|at| view.is(at, Class::ROLE | Class::TITLE))
        {
            self.role = words.clone();
        }
    }
}

/// The one gender of the pronouns in a name's sentence, or else in the sentence before.
fn hint(view: &View, at: usize) -> Gender {
    let sentence = view.sentence(at);
    let end = view.segmentation.sentences[sentence].tokens.end;
    let after = view.pronouns.partition_point(|(pronoun, _)| *pronoun < end);
    let near = view.pronouns[..after].iter().rev().take(8);
    for wanted in [sentence, sentence.saturating_sub(1)] {
        let told = |gender: Gender| {
            let mut here = near
                .clone()
                .filter(|(pronoun, _)| view.sentence(*pronoun) == wanted);
            here.any(|(_, told)| *told == gender)
        };
        match (told(Gender::Female), told(Gender::Male)) {
            (true, false) => return Gender::Female,
            (false, true) => return Gender::Male,
            (true, true) => return Gender::Unknown,
            (false, false) => {}
        }
    }
    Gender::Unknown
}
