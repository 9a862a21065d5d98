//! Letters that stand for a longer name: acronyms of bodies and offices, the initials before a transcript's turn.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::key::{self, Key};
use super::names::{Name, NameKind};
use super::people::Cast;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// How many names back an office's holder is looked for.
const FAR: usize = 200;

impl Cast {
    /// "Harbour Workers Union (HWU)": the letters in parentheses are the same body; so are a body's initials anywhere.
    pub(super) fn acronyms(&mut self, view: &View, names: &[Name]) {
        let mut alias: FxHashMap<usize, usize> = FxHashMap::default();
        // The names that begin with two capitals: few are letters.
        let mut short: SmallVec<[usize; 32]> = SmallVec::new();
        let words = names.iter().enumerate();
        for (at, name) in words.filter(|(_, name)| name.tokens.len() == 1) {
            let start = name.tokens.start;
            if let Some(before) = at.checked_sub(1)
                && let full = &names[before]
                // Asked together: each by itself cannot be guessed.
                && (full.tokens.len() > 1) & (start < full.tokens.end + 4)
                && view.byte(full.tokens.end) == b'('
                && bracketed(view, full, name)
            {
                alias.insert(self.of_name[at], self.of_name[before]);
            }
            if let [b'A'..=b'Z', b'A'..=b'Z', ..] = view.bytes(start) {
                short.push(at);
            }
        }
        self.initials(view, names, &short, &mut alias);
        self.offices(view, names, &short, &mut alias);
        self.labels(view, names, &short, &mut alias);
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
    fn initials(
        &self,
        view: &View,
        names: &[Name],
        short: &[usize],
        alias: &mut FxHashMap<usize, usize>,
    ) {
        let mut bodies: FxHashMap<Key, usize> = FxHashMap::default();
        for (at, entity) in self.entities.iter().enumerate() {
            if entity.kind == NameKind::Organisation && entity.name.len() > 2 {
                let capitals = initials(view, &entity.name, |word| view.capital(word));
                // "COA" of a "Commission on Audit"
                let links = ["of", "the", "and", "for"];
                let other = |word: usize| !links.iter().any(|link| view.eq(word, link));
                let all = initials(view, &entity.name, other);
                for letters in [capitals, all] {
                    if let Ok(letters) = str::from_utf8(&letters)
                        && letters.len() > 2
                        && self.is_single(key::of_word(letters))
                    {
                        bodies.entry(key::of_word(letters)).or_insert(at);
                    }
                }
            }
        }
        if bodies.is_empty() {
            return;
        }
        for nth in short {
            let start = names[*nth].tokens.start;
            if view.bytes(start).iter().all(u8::is_ascii_uppercase)
                && let Some(body) = bodies.get(&view.key(start))
            {
                alias.entry(self.of_name[*nth]).or_insert(*body);
            }
        }
    }

    /// "The DPP" after "Deputy Public Prosecutor Ann Lee": an office's initials lead to who was called by it last.
    fn offices(
        &self,
        view: &View,
        names: &[Name],
        short: &[usize],
        alias: &mut FxHashMap<usize, usize>,
    ) {
        let other = Class::ORGANISATION | Class::PLACE | Class::CAPITAL;
        let letters = |at: usize| is_capitals(view.bytes(at), 2..6) && view.owned(at);
        for nth in short.iter().copied() {
            let start = names[nth].tokens.start;
            if !letters(start) {
                continue;
            }
            let word = view.bytes(start);
            let open = !view.is(start, other);
            let mut before = names[..nth].iter().zip(&self.of_name).rev().take(FAR);
            let holder = before.find(|(name, entity)| {
                // "Deputy Commissioner (DC) Ann Lee": the article says what the letters mean.
                let close = name.before.end.wrapping_sub(1);
                let told = || view.byte(close) == b')' && view.bytes(close - 1) == word;
                name.before.len() >= word.len()
                    && self.entities[**entity].is_person()
                    && (open && abbreviates(view, word, &name.before) || told())
            });
            if let Some((_, holder)) = holder {
                alias.entry(self.of_name[nth]).or_insert(*holder);
            }
        }
    }

    /// "OB: I ran." after "Omar Bright: …": the letters before a turn lead to the one person whose initials they are.
    fn labels(
        &self,
        view: &View,
        names: &[Name],
        short: &[usize],
        alias: &mut FxHashMap<usize, usize>,
    ) {
        let label = |nth: &usize| is_label(view, names[*nth].tokens.start);
        // A transcript has the same letters turn by turn.
        let mut asked: FxHashSet<usize> = FxHashSet::default();
        for nth in short.iter().copied().filter(label) {
            if !asked.insert(self.of_name[nth]) {
                continue;
            }
            let letters = view.bytes(names[nth].tokens.start);
            let mut bearers = self.entities.iter().enumerate().filter(|(_, entity)| {
                let human = entity.kind.may_be_person();
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

/// The first letters of those words of a name that count, as capitals; "the" before it has none.
fn initials(
    view: &View,
    name: &Range<usize>,
    counts: impl Fn(usize) -> bool,
) -> SmallVec<[u8; 32]> {
    let the = usize::from(view.eq(name.start, "the"));
    let words = (name.start + the..name.end).filter(|at| counts(*at));
    let first = words.filter_map(|at| view.bytes(at).first().copied());
    let letters = first.filter(u8::is_ascii_alphabetic);
    letters.map(|letter| letter.to_ascii_uppercase()).collect()
}

/// "(HWU)", '(the "Company")': the short name stands in parentheses behind the full one.
fn bracketed(view: &View, full: &Name, short: &Name) -> bool {
    let mut between = full.tokens.end + 1..short.tokens.start;
    let close = short.tokens.end + usize::from(!between.is_empty());
    let plain = |at: usize| view.kind(at) == Some(TokenKind::Mark) || view.eq(at, "the");
    // "Members of the Ashby Assembly (MAAs)": the letters are the members'.
    let members =
        are_several(view, short.tokens.start) && !view.bytes(full.tokens.end - 1).ends_with(b"s");
    view.byte(close) == b')' && !members && between.all(plain)
}

/// "CD: …": two or three letters before what somebody says.
pub(super) fn is_label(view: &View, at: usize) -> bool {
    let other = Class::ORGANISATION | Class::PLACE | Class::CAPITAL;
    view.byte(at + 1) == b':'
        && !view.own(at, other)
        && is_capitals(view.bytes(at), 2..4)
        && view.first_of_sentence(at)
}

/// The word, if it may be the initials of an office: "the CEO".
pub(super) fn letters<'a>(view: &View<'a>, at: usize) -> &'a [u8] {
    let word = view.bytes(at);
    match is_capitals(word, 2..6) {
        true => word,
        false => &[],
    }
}

/// "MCAs": several who are called by letters.
pub(super) fn are_several(view: &View, at: usize) -> bool {
    match view.bytes(at) {
        [letters @ .., b's'] => is_capitals(letters, 2..6),
        _ => false,
    }
}

/// So many letters, all of them capitals.
fn is_capitals(word: &[u8], many: Range<usize>) -> bool {
    many.contains(&word.len()) && word.iter().all(u8::is_ascii_uppercase)
}

/// Whether letters are the initials of words with capitals that stand together: CEO of "Lund Chief Executive Officer".
pub(super) fn abbreviates(view: &View, letters: &[u8], words: &Range<usize>) -> bool {
    let capital = |at: &usize| view.capital(*at);
    let initial = |at: usize| view.bytes(at).first().copied();
    let all: SmallVec<[u8; 16]> = words.clone().filter(capital).filter_map(initial).collect();
    all.windows(letters.len()).any(|some| some == letters)
}
