//! A weekday against the date it is said to be.

use super::Outcome;
use crate::claims::Verdict;
use crate::claims::interval::Interval;
use crate::claims::quantity::{date_of, iso_date, nearest_day};

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

/// A day without a year is taken for the nearest such day to the article's date; another year may be meant, so a
/// weekday that it does not have is then only doubtful.
pub(super) fn judge(
    weekday: &str,
    date: Option<Interval>,
    day: Option<Interval>,
    article: Option<Interval>,
) -> Option<Outcome> {
    if let Some(date) = date {
        // A month has every weekday.
        return date
            .is_exact()
            .then(|| weigh(weekday, date.low(), Verdict::Contradicted));
    }
    let day = day?.low();
    let Some(article) = article.filter(|article| article.is_exact()) else {
        return Some(Outcome::new(
            Verdict::Undetermined,
            "Neither the text nor the article's date says which year it was",
        ));
    };
    let nearest = nearest_day(day, date_of(article.low())?)?;
    Some(weigh(weekday, nearest, Verdict::Doubtful))
}

/// `otherwise`: what it is where the weekday is another.
fn weigh(stated: &str, day: f64, otherwise: Verdict) -> Outcome {
    let real = name_of(day);
    let verdict = match real == Some(stated) {
        true => Verdict::Consistent,
        false => otherwise,
    };
    let real = titled(real.unwrap_or_default());
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
        let article = Interval::exactly(day_number(jiff::civil::date(2019, 3, 5)));
        let day = Some(Interval::exactly(day));
        judge(weekday, None, day, Some(article)).map(|found| found.verdict)
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
