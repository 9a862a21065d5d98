//! How [`Heads`] are laid out.

use super::{Bits, Entry, Heads, NUMBERS, Phrase, Slot, pair, window};
use crate::segmentation::key::{self, LONGEST};
use crate::vocabulary::{UNKNOWN, Vocabulary};

impl Heads {
    /// A phrase's number is its place.
    pub(crate) fn new(phrases: &[Phrase]) -> Self {
        let head = |(number, phrase): (usize, &Phrase)| {
            let (key, length) = key::at(phrase.text.as_bytes(), 0);
            let alone = length == phrase.text.len();
            // One word before several: of one hash there may be different words.
            let order = (!alone, phrase.text.len(), alone && phrase.cased, number);
            (key.hash(), order, length)
        };
        let mut order: Vec<_> = phrases.iter().enumerate().map(head).collect();
        order.sort_unstable();
        let mut heads = Self {
            numbered: Box::new([0; NUMBERS]),
            own: vec![Slot::default()],
            seconds: Vec::with_capacity(phrases.len()),
            words: Bits::new(),
            pairs: Bits::new(),
            slots: vec![Slot::default(); (phrases.len() * 2).next_power_of_two()].into(),
            entries: Vec::with_capacity(phrases.len()),
            texts: String::new(),
            begins: std::array::from_fn(|byte| (byte as u8).is_ascii_alphanumeric()),
            wide: Vec::new(),
        };
        for same in order.chunk_by(|(one, ..), (other, ..)| one == other) {
            let mut slot = Slot {
                hash: same[0].0,
                first: heads.entries.len() as u32,
                count: same.len() as u32,
                ..Slot::default()
            };
            for (_, (_, _, _, number), length) in same {
                heads.add(*number, &phrases[*number], *length, &mut slot);
            }
            let entries = (slot.first..).zip(&heads.entries[slot.first as usize..]);
            heads
                .seconds
                .extend(entries.map(|(place, entry)| (entry.next, place)));
            heads.seconds[(slot.first + u32::from(slot.alone)) as usize..].sort_unstable();
            heads.put(slot);
        }
        heads.number();
        heads
    }

    /// Finds the numbers that the crate's vocabulary has for the words of slots.
    fn number(&mut self) {
        let vocabulary = Vocabulary::shared();
        let slots = self.slots.iter().filter(|slot| slot.count > 0);
        let numbered = slots.map(|slot| (vocabulary.number(slot.hash), *slot));
        let mut numbered: Vec<(u16, Slot)> = numbered.collect();
        numbered.sort_unstable_by_key(|(number, _)| *number);
        for (number, slot) in numbered {
            if number != UNKNOWN {
                self.numbered[usize::from(number) % NUMBERS] = self.own.len() as u16;
                self.own.push(slot);
            }
        }
    }

    /// A phrase whose first word has so many letters.
    fn add(&mut self, number: usize, phrase: &Phrase, head: usize, slot: &mut Slot) {
        let Phrase { text, cased } = phrase;
        let start = self.texts.len();
        self.texts.push_str(text);
        self.texts[start..].make_ascii_lowercase();
        if *cased {
            self.texts.push_str(text);
        }
        let mut second = 0;
        match text.as_bytes() {
            bytes if head == 0 => self.begin_with_sign(bytes[0], text.chars().next()),
            bytes if head == bytes.len() => {
                slot.plain = slot.alone == 0 && !cased && head < LONGEST;
                slot.alone = slot.alone.saturating_add(1);
            }
            bytes => match &bytes[head..] {
                [b' ', next, ..] if next.is_ascii_alphanumeric() => {
                    second = key::at(bytes, head + 1).0.hash();
                    self.pairs.add(pair(slot.hash, second));
                }
                other => {
                    slot.odd = true;
                    slot.spaced |= other.starts_with(b" ");
                }
            },
        }
        slot.odd |= head == 0;
        // An apostrophe may be of either kind.
        let plain = text.bytes().take(8).take_while(|byte| *byte != b'\'');
        let mask = u64::MAX.checked_shr(64 - 8 * plain.count() as u32);
        let mask = mask.unwrap_or_default();
        self.entries.push(Entry {
            lead: window(text.as_bytes(), 0) & mask,
            mask,
            whole: text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_alphabetic()),
            text: start as u32,
            length: text.len() as u32,
            number: number as u32,
            next: second,
            cased: *cased,
        });
    }

    fn begin_with_sign(&mut self, byte: u8, sign: Option<char>) {
        self.begins[usize::from(byte)] = true;
        let wide = match sign {
            Some('\'') => Some('’'),
            sign => sign.filter(|sign| !sign.is_ascii()),
        };
        if let Some(wide) = wide {
            let mut bytes = [0; 4];
            self.begins[usize::from(wide.encode_utf8(&mut bytes).as_bytes()[0])] = true;
            self.wide.push(wide);
        }
    }

    fn put(&mut self, slot: Slot) {
        self.words.add(slot.hash);
        let mask = self.slots.len() - 1;
        let mut at = slot.hash as usize & mask;
        while self.slots[at].count != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}
