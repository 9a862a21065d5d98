//! [`Sheet`]: one table in a workbook, on further sheets where it is longer than one may be.

use std::io;

use rust_xlsxwriter::{
    ConditionalFormat3ColorScale, ConditionalFormatText, ConditionalFormatTextRule,
    ConditionalFormatType, Format, Workbook, Worksheet, XlsxError,
};

use super::super::cell::fitted;
use super::columns::{Column, Look, columns, further, places};
use super::looks::{HEADER_HEIGHT, LINE_HEIGHT, SCALE, VERDICTS, format, header};
use crate::config::Newlines;
use crate::records::{Cell, MetaCell, Row};

/// The last row Excel shows, counted from 0.
const LAST_ROW: u32 = 1_048_575;
/// Text on one sheet, in bytes: the file of a sheet in the workbook must stay under 4 GB.
const MOST_BYTES: u64 = 1 << 30;

/// Rows whose height is set, on one sheet: Excel finds the height of wrapped text by itself,
/// other programs do not, and each height set stays in memory.
const MOST_TALL: u32 = 20_000;

/// A table of one kind of row, each cell a number, a truth value or a text; never a formula.
pub(super) struct Sheet {
    name: &'static str,
    newlines: Newlines,
    /// As they stand in the sheet.
    columns: Vec<Column>,
    formats: Vec<Format>,
    /// Where each cell of a row stands in it.
    places: Vec<u16>,
    /// Columns that stay in view.
    in_view: u16,
    /// The place in the workbook of the sheet under way.
    place: usize,
    /// Sheets so far.
    parts: u32,
    /// The next row; 0 is the header.
    row: u32,
    last_row: u32,
    /// Of text on this sheet.
    bytes: u64,
    /// Rows of this sheet whose height was set.
    tall: u32,
}

impl Sheet {
    pub(super) fn create<R: Row>(
        book: &mut Workbook,
        place: usize,
        name: &'static str,
        newlines: Newlines,
    ) -> io::Result<Self> {
        let columns = columns::<R>(name);
        let (in_view, places) = places(name, &columns);
        let mut placed: Vec<_> = places.iter().zip(columns).collect();
        placed.sort_by_key(|(place, _)| **place);
        let columns: Vec<Column> = placed.into_iter().map(|(_, column)| column).collect();
        let formats = columns.iter().map(|column| format(column.look)).collect();
        let mut sheet = Self {
            name,
            newlines,
            columns,
            formats,
            places,
            in_view,
            place,
            parts: 0,
            row: 0,
            last_row: LAST_ROW,
            bytes: 0,
            tall: 0,
        };
        sheet.begin(book).map_err(io::Error::other)?;
        Ok(sheet)
    }

    /// Further columns, before the first row.
    pub(super) fn extend<'n>(
        &mut self,
        book: &mut Workbook,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<(), XlsxError> {
        let sheet = book.worksheet_from_index(self.place)?;
        for column in names.filter_map(|name| further(self.name, name)) {
            head(sheet, self.columns.len() as u16, &column)?;
            self.formats.push(format(column.look));
            self.places.push(self.columns.len() as u16);
            self.columns.push(column);
        }
        Ok(())
    }

    pub(super) fn row(&mut self, book: &mut Workbook, row: &impl Row) -> io::Result<()> {
        self.row_and(book, row, &[])
    }

