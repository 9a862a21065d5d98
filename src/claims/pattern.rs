//! [`Pattern`]: a sequence of words, word classes, gaps and slots.
//!
//! Written with blanks between the parts:
//!
//! | part | matches |
//! |---|---|
//! | `word`, `a\|b`, `@class`, `@class\|word` | one of them; a class may hold phrases |
//! | `part?` | the part or nothing |
//! | `*4` | up to four words, over no punctuation |
//! | `~9` | up to nine words, over commas and quotation marks too |
//! | `_9` | as `~9`, but over no number in digits |
//! | `,` | a comma |
//! | `:` | a colon, dash, bracket or stop |
//! | `^` | the beginning of a clause: nothing, a comma, a stop or a mark stands before |
//! | `$` | the end of a clause: nothing, a comma, a stop or a mark stands next |
//! | `!a\|@b` | nothing; the next word is none of these |
//! | `{slot}` | the quantity or named figure that fills the slot |
//! | `<` `>` | nothing; the claim's span begins, ends here |
//!
//! Matching remembers what failed where: it costs at most parts times words times the longest gap.

mod parse;

use std::ops::Range;

use super::alternatives::Alternatives;
use super::words::{AnyOf, WordKind, Words};

#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
    /// First words of what must stand in the sentence: one word of each, the shortest list first.
    needs: Vec<AnyOf>,
    /// The slots that must be filled.
    slots: Vec<usize>,
    /// The parts that may take a match's first word: optional ones and the first that is not. None: any word may be.
    openings: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Part {
    kind: PartKind,
    optional: bool,
}

#[derive(Clone, Debug)]
enum PartKind {
    Words(Alternatives),
    Not(Alternatives),
    Gap {
        most: usize,
        commas: bool,
        digits: bool,
    },
    Comma,
    Break,
    ClauseStart,
    ClauseEnd,
    /// Index of the rule's slot.
    Slot(usize),
    SpanStart,
    SpanEnd,
}

impl PartKind {
    fn takes_words(&self) -> bool {
        !matches!(
            self,
            Self::Not(_) | Self::ClauseStart | Self::ClauseEnd | Self::SpanStart | Self::SpanEnd
        )
    }
}

/// What fills slots: where in the sentence a quantity or a name begins and ends.
pub(crate) trait Fillers {
    /// The end of what fills `slot` from word `at` on.
    fn fill(&self, slot: usize, at: usize) -> Option<Filler>;

    /// Whether anything may fill it, wherever: told sooner than that nothing does.
    fn may_fill(&self, slot: usize) -> bool;

    /// The first word from `at` on from which something may fill it.
    fn next(&self, slot: usize, at: usize) -> usize;
}

/// What a slot was filled with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filler {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Index among the sentence's quantities, mentions or the slot's terms, as its kind says.
    pub(crate) index: usize,
}

/// Where a pattern matched.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub(crate) words: Range<usize>,
    /// The claim's words: between `<` and `>`, or all.
    pub(crate) span: Range<usize>,
    /// Slots with their fillers.
    pub(crate) captures: Vec<(usize, Filler)>,
}

impl Pattern {
    /// The first word from `at` on with which a match may begin; beyond all if there is none.
    fn opens(&self, words: &Words, fillers: &dyn Fillers, at: usize) -> usize {
        let next = |part: &usize| match &self.parts[*part].kind {
            PartKind::Words(alternatives) => {
                let mut rest = words.ids[at..].iter();
                let opens = rest.position(|id| alternatives.may_begin(*id));
                opens.map_or(words.len(), |further| at + further)
            }
            PartKind::Slot(slot) => fillers.next(*slot, at),
            _ => at,
        };
        self.openings.iter().map(next).min().unwrap_or(at)
    }

    /// Whether all is there that a match needs: told sooner than that it does not match.
    #[inline]
    fn may_match(&self, words: &Words, fillers: &dyn Fillers) -> bool {
        let there = |need: &AnyOf| words.holds(need);
        self.needs.iter().all(there) && self.slots.iter().all(|slot| fillers.may_fill(*slot))
    }

    /// Adds all matches from left to right, none overlapping. `failed` is memory to be used again.
    #[inline]
    pub(crate) fn matches(
        &self,
        words: &Words,
        fillers: &dyn Fillers,
        failed: &mut Vec<bool>,
        found: &mut Vec<Match>,
    ) {
        if self.may_match(words, fillers) {
            self.find(words, fillers, failed, found);
        }
    }

