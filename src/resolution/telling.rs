//! [`Telling`]: the words of a name that tell one bearer from another.
//!
//! Initials and the marks around a nickname tell nobody; "Jr." does, and so it
//! stands apart. The words of all names are in one [`Words`].

use std::ops::Range;

use super::key::{self, Key};
use super::names::{Name, NameKind};
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// The words of all names of an article, one after the other.
#[derive(Debug, Default)]
pub(super) struct Words {
    keys: Vec<Key>,
    /// What the scan says of each.
    classes: Vec<Class>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Telling {
    /// Indices into [`Words`].
    pub(super) words: Range<usize>,
    /// "Jr." or "III", or 0.
    pub(super) suffix: Key,
    /// Bobby in Robert "Bobby" Oakes, or 0.
    pub(super) nickname: Key,
}

impl Telling {
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

impl Words {
    pub(super) fn clear(&mut self) {
        self.keys.clear();
        self.classes.clear();
    }

    pub(super) fn of(&self, telling: &Telling) -> &[Key] {
        self.keys.get(telling.words.clone()).unwrap_or_default()
    }

    pub(super) fn classes(&self, telling: &Telling) -> &[Class] {
        self.classes.get(telling.words.clone()).unwrap_or_default()
    }

    pub(super) fn last(&self, telling: &Telling) -> Option<Key> {
        self.of(telling).last().copied()
    }

    pub(super) fn first(&self, telling: &Telling) -> Option<Key> {
        self.of(telling).first().copied()
    }

    /// Reads one name's words and adds them.
    pub(super) fn add(&mut self, view: &View, name: &Name) -> Telling {
        let start = self.keys.len();
        let mut telling = Telling::default();
        let body = matches!(name.kind, NameKind::Organisation | NameKind::Place);
        if name.tokens.len() == 1 {
            let at = name.tokens.start;
            if view.has_letters(at) && !(body && view.eq(at, "the")) {
                self.push(view.key(at), view.classes(at));
            }
            telling.words = start..self.keys.len();
            return telling;
        }
        let mut initials = 0;
        let long = name.tokens.len() > 2;
        for at in name.tokens.clone() {
            let (key, classes) = (view.key(at), view.classes(at));
            if !view.has_letters(at) {
                continue;
            }
            if body {
                if !view.eq(at, "the") {
                    self.push(key, classes);
                }
                continue;
            }
            if at > name.tokens.start && classes.intersects(Class::SUFFIX) {
                if classes.intersects(Class::GENERATION) {
                    telling.suffix = key::of_word(view.word(at).trim_end_matches('.'));
                }
                continue;
            }
            let marked = long
                && at > name.tokens.start
                && view.kind(at - 1) == Some(TokenKind::Mark)
                && view.kind(at + 1) == Some(TokenKind::Mark);
            if marked {
                telling.nickname = key;
            }
            initials += usize::from(long && view.initial(at));
            self.push(key, classes);
        }
        let words = self.keys.len() - start;
        if !body && words > 2 && initials > 0 && initials < words {
            self.drop_initials(view, name, start);
        }
        telling.words = start..self.keys.len();
        telling
    }

    fn push(&mut self, key: Key, classes: Class) {
        self.keys.push(key);
        self.classes.push(classes);
    }

    fn drop_initials(&mut self, view: &View, name: &Name, start: usize) {
        let initials: Vec<Key> = name
            .tokens
            .clone()
            .filter(|at| view.initial(*at))
            .map(|at| view.key(at))
            .collect();
        let mut kept = start;
        for at in start..self.keys.len() {
            if !initials.contains(&self.keys[at]) {
                self.keys[kept] = self.keys[at];
                self.classes[kept] = self.classes[at];
                kept += 1;
            }
        }
        self.keys.truncate(kept);
        self.classes.truncate(kept);
    }

    /// Under which a name of several words is looked up: persons by their first and last.
    pub(super) fn key(&self, telling: &Telling, kind: NameKind) -> Key {
        let words = self.of(telling);
        let key = match (words, kind) {
            (_, NameKind::Organisation | NameKind::Place | NameKind::Document) => {
                words.iter().copied().reduce(key::pair)
            }
            ([first, .., last], _) => Some(key::pair(*first, *last)),
            _ => words.first().copied(),
        };
        match telling.suffix {
            0 => key.unwrap_or_default(),
            suffix => key::pair(suffix, key.unwrap_or_default()),
        }
    }
}
