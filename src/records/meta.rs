//! [`MetaColumns`]: which of the input's other fields are columns of the tables.
//!
//! A header stands before the first row, and the input is a stream: so the fields of the first
//! articles are the columns. What later articles have besides stays in the column `meta` as JSON,
//! and `articles.jsonl` has all of it under its own names.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::{Map, Number, Value};

use super::cell::cell;
use super::row::Cell;
use crate::config::Newlines;

/// The columns `meta_…`, in the order in which their fields first appeared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetaColumns(Vec<MetaColumn>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct MetaColumn {
    /// As the input calls it.
    field: String,
    name: String,
    /// No value of the first articles is longer than [`MOST_REPEATED`].
    is_short: bool,
}

/// What stands in one of them.
#[derive(Clone, Debug, PartialEq)]
pub enum MetaCell<'a> {
    Text(Cow<'a, str>),
    /// That a spreadsheet holds as it is.
    Number(&'a Number),
    Truth(bool),
}

/// More fields than an export has; a file whose fields are data is no table.
const MOST_COLUMNS: usize = 64;
/// In characters of a column's name.
const LONGEST_NAME: usize = 60;
/// What is repeated on each quotation's row, in bytes: no summaries, no pages.
const MOST_REPEATED: usize = 200;
/// Ends a text that was cut.
const CUT: &str = " […]";
/// Whole numbers up to it are exact in a spreadsheet (2^53).
const MOST_EXACT: u64 = 1 << 53;

impl MetaColumns {
    /// Those of the articles that come first.
    pub fn of<'a>(first: impl Iterator<Item = &'a Map<String, Value>>) -> Self {
        let mut columns: Vec<MetaColumn> = Vec::new();
        let mut taken = HashSet::new();
        for (field, value) in first.flatten() {
            let known = columns.iter().position(|column| column.field == *field);
            let at = match known {
                Some(at) => at,
                None if columns.len() == MOST_COLUMNS => continue,
                None => {
                    columns.push(MetaColumn {
                        name: name(field, &mut taken),
                        field: field.clone(),
                        is_short: true,
                    });
                    columns.len() - 1
                }
            };
            columns[at].is_short &= text(value).len() <= MOST_REPEATED;
        }
        Self(columns)
    }

    /// Names of the columns that stand in a document's row: all.
    pub fn of_documents(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|column| column.name.as_str())
    }

    /// Names of the columns that stand in each quotation's row too: those of short values.
    pub fn of_quotes(&self) -> impl Iterator<Item = &str> {
        self.short().map(|column| column.name.as_str())
    }

    /// A document's cells.
    pub fn document<'a>(
        &self,
        meta: &'a Map<String, Value>,
        newlines: Newlines,
    ) -> Vec<MetaCell<'a>> {
        let columns = self.0.iter();
        columns
            .map(|column| MetaCell::of(meta.get(&column.field), newlines))
            .collect()
    }

    /// The cells of a document that failed: empty.
    pub fn failed(&self) -> Vec<MetaCell<'static>> {
        vec![MetaCell::default(); self.0.len()]
    }

    /// The cells of each of its quotations; what is longer than the first articles' is cut.
    pub fn quotes<'a>(
        &self,
        meta: &'a Map<String, Value>,
        newlines: Newlines,
    ) -> Vec<MetaCell<'a>> {
        self.short()
            .map(|column| MetaCell::of(meta.get(&column.field), newlines).cut())
            .collect()
    }

    /// The fields that have no column, as JSON; empty if there are none.
    pub(super) fn rest(&self, meta: &Map<String, Value>) -> String {
        let is_column = |field: &String| self.0.iter().any(|column| column.field == *field);
        let rest: Vec<_> = meta.iter().filter(|(field, _)| !is_column(field)).collect();
        match rest[..] {
            [] => String::new(),
            // What was read from JSON can be written as JSON.
            _ => serde_json::to_string(&Rest(rest)).unwrap_or_default(),
        }
    }

    fn short(&self) -> impl Iterator<Item = &MetaColumn> {
        self.0.iter().filter(|column| column.is_short)
    }
}

/// Fields as a JSON object.
struct Rest<'a>(Vec<(&'a String, &'a Value)>);

impl serde::Serialize for Rest<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// The column's name: letters, digits and `_`, unlike all others whatever their case, since some
/// databases know none.
fn name(field: &str, taken: &mut HashSet<String>) -> String {
    let tame = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let plain: String = field.chars().map(tame).take(LONGEST_NAME).collect();
    let plain = format!("meta_{plain}");
    let mut name = plain.clone();
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{plain}_{count}");
    }
    name
}

/// A list or an object is JSON.
fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

