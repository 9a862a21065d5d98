//! Numbers by their value: "300", "three hundred" and "a hundred" and more, "$5 million" and "5 million dollars" are
//! written so by an outlet's house style.
//!
//! Words are merged to one a number; a sign of money becomes the word behind the number that it is read as. Not read are
//! years in two halves ("nineteen ninety") and halves and thirds.

use rustc_hash::FxHashMap;

use super::words::{Word, hash};

/// Values are counted in millionths, so that "2.5" is whole.
const ONE: u128 = 1_000_000;
/// So many decimals of a number are read.
const MOST_DECIMALS: usize = 6;
/// No longer number in digits is read.
const MOST_DIGITS: usize = 15;

const UNITS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
                     sixteen seventeen eighteen nineteen";
const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";
const SCALES: [(&str, u128); 6] = [
    ("thousand", 1_000),
    ("lakh", 100_000),
    ("million", 1_000_000),
    ("crore", 10_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
];
/// Letters right behind digits, the first only behind a sign of money: "5m" may be metres.
const SHORT: [(&str, u128); 4] = [
    ("m", 1_000_000),
    ("bn", 1_000_000_000),
    ("tn", 1_000_000_000_000),
    ("k", 1_000),
];

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// In digits, in millionths, and whether letters behind them said how many.
    Digits(u128, bool),
    /// To nineteen, and the tens.
    Unit(u128),
    Tens(u128),
    Hundred,
    Scale(u128),
    /// "a hundred"
    Article,
    And,
    /// A sign of money before its number, and the word for it.
    Sign(&'static str),
}

/// What number words are, by their hashes.
pub(super) fn parts() -> FxHashMap<u64, Part> {
    let units = UNITS
        .split_whitespace()
        .zip(0..)
        .map(|(word, value)| (word, Part::Unit(value)));
    let tens = TENS
        .split_whitespace()
        .zip(2..)
        .map(|(word, value)| (word, Part::Tens(value * 10)));
    let scales = SCALES.map(|(word, value)| (word, Part::Scale(value)));
    let others = [
        ("hundred", Part::Hundred),
        ("a", Part::Article),
        ("and", Part::And),
    ];
    let all = units.chain(tens).chain(scales).chain(others);
    all.map(|(word, part)| (hash(word), part)).collect()
}

/// The word for a sign of money.
pub(super) fn money(sign: char) -> Option<&'static str> {
    match sign {
        '$' => Some("dollars"),
        '€' => Some("euros"),
        '£' => Some("pounds"),
        '₹' => Some("rupees"),
        '¥' => Some("yen"),
        _ => None,
    }
}

/// "2.5", "300", "5bn"; `signed`: a sign of money stands before it.
pub(super) fn digits(word: &str, signed: bool) -> Option<Part> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = word
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(word.len());
    let (number, letters) = word.split_at(end);
    let scale = match letters {
        "" => 1,
        "m" if !signed => return None,
        letters => SHORT.iter().find(|(short, _)| *short == letters)?.1,
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if whole.len() > MOST_DIGITS || decimals.len() > MOST_DECIMALS {
        return None;
    }
    // "007" is no seven.
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let whole: u128 = whole.parse().ok()?;
    let missing = (MOST_DECIMALS - decimals.len()) as u32;
    let decimals = match decimals {
        "" => 0,
        decimals => decimals.parse::<u128>().ok()? * 10_u128.pow(missing),
    };
    Some(Part::Digits(
        (whole * ONE + decimals) * scale,
        !letters.is_empty(),
    ))
}

/// A number that begins at a word, in millionths, and how many words it has.
fn number(parts: &[Option<Part>]) -> Option<(u128, usize)> {
    match parts.first()?.as_ref()? {
        Part::Digits(value, true) => Some((*value, 1)),
        Part::Digits(value, false) => {
            let scales = parts[1..].iter().map_while(|part| match part {
                Some(Part::Scale(scale)) => Some(*scale),
                _ => None,
            });
            let (mut value, mut words) = (*value, 1);
            for scale in scales.take(2) {
                value = value.checked_mul(scale)?;
                words += 1;
            }
            Some((value, words))
        }
        Part::Unit(_) | Part::Tens(_) => spelt(parts),
        Part::Article => match parts.get(1)? {
            Some(Part::Hundred | Part::Scale(_)) => spelt(parts),
            _ => None,
        },
        _ => None,
    }
}

/// The same in words: "two thousand three hundred and five".
fn spelt(parts: &[Option<Part>]) -> Option<(u128, usize)> {
    // What is behind the last scale, what is before it, that scale, and the least that may still be added.
    let (mut group, mut total, mut last, mut room) = (0, 0_u128, u128::MAX, 1000);
    let mut words = 0;
    let mut at = 0;
    while let Some(Some(part)) = parts.get(at) {
        let unit =
            |part: Option<&Option<Part>>| matches!(part, Some(Some(Part::Unit(_) | Part::Tens(_))));
        match *part {
            Part::Article if at == 0 => (group, room) = (1, 1),
            Part::Unit(value) if value < room && value > 0 || at == 0 => {
                (group, room) = (group + value, 1);
            }
            Part::Tens(value) if value < room => (group, room) = (group + value, 10),
            Part::Hundred if (1..100).contains(&group) => (group, room) = (group * 100, 100),
            Part::Scale(scale) if group > 0 && scale < last => {
                total += group * scale;
                (group, room, last) = (0, 1000, scale);
            }
            // "three hundred and five"
            Part::And if room == 100 && unit(parts.get(at + 1)) => {
                at += 1;
                continue;
            }
            _ => break,
        }
        at += 1;
        words = at;
    }
    (words > 0).then_some(((total + group) * ONE, words))
}

/// The words with each number as one, its value in digits; `parts` has one a word.
pub(super) fn merged(words: Vec<Word>, parts: &[Option<Part>]) -> Vec<Word> {
    let mut merged: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let sign = match parts[at] {
            Some(Part::Sign(word)) => Some(word),
            _ => None,
        };
        let first = at + usize::from(sign.is_some());
        let Some((value, count)) = number(&parts[first..]) else {
            // A sign with no number is not heard.
            if sign.is_none() {
                merged.push(words[at]);
            }
            at += 1;
            continue;
        };
        let (start, end) = (words[at].start, words[first + count - 1].end);
        let word = |hash| Word {
            hash,
            start,
            end,
            is_figure: true,
        };
        merged.push(word(hash(&written(value))));
        at = first + count;
        match sign {
            // "$5" is heard as two words.
            Some(sign) => merged.push(Word {
                is_figure: false,
                ..word(hash(sign))
            }),
            // "a 5 million dollar bridge"
            None => {
                if let Some(next) = words.get(at)
                    && let Some(several) = several(next.hash)
                {
                    merged.push(Word {
                        hash: several,
                        ..*next
                    });
                    at += 1;
                }
            }
        }
    }
    merged
}

/// "dollar" behind a number is "dollars".
fn several(word: u64) -> Option<u64> {
    let names = [
        ("dollar", "dollars"),
        ("euro", "euros"),
        ("pound", "pounds"),
        ("rupee", "rupees"),
    ];
    names
        .iter()
        .find(|(one, _)| hash(one) == word)
        .map(|(_, several)| hash(several))
}

/// In digits, without noughts behind the decimals.
fn written(value: u128) -> String {
    let (whole, decimals) = (value / ONE, value % ONE);
    match decimals {
        0 => whole.to_string(),
        _ => format!("{whole}.{decimals:06}")
            .trim_end_matches('0')
            .to_owned(),
    }
}
