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

/// As articles write dates beside `2023-09-28`; an order of day and month that could be
/// another is none of them.
const FORMS: &[&str] = &[
    "%d.%m.%Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%A, %d %B %Y",
    "%A, %B %d, %Y",
];

/// Other years are slips.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2200;

impl Period {
    pub(super) fn read(text: &str) -> Option<Self> {
        // "Sept. 28, 2023" as "Sep 28, 2023".
        let text = text.trim().replace(". ", " ").replace("Sept ", "Sep ");
        let text = text.as_str();
        let period = Self::iso(text).or_else(|| {
            let mut forms = FORMS.iter();
            forms.find_map(|form| Date::strptime(form, text).ok().map(Self::of))
        });
        period.filter(|period| YEARS.contains(&period.year))
    }

    /// `2023-09-28…`, `2023-09`, `2023`.
    fn iso(text: &str) -> Option<Self> {
        let part = |from: usize, to: usize| text.get(from..to);
        let full = |month, day| format!("{}-{month}-{day}", part(0, 4).unwrap_or_default());
        let date = |text: String| text.parse::<Date>().ok().map(Self::of);
        match text.len() {
            4 => date(full("01", "01")).map(|date| date.at(Grain::Year)),
            7 => date(full(part(5, 7)?, "01")).map(|date| date.at(Grain::Month)),
            _ => date(part(0, 10)?.to_owned()),
        }
    }

    fn of(date: Date) -> Self {
        let (year, month, day) = (date.year(), date.month(), date.day());
        Self { year, month, day }
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
    fn dates_are_read_as_articles_write_them() {
        let cases = [
            ("2023-09-28", "2023-09-28"),
            ("2023-09-28T10:00:00Z", "2023-09-28"),
            ("2023-09", "2023-09"),
            ("2023", "2023"),
            ("21.10.2023", "2023-10-21"),
            ("3 March 2021", "2021-03-03"),
            ("March 3, 2021", "2021-03-03"),
            ("Sept. 3, 2021", "2021-09-03"),
            ("Jan. 3, 2021", "2021-01-03"),
            ("Wednesday, 3 March 2021", "2021-03-03"),
            ("03/04/2021", ""),
            ("yesterday", ""),
            ("0001-01-01", ""),
            ("2023-13-40", ""),
            ("ééééé", ""),
            ("", ""),
        ];
        for (text, read) in cases {
            let period = Period::read(text).map(|period| period.to_string());
            assert_eq!(period.unwrap_or_default(), read, "{text}");
        }
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
