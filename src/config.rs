//! [`Config`]: what a run does, decided once before it starts: flags win over
//! the environment, the environment over the configuration file, and that over the defaults.

mod spreadsheet;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

pub use spreadsheet::{CsvSafety, Delimiter, Dialect, Newlines};

/// A run, decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub inputs: Vec<PathBuf>,
    pub output: PathBuf,
    pub outputs: OutputChoice,
    pub jobs: NonZeroUsize,
    pub min_confidence: Option<Confidence>,
    pub quiet: bool,
    pub model: Model,
    /// Who is who across the corpus.
    pub people: Option<PathBuf>,
}

/// What a run writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputChoice {
    pub formats: Vec<Format>,
    pub emit: Vec<Emit>,
    pub dialect: Dialect,
}

/// A number from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(try_from = "f32")]
pub struct Confidence(f32);

impl Confidence {
    pub fn value(self) -> f32 {
        self.0
    }
}

/// Not a number, or none from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a number from 0 to 1")]
pub struct NoConfidence;

impl TryFrom<f32> for Confidence {
    type Error = NoConfidence;

    fn try_from(value: f32) -> Result<Self, NoConfidence> {
        match (0.0..=1.0).contains(&value) {
            true => Ok(Self(value)),
            false => Err(NoConfidence),
        }
    }
}

impl FromStr for Confidence {
    type Err = NoConfidence;

    fn from_str(text: &str) -> Result<Self, NoConfidence> {
        let value: f32 = text.parse().map_err(|_| NoConfidence)?;
        value.try_into()
    }
}

/// How the run is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// quotes.csv, claims.csv, speakers.csv, documents.csv
    Csv,
    /// articles.jsonl, one article a line
    Jsonl,
    /// dixit.xlsx, a workbook with the tables as sheets
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// quotes.parquet, claims.parquet, speakers.parquet, documents.parquet
    #[cfg(feature = "parquet")]
    Parquet,
    /// annotations.jsonl, W3C Web Annotations in JSON-LD, one a line
    WebAnnotation,
    /// brat/ID.txt and brat/ID.ann, for the brat annotation tool
    Brat,
    /// label-studio.json, tasks with predictions, and the interface for them
    LabelStudio,
}

/// What else is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Emit {
    /// sentences.jsonl, the sentences' spans
    Sentences,
    /// text/ID.txt, each article's text as the offsets count in it
    Text,
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

/// What flags or a file say; what they leave open is decided elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Settings {
    pub output: Option<PathBuf>,
    #[serde(deserialize_with = "one_or_more")]
    pub format: Vec<Format>,
    #[serde(deserialize_with = "one_or_more")]
    pub emit: Vec<Emit>,
    pub jobs: Option<NonZeroUsize>,
    pub min_confidence: Option<Confidence>,
    pub quiet: Option<bool>,
    pub people: Option<PathBuf>,
    pub model: Option<Model>,
    pub delimiter: Option<Delimiter>,
    pub no_bom: Option<bool>,
    pub csv_safety: Option<CsvSafety>,
    pub keep_newlines: Option<bool>,
}

/// The configuration file is unreadable or says what dixit does not know.
#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("cannot read {}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{}", path.display())]
    Parse {
        path: PathBuf,
        source: toml::de::Error,
    },
}