    #[inline(never)] // Most do not come so far.
    fn find(
        &self,
        words: &Words,
        fillers: &dyn Fillers,
        failed: &mut Vec<bool>,
        found: &mut Vec<Match>,
    ) {
        failed.clear();
        failed.resize((self.parts.len() + 1) * (words.len() + 1), false);
        let mut matcher = Matcher {
            parts: &self.parts,
            words,
            fillers,
            failed,
            captures: Vec::new(),
            span: (None, None),
        };
        let mut at = 0;
        loop {
            at = self.opens(words, fillers, at);
            if at >= words.len() {
                break;
            }
            matcher.captures.clear();
            matcher.span = (None, None);
            match matcher.run(0, at).filter(|end| *end > at) {
                Some(end) => {
                    let (start, stop) =
                        (matcher.span.0.unwrap_or(at), matcher.span.1.unwrap_or(end));
                    found.push(Match {
                        words: at..end,
                        span: start.min(stop)..stop,
                        captures: matcher.captures.clone(),
                    });
                    at = end;
                }
                None => at += 1,
            }
        }
    }
}

/// Whether what stands here ends a clause.
pub(crate) fn ends_clause(kind: WordKind) -> bool {
    matches!(kind, WordKind::Comma | WordKind::Break | WordKind::Mark)
}

struct Matcher<'a> {
    parts: &'a [Part],
    words: &'a Words,
    fillers: &'a dyn Fillers,
    /// Part and place from which the rest is known not to match.
    failed: &'a mut Vec<bool>,
    captures: Vec<(usize, Filler)>,
    span: (Option<usize>, Option<usize>),
}

impl Matcher<'_> {
    /// The end of the match of all parts from `part` on, beginning at word `at`.
    fn run(&mut self, part: usize, at: usize) -> Option<usize> {
        if part == self.parts.len() {
            return Some(at);
        }
        let state = part * (self.words.len() + 1) + at;
        if self.failed[state] {
            return None;
        }
        let end = self.part(part, at).or_else(|| {
            let skip = self.parts[part].optional;
            if skip { self.run(part + 1, at) } else { None }
        });
        self.failed[state] = end.is_none();
        end
    }

    fn part(&mut self, part: usize, at: usize) -> Option<usize> {
        let parts = self.parts;
        match &parts[part].kind {
            PartKind::Words(alternatives) => {
                let rest = self.words.ids.get(at..)?;
                alternatives
                    .lengths(rest)
                    .find_map(|length| self.run(part + 1, at + length))
            }
            PartKind::Not(alternatives) => {
                let rest = self.words.ids.get(at..).unwrap_or_default();
                let none = alternatives.lengths(rest).next().is_none();
                none.then(|| self.run(part + 1, at)).flatten()
            }
            PartKind::Gap {
                most,
                commas,
                digits,
            } => self.gap(part, at, (*most, *commas, *digits)),
            PartKind::Comma => {
                let comma = self.words.kind(at)? == WordKind::Comma;
                comma.then(|| self.run(part + 1, at + 1)).flatten()
            }
            PartKind::Break => {
                let ends = self.words.kind(at)? == WordKind::Break;
                ends.then(|| self.run(part + 1, at + 1)).flatten()
            }
            PartKind::ClauseStart => {
                let before = at.checked_sub(1).and_then(|before| self.words.kind(before));
                before
                    .is_none_or(ends_clause)
                    .then(|| self.run(part + 1, at))
                    .flatten()
            }
            PartKind::ClauseEnd => {
                let end = self.words.kind(at).is_none_or(ends_clause);
                end.then(|| self.run(part + 1, at)).flatten()
            }
            PartKind::Slot(slot) => {
                let filler = self.fillers.fill(*slot, at)?;
                let end = self.run(part + 1, filler.end)?;
                self.captures.push((*slot, filler));
                Some(end)
            }
            PartKind::SpanStart => {
                let end = self.run(part + 1, at)?;
                self.span.0 = Some(at);
                Some(end)
            }
            PartKind::SpanEnd => {
                let end = self.run(part + 1, at)?;
                self.span.1 = Some(at);
                Some(end)
            }
        }
    }

    /// The shortest gap after which the rest matches.
    fn gap(
        &mut self,
        part: usize,
        at: usize,
        (most, commas, digits): (usize, bool, bool),
    ) -> Option<usize> {
        let mut taken = 0;
        let mut end = at;
        loop {
            if let Some(found) = self.run(part + 1, end) {
                return Some(found);
            }
            match self.words.kind(end)? {
                WordKind::Break => return None,
                WordKind::Comma | WordKind::Mark if !commas => return None,
                WordKind::Number if !digits => return None,
                WordKind::Comma | WordKind::Mark => {}
                _ => taken += 1,
            }
            if taken > most {
                return None;
            }
            end += 1;
        }
    }
}
