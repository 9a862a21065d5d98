//! [`columns`]: how wide each column of a sheet is, how it looks and what it means.

use std::borrow::Cow;
use std::convert::Infallible;

use crate::records::{Cell, Row};

/// Where each line is a column: sheet, name, width, look, meaning.
const TABLE: &str = include_str!("columns.tsv");

/// Where each line is a sheet: its name, how many columns stay in view, and those that come first.
const ORDER: &str = include_str!("order.txt");

/// A column of one sheet.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) sheet: &'static str,
    pub(super) name: Cow<'static, str>,
    /// In characters.
    pub(super) width: f64,
    pub(super) look: Look,
    pub(super) meaning: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Bold,
    /// Over several lines.
    Wrap,
    /// For machines more than for people.
    Dim,
    /// A number from 0 to 1, coloured.
    Scale,
    /// Coloured by its words.
    Verdict,
    /// TRUE or FALSE.
    Truth,
}

/// A row grows no higher, in lines: the rest of a long text shows when its cell is chosen.
const MOST_LINES: u32 = 12;
/// Letters on ten digits' width, by which widths are told, less what wrapping leaves empty.
const FILLED: usize = 11;

impl Column {
    /// Lines that a text takes up in a row.
    pub(super) fn lines(&self, text: &str) -> u32 {
        if self.look != Look::Wrap {
            return 1;
        }
        let width = (self.width as usize * FILLED / 10).max(1);
        let lines = |line: &str| line.chars().count().div_ceil(width).max(1);
        let lines: usize = text.lines().map(lines).sum();
        u32::try_from(lines)
            .unwrap_or(MOST_LINES)
            .clamp(1, MOST_LINES)
    }
}

/// Every column that the file describes.
pub(super) fn described() -> impl Iterator<Item = Column> {
    TABLE.lines().filter_map(column)
}

fn column(line: &'static str) -> Option<Column> {
    let mut cells = line.split('\t');
    let column = Column {
        sheet: cells.next().filter(|sheet| !sheet.starts_with('#'))?,
        name: cells.next()?.into(),
        width: cells.next()?.parse().ok()?,
        look: match cells.next()? {
            "bold" => Look::Bold,
            "wrap" => Look::Wrap,
            "dim" => Look::Dim,
            "scale" => Look::Scale,
            "verdict" => Look::Verdict,
            "truth" => Look::Truth,
            _ => Look::Plain,
        },
        meaning: cells.next()?,
    };
    Some(column)
}

/// The columns of a sheet whose rows are `R`s: those of the row, in its order, as described.
pub(super) fn columns<R: Row>(sheet: &'static str) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut take = |name: &'static str, _: Cell<'_>| {
        let mut known = described().filter(|column| column.sheet == sheet);
        let known = known.find(|column| column.name == name);
        columns.push(known.unwrap_or(Column {
            sheet,
            name: name.into(),
            width: 16.0,
            look: Look::Plain,
            meaning: "",
        }));
        Ok(())
    };
    let Ok::<(), Infallible>(()) = R::default().cells(&mut take);
    columns
}

/// How many columns of a sheet stay in view, and where each of `columns` stands in it.
pub(super) fn places(sheet: &str, columns: &[Column]) -> (u16, Vec<u16>) {
    let (in_view, first) = order(sheet);
    let at_head = |column: &Column| first.iter().position(|name| *name == column.name);
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|at| at_head(&columns[*at]).unwrap_or(first.len()));
    let mut places = vec![0; columns.len()];
    for (place, at) in (0..).zip(order) {
        places[at] = place;
    }
    (in_view, places)
}

fn order(sheet: &str) -> (u16, Vec<&'static str>) {
    let lines = ORDER.lines().filter(|line| !line.starts_with('#'));
    let mut lines = lines.map(|line| line.split(' '));
    let found = lines.find_map(|mut words| (words.next() == Some(sheet)).then_some(words));
    let mut words = found.into_iter().flatten();
    let in_view = words.next().and_then(|count| count.parse().ok());
    (in_view.unwrap_or(0), words.collect())
}

/// The line of the file that tells of a sheet's columns `meta_…`.
const FURTHER: &str = "meta_…";

/// A column for one of the input's other fields.
pub(super) fn further(sheet: &'static str, name: &str) -> Option<Column> {
    let described = described().find(|column| column.sheet == sheet && column.name == FURTHER)?;
    Some(Column {
        name: name.to_owned().into(),
        ..described
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::ToCheckRow;
    use crate::records::rows::{ClaimRow, DocumentRow, QuoteRow, SpeakerRow};

    #[test]
    fn every_column_is_described_in_its_order_and_none_besides() {
        let rows = [
            columns::<QuoteRow<'_>>("quotes"),
            columns::<ClaimRow<'_>>("claims"),
            columns::<ToCheckRow<'_>>("to_check"),
            columns::<SpeakerRow<'_>>("speakers"),
            columns::<DocumentRow<'_>>("documents"),
        ];
        for column in rows.iter().flatten() {
            assert!(
                !column.meaning.is_empty(),
                "{column:?}: add it to columns.tsv"
            );
        }
        // Who reads by position reads by the lists in the documents.
        for columns in &rows {
            let described = described().filter(|column| column.sheet == columns[0].sheet);
            let described = described.filter(|column| column.name != FURTHER);
            let described: Vec<_> = described.map(|column| column.name).collect();
            let columns: Vec<_> = columns.iter().map(|column| column.name.clone()).collect();
            assert_eq!(described, columns);
        }
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let columns = rows.iter().flatten().count();
        let further = ["quotes", "documents"].map(|sheet| further(sheet, "meta_desk").unwrap());
        assert_eq!(lines.count(), columns + further.len());
        assert_eq!(described().count(), columns + further.len());
    }

    #[test]
    fn what_is_read_first_stands_first_and_nothing_is_lost() {
        let columns = columns::<QuoteRow<'_>>("quotes");
        let (in_view, places) = places("quotes", &columns);
        let place = |name: &str| {
            let mut columns = columns.iter();
            places[columns.position(|column| column.name == name).unwrap()]
        };
        assert_eq!((in_view, place("speaker"), place("quote")), (1, 0, 1));
        assert!(place("doc_id") < place("quote_id"));
        let mut sorted = places.clone();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..columns.len() as u16));
        for sheet in ORDER.lines().filter(|line| !line.starts_with('#')) {
            let sheet = sheet.split(' ').next().unwrap();
            for name in order(sheet).1 {
                let known = described().any(|column| column.sheet == sheet && column.name == name);
                assert!(known, "{sheet} has no {name}");
            }
        }
    }
}
