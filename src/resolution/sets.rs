//! The closed word sets of the resolution, read once from the files in `data/`.
//!
//! Holds words only; what a set means is said beside it in the file.

use std::sync::LazyLock;

use super::key::{self, ByKey, Key};

const PARTICLES: &str = include_str!("data/particles.txt");
const ROLES: &str = include_str!("data/roles.txt");
const BODIES: &str = include_str!("data/bodies.txt");
const PARTIES: &str = include_str!("data/parties.txt");
const STATES: &str = include_str!("data/states.txt");
const NICKNAMES: &str = include_str!("data/nicknames.txt");

static WORDS: LazyLock<ByKey<Entry>> = LazyLock::new(read);
static FORMAL: LazyLock<ByKey<Key>> = LazyLock::new(nicknames);

/// What the files say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// "van", "al"
    pub(super) particle: bool,
    /// The lines of `roles.txt` it is on, a bit a line.
    pub(super) roles: u64,
    /// The lines of `bodies.txt` it is on, a bit a line.
    pub(super) bodies: u16,
    pub(super) standing: Standing,
}

/// Whom a word tells apart by state and party: the lines of `states.txt` and `parties.txt` it is on, a bit a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) states: u64,
    pub(super) parties: u16,
}

impl Standing {
    pub(super) fn add(&mut self, other: Self) {
        self.states |= other.states;
        self.parties |= other.parties;
    }

    /// Both tell a state or a party, and not one in common.
    pub(super) fn contradicts(self, other: Self) -> bool {
        let states = self.states != 0 && other.states != 0 && self.states & other.states == 0;
        let parties = self.parties != 0 && other.parties != 0 && self.parties & other.parties == 0;
        states || parties
    }
}

/// What the files say of the word; nothing of most.
pub(super) fn entry(word: Key) -> Entry {
    WORDS.get(&word).copied().unwrap_or_default()
}

/// The formal name a short form stands for: Robert for Bob.
pub(super) fn formal(given: Key) -> Option<Key> {
    FORMAL.get(&given).copied()
}

fn read() -> ByKey<Entry> {
    let mut words: ByKey<Entry> = ByKey::default();
    for word in lines(PARTICLES).flat_map(str::split_whitespace) {
        words.entry(key::of_word(word)).or_default().particle = true;
    }
    for (at, line) in lines(ROLES).enumerate() {
        for word in line.split_whitespace() {
            words.entry(key::of_word(word)).or_default().roles |= 1 << (at % 64);
        }
    }
    for (at, line) in lines(BODIES).enumerate() {
        for word in line.split_whitespace() {
            words.entry(key::of_word(word)).or_default().bodies |= 1 << (at % 16);
        }
    }
    for (at, line) in lines(STATES).enumerate() {
        for word in line.split_whitespace() {
            let entry = words.entry(key::of_word(word)).or_default();
            entry.standing.states |= 1 << (at % 64);
        }
    }
    for (at, line) in lines(PARTIES).enumerate() {
        for word in line.split_whitespace() {
            let entry = words.entry(key::of_word(word)).or_default();
            entry.standing.parties |= 1 << (at % 16);
        }
    }
    words
}

fn nicknames() -> ByKey<Key> {
    let mut formal = ByKey::default();
    for line in lines(NICKNAMES) {
        let mut words = line.split_whitespace().map(key::of_word);
        if let Some(name) = words.next() {
            formal.extend(words.map(|short| (short, name)));
        }
    }
    formal
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_bit() {
        assert!(lines(ROLES).count() <= 64);
        assert!(lines(BODIES).count() <= 16);
        assert!(lines(STATES).count() <= 64);
        assert!(lines(PARTIES).count() <= 16);
    }
}
