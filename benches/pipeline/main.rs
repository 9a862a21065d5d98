//! How fast each stage is, and the whole, beside yardsticks in the same run.
//!
//! ```sh
//! cargo bench --bench pipeline -- table              # ratios over corpus/, half a minute
//! cargo bench --bench pipeline -- table NEWS.jsonl   # over your own articles
//! cargo bench --bench pipeline -- growth             # how cost grows with an article's length, ten minutes
//! cargo bench --bench pipeline                       # with criterion's statistics
//! cargo bench --bench pipeline -- profile tagging 50 # one step so many times, for a profiler
//! ```
//!
//! All on one thread. Times differ from machine to machine and from hour to
//! hour: what may be compared are the ratios of one run.

#![allow(clippy::print_stdout)]

mod growth;
mod sample;
mod steps;
mod table;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use criterion::{Criterion, Throughput};

use sample::Sample;

fn main() -> Result<()> {
    // Cargo adds `--bench` to what it was given.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words = arguments.iter().filter(|word| *word != "--bench");
    match words.next().map(String::as_str) {
        Some("table") => {
            let sample = Sample::read(words.next().map(PathBuf::from))?;
            return table::print(&sample);
        }
        Some("growth") => {
            let sample = Sample::read(words.next().map(PathBuf::from))?;
            return growth::print(&sample);
        }
        Some("profile") => {
            let name = words.next().context("no step is named")?;
            let times = words.next().map_or(Ok(1), |times| times.parse())?;
            let sample = Sample::read(words.next().map(PathBuf::from))?;
            return profile(&sample, name, times);
        }
        _ => {}
    }
    let sample = Sample::read(None)?;
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    let mut group = criterion.benchmark_group("pipeline");
    group.throughput(Throughput::Bytes(sample.bytes() as u64));
    for step in steps::all(&sample)? {
        group.bench_function(step.name, |bencher| bencher.iter(|| (step.run)()));
    }
    group.finish();
    criterion.final_summary();
    Ok(())
}

/// Runs one step so many times; `measured` is what a profiler should look at.
fn profile(sample: &Sample, name: &str, times: usize) -> Result<()> {
    let steps = steps::all(sample)?;
    let step = steps.iter().find(|step| step.name == name);
    let step = step.with_context(|| format!("no step is called {name}"))?;
    for _ in 0..times {
        measured(step);
    }
    println!("{} bytes, {times} times", sample.bytes());
    Ok(())
}

#[inline(never)]
fn measured(step: &steps::Step<'_>) {
    std::hint::black_box((step.run)());
}
