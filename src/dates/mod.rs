//! [`When`]: a day, a month or a year, as articles and exports write it. The tables, the report and the claim rules ask
//! this one reader, so that they never tell of two days.
//!
//! Of 03/11/2026 it says nothing by itself: which number is the day is told by the other dates of its column or by the
//! user ([`DateOrder`]), and else by nobody. What an id or a sentence holds is no date here.

mod pieces;

use std::fmt::{self, Display, Formatter};

use jiff::civil::Date;

use pieces::{Pieces, month};

/// A day, or as much of one as is told. Nought: not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    year: i16,
    month: i8,
    day: i8,
}

/// Which number comes first in 03/11/2026.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// What a date says of the order of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// 13/11/2026
    Told(DateOrder),
    /// 03/11/2026: it needs to be told.
    Open,
}

/// Other years are slips.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2200;
/// A date stands in no longer words, in bytes.
const LONGEST: usize = 120;

/// The first date in the words; where its numbers may be two days, that of the order.
pub fn read(words: &str, order: Option<DateOrder>) -> Option<When> {
    match find(words)? {
        Found::Told(when, _) => Some(when),
        Found::Open(first, second, year) => match order? {
            DateOrder::DayFirst => When::day(year, second, first),
            DateOrder::MonthFirst => When::day(year, first, second),
        },
    }
}

/// What the words say of the order of day and month, if anything.
pub fn hint(words: &str) -> Option<Hint> {
    match find(words)? {
        Found::Told(_, order) => order.map(Hint::Told),
        Found::Open(..) => Some(Hint::Open),
    }
}

/// The day that a file's name tells: `2026-11-02`, `2026-11-02 strike`, `strike_2026-11-02`, `20261102`.
pub fn in_file_name(name: &str) -> Option<When> {
    let name = name.rsplit(['/', '\\']).next()?;
    let long = |part: Option<&str>| {
        let part = part?;
        let mut numbers = part.split(['-', '_']).map(number);
        let day = When::day(numbers.next()??, numbers.next()??, numbers.next()??);
        day.filter(|_| part.as_bytes()[4] == part.as_bytes()[7])
    };
    let ends =
        |rest: Option<&str>| !rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let begun = || long(name.get(..10)).filter(|_| ends(name.get(10..)));
    let ended = || {
        let at = name.len().checked_sub(10)?;
        let before = name.get(..at)?;
        long(name.get(at..)).filter(|_| !before.ends_with(char::is_alphanumeric))
    };
    let short = || {
        let digits = name.get(..8).filter(|_| ends(name.get(8..)))?;
        pieces::digits_alone(digits)
    };
    begun().or_else(ended).or_else(short)
}

/// A number of digits alone.
fn number(digits: &str) -> Option<i16> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

enum Found {
    /// And the order of day and month, where it shows in the numbers.
    Told(When, Option<DateOrder>),
    /// Two numbers that may both be the month, and the year.
    Open(i16, i16, i16),
}

fn find(words: &str) -> Option<Found> {
    let words = &words[..words.floor_char_boundary(LONGEST)];
    let pieces = Pieces::of(words.trim());
    let told = |when| Found::Told(when, None);
    if let Some(when) = pieces.get(0).and_then(pieces::digits_alone) {
        return Some(told(when));
    }
    let day = (0..pieces.len())
        .find_map(|at| numbers(&pieces, at).or_else(|| named(&pieces, at).map(told)));
    day.or_else(|| coarse(&pieces).map(told))
}

/// "2026-11-02", "02.11.2026", "13/11/2026", "11/13/26"
fn numbers(pieces: &Pieces<'_>, at: usize) -> Option<Found> {
    let sign = pieces.sign(at + 1)?;
    if pieces.sign(at + 3) != Some(sign) || !matches!(sign, '-' | '.' | '/') {
        return None;
    }
    let [first, second, third] = [at, at + 2, at + 4].map(|at| pieces.get(at).unwrap_or_default());
    let short = |digits: &str| number(digits).filter(|_| (1..=2).contains(&digits.len()));
    let between = short(second)?;
    if first.len() == 4 {
        let when = When::day(number(first)?, between, short(third)?)?;
        return Some(Found::Told(when, None));
    }
    let first = short(first)?;
    // 26-11-02 may be read from either end.
    let year = year(third, sign != '-')?;
    let day_first = When::day(year, between, first);
    let month_first = When::day(year, first, between);
    match (day_first, month_first) {
        (Some(day), Some(other)) if day == other || sign == '.' => Some(Found::Told(day, None)),
        (Some(_), Some(_)) => Some(Found::Open(first, between, year)),
        (Some(day), None) => Some(Found::Told(day, Some(DateOrder::DayFirst))),
        (None, Some(day)) => Some(Found::Told(day, Some(DateOrder::MonthFirst))),
        (None, None) => None,
    }
}

