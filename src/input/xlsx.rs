//! [`Xlsx`]: each row of an Excel workbook's sheets is one document, under a header that names the columns.
//!
//! A workbook is read whole, up to a limit of what it may unpack to. Sheets without a column of texts are passed over.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx as Workbook, open_workbook_from_rs};
use serde_json::{Map, Value};
use zip::ZipArchive;

use super::caught::caught;
use super::mapper::Mapper;
use super::record::document;
use super::table::{distinct, is_header};
use super::{Documents, InputCause, InputError, Place, Reader, Reading, Source};
use crate::document::Document;

/// Excel workbooks.
#[derive(Clone, Copy, Debug)]
pub struct Xlsx;

/// What all parts of a workbook may come to, unpacked: a sheet of Excel has a million rows.
const LONGEST: u64 = 1 << 29;

impl Reader for Xlsx {
    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm"]
    }

    fn may_be_empty(&self) -> bool {
        false
    }

    fn documents(&self, mut source: Source, reading: &Reading) -> Documents {
        let reading = reading.clone();
        let documents = std::iter::once_with(move || {
            let rows = source
                .all(LONGEST)
                .and_then(|bytes| caught(|| rows(bytes, &reading)));
            match rows {
                Ok(rows) => records(&source, rows, &reading),
                Err(cause) => vec![Err(source.failed(cause))],
            }
        });
        Box::new(documents.flatten())
    }
}

/// A sheet's rows under the names of its columns, and the row of the first of them.
struct Sheet {
    names: Vec<String>,
    rows: Vec<Vec<Value>>,
    first: usize,
}

fn rows(bytes: Vec<u8>, reading: &Reading) -> Result<Vec<Sheet>, InputCause> {
    let broken =
        || InputCause::Malformed("no workbook, or one that is cut off or locked".to_owned());
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).map_err(|_| broken())?;
    let sizes = (0..archive.len()).map(|at| archive.by_index_raw(at).map_or(0, |part| part.size()));
    if sizes.sum::<u64>() > LONGEST {
        return Err(InputCause::TooLong { limit: LONGEST });
    }
    let mut book: Workbook<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut sheets = Vec::new();
    let mut heads = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        /// Rows that may stand before the header.
        const MOST: usize = 12;
        let words = |row: &[Data]| {
            distinct(row.iter().map(|cell| match value(cell) {
                Value::String(text) => text,
                other => other.to_string(),
            }))
        };
        let is_head = |row: &&[Data]| is_header(&words(row), reading);
        let above = range.start().map_or(0, |(row, _)| row as usize);
        match range.rows().take(MOST).position(|row| is_head(&row)) {
            Some(head) => sheets.push(Sheet {
                names: range.rows().nth(head).map(words).unwrap_or_default(),
                rows: range
                    .rows()
                    .skip(head + 1)
                    .map(|row| row.iter().map(value).collect())
                    .collect(),
                first: above + head + 2,
            }),
            None => heads.extend(range.rows().next().map(words)),
        }
    }
    match sheets.is_empty() {
        true => Err(InputCause::NoTextColumn(heads.concat().join(", "))),
        false => Ok(sheets),
    }
}

fn records(
    source: &Source,
    sheets: Vec<Sheet>,
    reading: &Reading,
) -> Vec<Result<Document, InputError>> {
    let path = source.name();
    let mut documents = Vec::new();
    let many = sheets.len() > 1;
    for (number, sheet) in sheets.into_iter().enumerate() {
        let mut mapper: Mapper = reading.mapper();
        if let Err(cause) = mapper.columns(&path, &sheet.names) {
            documents.push(Err(source.failed(cause)));
            continue;
        }
        for (at, row) in sheet.rows.into_iter().enumerate() {
            if row.iter().all(|cell| *cell == Value::String(String::new())) {
                continue;
            }
            let row_number = sheet.first + at;
            let id = match many {
                true => format!("{}:{}:{row_number}", source.stem(), number + 1),
                false => format!("{}:{row_number}", source.stem()),
            };
            let object: Map<String, Value> = sheet.names.iter().cloned().zip(row).collect();
            let parsed = document(object, &mut mapper, &path, || id.clone());
            documents.push(parsed.map_err(|cause| InputError {
                path: path.clone(),
                place: Some(Place::Line(row_number as u64)),
                id: Some(id.clone()),
                cause,
            }));
        }
    }
    documents
}

