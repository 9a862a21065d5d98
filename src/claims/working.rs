//! Workings: verdicts in words and numbers that a reader can redo by hand.

use super::figure::Figure;
use super::interval::Interval;
use super::quantity::iso_date;

/// Magnitudes as they are written out.
const MAGNITUDES: [(f64, &str); 3] = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];

/// A number with three or four digits that count.
pub(crate) fn number(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 {
            "any number"
        } else {
            "less than any number"
        }
        .to_owned();
    }
    for (size, name) in MAGNITUDES {
        if value.abs() >= size {
            return format!("{}{name}", digits(value / size));
        }
    }
    digits(value)
}

/// Years and small counts whole; thousands with separators; fractions short.
fn digits(value: f64) -> String {
    // However small, two digits that count.
    if value != 0.0 && value.abs() < 0.01 {
        let places = (1.0 - value.abs().log10().floor()) as usize;
        return format!("{value:.places$}");
    }
    let places = match value.abs() {
        size if size >= 1000.0 || value == value.trunc() => 0,
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let text = format!("{value:.places$}");
    let text = if places > 0 {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    // Four digits stay together: they are often years.
    if text.len() <= 4 || places > 0 {
        return text.to_owned();
    }
    let mut grouped = String::new();
    for (at, digit) in text.chars().enumerate() {
        if at > 0 && (text.len() - at) % 3 == 0 && grouped != "-" {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "25.2 to 26.6 million", "over 4.39", "12".
pub(crate) fn interval(range: Interval) -> String {
    if range.is_exact() {
        return number(range.low());
    }
    if range == Interval::WHOLE {
        return "unknown".to_owned();
    }
    if range.high().is_infinite() {
        return format!("{} or more", number(range.low()));
    }
    let (low, high) = (number(range.low()), number(range.high()));
    if low == high {
        return low;
    }
    for (_, name) in MAGNITUDES {
        if let (Some(low), true) = (low.strip_suffix(name), high.ends_with(name)) {
            return format!("{low} to {high}");
        }
    }
    format!("{low} to {high}")
}

/// A date, or its first and last day.
pub(crate) fn days(range: Interval) -> String {
    let (first, last) = (iso_date(range.low()), iso_date(range.high()));
    match first == last {
        true => first,
        false => format!("{first} to {last}"),
    }
}

/// A day of the year, month times 100 plus day: "5 November".
pub(crate) fn day(value: f64) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (month, day) = ((value / 100.0) as usize, (value % 100.0) as u8);
    let month = month.checked_sub(1).and_then(|month| MONTHS.get(month));
    format!("{day} {}", month.copied().unwrap_or_default())
}

/// A figure with its range, source and date.
pub(crate) fn figure(figure: &Figure, note: &str) -> String {
    let Figure {
        title,
        unit,
        as_of,
        source,
        made,
        ..
    } = figure;
    let note = if note.is_empty() {
        String::new()
    } else {
        format!(", {note}")
    };
    let (publisher, work) = (&source.publisher, &source.title);
    let made = if made.is_empty() {
        String::new()
    } else {
        format!("{made} ")
    };
    format!(
        "{title}{note}: {} {unit} ({made}{publisher}, {work}, as of {as_of})",
        interval(figure.value)
    )
}

/// Replaces each `{name}`; unknown names stay as they are.
pub(crate) fn fill(template: &str, value_of: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match value_of(name) {
            Some(value) => filled.push_str(&value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        let shown: Vec<String> = [
            132_300_000.0,
            2017.0,
            4.39,
            0.196,
            12_500.0,
            1_147_000_000.0,
            6.0,
            91.25,
        ]
        .into_iter()
        .map(number)
        .collect();
        assert_eq!(
            shown,
            [
                "132 million",
                "2017",
                "4.39",
                "0.196",
                "12,500",
                "1.15 billion",
                "6",
                "91.2"
            ]
        );
        assert_eq!(
            interval(Interval::new(25.2e6, 26.6e6)),
            "25.2 to 26.6 million"
        );
        assert_eq!(
            interval(Interval::new(25e6, f64::INFINITY)),
            "25 million or more"
        );
    }

    #[test]
    fn small_numbers_and_days_are_told() {
        assert_eq!(number(0.000_043_21), "0.000043");
        assert_eq!(number(0.0), "0");
        assert_eq!(day(1105.0), "5 November");
    }

    #[test]
    fn templates_keep_what_they_do_not_know() {
        let value = |name: &str| (name == "a").then(|| "1".to_owned());
        assert_eq!(fill("{a} {b} {", value), "1 {b} {");
    }
}
