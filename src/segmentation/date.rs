//! Dates as the furniture writes them, with a day, a month and a year. Only
//! where one stands: what day it is, is [`crate::claims`]'s question.

use super::phrases::{self, Role};
use super::{Token, TokenKind};
use crate::span::Span;

/// The first date in `tokens`.
pub(super) fn find(text: &str, tokens: &[Token]) -> Option<Span> {
    (0..tokens.len()).find_map(|index| at(text, &tokens[index..]))
}

fn at(text: &str, tokens: &[Token]) -> Option<Span> {
    // Commas and the stop after a month do not count.
    let mut words = tokens
        .iter()
        .filter(|token| !matches!(token.span.of(text), "," | "."));
    let first = *words.next()?;
    if first.kind == TokenKind::Punctuation {
        return None;
    }
    if first.kind == TokenKind::Number && is_numeric(first.span.of(text)) {
        return Some(first.span);
    }
    let second = *words.next()?;
    let third = *words.next()?;
    let [one, two, three] = [first, second, third].map(|token| token.span.of(text));
    // The year first: most words fail there, and a month takes a look-up.
    let is_date =
        is_year(three) && ((is_day(two) && is_month(one)) || (is_day(one) && is_month(two)));
    is_date.then(|| first.span.cover(third.span))
}

/// 06.09.2023, 9/6/23, 2023-09-06, 2023-09-06T10:15:00Z.
fn is_numeric(word: &str) -> bool {
    let day = word.split(['T', 't']).next().unwrap_or(word);
    let Some(sign) = day.find(['.', '/', '-']).map(|place| &day[place..=place]) else {
        return false;
    };
    let mut parts = day.split(sign);
    let digits = |part: Option<&str>, long: bool| {
        part.is_some_and(|part| {
            let fits = if long {
                matches!(part.len(), 2 | 4)
            } else {
                matches!(part.len(), 1 | 2)
            };
            fits && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let year_first = day.find(sign) == Some(4);
    let (one, two, three) = (parts.next(), parts.next(), parts.next());
    let shaped = if year_first {
        is_year(one.unwrap_or_default()) && digits(two, false) && digits(three, false)
    } else {
        digits(one, false) && digits(two, false) && digits(three, true)
    };
    shaped && parts.next().is_none()
}

fn is_month(word: &str) -> bool {
    phrases::is_a(Role::Month, word)
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    matches!(word.len() - digits.len(), 0 | 2)
        && digits
            .parse::<u8>()
            .is_ok_and(|day| (1..=31).contains(&day))
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}