fn value(cell: &Data) -> Value {
    match cell {
        Data::Int(number) => (*number).into(),
        // Excel has one kind of number: 7.0 is the 7 that was typed.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            (*number as i64).into()
        }
        Data::Float(number) => (*number).into(),
        Data::Bool(truth) => (*truth).into(),
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            match (hour, minute) {
                // A time of day alone counts from day 0, which is none.
                _ if date.as_f64() < 1.0 => format!("{hour:02}:{minute:02}").into(),
                (0, 0) => format!("{year:04}-{month:02}-{day:02}").into(),
                _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}").into(),
            }
        }
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.clone().into()
        }
        Data::Error(_) | Data::Empty => String::new().into(),
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook as Written};

    use super::*;

    fn read(book: &mut Written) -> Vec<String> {
        let bytes = book.save_to_buffer().unwrap();
        let documents = Xlsx.documents(Source::memory("week", bytes), &Reading::default());
        let shown = documents.map(|document| match document {
            Ok(document) => {
                let date = document.metadata.date.unwrap_or_default();
                format!(
                    "{} | {date} | {} | {}",
                    document.id,
                    document.text,
                    Value::Object(document.metadata.extra)
                )
            }
            Err(error) => error.to_string(),
        });
        shown.collect()
    }

    #[test]
    fn a_sheets_rows_are_articles() {
        let mut book = Written::new();
        book.add_worksheet()
            .write(0, 0, "How to read this")
            .unwrap();
        let sheet = book.add_worksheet();
        let date = Format::new().set_num_format("dd/mm/yyyy");
        for (column, name) in ["Date", "Full text", "Page"].iter().enumerate() {
            sheet.write(1, column as u16, *name).unwrap();
        }
        sheet.write_with_format(2, 0, 46328.0, &date).unwrap();
        sheet.write(2, 1, "It rained.").unwrap();
        sheet.write(2, 2, 4).unwrap();
        sheet.write(4, 1, "It stopped.").unwrap();
        assert_eq!(
            read(&mut book),
            [
                "week:3 | 2026-11-02 | It rained. | {\"Page\":4}",
                "week:5 |  | It stopped. | {\"Page\":\"\"}",
            ]
        );
    }

    #[test]
    fn a_time_alone_is_no_date() {
        let mut book = Written::new();
        let sheet = book.add_worksheet();
        let time = Format::new().set_num_format("hh:mm");
        for (row, serial) in [0.127_777_8, 1.0, 46_328.127_777_8].into_iter().enumerate() {
            let row = row as u32 + 1;
            sheet.write_with_format(row, 0, serial, &time).unwrap();
            sheet.write(row, 1, "It rained.").unwrap();
        }
        sheet.write(0, 0, "Date").unwrap();
        sheet.write(0, 1, "Text").unwrap();
        assert_eq!(
            read(&mut book),
            [
                "week:2 | 03:04 | It rained. | {}",
                "week:3 | 1900-01-01 | It rained. | {}",
                "week:4 | 2026-11-02T03:04 | It rained. | {}",
            ]
        );
    }

    #[test]
    fn a_workbook_without_texts_says_what_it_has() {
        let mut book = Written::new();
        book.add_worksheet().write(0, 0, "Votes").unwrap();
        assert!(read(&mut book)[0].ends_with("(columns: Votes)"));
        let cut = Xlsx.documents(
            Source::memory("a", b"PK\x03\x04".to_vec()),
            &Reading::default(),
        );
        let told: Vec<String> = cut.map(|record| record.unwrap_err().to_string()).collect();
        assert_eq!(told, ["-: no workbook, or one that is cut off or locked"]);
    }
}
