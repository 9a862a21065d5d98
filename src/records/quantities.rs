//! [`QuantityRecord`], and [`Listed`]: the numbers of a claim in cells of their own: words, values, units and places, semicolons between them.

use std::fmt::{self, Display, Formatter};

use serde::{Deserialize, Serialize};

use super::kept::{self, Label};
use super::row::{Cell, Take, Value};

/// A number of a claim in its dimension's base unit.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct QuantityRecord {
    pub span: [u32; 2],
    pub words: String,
    #[serde(deserialize_with = "kept::label")]
    pub dimension: Label,
    /// As wide as its hedge leaves it; `null` is open.
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub unit: String,
    /// An amount for each of something.
    pub rate: bool,
    /// `2016-09-12`, or `2016-09-01/2016-09-30`: what a date, a day or "two years ago" comes to.
    pub date: Option<String>,
}

/// What of each quantity stands in the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Aspect {
    #[default]
    Words,
    /// `12`, `47..53`, `25000000..` where it is open, a date as `2016-09-12`.
    Value,
    /// The unit of the value, or what a number without unit is: `USD`, `day`, `kg`, `count`, `year`.
    Unit,
    /// `start-end`
    Span,
}

/// One aspect of all quantities of a claim, in the order of the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listed<'a>(pub(crate) &'a [QuantityRecord], pub(crate) Aspect);

impl Display for Listed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, quantity) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ";" })?;
            match self.1 {
                Aspect::Words => f.write_str(&quantity.words.replace(';', ","))?,
                Aspect::Value => value(f, quantity)?,
                Aspect::Unit if quantity.unit.is_empty() => f.write_str(quantity.dimension)?,
                Aspect::Unit if quantity.rate => write!(f, "{} each", quantity.unit)?,
                Aspect::Unit => f.write_str(&quantity.unit)?,
                Aspect::Span => write!(f, "{}-{}", quantity.span[0], quantity.span[1])?,
            }
        }
        Ok(())
    }
}

fn value(f: &mut Formatter<'_>, quantity: &QuantityRecord) -> fmt::Result {
    let is_date = matches!(quantity.dimension, "date" | "day");
    if let Some(date) = quantity.date.as_ref().filter(|_| is_date) {
        return f.write_str(date);
    }
    match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => write!(f, "{low}"),
        (low, high) => {
            low.map_or(Ok(()), |low| write!(f, "{low}"))?;
            f.write_str("..")?;
            high.map_or(Ok(()), |high| write!(f, "{high}"))
        }
    }
}

impl Value for Listed<'_> {
    fn give<T: Take>(&self, column: &'static str, take: &mut T) -> Result<(), T::Error> {
        match self.0 {
            [] => take.cell(column, Cell::Text("")),
            _ => take.cell(column, Cell::Text(&self.to_string())),
        }
    }
}
