//! [`Sample`]: as many articles as there is room for, drawn evenly from all of the run.
//!
//! Kept are those whose ids have the smallest hashes: a bottom-k sketch (Cohen and Kaplan,
//! "Summarizing data using bottom-k sketches", 2007). The hash knows nothing of what an article
//! says, and the same articles give the same sample, whatever their order.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use crate::digest::Digest;

/// Articles kept under the hash of their id and their place in the run.
#[derive(Debug)]
pub(super) struct Sample {
    kept: BTreeMap<(u64, u64), String>,
    /// In bytes of the page.
    room: usize,
    taken: usize,
    /// Hashes from here on are out: once one was, all greater ones are.
    bound: Option<u64>,
    seen: u64,
    too_long: u64,
}

/// What the page tells of the sample.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Rule {
    articles: u64,
    shown: u64,
    /// Left out, of those drawn, because they alone would take too much.
    too_long: u64,
    /// How much that is, in bytes of the page.
    longest: usize,
}

/// No article may take more of the room than this part of it.
const PART: usize = 10;

/// What stands between two articles, in bytes.
const BETWEEN: usize = 2;

impl Sample {
    pub(super) fn new(room: usize) -> Self {
        Self {
            kept: BTreeMap::new(),
            room,
            taken: 0,
            bound: None,
            seen: 0,
            too_long: 0,
        }
    }

    /// Takes an article in, written as the page has it, if it is drawn; others may have to go.
    pub(super) fn add(
        &mut self,
        id: &str,
        written: impl FnOnce() -> io::Result<String>,
    ) -> io::Result<()> {
        self.seen += 1;
        let hash = Digest::new().text(id).value();
        if self.bound.is_some_and(|bound| hash >= bound) {
            return Ok(());
        }
        let article = written()?;
        let size = article.len() + BETWEEN;
        if size > self.room / PART {
            self.too_long += 1;
            return Ok(());
        }
        self.taken += size;
        self.kept.insert((hash, self.seen), article);
        while self.taken > self.room
            && let Some(((hash, _), dropped)) = self.kept.pop_last()
        {
            self.taken -= dropped.len() + BETWEEN;
            self.bound = Some(hash);
        }
        Ok(())
    }

    /// The articles kept, in the order of the run.
    pub(super) fn in_order(&self) -> impl Iterator<Item = &str> {
        let mut kept: Vec<_> = self.kept.iter().collect();
        kept.sort_by_key(|((_, number), _)| *number);
        kept.into_iter().map(|(_, article)| article.as_str())
    }

    pub(super) fn rule(&self) -> Rule {
        Rule {
            articles: self.seen,
            shown: self.kept.len() as u64,
            too_long: self.too_long,
            longest: self.room / PART,
        }
    }
}
