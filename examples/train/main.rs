//! Trains the attribution model: learns `src/attribution/model/weights.bin`.
//!
//! usage: cargo run --release --example train -- ../shared/data/polnear-train.jsonl src/attribution/model/weights.bin [GOLD]
//!
//! With GOLD the new weights are scored on it. With `--fold K` in place of the output, every
//! fifth article from the K-th on is held out of training and scored; ERRS=N in the environment
//! lists N of each kind of fault. The same input gives the same bytes.

mod article;
mod lab;
mod learner;
mod lessons;

use std::path::Path;

use anyhow::{Context, Result};
use dixit::attribution::Attributor;
use dixit::attribution::model::Model;
use dixit::eval::{Gold, Predictions, Report};
use dixit::pipeline::Pipeline;
use rayon::prelude::*;

use article::Article;
use lab::Lab;

const LESSONS: &str = include_str!("lessons.txt");
/// Each lesson counts as so many articles' sentences.
const WEIGHT: usize = 3;

#[allow(clippy::print_stdout)] // The figures are this program's output.
fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, rest @ ..] = &arguments[..] else {
        anyhow::bail!(
            "usage: train TRAIN.jsonl WEIGHTS.bin [GOLD.jsonl] | train TRAIN.jsonl --fold K"
        );
    };
    let lines = std::fs::read_to_string(input).with_context(|| format!("cannot read {input}"))?;
    let lines: Vec<&str> = lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let held_out = match (output.as_str(), rest) {
        ("--fold", [fold]) => Some(fold.parse::<usize>()?),
        _ => None,
    };
    let trains = |at: usize| held_out.is_none_or(|fold| at % 5 != fold);
    let lab = Lab::default();
    let lessons = lessons::records(LESSONS)?;
    let lessons = std::iter::repeat_n(&lessons, WEIGHT).flatten();
    let chosen: Vec<&str> = (0..lines.len())
        .filter(|&at| trains(at))
        .map(|at| lines[at])
        .chain(lessons.map(String::as_str))
        .collect();
    let articles: Vec<Article> = chosen
        .par_iter()
        .map(|line| lab.article(line))
        .collect::<Result<_>>()?;
    let weights = lab.train(&articles);
    let pipeline = Pipeline::with(Attributor::new(Some(Model::new(weights.clone()))));
    let report = |path: &Path| -> Result<()> {
        let gold = Gold::read(path)?;
        let predictions = Predictions::by(&pipeline, &gold);
        let report = Report::new(&gold, &predictions)?;
        print!("{report}");
        if let Ok(n) = std::env::var("ERRS") {
            report.write_faults(&mut std::io::stdout(), n.parse()?)?;
        }
        Ok(())
    };
    if held_out.is_some() {
        let rest: Vec<&str> = (0..lines.len())
            .filter(|&at| !trains(at))
            .map(|at| lines[at])
            .collect();
        let file = tempfile::Builder::new().suffix(".jsonl").tempfile()?;
        std::fs::write(file.path(), rest.join("\n"))?;
        return report(file.path());
    }
    std::fs::write(output, weights).with_context(|| format!("cannot write {output}"))?;
    match rest {
        [gold] => report(gold.as_ref()),
        _ => Ok(()),
    }
}
