//! [`Found`]: the memory of a [`View`](super::View), which serves one article after the other.

use super::asked::Asked;
use crate::resolution::bits::{Bits, WIDTH};
use crate::resolution::pronouns::Pronoun;
use crate::scan::class::Class;

/// So many tokens' sentences are written at once.
pub(super) const BLOCK: usize = 32;

/// Where in the article a sentence stands.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::resolution) struct Setting {
    pub(in crate::resolution) paragraph: u32,
    /// Its first token, and the one behind its last.
    pub(super) start: u32,
    pub(in crate::resolution) end: u32,
    /// How many sentences with narration end before it: speech does not push people out of mind.
    pub(in crate::resolution) narrated: u32,
    /// It is in the line that names the article's author.
    pub(in crate::resolution) is_byline: bool,
    /// It is written in title case, so capitals say nothing: hardly a longer word of it is in lower case.
    pub(in crate::resolution) is_title_case: bool,
}

/// What is found of the tokens: its memory serves one article after the other.
#[derive(Debug, Default)]
pub(in crate::resolution) struct Found {
    /// The tokens that phrases cover.
    pub(super) covered: Bits,
    /// Of each of those the classes of all phrases that cover it.
    pub(super) over: Vec<Class>,
    /// How many of those stand before each sixty-four tokens.
    pub(super) covered_before: Vec<u32>,
    /// Index of each token's sentence.
    pub(super) sentence: Vec<u32>,
    /// Of each sentence.
    pub(super) settings: Vec<Setting>,
    /// The first of each sentence, and that behind a quotation mark.
    pub(super) opening: Bits,
    /// The token is inside the words of a quotation with marks.
    pub(super) inside: Bits,
    /// The words that begin with a capital.
    pub(super) capitals: Bits,
    /// The words of roles, titles and kin, by themselves or in phrases.
    pub(super) humans: Bits,
    /// The words that may be part of a name; see [`crate::resolution::parts`].
    pub(in crate::resolution) parts: Bits,
    /// The pronouns that tell gender.
    pub(in crate::resolution) pronouns: Vec<Pronoun>,
    /// The words without a capital that may be one with it elsewhere.
    pub(super) small: Bits,
    /// The words that it may be asked about whether they are small elsewhere.
    pub(super) asked: Asked,
    /// The article's "who".
    pub(in crate::resolution) who: Vec<u32>,
    /// The words and numbers of letters and signs, and long words.
    pub(in crate::resolution) compounds: Bits,
    /// The words to be looked at more closely before it is known whether they are parts of names.
    pub(super) open: Vec<u32>,
}

impl Found {
    /// Nothing is found yet of so many tokens.
    pub(super) fn renew(&mut self, tokens: usize) {
        for bits in [
            &mut self.covered,
            &mut self.opening,
            &mut self.inside,
            &mut self.humans,
        ] {
            bits.renew(tokens);
        }
        for bits in [
            &mut self.capitals,
            &mut self.parts,
            &mut self.small,
            &mut self.compounds,
        ] {
            bits.renew(0);
        }
        // Every token is in a sentence, so that none keeps that of another article's.
        self.sentence.resize(tokens + BLOCK, 0);
        self.settings.clear();
        self.pronouns.clear();
        self.open.clear();
        self.who.clear();
        self.asked.clear();
    }

    /// How many tokens that phrases cover stand before one.
    #[inline]
    pub(super) fn covered_before(&self, at: usize) -> usize {
        let before = self.covered_before.get(at / WIDTH);
        let here = self.covered.word(at / WIDTH) & ((1 << (at % WIDTH)) - 1);
        before.map_or(self.over.len(), |before| {
            *before as usize + here.count_ones() as usize
        })
    }
}
