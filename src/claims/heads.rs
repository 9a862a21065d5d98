//! [`Heads`]: where phrases stand in a text, told by the key of the word each begins with.
//!
//! Most words begin no phrase: their number in the crate's vocabulary, or one bit, says so. Most of
//! the others begin only phrases of several words: one bit of the pair says whether the next word
//! fits too. Only then is the text looked at. ASCII case is folded, and ’ is '.

mod bits;
mod build;

use bitflags::bitflags;

use crate::scan::index::{follows, is_bound, same_letters};
use crate::segmentation::Token;
use crate::segmentation::key::{self, LONGEST, SMALL};
use crate::span::Span;
use crate::vocabulary::UNKNOWN;
use bits::Bits;

/// A phrase that is to be found.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// Not empty; apostrophes are straight.
    pub(crate) text: String,
    /// Only with these capitals.
    pub(crate) cased: bool,
}

/// Phrases, each known by its number.
#[derive(Debug)]
pub(crate) struct Heads {
    /// By number in the crate's vocabulary, the place of a word's slot, counted from one; 0: it begins no phrase.
    numbered: Vec<u32>,
    /// By the same: what must come next for a phrase.
    demands: Vec<Demand>,
    /// Of the words that phrases begin with, by their hashes ...
    words: Bits,
    /// ... and of those words with the next.
    pairs: Bits,
    /// Open addressing, at most half are taken.
    slots: Box<[Slot]>,
    /// Those of one slot stand together, the shorter first, then as they were numbered.
    entries: Vec<Entry>,
    /// Beside the entries of several words of one slot: the hash of a second word, in order, and the place of an entry.
    seconds: Vec<(u32, u32)>,
    /// Of each entry the folded text; behind it, if capitals matter, the text as it is written.
    texts: String,
    /// Bytes that may begin a phrase: letters, digits, the first bytes of the signs that do.
    begins: [bool; 256],
    /// The signs beyond ASCII that begin phrases.
    wide: Vec<char>,
}

bitflags! {
    /// What must come after a word for a phrase to begin with it: any one of these; none if there is no phrase.
    #[derive(Clone, Copy, Debug)]
    struct Demand: u8 {
        const NOTHING = 1;
        /// Something other than a space.
        const NO_SPACE = 1 << 1;
        /// A word that follows it in some phrase.
        const SECOND = 1 << 2;
    }
}

/// The phrases that begin with words of one hash.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    first: u32,
    /// None: the slot is free.
    count: u32,
    /// How many of them, from the first, are one word.
    alone: u16,
    /// The first is the word however it is written, and the only one of one word.
    plain: bool,
    /// Some go on with something other than a space and a word ...
    odd: bool,
    /// ... even with a space.
    spaced: bool,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    text: u32,
    length: u32,
    number: u32,
    /// The hash of the second word; 0: anything may follow.
    next: u32,
    cased: bool,
    /// The bytes it begins with, up to eight and up to an apostrophe, and which they are: most are told apart by that.
    lead: u64,
    mask: u64,
    /// It is all letters, and those are all of it.
    whole: bool,
}

/// The eight bytes at a place of a text, zeros after its end, with the bit set by which small letters differ from
/// capitals: what is the same text is the same number, though not the other way round.
#[inline]
fn window(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    let eight = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        let length = rest.len().min(8);
        eight[..length].copy_from_slice(&rest[..length]);
        eight
    });
    u64::from_le_bytes(eight) | SMALL
}

/// The key where no word follows: no word's, so far as is known.
const NOTHING: u32 = 1;

/// The key of a token that comes next; 0 where it may begin with a word all the same.
#[inline]
fn next_key(bytes: &[u8], token: &Token) -> u32 {
    match token.key {
        0 if !bytes[token.span.start()].is_ascii_alphanumeric() => NOTHING,
        key => key,
    }
}

/// The hash of two words in a row.
#[inline]
fn pair(first: u32, second: u32) -> u32 {
    first.rotate_left(7) ^ second
}

