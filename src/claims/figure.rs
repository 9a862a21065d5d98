//! [`Figures`]: reference figures as ranges, each with its source and date.
//!
//! A figure stands alone (`[[figure]]`) or is a row of a table (`[[table]]`):
//! the populations of countries, the prices of arms. A row has the names that
//! call for it in a text, and may hold only for one place (`where`).

use serde::{Deserialize, Serialize};

use super::compact::At;
use super::error::{RuleError, Source};
use super::interval::Interval;

/// A reference figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// `un_members`; for a table's row `population.norway`.
    pub id: String,
    /// "population of Norway"
    pub title: String,
    pub value: Interval,
    pub unit: String,
    /// The year or date it holds for.
    pub as_of: String,
    pub source: Reference,
    /// How the range was made of what the source has, where no source has its ends: "rounded outwards from".
    pub made: String,
    pub note: String,
}

impl Figure {
    /// The last year that `as_of` names: "2019-06 to 2022-06" holds up to 2022.
    pub(crate) fn last_year(&self) -> Option<f64> {
        self.years().reduce(f64::max)
    }

    /// The first year that it names.
    pub(crate) fn first_year(&self) -> Option<f64> {
        self.years().reduce(f64::min)
    }

    fn years(&self) -> impl Iterator<Item = f64> {
        let digits = self.as_of.split(|found: char| !found.is_ascii_digit());
        let years = digits.filter(|digits| digits.len() == 4);
        years.filter_map(|year| year.parse().ok())
    }
}

/// Where a figure was published.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    pub publisher: String,
    pub title: String,
    pub year: u16,
    /// Empty of what is printed alone.
    #[serde(default)]
    pub url: String,
}

impl std::fmt::Display for Reference {
    /// "United Nations, Member States, 2024, https://…"
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}, {}", self.publisher, self.title, self.year)?;
        match self.url.as_str() {
            "" => Ok(()),
            url => write!(f, ", {url}"),
        }
    }
}

/// All figures, and the tables some of them are rows of.
#[derive(Clone, Debug)]
pub struct Figures {
    pub(crate) figures: Vec<Figure>,
    pub(crate) tables: Vec<Table>,
}

#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) id: String,
    pub(crate) rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) key: String,
    /// Names as written, with their case.
    pub(crate) names: Vec<String>,
    /// "Norwegian": tells which row is meant, but does not name it.
    pub(crate) adjectives: Vec<String>,
    /// Holds only where this key of another table is meant.
    pub(crate) place: Option<String>,
    /// Index into [`Figures::figures`].
    pub(crate) figure: usize,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    format: u32,
    #[serde(default)]
    figure: Vec<At<RawFigure>>,
    #[serde(default)]
    table: Vec<At<RawTable>>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RawFigure {
    id: String,
    title: String,
    low: f64,
    high: f64,
    unit: String,
    as_of: String,
    source: Reference,
    #[serde(default)]
    made: String,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    id: String,
    /// With `{name}` for the row's first name.
    title: String,
    unit: String,
    as_of: String,
    source: Reference,
    #[serde(default)]
    made: String,
    #[serde(default)]
    note: String,
    rows: Vec<At<RawRow>>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    key: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    r#where: Option<String>,
    low: f64,
    high: f64,
    #[serde(default)]
    as_of: Option<String>,
    #[serde(default)]
    source: Option<Reference>,
    #[serde(default)]
    note: Option<String>,
}

/// The version of the file format.
const FORMAT: u32 = 1;

impl Figures {
    /// The figures that come with dixit.
    pub fn embedded() -> Result<Self, RuleError> {
        Self::load(Self::embedded_files())
    }

