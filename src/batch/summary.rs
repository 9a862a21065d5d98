//! [`write_summary`]: `run.json`, what a run was and what it came to.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::Totals;
use crate::config::{Config, Settings};
use crate::error::Error;
use crate::output::{OutputFile, RUN};

#[derive(Serialize)]
struct Run<'a> {
    version: &'static str,
    /// The same where the same settings would give the same rows.
    configuration_hash: String,
    configuration: Value,
    inputs: Vec<String>,
    /// What stands beside it.
    files: &'a [String],
    counts: Counts<'a>,
}

#[derive(Serialize)]
struct Counts<'a> {
    #[serde(flatten)]
    totals: &'a Totals,
    documents: u64,
}

/// Writes `run.json` beside the run's other files, once they are there. It says nothing of
/// time, place or the number of workers: the same run gives the same bytes.
pub fn write_summary(config: &Config, totals: &Totals) -> Result<(), Error> {
    let run = Run {
        version: env!("CARGO_PKG_VERSION"),
        configuration_hash: config.settings.hash(),
        configuration: set(&config.settings.of_rows()),
        inputs: config
            .inputs
            .iter()
            .map(|path| path.to_string_lossy().into_owned())
            .collect(),
        files: &totals.files,
        counts: Counts {
            totals,
            documents: totals.articles + totals.failures,
        },
    };
    let mut file = OutputFile::create(&config.output, RUN)?;
    let written = serde_json::to_vec_pretty(&run).map_err(io::Error::from);
    let written = written.and_then(|bytes| file.write_all(&[&bytes[..], b"\n"].concat()));
    written.map_err(|error| file.failed(error))?;
    file.close()?.publish()
}

/// The settings that are set.
fn set(settings: &Settings) -> Value {
    let mut value = serde_json::to_value(settings).unwrap_or_default();
    if let Value::Object(settings) = &mut value {
        settings.retain(|_, setting| !setting.is_null());
    }
    value
}
