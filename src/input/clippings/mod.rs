//! [`clippings`]: the articles of a text file that a press archive wrote, Nexis or Factiva: many in one, each under a head
//! of labelled lines that are no sentences of it.
//!
//! A file is taken for such a one by its marks alone ("1 of 2 DOCUMENTS", `HD` and `LP`) or by labels that no article has
//! ("LOAD-DATE:"); any other text is left as it stands.

mod factiva;
mod nexis;

use serde_json::{Map, Value};

use crate::dates;
use crate::document::Metadata;

/// One article of the file.
#[derive(Debug, Default)]
pub(super) struct Clipping {
    pub(super) id: Option<String>,
    pub(super) text: String,
    pub(super) metadata: Metadata,
}

/// The articles; `None` if the text is no archive's.
pub(super) fn clippings(text: &str) -> Option<Vec<Clipping>> {
    let found = factiva::read(text).or_else(|| nexis::read(text))?;
    (!found.is_empty()).then_some(found)
}

/// A label or code, and what its value is.
#[derive(Clone, Copy, Debug)]
struct Label {
    name: &'static str,
    role: &'static str,
    flags: &'static str,
}

/// The labels of a list, one a line.
fn labels(list: &'static str) -> Vec<Label> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let label = |line: &'static str| {
        let (name, rest) = line.split_once(' ')?;
        let (role, flags) = rest.split_once(' ').unwrap_or((rest, ""));
        Some(Label { name, role, flags })
    };
    lines.filter_map(label).collect()
}

impl Clipping {
    /// Takes in the value of a label.
    fn take(&mut self, role: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            return;
        }
        let metadata = &mut self.metadata;
        let field = match role {
            "title" => &mut metadata.title,
            "author" => &mut metadata.author,
            "date" => &mut metadata.date,
            "outlet" => &mut metadata.outlet,
            "url" => &mut metadata.url,
            "id" => &mut self.id,
            _ => {
                metadata.extra.insert(role.to_owned(), Value::String(value));
                return;
            }
        };
        field.get_or_insert(value);
    }

    /// Adds a paragraph.
    fn add(&mut self, paragraph: &str) {
        let paragraph = paragraph.trim();
        if !paragraph.is_empty() {
            self.text
                .push_str(if self.text.is_empty() { "" } else { "\n\n" });
            self.text.push_str(paragraph);
        }
    }

    /// With the day it was loaded for its date, where it has no other.
    fn finish(mut self) -> Self {
        let loaded = |extra: &Map<String, Value>| {
            extra
                .get("load_date")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        let metadata = &mut self.metadata;
        metadata.date = metadata.date.take().or_else(|| loaded(&metadata.extra));
        self
    }
}

/// Whether a short line tells a date and little else.
fn is_date(line: &str) -> bool {
    const LONGEST: usize = 60;
    line.len() <= LONGEST && dates::read(line, Some(dates::DateOrder::DayFirst)).is_some()
}

#[cfg(test)]
mod tests;
