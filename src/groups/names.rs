//! [`Names`]: texts that come again and again, each kept once.

use rustc_hash::FxHashMap;

use crate::digest::Digest;

/// The number of the empty text, which stands for none.
pub(super) const NO_NAME: u32 = 0;

/// Dates, outlets and the names and ids of speakers, one after the other in one string.
#[derive(Debug)]
pub(super) struct Names {
    known: FxHashMap<u64, u32>,
    texts: Texts,
}

impl Default for Names {
    fn default() -> Self {
        let mut names = Self {
            known: FxHashMap::default(),
            texts: Texts::default(),
        };
        names.number("");
        names
    }
}

impl Names {
    pub(super) fn number(&mut self, name: &str) -> u32 {
        let digest = Digest::new().text(name).value();
        let texts = &mut self.texts;
        *self.known.entry(digest).or_insert_with(|| texts.push(name))
    }

    pub(super) fn get(&self, number: u32) -> &str {
        self.texts.get(number)
    }

    pub(super) fn bytes(&self) -> usize {
        self.texts.bytes() + self.texts.len() * KNOWN_BYTES
    }
}

/// What an entry of a map from digests to numbers takes up, at worst: 2 · 17 · 8/7 bytes.
pub(super) const KNOWN_BYTES: usize = 39;

/// Texts by number.
#[derive(Debug, Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) -> u32 {
        let number = self.ends.len() as u32;
        self.text.push_str(text);
        self.ends.push(self.text.len());
        number
    }

    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let end = self.ends.get(number).copied().unwrap_or_default();
        &self.text[start.copied().unwrap_or_default().min(end)..end]
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn bytes(&self) -> usize {
        self.text.len() + self.ends.len() * size_of::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_once() {
        let mut names = Names::default();
        assert_eq!(names.number(""), NO_NAME);
        let numbers = ["é", "Post", "é"].map(|name| names.number(name));
        assert_eq!(numbers, [1, 2, 1]);
        assert_eq!(numbers.map(|number| names.get(number)), ["é", "Post", "é"]);
        assert_eq!(names.get(9), "");
    }
}
