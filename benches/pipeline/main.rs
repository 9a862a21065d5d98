//! How fast each stage is, and the whole, beside yardsticks in the same run.
//!
//! ```sh
//! cargo bench --bench pipeline -- table              # ratios over corpus/, half a minute
//! cargo bench --bench pipeline -- table NEWS.jsonl   # over your own articles
//! cargo bench --bench pipeline                       # with criterion's statistics
//! ```
//!
//! All on one thread. Times differ from machine to machine and from hour to
//! hour: what may be compared are the ratios of one run.

#![allow(clippy::print_stdout)]

mod sample;
mod steps;
mod table;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use criterion::{Criterion, Throughput};

use sample::Sample;

fn main() -> Result<()> {
    // Cargo adds `--bench` to what it was given.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words = arguments.iter().filter(|word| *word != "--bench");
    if words.next().is_some_and(|word| word == "table") {
        let sample = Sample::read(words.next().map(PathBuf::from))?;
        return table::print(&sample);
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
