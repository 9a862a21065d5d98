//! [`Settings`]: what flags, the environment or a file say, laid over each other until a [`Config`] is decided.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

use super::{
    Confidence, Config, CsvSafety, Delimiter, Dialect, Emit, Format, LogFormat, Model, Newlines,
    OutputChoice,
};
use crate::dates::DateOrder;
use crate::digest::Digest;
use crate::input::{Fields, RECORD_BYTES};

/// What flags, the environment or a file say; what they leave open is decided elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Settings {
    pub output: Option<PathBuf>,
    #[serde(deserialize_with = "one_or_more")]
    pub format: Vec<Format>,
    #[serde(deserialize_with = "one_or_more")]
    pub emit: Vec<Emit>,
    /// Beside `emit`, as are the next two.
    pub emit_text: Option<bool>,
    pub unique: Option<bool>,
    pub report: Option<bool>,
    pub jobs: Option<NonZeroUsize>,
    pub min_confidence: Option<Confidence>,
    pub quiet: Option<bool>,
    pub people: Option<PathBuf>,
    pub rules: Option<PathBuf>,
    pub figures: Option<PathBuf>,
    pub model: Option<Model>,
    pub files_from: Option<PathBuf>,
    pub max_document_bytes: Option<NonZeroU64>,
    #[serde(
        deserialize_with = "one_or_more",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub text_field: Vec<String>,
    pub id_field: Option<String>,
    pub title_field: Option<String>,
    pub date_field: Option<String>,
    pub author_field: Option<String>,
    pub outlet_field: Option<String>,
    pub url_field: Option<String>,
    pub date_order: Option<DateOrder>,
    pub text_as_is: Option<bool>,
    pub delimiter: Option<Delimiter>,
    pub no_bom: Option<bool>,
    pub csv_safety: Option<CsvSafety>,
    pub keep_newlines: Option<bool>,
    pub log_format: Option<LogFormat>,
}

