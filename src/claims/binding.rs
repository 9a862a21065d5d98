//! Binding: a rule's slots receive their values from the sentence, the figures and each other.

use std::ops::Range;

use super::figure::{Figures, Row};
use super::interval::Interval;
use super::pattern::{Filler, Match};
use super::quantity::{Quantity, Rounding};
use super::rule::{Missing, Pick, Rule, Scope, Slot, SlotKind};
use super::sentence::View;
use super::words::WordKind;
use crate::span::Span;

/// A slot's value and where it came from.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    pub(crate) slot: usize,
    pub(crate) value: Interval,
    /// As stated, without its hedge.
    pub(crate) stated: Interval,
    /// Its hedge says that so much is reached.
    pub(crate) reaches: bool,
    /// What its ends may be off by rounding, where its slot asks for that.
    pub(crate) rounding: [Rounding; 2],
    /// The base unit of a quantity.
    pub(crate) unit: String,
    /// What it is for each of: "tonne" of "$420 a tonne".
    pub(crate) per: Option<Span>,
    /// The words that gave it.
    pub(crate) span: Option<Span>,
    pub(crate) figure: Option<usize>,
    /// The key of its row: later rows may hold only there.
    pub(crate) key: Option<String>,
    /// Why this row, for the working.
    pub(crate) note: String,
}

impl Binding {
    /// What its two ends may be off by rounding.
    pub(crate) fn off(&self) -> [f64; 2] {
        self.rounding.map(Rounding::off)
    }

    /// Its value as wide as rounding leaves it, or one of its ends (`.low`, `.high`).
    pub(crate) fn rounded(&self, value: Interval, end: Option<&str>) -> Interval {
        let (low, high) = (value.low(), value.high());
        let [of_low, of_high] = self.off();
        match end {
            Some("low") => Interval::new(low - of_low, low + of_low),
            Some("high") => Interval::new(high - of_high, high + of_high),
            _ => Interval::new(low - of_low, high + of_high),
        }
    }

    /// A value that no words gave.
    fn of(slot: usize, value: Interval) -> Self {
        Self {
            slot,
            value,
            stated: value,
            reaches: false,
            rounding: Default::default(),
            unit: String::new(),
            per: None,
            span: None,
            figure: None,
            key: None,
            note: String::new(),
        }
    }
}

/// All slots of a match, or the first one whose lack makes the claim incomplete.
pub(crate) enum Bound {
    Full(Vec<Binding>),
    /// With the index of the missing slot.
    Incomplete(Vec<Binding>, usize),
    Silent,
}

/// What values are sought in.
pub(crate) struct Sources<'a, 't> {
    pub(crate) view: &'a View<'t>,
    pub(crate) paragraph: Span,
    pub(crate) figures: &'a Figures,
}

impl Sources<'_, '_> {
    /// Fills the slots of `rule` for one match.
    pub(crate) fn bind(&self, rule: &Rule, found: &Match) -> Bound {
        let mut bindings: Vec<Binding> = Vec::new();
        let mut taken: Vec<usize> = Vec::new();
        let mut lacking = None;
        for (index, slot) in rule.slots.iter().enumerate() {
            let captured = found
                .captures
                .iter()
                .find(|(slot, _)| *slot == index)
                .map(|(_, filler)| *filler);
            let binding = match &slot.kind {
                SlotKind::Quantity { .. } => {
                    self.quantity(index, slot, captured, &found.words, &mut taken)
                }
                SlotKind::Row {
                    table,
                    from,
                    unnamed,
                } => {
                    let named = self.row(index, *table, from, captured, &bindings);
                    named.or_else(|| {
                        let rows = &self.figures.tables.get(*table)?.rows;
                        self.row_binding(
                            index,
                            rows.get((*unnamed)?)?,
                            None,
                            "no other is named".to_owned(),
                        )
                    })
                }
                SlotKind::Term { .. } | SlotKind::Name => {
                    captured.map(|filler| self.words_binding(index, slot, filler))
                }
            };
            match binding.or_else(|| self.substitute(index, slot, &bindings)) {
                Some(binding) => bindings.push(binding),
                None => match slot.missing {
                    Missing::Silent => return Bound::Silent,
                    Missing::Incomplete => lacking = lacking.or(Some(index)),
                    Missing::Allowed => {}
                },
            }
        }
        let all: Vec<Rounding> = bindings.iter().flat_map(|found| found.rounding).collect();
        for found in &mut bindings {
            found.rounding = found.rounding.map(|end| end.beside(&all));
        }
        match lacking {
            Some(slot) => Bound::Incomplete(bindings, slot),
            None => Bound::Full(bindings),
        }
    }

