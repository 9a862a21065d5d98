//! [`Names`]: who speaks in an `articles.jsonl`, counted by name.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::Deserialize;
use thiserror::Error;

use super::Spoken;
use crate::resolution::folded;

/// The names of all speakers that have one, counted. Grows with the names, not with the articles.
#[derive(Debug, Default)]
pub struct Names {
    /// By folded name: quotations by spelling and by kind.
    tallies: FxHashMap<String, Tally>,
    articles: u64,
}

#[derive(Debug, Default)]
struct Tally {
    spellings: Vec<(String, u64)>,
    kinds: Vec<(String, u64)>,
    role: Option<String>,
    id: Option<String>,
    articles: u64,
    article: u64,
    quotations: u64,
}

/// `articles.jsonl` cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    #[error("cannot read {}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{}, line {line}, is no article as dixit writes them: what is wanted is an output folder or its articles.jsonl ({cause})", path.display())]
    Line {
        path: PathBuf,
        line: u64,
        cause: serde_json::Error,
    },
}

#[derive(Deserialize)]
struct Article {
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    speaker: Option<String>,
    speaker_id: Option<String>,
    speaker_role: Option<String>,
    #[serde(default)]
    speaker_kind: String,
    #[serde(default)]
    is_speech: bool,
}

impl Names {
    /// Reads an `articles.jsonl`, or that of an output directory.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let path = match path.is_dir() {
            true => path.join("articles.jsonl"),
            false => path.to_owned(),
        };
        let unread = |source| ReadError::Read {
            path: path.clone(),
            source,
        };
        let mut file = BufReader::new(File::open(&path).map_err(unread)?);
        let (mut names, mut bytes, mut line) = (Self::default(), Vec::new(), 0);
        loop {
            bytes.clear();
            line += 1;
            if file.read_until(b'\n', &mut bytes).map_err(unread)? == 0 {
                return Ok(names);
            }
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let article = serde_json::from_slice(&bytes);
            let article: Article = article.map_err(|cause| ReadError::Line {
                path: path.clone(),
                line,
                cause,
            })?;
            names.add(&article);
        }
    }

    fn add(&mut self, article: &Article) {
        self.articles += 1;
        for quote in article.quotes.iter().filter(|quote| quote.is_speech) {
            let kind = quote.speaker_kind.as_str();
            if let Some(name) = &quote.speaker
                && matches!(kind, "person" | "organisation" | "unknown")
                && is_name(name)
            {
                let tally = self.tallies.entry(folded(name)).or_default();
                tally.add(name, quote, self.articles);
            }
        }
    }

    /// Every name once, in no order that matters.
    pub(super) fn spoken(&self) -> Vec<Spoken> {
        let spoken = |tally: &Tally| Spoken {
            name: most(&tally.spellings),
            kind: most(&tally.kinds),
            role: tally.role.clone(),
            id: tally.id.clone(),
            articles: tally.articles,
            quotations: tally.quotations,
        };
        self.tallies.values().map(spoken).collect()
    }
}

impl Tally {
    fn add(&mut self, name: &str, quote: &Quote, article: u64) {
        count(&mut self.spellings, name);
        count(&mut self.kinds, &quote.speaker_kind);
        if self.role.is_none() {
            self.role.clone_from(&quote.speaker_role);
        }
        // Those that dixit makes are not for a people file: they would bind a name to itself.
        let own = |id: &&String| !id.starts_with("s_");
        if let Some(id) = quote.speaker_id.as_ref().filter(own) {
            self.id = Some(id.clone());
        }
        self.quotations += 1;
        if self.article != article {
            self.article = article;
            self.articles += 1;
        }
    }
}

/// It can stand in a people file and in a spreadsheet: "the company" is no name, `=x` none either.
fn is_name(name: &str) -> bool {
    name.starts_with(char::is_alphanumeric)
        && name.chars().any(char::is_uppercase)
        && !name.contains(';')
}

fn count(counts: &mut Vec<(String, u64)>, word: &str) {
    match counts.iter_mut().find(|(known, _)| known == word) {
        Some((_, count)) => *count += 1,
        None => counts.push((word.to_owned(), 1)),
    }
}

/// The one counted most; of equals the first in order.
fn most(counts: &[(String, u64)]) -> String {
    let least = |(word, count): &&(String, u64)| (u64::MAX - count, word.clone());
    let most = counts.iter().min_by_key(least);
    most.map(|(word, _)| word.clone()).unwrap_or_default()
}
