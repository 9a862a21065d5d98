//! Scores the pipeline against a gold file: what `dixit eval GOLD.jsonl` does.
//!
//!     cargo run --release --example evaluate -- GOLD.jsonl

#![allow(clippy::print_stdout)]

use anyhow::Context;
use dixit::eval::{Gold, Predictions, Report};
use dixit::pipeline::Pipeline;

fn main() -> anyhow::Result<()> {
    let path = std::env::args_os()
        .nth(1)
        .context("usage: evaluate GOLD.jsonl")?;
    let gold = Gold::read(path.as_ref())?;
    let predictions = Predictions::by(&Pipeline::default(), &gold);
    print!("{}", Report::new(&gold, &predictions)?);
    Ok(())
}
