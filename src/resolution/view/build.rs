//! How a [`View`] is made: one pass over the tokens, sixty-four at a time.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::{Setting, View};
use crate::attribution::{Quotation, QuotationKind};
use crate::document::Document;
use crate::resolution::bits::{Bits, WIDTH};
use crate::resolution::names::Gender;
use crate::resolution::parts;
use crate::resolution::pronouns;
use crate::resolution::small::Small;
use crate::scan::class::Class;
use crate::scan::{Phrase, Scan};
use crate::segmentation::{ParagraphKind, Segmentation, TokenKind};

/// Words of these classes name nothing, whether or not the article writes them small.
const CLOSED: Class = Class::FUNCTION
    .union(Class::DETERMINER)
    .union(Class::ANY_PRONOUN)
    .union(Class::POSSESSIVE);

/// So many tokens' sentences are written at once.
const BLOCK: usize = 32;

const HUMAN: Class = Class::ROLE.union(Class::TITLE).union(Class::KIN);

/// What few words are that are looked for.
const NOTED: Class = HUMAN.union(Class::HE).union(Class::SHE);

impl<'a> View<'a> {
    pub(in crate::resolution) fn new(
        document: &'a Document,
        segmentation: &'a Segmentation,
        scan: &'a Scan,
        quotations: &[Quotation],
    ) -> Self {
        let tokens = segmentation.tokens.as_slice();
        let mut view = Self {
            text: &document.text,
            tokens,
            segmentation,
            words: &scan.words,
            covered: Bits::of(tokens.len()),
            over: vec![Class::empty(); tokens.len()],
            sentence: vec![0; tokens.len() + BLOCK],
            settings: Vec::with_capacity(segmentation.sentences.len()),
            opening: Bits::of(tokens.len()),
            inside: Bits::of(tokens.len()),
            capitals: Bits::default(),
            humans: Bits::of(tokens.len()),
            parts: Bits::default(),
            pronouns: Vec::with_capacity(tokens.len() / 16),
            small: Bits::default(),
            asked: Small::default(),
            sought: Cell::new(0),
            every: OnceCell::new(),
        };
        // First what goes through all tokens in their order: the rest then finds them at hand.
        view.collect();
        view.cover(&scan.phrases);
        let marked = quotations
            .iter()
            .filter(|q| q.kind != QuotationKind::Indirect);
        for span in marked.flat_map(|quotation| &quotation.contents) {
            view.inside.fill(segmentation.tokens_in(*span));
        }
        view.number_sentences();
        let mut open = Vec::new();
        let mut asked = Small::nothing();
        view.parts = parts::sift(&view, &mut open, &mut asked);
        asked.find(tokens, &view.small);
        view.asked = asked;
        for at in open {
            if parts::is_part(&view, at as usize) {
                view.parts.set(at as usize);
            }
        }
        view
    }

    fn cover(&mut self, phrases: &[Phrase]) {
        for Phrase { tokens, classes } in phrases {
            self.covered.fill(tokens.clone());
            if classes.intersects(Class::ROLE | Class::TITLE) {
                self.humans.fill(tokens.clone());
            }
            let over = self.over.get_mut(tokens.clone()).unwrap_or_default();
            over.iter_mut().for_each(|over| *over |= *classes);
        }
    }

    fn number_sentences(&mut self) {
        let mut narrated = 0;
        for (at, sentence) in self.segmentation.sentences.iter().enumerate() {
            let Range { start, end } = sentence.tokens;
            // Most sentences are shorter than this, and the next one overwrites what is too much.
            for from in (start..end).step_by(BLOCK) {
                let rest = self.sentence.get_mut(from..).unwrap_or_default();
                if let Some(block) = rest.first_chunk_mut::<BLOCK>() {
                    *block = [at as u32; BLOCK];
                }
            }
            self.opening.set(start);
            if self.kind(start) == Some(TokenKind::Mark) {
                self.opening.set(start + 1);
            }
            let paragraph = self.segmentation.paragraphs.get(sentence.paragraph);
            self.settings.push(Setting {
                paragraph: sentence.paragraph as u32,
                start: start as u32,
                end: end as u32,
                narrated,
                is_byline: paragraph.is_some_and(|own| own.kind == ParagraphKind::Byline),
            });
            narrated += u32::from(!self.inside.get(start) || !self.inside.all(start..end));
        }
        self.sentence.truncate(self.tokens.len());
    }

    /// Collects what has capitals, the words for humans, and the pronouns.
    fn collect(&mut self) {
        let mut capitals = Vec::with_capacity(self.tokens.len().div_ceil(WIDTH));
        let mut small = Vec::with_capacity(self.tokens.len().div_ceil(WIDTH));
        let chunks = self.tokens.chunks(WIDTH).zip(self.words.chunks(WIDTH));
        for (number, (tokens, words)) in chunks.enumerate() {
            // The masks fill from above, so that no shift depends on the place.
            let (mut upper, mut lower, mut noted) = (0_u64, 0_u64, 0_u64);
            for (token, word) in tokens.iter().zip(words) {
                let is_word = token.kind == TokenKind::Word;
                let is_small = is_word & !token.capital & !word.is(CLOSED);
                upper = upper >> 1 | u64::from(token.capital) << (WIDTH - 1);
                lower = lower >> 1 | u64::from(is_small) << (WIDTH - 1);
                noted = noted >> 1 | u64::from(word.is(NOTED)) << (WIDTH - 1);
            }
            let missing = WIDTH - tokens.len();
            capitals.push(upper >> missing);
            small.push(lower >> missing);
            noted >>= missing;
            while noted != 0 {
                let at = number * WIDTH + noted.trailing_zeros() as usize;
                noted &= noted - 1;
                self.note(at, self.classes(at));
            }
        }
        self.capitals = Bits::from_words(capitals);
        self.small = Bits::from_words(small);
    }

    fn note(&mut self, at: usize, classes: Class) {
        if classes.intersects(HUMAN) {
            self.humans.set(at);
        }
        let gender = pronouns::gender_of(classes);
        if gender != Gender::Unknown {
            self.pronouns.push((at, gender));
        }
    }
}
