//! [`Cast`]: who and what the article names, each once, under the fullest name.
//!
//! Full names join only when their first and last words agree; a shorter name
//! joins the fullest bearer that fits by title and gender, the nearest and most
//! spoken of first. Contradictory full names never join. Lookup is by word, so
//! time grows with the mentions and the bearers of one word.

use std::collections::HashMap;

use super::names::{Gender, Name, NameKind};
use super::sets;
use super::view::View;
use crate::scan::class::Class;
use crate::span::Span;

/// How many bearers of one word are weighed; the most recent come first.
pub(super) const BEARERS: usize = 24;

#[derive(Clone, Debug)]
pub(super) struct Entity {
    pub(super) name: String,
    /// The name's words in lower case, with neither initials nor suffixes.
    pub(super) words: Vec<String>,
    pub(super) kind: NameKind,
    pub(super) gender: Gender,
    pub(super) role: Option<String>,
    /// Every word the article describes them by, in lower case.
    pub(super) described: Vec<String>,
    pub(super) mentions: Vec<Span>,
    /// It begins with a known first name.
    pub(super) given: bool,
    /// Mentions in narration.
    told: u32,
    /// Mentions by a part of the name.
    bare: u32,
    /// Sentence of the latest mention so far.
    latest: usize,
    /// Pronouns near it: female, male.
    votes: (u32, u32),
}

impl Entity {
    pub(super) fn is_person(&self) -> bool {
        self.kind == NameKind::Person
    }

    pub(super) fn weight(&self) -> usize {
        self.mentions.len()
    }
}

#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) entities: Vec<Entity>,
    /// For each name found, its entity.
    pub(super) of_name: Vec<usize>,
    pub(super) by_key: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
    /// The one gender a bare surname's titles tell, where they agree: "Mr. Ames" throughout.
    pub(super) titled: HashMap<String, Gender>,
}

/// The words that tell one bearer from another.
fn telling(view: &View, name: &Name) -> Vec<String> {
    let words: Vec<String> = name
        .tokens
        .clone()
        .filter(|at| view.word(*at).chars().any(char::is_alphanumeric))
        .map(|at| view.lower(at))
        .collect();
    if name.kind == NameKind::Organisation || name.kind == NameKind::Place || words.len() < 3 {
        return words.into_iter().filter(|w| w != "the").collect();
    }
    let short: Vec<String> = words
        .iter()
        .filter(|word| {
            word.trim_end_matches('.').chars().count() > 1 && !sets::holds("suffix", word)
        })
        .cloned()
        .collect();
    if short.is_empty() { words } else { short }
}

fn key(words: &[String], kind: NameKind) -> String {
    match (words, kind) {
        ([.., _], NameKind::Organisation | NameKind::Place | NameKind::Document) => words.join(" "),
        ([first, .., last], _) => format!("{first} {last}"),
        _ => words.join(" "),
    }
}

impl Cast {
    pub(super) fn gather(view: &View, names: &[Name]) -> Self {
        let mut cast = Self {
            of_name: vec![usize::MAX; names.len()],
            ..Self::default()
        };
        let words: Vec<Vec<String>> = names.iter().map(|name| telling(view, name)).collect();
        for (at, name) in names.iter().enumerate() {
            if words[at].len() > 1 {
                cast.of_name[at] = cast.full(view, name, &words[at]);
            }
        }
        cast.title_genders(names, &words);
        cast.join_parts();
        cast.index();
        for (at, name) in names.iter().enumerate() {
            let known = cast.of_name[at];
            let entity = if known == usize::MAX {
                cast.short(view, name, &words[at])
            } else {
                known
            };
            cast.of_name[at] = entity;
            cast.seen(view, name, entity, words[at].len());
        }
        cast.acronyms(view, names);
        cast
    }

    /// The entity of a name of several words.
    fn full(&mut self, view: &View, name: &Name, words: &[String]) -> usize {
        let key = key(words, name.kind);
        if let Some(at) = self.by_key.get(&key) {
            let entity = &mut self.entities[*at];
            let text = view.words(&name.tokens);
            if text.len() > entity.name.len() {
                entity.name = text;
                entity.words = words.to_vec();
            }
            if entity.kind == NameKind::Unknown {
                entity.kind = name.kind;
            }
            if entity.gender == Gender::Unknown {
                entity.gender = name.gender;
            }
            return *at;
        }
        self.add(view, name, words, key)
    }

    fn add(&mut self, view: &View, name: &Name, words: &[String], key: String) -> usize {
        let at = self.entities.len();
        self.by_key.insert(key, at);
        let mut text = view.words(&name.tokens);
        if name.kind == NameKind::Person
            && name.tokens.len() == 1
            && text.len() > 2
            && text == text.to_uppercase()
        {
            // A transcript shouts its speakers: "SMITH: …".
            let mut letters = text.chars();
            text = letters
                .next()
                .into_iter()
                .chain(letters.flat_map(char::to_lowercase))
                .collect();
        }
        self.entities.push(Entity {
            name: text,
            words: words.to_vec(),
            kind: name.kind,
            gender: name.gender,
            role: None,
            described: Vec::new(),
            mentions: Vec::new(),
            given: view.own(name.tokens.start, Class::FIRST_NAME),
            told: 0,
            bare: 0,
            latest: usize::MAX,
            votes: (0, 0),
        });
        at
    }

