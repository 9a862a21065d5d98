//! `dixit speakers`: which names of a corpus may be one speaker's, as a people file to edit.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use dixit::suggestions::{Names, SuggestionRow, rows};
use serde_json::Value;

use super::{Status, counted};

const EXAMPLES: &str = "\
Examples:
  dixit speakers output > people.csv     names that may be one speaker's, a row each
  (edit people.csv: take out aliases that are another's, fill in ids)
  dixit corpus --people people.csv       the articles again, with those names joined
  dixit speakers output --all            every name, to give ids to";

/// Suggest which names of a corpus are one speaker's, as a CSV for --people
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// An output directory, or its articles.jsonl
    #[arg(value_name = "DIR|FILE")]
    articles: PathBuf,
    /// Names without suggestions, too
    #[arg(long)]
    all: bool,
}

pub(super) fn speakers(args: &Args) -> Result<Status> {
    if args.articles.is_dir() && !args.articles.join("articles.jsonl").exists() {
        bail!(
            "{} holds no articles.jsonl: a run with `-f csv,jsonl`, the default, writes it",
            args.articles.display()
        );
    }
    if let Some(formats) = formats_of_last_run(&args.articles)
        && !formats.iter().any(|format| format == "jsonl")
    {
        bail!(
            "the last run into {} wrote {} and no articles.jsonl: the one there is an earlier run's; run again with `-f csv,jsonl`, or name that file to have it read",
            args.articles.display(),
            formats.join(" and ")
        );
    }
    let groups = Names::read(&args.articles)?.groups();
    let rows = rows(&groups, args.all);
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in &rows {
        table.serialize(row)?;
    }
    if rows.is_empty() {
        // A row brings the header with it.
        table.serialize(SuggestionRow::default())?;
    }
    let table = table.into_inner().map_err(|error| error.into_error())?;
    let lines = table.split_inclusive(|byte| *byte == b'\n');
    let header = lines.take(1).map(<[u8]>::len).sum();
    let written = if rows.is_empty() { header } else { table.len() };
    let mut out = io::stdout().lock();
    out.write_all("\u{feff}".as_bytes())?;
    out.write_all(&table[..written])?;
    out.flush()?;
    let names: usize = groups.iter().map(|group| 1 + group.others.len()).sum();
    let names = counted(names as u64, "name");
    match rows.len() {
        0 => eprintln!("{names}, none of which look like one speaker's; --all lists them"),
        found => {
            let rows = counted(found as u64, "row");
            eprintln!("{names}, {rows}: look at each before you use them");
        }
    }
    Ok(Status::Completed)
}

/// What the last run into an output directory wrote, by its run.json; nothing of a file, or where that cannot be read.
fn formats_of_last_run(directory: &Path) -> Option<Vec<String>> {
    let run = fs::read(directory.join("run.json")).ok()?;
    let run: Value = serde_json::from_slice(&run).ok()?;
    serde_json::from_value(run["configuration"]["format"].clone()).ok()
}
