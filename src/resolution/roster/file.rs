//! The `--people` file: a CSV of people, read into a [`Roster`].

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use thiserror::Error;

use super::{Known, Roster, Seen};
use crate::input::text_of;
use crate::resolution::folded;

/// The people file cannot be used; the line and the cause are named.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PeopleError {
    #[error("cannot read {}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{}, line {line}: {fault}", path.display())]
    Line {
        path: PathBuf,
        line: u64,
        fault: Fault,
    },
}

/// What is wrong with a line.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Fault {
    #[error("no column `name`; the columns are {0}")]
    NoNameColumn(String),
    #[error("two columns `{0}`")]
    ColumnTwice(String),
    #[error("{found} field{} where the header has {expected}", if *.found == 1 { "" } else { "s" })]
    Fields { found: u64, expected: u64 },
    #[error("neither UTF-8 nor text in another encoding")]
    Encoding,
    #[error("the name is empty")]
    NoName,
    #[error("`{name}` is the name in line {before} too")]
    NameTwice { name: String, before: u64 },
    #[error("the id `{id}` is that of line {before} too")]
    IdTwice { id: String, before: u64 },
    #[error("the id `{0}` does not begin with a letter")]
    Id(String),
    #[error("{0}")]
    Csv(String),
}

impl Roster {
    pub fn read(path: &Path) -> Result<Self, PeopleError> {
        let bytes = std::fs::read(path).map_err(|source| PeopleError::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(bytes).map_err(|(line, fault)| PeopleError::Line {
            path: path.to_owned(),
            line,
            fault,
        })
    }

    pub(super) fn parse(bytes: Vec<u8>) -> Result<Self, (u64, Fault)> {
        let text = text_of(bytes).ok_or((1, Fault::Encoding))?;
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .delimiter(delimiter(&text))
            .from_reader(text.as_bytes());
        let columns = Columns::find(reader.headers().map_err(unread)?)?;
        let mut roster = Self::default();
        let mut aliases = Vec::new();
        // Of each of the people.
        let mut lines = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let at = error.position().map_or(1, |at| line(&text, at));
                (at, unread(error).1)
            })?;
            let line = record.position().map_or(0, |at| line(&text, at));
            let cell = |column: Option<usize>| {
                let cell = column.and_then(|column| record.get(column));
                cell.unwrap_or_default()
            };
            let known = Known {
                name: cell(Some(columns.name)).to_owned(),
                role: filled(cell(columns.role)),
                id: filled(cell(columns.id)),
            };
            let words = cell(columns.aliases).split([';', '|']).filter_map(filled);
            aliases.extend(words.map(|alias| (roster.people.len(), alias)));
            let added = roster.add(known, &lines);
            added.map_err(|fault| (line, fault))?;
            lines.push(line);
        }
        // Names come before aliases: an alias that is another person's name is that person's.
        let mut borne: HashMap<String, Option<usize>> = HashMap::new();
        for (person, alias) in aliases {
            let bearer = borne.entry(folded(&alias)).or_insert(Some(person));
            if *bearer != Some(person) {
                *bearer = None;
            }
        }
        for (alias, bearer) in borne {
            roster.by_name.entry(alias).or_insert(bearer);
        }
        let names = roster.people.iter().map(|known| known.name.clone());
        roster.seen = Seen {
            names: names.collect(),
            marks: roster
                .people
                .iter()
                .map(|_| AtomicBool::new(false))
                .collect(),
        };
        Ok(roster)
    }

    /// `lines` are those of the people before.
    fn add(&mut self, known: Known, lines: &[u64]) -> Result<(), Fault> {
        let line_of = |person: Option<usize>| {
            let line = person.and_then(|person| lines.get(person));
            line.copied().unwrap_or_default()
        };
        if folded(&known.name).is_empty() {
            return Err(Fault::NoName);
        }
        if let Some(id) = &known.id {
            if !id.starts_with(|first: char| first.is_ascii_alphabetic()) {
                return Err(Fault::Id(id.clone()));
            }
            if !self.ids.insert(id.clone()) {
                let mut people = self.people.iter();
                let before = people.position(|known| known.id.as_ref() == Some(id));
                return Err(Fault::IdTwice {
                    id: id.clone(),
                    before: line_of(before),
                });
            }
        }
        let at = self.people.len();
        let before = self.by_name.insert(folded(&known.name), Some(at));
        if let Some(before) = before {
            return Err(Fault::NameTwice {
                name: known.name,
                before: line_of(before),
            });
        }
        self.people.push(known);
        Ok(())
    }
}

