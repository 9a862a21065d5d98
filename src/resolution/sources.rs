//! Sources: what the words that attribute a quotation come down to.
//!
//! Reads structure only: what is none of the source's own words, and whether a pronoun is left or a noun phrase, of which
//! [`super::noun_phrase`] tells more. What hangs on who is in mind, [`super::asking`] decides.

use std::ops::Range;

use super::meaning::{Meaning, Reading};
use super::names::Name;
use super::nobody;
use super::people::Cast;
use super::shares;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// So many names are looked through one by one.
const FEW: usize = 8;

#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) names: &'a [Name],
    pub(super) cast: &'a Cast,
    /// So many names begin before the source in hand ends, or a few more: what is sought stands near.
    pub(super) passed: usize,
    /// Where those begin who spoke together last, and who they are.
    pub(super) together: Option<(usize, Meaning)>,
    /// Where the one begins who spoke last, and who that is, if "they" may be one.
    pub(super) anybody: Option<(usize, Meaning)>,
}

impl<'a> Reader<'a> {
    /// At the article's beginning.
    pub(super) fn new(view: &'a View<'a>, names: &'a [Name], cast: &'a Cast) -> Self {
        Self {
            view,
            names,
            cast,
            passed: 0,
            together: None,
            anybody: None,
        }
    }

    /// Goes on to the token where a source ends.
    pub(super) fn pass(&mut self, end: usize) {
        let left = self.names[self.passed..].iter();
        self.passed += left.take_while(|name| name.tokens.start < end).count();
    }

    /// Reads the source that stands at `tokens`.
    pub(super) fn read(&self, tokens: &Range<usize>) -> Option<Reading> {
        let view = self.view;
        let mut tokens = tokens.clone();
        let speech = |at: usize| {
            view.kind(at) == Some(TokenKind::Word) || view.kind(at) == Some(TokenKind::Number)
        };
        while !tokens.is_empty() && !speech(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty()
            && !speech(tokens.end - 1)
            && view.kind(tokens.end - 1) != Some(TokenKind::Clitic)
        {
            tokens.end -= 1;
        }
        if tokens.is_empty() {
            return None;
        }
        // "Speaking, the mayor"
        if view.bytes(tokens.start).ends_with(b"ing")
            && view.byte(tokens.start + 1) == b','
            && tokens.len() > 2
            && self.name_at(tokens.start).is_none()
        {
            tokens.start += 2;
        }
        self.mouthpiece(&mut tokens);
        if nobody::is_no_speaker(view, &tokens) {
            return None;
        }
        tokens = shares::share_start(view, tokens.start)..shares::share_end(view, tokens.end);
        self.pass_setting(&mut tokens);
        self.interviewed(&mut tokens);
        if nobody::is_then(view, &tokens) {
            return Some(Reading::Pronoun(tokens.start));
        }
        let alone = tokens.len() == 1 || view.kind(tokens.start + 1) == Some(TokenKind::Clitic);
        if alone && view.own(tokens.start, Class::SPEAKING_PRONOUN) {
            let own = view.classes(tokens.start);
            let plural = own.intersects(Class::FIRST_PLURAL);
            let first = plural || own.intersects(Class::FIRST_SINGULAR);
            return Some(match first {
                true => Reading::Means(Meaning::First { plural }),
                false => Reading::Pronoun(tokens.start),
            });
        }
        Some(self.noun_phrase(self.holder(&tokens).unwrap_or(tokens)))
    }

    /// "Ashby Red Cross (ARC) spokesman Ann Lee": who is named behind a body's letters, or behind an office's.
    fn holder(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let view = self.view;
        // Most end with the word that a bracket would stand behind.
        let close = tokens.end.checked_sub(1).filter(|_| tokens.len() > 4)?;
        let close = (tokens.start + 3..close).find(|at| view.byte(*at) == b')')?;
        let titled = || {
            let name = self.name_at(close + 1);
            name.is_some_and(|name| self.names[name].before.contains(&close))
        };
        let letters = view.byte(close - 2) == b'(' && (view.human(close + 1) || titled());
        letters.then_some(close + 1..tokens.end)
    }

    /// "X responded through the mouth of Y": Y is whose words they are.
    fn mouthpiece(&self, tokens: &mut Range<usize>) {
        // All of them have four letters or five.
        let length = |at: usize| self.view.tokens.get(at).map_or(0, |token| token.span.len());
        // Most sources are too short for it.
        let found = (tokens.start..tokens.end.saturating_sub(2)).find(|at| {
            matches!(length(*at), 4 | 5)
                && length(at + 1) == 2
                && matches!(self.view.word(*at), "mouth" | "voice" | "lips")
                && self.view.word(at + 1) == "of"
        });
        if let Some(at) = found {
            tokens.start = at + 2;
        }
    }

    /// The name that begins at a token.
    pub(super) fn name_at(&self, at: usize) -> Option<usize> {
        let place = self.names_before(at);
        let name = self.names.get(place)?;
        (name.tokens.start == at).then_some(place)
    }

    /// How many names begin before a token.
    pub(super) fn names_before(&self, at: usize) -> usize {
        let is_before = |name: &Name| name.tokens.start < at;
        let (passed, left) = self.names.split_at(self.passed);
        let behind = passed.iter().rev().take(FEW);
        let behind = behind.take_while(|name| !is_before(name)).count();
        match behind {
            0 => self.passed + left.iter().take_while(|name| is_before(name)).count(),
            FEW => self.names.partition_point(is_before),
            _ => self.passed - behind,
        }
    }

    /// Whom or what a name names.
    pub(super) fn entity(&self, name: usize) -> usize {
        self.cast.of_name[name]
    }

    /// The names that begin in a range of tokens.
    pub(super) fn names_in(&self, tokens: Range<usize>) -> Range<usize> {
        self.names_before(tokens.start)..self.names_before(tokens.end)
    }
}
