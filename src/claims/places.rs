//! [`Places`]: which rows of the tables an article names, and where.

use std::collections::HashMap;

use super::sentence::Mention;
use crate::span::Span;

/// The row named most must be named so many times as often as the next.
const BY_FAR: f64 = 1.5;
/// Named less often, nothing is what an article is about.
const AT_LEAST: usize = 2;

/// All mentions of an article, in text order.
#[derive(Debug, Default)]
pub(crate) struct Places {
    mentions: Vec<Mention>,
}

impl Places {
    /// Takes the mentions in the order of their ends; of two that overlap the longer stays.
    pub(crate) fn new(found: impl Iterator<Item = Mention>) -> Self {
        let mut mentions: Vec<Mention> = Vec::new();
        for mention in found {
            while let Some(last) = mentions.last() {
                if last.table == mention.table
                    && mention.span != last.span
                    && mention.span.contains(last.span)
                {
                    mentions.pop();
                } else {
                    break;
                }
            }
            let inside = mentions.last().is_some_and(|last| {
                last.table == mention.table
                    && last.span != mention.span
                    && last.span.overlaps(mention.span)
            });
            if !inside {
                mentions.push(mention);
            }
        }
        mentions.sort_by_key(|mention| mention.span);
        Self { mentions }
    }

    pub(crate) fn within(&self, span: Span) -> &[Mention] {
        let start = self
            .mentions
            .partition_point(|mention| mention.span.start() < span.start());
        let end = self
            .mentions
            .partition_point(|mention| mention.span.start() < span.end());
        self.mentions.get(start..end).unwrap_or_default()
    }

    /// The row of a table that the whole article names by far the most, with its count.
    pub(crate) fn chief(&self, table: usize) -> Option<(usize, usize)> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for mention in self
            .mentions
            .iter()
            .filter(|mention| mention.table == table)
        {
            *counts.entry(mention.row).or_default() += 1;
        }
        let ranked = counts.into_iter().map(|(row, count)| (count, row));
        let mut ranked: Vec<(usize, usize)> = ranked.collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        let (count, row) = *ranked.first()?;
        let next = ranked.get(1).map_or(0, |(count, _)| *count);
        (count >= AT_LEAST && count as f64 >= BY_FAR * next as f64).then_some((row, count))
    }
}
