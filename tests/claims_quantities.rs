//! A table of quantity expressions: what each is read as.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A failed test is what a panic is for.

use std::sync::LazyLock;

use dixit::claims::{Dimension, Quantity, QuantityReader};

/// Text with its quantities as "dimension low..high unit", `;` between them; "-" is none.
const TABLE: &str = include_str!("claims_quantities.tsv");

/// The date of the articles that the expressions stand in.
const DATE: &str = "2019-05-15";

static READER: LazyLock<QuantityReader> = LazyLock::new(|| QuantityReader::embedded().unwrap());

fn show(quantity: &Quantity) -> String {
    let bound = |value: f64| {
        if value.is_infinite() {
            return "inf".to_owned();
        }
        let text = format!("{value:.4}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let dimension = format!("{:?}", quantity.dimension).to_lowercase();
    let (low, high) = (bound(quantity.value.low()), bound(quantity.value.high()));
    let range = if low == high {
        low
    } else {
        format!("{low}..{high}")
    };
    let rate = if quantity.rate { "/" } else { "" };
    format!("{dimension} {range} {}{rate}", quantity.unit)
        .trim_end()
        .to_owned()
}

#[test]
fn every_expression_is_read_as_the_table_says() {
    let mut wrong = Vec::new();
    let rows: Vec<(&str, &str)> = TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once('|').expect("text|reading"))
        .collect();
    for (text, expected) in &rows {
        let found: Vec<String> = READER.read_on(text, DATE).iter().map(show).collect();
        let found = if found.is_empty() {
            "-".to_owned()
        } else {
            found.join("; ")
        };
        if found != *expected {
            wrong.push(format!("{text}\n  wanted {expected}\n  found  {found}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} wrong:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
    assert!(rows.len() >= 150, "only {} rows", rows.len());
}

#[test]
fn the_span_holds_hedge_number_and_unit() {
    let text = "It held more than 2.5 million litres of oil.";
    let [quantity] = &READER.read(text)[..] else {
        panic!("one quantity")
    };
    assert_eq!(quantity.span.of(text), "more than 2.5 million litres");
}

#[test]
fn a_date_is_its_day_counted_from_1970() {
    for text in [
        "2023-09-06",
        "06.09.2023",
        "September 6, 2023",
        "6 September 2023",
        "6th of September, 2023",
        "Sept. 6, 2023",
        "9/6/2023",
    ] {
        let [quantity] = &READER.read(text)[..] else {
            panic!("one date in {text}")
        };
        assert_eq!(
            (quantity.dimension, quantity.value.low()),
            (Dimension::Date, 19606.0),
            "{text}"
        );
    }
}

#[test]
fn durations_before_ago_and_days_come_to_dates() {
    let date = |text: &str| {
        let found = READER.read_on(text, DATE);
        found.first().and_then(dixit::claims::Quantity::date)
    };
    for (text, expected) in [
        ("three days ago", Some("2019-05-12")),
        ("two weeks from now", Some("2019-05-26/2019-06-01")),
        ("on August 17", Some("2019-08-17")),
        ("on December 30", Some("2018-12-30")),
        ("last month", Some("2019-04-01/2019-04-30")),
        ("August 10, 2023", Some("2023-08-10")),
        ("for three days", None),
        ("40 boats", None),
    ] {
        assert_eq!(date(text).as_deref(), expected, "{text}");
    }
    assert!(READER.read("yesterday").is_empty(), "no date is guessed");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        let mut end = 0;
        for quantity in READER.read(&text) {
            proptest::prop_assert!(quantity.span.start() >= end && !quantity.span.of(&text).is_empty());
            end = quantity.span.end();
        }
    }

    #[test]
    fn any_quantity_like_text_is_read(text in "(over |half |a |\\$|1,000|20|–|-|million|bn| |year|s|%|to |and |one |2014|\\.|/|May |of ){0,14}") {
        for quantity in READER.read(&text) {
            proptest::prop_assert!(!quantity.span.of(&text).is_empty());
        }
    }
}
