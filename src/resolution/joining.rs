//! What joins two full names: parts of longer names, nicknames, first names' initials, birth names.
//!
//! Works on the whole cast at once; what one mention tells is in [`super::people`], what letters stand for in
//! [`super::letters`].

use std::cell::OnceCell;
use std::ops::Range;

use super::epithets::qualifies;
use super::key::{self, Key};
use super::names::{Gender, NameKind};
use super::people::{BEARERS, Cast, Entity, halves};
use super::sets;
use super::view::View;
use crate::scan::class::Class;

impl Cast {
    /// Joins full names that are one person's or one body's.
    pub(super) fn join_parts(&mut self, view: &View) {
        // The place each entity's name goes to; most stay.
        let parts = self.parts(view);
        let short_forms = self.short_forms(view);
        if parts.is_empty() && short_forms.is_empty() {
            return;
        }
        let mut goes: Vec<usize> = (0..self.entities.len()).collect();
        for (from, to) in parts {
            go(&mut goes, from, to);
        }
        for (from, to) in short_forms {
            if go(&mut goes, from, to) {
                self.take_over(view, from, end(&goes, to));
            }
        }
        for entity in self.of_name.iter_mut().filter(|at| **at != usize::MAX) {
            *entity = end(&goes, *entity);
        }
        self.by_key.renumber(|entity| end(&goes, entity));
        for (at, to) in goes.iter().enumerate() {
            if *to != at {
                self.entities[at].telling.words = 0..0;
            }
        }
    }

    /// The person takes the fuller name, and what is known of them.
    fn take_over(&mut self, view: &View, from: usize, to: usize) {
        let (name, kind, gender) = {
            let other = &self.entities[from];
            (other.name.clone(), other.kind, other.gender)
        };
        let entity = &mut self.entities[to];
        if entity.kind == NameKind::Person
            && kind == NameKind::Person
            && informative(view, &name) > informative(view, &entity.name)
        {
            entity.name = name;
        }
        if entity.gender == Gender::Unknown {
            entity.gender = gender;
        }
    }

    /// "Security Council" is part of "United Nations Security Council", "San Win" of "Maung San Win",
    /// "Korea Association" of "Korea Association for Trade".
    fn parts(&self, view: &View) -> Vec<(usize, usize)> {
        let mut moved = self.beginnings();
        moved.extend(
            (0..self.entities.len()).filter_map(|at| Some((at, self.qualified(view, at)?))),
        );
        let mut by_last: Vec<(Key, usize)> = Vec::new();
        for (at, entity) in self.entities.iter().enumerate() {
            if entity.telling.len() > 2 {
                by_last.extend(self.words.last(&entity.telling).map(|last| (last, at)));
            }
        }
        if by_last.is_empty() {
            return moved;
        }
        by_last.sort_unstable();
        for (at, entity) in self.entities.iter().enumerate() {
            let words = self.words.of(&entity.telling);
            let Some(last) = words.last() else { continue };
            let longer = of_last(&by_last, *last);
            let full = |at: usize| &self.entities[at];
            let whole = longer.take(BEARERS).find(|(_, other)| {
                let full = full(*other);
                full.telling.len() > words.len()
                    && full.telling.suffix == entity.telling.suffix
                    && self.words.of(&full.telling).ends_with(words)
                    && (full.kind == entity.kind
                        || entity.kind == NameKind::Unknown
                        || full.kind == NameKind::Unknown)
            });
            if let Some((_, whole)) = whole {
                // "Honest Anna Miller" is Anna Miller; "Hans Joachim Keller" is more than Joachim Keller.
                let epithet = words.len() > 1
                    && (entity.given && !full(*whole).given || self.is_qualified(view, *whole));
                moved.push(if epithet { (*whole, at) } else { (at, *whole) });
            }
        }
        moved
    }

    /// "Furious Kelly-Ann" is Kelly-Ann Stone, where the article has her.
    fn qualified(&self, view: &View, at: usize) -> Option<usize> {
        let [_, rest] = *self.words.of(&self.entities[at].telling) else {
            return None;
        };
        if !self.is_qualified(view, at) {
            return None;
        }
        let named = |(other, entity): &(usize, &Entity)| {
            *other != at
                && entity.telling.len() > 1
                && self.words.first(&entity.telling) == Some(rest)
        };
        let mut others = self.entities.iter().enumerate();
        others.find(named).map(|(other, _)| other)
    }

    /// The first word of its name only says what somebody is like or does.
    fn is_qualified(&self, view: &View, at: usize) -> bool {
        let entity = &self.entities[at];
        let human = entity.kind.may_be_person();
        let opens = || view.first_of_sentence(entity.name.start);
        human && !entity.given && opens() && qualifies(view, entity.name.start, true)
    }

