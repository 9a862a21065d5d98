//! Years, durations, series and ages against the calendar.

use super::{Context, Outcome};
use crate::claims::Verdict;
use crate::claims::interval::Interval;
use crate::claims::quantity::{day_number, iso_date, year_of};
use crate::claims::working;

/// So much later than its first day a year's event may be, so much later than the event an article.
const YEAR: f64 = 365.25;
/// "Six years" is said of five and a half to six and a half.
const ROUNDING: f64 = 0.6;
/// Off by more than so many years contradicts; a round number may be off by more, but by no more than this share.
const OFF_YEARS: f64 = 1.5;
const OFF_SHARE: f64 = 0.25;
/// What a number of years may be off that is a multiple of another: the roundest first.
const ROUND: [(f64, f64); 4] = [(100.0, 20.0), (50.0, 8.0), (10.0, 6.0), (5.0, 3.0)];
/// Off by this factor the two are not about the same thing: nothing is said.
const UNRELATED: f64 = 3.0;

/// The days of a year.
pub(in crate::claims) fn days_of(year: f64) -> Option<Interval> {
    let year = year as i16;
    let first = jiff::civil::Date::new(year, 1, 1).ok()?;
    Some(Interval::new(
        day_number(first),
        day_number(first.last_of_year()),
    ))
}

/// Since a year up to the article. Less is only wrong where words bind the time to both ends (`bound`): since 2008
/// there may have been seven years of recession in all.
pub(super) fn since(
    since: Interval,
    stated: Interval,
    bound: bool,
    date: Option<Interval>,
) -> Option<Outcome> {
    let mut outcome = until_article(since, stated, date)?;
    let sides = outcome.left.zip(outcome.right);
    let less = sides.is_some_and(|(stated, elapsed)| stated.high() < elapsed.low());
    if less && !bound && outcome.verdict != Verdict::Consistent {
        outcome.verdict = Verdict::Undetermined;
        outcome.result += ", which may be so many of them in all";
    }
    Some(outcome)
}

pub(super) fn until_article(
    since: Interval,
    stated: Interval,
    date: Option<Interval>,
) -> Option<Outcome> {
    let Some(date) = date else {
        return Some(Outcome::new(
            Verdict::Undetermined,
            "The article bears no date to count up to".to_owned(),
        ));
    };
    let elapsed = (date - days_of(since.low())?) / Interval::exactly(YEAR);
    if elapsed.low() < -1.0 {
        return None;
    }
    let what = format!(
        "From {} to the article's date, {}, are {} years",
        since.low(),
        day_or_year(date),
        years(elapsed)
    );
    weigh(stated, elapsed, what)
}

pub(super) fn between(from: f64, to: f64, stated: Interval) -> Option<Outcome> {
    if from >= to {
        return None;
    }
    // Both ends included or neither: 2014 to 2017 is two, three or four years.
    let elapsed = Interval::new(to - from - 1.0, to - from + 1.0);
    weigh(
        stated,
        elapsed,
        format!("From {from} to {to} are {} years", years(elapsed)),
    )
}

/// Weighs a stated number of years against the calendar's.
fn weigh(stated: Interval, calendar: Interval, what: String) -> Option<Outcome> {
    let meant = Interval::new(stated.low() - ROUNDING, stated.high() + ROUNDING);
    let off = leeway(stated)
        .min(OFF_SHARE * calendar.high())
        .max(OFF_YEARS);
    let far = Interval::new(stated.low() - off, stated.high() + off);
    let related = stated.high() * UNRELATED >= calendar.low()
        && stated.low() <= calendar.high().max(1.0) * UNRELATED;
    if !related {
        return None;
    }
    let verdict = if meant.meets(calendar) {
        Verdict::Consistent
    } else if far.meets(calendar) {
        Verdict::Doubtful
    } else {
        Verdict::Contradicted
    };
    let mut result = format!("{what}; the text says {}", years(stated));
    if verdict != Verdict::Consistent {
        let apart = (stated.low() - calendar.high()).max(calendar.low() - stated.high());
        let (apart, off) = (tenth(apart), tenth(off));
        result += &format!(": off by {apart}, where more than {off} contradicts");
    }
    Some(Outcome {
        verdict,
        result,
        left: Some(stated),
        right: Some(calendar),
        peer: None,
    })
}

