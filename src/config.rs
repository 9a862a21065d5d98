//! [`Config`]: what a run does, decided once before it starts: flags win over
//! the environment, the environment over the configuration file, and that over the defaults.

mod confidence;
mod settings;
mod spreadsheet;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::input::Fields;
pub use confidence::{Confidence, NoConfidence};
pub use settings::{ConfigError, Settings};
pub use spreadsheet::{CsvSafety, Delimiter, Dialect, Newlines};

/// A run, decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub inputs: Vec<PathBuf>,
    pub output: PathBuf,
    pub outputs: OutputChoice,
    pub jobs: NonZeroUsize,
    pub min_confidence: Option<Confidence>,
    pub min_speaker_confidence: Option<Confidence>,
    pub quiet: bool,
    pub model: Model,
    /// Who is who across the corpus.
    pub people: Option<PathBuf>,
    /// Claim rules beside the embedded ones: a file or a folder.
    pub rules: Option<PathBuf>,
    /// Reference figures beside the embedded ones.
    pub figures: Option<PathBuf>,
    /// A list of further inputs.
    pub files_from: Option<PathBuf>,
    pub fields: Fields,
    /// The most one document or record may take, in bytes.
    pub max_document_bytes: u64,
    pub log_format: LogFormat,
    /// All of it as it was set, defaults too.
    pub settings: Settings,
}

/// What a run writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputChoice {
    pub formats: Vec<Format>,
    pub emit: Vec<Emit>,
    pub dialect: Dialect,
}

/// How the run is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// quotes.csv, claims.csv, to_check.csv, speakers.csv, documents.csv
    Csv,
    /// articles.jsonl, one article a line
    Jsonl,
    /// dixit.xlsx, a workbook with the tables as sheets
    #[cfg(feature = "xlsx")]
    #[value(alias = "excel")]
    Xlsx,
    /// The same tables as .parquet
    #[cfg(feature = "parquet")]
    Parquet,
    /// annotations.jsonl, W3C Web Annotations in JSON-LD, one a line
    WebAnnotation,
    /// brat/ID.txt and brat/ID.ann, for the brat annotation tool
    Brat,
    /// label-studio.json, tasks with predictions, and the interface for them
    LabelStudio,
    /// claimreview.jsonld, a schema.org ClaimReview for each flag that can be checked
    #[serde(rename = "claimreview")]
    #[value(name = "claimreview")]
    ClaimReview,
}

/// What else is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Emit {
    /// sentences.jsonl, the sentences' spans
    Sentences,
    /// text/ID.txt, each article's text as the offsets count in it
    Text,
    /// unique_quotes.csv, misquotations.csv, quote_groups.csv: the same quotation across articles
    Unique,
    /// report.html, the run as a page to read
    Report,
}

/// What decides among the candidates that the rules propose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// Weights learned from annotated news
    #[default]
    Learned,
    /// Rules alone
    None,
}

/// How a run tells what befalls it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// Words
    #[default]
    Text,
    /// A JSON object a line
    Json,
}
