//! [`visit`]: a row as its cells, one after the other, each under its column's name: what all
//! tables are written by, whatever their format.

use std::fmt::Display;
use std::io;

use serde::ser::{self, Impossible, Serialize, SerializeStruct, Serializer};

#[cfg(any(feature = "parquet", feature = "xlsx"))]
use crate::records::MetaCell;
use crate::records::rows::Plain;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    Text(&'a str),
    /// A text that no format need look at: see [`Plain`].
    Plain(&'a str),
    Whole(u64),
    Ratio(f32),
    #[cfg(any(feature = "parquet", feature = "xlsx"))]
    Number(f64),
    Truth(bool),
}

#[cfg(any(feature = "parquet", feature = "xlsx"))]
impl<'a> Cell<'a> {
    pub(super) fn of(cell: &'a MetaCell<'_>) -> Self {
        match cell {
            MetaCell::Text(text) => Self::Text(text),
            MetaCell::Number(number) => Self::Number(number.as_f64().unwrap_or_default()),
            MetaCell::Truth(truth) => Self::Truth(*truth),
        }
    }
}

/// Takes the cells of a row: a struct whose fields are columns.
#[inline]
pub(super) fn visit<F>(row: &impl Serialize, mut take: F) -> io::Result<()>
where
    F: FnMut(&'static str, Cell<'_>) -> io::Result<()>,
{
    let visitor = Visitor {
        column: "",
        is_plain: false,
        take: &mut take,
    };
    row.serialize(visitor).map_err(|Stopped(error)| error)
}

#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Stopped(#[from] io::Error);

impl ser::Error for Stopped {
    #[cold]
    fn custom<T: Display>(message: T) -> Self {
        Self(io::Error::other(message.to_string()))
    }
}

struct Visitor<'t, F> {
    column: &'static str,
    is_plain: bool,
    take: &'t mut F,
}

impl<F: FnMut(&'static str, Cell<'_>) -> io::Result<()>> Visitor<'_, F> {
    #[inline(always)]
    fn cell(self, cell: Cell<'_>) -> Result<(), Stopped> {
        Ok((self.take)(self.column, cell)?)
    }
}

type Refused = Impossible<(), Stopped>;

/// What no cell can hold.
macro_rules! refused {
    ($($name:ident($($type:ty),*) -> $result:ty;)*) => {
        $(#[cold]
        fn $name(self, $(_: $type),*) -> Result<$result, Stopped> {
            Err(ser::Error::custom("no cell can hold it"))
        })*
    };
}

macro_rules! cells {
    ($($name:ident($value:ident: $type:ty) = $cell:expr;)*) => {
        $(#[inline(always)]
        fn $name(self, $value: $type) -> Result<(), Stopped> {
            self.cell($cell)
        })*
    };
}

impl<F: FnMut(&'static str, Cell<'_>) -> io::Result<()>> Serializer for Visitor<'_, F> {
    type Ok = ();
    type Error = Stopped;
    type SerializeSeq = Refused;
    type SerializeTuple = Refused;
    type SerializeTupleStruct = Refused;
    type SerializeTupleVariant = Refused;
    type SerializeMap = Refused;
    type SerializeStruct = Self;
    type SerializeStructVariant = Refused;

    cells! {
        serialize_u8(value: u8) = Cell::Whole(value.into());
        serialize_u16(value: u16) = Cell::Whole(value.into());
        serialize_u32(value: u32) = Cell::Whole(value.into());
        serialize_u64(value: u64) = Cell::Whole(value);
        serialize_bool(value: bool) = Cell::Truth(value);
        serialize_f32(value: f32) = Cell::Ratio(value);
    }

    #[inline(always)]
    fn serialize_str(self, value: &str) -> Result<(), Stopped> {
        match self.is_plain {
            true => self.cell(Cell::Plain(value)),
            false => self.cell(Cell::Text(value)),
        }
    }

    #[inline]
    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Stopped> {
        self.cell(Cell::Text(&value.to_string()))
    }

    #[inline(always)]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Stopped> {
        let is_plain = name == Plain::NAME;
        value.serialize(Self { is_plain, ..self })
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<(), Stopped> {
        self.cell(Cell::Text(name))
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Stopped> {
        Ok(self)
    }

    fn serialize_none(self) -> Result<(), Stopped> {
        self.cell(Cell::Text(""))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Stopped> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Stopped> {
        Err(ser::Error::custom("no cell can hold it"))
    }

    refused! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_unit() -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_seq(Option<usize>) -> Refused;
        serialize_tuple(usize) -> Refused;
        serialize_tuple_struct(&'static str, usize) -> Refused;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Refused;
        serialize_map(Option<usize>) -> Refused;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Refused;
    }
}

impl<F: FnMut(&'static str, Cell<'_>) -> io::Result<()>> SerializeStruct for Visitor<'_, F> {
    type Ok = ();
    type Error = Stopped;

    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        column: &'static str,
        value: &T,
    ) -> Result<(), Stopped> {
        value.serialize(Visitor {
            column,
            is_plain: false,
            take: &mut *self.take,
        })
    }

    #[inline]
    fn end(self) -> Result<(), Stopped> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_its_cells() {
        #[derive(serde::Serialize)]
        struct Row {
            text: &'static str,
            count: u32,
            share: f32,
            sure: bool,
        }
        let row = Row {
            text: "a",
            count: 2,
            share: 0.5,
            sure: true,
        };
        let mut cells = Vec::new();
        visit(&row, |column, cell| {
            cells.push(format!("{column} {cell:?}"));
            Ok(())
        })
        .unwrap();
        let wanted = [
            "text Text(\"a\")",
            "count Whole(2)",
            "share Ratio(0.5)",
            "sure Truth(true)",
        ];
        assert_eq!(cells, wanted);
        assert!(visit(&vec![1_u32], |_, _| Ok(())).is_err());
        let full = visit(&row, |_, _| Err(io::Error::other("full")));
        assert_eq!(full.unwrap_err().to_string(), "full");
    }
}
