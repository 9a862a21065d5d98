//! [`List`]: the files named in a file, one path a line.
//!
//! It is read whole: which of its files differ by their extensions alone, no part of it tells.

use std::fs::File;
use std::io::{self, BufRead, Cursor, Read};
use std::path::{Path, PathBuf};

use super::alike::Alike;
use super::text::BOM;

/// A list, and its name.
pub(super) struct List {
    pub(super) name: PathBuf,
    pub(super) alike: Alike,
    lines: io::Lines<Cursor<Vec<u8>>>,
}

impl List {
    /// Reads the list; `-` is standard input.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut bytes = Vec::new();
        match path == Path::new("-") {
            true => io::stdin().lock().read_to_end(&mut bytes)?,
            false => File::open(path)?.read_to_end(&mut bytes)?,
        };
        if bytes.starts_with(BOM) {
            bytes.drain(..BOM.len());
        }
        let lines = bytes.split(|byte| *byte == b'\n');
        let lines = lines.filter_map(|line| str::from_utf8(line).ok());
        let alike = Alike::among(lines.filter_map(named));
        Ok(Self {
            name: path.to_owned(),
            alike,
            lines: Cursor::new(bytes).lines(),
        })
    }

    /// The next path that is named; a blank line is none.
    pub(super) fn next(&mut self) -> Option<io::Result<PathBuf>> {
        loop {
            match self.lines.next()?.map(|line| named(&line)) {
                Ok(None) => {}
                Ok(Some(path)) => return Some(Ok(path)),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn named(line: &str) -> Option<PathBuf> {
    let path = line.trim_end_matches('\r');
    (!line.trim().is_empty()).then(|| PathBuf::from(path))
}
