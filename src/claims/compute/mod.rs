//! [`Computation`]: what four operators cannot express: the calendar, and one claim against another.
//!
//! A rule names one by `compute = "duration_since"` and declares the slots it
//! asks for. Whatever needs the article's date says `undetermined` or nothing
//! without one: no date is ever guessed from the text.

mod calendar;
mod pairs;
mod weekday;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Verdict;
use super::interval::Interval;
use super::quantity::year_of;
use crate::span::Span;

pub(super) use calendar::days_of;
pub(crate) use pairs::{Fact, Person};

/// A built-in computation that a rule can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Computation {
    /// `since` a year, for a `span` of time up to the article's date; `bound` if words say that it is all of it.
    DurationSince,
    /// `from` a year `to` a year, a `span` of time.
    DurationBetween,
    /// In a year (`since`) or on a `day`, a `span` of time before the article's date.
    DurationAgo,
    /// For the first time since a year (`since`).
    FirstSince,
    /// Every year `from` one `to` another.
    Series,
    /// An `age` in years, at the article's date or in the year `died`, and the year of birth (`born`).
    AgeAndBirth,
    /// A `weekday` and the `date` it is said to be, or the `day` of the article's year.
    Weekday,
    /// The article has two values (`value`) for one thing (`of`).
    TwoValues,
    /// The article has two terms (`value`) that exclude each other for one person (`of`).
    TwoTerms,
    /// One speaker's words are quoted twice and differ.
    QuotedTwice,
}

/// What a computation found.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) verdict: Verdict,
    /// The working.
    pub(crate) result: String,
    pub(crate) left: Option<Interval>,
    pub(crate) right: Option<Interval>,
    /// The claim of the same rule that it was held against.
    pub(crate) peer: Option<Span>,
}

impl Outcome {
    pub(crate) fn new(verdict: Verdict, result: impl Into<String>) -> Self {
        Self {
            verdict,
            result: result.into(),
            left: None,
            right: None,
            peer: None,
        }
    }
}

/// The slots of one claim.
pub(crate) trait Values {
    /// A quantity, or the number of a term.
    fn value(&self, name: &str) -> Option<Interval>;
    /// What a term is called in its rule; a row's key; a name as written.
    fn key(&self, name: &str) -> Option<String>;
    /// The claim's own place.
    fn place(&self) -> Span;
}

/// What it may look at besides its slots.
pub(crate) struct Context<'a> {
    /// The article's date as days since 1970-01-01; a year or month is the range of its days.
    pub(crate) date: Option<Interval>,
    /// Series of years that the article tells of: the last year with the first.
    pub(crate) series: &'a HashMap<i64, f64>,
    /// The claims of the same rule.
    pub(crate) facts: &'a [Fact],
}

impl Computation {
    /// The slots the rule must declare.
    pub(crate) fn slots(self) -> &'static [&'static str] {
        match self {
            Self::DurationSince | Self::DurationAgo => &["since", "span"],
            Self::DurationBetween => &["from", "to", "span"],
            Self::FirstSince => &["since"],
            Self::Series => &["from", "to"],
            Self::AgeAndBirth => &["age", "born", "birthdate", "died"],
            Self::Weekday => &["weekday", "date", "day"],
            Self::TwoValues | Self::TwoTerms => &["of", "value"],
            Self::QuotedTwice => &[],
        }
    }

    /// It holds one claim against another of its rule.
    pub(crate) fn pairs(self) -> bool {
        matches!(self, Self::TwoValues | Self::TwoTerms)
    }

    /// It looks at quotations, not at words: its rule has no triggers.
    pub(crate) fn wordless(self) -> bool {
        self == Self::QuotedTwice
    }

    /// The outcome, or `None` for silence.
    pub(crate) fn run(self, values: &dyn Values, context: &Context<'_>) -> Option<Outcome> {
        let value = |name| values.value(name);
        let year = |day: Interval| year_of(day.low()).map(f64::from).map(Interval::exactly);
        match self {
            Self::DurationSince => {
                let bound = values.key("bound").is_some();
                calendar::since(value("since")?, value("span")?, bound, context.date)
            }
            Self::DurationAgo => {
                let since = value("since").or_else(|| year(value("day")?))?;
                calendar::until_article(since, value("span")?, context.date)
            }
            Self::DurationBetween => {
                calendar::between(value("from")?.low(), value("to")?.low(), value("span")?)
            }
            Self::FirstSince => calendar::first_since(value("since")?.low(), context),
            Self::Series => {
                calendar::series(value("from")?.low(), value("to")?.low(), context.date)
            }
            Self::AgeAndBirth => {
                let of_date = || value("birthdate").and_then(year);
                let born = value("born").or_else(of_date)?;
                calendar::age(value("age")?, born, value("died"), context.date)
            }
            Self::Weekday => weekday::judge(
                &values.key("weekday")?,
                &weekday::Stated {
                    date: value("date"),
                    day: value("day"),
                    year: value("year").or_else(|| {
                        let article = year(context.date.filter(|date| date.is_exact())?)?;
                        Some(article + Interval::exactly(away(values)?))
                    }),
                },
                context.date,
            ),
            Self::TwoValues => pairs::two_values(values, context.facts),
            Self::TwoTerms => pairs::two_terms(values, context.facts),
            // Found by comparing quotations, never by words.
            Self::QuotedTwice => None,
        }
    }
}

/// The years from the article's to another that a rule has as `away` ("last year") or `ago`.
fn away(values: &dyn Values) -> Option<f64> {
    let ago = || values.value("ago").map(|years| -years.low().round());
    match values.key("away").as_deref() {
        Some("last") => Some(-1.0),
        Some(_) => Some(1.0),
        None => ago(),
    }
}