    /// The names and texts of the files of figures that come with dixit.
    pub fn embedded_files() -> &'static [(&'static str, &'static str)] {
        &[
            ("figures.toml", include_str!("figures.toml")),
            ("populations.toml", include_str!("populations.toml")),
        ]
    }

    /// Reads files of figures, given as name and text; a later figure replaces an earlier one of its id, a row of a
    /// table the earlier row of its key.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, RuleError> {
        let mut figures = Self {
            figures: Vec::new(),
            tables: Vec::new(),
        };
        for (file, text) in files {
            figures.read(Source { file, text })?;
        }
        Ok(figures)
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), RuleError> {
        let raw: RawFile = source.parse()?;
        if raw.format != FORMAT {
            return Err(source.error(&(0..0), format!("format {} is not {FORMAT}", raw.format)));
        }
        for figure in raw.figure {
            let span = figure.span();
            let figure = figure.into_inner();
            named(&figure.id).map_err(|cause| source.error(&span, cause))?;
            let value =
                range(figure.low, figure.high).map_err(|cause| source.error(&span, cause))?;
            self.put(Figure {
                id: figure.id,
                title: figure.title,
                value,
                unit: figure.unit,
                as_of: figure.as_of,
                source: figure.source,
                made: figure.made,
                note: figure.note,
            });
        }
        for table in raw.table {
            self.read_table(table.into_inner(), source)?;
        }
        Ok(())
    }

    fn read_table(&mut self, raw: RawTable, source: Source<'_>) -> Result<(), RuleError> {
        let mut rows = Vec::new();
        for row in &raw.rows {
            let span = row.span();
            let row = row.get_ref();
            let mut words = row.names.iter().chain(&row.adjectives).chain([&row.key]);
            let value = words
                .try_for_each(|word| named(word))
                .and_then(|()| range(row.low, row.high))
                .map_err(|cause| source.error(&span, cause))?;
            let name = row.name.as_ref().or(row.names.first()).unwrap_or(&row.key);
            let figure = self.put(Figure {
                id: format!("{}.{}", raw.id, row.key),
                title: raw.title.replace("{name}", name),
                value,
                unit: raw.unit.clone(),
                as_of: row.as_of.as_ref().unwrap_or(&raw.as_of).clone(),
                source: row.source.as_ref().unwrap_or(&raw.source).clone(),
                // A row of another source has its own range.
                made: match &row.source {
                    None => raw.made.clone(),
                    Some(_) => String::new(),
                },
                note: row.note.as_ref().unwrap_or(&raw.note).clone(),
            });
            rows.push(Row {
                key: row.key.clone(),
                names: row.names.clone(),
                adjectives: row.adjectives.clone(),
                place: row.r#where.clone(),
                figure,
            });
        }
        let Some(at) = self.table(&raw.id) else {
            self.tables.push(Table { id: raw.id, rows });
            return Ok(());
        };
        let known = &mut self.tables[at].rows;
        for row in rows {
            match known.iter_mut().find(|known| known.key == row.key) {
                Some(known) => *known = row,
                None => known.push(row),
            }
        }
        Ok(())
    }

    fn put(&mut self, figure: Figure) -> usize {
        match self.position(&figure.id) {
            Some(at) => {
                self.figures[at] = figure;
                at
            }
            None => {
                self.figures.push(figure);
                self.figures.len() - 1
            }
        }
    }

    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.figures.iter().position(|figure| figure.id == id)
    }

    pub(crate) fn table(&self, id: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.id == id)
    }

    /// The figures of a table.
    pub(crate) fn rows_of(&self, table: usize) -> impl Iterator<Item = &Figure> {
        let rows = self.tables.get(table).map_or(&[][..], |table| &table.rows);
        rows.iter().filter_map(|row| self.figures.get(row.figure))
    }

    /// The figure of that id.
    pub fn get(&self, id: &str) -> Option<&Figure> {
        self.figures.get(self.position(id)?)
    }

    /// All figures, in the order of their files.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter()
    }
}

/// A name that can be found: not blank.
fn named(name: &str) -> Result<(), String> {
    match name.trim().is_empty() {
        true => Err("a blank name".to_owned()),
        false => Ok(()),
    }
}

fn range(low: f64, high: f64) -> Result<Interval, String> {
    if low.is_finite() && high.is_finite() && low <= high {
        return Ok(Interval::new(low, high));
    }
    Err(format!("low {low} and high {high} are no range"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::compact;

    #[test]
    fn the_compact_figures_are_those_of_the_files() {
        for (file, text) in Figures::embedded_files() {
            compact::check::<RawFile>(file, text);
        }
    }
}
