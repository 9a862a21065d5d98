//! [`Voices`]: how much each speaker is quoted in each period and by each outlet.

use std::collections::HashMap;
use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::period::Grain;
use super::shown::key_of;
use crate::dates::{self, When};
use crate::digest::Digest;
use crate::records::ArticleRecord;

#[derive(Debug, Default)]
pub(super) struct Voices {
    times: Grid<When>,
    grain: Grain,
    outlets: Grid<u32>,
    /// Numbers of the outlets by name; nought is for all that have none or come too late.
    numbers: HashMap<String, u32>,
}

/// A chart: a column for each period or outlet.
#[derive(Debug, Default, Serialize)]
pub(super) struct Chart {
    /// `day`, `month`, `year` or `outlet`.
    unit: &'static str,
    columns: Vec<Column>,
    /// What stands in no column: undated, or of no outlet or of one beyond the largest.
    rest: Said,
}

#[derive(Debug, Serialize)]
struct Column {
    name: String,
    all: Said,
    /// One for each charted speaker, in that order.
    speakers: Vec<Said>,
    /// Of other speakers, and of nobody known.
    unknown: Said,
}

/// Words quoted, and quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Said(u64, u64);

/// Speakers by columns. Columns are exact; of speakers, those who are quoted least are
/// forgotten when there are too many cells.
#[derive(Debug)]
struct Grid<C> {
    columns: FxHashMap<C, Total>,
    cells: FxHashMap<(u64, C), Said>,
    rest: Said,
    forgot: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Total {
    all: Said,
    unknown: Said,
}

/// Cells of a grid, some 40 bytes each: runs of a million articles keep all who speak often.
const MOST_CELLS: usize = 1 << 19;

/// Periods that are kept apart while articles come.
const MOST_PERIODS: usize = 1000;

/// Columns of a chart.
const MOST_COLUMNS: usize = 60;
const MOST_OUTLETS: usize = 12;

/// Outlets that are kept apart: more are not outlets, but a field that was taken for one.
const MOST_NAMES: usize = 10_000;

/// The longest name of an outlet, in characters.
const LONGEST: usize = 100;

impl Voices {
    pub(super) fn add(&mut self, article: &ArticleRecord) {
        let date = article.date_iso.as_deref();
        let date = date.and_then(|iso| dates::read(iso, None));
        let period = date.map(|when| self.grain.holding(when));
        let outlet = self.outlet(article.outlet.as_deref());
        for quote in article.quotes.iter().filter(|quote| quote.is_speech) {
            let said = Said(u64::from(quote.words), 1);
            let speaker = key_of(quote).map(|key| digest(&key));
            self.times.add(period, speaker, said);
            self.outlets.add(outlet, speaker, said);
        }
        while self.times.columns.len() > MOST_PERIODS
            && let Some(grain) = self.grain.coarser()
        {
            self.coarsen(grain);
        }
    }

    fn outlet(&mut self, name: Option<&str>) -> Option<u32> {
        let name: String = name?.trim().chars().take(LONGEST).collect();
        let next = self.numbers.len() as u32 + 1;
        match self.numbers.get(&name) {
            Some(number) => Some(*number),
            None if name.is_empty() || self.numbers.len() >= MOST_NAMES => None,
            None => {
                self.numbers.insert(name, next);
                Some(next)
            }
        }
    }

    fn coarsen(&mut self, grain: Grain) {
        self.grain = grain;
        self.times.gather(|period| grain.holding(period));
    }

    /// Whether a speaker's figures may lack words from before it was quoted much.
    pub(super) fn forgot(&self) -> bool {
        self.times.forgot || self.outlets.forgot
    }

    /// As finely as there is room for columns, those without a word included.
    pub(super) fn over_time(&mut self, charted: &[&str]) -> Chart {
        loop {
            let periods: Vec<When> = self.times.columns.keys().copied().collect();
            let (Some(first), Some(last)) = (periods.iter().min(), periods.iter().max()) else {
                break;
            };
            let told = periods.iter().copied().map(Grain::of).max();
            let fine = told.is_none_or(|told| told <= self.grain);
            let steps = self.grain.steps(*first, *last);
            if fine && steps < MOST_COLUMNS as i64 {
                break;
            }
            match self.grain.coarser() {
                Some(grain) => self.coarsen(grain),
                None => break,
            }
        }
        let mut periods: Vec<When> = self.times.columns.keys().copied().collect();
        periods.sort();
        let names: Vec<_> = periods.iter().map(|at| (*at, at.to_string())).collect();
        self.times.chart(self.grain.name(), names, charted)
    }

    /// The outlets that quote most.
    pub(super) fn by_outlet(&self, charted: &[&str]) -> Chart {
        let words = |number: &u32| self.outlets.columns.get(number).map_or(0, |all| all.all.0);
        let mut names: Vec<(u32, String)> = self
            .numbers
            .iter()
            .map(|(name, number)| (*number, name.clone()))
            .filter(|(number, _)| self.outlets.columns.contains_key(number))
            .collect();
        names.sort_by(|(a, first), (b, second)| {
            words(b).cmp(&words(a)).then_with(|| first.cmp(second))
        });
        let left_out = names.split_off(names.len().min(MOST_OUTLETS));
        let mut chart = self.outlets.chart("outlet", names, charted);
        for (number, _) in left_out {
            if let Some(total) = self.outlets.columns.get(&number) {
                chart.rest.add(total.all);
            }
        }
        chart
    }
}

fn digest(key: &str) -> u64 {
    Digest::new().text(key).value()
}

impl<C: Copy + Eq + Hash> Grid<C> {
    fn add(&mut self, column: Option<C>, speaker: Option<u64>, said: Said) {
        let Some(column) = column else {
            self.rest.add(said);
            return;
        };
        let total = self.columns.entry(column).or_default();
        total.all.add(said);
        match speaker {
            None => total.unknown.add(said),
            Some(speaker) => self.cells.entry((speaker, column)).or_default().add(said),
        }
        if self.cells.len() > MOST_CELLS {
            self.forget();
        }
    }