    fn quantity(
        &self,
        index: usize,
        slot: &Slot,
        captured: Option<Filler>,
        words: &Range<usize>,
        taken: &mut Vec<usize>,
    ) -> Option<Binding> {
        let SlotKind::Quantity {
            scale,
            pick,
            pattern,
            rounded,
            ..
        } = &slot.kind
        else {
            return None;
        };
        let at = captured.map(|filler| filler.index).or_else(|| {
            if *pattern {
                return None;
            }
            let free = |within: &dyn Fn(&Quantity) -> bool| -> Option<usize> {
                let fitting = self
                    .view
                    .quantities()
                    .iter()
                    .enumerate()
                    .filter(|(at, quantity)| {
                        !taken.contains(at) && within(quantity) && self.view.fits(slot, quantity)
                    });
                picked(fitting, *pick)
            };
            let inside = |quantity: &Quantity| words.contains(&quantity.core);
            free(&inside).or_else(|| free(&|_| true))
        })?;
        taken.push(at);
        let quantity = self.view.quantities().get(at)?;
        // "Six years" are six, however many days a year has.
        let scaled = |value: Interval| {
            let (low, high) = (value.low() / scale.low(), value.high() / scale.high());
            Interval::new(low.min(high), low.max(high))
        };
        Some(Binding {
            stated: scaled(quantity.stated),
            reaches: quantity.reaches,
            rounding: match rounded {
                true => quantity.rounding.map(|end| end.scaled(scale.low())),
                false => Default::default(),
            },
            unit: quantity.unit.clone(),
            per: self.view.per(quantity.words.end),
            span: Some(quantity.span),
            ..Binding::of(index, scaled(quantity.value))
        })
    }

    /// A term's words, or a name's.
    fn words_binding(&self, index: usize, slot: &Slot, filler: Filler) -> Binding {
        let key = match &slot.kind {
            SlotKind::Term { names, .. } => names.get(filler.index).cloned(),
            _ => None,
        };
        Binding {
            span: Some(self.view.words.span(filler.start, filler.end)),
            key,
            ..Binding::of(index, Interval::exactly(filler.index as f64))
        }
    }

    fn row(
        &self,
        index: usize,
        table: usize,
        from: &[Scope],
        captured: Option<Filler>,
        earlier: &[Binding],
    ) -> Option<Binding> {
        let rows = &self.figures.tables.get(table)?.rows;
        if let Some(mention) = captured.and_then(|filler| self.view.mentions().get(filler.index)) {
            return self.row_binding(
                index,
                rows.get(mention.row)?,
                Some(mention.span),
                String::new(),
            );
        }
        let fits = |row: &Row| {
            row.place.as_ref().is_none_or(|place| {
                earlier
                    .iter()
                    .any(|binding| binding.key.as_ref() == Some(place))
            })
        };
        from.iter().find_map(|scope| match scope {
            Scope::Pattern => None,
            Scope::Sentence => self.sole(index, table, self.view.span, rows, &fits, ""),
            Scope::Paragraph => self.sole(
                index,
                table,
                self.paragraph,
                rows,
                &fits,
                "the only one its paragraph names",
            ),
            Scope::Article => {
                let (row, count) = self.view.places().chief(table)?;
                let note = format!("the one the article names most, {count} times");
                self.row_binding(index, rows.get(row).filter(|row| fits(row))?, None, note)
            }
            Scope::Place => {
                let here = rows.iter().find(|row| row.place.is_some() && fits(row));
                // Where no place is known, the text may still name a row itself, if it is to be sought there.
                let known = matches!(from.last(), Some(Scope::Place))
                    || earlier.iter().any(|binding| binding.key.is_some());
                let anywhere = || rows.iter().find(|row| known && row.place.is_none());
                self.row_binding(index, here.or_else(anywhere)?, None, String::new())
            }
        })
    }

