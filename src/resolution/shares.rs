//! Shares: how many of some say it, which is part of who says it: "40% of voters", "six in 10".

use std::ops::Range;

use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// What says how exact a number is.
const ABOUT: [&str; 12] = [
    "about",
    "almost",
    "approximately",
    "around",
    "fewer",
    "just",
    "more",
    "nearly",
    "only",
    "roughly",
    "some",
    "than",
];

/// "half", "third": a part of several.
pub(super) fn is_part_of(view: &View, at: usize) -> bool {
    let parts = ["half", "third", "quarter", "two-thirds", "three-quarters"];
    parts.iter().any(|part| view.eq(at, part))
}

/// A number, a sign or a word for how many of some: "40%", "six", "half".
fn numbers(view: &View, at: usize) -> bool {
    let hundred = ["%", "percent", "percentage", "per", "cent"];
    view.own(at, Class::NUMBER_WORD)
        || view.kind(at) == Some(TokenKind::Number)
        || is_part_of(view, at)
        || hundred.iter().any(|sign| view.eq(at, sign))
}

/// "40% of voters", "six in 10", "half of them".
pub(super) fn is_share(view: &View, phrase: &Range<usize>) -> bool {
    let link = |at: &usize| {
        let of = view.eq(*at, "of");
        let one = view.eq(at - 1, "one") || view.eq(at - 1, "another");
        of && !one && numbers(view, at - 1)
            || view.eq(*at, "in") && numbers(view, at - 1) && numbers(view, at + 1)
    };
    (phrase.start + 1..phrase.end.min(phrase.start + 7)).any(|at| link(&at))
}

/// Where a source begins that says of how many it is: "Nearly 40% of" before "voters", "Roughly one in" before "five".
pub(super) fn share_start(view: &View, start: usize) -> usize {
    let link = start.wrapping_sub(1);
    let one =
        numbers(view, link.wrapping_sub(1)) && view.same_sentence(link.wrapping_sub(1), start);
    let shares = view.eq(link, "of") && one && !view.eq(link - 1, "one")
        || view.eq(link, "in") && one && numbers(view, start);
    let mut first = match shares {
        true => link - 1,
        false => start,
    };
    let whole = shares || is_share(view, &(start..start + 3));
    let before = |at: usize| {
        let article = is_part_of(view, at + 1) && view.entry(at).introduces;
        numbers(view, at) || ABOUT.iter().any(|word| view.eq(at, word)) || article
    };
    while whole && first > 0 && view.same_sentence(first - 1, start) && before(first - 1) {
        first -= 1;
    }
    first
}

/// Where it ends: behind "in 10" of "six in 10".
pub(super) fn share_end(view: &View, end: usize) -> usize {
    let number = numbers(view, end - 1) && view.eq(end, "in") && numbers(view, end + 1);
    end + 2 * usize::from(number)
}
