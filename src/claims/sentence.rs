//! [`View`]: one triggered sentence as the rules see it: words, quantities, named rows.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::pattern::{Filler, Fillers};
use super::places::Places;
use super::quantity::Quantity;
use super::rule::{RuleSet, Slot, SlotKind};
use super::words::{WordKind, Words};
use crate::span::Span;

/// A row of a table that a phrase of the text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) table: usize,
    pub(crate) row: usize,
    /// The phrase names the row; else it is an adjective.
    pub(crate) noun: bool,
    pub(crate) span: Span,
}

pub(crate) struct View<'t> {
    pub(crate) span: Span,
    pub(crate) words: &'t Words,
    text: &'t str,
    set: &'t RuleSet,
    /// The article's date.
    today: &'t dyn Fn() -> Option<Date>,
    /// The rows that the article names.
    places: &'t dyn Fn() -> &'t Places,
    /// Read when first asked for: most triggered sentences match no pattern's words.
    quantities: OnceCell<Vec<Quantity>>,
}

impl<'t> View<'t> {
    /// `words` are the sentence's.
    pub(crate) fn new(
        text: &'t str,
        span: Span,
        words: &'t Words,
        set: &'t RuleSet,
        today: &'t dyn Fn() -> Option<Date>,
        places: &'t dyn Fn() -> &'t Places,
    ) -> Self {
        Self {
            span,
            quantities: OnceCell::new(),
            text,
            set,
            today,
            places,
            words,
        }
    }

    /// The rows that the article names, found when first asked for: few sentences match the rest of a pattern that has one.
    pub(crate) fn places(&self) -> &'t Places {
        (self.places)()
    }

    /// Those that the sentence names.
    pub(crate) fn mentions(&self) -> &'t [Mention] {
        // Where the words were cut short, so are the mentions.
        let end = self.words.words.last().map_or(0, |word| word.span.end());
        let all = self.places().within(self.span);
        &all[..all.partition_point(|mention| mention.span.start() < end)]
    }

    /// Every number of the sentence, in order.
    pub(crate) fn quantities(&self) -> &[Quantity] {
        self.quantities.get_or_init(|| {
            let today = (self.today)();
            self.set.lexicon.quantities(self.text, self.words, today)
        })
    }

    /// The quantities that stand in a stretch of the text.
    pub(crate) fn quantities_in(&self, span: Span) -> Vec<Quantity> {
        let inside = self.quantities().iter();
        let inside = inside.filter(|quantity| span.overlaps(quantity.span));
        inside.cloned().collect()
    }

    /// What an amount is for each of, where that stands at this word: "a tonne", "per pupil".
    pub(crate) fn per(&self, at: usize) -> Option<Span> {
        let per = &self.set.lexicon.known.per;
        let each = self.words.get(at + 1)?;
        let told = self.words.ids.get(at).is_some_and(|id| per.contains(id));
        (told && each.kind == WordKind::Word).then_some(each.span)
    }

    /// Whether a noun is over before this word: "of", "in", "is".
    pub(crate) fn stops_noun(&self, at: usize) -> bool {
        let stops = &self.set.lexicon.known.noun_stops;
        self.words.ids.get(at).is_some_and(|id| stops.contains(id))
    }

    /// Whether the words of a name stand in another's: "Northern Ireland", "Mexico City".
    fn is_part_of_name(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let next = words.get(end);
        if next.is_some_and(|next| next.hyphen || next.capital && next.kind == WordKind::Word)
            || words.get(start).is_some_and(|first| first.hyphen)
        {
            return true;
        }
        let Some(before) = start.checked_sub(1) else {
            return false;
        };
        // What opens a sentence has a capital, whatever it is.
        let opens = before == 0
            || matches!(
                words.kind(before - 1),
                Some(WordKind::Mark | WordKind::Break)
            );
        let named = words
            .get(before)
            .is_some_and(|word| word.capital && word.kind == WordKind::Word);
        named && !opens || self.set.name_parts.ending(&words.ids, start).is_some()
    }

    /// Whether a quantity is what a slot asks for.
    pub(crate) fn fits(&self, slot: &Slot, quantity: &Quantity) -> bool {
        let SlotKind::Quantity {
            dimension,
            also,
            measured,
            scale,
            unit,
            nouns,
            alone,
            rate,
            hedged,
            range,
            min,
            max,
            ..
        } = &slot.kind
        else {
            return false;
        };
        let value = quantity.stated;
        (quantity.dimension == *dimension
            || Some(quantity.dimension) == *also
            || *measured && quantity.dimension.is_physical())
            && unit.as_ref().is_none_or(|unit| *unit == quantity.unit)
            && (*rate || !quantity.rate)
            && (!hedged || quantity.hedged)
            && (!range || !value.is_exact())
            && *min * scale.low() <= value.low()
            && value.high() <= *max * scale.high()
            && nouns.as_ref().is_none_or(|nouns| {
                let mut noun = quantity.noun.clone();
                let is_one = |at| nouns.starting(&self.words.ids, at).is_some();
                match alone {
                    true => noun.is_empty() || is_one(noun.start),
                    false => noun.any(is_one),
                }
            })
    }
}

