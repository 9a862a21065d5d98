//! Dates: "August 10, 2023", "10 August", "2023-08-10", "06.09.2023" become days.
//!
//! With points or hyphens the day stands before the month unless the year
//! leads; with strokes the month does, as in the United States, unless it
//! cannot be one.

use jiff::civil::Date;

use super::{Core, Dimension, Reader};
use crate::claims::interval::Interval;
use crate::claims::words::WordKind;

/// Days from 1970-01-01 to a date.
pub(crate) fn day_number(date: Date) -> f64 {
    let hours = date.duration_since(Date::constant(1970, 1, 1)).as_hours();
    hours as f64 / 24.0
}

/// The date so many days after 1970-01-01.
pub(crate) fn date_of(day: f64) -> Option<Date> {
    let span = jiff::Span::new().try_days(day as i64).ok()?;
    Date::constant(1970, 1, 1).checked_add(span).ok()
}

/// The date in ISO 8601.
pub(crate) fn iso_date(day: f64) -> String {
    date_of(day).map_or_else(|| "?".to_owned(), |date| date.to_string())
}

/// A day of the year (month times 100 plus day) in the year where it is nearest to `today`.
pub(crate) fn nearest_day(day: f64, today: Date) -> Option<f64> {
    nearest_days(day, today).first().copied()
}

/// The days of the year (month times 100 plus day) last before `today` and next after it, the nearer first.
pub(crate) fn nearest_days(day: f64, today: Date) -> Vec<f64> {
    let (month, day) = ((day / 100.0) as i8, (day % 100.0) as i8);
    let years = today.year().saturating_sub(1)..=today.year().saturating_add(1);
    let dates = years.filter_map(|year| Date::new(year, month, day).ok());
    let today = day_number(today);
    let away = |day: &f64| (day - today).abs();
    let mut days: Vec<f64> = dates.map(day_number).collect();
    days.sort_by(|a, b| away(a).total_cmp(&away(b)));
    days.truncate(2);
    days
}

/// The day of the year in a year.
pub(crate) fn day_in(day: f64, year: f64) -> Option<f64> {
    let date = Date::new(year as i16, (day / 100.0) as i8, (day % 100.0) as i8);
    date.ok().map(day_number)
}

/// The year a day lies in.
pub(crate) fn year_of(day: f64) -> Option<i32> {
    date_of(day).map(|date| i32::from(date.year()))
}

/// What a place in the sentence says of a date.
struct Parts {
    year: Option<i16>,
    month: i8,
    day: Option<i8>,
    end: usize,
}