/// What a number of years may be off: thirty by more than thirty-one. A hedge leaves it between two numbers.
fn leeway(stated: Interval) -> f64 {
    let (low, high) = (stated.low(), stated.high());
    let of = |years: f64| {
        // Three decades are 29.98 of our years.
        let is_multiple = |of: f64| (years - (years / of).round() * of).abs() < 0.25;
        let round = ROUND.iter().find(|(of, _)| years > 0.0 && is_multiple(*of));
        round.map_or(OFF_YEARS, |(_, off)| *off)
    };
    let numbers = [low, high, (low + high) / 2.0].into_iter();
    let numbers = numbers.filter(|years| years.is_finite());
    numbers.map(of).fold(OFF_YEARS, f64::max)
}

fn tenth(years: f64) -> String {
    working::number((years * 10.0).round() / 10.0)
}

/// An age against the year of birth, at the article's date or in the year of death.
pub(super) fn age(
    age: Interval,
    born: Interval,
    died: Option<Interval>,
    date: Option<Interval>,
) -> Option<Outcome> {
    let (end, when) = match (died, date) {
        (Some(died), _) => (died, format!("in {}", died.low())),
        (None, Some(date)) => {
            let year = |day| year_of(day).map(f64::from);
            let years = Interval::new(year(date.low())?, year(date.high())?);
            (
                years,
                format!("at the article's date, {}", day_or_year(date)),
            )
        }
        (None, None) => {
            let result = "The article bears no date to reckon an age at";
            return Some(Outcome::new(Verdict::Undetermined, result));
        }
    };
    let turned = end - born;
    // Before the birthday it is a year less.
    let possible = Interval::new(turned.low() - 1.0, turned.high());
    if possible.high() < 0.0 {
        return None;
    }
    let verdict = if possible.meets(age) {
        Verdict::Consistent
    } else if Interval::new(possible.low() - 1.0, possible.high() + 1.0).meets(age) {
        Verdict::Doubtful
    } else {
        Verdict::Contradicted
    };
    let (born, possible_words) = (born.low(), working::interval(possible));
    let result = format!(
        "Who was born in {born} is {possible_words} years old {when}; the text says {}{}",
        working::interval(age),
        match verdict {
            Verdict::Consistent => "",
            _ => ", and more than a year off contradicts",
        }
    );
    Some(Outcome {
        left: Some(age),
        right: Some(possible),
        ..Outcome::new(verdict, result)
    })
}

pub(super) fn first_since(since: f64, context: &Context<'_>) -> Option<Outcome> {
    if let Some(year) = context.date.and_then(|date| year_of(date.high()))
        && f64::from(year) < since
    {
        let result = format!("{since} lies after the article's year, {year}");
        return Some(Outcome::new(Verdict::Contradicted, result));
    }
    let went_on = |(to, from): &(&i64, &f64)| **from <= since && since < **to as f64;
    if let Some((to, from)) = context
        .series
        .iter()
        .filter(went_on)
        .min_by_key(|(to, _)| **to)
    {
        let result = format!(
            "The article tells of a yearly series from {from} to {to}: if that is meant, it went on after {since}"
        );
        // It may be a series of something else.
        return Some(Outcome::new(Verdict::Check, result));
    }
    Some(match context.series.get(&(since as i64)) {
        Some(from) => Outcome::new(
            Verdict::Consistent,
            format!(
                "The article tells of a yearly series from {from} to {since}: it ends in {since}, as \"first since {since}\" needs"
            ),
        ),
        None => Outcome::new(
            Verdict::Check,
            format!("Nothing in the article says what was in {since} and after"),
        ),
    })
}

