//! Workbooks and Parquet files hold what the `.csv` files hold, each cell as what it is.

// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]
#![cfg(any(feature = "parquet", feature = "xlsx"))]

mod place;

use std::fs;

use place::Place;
use place::nasty::nasty;

#[cfg(feature = "xlsx")]
mod xlsx {
    use calamine::{Data, Reader, Xlsx, open_workbook};

    use super::*;
    use crate::place::contents;

    fn sheets(place: &Place, name: &str) -> Vec<(String, Vec<Vec<Data>>)> {
        let mut book: Xlsx<_> = open_workbook(place.path(name)).unwrap();
        let sheets = book.worksheets().into_iter();
        let rows = |(name, range): (String, calamine::Range<Data>)| {
            (name, range.rows().map(<[Data]>::to_vec).collect())
        };
        sheets.map(rows).collect()
    }

    #[test]
    fn a_workbook_holds_what_the_tables_hold() {
        let place = Place::new();
        nasty(&place);
        place.file("bad.jsonl", "{\"id\": 2,\n");
        let args = [
            "nasty.jsonl",
            "bad.jsonl",
            "-f",
            "csv,xlsx",
            "--csv-safety",
            "off",
        ];
        assert_eq!(place.dixit(&args).code, 3);
        let sheets = sheets(&place, "output/dixit.xlsx");
        let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "quotes",
                "claims",
                "to_check",
                "speakers",
                "documents",
                "README"
            ]
        );
        for (name, rows) in &sheets[..5] {
            let bytes = fs::read(place.path(&format!("output/{name}.csv"))).unwrap();
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap());
            let table: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
            assert_eq!(table.len(), rows.len(), "{name}");
            // What is read first stands first in the sheet.
            let heads: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
            let place = |column: &str| heads.iter().position(|head| head == column).unwrap();
            let places: Vec<usize> = table[0].iter().map(place).collect();
            assert_eq!(places.len(), heads.len(), "{name}");
            for (wanted, row) in table.iter().zip(rows) {
                for (wanted, cell) in wanted.iter().zip(places.iter().map(|at| &row[*at])) {
                    assert!(
                        !matches!(cell, Data::Error(_)),
                        "{name}: {wanted}: {cell:?}"
                    );
                    let same = match cell {
                        Data::String(text) => unescaped(text) == wanted,
                        Data::Float(number) => wanted.parse() == Ok(*number),
                        Data::Bool(truth) => wanted.parse() == Ok(*truth),
                        cell => wanted.is_empty() && *cell == Data::Empty,
                    };
                    assert!(same, "{name}: {wanted:?} is {cell:?}");
                }
            }
        }
    }

    /// The reader leaves `_x0000_`, as a workbook writes what XML cannot, as it is.
    fn unescaped(text: &str) -> String {
        let text = text.replace("_x0000_", "\0").replace("_x000D_", "\r");
        text.replace("_x005F_", "_")
    }

    #[test]
    fn a_workbook_does_not_depend_on_jobs_or_time() {
        let place = Place::new();
        nasty(&place);
        for jobs in ["1", "4"] {
            let args = ["nasty.jsonl", "-f", "xlsx", "-o", jobs, "-j", jobs];
            assert_eq!(place.dixit(&args).code, 0);
        }
        assert_eq!(contents(&place.path("1")), contents(&place.path("4")));
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_whole_texts_and_typed_numbers() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let place = Place::new();
    nasty(&place);
    let said = "We will not go there again. ".repeat(1_500);
    place
        .file("long.txt", format!("“{said}” said Ann Lee."))
        .file("bad.jsonl", "{\n");
    let args = [
        "nasty.jsonl",
        "long.txt",
        "bad.jsonl",
        "-f",
        "parquet,csv",
        "--csv-safety",
        "off",
    ];
    assert_eq!(place.dixit(&args).code, 3);
    for name in ["quotes", "claims", "speakers", "documents"] {
        let file = fs::File::open(place.path(&format!("output/{name}.parquet"))).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let bytes = fs::read(place.path(&format!("output/{name}.csv"))).unwrap();
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut table = csv::Reader::from_reader(bytes);
        let header = table.headers().unwrap().clone();
        let wanted: Vec<csv::StringRecord> = table.records().map(|row| row.unwrap()).collect();
        let rows: Vec<_> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap())
            .collect();
        assert_eq!(rows.len(), wanted.len(), "{name}");
        for (row, wanted) in rows.iter().zip(&wanted) {
            for ((column, field), (title, cell)) in
                row.get_column_iter().zip(header.iter().zip(wanted))
            {
                assert_eq!(column, title);
                let same = match field {
                    // Line breaks and lengths are a spreadsheet's matter alone.
                    Field::Str(text) => {
                        text.len() > 32_000 || text.contains(['\n', '\r']) || text == cell
                    }
                    Field::Null => cell.is_empty(),
                    Field::Long(number) => cell.parse() == Ok(*number),
                    Field::Float(number) => cell.parse() == Ok(*number),
                    Field::Bool(truth) => cell.parse() == Ok(*truth),
                    _ => false,
                };
                assert!(same, "{name}: {column}: {cell:?} is {field:?}");
            }
        }
    }
    let file = fs::File::open(place.path("output/quotes.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let mut rows = reader.get_row_iter(None).unwrap();
    assert!(rows.any(|row| row.unwrap().to_string().contains(said.trim_end())));
}