/// Where the columns stand.
struct Columns {
    name: usize,
    aliases: Option<usize>,
    role: Option<usize>,
    id: Option<usize>,
}

impl Columns {
    fn find(header: &csv::StringRecord) -> Result<Self, (u64, Fault)> {
        let place = |wanted: &str| {
            let named = |name: &&str| name.eq_ignore_ascii_case(wanted);
            if header.iter().filter(named).count() > 1 {
                return Err((1, Fault::ColumnTwice(wanted.to_owned())));
            }
            Ok(header.iter().position(|name| named(&name)))
        };
        let Some(name) = place("name")? else {
            let columns: Vec<&str> = header.iter().collect();
            return Err((1, Fault::NoNameColumn(columns.join(", "))));
        };
        Ok(Self {
            name,
            aliases: place("aliases")?,
            role: place("role")?,
            id: place("id")?,
        })
    }
}

/// What parts the columns in the header; Excel takes a semicolon where the comma is for decimals.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |sign: char| header.matches(sign).count();
    match count(';') > count(',') {
        true => b';',
        false if count('\t') > count(',') => b'\t',
        false => b',',
    }
}

/// The line a record stands in: empty ones before it are counted, too.
fn line(text: &str, at: &csv::Position) -> u64 {
    let before = text.get(at.byte() as usize..).unwrap_or_default();
    let empty = before
        .bytes()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'));
    at.line() + empty.filter(|byte| *byte == b'\n').count() as u64
}

fn unread(error: csv::Error) -> (u64, Fault) {
    let line = error.position().map_or(1, csv::Position::line);
    let fault = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => Fault::Encoding,
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => Fault::Fields {
            found: *len,
            expected: *expected_len,
        },
        _ => Fault::Csv(error.to_string()),
    };
    (line, fault)
}

fn filled(cell: &str) -> Option<String> {
    let cell = cell.trim();
    (!cell.is_empty()).then(|| cell.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_european_excel_is_read() {
        let file = "name;aliases;id\nAnna Bj\u{F8}rn;\"A. Bj\u{F8}rn|Annie Bj\u{F8}rn\";Q1\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(file);
        let roster = Roster::parse(bytes.into_owned()).unwrap();
        for name in ["Anna Bj\u{F8}rn", "Annie Bj\u{F8}rn", "A Bj\u{F8}rn"] {
            assert_eq!(roster.by_name.get(&folded(name)), Some(&Some(0)), "{name}");
        }
    }

    #[test]
    fn bad_files_are_told_with_line_and_cause() {
        let cases: &[(&[u8], u64, &str)] = &[
            (
                b"person,id\nAnn,Q1\n",
                1,
                "no column `name`; the columns are person, id",
            ),
            (
                b"person;aliases\nAnn;\n",
                1,
                "no column `name`; the columns are person, aliases",
            ),
            (b"name,Name\n", 1, "two columns `name`"),
            (b"name,id\nAnn Lee,Q1\n ,Q2\n", 3, "the name is empty"),
            (
                b"name,id\nAnn Lee,Q1\nann lee,Q2\n",
                3,
                "`ann lee` is the name in line 2 too",
            ),
            (
                b"name,id\n\nAnn Lee,Q1\nBo Lee,Q1\n",
                4,
                "the id `Q1` is that of line 3 too",
            ),
            (
                b"name,id\nAnn Lee,17\n",
                2,
                "the id `17` does not begin with a letter",
            ),
            (
                b"name,id\nAnn Lee,Q1\nBo Lee\n",
                3,
                "1 field where the header has 2",
            ),
            (
                b"name\n\n\nAnn Lee\n\n ,\n",
                6,
                "2 fields where the header has 1",
            ),
            (
                b"name\nAnn \x00\x01\x02\xff\n",
                1,
                "neither UTF-8 nor text in another encoding",
            ),
            (b"", 1, "no column `name`; the columns are "),
        ];
        for (file, line, cause) in cases {
            let (found, fault) = Roster::parse(file.to_vec()).unwrap_err();
            assert_eq!((found, fault.to_string().as_str()), (*line, *cause));
        }
        assert!(Roster::parse("\u{feff}name\nAnn Lee\n".into()).is_ok());
    }
}
