//! [`Gold`] and [`Predictions`]: what is compared, from files or from a run.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Deserializer};
use thiserror::Error;

use crate::document::Document;
use crate::input::{InputError, Jsonl, Limits, Reader, Source};
use crate::pipeline::Pipeline;
use crate::records::{ArticleRecord, QuoteRecord};

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

/// Predicted quotations by the id of their article.
#[derive(Clone, Debug, Default)]
pub struct Predictions {
    pub(super) by_id: HashMap<String, Vec<PredictedQuote>>,
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
    pub evidence: Option<String>,
}

#[derive(Deserialize)]
struct PredictedLine {
    id: String,
    #[serde(default)]
    quotes: Vec<PredictedQuote>,
}

/// Why nothing could be compared.
#[derive(Debug, Error)]
pub enum EvalError {
    #[error("cannot read {}: {source}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error(transparent)]
    Gold(#[from] InputError),
    #[error("{} line {line}: {source}", path.display())]
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
}

impl Gold {
    /// Reads a JSONL file; unlike a run's input, a bad line is fatal, or the figures would lie.
    pub fn read(path: &Path) -> Result<Self, EvalError> {
        let source = Source::file(path.to_owned(), String::new(), Arc::default());
        let documents = Jsonl.documents(source, Limits::default());
        let mut articles = Vec::new();
        for document in documents {
            let mut document = document?;
            let mut field = |name: &str| document.metadata.extra.shift_remove(name);
            let parsed = field("quotes")
                .map(serde_json::from_value)
                .transpose()
                .and_then(|quotes| {
                    let discard = field("discard").map(serde_json::from_value).transpose();
                    Ok((quotes, discard?))
                });
            let (quotes, discard) = parsed.map_err(|source| EvalError::Line {
                path: path.to_owned(),
                line: articles.len() + 1,
                source,
            })?;
            articles.push(GoldArticle {
                document,
                quotes: quotes.unwrap_or_default(),
                discard: discard.unwrap_or_default(),
            });
        }
        Ok(Self { articles })
    }

    pub fn len(&self) -> usize {
        self.articles.len()
    }

    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }
}

impl Predictions {
    /// Reads the `articles.jsonl` of a run, ours or another tool's.
    pub fn read(path: &Path) -> Result<Self, EvalError> {
        let unread = |source| EvalError::Read {
            path: path.to_owned(),
            source,
        };
        let file = BufReader::new(File::open(path).map_err(unread)?);
        let mut by_id = HashMap::new();
        for (number, line) in file.lines().enumerate() {
            let line = line.map_err(unread)?;
            if line.trim().is_empty() {
                continue;
            }
            let line: PredictedLine =
                serde_json::from_str(&line).map_err(|source| EvalError::Line {
                    path: path.to_owned(),
                    line: number + 1,
                    source,
                })?;
            by_id.insert(line.id, line.quotes);
        }
        Ok(Self { by_id })
    }

    /// Runs the pipeline over the gold's texts.
    pub fn by(pipeline: &Pipeline, gold: &Gold) -> Self {
        let annotate = |article: &GoldArticle| {
            let document = &article.document;
            let record = ArticleRecord::new(document, &pipeline.annotate(document));
            let quotes = record.quotes.into_iter().map(PredictedQuote::from);
            (document.id.clone(), quotes.collect())
        };
        Self {
            by_id: gold.articles.par_iter().map(annotate).collect(),
        }
    }
}

impl From<QuoteRecord> for PredictedQuote {
    fn from(quote: QuoteRecord) -> Self {
        let chars = |spans: Vec<[u32; 2]>| {
            let widen = |[start, end]: [u32; 2]| [start as usize, end as usize];
            spans.into_iter().map(widen).collect()
        };
        Self {
            content: chars(quote.content),
            source: chars(quote.source),
            cue: chars(quote.cue),
            speaker: quote.speaker,
            is_speech: quote.is_speech,
            confidence: Some(f64::from(quote.confidence)),
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