impl Settings {
    /// Reads a TOML file whose keys are the long flags' names.
    pub fn from_file(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
            path: path.to_owned(),
            source,
        })?;
        toml::from_str(&text).map_err(|source| ConfigError::Parse {
            path: path.to_owned(),
            source,
        })
    }

    /// These settings, and the other's where these say nothing.
    pub fn or(self, other: Self) -> Self {
        Self {
            output: self.output.or(other.output),
            format: either(self.format, other.format),
            emit: either(self.emit, other.emit),
            jobs: self.jobs.or(other.jobs),
            min_confidence: self.min_confidence.or(other.min_confidence),
            quiet: self.quiet.or(other.quiet),
            people: self.people.or(other.people),
            model: self.model.or(other.model),
            delimiter: self.delimiter.or(other.delimiter),
            no_bom: self.no_bom.or(other.no_bom),
            csv_safety: self.csv_safety.or(other.csv_safety),
            keep_newlines: self.keep_newlines.or(other.keep_newlines),
        }
    }

    /// The run over `inputs`, defaults filled in.
    pub fn decide(self, inputs: Vec<PathBuf>) -> Config {
        let dialect = self.dialect();
        Config {
            inputs,
            output: self.output.unwrap_or_else(|| PathBuf::from("output")),
            outputs: OutputChoice {
                formats: match self.format.is_empty() {
                    true => vec![Format::Csv, Format::Jsonl],
                    false => self.format,
                },
                emit: self.emit,
                dialect,
            },
            jobs: self.jobs.unwrap_or_else(all_cores),
            min_confidence: self.min_confidence,
            quiet: self.quiet.unwrap_or(false),
            model: self.model.unwrap_or_default(),
            people: self.people,
        }
    }

    fn dialect(&self) -> Dialect {
        Dialect {
            delimiter: self.delimiter.unwrap_or_default(),
            no_bom: self.no_bom.unwrap_or(false),
            safety: self.csv_safety.unwrap_or_default(),
            newlines: match self.keep_newlines {
                Some(true) => Newlines::Kept,
                _ => Newlines::Marked,
            },
        }
    }
}

fn either<T>(first: Vec<T>, second: Vec<T>) -> Vec<T> {
    if first.is_empty() { second } else { first }
}

fn all_cores() -> NonZeroUsize {
    // Where the system does not tell, one worker is always right.
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// `format = "csv"` as well as `format = ["csv", "jsonl"]`.
fn one_or_more<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMore<T> {
        One(T),
        More(Vec<T>),
    }
    Ok(match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(one) => vec![one],
        OneOrMore::More(more) => more,
    })
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    fn parse(text: &str) -> Result<Settings, String> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("dixit.toml");
        std::fs::write(&path, text).unwrap();
        Settings::from_file(&path).map_err(|error| error.source().unwrap().to_string())
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let file = parse("output = \"found\"\nformat = \"csv\"\njobs = 3\n").unwrap();
        let flags = Settings {
            jobs: NonZeroUsize::new(1),
            ..Settings::default()
        };
        let config = flags.or(file).decide(vec!["a".into()]);
        assert_eq!(config.output, Path::new("found"));
        assert_eq!(config.outputs.formats, [Format::Csv]);
        assert_eq!(config.jobs.get(), 1);
        assert!(!config.quiet);
        assert_eq!(config.model, Model::Learned);
        let config = Settings::default().decide(Vec::new());
        assert_eq!(config.outputs.formats, [Format::Csv, Format::Jsonl]);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_line() {
        let error = parse("quiet = true\njbos = 3\n").unwrap_err();
        assert!(error.contains("line 2"), "{error}");
        assert!(error.contains("jbos"), "{error}");
        assert!(parse("format = [\"doc\"]").is_err());
        assert!(parse("jobs = 0").is_err());
    }

    #[test]
    fn a_model_is_learned_or_none() {
        let parsed = |text: &str| parse(text).map(|settings| settings.model);
        assert_eq!(parsed("model = \"none\""), Ok(Some(Model::None)));
        assert_eq!(parsed("model = \"learned\""), Ok(Some(Model::Learned)));
        let error = parsed("model = \"neural\"").unwrap_err();
        assert!(error.contains("neural"), "{error}");
    }

    #[test]
    fn a_confidence_is_a_number_from_0_to_1() {
        let parsed = |text: &str| parse(text).map(|settings| settings.min_confidence);
        for (text, value) in [("1", 1.0), ("0", 0.0), ("0.85", 0.85)] {
            let confidence = Confidence::try_from(value);
            assert_eq!(text.parse::<Confidence>(), confidence);
            let line = format!("min-confidence = {text}");
            assert_eq!(parsed(&line), Ok(confidence.ok()));
        }
        for text in ["1.01", "-0.1", "nan", "inf"] {
            assert_eq!(text.parse::<Confidence>(), Err(NoConfidence));
            let error = parsed(&format!("min-confidence = {text}")).unwrap_err();
            assert!(error.contains("not a number from 0 to 1"), "{error}");
        }
        assert_eq!("high".parse::<Confidence>(), Err(NoConfidence));
    }
}
