//! A weekday against the date it is said to be.

use super::Outcome;
use crate::claims::Verdict;
use crate::claims::interval::Interval;
use crate::claims::quantity::{date_of, day_in, iso_date, nearest_days};

/// The weekdays as rules name them, from Monday.
const NAMES: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Until then Russia and Greece counted by the Julian calendar: 1 March 1923 was Greece's first Gregorian day.
const LAST_JULIAN: f64 = -17_108.0;
/// Until then many countries did; before [`GREGORIAN`] all did.
const JULIAN: f64 = -79_366.0; // 14 September 1752, Britain's first Gregorian day.
const GREGORIAN: f64 = -141_427.0; // 15 October 1582.
/// So few days from the article it is the nearest such day that is meant.
const NEAR: f64 = 60.0;

/// What the claim says besides the weekday.
pub(super) struct Stated {
    /// A whole date.
    pub(super) date: Option<Interval>,
    /// A day without a year.
    pub(super) day: Option<Interval>,
    /// A year named elsewhere in the sentence.
    pub(super) year: Option<Interval>,
}

/// A day without a year is that of the year the sentence names, or of the article's; another may be meant, so a
/// weekday that none of them has is only doubtful.
pub(super) fn judge(weekday: &str, stated: &Stated, article: Option<Interval>) -> Option<Outcome> {
    if let Some(date) = stated.date {
        // A month has every weekday.
        return date.is_exact().then(|| whole(weekday, date.low()));
    }
    let day = stated.day?.low();
    let named = stated.year.and_then(|year| day_in(day, year.low()));
    if let Some(named) = named.filter(|named| is(weekday, *named)) {
        return Some(weigh(weekday, named, Verdict::Consistent));
    }
    let Some(article) = article.filter(|article| article.is_exact()) else {
        return Some(match named {
            Some(named) => weigh(weekday, named, Verdict::Doubtful),
            None => Outcome::new(
                Verdict::Undetermined,
                "Neither the text nor the article's date says which year it was",
            ),
        });
    };
    let days = nearest_days(day, date_of(article.low())?);
    let nearest = *days.first()?;
    // Another year's is hardly meant where this year's is a few days off.
    let near = (nearest - article.low()).abs() <= NEAR;
    let meant = days.iter().take(if near { 1 } else { 2 });
    let right = meant.copied().find(|day| is(weekday, *day));
    Some(match right {
        Some(right) => weigh(weekday, right, Verdict::Consistent),
        None => weigh(weekday, named.unwrap_or(nearest), Verdict::Doubtful),
    })
}

/// A date with its year, by the calendar of its time.
fn whole(weekday: &str, day: f64) -> Outcome {
    let julian = julian(day).filter(|_| day < JULIAN);
    match julian {
        Some(julian) if is(weekday, julian) || day < GREGORIAN => {
            let verdict = match is(weekday, julian) {
                true => Verdict::Consistent,
                false => Verdict::Doubtful,
            };
            let real = titled(name_of(julian).unwrap_or_default());
            let (day, stated) = (iso_date(day), titled(weekday));
            let result =
                format!("By the Julian calendar {day} is a {real}; the text says {stated}");
            Outcome::new(verdict, result)
        }
        Some(_) if !is(weekday, day) => weigh(weekday, day, Verdict::Doubtful),
        None if !is(weekday, day) && old_style(weekday, day) => {
            let mut outcome = weigh(weekday, day, Verdict::Undetermined);
            outcome.result +=
                ", as it is by the Julian calendar, which Russia and Greece still had";
            outcome
        }
        _ => weigh(
            weekday,
            day,
            if is(weekday, day) {
                Verdict::Consistent
            } else {
                Verdict::Contradicted
            },
        ),
    }
}

/// Whether the weekday is that of the Julian calendar where some still counted by it.
fn old_style(weekday: &str, day: f64) -> bool {
    day < LAST_JULIAN && julian(day).is_some_and(|julian| is(weekday, julian))
}

/// The day that is called so in the Julian calendar.
fn julian(day: f64) -> Option<f64> {
    let date = date_of(day)?;
    let year = i32::from(date.year()) - i32::from(date.month() < 3);
    let behind = year / 100 - year / 400 - 2;
    Some(day + f64::from(behind))
}

