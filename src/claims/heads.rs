//! [`Heads`]: where phrases stand in a text, told by the key of the word each begins with.
//!
//! Most words begin no phrase: their number in the crate's vocabulary, or one bit, says so. Most of
//! the others begin only phrases of several words: one bit of the pair says whether the next word
//! fits too. Only then is the text looked at. ASCII case is folded, and ’ is '.

mod build;

use std::ops::Range;

use super::bits::Bits;
use crate::scan::index::{follows, is_bound, same_letters};
use crate::segmentation::key::{self, LONGEST, SMALL};
use crate::segmentation::{Token, TokenKind};
use crate::span::Span;
use crate::vocabulary::UNKNOWN;

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
    /// By number in the crate's vocabulary, the place of a word's slot among the own ones; 0: it begins no phrase.
    numbered: Box<[u16; NUMBERS]>,
    /// The slots of those words, in the order of their numbers: what is asked most lies together.
    own: Vec<Slot>,
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

/// More than there are numbers in the crate's vocabulary; a power of two.
const NUMBERS: usize = 1 << 14;

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
        match self.numbered[usize::from(token.word) % NUMBERS] {
            0 if token.word == UNKNOWN && self.words.may_hold(token.key) => {
                self.slots.get(self.place(token.key)?)
            }
            0 => None,
            place => self.own.get(usize::from(place)),
        }
    }

    /// Every phrase that begins with one of these tokens and stands between word bounds: its number and span, in the
    /// order of the starts; of one start the shortest first. `tokens` are all of the text.
    #[inline]
    pub(crate) fn each(
        &self,
        text: &str,
        tokens: &[Token],
        of: Range<usize>,
        mut found: impl FnMut(u32, Span),
    ) {
        let bytes = text.as_bytes();
        let first = of.start;
        for (at, token) in tokens.get(of).unwrap_or_default().iter().enumerate() {
            if token.key == 0 {
                let is_sign = matches!(token.kind, TokenKind::Mark | TokenKind::Punctuation);
                // A sign is one character, or one doubled.
                if !is_sign || self.begins[usize::from(bytes[token.span.start()])] {
                    self.within(text, token.span, &mut found);
                }
            } else if let Some(slot) = self.slot(token) {
                let span = (token.span.start(), token.span.end());
                if slot.plain && slot.count == 1 {
                    // Nothing goes on behind it.
                    self.plain(text, span, slot, &mut found);
                    continue;
                }
                let next = tokens.get(first + at + 1);
                let next = next.map_or(NOTHING, |next| next_key(bytes, next));
                self.of_slot(text, span, slot, next, &mut found);
            }
        }
    }

    /// The first of a slot that is the word from byte `start` to `end`: its key says so.
    #[inline]
    fn plain(
        &self,
        text: &str,
        (start, end): (usize, usize),
        slot: &Slot,
        found: &mut impl FnMut(u32, Span),
    ) {
        if is_bound(text, end) && is_bound(text, start) {
            found(
                self.entries[slot.first as usize].number,
                Span::ordered(start, end),
            );
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
            [_] if slot.plain => self.plain(text, (start, end), slot, found),
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
