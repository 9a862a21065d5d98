//! The table of ratios.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::sample::Sample;
use crate::steps::{Kind, Step, YARDSTICK, all};

const ROUNDS: usize = 9;

/// Prints each step's best time, and how many times as fast as the yardstick it is.
///
/// The steps take turns, so that another process's busy second befalls all of
/// them; the best of the rounds is the one least disturbed.
pub(crate) fn print(sample: &Sample) -> Result<()> {
    let steps = all(sample)?;
    let mut best = vec![Duration::MAX; steps.len()];
    for _ in 0..ROUNDS {
        for (step, best) in steps.iter().zip(&mut best) {
            let start = Instant::now();
            std::hint::black_box((step.run)());
            *best = start.elapsed().min(*best);
        }
    }
    let yardstick = steps.iter().position(|step| step.name == YARDSTICK);
    let yardstick = best[yardstick.context("no yardstick")?].as_secs_f64();
    let bytes = sample.bytes() as f64;
    println!(
        "{} articles, {:.1} MB of text, one thread, best of {ROUNDS} rounds\n",
        sample.articles.len(),
        bytes / 1e6
    );
    println!("| step | ns a byte | MB/s | × {YARDSTICK} |");
    println!("|---|---|---|---|");
    let row = |name: &str, seconds: f64| {
        println!(
            "| {name} | {:.2} | {:.0} | {:.2} |",
            seconds * 1e9 / bytes,
            bytes / 1e6 / seconds,
            yardstick / seconds
        );
    };
    for (Step { name, kind, .. }, best) in steps.iter().zip(&best) {
        let bold = if *kind == Kind::Whole { "**" } else { "" };
        row(&format!("{bold}{name}{bold}"), best.as_secs_f64());
    }
    Ok(())
}
