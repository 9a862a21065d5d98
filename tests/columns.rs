//! The tables of columns in README.md and docs/columns.md are those that the code describes.
//!
//! After a change of `src/output/xlsx/columns.tsv` (which that module's own test holds against
//! the rows): `DIXIT_COLUMNS=write cargo test --test columns`.

// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]

use std::fs;

const DESCRIBED: &str = include_str!("../src/output/xlsx/columns.tsv");
const BEGIN: &str = "<!-- columns: ";
const END: &str = "<!-- end -->";

/// The columns of one sheet as a Markdown table.
fn table(sheet: &str) -> String {
    let mut table = "| column | what it means |\n|---|---|\n".to_owned();
    for line in DESCRIBED.lines() {
        if let [of, name, _, _, meaning] = line.split('\t').collect::<Vec<_>>()[..]
            && of == sheet
        {
            let meaning = meaning.replace('|', "\\|");
            table += &format!("| `{name}` | {meaning} |\n");
        }
    }
    table
}

/// The text with each table between its two comments made anew.
fn renewed(text: &str) -> String {
    let (mut done, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (sheet, after) = after.split_once(" -->\n").unwrap();
        let (_, after) = after.split_once(END).unwrap();
        done += &format!("{before}{BEGIN}{sheet} -->\n{}{END}", table(sheet));
        rest = after;
    }
    done + rest
}

#[test]
fn the_documents_have_the_columns_of_the_code() {
    for path in ["README.md", "docs/columns.md"] {
        let text = fs::read_to_string(path).unwrap();
        let renewed = renewed(&text);
        if std::env::var("DIXIT_COLUMNS").is_ok_and(|value| value == "write") {
            fs::write(path, &renewed).unwrap();
        }
        assert!(
            renewed.contains("| `doc_id` |") && fs::read_to_string(path).unwrap() == renewed,
            "{path} is behind columns.tsv: DIXIT_COLUMNS=write cargo test --test columns"
        );
    }
}