    /// The one row that a stretch of text means; rows for a place win over rows for everywhere.
    fn sole(
        &self,
        index: usize,
        table: usize,
        span: Span,
        rows: &[Row],
        fits: &dyn Fn(&Row) -> bool,
        note: &str,
    ) -> Option<Binding> {
        let mentions = self
            .view
            .places()
            .within(span)
            .iter()
            .filter(|mention| mention.table == table);
        let mut meant: Vec<(usize, Span)> = mentions
            .filter(|mention| rows.get(mention.row).is_some_and(fits))
            .map(|mention| (mention.row, mention.span))
            .collect();
        if meant.iter().any(|(row, _)| rows[*row].place.is_some()) {
            meant.retain(|(row, _)| rows[*row].place.is_some());
        }
        let (row, span) = *meant.first()?;
        let sole = meant.iter().all(|(other, _)| *other == row);
        sole.then(|| self.row_binding(index, &rows[row], Some(span), note.to_owned()))
            .flatten()
    }

    fn row_binding(
        &self,
        index: usize,
        row: &Row,
        span: Option<Span>,
        note: String,
    ) -> Option<Binding> {
        Some(Binding {
            span,
            figure: Some(row.figure),
            key: Some(row.key.clone()),
            note,
            ..Binding::of(index, self.figures.figures.get(row.figure)?.value)
        })
    }

    /// The words that call for a row right before its name; "all of Egypt’s soldiers" are not all of Egypt.
    fn before_row(&self, slot: &Slot, binding: &Binding) -> Option<Span> {
        let words = self.view.words;
        self.view.mentions().iter().find_map(|mention| {
            let rows = &self.figures.tables.get(mention.table)?.rows;
            let same = Some(rows.get(mention.row)?.figure) == binding.figure;
            let next = words.get(words.at_byte(mention.span.end()));
            let owns = next.is_some_and(|next| next.glued && next.kind == WordKind::Word);
            // "Every Kenyan" is one of Kenya, "every Kenyan soldier" is not.
            let ends = !next.is_some_and(|next| next.kind == WordKind::Word)
                || self.view.stops_noun(words.at_byte(mention.span.end()));
            let at = words.at_byte(mention.span.start());
            let (_, length) = slot.before_row.ending(&words.ids, at)?;
            (same && (mention.noun && !owns || !mention.noun && ends))
                .then(|| words.span(at - length, at).cover(mention.span))
        })
    }

    /// Another slot's value, if the sentence has the words that call for it; else the default.
    fn substitute(&self, index: usize, slot: &Slot, earlier: &[Binding]) -> Option<Binding> {
        if let Some((other, words, always)) = &slot.instead
            && let Some(binding) = earlier.iter().find(|binding| binding.slot == *other)
        {
            let ids = &self.view.words.ids;
            let called = (0..ids.len()).find(|at| words.starting(ids, *at).is_some());
            let span = called.map(|at| self.view.words.span(at, at + 1));
            let span = span.or_else(|| self.before_row(slot, binding));
            if *always || span.is_some() {
                return Some(Binding {
                    slot: index,
                    span,
                    ..binding.clone()
                });
            }
        }
        let default = slot.default.map(Interval::exactly);
        default.map(|value| Binding::of(index, value))
    }
}

fn picked<'a>(fitting: impl Iterator<Item = (usize, &'a Quantity)>, pick: Pick) -> Option<usize> {
    let stated = |(_, quantity): &(usize, &Quantity)| quantity.stated.low();
    let chosen = match pick {
        Pick::First => fitting.into_iter().next(),
        Pick::Largest => fitting.max_by(|a, b| stated(a).total_cmp(&stated(b))),
        Pick::Smallest => fitting.min_by(|a, b| stated(a).total_cmp(&stated(b))),
    };
    chosen.map(|(at, _)| at)
}