/// "2 November 2026", "Nov. 2, 2026", "2-Nov-26", "2026 Nov 2", "November 2026", "Mon Nov 02 10:00:00 +0000 2026"
fn named(pieces: &Pieces<'_>, at: usize) -> Option<When> {
    let month = month(pieces.get(at)?)?;
    let short = |at: usize| {
        pieces
            .get(at)
            .filter(|digits| digits.len() <= 2)
            .and_then(number)
    };
    let before = pieces.word_before(at);
    let after = pieces.word_after(at);
    let long = |at: usize| pieces.get(at).and_then(|digits| year(digits, false));
    if let Some(day) = before.and_then(short)
        && let Some(year) = after
            .and_then(|at| pieces.get(at))
            .and_then(|digits| year(digits, true))
    {
        return When::day(year, month, day);
    }
    let Some(day) = after.and_then(short) else {
        return When::month(after.and_then(long)?, month);
    };
    let behind = after.and_then(|at| pieces.word_after(at));
    let dashed = pieces.sign(at + 1) == Some('-');
    let next = behind
        .and_then(|at| pieces.get(at))
        .and_then(|digits| year(digits, dashed));
    let year = next
        .or_else(|| before.and_then(long))
        .or_else(|| pieces.last().and_then(|digits| year(digits, false)))?;
    When::day(year, month, day)
}

/// "2026-11", "11/2026", "2026", "Autumn 2026"
fn coarse(pieces: &Pieces<'_>) -> Option<When> {
    let digits: Vec<&str> = pieces.numbers().collect();
    match (&digits[..], pieces.sign(1)) {
        ([first, second], Some('-')) if first.len() == 4 => {
            When::month(number(first)?, number(second)?)
        }
        ([first, second], Some('/' | '.')) if second.len() == 4 => {
            When::month(number(second)?, number(first)?)
        }
        ([only], _) => year(only, false).map(|year| When {
            year,
            month: 0,
            day: 0,
        }),
        _ => None,
    }
}

/// Of four digits or, if it may be short, of two: 69 is 1969, 68 is 2068, as POSIX has it.
fn year(digits: &str, may_be_short: bool) -> Option<i16> {
    let year = number(digits)?;
    match digits.len() {
        4 if YEARS.contains(&year) => Some(year),
        2 if may_be_short => Some(if year < 69 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

impl When {
    fn day(year: i16, month: i16, day: i16) -> Option<Self> {
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self::from(date)).filter(|when| YEARS.contains(&when.year))
    }

    fn month(year: i16, month: i16) -> Option<Self> {
        Some(Self {
            day: 0,
            ..Self::day(year, month, 1)?
        })
    }

    pub(crate) fn has_month(self) -> bool {
        self.month > 0
    }

    pub(crate) fn has_day(self) -> bool {
        self.day > 0
    }

    /// The month it is in, or the year where no month is told.
    pub(crate) fn without_day(self) -> Self {
        Self { day: 0, ..self }
    }

    /// The year it is in.
    pub(crate) fn without_month(self) -> Self {
        Self {
            month: 0,
            ..self.without_day()
        }
    }

    /// The first day it may be, and the last.
    pub fn days(self) -> Option<(Date, Date)> {
        let first = Date::new(self.year, self.month.max(1), self.day.max(1)).ok()?;
        Some(match (self.month, self.day) {
            (0, _) => (first, first.last_of_year()),
            (_, 0) => (first, first.last_of_month()),
            _ => (first, first),
        })
    }
}

impl From<Date> for When {
    fn from(date: Date) -> Self {
        let (year, month, day) = (date.year(), date.month(), date.day());
        Self { year, month, day }
    }
}

/// ISO 8601: `2026-11-02`, `2026-11`, `2026`. As texts they stand in the order of time.
impl Display for When {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day] {
            if part > 0 {
                write!(f, "-{part:02}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