/// A view with the slots of one rule: what its patterns look up.
pub(crate) struct Filling<'a, 't> {
    pub(crate) view: &'a View<'t>,
    pub(crate) slots: &'a [Slot],
}

impl Fillers for Filling<'_, '_> {
    fn may_fill(&self, slot: usize) -> bool {
        let Some(slot) = self.slots.get(slot) else {
            return false;
        };
        let view = self.view;
        match &slot.kind {
            SlotKind::Quantity { .. } => {
                let mut quantities = view.quantities().iter();
                quantities.any(|quantity| view.fits(slot, quantity))
            }
            SlotKind::Term { firsts, .. } => view.words.holds(firsts),
            SlotKind::Name => true,
            SlotKind::Row { table, .. } => {
                let mut mentions = view.mentions().iter();
                mentions.any(|mention| mention.table == *table)
            }
        }
    }

    fn next(&self, slot: usize, at: usize) -> usize {
        let words = self.view.words;
        let mut rest = at..words.len();
        let first = match self.slots.get(slot).map(|slot| &slot.kind) {
            Some(SlotKind::Quantity { .. }) => {
                // None overlap: what stands before another ends before it.
                let quantities = self.view.quantities();
                let index = quantities.partition_point(|quantity| quantity.core < at);
                quantities.get(index).map(|quantity| {
                    let start = quantity.words.start;
                    if start >= at { start } else { quantity.core }
                })
            }
            Some(SlotKind::Term { phrases, .. }) => {
                rest.find(|at| phrases.starting(&words.ids, *at).is_some())
            }
            _ => rest.find(|at| self.fill(slot, *at).is_some()),
        };
        first.unwrap_or(usize::MAX)
    }

    fn fill(&self, slot: usize, at: usize) -> Option<Filler> {
        let slot = self.slots.get(slot)?;
        let words = self.view.words;
        match &slot.kind {
            SlotKind::Term { phrases, .. } => {
                let (term, length) = phrases.starting(&words.ids, at)?;
                return Some(Filler {
                    end: at + length,
                    index: *term,
                    start: at,
                });
            }
            SlotKind::Name => {
                let end = at + words.name_length(at);
                return (end > at).then_some(Filler {
                    end,
                    index: 0,
                    start: at,
                });
            }
            _ => {}
        }
        if let SlotKind::Row { table, .. } = slot.kind {
            let mentions = self.view.mentions();
            let index = mentions.iter().position(|mention| {
                mention.table == table && mention.noun && words.at_byte(mention.span.start()) == at
            })?;
            let end = words.at_byte(mentions[index].span.end());
            if self.view.is_part_of_name(at, end) {
                return None;
            }
            return Some(Filler {
                end,
                index,
                start: at,
            });
        }
        // Quantities are in order, and few begin at one word: a binary search finds them.
        let quantities = self.view.quantities();
        let index = quantities.partition_point(|quantity| quantity.core < at);
        let candidates = [Some(index), index.checked_sub(1), Some(index + 1)];
        let index = candidates.into_iter().flatten().find(|index| {
            quantities.get(*index).is_some_and(|quantity| {
                (quantity.core == at || quantity.words.start == at)
                    && self.view.fits(slot, quantity)
            })
        })?;
        Some(Filler {
            end: quantities[index].words.end,
            index,
            start: at,
        })
    }
}
