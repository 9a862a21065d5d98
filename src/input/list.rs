//! [`List`]: the files named in a file, one path a line, read as they are asked for.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::text::BOM;

/// An open list, and its name.
pub(super) struct List {
    pub(super) name: PathBuf,
    lines: io::Lines<Box<dyn BufRead + Send>>,
}

impl List {
    /// Opens the list; `-` is standard input.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut stream: Box<dyn BufRead + Send> = match path == Path::new("-") {
            true => Box::new(BufReader::new(io::stdin())),
            false => Box::new(BufReader::new(File::open(path)?)),
        };
        if stream.fill_buf()?.starts_with(BOM) {
            stream.consume(BOM.len());
        }
        Ok(Self {
            name: path.to_owned(),
            lines: stream.lines(),
        })
    }

    /// The next path that is named; a blank line is none.
    pub(super) fn next(&mut self) -> Option<io::Result<PathBuf>> {
        loop {
            match self.lines.next()? {
                Ok(line) if line.trim().is_empty() => {}
                Ok(line) => return Some(Ok(PathBuf::from(line.trim_end_matches('\r')))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
