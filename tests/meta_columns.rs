//! The input's other fields as columns of the tables.

// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]

mod place;

use std::fs;

use place::{Place, contents};
use serde_json::json;

/// A table's header, and its columns `meta_…` row after row.
fn meta(place: &Place, table: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = fs::read(place.path("output").join(table)).unwrap();
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let header: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let first = header.iter().position(|name| name.starts_with("meta_"));
    let first = first.unwrap_or(header.len());
    // A row of another length is an error.
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        row.iter().skip(first).map(str::to_owned).collect()
    });
    let rows = rows.collect();
    (header[first..].to_vec(), rows)
}

#[test]
fn a_tables_further_columns_stand_beside_each_document_and_quotation() {
    let place = Place::new();
    place.file(
        "a.csv",
        "id,Desk,text,word count,=cmd|'/C calc'!A0\n\
         1,local,\"“It rained all night,” said Ann Lee. “We slept well enough.”\",0012,=1+1\n\
         2,,Nothing was said.,,\n",
    );
    assert_eq!(place.dixit(&["a.csv", "-f", "csv"]).code, 0);
    let names = ["meta_Desk", "meta_word_count", "meta__cmd___C_calc__A0"];
    let (header, rows) = meta(&place, "documents.csv");
    assert_eq!(header, names);
    assert_eq!(rows, [["local", "0012", "'=1+1"], ["", "", ""]]);
    let (header, rows) = meta(&place, "quotes.csv");
    assert_eq!(header, names);
    assert!(
        !rows.is_empty() && rows.iter().all(|row| *row == ["local", "0012", "'=1+1"]),
        "{rows:?}"
    );
    assert_eq!(place.column("documents.csv", "meta"), ["", ""]);
}

#[test]
fn no_further_fields_no_further_columns() {
    let place = Place::new();
    place.file("a.txt", "“It rained all night,” said Ann Lee.");
    assert_eq!(place.dixit(&["a.txt", "-f", "csv"]).code, 0);
    assert_eq!(meta(&place, "documents.csv").0, [""; 0]);
    let none = place
        .file("rain.txt", "It rained.")
        .dixit(&["rain.txt", "-f", "csv"]);
    assert_eq!(none.code, 0, "{}", none.err);
    assert_eq!(meta(&place, "quotes.csv"), (vec![], vec![]));
}

/// More records than decide on the columns: each with a field of its kind, a broken one among
/// them, and at the end one with a field that comes too late.
fn records() -> String {
    let mut lines = String::new();
    for at in 0..1100 {
        let mut record = json!({
            "id": format!("a{at}"),
            "text": "“It rained,” said Ann Lee.",
            "shares": -at,
            "page": "<p>".repeat(100),
            "tags": ["a", "b"],
        });
        if at == 3 {
            record["paid"] = json!(true);
        }
        if at == 1099 {
            record["late"] = json!("x");
        }
        lines += &format!("{record}\n");
        if at % 500 == 7 {
            lines += "{\"text\": \n";
        }
    }
    lines
}

#[test]
fn the_first_records_decide_and_what_comes_later_is_not_lost() {
    let place = Place::new();
    place.file("a.jsonl", records());
    assert_eq!(place.dixit(&["a.jsonl"]).code, 3);
    let (header, rows) = meta(&place, "documents.csv");
    assert_eq!(
        header,
        ["meta_shares", "meta_page", "meta_tags", "meta_paid"]
    );
    assert_eq!(rows.len(), 1103, "the broken ones too");
    let page = "<p>".repeat(100);
    assert_eq!(rows[3], ["-3", &page, "[\"a\",\"b\"]", "true"]);
    assert_eq!(rows[8], ["", "", "", ""]);
    let left = place.column("documents.csv", "meta");
    assert_eq!(left.last().unwrap(), "{\"late\":\"x\"}");
    assert_eq!(left.iter().filter(|left| !left.is_empty()).count(), 1);
    // A page is not repeated with each quotation.
    let (header, rows) = meta(&place, "quotes.csv");
    assert_eq!(header, ["meta_shares", "meta_tags", "meta_paid"]);
    assert_eq!(rows.last().unwrap(), &["-1099", "[\"a\",\"b\"]", ""]);
    let lines = fs::read_to_string(place.path("output/articles.jsonl")).unwrap();
    let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(last["meta"]["late"], "x");
}

#[cfg(all(feature = "parquet", feature = "xlsx"))]
#[test]
fn the_columns_are_the_same_for_any_jobs_and_in_every_format() {
    let place = Place::new();
    place.file("a.jsonl", records());
    for jobs in ["1", "4"] {
        let args = ["a.jsonl", "-f", "csv,xlsx,parquet", "-j", jobs, "-o", jobs];
        assert_eq!(place.dixit(&args).code, 3);
    }
    assert_eq!(contents(&place.path("1")), contents(&place.path("4")));

    use parquet::file::reader::{FileReader, SerializedFileReader};
    for (table, names) in [
        ("quotes", &["meta_shares", "meta_tags", "meta_paid"][..]),
        (
            "documents",
            &["meta_shares", "meta_page", "meta_tags", "meta_paid"],
        ),
    ] {
        let file = fs::File::open(place.path(&format!("1/{table}.parquet"))).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let schema = reader.metadata().file_metadata().schema();
        let fields = schema.get_fields().iter().map(|field| field.name());
        let fields: Vec<&str> = fields.filter(|name| name.starts_with("meta_")).collect();
        assert_eq!(fields, names);
        let row = reader.get_row_iter(None).unwrap().nth(3).unwrap().unwrap();
        let text = row.to_string();
        assert!(
            text.contains("meta_shares: \"-3\", ") && text.contains("meta_paid: \"true\""),
            "{text}"
        );
    }

    use calamine::{Data, Reader, Xlsx, open_workbook};
    let mut book: Xlsx<_> = open_workbook(place.path("1/dixit.xlsx")).unwrap();
    let sheet = book.worksheet_range("quotes").unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let at = rows[0].iter().position(|cell| *cell == "meta_shares");
    assert_eq!(rows[4][at.unwrap()], Data::Float(-3.0));
    let readme = book.worksheet_range("README").unwrap();
    assert!(readme.rows().any(|row| row[1] == "meta_…"));
}

#[test]
fn a_negative_number_is_a_number_and_a_text_is_guarded_and_both_come_back() {
    let place = Place::new();
    let record = json!({"text": "A.", "n": -5, "s": "-5", "f": 0.5, "id": 1234567890123456789_u64, "other": 1234567890123456789_u64});
    place.file("a.jsonl", record.to_string());
    assert_eq!(place.dixit(&["a.jsonl", "-f", "csv"]).code, 0);
    let (_, rows) = meta(&place, "documents.csv");
    assert_eq!(rows, [["-5", "'-5", "0.5", "1234567890123456789"]]);
    let bare = place.dixit(&["unescape", "output/documents.csv"]).out;
    assert!(bare.ends_with(",-5,-5,0.5,1234567890123456789\n"), "{bare}");
}
