//! [`Pieces`]: words cut where digits, letters and signs meet; spaces are aside.

use std::sync::LazyLock;

use smallvec::SmallVec;

use super::When;

pub(super) struct Pieces<'a>(SmallVec<[&'a str; 24]>);

#[derive(PartialEq)]
enum Kind {
    Digits,
    Letters,
    Space,
    Sign,
}

fn kind(sign: char) -> Kind {
    match sign {
        _ if sign.is_ascii_digit() => Kind::Digits,
        _ if sign.is_alphabetic() => Kind::Letters,
        _ if sign.is_whitespace() => Kind::Space,
        _ => Kind::Sign,
    }
}

impl<'a> Pieces<'a> {
    pub(super) fn of(words: &'a str) -> Self {
        let mut pieces = SmallVec::new();
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            let own = kind(first);
            let end = match own {
                Kind::Sign => first.len_utf8(),
                _ => rest.find(|next| kind(next) != own).unwrap_or(rest.len()),
            };
            let (piece, after) = rest.split_at(end);
            if own != Kind::Space {
                pieces.push(piece);
            }
            rest = after;
        }
        Self(pieces)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&'a str> {
        self.0.get(at).copied()
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        let sign = self.get(at)?.chars().next()?;
        (kind(sign) == Kind::Sign).then_some(sign)
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = &'a str> {
        let pieces = self.0.iter().copied();
        pieces.filter(|piece| piece.starts_with(|first: char| first.is_ascii_digit()))
    }

    /// The last piece, but for "+0000", which is a zone.
    pub(super) fn last(&self) -> Option<&'a str> {
        let last = self.len().checked_sub(1)?;
        let signed = last.checked_sub(1).and_then(|at| self.sign(at));
        self.get(last)
            .filter(|_| !matches!(signed, Some('+' | '-')))
    }

    /// Where the next number or name before `at` stands: signs, "th" and "of" are aside.
    pub(super) fn word_before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|at| !self.is_between(*at))
    }

    pub(super) fn word_after(&self, at: usize) -> Option<usize> {
        (at + 1..self.len()).find(|at| !self.is_between(*at))
    }

    fn is_between(&self, at: usize) -> bool {
        /// Of days in English, German, French and Spanish, and what stands between the parts of a date.
        const LINKS: [&str; 8] = ["st", "nd", "rd", "th", "er", "of", "de", "del"];
        let piece = self.0[at];
        matches!(piece, "." | "," | "-" | "/" | "'" | "’")
            || LINKS.iter().any(|link| piece.eq_ignore_ascii_case(link))
    }
}

/// The month a word names.
pub(super) fn month(word: &str) -> Option<i16> {
    static MONTHS: LazyLock<Vec<(&str, i16)>> = LazyLock::new(|| {
        let lines = include_str!("months.txt").lines();
        let entries = lines.filter_map(|line| {
            let (number, names) = line.split_once(':')?;
            Some((number.parse().ok()?, names))
        });
        let named = entries
            .flat_map(|(number, names)| names.split(',').map(move |name| (name.trim(), number)));
        named.collect()
    });
    if !word.starts_with(char::is_alphabetic) {
        return None;
    }
    let word = word.to_lowercase();
    let month = MONTHS.iter().find(|(name, _)| *name == word);
    month.map(|(_, number)| *number)
}

/// A date of digits alone, by their number: 20261102, with hour, minute and second, or the time since 1970 in seconds,
/// milliseconds, microseconds or nanoseconds.
pub(super) fn digits_alone(digits: &str) -> Option<When> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    /// In seconds.
    const DAY: i64 = 86_400;
    let part = |from: usize, to: usize| super::number(digits.get(from..to)?);
    let calendar = || {
        let hour = part(8, 10).unwrap_or_default();
        When::day(part(0, 4)?, part(4, 6)?, part(6, 8)?).filter(|_| hour < 24)
    };
    // So many of these units make a day.
    let since = |units: i64| {
        let days = digits.parse::<i64>().ok()?.checked_div(units)?;
        let span = jiff::Span::new().try_days(days).ok()?;
        let date = jiff::civil::date(1970, 1, 1).checked_add(span).ok()?;
        Some(When::from(date)).filter(|when| super::YEARS.contains(&when.year))
    };
    match digits.len() {
        8 | 12 | 14 => calendar(),
        10 => calendar().or_else(|| since(DAY)),
        13 => since(DAY * 1_000),
        16 => since(DAY * 1_000_000),
        19 => since(DAY * 1_000_000_000),
        _ => None,
    }
}
