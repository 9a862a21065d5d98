//! [`Lexicon`]: the tags each frequent word was seen with, by the hash of its form.

use super::tag::Tag;

/// What is known of one form: a bit for each tag it can have, and whether nothing else need be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry(u32);

const FIXED: u32 = 1 << 31;
const CLOSED: u32 = 1 << 30;

impl Entry {
    /// `tags` is a bit set by tag number; `fixed`: the one tag is taken unasked; `closed`: only these are possible.
    pub fn new(tags: u32, fixed: bool, closed: bool) -> Entry {
        let fixed = if fixed { FIXED } else { 0 };
        let closed = if closed { CLOSED } else { 0 };
        Entry(tags | fixed | closed)
    }

    pub(super) fn from_bits(bits: u32) -> Entry {
        Entry(bits)
    }

    pub(super) fn bits(self) -> u32 {
        self.0
    }

    /// The possible tags as one number: what the features take for the word's class.
    #[inline]
    pub(super) fn tags(self) -> u32 {
        self.0 & !FIXED
    }

    #[inline]
    pub(super) fn fixed(self) -> Option<Tag> {
        if self.0 & FIXED == 0 {
            return None;
        }
        Tag::ALL.get(self.tags().trailing_zeros() as usize).copied()
    }
}

/// What a word may be that is in no list: anything but a function word.
pub(super) const OPEN: u32 = 1 << Tag::Noun as u32
    | 1 << Tag::Plural as u32
    | 1 << Tag::ProperNoun as u32
    | 1 << Tag::Adjective as u32
    | 1 << Tag::Adverb as u32
    | 1 << Tag::Number as u32
    | 1 << Tag::Past as u32
    | 1 << Tag::Participle as u32
    | 1 << Tag::Gerund as u32
    | 1 << Tag::Base as u32
    | 1 << Tag::Present as u32
    | 1 << Tag::PresentThird as u32
    | 1 << Tag::Interjection as u32
    | 1 << Tag::Other as u32;

/// The tags to choose from: those of a closed entry, else its own and the open ones.
#[inline]
pub(super) fn choices(tags: u32) -> u32 {
    if tags & CLOSED != 0 {
        tags & !CLOSED
    } else {
        tags | OPEN
    }
}

/// A hash table with open addressing, at most three quarters full.
#[derive(Clone, Debug)]
pub struct Lexicon {
    slots: Vec<(u32, Entry)>,
    shift: u32,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Lexicon {
    /// Of two entries for one key the first one stands.
    pub fn new(entries: &[(u32, Entry)]) -> Lexicon {
        let size = (entries.len() * 4 / 3).next_power_of_two().max(2);
        let mut lexicon = Lexicon {
            slots: vec![(0, Entry::default()); size],
            shift: 32 - size.trailing_zeros(),
        };
        for &(key, entry) in entries {
            let mut at = lexicon.home(key);
            while lexicon.slots[at].1 != Entry::default() && lexicon.slots[at].0 != key {
                at = (at + 1) % size;
            }
            if lexicon.slots[at].1 == Entry::default() {
                lexicon.slots[at] = (key, entry);
            }
        }
        lexicon
    }

    #[inline]
    fn home(&self, key: u32) -> usize {
        (key >> self.shift) as usize
    }

    /// The entry of `key`; an empty one if there is none.
    #[inline]
    pub(super) fn get(&self, key: u32) -> Entry {
        let mask = self.slots.len() - 1;
        let mut at = self.home(key);
        loop {
            let (found, entry) = self.slots[at & mask];
            if found == key || entry == Entry::default() {
                return entry;
            }
            at += 1;
        }
    }
}
