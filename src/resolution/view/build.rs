//! How a [`View`] is made: one pass over the tokens, sixty-four at a time.

use std::mem::take;
use std::ops::Range;

use super::found::BLOCK;
use super::{Found, Setting, View};
use crate::attribution::{Quotation, QuotationKind};
use crate::bytes::{bits, ones};
use crate::document::Document;
use crate::resolution::bits::WIDTH;
use crate::resolution::dates;
use crate::resolution::kinds::is_shouted;
use crate::resolution::names::Gender;
use crate::resolution::parts;
use crate::resolution::pronouns;
use crate::resolution::sets;
use crate::scan::class::Class;
use crate::scan::{Phrase, Scan};
use crate::segmentation::{ParagraphKind, Segmentation, Token, TokenKind};

/// Words of these classes name nothing, whether or not the article writes them small.
const CLOSED: Class = Class::FUNCTION
    .union(Class::DETERMINER)
    .union(Class::ANY_PRONOUN)
    .union(Class::POSSESSIVE);

const HUMAN: Class = Class::ROLE.union(Class::TITLE).union(Class::KIN);

/// What few words are that are looked for.
const NOTED: Class = HUMAN
    .union(Class::HE)
    .union(Class::SHE)
    .union(Class::RELATIVE);

/// The kind of a token in the byte that says what it is, above four bits.
#[inline]
const fn kind(kind: TokenKind) -> u8 {
    (kind as u8) << 4
}

/// The byte of no token.
const NONE: u8 = 0xF0;

impl<'a> View<'a> {
    /// `found` has room of earlier articles.
    pub(in crate::resolution) fn new(
        mut found: Found,
        document: &'a Document,
        segmentation: &'a Segmentation,
        scan: &'a Scan,
        quotations: &[Quotation],
    ) -> Self {
        let tokens = segmentation.tokens.as_slice();
        found.renew(tokens.len());
        let mut view = Self {
            text: &document.text,
            tokens,
            segmentation,
            words: &scan.words,
            sets: sets::Words::shared(),
            found,
        };
        // First what goes through all tokens in their order: the rest then finds them at hand.
        view.collect();
        view.cover(&scan.phrases);
        let marked = quotations
            .iter()
            .filter(|q| q.kind != QuotationKind::Indirect);
        let mut near = 0;
        for span in marked.flat_map(|quotation| &quotation.contents) {
            let tokens = view.tokens_near(near, *span);
            near = tokens.end;
            view.found.inside.fill(tokens);
        }
        view.number_sentences();
        let Found {
            parts, open, asked, ..
        } = &mut view.found;
        let (mut parts, mut open, mut asked) = (take(parts), take(open), take(asked));
        parts::sift(&view, &mut parts, &mut open, &mut asked);
        asked.tell(view.text, tokens, &view.found.small);
        let small = |at: &usize| view.found.small.get(*at);
        let compounds = view.found.compounds.all_set().filter(small);
        let particled = compounds.filter(|at| parts::is_particled(&view, *at));
        open.extend(particled.map(|at| at as u32));
        view.found.asked = asked;
        view.found.parts = parts;
        // The months and weekdays that persons are named: few articles have one.
        let mut named = Vec::new();
        let mut doubted = false;
        for at in open.iter().map(|at| *at as usize) {
            if parts::is_part(&view, at) {
                view.found.parts.set(at);
                if dates::is_word(&view, at) {
                    named.push(view.key(at));
                }
            }
            doubted |= parts::may_be_borne(&view, at);
        }
        if doubted {
            let surnames = parts::surnames(&view);
            for at in open.iter().map(|at| *at as usize) {
                if parts::may_be_borne(&view, at) && surnames.binary_search(&view.key(at)).is_ok() {
                    view.found.parts.set(at);
                }
            }
        }
        if !named.is_empty() {
            for at in open.iter().map(|at| *at as usize) {
                if dates::is_word(&view, at) && dates::is_known(&view, at, &named) {
                    view.found.parts.set(at);
                }
            }
        }
        view.found.open = open;
        // Who and what a dateline names, place and agency, the article does not speak of there.
        for dateline in &segmentation.furniture.datelines {
            let tokens = segmentation.tokens_in(*dateline);
            view.found.parts.clear(tokens);
        }
        view
    }

