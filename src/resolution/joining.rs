//! What joins two names beside their words: parts of longer names, nicknames, initials, acronyms, a surname's titles.
//!
//! Works on the whole cast at once; what one mention tells is in [`super::people`].

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::epithets::qualifies;
use super::key::{self, Key};
use super::names::{Gender, Name, NameKind};
use super::people::{BEARERS, Cast, Entity, halves};
use super::sets;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

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
        let human = matches!(entity.kind, NameKind::Person | NameKind::Unknown);
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
            let human = matches!(entity.kind, NameKind::Person | NameKind::Unknown);
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

    /// "Harbour Workers Union (HWU)": the letters in parentheses are the same body; so are a body's initials anywhere.
    pub(super) fn acronyms(&mut self, view: &View, names: &[Name]) {
        let mut alias: FxHashMap<usize, usize> = FxHashMap::default();
        for (at, pair) in names.windows(2).enumerate() {
            let [full, short] = pair else { continue };
            // Asked together: each by itself cannot be guessed.
            let next = (full.tokens.len() > 1)
                & (short.tokens.len() == 1)
                & (short.tokens.start < full.tokens.end + 4);
            if next && view.byte(full.tokens.end) == b'(' && bracketed(view, full, short) {
                alias.insert(self.of_name[at + 1], self.of_name[at]);
            }
        }
        self.initials(view, names, &mut alias);
        self.offices(view, names, &mut alias);
        self.labels(view, names, &mut alias);
        if alias.is_empty() {
            return;
        }
        self.unjoined = Some(self.of_name.clone());
        for entity in &mut self.of_name {
            if let Some(full) = alias.get(entity) {
                *entity = *full;
            }
        }
    }

    /// A body's initials lead to it: HWU after "Harbour Workers Union".
    fn initials(&self, view: &View, names: &[Name], alias: &mut FxHashMap<usize, usize>) {
        let mut bodies: FxHashMap<Key, usize> = FxHashMap::default();
        for (at, entity) in self.entities.iter().enumerate() {
            if entity.kind == NameKind::Organisation && entity.telling.len() > 2 {
                let words = entity.name.clone().map(|at| view.word(at));
                let first = words.filter_map(|word| word.bytes().next());
                let letters: SmallVec<[u8; 32]> = first.filter(u8::is_ascii_uppercase).collect();
                let letters = match view.eq(entity.name.start, "the") {
                    true => letters.get(1..).unwrap_or_default(),
                    false => &letters,
                };
                if letters.len() > 2
                    && let Ok(letters) = str::from_utf8(letters)
                    && self.is_single(key::of_word(letters))
                {
                    bodies.entry(key::of_word(letters)).or_insert(at);
                }
            }
        }
        if bodies.is_empty() {
            return;
        }
        let short = names.iter().zip(&self.of_name);
        for (name, entity) in short.filter(|(name, _)| name.tokens.len() == 1) {
            let word = view.bytes(name.tokens.start);
            if word.iter().all(u8::is_ascii_uppercase)
                && let Some(body) = bodies.get(&view.key(name.tokens.start))
            {
                alias.entry(*entity).or_insert(*body);
            }
        }
    }
}

/// "(HWU)", '(the "Company")': the short name stands in parentheses behind the full one.
fn bracketed(view: &View, full: &Name, short: &Name) -> bool {
    let mut between = full.tokens.end + 1..short.tokens.start;
    let close = short.tokens.end + usize::from(!between.is_empty());
    let plain = |at: usize| view.kind(at) == Some(TokenKind::Mark) || view.eq(at, "the");
    view.byte(close) == b')' && between.all(plain)
}

/// How many names back an office's holder is looked for.
const FAR: usize = 200;

impl Cast {
    /// "The DPP" after "Deputy Public Prosecutor Ann Lee": an office's initials lead to who was called by it last.
    fn offices(&self, view: &View, names: &[Name], alias: &mut FxHashMap<usize, usize>) {
        let other = Class::ORGANISATION | Class::PLACE | Class::CAPITAL;
        let letters = |name: &Name| {
            let at = name.tokens.start;
            let upper = || {
                (2..6).contains(&view.bytes(at).len())
                    && view.bytes(at).iter().all(u8::is_ascii_uppercase)
            };
            name.tokens.len() == 1 && view.owned(at) && upper() && !view.is(at, other)
        };
        for (nth, short) in names.iter().enumerate().filter(|(_, name)| letters(name)) {
            let word = view.bytes(short.tokens.start);
            let mut before = names[..nth].iter().zip(&self.of_name).rev().take(FAR);
            let holder = before.find(|(name, entity)| {
                name.before.len() >= word.len()
                    && self.entities[**entity].is_person()
                    && abbreviates(view, word, &name.before)
            });
            if let Some((_, holder)) = holder {
                alias.entry(self.of_name[nth]).or_insert(*holder);
            }
        }
    }
}

impl Cast {
    /// "OB: I ran." after "Omar Bright: …": the letters before a turn lead to the one person whose initials they are.
    fn labels(&self, view: &View, names: &[Name], alias: &mut FxHashMap<usize, usize>) {
        let label = |name: &Name| name.tokens.len() == 1 && is_label(view, name.tokens.start);
        // A transcript has the same letters turn by turn.
        let mut asked: FxHashSet<usize> = FxHashSet::default();
        for (nth, short) in names.iter().enumerate().filter(|(_, name)| label(name)) {
            if !asked.insert(self.of_name[nth]) {
                continue;
            }
            let letters = view.bytes(short.tokens.start);
            let mut bearers = self.entities.iter().enumerate().filter(|(_, entity)| {
                let human = matches!(entity.kind, NameKind::Person | NameKind::Unknown);
                human
                    && entity.telling.len() == letters.len()
                    && abbreviates(view, letters, &entity.name)
            });
            if let (Some((bearer, _)), None) = (bearers.next(), bearers.next()) {
                alias.insert(self.of_name[nth], bearer);
            }
        }
    }
}

/// "CD: …": two or three letters before what somebody says.
pub(super) fn is_label(view: &View, at: usize) -> bool {
    let letters = view.bytes(at);
    let other = Class::ORGANISATION | Class::PLACE | Class::CAPITAL;
    view.byte(at + 1) == b':'
        && !view.own(at, other)
        && (2..4).contains(&letters.len())
        && letters.iter().all(u8::is_ascii_uppercase)
        && view.first_of_sentence(at)
}

/// Whether letters are the initials of words with capitals that stand together: CEO of "Lund Chief Executive Officer".
pub(super) fn abbreviates(view: &View, letters: &[u8], words: &Range<usize>) -> bool {
    let capital = |at: &usize| view.capital(*at);
    let initial = |at: usize| view.bytes(at).first().copied();
    let all: SmallVec<[u8; 16]> = words.clone().filter(capital).filter_map(initial).collect();
    all.windows(letters.len()).any(|some| some == letters)
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
    let born = ["born", "née", "nee"].iter();
    let mut born = born.map(|word| view.eq(second.wrapping_sub(1), word));
    view.same_sentence(one.start, other.start) && !born.any(|born| born)
}

/// How much a name tells: whole words first, then its length.
fn informative(view: &View, name: &Range<usize>) -> (usize, usize) {
    let words = name.clone().filter(|at| !view.initial(*at));
    (words.count(), view.span(name).len())
}
