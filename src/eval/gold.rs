//! [`Gold`] and [`Predictions`]: what is compared, from files or from a run.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use thiserror::Error;
use walkdir::WalkDir;

use super::article::Text;

use crate::document::Document;
use crate::input::{Fields, InputCause, InputError, Jsonl, Reader, Reading, Source};
use crate::pipeline::Pipeline;
use crate::records::{ArticleRecord, ClaimRecord, Parts, QuoteRecord};

/// Code points, half-open.
pub(super) type Chars = [usize; 2];

/// Articles with the quotations they hold.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    pub(super) articles: Vec<GoldArticle>,
}

#[derive(Clone, Debug)]
pub(super) struct GoldArticle {
    pub(super) document: Document,
    pub(super) quotes: Vec<GoldQuote>,
    /// Where predictions do not count.
    pub(super) discard: Vec<Chars>,
    pub(super) not_speech: Vec<Stretch>,
    /// `None`: the gold does not tell.
    pub(super) claims: Option<Vec<FlaggedClaim>>,
}

/// Words between marks that nobody said.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Stretch {
    pub(super) span: Chars,
}

/// The fields of a gold record that are no document's.
#[derive(Deserialize)]
struct Answers {
    #[serde(default, deserialize_with = "or_empty")]
    quotes: Vec<GoldQuote>,
    #[serde(default, deserialize_with = "or_empty")]
    discard: Vec<Chars>,
    #[serde(default, deserialize_with = "or_empty")]
    not_speech: Vec<Stretch>,
    claims: Option<Vec<FlaggedClaim>>,
}

/// One annotated quotation.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldQuote {
    pub content: Vec<Chars>,
    #[serde(default, deserialize_with = "or_empty")]
    pub source: Vec<Chars>,
    #[serde(default, deserialize_with = "or_empty")]
    pub cue: Vec<Chars>,
    pub speaker: Option<String>,
    /// Other names that are as right.
    #[serde(default, deserialize_with = "or_empty")]
    pub aliases: Vec<String>,
}

/// What was predicted, by the id of the article.
#[derive(Clone, Debug, Default)]
pub struct Predictions {
    pub(super) by_id: HashMap<String, Predicted>,
}

/// What was predicted in one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Predicted {
    pub(super) quotes: Vec<PredictedQuote>,
    pub(super) claims: Vec<FlaggedClaim>,
}

/// One predicted quotation.
#[derive(Clone, Debug, Deserialize)]
pub struct PredictedQuote {
    pub content: Vec<Chars>,
    #[serde(default, deserialize_with = "or_empty")]
    pub source: Vec<Chars>,
    #[serde(default, deserialize_with = "or_empty")]
    pub cue: Vec<Chars>,
    pub speaker: Option<String>,
    #[serde(default = "yes")]
    pub is_speech: bool,
    pub confidence: Option<f64>,
    pub speaker_confidence: Option<f64>,
    pub evidence: Option<String>,
}

/// A claim of either side.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct FlaggedClaim {
    pub(super) span: Chars,
    pub(super) rule: String,
    pub(super) verdict: String,
}

#[derive(Deserialize)]
struct PredictedLine {
    id: String,
    #[serde(default)]
    quotes: Vec<PredictedQuote>,
    #[serde(default)]
    claims: Vec<FlaggedClaim>,
}

/// Why nothing could be compared.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EvalError {
    #[error("cannot read {}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error(transparent)]
    Gold(#[from] InputError),
    #[error("{} line {line}", path.display())]
    Line {
        path: PathBuf,
        line: usize,
        source: serde_json::Error,
    },
    #[error("article {id}: span [{start},{end}] lies outside a text of {length} code points")]
    Span {
        id: String,
        start: usize,
        end: usize,
        length: usize,
    },
    #[error("{} holds no article with its gold: a JSONL file of them, or a folder of *.gold.json and *.gold.jsonl", .0.display())]
    NoArticle(PathBuf),
    #[error("{} is no gold file: what is wanted is a .gold.json or a .gold.jsonl, or a folder of them", .0.display())]
    NoGold(PathBuf),
    #[error("{} is a folder: check-worthiness is scored by one file, {{\"text\": \"…\", \"checkworthy\": true}} a line", .0.display())]
    Folder(PathBuf),
    #[error("{} has no id of the gold's articles, as `{gold}`: of what else would the figures be?", path.display())]
    OtherArticles { path: PathBuf, gold: String },
}

impl Gold {
    /// Reads a JSONL file, a JSON file of one article, or every `*.gold.json` and
    /// `*.gold.jsonl` of a folder. Unlike a run's input, a bad record is fatal, or
    /// the figures would lie; so would figures of nothing.
    pub fn read(path: &Path) -> Result<Self, EvalError> {
        let mut gold = Self::default();
        if path.is_dir() {
            for file in gold_files(path)? {
                gold.add(&file)?;
            }
        } else {
            gold.add(path)?;
        }
        match gold.articles.is_empty() {
            true => Err(EvalError::NoArticle(path.to_owned())),
            false => Ok(gold),
        }
    }

