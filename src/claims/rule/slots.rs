//! Slots: from how they are written to what fills them.

use super::build::Builder;
use super::raw::{OtherUnit, RawRule, RawSlot, RawUnit};
use super::{Slot, SlotKind};
use crate::claims::error::{RuleError, Source};
use crate::claims::interval::Interval;
use crate::claims::quantity::Dimension;
use crate::claims::vocabulary::Phrases;

impl Builder<'_> {
    pub(super) fn slot(&mut self, raw: &RawSlot, earlier: &[Slot]) -> Result<Slot, String> {
        let name = &raw.name;
        if earlier.iter().any(|slot| slot.name == *name) || self.figures.position(name).is_some() {
            return Err(format!("`{name}` already names a slot or a figure"));
        }
        let kind = match raw.unit {
            RawUnit::Dimension(dimension) => self.quantity_slot(raw, dimension)?,
            RawUnit::Other(OtherUnit::Row) => self.row_slot(raw)?,
            RawUnit::Other(OtherUnit::Term) => self.term_slot(raw)?,
            RawUnit::Other(OtherUnit::Name) => SlotKind::Name,
        };
        let instead = match &raw.r#else {
            Some(other) => {
                let index = earlier.iter().position(|slot| slot.name == *other);
                let index = index
                    .ok_or_else(|| format!("`else = \"{other}\"` is no slot before `{name}`"))?;
                let words = self.phrases_of(&raw.else_words)?;
                let always = raw.else_words.is_empty() && raw.else_before.is_empty();
                Some((index, words, always))
            }
            None => None,
        };
        let before_row = self.phrases_of(&raw.else_before)?;
        Ok(Slot {
            name: name.clone(),
            kind,
            default: raw.default,
            instead,
            before_row,
            missing: raw.missing,
        })
    }

    fn row_slot(&self, raw: &RawSlot) -> Result<SlotKind, String> {
        let table = raw.table.as_ref();
        let table = table.ok_or_else(|| format!("slot `{}` needs a `table`", raw.name))?;
        let known = self.figures.table(table);
        let known = known.ok_or_else(|| format!("there is no table `{table}`"))?;
        let rows = &self.figures.tables[known].rows;
        let row_of = |key: &String| {
            let row = rows.iter().position(|row| row.key == *key);
            row.ok_or_else(|| format!("table `{table}` has no row `{key}`"))
        };
        Ok(SlotKind::Row {
            table: known,
            from: raw.from.clone(),
            unnamed: raw.unnamed.as_ref().map(row_of).transpose()?,
        })
    }

    /// Phrases under the name of what they mean: "Sen." and "Senator" are both `senator`.
    fn term_slot(&mut self, raw: &RawSlot) -> Result<SlotKind, String> {
        let mut phrases = Phrases::default();
        let mut names = Vec::new();
        for (name, words) in &raw.terms {
            self.budget.spend(words.len())?;
            for word in words {
                phrases.insert(self.vocabulary.phrase(word), names.len());
            }
            names.push(name.clone());
        }
        match names.is_empty() {
            true => Err(format!("slot `{}` needs `terms`", raw.name)),
            false => Ok(SlotKind::Term {
                firsts: phrases.firsts().collect(),
                phrases,
                names,
            }),
        }
    }

    fn quantity_slot(&mut self, raw: &RawSlot, dimension: Dimension) -> Result<SlotKind, String> {
        let unit = match &raw.r#as {
            Some(unit) => {
                let unknown = || format!("slot `{}`: no unit `{unit}` of that dimension", raw.name);
                Some(
                    self.lexicon
                        .unit_named(dimension, unit)
                        .ok_or_else(unknown)?,
                )
            }
            None => None,
        };
        // An inexact unit is a range: a year has 365 to 366 days.
        let scale = unit.map_or(Interval::exactly(1.0), |unit| unit.factor);
        let unit = unit.map(|unit| unit.base.clone());
        let nouns = if raw.nouns.is_empty() {
            None
        } else {
            Some(self.phrases_of(&raw.nouns)?)
        };
        Ok(SlotKind::Quantity {
            dimension,
            also: raw.also,
            scale,
            unit,
            nouns,
            pick: raw.pick,
            rate: raw.rate,
            hedged: raw.hedged,
            bound: raw.bound,
            measured: raw.measured,
            rounded: raw.rounded,
            alone: raw.alone,
            pattern: raw.pattern,
            range: raw.range,
            min: raw.min.unwrap_or(f64::NEG_INFINITY),
            max: raw.max.unwrap_or(f64::INFINITY),
        })
    }
}

/// The slots whose numbers must be in one unit.
pub(super) fn alike(
    raw: &RawRule,
    slots: &[Slot],
    source: Source<'_>,
) -> Result<Vec<usize>, RuleError> {
    let names = raw.alike.iter();
    names
        .map(|name| {
            let place = slots.iter().position(|slot| slot.name == *name.get_ref());
            let unknown = || format!("`{}` is no slot of this rule", name.get_ref());
            place.ok_or_else(|| source.error(&name.span(), unknown()))
        })
        .collect()
}