    /// A row, and its cells in the further columns.
    pub(super) fn row_and(
        &mut self,
        book: &mut Workbook,
        row: &impl Row,
        further: &[MetaCell<'_>],
    ) -> io::Result<()> {
        if self.row > self.last_row || self.bytes > MOST_BYTES {
            self.finish(book).map_err(io::Error::other)?;
            self.place = book.worksheets().len();
            self.begin(book).map_err(io::Error::other)?;
        }
        let sheet = book.worksheet_from_index(self.place);
        let sheet = sheet.map_err(io::Error::other)?;
        let (at, bytes) = (self.row, &mut self.bytes);
        let look = |place: &u16| {
            let at = usize::from(*place);
            Some((*place, (self.columns.get(at)?, self.formats.get(at)?)))
        };
        let mut looks = self.places.iter().filter_map(look);
        let mut lines = 1;
        let newlines = self.newlines;
        let mut write = |_: &'static str, cell: Cell<'_>| {
            let Some((column, (look, format))) = looks.next() else {
                return Ok(());
            };
            let written = match cell {
                Cell::Whole(number) => {
                    sheet.write_number_with_format(at, column, number as f64, format)
                }
                // By way of its shortest digits: 0.95 and not 0.949999988079071.
                Cell::Ratio(ratio) => {
                    let ratio = ratio.to_string().parse().unwrap_or(f64::from(ratio));
                    sheet.write_number_with_format(at, column, ratio, format)
                }
                Cell::Number(number) => sheet.write_number_with_format(at, column, number, format),
                Cell::Truth(truth) => sheet.write_boolean_with_format(at, column, truth, format),
                Cell::Text(_) | Cell::Line(_) | Cell::Plain(_) | Cell::Spans(_) => {
                    let text = cell.words(newlines).unwrap_or_default();
                    *bytes += text.len() as u64;
                    match &*text {
                        "" => sheet.write_blank(at, column, format),
                        text => {
                            lines = lines.max(look.lines(text));
                            let text = fitted(text).unwrap_or_else(|| text.to_owned());
                            sheet.write_string_with_format(at, column, text, format)
                        }
                    }
                }
            };
            written.map(|_| ()).map_err(io::Error::other)
        };
        row.cells(&mut write)?;
        let mut further = further.iter();
        further.try_for_each(|cell| write("", cell.cell()))?;
        if lines > 1 && self.tall < MOST_TALL {
            let height = LINE_HEIGHT * f64::from(lines);
            let set = sheet.set_row_height(at, height);
            set.map_err(io::Error::other)?;
            self.tall += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// Starts a sheet: the table's first, or a further one.
    fn begin(&mut self, book: &mut Workbook) -> Result<(), XlsxError> {
        self.parts += 1;
        self.row = 1;
        self.bytes = 0;
        self.tall = 0;
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(match self.parts {
            1 => self.name.to_owned(),
            part => format!("{} {part}", self.name),
        })?;
        sheet.set_freeze_panes(1, self.in_view)?;
        sheet.set_row_height(0, HEADER_HEIGHT)?;
        for (at, column) in (0..).zip(&self.columns) {
            head(sheet, at, column)?;
        }
        sheet.set_landscape().set_repeat_rows(0, 0)?;
        sheet.set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// What is known only when the last row is: filters and colours over all of them.
    pub(super) fn finish(&mut self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.worksheet_from_index(self.place)?;
        let last = self.row - 1;
        let width = self.columns.len() as u16;
        sheet.autofilter(0, 0, last, width.saturating_sub(1))?;
        if last == 0 {
            return Ok(());
        }
        for (at, column) in (0..).zip(&self.columns) {
            match column.look {
                Look::Scale => scale(sheet, at, last)?,
                Look::Verdict => verdicts(sheet, at, last)?,
                Look::Plain | Look::Bold | Look::Wrap | Look::Dim | Look::Truth => {}
            }
        }
        Ok(())
    }
}

/// A column's width and name.
fn head(sheet: &mut Worksheet, at: u16, column: &Column) -> Result<(), XlsxError> {
    sheet.set_column_width(at, column.width)?;
    sheet.write_string_with_format(0, at, &*column.name, &header())?;
    Ok(())
}

fn scale(sheet: &mut Worksheet, column: u16, last: u32) -> Result<(), XlsxError> {
    let [low, middle, high] = SCALE;
    let number = ConditionalFormatType::Number;
    let scale = ConditionalFormat3ColorScale::new()
        .set_minimum(number, 0)
        .set_midpoint(number, 0.5)
        .set_maximum(number, 1)
        .set_minimum_color(low)
        .set_midpoint_color(middle)
        .set_maximum_color(high);
    sheet.add_conditional_format(1, column, last, column, &scale)?;
    Ok(())
}

/// The gravest of a cell's words colours it: the first rule that holds ends the search.
fn verdicts(sheet: &mut Worksheet, column: u16, last: u32) -> Result<(), XlsxError> {
    for (word, paper, ink) in VERDICTS {
        let colours = Format::new()
            .set_background_color(paper)
            .set_font_color(ink);
        let rule = ConditionalFormatText::new()
            .set_rule(ConditionalFormatTextRule::BeginsWith(word.to_owned()))
            .set_stop_if_true(true)
            .set_format(colours.clone());
        sheet.add_conditional_format(1, column, last, column, &rule)?;
        let rule = ConditionalFormatText::new()
            .set_rule(ConditionalFormatTextRule::Contains(format!(";{word}")))
            .set_stop_if_true(true)
            .set_format(colours);
        sheet.add_conditional_format(1, column, last, column, &rule)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::row;

    row! {
        #[derive(Default)]
        struct Figure {
            number: u32,
        }
    }

    #[test]
    fn a_long_table_goes_on_on_further_sheets() {
        let mut book = Workbook::new();
        let mut sheet = Sheet::create::<Figure>(&mut book, 0, "t", Newlines::Kept).unwrap();
        sheet.last_row = 2;
        for number in 0..5 {
            sheet.row(&mut book, &Figure { number }).unwrap();
        }
        sheet.finish(&mut book).unwrap();
        let names: Vec<String> = book.worksheets().iter().map(Worksheet::name).collect();
        assert_eq!(names, ["t", "t 2", "t 3"]);
        let mut bytes = Vec::new();
        book.save_to_writer(&mut bytes).unwrap();
        assert!(bytes.starts_with(b"PK"));
    }
}