    /// Forgets the half of the speakers who are quoted least.
    fn forget(&mut self) {
        let mut words: FxHashMap<u64, u64> = FxHashMap::default();
        for ((speaker, _), said) in &self.cells {
            *words.entry(*speaker).or_default() += said.0;
        }
        let mut ranked: Vec<(u64, u64)> = words.iter().map(|(who, words)| (*words, *who)).collect();
        ranked.sort_unstable();
        let least = ranked.iter().take(ranked.len().div_ceil(2));
        let least: FxHashSet<u64> = least.map(|(_, who)| *who).collect();
        self.cells.retain(|(who, _), _| !least.contains(who));
        self.forgot = true;
    }

    /// Puts columns together.
    fn gather(&mut self, into: impl Fn(C) -> C) {
        for (column, total) in std::mem::take(&mut self.columns) {
            let sum = self.columns.entry(into(column)).or_default();
            sum.all.add(total.all);
            sum.unknown.add(total.unknown);
        }
        for ((speaker, column), said) in std::mem::take(&mut self.cells) {
            let cell = self.cells.entry((speaker, into(column))).or_default();
            cell.add(said);
        }
    }

    fn chart(&self, unit: &'static str, columns: Vec<(C, String)>, charted: &[&str]) -> Chart {
        let digests: Vec<u64> = charted.iter().map(|key| digest(key)).collect();
        let column = |(column, name): (C, String)| {
            let total = self.columns.get(&column).copied().unwrap_or_default();
            let cell = |speaker: &u64| self.cells.get(&(*speaker, column)).copied();
            Column {
                name,
                all: total.all,
                unknown: total.unknown,
                speakers: digests
                    .iter()
                    .map(|speaker| cell(speaker).unwrap_or_default())
                    .collect(),
            }
        };
        Chart {
            unit,
            columns: columns.into_iter().map(column).collect(),
            rest: self.rest,
        }
    }
}

impl<C> Default for Grid<C> {
    fn default() -> Self {
        Self {
            columns: FxHashMap::default(),
            cells: FxHashMap::default(),
            rest: Said::default(),
            forgot: false,
        }
    }
}

impl Said {
    fn add(&mut self, more: Self) {
        self.0 += more.0;
        self.1 += more.1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds a quotation of ten words.
    fn add(voices: &mut Voices, speaker: &str, date: &str, outlet: &str) {
        let quote = crate::records::QuoteRecord {
            speaker: Some(speaker.into()),
            speaker_kind: "person",
            is_speech: true,
            words: 10,
            ..Default::default()
        };
        voices.add(&ArticleRecord {
            date_iso: Some(date.into()),
            outlet: Some(outlet.to_owned()),
            quotes: vec![quote],
            ..Default::default()
        });
    }

    #[test]
    fn periods_are_as_fine_as_there_is_room_for() {
        let units = [
            ("2023-01-01", "2023-01-20", "day"),
            ("2023-01-01", "2023-09-01", "month"),
            ("2003-01-01", "2023-09-01", "year"),
            ("2023-01-01", "2023-01", "month"),
            ("2023-01-01", "2023", "year"),
        ];
        for (first, last, unit) in units {
            let mut voices = Voices::default();
            add(&mut voices, "Ann Lee", first, "");
            add(&mut voices, "Ann Lee", last, "");
            assert_eq!(voices.over_time(&[]).unit, unit, "{first} to {last}");
        }
    }

    #[test]
    fn columns_tell_the_charted_speakers_words_and_all() {
        let mut voices = Voices::default();
        add(&mut voices, "Ann Lee", "2023-01-01", "Post");
        add(&mut voices, "Bo Ray", "2023-01-01", "Herald");
        add(&mut voices, "Bo Ray", "one day", "Post");
        let charted = ["person:Bo Ray"];
        let times = voices.over_time(&charted);
        assert_eq!(times.columns[0].all, Said(20, 2));
        assert_eq!(times.columns[0].speakers, [Said(10, 1)]);
        assert_eq!(times.rest, Said(10, 1));
        let outlets = voices.by_outlet(&charted);
        let names: Vec<_> = outlets.columns.iter().map(|column| &column.name).collect();
        assert_eq!(names, ["Post", "Herald"]);
    }

    #[test]
    fn who_is_quoted_often_is_not_forgotten() {
        let mut grid: Grid<u32> = Grid::default();
        for other in 0..MOST_CELLS as u64 {
            grid.add(Some(1), Some(other + 2), Said(1, 1));
            if other % 1000 == 0 {
                grid.add(Some(1), Some(1), Said(10, 1));
            }
        }
        assert!(grid.forgot && grid.cells.len() <= MOST_CELLS);
        let total = MOST_CELLS.div_ceil(1000) as u64;
        assert_eq!(grid.cells.get(&(1, 1)), Some(&Said(10 * total, total)));
    }
}
