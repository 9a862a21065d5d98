//! [`Period`]: a day, a month or a year, as articles' dates tell it.

use jiff::civil::Date;

/// Nought where the date does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Period {
    year: i16,
    month: i8,
    day: i8,
}

/// How finely periods are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    #[default]
    Day,
    Month,
    Year,
}

impl Period {
    /// Of an article's `date_iso`: `2023-09-28`, `2023-09`, `2023`.
    pub(super) fn read(iso: &str) -> Option<Self> {
        let mut parts = iso.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let mut part = || parts.next().map_or(Some(0), |part| part.parse().ok());
        let (month, day) = (part()?, part()?);
        Some(Self { year, month, day })
    }

    /// The period that holds this one.
    pub(super) fn at(self, grain: Grain) -> Self {
        let month = if grain < Grain::Year { self.month } else { 0 };
        let day = if grain < Grain::Month { self.day } else { 0 };
        Self { month, day, ..self }
    }

    /// How finely it is told itself.
    pub(super) fn grain(self) -> Grain {
        match (self.month, self.day) {
            (0, _) => Grain::Year,
            (_, 0) => Grain::Month,
            _ => Grain::Day,
        }
    }

    /// Periods from one to another, the first included.
    pub(super) fn steps_to(self, later: Self, grain: Grain) -> i64 {
        let date = |period: Self| Date::new(period.year, period.month.max(1), period.day.max(1));
        let years = i64::from(later.year - self.year);
        match grain {
            Grain::Year => years,
            Grain::Month => years * 12 + i64::from(later.month - self.month),
            Grain::Day => match (date(self), date(later)) {
                (Ok(first), Ok(last)) => first
                    .until(last)
                    .map_or(0, |span| i64::from(span.get_days())),
                _ => 0,
            },
        }
    }
}

impl Grain {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    pub(super) fn coarser(self) -> Option<Self> {
        match self {
            Self::Day => Some(Self::Month),
            Self::Month => Some(Self::Year),
            Self::Year => None,
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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
mod tests {
    use super::*;

    #[test]
    fn a_date_may_be_a_day_a_month_or_a_year() {
        for date in ["2023-09-28", "2023-09", "2023"] {
            assert_eq!(Period::read(date).unwrap().to_string(), date);
        }
        assert_eq!(Period::read("soon"), None);
    }

    #[test]
    fn periods_are_counted_from_one_to_another() {
        let [first, last] = ["2023-12-30", "2024-02-02"].map(|day| Period::read(day).unwrap());
        let steps = |grain| first.at(grain).steps_to(last.at(grain), grain);
        assert_eq!(
            [Grain::Day, Grain::Month, Grain::Year].map(steps),
            [34, 2, 1]
        );
    }
}
