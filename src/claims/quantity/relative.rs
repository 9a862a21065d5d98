//! Dates that count from the article's: "yesterday", "last Monday", "next month", "two years ago".

use jiff::civil::{Date, Weekday};
use jiff::{Span as Time, ToSpan};
use serde::{Deserialize, Serialize};

use super::calendar::{day_number, nearest_day};
use super::{Core, Dimension, Reader};
use crate::claims::interval::Interval;

/// What a phrase counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Step {
    Day,
    Week,
    Month,
    Year,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// So many steps from the article's date.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Relative {
    pub(crate) step: Step,
    pub(crate) offset: i32,
}

impl Relative {
    /// The days it means.
    fn days(self, today: Date) -> Option<Interval> {
        let (first, last) = self.range(today)?;
        Some(Interval::new(day_number(first), day_number(last)))
    }

    fn range(self, today: Date) -> Option<(Date, Date)> {
        let offset = self.offset;
        let moved = |time: Time| today.checked_add(time).ok();
        Some(match self.step {
            Step::Day => {
                let day = moved(offset.days())?;
                (day, day)
            }
            Step::Week => {
                // Weeks begin on Monday.
                let back = i32::from(today.weekday().to_monday_zero_offset());
                let first = moved((offset * 7 - back).days())?;
                (first, first.checked_add(6.days()).ok()?)
            }
            Step::Month => {
                let month = moved(offset.months())?;
                (month.first_of_month(), month.last_of_month())
            }
            Step::Year => {
                let year = moved(offset.years())?;
                (year.first_of_year(), year.last_of_year())
            }
            weekday => {
                let day = today.nth_weekday(offset, weekday.weekday()?).ok()?;
                (day, day)
            }
        })
    }
}

impl Step {
    fn weekday(self) -> Option<Weekday> {
        Some(match self {
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
            Self::Day | Self::Week | Self::Month | Self::Year => return None,
        })
    }
}

impl Reader<'_> {
    /// "yesterday", "last week": read only where the article bears a date.
    pub(super) fn relative(&self, at: usize) -> Option<Core> {
        let today = self.today?;
        let (relative, length) = self.lexicon.relatives.starting(&self.words.ids, at)?;
        Some(Core {
            dimension: Dimension::Date,
            value: relative.days(today)?,
            unit: String::new(),
            end: at + length,
        })
    }

    /// The days a quantity comes to: a date's own, a day's in the year nearest the article, a duration's before "ago".
    pub(super) fn when(&self, core: &Core, value: Interval) -> Option<Interval> {
        match core.dimension {
            Dimension::Date => Some(core.value),
            Dimension::Day => {
                let day = nearest_day(core.value.low(), self.today?)?;
                Some(Interval::exactly(day))
            }
            Dimension::Duration => {
                let known = &self.lexicon.known;
                let today = Interval::exactly(day_number(self.today?));
                let next = self.id(core.end)?;
                let from_now = next == known.from && self.id(core.end + 1) == Some(known.now);
                let exact = match next == known.ago {
                    true => today - value,
                    false if from_now => today + value,
                    false => return None,
                };
                let slack = vagueness(value.low());
                let days = Interval::new(exact.low() - slack, exact.high() + slack);
                Some(Interval::new(days.low().floor(), days.high().floor()))
            }
            _ => None,
        }
    }
}

/// How many days off "two years ago" may be: half of what it counts in.
fn vagueness(days: f64) -> f64 {
    match days {
        365.0.. => 183.0,
        28.0.. => 15.0,
        7.0.. => 3.0,
        _ => 0.0,
    }
}
