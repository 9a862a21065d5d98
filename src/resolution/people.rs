//! [`Cast`]: who and what the article names, each once, under the fullest name.
//!
//! Full names join only when their first and last words agree; a shorter name
//! joins the fullest bearer that fits by title and gender, the nearest and most
//! spoken of first. Contradictory full names never join. Lookup is by word, so
//! time grows with the mentions and the bearers of one word.

mod couples;
mod heirs;
mod mention;
mod relatives;
mod roles;
mod short;

use std::ops::Range;

use smallvec::SmallVec;

pub(super) use self::short::halves;
use self::short::{Bearer, Titled};
use super::antecedent::logarithm;
use super::key::{Key, KeyMap};
use super::names::{Gender, Name, NameKind};
use super::sets::{self, Standing};
use super::telling::{Telling, Words};
use super::view::View;
use crate::scan::class::Class;
use crate::span::Span;

/// How many bearers of one word or age are looked at.
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
    /// The title of a name of one word: "Lady".
    pub(super) address: Range<usize>,
    /// Its age, where the article tells it: "Ann Lee, 40, said".
    pub(super) age: Option<u32>,
    /// The surname it shares with whom it is named beside, a token: Graham of "Graham and Lynne Lund".
    pub(super) surname: Option<usize>,
    /// Another of the same word has a title of another gender.
    pub(super) twin: bool,
    /// What the article describes it by, in tokens, and how many those are.
    described: SmallVec<[Range<u32>; 2]>,
    describing: usize,
    /// A bit for the lowest six of each of their keys.
    keys: u64,
    /// The offices those words name, as bits; see [`super::sets::Entry`].
    roles: u64,
    pub(super) standing: Standing,
    /// How often it is named.
    pub(super) weight: usize,
    /// Where it is first.
    pub(super) first: Span,
    /// It is a noun phrase, not a name: "a teacher".
    pub(super) unnamed: bool,
    /// It begins with a known first name.
    pub(super) given: bool,
    /// That it is a person is told by its speaking alone.
    pub(super) guessed: bool,
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

    /// Whether it is an organisation with a name.
    pub(super) fn is_body(&self) -> bool {
        self.kind == NameKind::Organisation && !self.unnamed
    }

    /// Whether it may be a person of that gender.
    pub(super) fn may_be(&self, gender: Gender) -> bool {
        self.kind.may_be_person() && self.gender.fits(gender)
    }

    /// Whether the article says what or from where it is.
    pub(super) fn is_told_of(&self) -> bool {
        self.describing > 0 || self.standing != Standing::default()
    }

    /// Whether the article calls it by the noun or by another of the same office.
    ///
    /// `roles`: the offices that the word names.
    pub(super) fn called(&self, view: &View, word: Key, roles: u64) -> bool {
        let head = |words: &Range<u32>| {
            let mut all = words.start as usize..words.end as usize;
            let last = all.end;
            all.any(|at| view.key(at) == word && (at + 1 == last || !view.human(at + 1)))
        };
        let named = || self.described.iter().any(head);
        self.may_be_called(word, roles) && (self.roles & roles != 0 || named())
    }

    /// Told by bits alone.
    #[inline]
    pub(super) fn may_be_called(&self, word: Key, roles: u64) -> bool {
        (self.roles & roles != 0) | (self.keys & 1 << (word % 64) != 0)
    }

    /// Whether the article describes it by the word.
    pub(super) fn is_described(&self, view: &View, word: Key) -> bool {
        let mut words = self.described.iter();
        self.keys & 1 << (word % 64) != 0
            && words.any(|words| view.has_word(&(words.start as usize..words.end as usize), word))
    }
}

