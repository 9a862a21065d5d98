//! Hedges: words before a number that say how exact it is ("at least thirty").

use std::sync::LazyLock;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;

use super::view::View;
use super::words::words;

const FILE: &str = include_str!("hedges.txt");
/// No hedge has more words.
const LONGEST: usize = 3;

/// "said [at least 30] were hurt", "says [up to half] could go": the number of the hedge that begins at token `at`.
pub(super) fn hedged(view: &View, at: usize) -> Option<usize> {
    static HEDGES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
        let lines = FILE.lines().map(str::trim);
        let hedges = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        hedges.map(|line| line.split(' ').collect()).collect()
    });
    let is_number = |at: usize| {
        view.kind(at) == Some(TokenKind::Number)
            || view.is(at, Class::NUMBER_WORD)
            || view.one_of(at, words!["half"])
    };
    let near = at + 1..=at + LONGEST;
    // "said about one day in May", "around 5 p.m."
    let when = |number: usize| view.is(number + 1, Class::TIME);
    let mut numbers = near.filter(|&number| is_number(number) && !when(number));
    let spoken = |number: usize| {
        let is_it = |hedge: &Vec<&str>| {
            hedge.len() == number - at
                && (at..)
                    .zip(hedge)
                    .all(|(at, word)| view.text(at).eq_ignore_ascii_case(word))
        };
        view.quote(at).is_none() && HEDGES.iter().any(is_it)
    };
    let number = numbers.next()?;
    spoken(number).then_some(number)
}
