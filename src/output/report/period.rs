//! [`Grain`]: the days, months or years that a chart's columns are of.

use crate::dates::When;

/// How finely periods are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    #[default]
    Day,
    Month,
    Year,
}

impl Grain {
    /// How finely a date is told.
    pub(super) fn of(when: When) -> Self {
        match (when.has_month(), when.has_day()) {
            (false, _) => Self::Year,
            (_, false) => Self::Month,
            _ => Self::Day,
        }
    }

    /// The period that holds the date.
    pub(super) fn holding(self, when: When) -> When {
        match self {
            Self::Day => when,
            Self::Month => when.without_day(),
            Self::Year => when.without_month(),
        }
    }

    /// Periods from one to another, the first included.
    pub(super) fn steps(self, earlier: When, later: When) -> i64 {
        let (Some((first, _)), Some((last, _))) = (earlier.days(), later.days()) else {
            return 0;
        };
        let years = i64::from(last.year() - first.year());
        match self {
            Self::Year => years,
            Self::Month => years * 12 + i64::from(last.month() - first.month()),
            Self::Day => first
                .until(last)
                .map_or(0, |span| i64::from(span.get_days())),
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates;

    #[test]
    fn a_date_may_be_a_day_a_month_or_a_year() {
        let read = |date| dates::read(date, None).unwrap();
        for (date, grain) in [
            ("2023-09-28", Grain::Day),
            ("2023-09", Grain::Month),
            ("2023", Grain::Year),
        ] {
            assert_eq!(Grain::of(read(date)), grain, "{date}");
            assert_eq!(grain.holding(read("2023-09-28")).to_string(), date);
        }
        assert_eq!(dates::read("soon", None), None);
    }

    #[test]
    fn periods_are_counted_from_one_to_another() {
        let [first, last] = ["2023-12-30", "2024-02-02"].map(|day| dates::read(day, None).unwrap());
        let steps = |grain: Grain| grain.steps(grain.holding(first), grain.holding(last));
        assert_eq!(
            [Grain::Day, Grain::Month, Grain::Year].map(steps),
            [34, 2, 1]
        );
    }
}