    fn add(&mut self, path: &Path) -> Result<(), EvalError> {
        let bad = |line: usize| {
            move |source| EvalError::Line {
                path: path.to_owned(),
                line,
                source,
            }
        };
        let source = if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let text = std::fs::read_to_string(path).map_err(unread(path))?;
            let record: Value = serde_json::from_str(&text).map_err(|source| {
                let line = source.line();
                bad(line)(source)
            })?;
            // One record over many lines: on one line it reads as any other.
            Source::memory("", record.to_string().into_bytes())
        } else {
            Source::file(path.to_owned(), String::new(), Arc::default())
        };
        // Its answers count in the text as it stands.
        let reading = Reading {
            fields: Fields {
                text_as_is: true,
                ..Fields::default()
            },
            ..Reading::default()
        };
        for (index, document) in Jsonl.documents(source, &reading).enumerate() {
            let mut document = document.map_err(|error| match error.cause {
                InputCause::Json(_) if index == 0 && !may_be_gold(path) => {
                    EvalError::NoGold(path.to_owned())
                }
                _ => EvalError::Gold(error),
            })?;
            let extra = std::mem::take(&mut document.metadata.extra);
            let answers = serde_json::from_value(Value::Object(extra));
            let answers: Answers = answers.map_err(bad(index + 1))?;
            self.articles.push(GoldArticle {
                document,
                quotes: answers.quotes,
                discard: answers.discard,
                not_speech: answers.not_speech,
                claims: answers.claims,
            });
        }
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.articles.len()
    }

    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }
}

impl GoldArticle {
    pub(super) fn outside(&self, [start, end]: Chars, text: &Text) -> EvalError {
        EvalError::Span {
            id: self.document.id.clone(),
            start,
            end,
            length: text.len(),
        }
    }
}

impl Predictions {
    /// Reads the `articles.jsonl` of a run, ours or another tool's.
    pub fn read(path: &Path) -> Result<Self, EvalError> {
        let file = BufReader::new(File::open(path).map_err(unread(path))?);
        let mut by_id = HashMap::new();
        for (number, line) in file.lines().enumerate() {
            let line = line.map_err(unread(path))?;
            if line.trim().is_empty() {
                continue;
            }
            let line: PredictedLine =
                serde_json::from_str(&line).map_err(|source| EvalError::Line {
                    path: path.to_owned(),
                    line: number + 1,
                    source,
                })?;
            let predicted = Predicted {
                quotes: line.quotes,
                claims: line.claims,
            };
            by_id.insert(line.id, predicted);
        }
        Ok(Self { by_id })
    }

    /// The predictions of `path`, if they are of one of the gold's articles at least.
    pub fn of(path: &Path, gold: &Gold) -> Result<Self, EvalError> {
        let predictions = Self::read(path)?;
        let mut ids = gold.articles.iter().map(|article| &article.document.id);
        match ids.clone().any(|id| predictions.by_id.contains_key(id)) {
            true => Ok(predictions),
            false => Err(EvalError::OtherArticles {
                path: path.to_owned(),
                gold: ids.next().cloned().unwrap_or_default(),
            }),
        }
    }

    /// Runs the pipeline over the gold's texts.
    pub fn by(pipeline: &Pipeline, gold: &Gold) -> Self {
        let annotate = |article: &GoldArticle| {
            let document = &article.document;
            ArticleRecord::new(document, &pipeline.annotate(document))
        };
        let records: Vec<ArticleRecord> = gold.articles.par_iter().map(annotate).collect();
        records.into_iter().collect()
    }
}

impl FromIterator<ArticleRecord> for Predictions {
    fn from_iter<I: IntoIterator<Item = ArticleRecord>>(records: I) -> Self {
        let predicted = |record: ArticleRecord| {
            let quotes = record.quotes.into_iter().map(PredictedQuote::from);
            let claims = record.claims.into_iter().map(FlaggedClaim::from);
            let predicted = Predicted {
                quotes: quotes.collect(),
                claims: claims.collect(),
            };
            (record.id, predicted)
        };
        Self {
            by_id: records.into_iter().map(predicted).collect(),
        }
    }
}

impl From<ClaimRecord> for FlaggedClaim {
    fn from(claim: ClaimRecord) -> Self {
        Self {
            span: claim.span.map(|at| at as usize),
            rule: claim.rule,
            verdict: claim.verdict.to_owned(),
        }
    }
}

/// The gold answers below a folder, in the order of their paths.
fn gold_files(folder: &Path) -> Result<Vec<PathBuf>, EvalError> {
    let is_gold = |path: &Path| {
        let name = path.to_string_lossy();
        name.ends_with(".gold.json") || name.ends_with(".gold.jsonl")
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| unread(folder)(error.into()))?;
        if entry.file_type().is_file() && is_gold(entry.path()) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// By its name: an article is none.
fn may_be_gold(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    ["json", "jsonl", "ndjson", "gz", "zst"].contains(&&*extension)
}

pub(super) fn unread(path: &Path) -> impl Fn(std::io::Error) -> EvalError {
    move |source| EvalError::Read {
        path: path.to_owned(),
        source,
    }
}

impl From<QuoteRecord> for PredictedQuote {
    fn from(quote: QuoteRecord) -> Self {
        let chars = |spans: Parts| {
            let widen = |span: [u32; 2]| span.map(|at| at as usize);
            spans.into_iter().map(widen).collect()
        };
        Self {
            content: chars(quote.content),
            source: chars(quote.source),
            cue: chars(quote.cue),
            speaker: quote.speaker.map(String::from),
            is_speech: quote.is_speech,
            confidence: Some(f64::from(quote.confidence)),
            speaker_confidence: Some(f64::from(quote.speaker_confidence)),
            evidence: Some(quote.evidence.to_owned()),
        }
    }
}

fn yes() -> bool {
    true
}

/// `null` stands for nothing, as a missing field does.
fn or_empty<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