pub(super) fn series(from: f64, to: f64, date: Option<Interval>) -> Option<Outcome> {
    if from > to {
        return Some(Outcome::new(
            Verdict::Contradicted,
            format!("The series begins in {from}, after its end in {to}"),
        ));
    }
    let runs = format!(
        "The years run forward, {} of them from {from} to {to}",
        to - from + 1.0
    );
    let Some(date) = date else {
        return Some(Outcome::new(
            Verdict::Undetermined,
            format!("{runs}; the article bears no date to set them against"),
        ));
    };
    let year = f64::from(year_of(date.high())?);
    (to <= year).then(|| {
        Outcome::new(
            Verdict::Consistent,
            format!("{runs}, and end by the article's year, {year}"),
        )
    })
}

fn day_or_year(date: Interval) -> String {
    if date.is_exact() {
        return iso_date(date.low());
    }
    year_of(date.low()).map_or_else(|| "?".to_owned(), |year| year.to_string())
}

fn years(range: Interval) -> String {
    // A century is 99.8 to 100 of our years.
    let whole = range.high().floor();
    if range.contains(whole) && range.high() - range.low() < 0.5 {
        return working::number(whole);
    }
    let round = |value: f64| (value * 10.0).round() / 10.0;
    working::interval(Interval::new(round(range.low()), round(range.high())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Interval {
        Interval::exactly(day_number(jiff::civil::date(2019, 3, 5)))
    }

    fn since(year: f64, stated: f64) -> Option<Verdict> {
        until_article(
            Interval::exactly(year),
            Interval::exactly(stated),
            Some(article()),
        )
        .map(|found| found.verdict)
    }

    #[test]
    fn durations_up_to_the_article() {
        assert_eq!(since(2012.0, 7.0), Some(Verdict::Consistent));
        assert_eq!(since(2012.0, 6.0), Some(Verdict::Consistent));
        assert_eq!(since(2012.0, 5.0), Some(Verdict::Doubtful));
        assert_eq!(since(2005.0, 8.0), Some(Verdict::Contradicted));
        // Thirty may be said of thirty-five, but not of forty; thirty-one not of thirty-four.
        assert_eq!(since(1984.0, 30.0), Some(Verdict::Doubtful));
        assert_eq!(since(1979.0, 30.0), Some(Verdict::Contradicted));
        assert_eq!(since(1984.0, 31.0), Some(Verdict::Contradicted));
        assert_eq!(since(1945.0, 90.0), Some(Verdict::Contradicted));
        assert_eq!(since(1776.0, 300.0), Some(Verdict::Contradicted));
        assert_eq!(since(1980.0, 2.0), None);
        assert_eq!(since(2025.0, 2.0), None);
    }

    #[test]
    fn a_century_is_told_as_a_hundred_years() {
        assert_eq!(years(Interval::new(99.8, 100.1)), "100");
        assert_eq!(years(Interval::new(9.72, 10.7)), "9.7 to 10.7");
    }

    #[test]
    fn without_a_date_nothing_is_decided() {
        let found = until_article(Interval::exactly(2012.0), Interval::exactly(7.0), None).unwrap();
        assert_eq!(found.verdict, Verdict::Undetermined);
    }

    #[test]
    fn first_since_needs_the_article_to_agree() {
        let series = std::collections::HashMap::from([(2016, 2011.0)]);
        let context = Context {
            date: Some(article()),
            series: &series,
            facts: &[],
        };
        let verdict = |year| first_since(year, &context).map(|found| found.verdict);
        assert_eq!(verdict(2016.0), Some(Verdict::Consistent));
        assert_eq!(verdict(2013.0), Some(Verdict::Check));
        assert_eq!(verdict(2021.0), Some(Verdict::Contradicted));
    }
}