/// Its memory serves one article after the other.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) entities: Vec<Entity>,
    /// For each name found, its entity.
    pub(super) of_name: Vec<usize>,
    /// The same before acronyms joined their bodies, if any did.
    pub(super) unjoined: Option<Vec<usize>>,
    pub(super) words: Words,
    pub(super) by_key: KeyMap,
    /// The words of names of one word, numbered.
    single: KeyMap,
    /// Who bears those words in full names, in the order of the article.
    found: Vec<Bearer>,
    /// The same, by the words' numbers.
    by_word: Vec<Bearer>,
    /// Where each word's begin, and at last where all end.
    bearing: Vec<u32>,
    titled: Titled,
    /// Whom a titled surname means that a dead person bears: the dead, the title's gender, and who is meant.
    heirs: SmallVec<[(usize, Gender, usize); 2]>,
    /// Of each of those words, the entity that it is the whole name of, once there is one.
    alone: Vec<Option<u32>>,
    /// What is told by each name found, and the number of its word if it has no other.
    tellings: Vec<(Telling, usize)>,
}

impl Cast {
    /// Takes in an article's names in place of those of the one before.
    pub(super) fn gather(&mut self, view: &View, names: &[Name]) {
        self.clear(names.len());
        let mut tellings = std::mem::take(&mut self.tellings);
        tellings.clear();
        tellings.reserve(names.len());
        for (at, name) in names.iter().enumerate() {
            let telling = self.words.add(view, name);
            let mut number = 0;
            match *self.words.of(&telling) {
                [] => number = self.single.number(0),
                [word] => {
                    number = self.single.number(word);
                    if !name.before.is_empty() && name.gender != Gender::Unknown {
                        self.titled.tell(word, name.gender);
                    }
                }
                _ => self.of_name[at] = self.full(view, name, &telling),
            }
            tellings.push((telling, number));
        }
        self.join_parts(view);
        self.index(view);
        self.alone.resize(self.single.len(), None);
        for (at, name) in names.iter().enumerate() {
            let known = self.of_name[at];
            let (telling, number) = &tellings[at];
            let entity = if known == usize::MAX {
                let entity = self.short(view, name, telling, *number);
                let entity = self.heir(view, names, at, entity);
                self.relative(view, names, at, entity)
            } else {
                known
            };
            self.of_name[at] = entity;
            self.couple(view, names, at);
            self.seen(view, name, entity, telling);
        }
        self.acronyms(view, names);
        self.tellings = tellings;
    }

    /// Nobody is known; so many names will be.
    fn clear(&mut self, names: usize) {
        self.entities.clear();
        // There are about so many, and to move them costs more than the room.
        self.entities.reserve(names / 4);
        self.of_name.clear();
        self.of_name.resize(names, usize::MAX);
        self.unjoined = None;
        self.words.clear();
        self.by_key.clear();
        self.single.clear();
        self.alone.clear();
        self.titled.clear();
        self.heirs.clear();
        self.by_word.clear();
        self.bearing.clear();
    }

    /// Whose mention each name is.
    pub(super) fn mention_of(&self) -> &[usize] {
        self.unjoined.as_ref().unwrap_or(&self.of_name)
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
        self.by_key.insert(key, self.entities.len());
        self.add(view, name, telling)
    }

    fn add(&mut self, view: &View, name: &Name, telling: &Telling) -> usize {
        let at = self.entities.len();
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

    /// One more, which the article calls by a noun phrase alone.
    pub(super) fn add_figure(
        &mut self,
        view: &View,
        phrase: Range<usize>,
        kind: NameKind,
        gender: Gender,
    ) -> usize {
        let mut entity = Entity {
            name: phrase.clone(),
            kind,
            gender,
            unnamed: true,
            weight: 1,
            first: view.span(&phrase),
            ..Entity::default()
        };
        entity.describe(view, &phrase);
        self.entities.push(entity);
        self.entities.len() - 1
    }

    /// A body whose name tells that it is a firm, or does not tell what it is.
    pub(super) fn may_be_firm(&self, entity: &Entity) -> bool {
        let kinds = self.bodies(entity);
        kinds == 0 || kinds & sets::FIRM != 0
    }

    /// What bodies the words of its name say that it is; see [`super::sets::Entry`].
    pub(super) fn bodies(&self, entity: &Entity) -> u16 {
        let words = self.words.of(&entity.telling).iter();
        words.fold(0, |all, word| all | sets::entry(*word).bodies)
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
}
