//! [`Lexicon`]: the tags each frequent word was seen with; [`Contexts`]: the tag of places that always had the same one.

use rustc_hash::FxHashMap;

use super::tag::Tag;
use super::word::Word;
use crate::perfect::Perfect;
use crate::segmentation::{Token, TokenKind};
use crate::vocabulary::{UNKNOWN, Vocabulary};

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
    pub(super) fn is_fixed(self) -> bool {
        self.0 & FIXED != 0
    }

    /// Its one tag, if that is taken unasked.
    #[inline]
    pub(super) fn tag(self) -> Option<Tag> {
        let number = self.0.trailing_zeros() as usize;
        Tag::ALL.get(number).copied().filter(|_| self.is_fixed())
    }
}

/// A word's entries, and how it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// In small letters, or first in its sentence.
    pub small: Entry,
    /// With a capital inside a sentence.
    pub capital: Entry,
    /// Its first four bytes in lower case, the first one lowest.
    pub start: u32,
    /// Its last four bytes in lower case, the last one highest; zeros before a shorter word.
    pub end: u32,
}

impl Form {
    #[inline]
    pub(super) fn is_known(self) -> bool {
        self.small != Entry::default() || self.capital != Entry::default()
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

/// The forms by their words, which have numbers: those of the vocabulary, and after them those that it lacks.
#[derive(Clone, Debug)]
pub struct Lexicon {
    vocabulary: &'static Vocabulary,
    forms: Vec<Form>,
    /// Ready made, the words in small letters, behind them signs by their byte and a mark.
    ready: Vec<Word>,
    /// By the kinds of tokens.
    places: [Place; 5],
    /// The numbers of words that are not in the vocabulary: none, unless the tagger is learned anew.
    others: FxHashMap<u32, u32>,
}

/// How many signs of one byte there may be.
const SIGNS: usize = 1 << u8::BITS;

/// Where the ready words of tokens of one kind stand.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    first: u32,
    /// The bits of a token's first byte that tell which of them it is.
    bits: u32,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Lexicon {
    /// Of words by their hashes, each of them once.
    pub fn new(words: &[(u32, Form)]) -> Lexicon {
        let vocabulary = Vocabulary::shared();
        let mut forms = vec![Form::default(); vocabulary.len()];
        let mut others = FxHashMap::default();
        for &(hash, form) in words {
            match vocabulary.number(hash) {
                UNKNOWN => {
                    others.insert(hash, forms.len() as u32);
                    forms.push(form);
                }
                number => forms[usize::from(number)] = form,
            }
        }
        let mut lexicon = Lexicon {
            vocabulary,
            forms,
            ready: Vec::new(),
            places: Default::default(),
            others,
        };
        let numbered = (0..).zip(lexicon.forms());
        let small = numbered.map(|(number, (hash, form))| Word::small(number, hash, form));
        let mut ready: Vec<Word> = small.collect();
        let mut place = |kind: TokenKind, words: &[Word]| {
            let (first, bits) = (ready.len() as u32, words.len() as u32 - 1);
            lexicon.places[kind as usize] = Place { first, bits };
            ready.extend_from_slice(words);
        };
        let signs: [Word; SIGNS] = std::array::from_fn(|byte| Word::sign(byte as u8));
        place(TokenKind::Punctuation, &signs);
        place(TokenKind::Mark, &[Word::mark()]);
        lexicon.ready = ready;
        lexicon
    }

    /// A token's word ready made, if it is one in small letters that the vocabulary has, a mark or an ASCII sign;
    /// else one that is unknown. Without a branch: which it is cannot be guessed.
    #[inline]
    pub(super) fn ready(&self, text: &[u8], token: Token) -> &Word {
        const UNKNOWN: &Word = &Word::UNKNOWN;
        let Place { first, bits } = self.places[token.kind as usize];
        let byte = u32::from(text[token.span.start()]);
        // All bits, or none.
        let is_small = u16::from(token.capital).wrapping_sub(1);
        let place = u32::from(token.word & is_small) + first + (byte & bits);
        self.ready.get(place as usize).unwrap_or(UNKNOWN)
    }

    /// The number of a word whose hash is its token's key.
    #[inline]
    pub(super) fn number_of(&self, token: Token) -> u32 {
        match token.kind {
            TokenKind::Word if token.word == UNKNOWN => self.other(token.key),
            TokenKind::Word => u32::from(token.word),
            _ => self.number(token.key),
        }
    }

    /// By its hash; [`UNKNOWN`] if it is not known.
    pub(super) fn number(&self, hash: u32) -> u32 {
        match self.vocabulary.number(hash) {
            UNKNOWN => self.other(hash),
            number => u32::from(number),
        }
    }

    #[inline]
    fn other(&self, hash: u32) -> u32 {
        if self.others.is_empty() {
            return u32::from(UNKNOWN);
        }
        self.others.get(&hash).copied().unwrap_or_default()
    }

    #[inline]
    pub(super) fn form(&self, number: u32) -> Form {
        self.forms[number as usize]
    }

    /// The forms by number, with the words' hashes.
    pub(super) fn forms(&self) -> impl Iterator<Item = (u32, Form)> {
        let mut hashes = vec![0; self.forms.len()];
        for (number, hash) in self.vocabulary.hashes().iter().enumerate() {
            hashes[number] = *hash;
        }
        for (hash, number) in &self.others {
            hashes[*number as usize] = *hash;
        }
        hashes.into_iter().zip(self.forms.iter().copied())
    }
}

/// The tags of sure places.
#[derive(Clone, Debug)]
pub struct Contexts {
    slot_of: Perfect<BITS>,
    /// The lower bits of each key and, above zero, the tag. Keys alike in all the lower bits
    /// have different slots, as every factor is odd: so these say whether it is the key.
    slots: Box<[u32; 1 << BITS]>,
}

const BITS: u32 = 15;
/// Bits of a tag.
const TAG: u32 = 6;

impl Default for Contexts {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Contexts {
    /// Of different places by their keys; no more than fit are taken.
    pub fn new(places: &[(u32, Tag)]) -> Contexts {
        let places = &places[..places.len().min(Perfect::<BITS>::MOST)];
        let slot_of = Perfect::of(places.iter().map(|(key, _)| *key).collect());
        let mut slots = Box::new([0; 1 << BITS]);
        for &(key, tag) in places {
            slots[slot_of.slot(key)] = key << TAG | (tag as u32 + 1);
        }
        Contexts { slot_of, slots }
    }

    #[inline]
    pub(super) fn get(&self, key: u32) -> Option<Tag> {
        let slot = self.slots[self.slot_of.slot(key)];
        if slot >> TAG != key << TAG >> TAG {
            return None;
        }
        let number = (slot as usize) % (1 << TAG);
        Tag::ALL.get(number.wrapping_sub(1)).copied()
    }
}
