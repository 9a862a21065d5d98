//! `dixit eval`: how well quotations are found, against a gold file.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use dixit::claims::worth::WorthModel;
use dixit::config::Model;
use dixit::eval::{Gold, Predictions, Report, WorthFigures, WorthGold};

use super::Status;

const EXAMPLES: &str = "\
Examples:
  dixit eval corpus                                  the sample articles, by their *.gold.json
  dixit eval gold.jsonl --errors 20                  twenty examples of each fault
  dixit eval gold.jsonl --model none                 what the rules alone come to
  dixit eval gold.jsonl --pred output/articles.jsonl what a run, or another system, found
  dixit eval sentences.jsonl --worth --json          check-worthiness, for programs";

/// Score quotations, sources and speakers against a gold file
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Articles with their quotations: {"id", "text", "quotes": [{"content", "source", ...}]} a
    /// line, or a folder of *.gold.json and *.gold.jsonl
    gold: PathBuf,
    /// Score this articles.jsonl in place of a run over the gold's texts
    #[arg(long, value_name = "FILE")]
    pred: Option<PathBuf>,
    /// What decides among the candidates that rules propose
    #[arg(long, value_enum, default_value_t, conflicts_with = "pred")]
    model: Model,
    /// Show N examples of each fault
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = super::values::how_many, allow_negative_numbers = true)]
    errors: usize,
    /// The figures as one JSON object
    #[arg(long)]
    json: bool,
    /// Score check-worthiness: GOLD has {"text", "checkworthy": true or false} a line, a sentence each
    #[arg(long, conflicts_with_all = ["pred", "model", "errors"])]
    worth: bool,
}

pub(super) fn eval(args: &Args) -> Result<Status> {
    if args.worth {
        return worth(args);
    }
    let gold = Gold::read(&args.gold)?;
    let predictions = match &args.pred {
        Some(path) => Predictions::of(path, &gold)?,
        None => Predictions::by(&super::pipeline(args.model), &gold),
    };
    let report = Report::new(&gold, &predictions)?;
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(out, "{}", report.to_json())?;
    } else {
        write!(out, "{report}")?;
        report.write_faults(&mut out, args.errors)?;
    }
    Ok(Status::Completed)
}

fn worth(args: &Args) -> Result<Status> {
    let figures = WorthFigures::of(&WorthModel::default(), &WorthGold::read(&args.gold)?);
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&figures)?)?;
    } else {
        write!(out, "{figures}")?;
    }
    Ok(Status::Completed)
}