    fn index(&mut self) {
        for (at, entity) in self.entities.iter().enumerate() {
            for (place, word) in entity.words.iter().enumerate() {
                if !entity.words[..place].contains(word) {
                    self.by_word.entry(word.clone()).or_default().push(at);
                }
            }
        }
    }

    /// The entity of a single word: a bearer of it, or one of its own.
    fn short(&mut self, view: &View, name: &Name, words: &[String]) -> usize {
        let key = words.join(" ");
        let here = view
            .sentence
            .get(name.tokens.start)
            .copied()
            .unwrap_or_default();
        let bearers = self.by_word.get(&key).map_or(&[][..], Vec::as_slice);
        let definite = name
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| view.lower(at) == "the");
        let mut best: Option<(f32, usize)> = None;
        for at in bearers
            .iter()
            .rev()
            .take(BEARERS)
            .chain(bearers.iter().take(BEARERS))
        {
            let entity = &self.entities[*at];
            let Some(score) = self.fit(name, &key, entity, here, definite) else {
                continue;
            };
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, *at));
            }
        }
        if let Some((_, at)) = best {
            return at;
        }
        if let Some(at) = self.by_key.get(&key) {
            return *at;
        }
        self.add(view, name, words, key)
    }

    /// How well a one-word name fits a bearer; `None` if it contradicts it.
    fn fit(
        &self,
        name: &Name,
        key: &str,
        entity: &Entity,
        here: usize,
        definite: bool,
    ) -> Option<f32> {
        let first = entity.words.first().is_some_and(|word| word == key);
        let last = entity.words.last().is_some_and(|word| word == key);
        let human = matches!(entity.kind, NameKind::Person | NameKind::Unknown);
        if human && entity.words.len() > 1 {
            // "Warren" is a given name and a surname: only a title tells the gender of a surname.
            let own = if last && name.before.is_empty() {
                Gender::Unknown
            } else {
                name.gender
            };
            let told = self
                .titled
                .get(key)
                .filter(|_| own == Gender::Unknown && last);
            let gender = told.copied().unwrap_or(own);
            if matches!(name.kind, NameKind::Place | NameKind::Organisation)
                || !gender.fits(entity.gender)
                || !(first || last)
                || definite && entity.kind == NameKind::Unknown && !last
            {
                return None;
            }
        } else {
            let firm = entity
                .words
                .last()
                .is_some_and(|word| sets::holds("firm", word));
            let whole = entity.words.len() == 1;
            let ending = last && definite;
            let opening = first && firm && name.kind == NameKind::Unknown;
            if !(whole || ending || opening) || name.kind == NameKind::Place {
                return None;
            }
        }
        let gone = if entity.latest == usize::MAX {
            40.0
        } else {
            here.saturating_sub(entity.latest) as f32
        };
        let recency = 1.0 / (1.0 + gone);
        let weight = (1.0 + entity.told as f32).ln();
        // A titled bare name is a surname; an untitled one is rarely a given name.
        let end = if last { 0.8 } else { 0.0 };
        let person = f32::from(u8::from(entity.kind == NameKind::Person)) * 0.5;
        let known = f32::from(u8::from(entity.bare > 0)) * 1.2;
        let before = f32::from(u8::from(entity.latest != usize::MAX)) * 0.6;
        Some(2.0 * recency + 0.6 * weight + end + person + known + before)
    }

    /// Takes in what one mention tells of its entity.
    fn seen(&mut self, view: &View, name: &Name, at: usize, words: usize) {
        let entity = &mut self.entities[at];
        let span = view.span(&name.tokens);
        entity.mentions.push(span);
        // Those only spoken of by others are not in mind as the narrator's own people are.
        if view.inside[name.tokens.start] {
            return;
        }
        entity.told += 1;
        entity.latest = view
            .sentence
            .get(name.tokens.start)
            .copied()
            .unwrap_or_default();
        if words == 1 && entity.words.len() > 1 {
            entity.bare += 1;
        }
        if entity.gender == Gender::Unknown
            && (words > 1 || entity.words.len() == 1 || !name.before.is_empty())
        {
            entity.gender = name.gender;
        }
        if entity.kind == NameKind::Unknown && name.kind == NameKind::Person {
            entity.kind = NameKind::Person;
        }
        if entity.kind == NameKind::Unknown && entity.words.len() < 5 {
            let speaks = [name.tokens.end, name.tokens.end + 1]
                .into_iter()
                .any(|at| view.verb(at) && view.same_sentence(at, name.tokens.start))
                && !view.own(name.tokens.end, Class::DETERMINER);
            let the = name
                .tokens
                .start
                .checked_sub(1)
                .is_some_and(|at| view.own(at, Class::DETERMINER));
            if speaks && !the {
                entity.kind = NameKind::Person;
            }
        }
        for range in [&name.before, &name.after] {
            if range.is_empty() || entity.described.len() > 60 {
                continue;
            }
            entity
                .described
                .extend(range.clone().map(|at| view.lower(at)));
            let text = view.words(range);
            let longer = entity
                .role
                .as_ref()
                .is_none_or(|role| role.len() < text.len());
            if longer
                && range
                    .clone()
                    .any(|at| view.is(at, Class::ROLE | Class::TITLE))
            {
                entity.role = Some(text);
            }
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