impl Heads {
    /// The place of the slot of a hash.
    #[inline]
    fn place(&self, hash: u32) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = &self.slots[at];
            if slot.hash == hash || slot.count == 0 {
                return Some(at).filter(|_| slot.count > 0);
            }
            at = (at + 1) & mask;
        }
    }

    /// The slot of a token that has a key.
    #[inline(always)]
    fn slot(&self, token: &Token) -> Option<&Slot> {
        let place = match token.word {
            UNKNOWN if self.words.may_hold(token.key) => self.place(token.key)?,
            UNKNOWN => return None,
            // Less one is beyond all for those that begin none.
            word => (*self.numbered.get(usize::from(word))? as usize).wrapping_sub(1),
        };
        self.slots.get(place)
    }

    /// The tokens that phrases may begin with, by their words and what follows them: most others are told here, and
    /// without a branch, as which is which cannot be guessed.
    pub(crate) fn sift(&self, text: &str, tokens: &[Token]) -> Vec<u32> {
        let bytes = text.as_bytes();
        let mut sifted = vec![0; tokens.len()];
        let mut count = 0;
        for (at, token) in tokens.iter().enumerate() {
            let next = tokens.get(at + 1);
            sifted[count] = at as u32;
            count += usize::from(self.may_begin(bytes, token, next));
        }
        sifted.truncate(count);
        sifted
    }

    #[inline]
    fn may_begin(&self, bytes: &[u8], token: &Token, next: Option<&Token>) -> bool {
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let next = next.map_or(NOTHING, |next| next_key(bytes, next));
        let demand = self.demands.get(usize::from(token.word));
        let demand = demand.copied().unwrap_or(Demand::empty());
        let is_second = (next == 0) | self.pairs.may_hold(pair(token.key, next));
        let is_spaced = byte(token.span.end()) == b' ';
        let is_met = demand.contains(Demand::NOTHING)
            | (demand.contains(Demand::NO_SPACE) & !is_spaced)
            | (demand.contains(Demand::SECOND) & is_second);
        // What has no number: signs, words that no lexicon of the crate knows, and those cut in pieces.
        let is_sign = (token.span.len() == 1) & !self.begins[usize::from(byte(token.span.start()))];
        let is_keyless = token.key == 0;
        let is_other =
            (is_keyless & !is_sign) | (!is_keyless & self.words.may_hold(token.key));
        is_met | ((token.word == UNKNOWN) & is_other)
    }

    /// Every phrase that begins with one of these tokens and stands between word bounds: its number and span, in the
    /// order of the starts; of one start the shortest first. `tokens` are all of the text, `of` those that phrases
    /// may begin with, as [`sift`](Self::sift) says.
    #[inline]
    pub(crate) fn each(
        &self,
        text: &str,
        tokens: &[Token],
        of: &[u32],
        mut found: impl FnMut(u32, Span),
    ) {
        let bytes = text.as_bytes();
        for at in of {
            let at = *at as usize;
            let Some(token) = tokens.get(at) else { continue };
            if token.key == 0 {
                self.within(text, token.span, &mut found);
            } else if let Some(slot) = self.slot(token) {
                let next = tokens.get(at + 1);
                let next = next.map_or(NOTHING, |next| next_key(bytes, next));
                let span = (token.span.start(), token.span.end());
                self.of_slot(text, span, slot, next, &mut found);
            }
        }
    }

    /// Those of a slot whose word stands from byte `start` to `end`.
    #[inline]
    fn of_slot(
        &self,
        text: &str,
        (start, end): (usize, usize),
        slot: &Slot,
        next: u32,
        found: &mut impl FnMut(u32, Span),
    ) {
        let (first, last) = (slot.first as usize, (slot.first + slot.count) as usize);
        let several = first + usize::from(slot.alone);
        let is_odd = || slot.odd && (slot.spaced || text.as_bytes().get(end) != Some(&b' '));
        if next == 0 || is_odd() {
            self.beginning(text, (start, next), &self.entries[first..last], found);
            return;
        }
        match &self.entries[first..several] {
            [] => {}
            // The token is that word: its key says so.
            [only] if slot.plain => {
                if is_bound(text, end) && is_bound(text, start) {
                    found(only.number, Span::new(start, end));
                }
            }
            several => self.beginning(text, (start, next), several, found),
        }
        if last > several && self.pairs.may_hold(pair(slot.hash, next)) {
            let seconds = &self.seconds[several..last];
            let from = seconds.partition_point(|(second, _)| *second < next);
            let fitting = seconds[from..]
                .iter()
                .take_while(|(second, _)| *second == next);
            for (_, place) in fitting {
                let entry = std::slice::from_ref(&self.entries[*place as usize]);
                self.beginning(text, (start, next), entry, found);
            }
        }
    }

    /// Those of some entries that stand at byte `start`; `next` is the key of the token after it, or 0.
    fn beginning(
        &self,
        text: &str,
        (start, next): (usize, u32),
        entries: &[Entry],
        found: &mut impl FnMut(u32, Span),
    ) {
        let window = window(text.as_bytes(), start);
        for entry in entries {
            let other = entry.next != next && entry.next != 0 && next != 0;
            if other || window & entry.mask != entry.lead {
                continue;
            }
            let (from, length) = (entry.text as usize, entry.length as usize);
            let end = match entry.whole {
                true => Some(start + length),
                false => follows(text.as_bytes(), start, &self.texts[from..from + length]),
            };
            let Some(end) = end else {
                continue;
            };
            let as_written = || {
                let written = from + length..from + 2 * length;
                !entry.cased || same_letters(&text[start..end], &self.texts[written])
            };
            if is_bound(text, end) && as_written() && is_bound(text, start) {
                found(entry.number, Span::new(start, end));
            }
        }
    }

    /// Those that begin with the words and signs of a token that has no key.
    fn within(&self, text: &str, token: Span, found: &mut impl FnMut(u32, Span)) {
        let bytes = text.as_bytes();
        let mut at = token.start();
        while at < token.end() {
            let sign = !bytes[at].is_ascii_alphanumeric();
            if sign && !(self.begins[usize::from(bytes[at])] && self.is_known_sign(text, at)) {
                at += 1;
                continue;
            }
            let (key, length) = key::at(bytes, at);
            let hash = key.hash();
            if self.words.may_hold(hash)
                && let Some(place) = self.place(hash)
            {
                self.of_slot(text, (at, at + length), &self.slots[place], 0, found);
            }
            at += length.max(1);
            if length == LONGEST {
                let rest = bytes[at..].iter();
                at += rest.take_while(|byte| byte.is_ascii_alphanumeric()).count();
            }
        }
    }

    /// Whether a phrase begins with the sign at byte `at`, of which the first byte is known to fit.
    fn is_known_sign(&self, text: &str, at: usize) -> bool {
        let sign = text.get(at..).and_then(|rest| rest.chars().next());
        sign.is_some_and(|sign| sign.is_ascii() || self.wide.contains(&sign))
    }
}

#[cfg(test)]
mod tests;
