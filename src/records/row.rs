//! [`Row`]: a row of a table as its cells, one after the other, each under its column's name: what all
//! tables are written by, whatever their format.

use std::borrow::Cow;

use super::Text;
use super::cell::cell;
use super::rows::Spans;
use crate::config::Newlines;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// As it is.
    Text(&'a str),
    /// Without white space at its ends, and with its line breaks as the table shows them.
    Line(&'a str),
    /// Of ASCII letters, digits, `_` and `-`, beginning with a letter or a digit: no table need look at it.
    Plain(&'a str),
    Whole(u64),
    Ratio(f32),
    /// Of the input's other fields.
    Number(f64),
    Truth(bool),
    /// `start-end` of each, semicolons between them.
    Spans(&'a [[u32; 2]]),
}

impl<'a> Cell<'a> {
    /// The words of a cell that is no number and no truth value.
    pub fn words(self, newlines: Newlines) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) | Self::Plain(text) => Some(Cow::Borrowed(text)),
            Self::Line(text) => Some(cell(text, newlines)),
            Self::Spans(spans) => Some(Cow::Owned(Spans(spans).to_string())),
            Self::Whole(_) | Self::Ratio(_) | Self::Number(_) | Self::Truth(_) => None,
        }
    }
}

/// What the cells of a row are given to.
pub trait Take {
    type Error;

    fn cell(&mut self, column: &'static str, cell: Cell<'_>) -> Result<(), Self::Error>;
}

impl<E, F: FnMut(&'static str, Cell<'_>) -> Result<(), E>> Take for F {
    type Error = E;

    #[inline]
    fn cell(&mut self, column: &'static str, cell: Cell<'_>) -> Result<(), E> {
        self(column, cell)
    }
}

/// A row of a table. Its default has cells of the same kinds.
pub trait Row: Default {
    /// Gives its cells to `take`, until that fails.
    fn cells<T: Take>(&self, take: &mut T) -> Result<(), T::Error>;
}

/// What a field of a row can be.
pub(crate) trait Value {
    fn give<T: Take>(&self, column: &'static str, take: &mut T) -> Result<(), T::Error>;
}

/// A struct whose fields are columns, in this order, under these names.
macro_rules! row {
    (
        $(#[$about:meta])*
        $seen:vis struct $row:ident $(<$life:lifetime>)? {
            $($(#[$of_field:meta])* $field_seen:vis $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$about])*
        $seen struct $row $(<$life>)? {
            $($(#[$of_field])* $field_seen $field: $type,)*
        }

        impl $(<$life>)? $crate::records::Row for $row $(<$life>)? {
            #[inline(always)]
            fn cells<T: $crate::records::Take>(&self, take: &mut T) -> Result<(), T::Error> {
                $($crate::records::Value::give(&self.$field, stringify!($field), take)?;)*
                Ok(())
            }
        }
    };
}
pub(crate) use row;

macro_rules! values {
    ($($type:ty: $own:ident => $cell:expr;)*) => {
        $(impl Value for $type {
            #[inline(always)]
            fn give<T: Take>(&self, column: &'static str, take: &mut T) -> Result<(), T::Error> {
                let $own = self;
                take.cell(column, $cell)
            }
        })*
    };
}

values! {
    &str: text => Cell::Text(text);
    String: text => Cell::Text(text);
    Cow<'_, str>: text => Cell::Text(text);
    u32: number => Cell::Whole(u64::from(*number));
    u64: number => Cell::Whole(*number);
    f32: ratio => Cell::Ratio(*ratio);
    bool: truth => Cell::Truth(*truth);
    Line<'_>: line => Cell::Line(line.0);
    Plain<'_>: text => Cell::Plain(text.0);
    Spans<'_>: spans => Cell::Spans(spans.0);
}

/// See [`Cell::Line`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line<'a>(pub &'a str);

/// See [`Cell::Plain`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plain<'a>(pub &'a str);

impl<'a> Line<'a> {
    pub(crate) fn optional(text: &'a Option<impl AsRef<str>>) -> Self {
        Self(text.as_ref().map_or("", |text| text.as_ref()))
    }
}

impl<'a> Plain<'a> {
    pub(crate) fn optional(text: &'a Option<Text>) -> Self {
        Self(text.as_deref().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    row! {
        #[derive(Default)]
        struct Figures<'a> {
            text: &'a str,
            count: u32,
            share: f32,
            sure: bool,
        }
    }

    #[test]
    fn a_row_is_its_cells() {
        let row = Figures {
            text: "a",
            count: 2,
            share: 0.5,
            sure: true,
        };
        let mut cells = Vec::new();
        let mut take = |column: &'static str, cell: Cell<'_>| -> io::Result<()> {
            cells.push(format!("{column} {cell:?}"));
            Ok(())
        };
        row.cells(&mut take).unwrap();
        let wanted = [
            "text Text(\"a\")",
            "count Whole(2)",
            "share Ratio(0.5)",
            "sure Truth(true)",
        ];
        assert_eq!(cells, wanted);
        let full = row.cells(&mut |_: &'static str, _: Cell<'_>| Err("full"));
        assert_eq!(full, Err("full"));
    }

    #[test]
    fn a_cell_has_words_or_is_a_number() {
        let words = |cell: Cell<'static>| cell.words(Newlines::Marked);
        assert_eq!(words(Cell::Text(" a\nb")).unwrap(), " a\nb");
        assert_eq!(words(Cell::Line(" a\nb")).unwrap(), "a ¶ b");
        assert_eq!(words(Cell::Spans(&[[1, 2], [3, 4]])).unwrap(), "1-2;3-4");
        assert_eq!(words(Cell::Whole(1)), None);
    }
}