    fn beginnings(&self) -> Vec<(usize, usize)> {
        let mut bodies: Vec<(&[Key], usize)> = Vec::new();
        for (at, entity) in self.entities.iter().enumerate() {
            if entity.kind == NameKind::Organisation {
                bodies.push((self.words.of(&entity.telling), at));
            }
        }
        // In order, a name comes right before those it begins.
        bodies.sort_unstable();
        let begins = |pair: &[(&[Key], usize)]| match pair {
            // "Ashby Times Company" is another body than "Ashby Times".
            [(short, at), (long, whole), ..] if short.len() > 1 && long.starts_with(short) => {
                let classes = self.words.classes(&self.entities[*whole].telling);
                let link = classes.get(short.len())?;
                link.intersects(Class::LINK).then_some((*at, *whole))
            }
            _ => None,
        };
        bodies.windows(2).filter_map(begins).collect()
    }

    /// "Bobby Oakes" is Robert "Bobby" Oakes, "Bob Oakes" Robert Oakes, "R. Oakes" the one Oakes whose name begins so.
    fn short_forms(&self, view: &View) -> Vec<(usize, usize)> {
        let mut moved = Vec::new();
        let surnamed = OnceCell::new();
        for (at, entity) in self.entities.iter().enumerate() {
            let human = entity.kind.may_be_person();
            let [first, .., last] = self.words.of(&entity.telling) else {
                continue;
            };
            if !human {
                continue;
            }
            let find = |given: Key| {
                let key = key::pair(given, *last);
                let key = match entity.telling.suffix {
                    0 => key,
                    suffix => key::pair(suffix, key),
                };
                let other = self.by_key.get(key)?;
                let fits = self.entities[other].gender.fits(entity.gender);
                (other != at && fits).then_some(other)
            };
            if entity.telling.nickname != 0
                && let Some(other) = find(entity.telling.nickname)
            {
                moved.push((other, at));
            }
            if let Some(other) = sets::formal(*first).and_then(find) {
                moved.push((at, other));
            }
            // "Ann Oakes-Lund was born Ann Oakes"
            for half in halves(view, entity).into_iter().flatten() {
                let born = self.by_key.get(key::pair(*first, half));
                let fits = |at: &usize| {
                    let other = &self.entities[*at];
                    other.gender.fits(entity.gender) && !beside(view, &entity.name, &other.name)
                };
                moved.extend(born.filter(fits).map(|born| (born, at)));
            }
            if view.initial(entity.name.start)
                && let surnamed = surnamed.get_or_init(|| self.surnamed())
                && let Some(other) = self.only_bearer(view, surnamed, at, *last)
            {
                moved.push((at, other));
            }
        }
        moved
    }

    /// The persons of several words by their last ones.
    fn surnamed(&self) -> Vec<(Key, usize)> {
        let all = self.entities.iter().enumerate();
        let persons = all.filter(|(_, entity)| entity.is_person() && entity.telling.len() > 1);
        let last = persons
            .filter_map(|(at, entity)| self.words.last(&entity.telling).map(|last| (last, at)));
        let mut surnamed: Vec<(Key, usize)> = last.collect();
        surnamed.sort_unstable();
        surnamed
    }

    /// The one other person of the surname whose first name begins as this one's.
    fn only_bearer(
        &self,
        view: &View,
        surnamed: &[(Key, usize)],
        at: usize,
        last: Key,
    ) -> Option<usize> {
        let letter = |entity: usize| view.word(self.entities[entity].name.start).chars().next();
        let mut others = of_last(surnamed, last)
            .filter(|(_, other)| *other != at && letter(*other) == letter(at));
        let (_, only) = others.next()?;
        others.next().is_none().then_some(*only)
    }
}

/// Those whose last word is the key, of all in order.
fn of_last(all: &[(Key, usize)], last: Key) -> impl Iterator<Item = &(Key, usize)> {
    let from = all.partition_point(|(other, _)| *other < last);
    all[from..]
        .iter()
        .take_while(move |(other, _)| *other == last)
}

/// Sends `from` to `to`; what already went, or would come back to itself, stays.
fn go(goes: &mut [usize], from: usize, to: usize) -> bool {
    let goes_there = goes[from] == from && end(goes, to) != from;
    if goes_there {
        goes[from] = to;
    }
    goes_there
}

/// Where an entity's name goes in the end.
fn end(goes: &[usize], mut at: usize) -> usize {
    // A chain of parts is as long as a name at most.
    for _ in 0..8 {
        if goes[at] == at {
            break;
        }
        at = goes[at];
    }
    at
}

/// "Ann Oakes-Lund and her cousin Ann Oakes": two names of one sentence are two persons', but for "born Ann Oakes".
fn beside(view: &View, one: &Range<usize>, other: &Range<usize>) -> bool {
    let second = one.start.max(other.start);
    let born = view.entry(second.wrapping_sub(1)).birth;
    view.same_sentence(one.start, other.start) && !born
}

/// How much a name tells: whole words first, then its length.
fn informative(view: &View, name: &Range<usize>) -> (usize, usize) {
    let words = name.clone().filter(|at| !view.initial(*at));
    (words.count(), view.span(name).len())
}