/// The configuration file is unreadable or says what dixit does not know.
#[derive(Debug, Error)]
#[non_exhaustive]
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
            emit_text: self.emit_text.or(other.emit_text),
            unique: self.unique.or(other.unique),
            report: self.report.or(other.report),
            jobs: self.jobs.or(other.jobs),
            min_confidence: self.min_confidence.or(other.min_confidence),
            quiet: self.quiet.or(other.quiet),
            people: self.people.or(other.people),
            rules: self.rules.or(other.rules),
            figures: self.figures.or(other.figures),
            model: self.model.or(other.model),
            files_from: self.files_from.or(other.files_from),
            max_document_bytes: self.max_document_bytes.or(other.max_document_bytes),
            text_field: either(self.text_field, other.text_field),
            id_field: self.id_field.or(other.id_field),
            title_field: self.title_field.or(other.title_field),
            date_field: self.date_field.or(other.date_field),
            author_field: self.author_field.or(other.author_field),
            outlet_field: self.outlet_field.or(other.outlet_field),
            url_field: self.url_field.or(other.url_field),
            date_order: self.date_order.or(other.date_order),
            text_as_is: self.text_as_is.or(other.text_as_is),
            delimiter: self.delimiter.or(other.delimiter),
            no_bom: self.no_bom.or(other.no_bom),
            csv_safety: self.csv_safety.or(other.csv_safety),
            keep_newlines: self.keep_newlines.or(other.keep_newlines),
            log_format: self.log_format.or(other.log_format),
        }
    }

    /// What holds where nobody says otherwise.
    fn defaults() -> Self {
        Self {
            output: Some(PathBuf::from("output")),
            format: vec![Format::Csv, Format::Jsonl],
            jobs: Some(all_cores()),
            quiet: Some(false),
            model: Some(Model::default()),
            delimiter: Some(Delimiter::default()),
            no_bom: Some(false),
            csv_safety: Some(CsvSafety::default()),
            keep_newlines: Some(false),
            log_format: Some(LogFormat::default()),
            ..Self::default()
        }
    }

    /// With what the short forms ask for in `emit`.
    fn spelt_out(mut self) -> Self {
        let short = [
            (self.emit_text.take(), Emit::Text),
            (self.unique.take(), Emit::Unique),
            (self.report.take(), Emit::Report),
        ];
        for (_, also) in short.into_iter().filter(|(asked, _)| *asked == Some(true)) {
            if !self.emit.contains(&also) {
                self.emit.push(also);
            }
        }
        self
    }

    /// The run over `inputs`, defaults filled in.
    pub fn decide(self, inputs: Vec<PathBuf>) -> Config {
        let settings = self.or(Self::defaults()).spelt_out();
        let decided = settings.clone();
        Config {
            inputs,
            output: settings.output.unwrap_or_default(),
            outputs: OutputChoice {
                dialect: decided.dialect(),
                formats: settings.format,
                emit: settings.emit,
            },
            jobs: settings.jobs.unwrap_or(NonZeroUsize::MIN),
            min_confidence: settings.min_confidence,
            quiet: settings.quiet.unwrap_or_default(),
            model: settings.model.unwrap_or_default(),
            people: settings.people,
            rules: settings.rules,
            figures: settings.figures,
            files_from: settings.files_from,
            fields: Fields {
                text: settings.text_field,
                id: settings.id_field,
                title: settings.title_field,
                date: settings.date_field,
                author: settings.author_field,
                outlet: settings.outlet_field,
                url: settings.url_field,
                date_order: settings.date_order,
                text_as_is: settings.text_as_is.unwrap_or(false),
            },
            max_document_bytes: settings
                .max_document_bytes
                .map_or(RECORD_BYTES, NonZeroU64::get),
            log_format: settings.log_format.unwrap_or_default(),
            settings: decided,
        }
    }

    /// As a file that [`Settings::from_file`] reads.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }

    /// Those on which the rows depend: not where they go, nor how fast or how loud.
    pub fn of_rows(&self) -> Self {
        Self {
            output: None,
            jobs: None,
            quiet: None,
            log_format: None,
            ..self.clone()
        }
    }

    /// Tells settings apart that give other rows, in sixteen digits.
    pub fn hash(&self) -> String {
        let rows = self.of_rows().to_toml().unwrap_or_default();
        format!("{:016x}", Digest::new().text(&rows).value())
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
    use crate::config::NoConfidence;

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
    fn a_short_form_adds_to_what_is_emitted() {
        let file = parse("emit = [\"sentences\"]\nunique = true\nemit-text = false\n").unwrap();
        let flags = Settings {
            report: Some(true),
            ..Settings::default()
        };
        let config = flags.or(file).decide(Vec::new());
        let wanted = [Emit::Sentences, Emit::Unique, Emit::Report];
        assert_eq!(config.outputs.emit, wanted);
        assert_eq!(config.settings.emit, wanted);
        let long = parse("emit = [\"sentences\", \"unique\", \"report\"]").unwrap();
        assert_eq!(
            config.settings.hash(),
            long.decide(Vec::new()).settings.hash()
        );
    }

    #[test]
    fn what_was_decided_can_be_read_back() {
        let file =
            "format = [\"csv\"]\nmin-confidence = 0.5\ndelimiter = \"tab\"\nemit = \"text\"\n";
        let settings = parse(file).unwrap().decide(Vec::new()).settings;
        let written = settings.to_toml().unwrap();
        assert_eq!(parse(&written).unwrap(), settings, "{written}");
    }

    #[test]
    fn the_hash_is_of_what_rows_depend_on() {
        let hash = |text: &str| parse(text).unwrap().decide(Vec::new()).settings.hash();
        assert_eq!(
            hash("jobs = 1\noutput = \"a\""),
            hash("jobs = 2\nquiet = true")
        );
        assert_ne!(hash(""), hash("delimiter = \";\""));
        assert_ne!(hash(""), hash("min-confidence = 0.5"));
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
