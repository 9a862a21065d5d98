//! [`Dialect`]: how the tables are written so that spreadsheets read them right.

use serde::{Deserialize, Serialize};

/// How `.csv` files are written; the default is what a double click wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    pub delimiter: Delimiter,
    /// No byte order mark, without which Excel takes UTF-8 for something else.
    pub no_bom: bool,
    pub safety: CsvSafety,
    pub newlines: Newlines,
}

/// What stands between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
pub enum Delimiter {
    #[default]
    #[serde(rename = ",")]
    #[value(name = ",", alias = "comma")]
    Comma,
    #[serde(rename = ";")]
    #[value(name = ";", alias = "semicolon")]
    Semicolon,
    #[serde(rename = "tab")]
    #[value(name = "tab", alias = "\t")]
    Tab,
}

impl Delimiter {
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// Whether a text that a spreadsheet would take for a formula is guarded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum CsvSafety {
    /// One ' in front, which `dixit unescape` takes off
    #[default]
    On,
    /// Texts as they are
    Off,
}

/// What becomes of line breaks within a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Newlines {
    /// ` ¶ `: a row is a line.
    #[default]
    Marked,
    /// As in the text.
    Kept,
}