fn is(weekday: &str, day: f64) -> bool {
    name_of(day) == Some(weekday)
}

fn weigh(stated: &str, day: f64, verdict: Verdict) -> Outcome {
    let real = titled(name_of(day).unwrap_or_default());
    let result = format!(
        "{} is a {real}; the text says {}",
        iso_date(day),
        titled(stated)
    );
    Outcome::new(verdict, result)
}

fn name_of(day: f64) -> Option<&'static str> {
    let weekday = date_of(day)?.weekday();
    let index = weekday.to_monday_zero_offset();
    NAMES.get(usize::try_from(index).ok()?).copied()
}

fn titled(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::quantity::day_number;

    fn verdict(weekday: &str, day: f64) -> Option<Verdict> {
        of_year(weekday, day, None)
    }

    fn of_year(weekday: &str, day: f64, year: Option<f64>) -> Option<Verdict> {
        let article = Interval::exactly(day_number(jiff::civil::date(2019, 3, 5)));
        let stated = Stated {
            date: None,
            day: Some(Interval::exactly(day)),
            year: year.map(Interval::exactly),
        };
        judge(weekday, &stated, Some(article)).map(|found| found.verdict)
    }

    fn dated(weekday: &str, year: i16, month: i8, day: i8) -> Verdict {
        whole(weekday, day_number(jiff::civil::date(year, month, day))).verdict
    }

    #[test]
    fn a_year_of_the_sentence_or_the_other_beside_the_article_counts() {
        // 12 December 2011 was a Monday, 2018 a Wednesday, 2019 a Thursday.
        assert_eq!(
            of_year("monday", 1212.0, Some(2011.0)),
            Some(Verdict::Consistent)
        );
        assert_eq!(
            of_year("friday", 1212.0, Some(2011.0)),
            Some(Verdict::Doubtful)
        );
        // 20 August 2018 was a Monday, 2019 a Tuesday: either may be meant. 6 March 2020 was a Friday, but the one of 2019 is a day off.
        assert_eq!(verdict("monday", 820.0), Some(Verdict::Consistent));
        assert_eq!(verdict("tuesday", 820.0), Some(Verdict::Consistent));
        assert_eq!(verdict("friday", 306.0), Some(Verdict::Doubtful));
    }

    #[test]
    fn old_dates_are_of_the_julian_calendar() {
        assert_eq!(dated("thursday", 1415, 10, 25), Verdict::Doubtful);
        assert_eq!(dated("friday", 1415, 10, 25), Verdict::Consistent);
        assert_eq!(dated("monday", 1805, 10, 21), Verdict::Consistent);
        assert_eq!(dated("sunday", 1805, 10, 21), Verdict::Contradicted);
        // 25 October 1917 was a Wednesday in Petrograd, a Thursday in Paris.
        assert_eq!(dated("wednesday", 1917, 10, 25), Verdict::Undetermined);
        assert_eq!(dated("thursday", 1917, 10, 25), Verdict::Consistent);
        assert_eq!(dated("friday", 1917, 10, 25), Verdict::Contradicted);
        assert_eq!(dated("wednesday", 1927, 10, 25), Verdict::Contradicted);
        // 5 November 1605 was a Tuesday in London, a Saturday in Paris.
        assert_eq!(dated("tuesday", 1605, 11, 5), Verdict::Consistent);
        assert_eq!(dated("saturday", 1605, 11, 5), Verdict::Consistent);
    }

    #[test]
    fn a_day_is_of_the_nearest_year() {
        // 4 March 2019 was a Monday, 28 December 2018 a Friday; 4 March 2018 a Sunday.
        assert_eq!(verdict("monday", 304.0), Some(Verdict::Consistent));
        assert_eq!(verdict("friday", 1228.0), Some(Verdict::Consistent));
        assert_eq!(verdict("sunday", 304.0), Some(Verdict::Doubtful));
        assert_eq!(verdict("thursday", 304.0), Some(Verdict::Doubtful));
        assert_eq!(verdict("thursday", 9999.0), None);
    }
}
