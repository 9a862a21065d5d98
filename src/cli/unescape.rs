//! `dixit unescape`: a table's cells as they were before they were guarded.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use dixit::config::Delimiter;
use dixit::output::unguarded;

use super::Status;

/// Take off the ' that keeps cells of a .csv from being formulas, and write it to standard output
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A table that dixit wrote [default: standard input]
    file: Option<PathBuf>,
    /// What stands between its cells [default: what its first line has most of]
    #[arg(long, value_enum, value_name = "MARK")]
    delimiter: Option<Delimiter>,
}

const BOM: &[u8] = "\u{feff}".as_bytes();

pub(super) fn unescape(args: &Args) -> Result<Status> {
    let out = io::stdout().lock();
    match args.file.as_ref().filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            let told = || format!("cannot read {}", path.display());
            let file = File::open(path).with_context(told)?;
            table(file, out, args.delimiter)
        }
        None => table(io::stdin().lock(), out, args.delimiter),
    }?;
    Ok(Status::Completed)
}

/// Writes the table that `--csv-safety off` would have written.
fn table(mut input: impl Read, mut out: impl Write, delimiter: Option<Delimiter>) -> Result<()> {
    // A pipe may give the first line in pieces.
    let mut head = Vec::new();
    input.by_ref().take(1 << 16).read_to_end(&mut head)?;
    let delimiter = delimiter.unwrap_or_else(|| of_first_line(&head)).byte();
    let mut head = head.as_slice();
    if let Some(rest) = head.strip_prefix(BOM) {
        out.write_all(BOM)?;
        head = rest;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(head.chain(input));
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .delimiter(delimiter)
        .from_writer(out);
    let mut row = csv::ByteRecord::new();
    while reader.read_byte_record(&mut row)? {
        writer.write_record(row.iter().map(unguarded))?;
    }
    writer.flush()?;
    Ok(())
}

fn of_first_line(head: &[u8]) -> Delimiter {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: &Delimiter| {
        let byte = delimiter.byte();
        line.iter().filter(|found| **found == byte).count()
    };
    // Of equals the last: a comma where there is none of them.
    let marks = [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Comma];
    marks.into_iter().max_by_key(count).unwrap_or_default()
}
