//! Credits without "By": "From Emeka Ojo, Abuja", "Ann Lee, political reporter", "(Reporting by Ann Lee in Ankara; …)".
//!
//! A line is one only where its shape leaves nothing else: a name of capitals, and a comma or the end.

use super::phrases::{self, Role};
use crate::span::Span;

/// A name has so many words.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// No credit is longer, in bytes.
const LONGEST: usize = 80;

/// The author of a line of the article's top that is nothing but a credit.
pub(super) fn author(text: &str, paragraph: Span) -> Option<Span> {
    let line = paragraph.of(text);
    if line.len() > LONGEST || line.ends_with(['.', '!', '?']) {
        return None;
    }
    let credit = line.strip_prefix("From ");
    let (name, rest) = credit.unwrap_or(line).split_once(',')?;
    // "From Paris, With Love" has a verb or more words behind it than a town has.
    let town = || rest.split_whitespace().count() < 4 && capitals(rest);
    let start = paragraph.start() + line.len() - credit.unwrap_or(line).len();
    let told = is_trade(rest) || credit.is_some() && town();
    (told && is_name(name)).then(|| Span::new(start, start + name.len()).trim(text))
}

/// Whose name a line of its own is, above one that says what they are: "Ann Lee", "Parliamentary Correspondent".
pub(super) fn above(text: &str, name: Span, trade: Span) -> Option<Span> {
    let short = name.len() + trade.len() <= LONGEST;
    let words = trade.of(text);
    (short && !words.contains(',') && is_trade(words) && is_name(name.of(text))).then_some(name)
}

/// The first of those who are named in a wire's last line.
pub(super) fn reporting(text: &str, paragraph: Span) -> Option<Span> {
    let line = paragraph.of(text);
    let start = ["(Reporting by ", "Reporting by "]
        .iter()
        .find(|lead| line.starts_with(**lead))?
        .len();
    let rest = line.get(start..)?;
    let ends = [" in ", " and ", ",", ";", ")"];
    let end = ends.iter().filter_map(|end| rest.find(end)).min()?;
    let from = paragraph.start() + start;
    is_name(&rest[..end]).then(|| Span::new(from, from + end))
}

/// The line may be one that [`author`] knows: a look at its ends.
pub(super) fn may_be(line: &str) -> bool {
    line.len() <= LONGEST && (line.starts_with("From ") || is_trade(line))
}

/// "Parliamentary Correspondent", "Local Democracy Reporting"
fn is_trade(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or(words);
    phrases::is_a(Role::Trade, last) && words.split_whitespace().count() < 8
}

fn is_name(words: &str) -> bool {
    NAME.contains(&words.split_whitespace().count())
        && capitals(words)
        && !words.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '"' | '“'))
        && !words
            .split_whitespace()
            .any(|word| phrases::is_a(Role::Trade, word))
}

/// Every word begins with a capital, but for particles of names.
fn capitals(words: &str) -> bool {
    let small = |word: &str| phrases::is_a(Role::Link, word) && word.len() < 4;
    let mut words = words.split_whitespace();
    words.all(|word| word.starts_with(char::is_uppercase) || small(word))
}