    fn cover(&mut self, phrases: &[Phrase]) {
        let found = &mut self.found;
        for Phrase { tokens, classes } in phrases {
            found.covered.fill(tokens.clone());
            if classes.intersects(Class::ROLE | Class::TITLE) {
                found.humans.fill(tokens.clone());
            }
        }
        let mut all = 0;
        found.covered_before.clear();
        found
            .covered_before
            .extend(found.covered.words().map(|word| {
                let before = all;
                all += word.count_ones();
                before
            }));
        found.over.clear();
        found.over.resize(all as usize, Class::empty());
        for Phrase { tokens, classes } in phrases {
            let first = found.covered_before(tokens.start);
            let over = found.over.iter_mut().skip(first).take(tokens.len());
            over.for_each(|over| *over |= *classes);
        }
    }

    fn number_sentences(&mut self) {
        let mut narrated = 0;
        for (at, sentence) in self.segmentation.sentences.iter().enumerate() {
            let Range { start, end } = sentence.tokens;
            // Most sentences are shorter than this, and the next one overwrites what is too much.
            for from in (start..end).step_by(BLOCK) {
                let rest = self.found.sentence.get_mut(from..).unwrap_or_default();
                if let Some(block) = rest.first_chunk_mut::<BLOCK>() {
                    *block = [at as u32; BLOCK];
                }
            }
            self.found.opening.set(start);
            if self.kind(start) == Some(TokenKind::Mark) {
                self.found.opening.set(start + 1);
            }
            let paragraph = self.segmentation.paragraphs.get(sentence.paragraph);
            self.found.settings.push(Setting {
                paragraph: sentence.paragraph as u32,
                start: start as u32,
                end: end as u32,
                narrated,
                is_byline: paragraph.is_some_and(|own| own.kind == ParagraphKind::Byline),
                is_title_case: self.titled(start..end),
            });
            narrated +=
                u32::from(!self.found.inside.get(start) || !self.found.inside.all(start..end));
        }
        self.found.sentence.truncate(self.tokens.len());
    }

    /// Hardly a longer word of some is in lower case.
    fn titled(&self, range: Range<usize>) -> bool {
        let small = self.found.small.count(range.clone());
        // However many words it has, too many are in lower case.
        if small > range.len() / 8 {
            return false;
        }
        // "COACH LEE: We’re from Ashby"
        let label = (range.start..range.end.min(range.start + 4)).find(|at| self.byte(*at) == b':');
        let label = label.filter(|_| is_shouted(self.word(range.start)));
        let range = label.map_or(range.start, |colon| colon + 1)..range.end;
        let tokens = self.tokens.get(range).unwrap_or_default().iter();
        let long = |token: &&Token| token.kind == TokenKind::Word && token.span.len() > 3;
        let words = tokens.filter(long).count();
        words >= 4 && small * 8 <= words
    }

    /// Collects what has capitals, the words for humans, the pronouns, "who" and the compounds.
    fn collect(&mut self) {
        let chunks = self.tokens.chunks(WIDTH).zip(self.words.chunks(WIDTH));
        for (number, (tokens, words)) in chunks.enumerate() {
            // A byte a token; bits are put side by side for many of them at once.
            let mut seen = [NONE; WIDTH];
            for ((token, word), seen) in tokens.iter().zip(words).zip(&mut seen) {
                *seen = kind(token.kind)
                    | u8::from(token.capital)
                    | u8::from(word.is(CLOSED)) << 1
                    | u8::from(word.is(NOTED)) << 2
                    | u8::from(token.key == 0) << 3;
            }
            let small = |seen: u8| seen & !0b1100 == kind(TokenKind::Word);
            let compound = |seen: u8| {
                let kinds = [kind(TokenKind::Word), kind(TokenKind::Number)];
                (seen & !0b111 == kinds[0] | 0b1000) | (seen & !0b111 == kinds[1] | 0b1000)
            };
            self.found
                .capitals
                .push_word(bits(&seen, |seen| seen & 1 != 0));
            self.found.small.push_word(bits(&seen, small));
            self.found.compounds.push_word(bits(&seen, compound));
            let noted = bits(&seen, |seen| seen & 0b100 != 0);
            for bit in ones(noted) {
                let at = number * WIDTH + bit;
                self.note(at, self.classes(at));
            }
        }
    }

    fn note(&mut self, at: usize, classes: Class) {
        if classes.intersects(HUMAN) {
            self.found.humans.set(at);
        }
        let gender = pronouns::gender_of(classes);
        if gender != Gender::Unknown {
            self.found.pronouns.push((at, gender));
        }
        if classes.intersects(Class::RELATIVE) && self.bytes(at) == b"who" {
            self.found.who.push(at as u32);
        }
    }
}