impl Reader<'_> {
    pub(super) fn date(&self, at: usize) -> Option<Core> {
        let parts = self
            .month_first(at)
            .or_else(|| self.day_first(at))
            .or_else(|| self.all_digits(at))?;
        let (dimension, value) = match (parts.year, parts.day) {
            (Some(year), Some(day)) => {
                let date = Date::new(year, parts.month, day).ok()?;
                (Dimension::Date, Interval::exactly(day_number(date)))
            }
            (Some(year), None) => {
                let first = Date::new(year, parts.month, 1).ok()?;
                let last = first.last_of_month();
                (
                    Dimension::Date,
                    Interval::new(day_number(first), day_number(last)),
                )
            }
            (None, Some(day)) => {
                // A leap year, so that 29 February is a day.
                Date::new(2000, parts.month, day).ok()?;
                (
                    Dimension::Day,
                    Interval::exactly(f64::from(parts.month) * 100.0 + f64::from(day)),
                )
            }
            (None, None) => return None,
        };
        Some(Core {
            dimension,
            value,
            unit: String::new(),
            end: parts.end,
        })
    }

    /// "August 10, 2023", "Aug. 10", "August 2023"
    fn month_first(&self, at: usize) -> Option<Parts> {
        let (month, after) = self.month(at)?;
        if let Some(year) = self.year(after) {
            return Some(Parts {
                year: Some(year),
                month,
                day: None,
                end: after + 1,
            });
        }
        let (day, end) = self.day(after)?;
        // "May 10 million" is a verb before a count.
        if self.magnitude_follows(end) {
            return None;
        }
        let comma = usize::from(self.words.kind(end) == Some(WordKind::Comma));
        let early = || self.early_year(end + comma).filter(|_| comma > 0);
        let year = self.year(end + comma).or_else(early);
        let end = if year.is_some() { end + comma + 1 } else { end };
        Some(Parts {
            year,
            month,
            day: Some(day),
            end,
        })
    }

    /// "10 August 2023", "10th of August"
    fn day_first(&self, at: usize) -> Option<Parts> {
        let (day, after) = self.day(at)?;
        let of = usize::from(self.id(after) == Some(self.lexicon.known.of));
        let (month, end) = self.month(after + of)?;
        let comma = usize::from(self.words.kind(end) == Some(WordKind::Comma));
        let year = |at| self.year(at).or_else(|| self.early_year(at));
        let (year, end) = match (year(end), year(end + comma)) {
            (Some(year), _) => (Some(year), end + 1),
            (None, Some(year)) => (Some(year), end + comma + 1),
            _ => (None, end),
        };
        Some(Parts {
            year,
            month,
            day: Some(day),
            end,
        })
    }

    /// "2023-08-10", "06.09.2023", "8/10/2023"
    fn all_digits(&self, at: usize) -> Option<Parts> {
        let known = &self.lexicon.known;
        let raw = self.raw(at).filter(|_| self.is_number(at))?;
        let glued = |at: usize| {
            self.words
                .get(at)
                .is_some_and(|word| word.glued || word.hyphen)
        };
        if let Some((day, month)) = raw.split_once('.') {
            let stop = self.id(at + 1) == Some(known.stop) && glued(at + 1) && glued(at + 2);
            let year = self.year(at + 2).filter(|_| stop)?;
            return parts(year, month, day, at + 3);
        }
        if [at + 1, at + 2]
            .iter()
            .all(|at| self.words.get(*at).is_some_and(|word| word.hyphen))
        {
            let (second, third) = (self.raw(at + 1)?, self.raw(at + 2)?);
            return match self.year(at) {
                Some(year) => parts(year, second, third, at + 3),
                None => parts(self.year(at + 2)?, second, raw, at + 3),
            };
        }
        let strokes = [at + 1, at + 3]
            .iter()
            .all(|at| self.id(*at) == Some(known.slash) && glued(*at));
        if strokes && glued(at + 2) && glued(at + 4) {
            let second = self.raw(at + 2)?;
            return match self.year(at) {
                Some(year) => parts(year, second, self.raw(at + 4)?, at + 5),
                None => {
                    let year = self.year(at + 4)?;
                    parts(year, raw, second, at + 5).or_else(|| parts(year, second, raw, at + 5))
                }
            };
        }
        None
    }

    pub(super) fn raw(&self, at: usize) -> Option<&str> {
        self.words.get(at).map(|word| word.span.of(self.text))
    }

    fn month(&self, at: usize) -> Option<(i8, usize)> {
        let month = *self.lexicon.months.get(&self.id(at)?)?;
        self.words.get(at).filter(|word| word.capital)?;
        let stop =
            self.id(at + 1) == Some(self.lexicon.known.stop) && self.words.get(at + 1)?.glued;
        Some((month, at + 1 + usize::from(stop)))
    }

    fn day(&self, at: usize) -> Option<(i8, usize)> {
        let day: i8 = self.raw(at)?.parse().ok()?;
        let ordinal = self
            .id(at + 1)
            .is_some_and(|id| self.lexicon.known.ordinal_endings.contains(&id));
        ((1..=31).contains(&day) && self.is_number(at))
            .then_some((day, at + 1 + usize::from(ordinal)))
    }

    fn year(&self, at: usize) -> Option<i16> {
        let raw = self.raw(at).filter(|raw| raw.len() == 4)?;
        let year: i16 = raw.parse().ok()?;
        (1500..=2100).contains(&year).then_some(year)
    }

    /// A year before 1500: elsewhere such a number is rather a count.
    fn early_year(&self, at: usize) -> Option<i16> {
        let raw = self.raw(at).filter(|raw| raw.len() == 4)?;
        let year: i16 = raw.parse().ok()?;
        let stops = |id| self.lexicon.known.noun_stops.contains(&id);
        let counts = self.is_plural(at + 1) && !self.id(at + 1).is_some_and(stops);
        ((1000..1500).contains(&year) && !counts).then_some(year)
    }

    fn magnitude_follows(&self, at: usize) -> bool {
        self.id(at)
            .is_some_and(|id| self.lexicon.magnitudes.contains_key(&id))
    }
}

fn parts(year: i16, month: &str, day: &str, end: usize) -> Option<Parts> {
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(year, month, day).ok()?;
    Some(Parts {
        year: Some(year),
        month,
        day: Some(day),
        end,
    })
}