impl<'a> MetaCell<'a> {
    fn of(value: Option<&'a Value>, newlines: Newlines) -> Self {
        match value {
            None => Self::default(),
            Some(Value::Bool(truth)) => Self::Truth(*truth),
            Some(Value::Number(number)) if is_exact(number) => Self::Number(number),
            Some(Value::String(text)) => Self::Text(cell(text, newlines)),
            Some(other) => Self::Text(text(other)),
        }
    }

    /// For formats whose columns are of one kind each.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Truth(true) => Cow::Borrowed("true"),
            Self::Truth(false) => Cow::Borrowed("false"),
        }
    }

    /// As a cell of a row.
    pub fn cell(&self) -> Cell<'_> {
        match self {
            Self::Text(text) => Cell::Text(text),
            Self::Number(number) => Cell::Number(number.as_f64().unwrap_or_default()),
            Self::Truth(truth) => Cell::Truth(*truth),
        }
    }

    fn cut(self) -> Self {
        let Self::Text(text) = &self else {
            return self;
        };
        if text.len() <= MOST_REPEATED {
            return self;
        }
        let end = text.floor_char_boundary(MOST_REPEATED - CUT.len());
        Self::Text(Cow::Owned(text[..end].to_owned() + CUT))
    }
}

impl Default for MetaCell<'_> {
    fn default() -> Self {
        Self::Text(Cow::Borrowed(""))
    }
}

fn is_exact(number: &Number) -> bool {
    match (number.as_u64(), number.as_i64()) {
        (Some(whole), _) => whole <= MOST_EXACT,
        (None, Some(negative)) => negative.unsigned_abs() <= MOST_EXACT,
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    fn columns(first: &[Value]) -> MetaColumns {
        let first: Vec<_> = first.iter().cloned().map(object).collect();
        MetaColumns::of(first.iter())
    }

    #[test]
    fn columns_stand_in_order_of_first_appearance_under_tame_names() {
        let columns = columns(&[
            json!({"Desk": "a", "word count": 5, "été": 1}),
            json!({"word count": 6, "desk": "b", "=a,b\"": null, "": 0}),
        ]);
        let names: Vec<&str> = columns.of_documents().collect();
        let wanted = [
            "meta_Desk",
            "meta_word_count",
            "meta_été",
            "meta_desk_2",
            "meta__a_b_",
            "meta_",
        ];
        assert_eq!(names, wanted);
    }

    #[test]
    fn values_keep_their_kinds_and_what_has_no_column_stays_in_json() {
        let columns = columns(&[json!({"n": 1, "s": "", "b": true, "l": []})]);
        let meta = object(json!({
            "later": "x", "l": ["a", 1], "n": -0.5, "s": " a\n\nb ", "b": null, "deep": {"k": 1}
        }));
        let text = |text: &'static str| MetaCell::Text(text.into());
        let number = Number::from_f64(-0.5).unwrap();
        let wanted = [
            MetaCell::Number(&number),
            text("a ¶ b"),
            text(""),
            text("[\"a\",1]"),
        ];
        assert_eq!(columns.document(&meta, Newlines::Marked), wanted);
        assert_eq!(columns.rest(&meta), "{\"later\":\"x\",\"deep\":{\"k\":1}}");
        assert_eq!(columns.rest(&object(json!({"n": 2}))), "");
        // A spreadsheet would round it.
        let id = object(json!({"n": 1234567890123456789_u64}));
        let cells = columns.document(&id, Newlines::Marked);
        assert_eq!(cells[0], text("1234567890123456789"));
    }

    #[test]
    fn what_is_long_is_not_repeated_on_each_quotation() {
        let columns = columns(&[
            json!({"page": "<p>".repeat(100), "desk": "local"}),
            json!({"page": "", "desk": null}),
        ]);
        assert_eq!(columns.of_quotes().collect::<Vec<_>>(), ["meta_desk"]);
        let later = object(json!({"desk": "é".repeat(150)}));
        let [MetaCell::Text(cut)] = &columns.quotes(&later, Newlines::Marked)[..] else {
            panic!("one text");
        };
        assert!(cut.len() <= MOST_REPEATED && cut.ends_with(CUT), "{cut}");
        let whole = &columns.document(&later, Newlines::Marked)[1];
        assert_eq!(*whole, MetaCell::Text("é".repeat(150).into()));
    }

    #[test]
    fn the_columns_are_bounded_in_number_and_name() {
        let field = |at: usize| (format!("{at}{}", "x".repeat(500)), Value::from(at));
        let many: Map<String, Value> = (0..1000).map(field).collect();
        let columns = MetaColumns::of([&many].into_iter());
        assert_eq!(columns.of_documents().count(), MOST_COLUMNS);
        assert!(
            columns
                .of_documents()
                .all(|name| name.chars().count() <= LONGEST_NAME + 9)
        );
        let rest: Map<String, Value> = serde_json::from_str(&columns.rest(&many)).unwrap();
        assert_eq!(rest.len(), 1000 - MOST_COLUMNS);
    }
}
