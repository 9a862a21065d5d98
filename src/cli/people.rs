//! [`near_misses`]: columns of a people file that are passed over and were perhaps meant.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use strsim::osa_distance;

/// Columns that a people file may do without, and what else they are called.
const COLUMNS: &str = include_str!("people_columns.txt");

/// What is to be said of the file's header; nothing where it cannot be read, which others tell.
pub(super) fn near_misses(path: &Path) -> Vec<String> {
    let header = first_line(path).unwrap_or_default();
    let header = String::from_utf8_lossy(&header);
    let columns = header.trim_start_matches('\u{feff}');
    let columns = columns.split([',', ';', '\t']);
    let columns = columns.map(|column| column.trim().trim_matches('"').trim());
    let columns: Vec<&str> = columns.filter(|column| !column.is_empty()).collect();
    let mut told = Vec::new();
    for (meant, others) in COLUMNS.lines().filter_map(|line| line.split_once(": ")) {
        let is = |column: &&&str| column.eq_ignore_ascii_case(meant);
        if meant.starts_with('#') || columns.iter().any(|column| is(&column)) {
            continue;
        }
        let near = columns
            .iter()
            .filter(|column| is_near(column, meant, others));
        told.extend(near.map(|column| {
            format!("people file: the column `{column}` is passed over; if it has the {meant}, call it `{meant}`")
        }));
    }
    told
}

/// People may be many, and their file long.
fn first_line(path: &Path) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?).read_until(b'\n', &mut line)?;
    Ok(line)
}

/// One slip of a letter apart, or another name for it.
fn is_near(column: &str, meant: &str, others: &str) -> bool {
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let column = plain(column);
    let mut names = others.split(", ").chain([meant]).map(plain);
    names.any(|name| name == column || name.len() > 3 && osa_distance(&name, &column) <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_a_letter_is_near_and_another_word_is_not() {
        let is_near = |column: &str| is_near(column, "aliases", "alias, aka, also known as");
        for near in ["alias", "Aliases ", "aliasse", "ALSO_KNOWN_AS", "aka"] {
            assert!(is_near(near), "{near}");
        }
        for far in ["name", "reason", "articles", "kind", "ala", ""] {
            assert!(!is_near(far), "{far}");
        }
    }
}
