//! Works: marks around the name of a book, a programme, a newspaper.

use std::ops::Range;

use crate::scan::class::Class;

use super::leftover::is_name;
use super::view::View;
use super::words::words;

/// "in her new book, “Butter and Guns”", "on Kanal’s “This Week”", "the “Today” show": the name of a work, whoever says
/// something in it.
pub(super) fn is_work(view: &View, quote: usize) -> bool {
    let tokens = view.quote_tokens(quote);
    let owned = || {
        let before = tokens.start.checked_sub(1);
        before.is_some_and(|at| view.token(at).is_apostrophe_s(&view.document.text))
    };
    let word = |at: usize| view.text(at).trim_end_matches(['\'', '’']);
    // "the author of “Last Reel”", "told “Fox & Friends”", "on CBS’ “Face the Nation”"
    let placed = |at: usize| {
        view.is(at, Class::PREPOSITION) && at > view.sentence_tokens(at).start
            || view.is(at, Class::STRONG_CUE) && ["told", "tells"].contains(&view.text(at))
            || word(at).len() < view.text(at).len()
                && view.capital(at - usize::from(word(at).is_empty() && at > 0))
    };
    let placed = || tokens.start.checked_sub(1).is_some_and(placed);
    (beside_work(view, &tokens) || owned() || placed()) && is_name(view, quote)
        || is_programme(view, quote)
}

/// "said on “Today”", "told “Ship & Shore” that": where or to whom something is said.
fn is_programme(view: &View, quote: usize) -> bool {
    /// How many words its name has at most, and how far its verb stands before.
    const WORDS: usize = 6;
    const NEAR: usize = 8;
    let tokens = view.quote_tokens(quote);
    let Some(before) = tokens.start.checked_sub(1) else {
        return false;
    };
    let first = view.sentence_tokens(before).start;
    let told = |at: usize| view.quote(at).is_none() && view.strong_cue(at);
    let aired = view.one_of(before, words!["on"])
        && (first.max(before.saturating_sub(NEAR))..before).any(told);
    let addressed = told(before) && view.text(before).eq_ignore_ascii_case("told");
    let mut words = tokens.clone().filter(|&at| view.is_word(at));
    let count = words.clone().count();
    let ends = matches!(view.last_char(quote), Some('?' | '!'));
    (aired || addressed)
        && !ends
        && (1..=WORDS).contains(&count)
        && view
            .text(words.clone().next().unwrap_or(before))
            .starts_with(char::is_uppercase)
        && words.all(|at| {
            view.capital(at)
                || view.is(
                    at,
                    Class::PREPOSITION | Class::DETERMINER | Class::CONJUNCTION,
                )
        })
}

/// The word before the marks, or before a comma there, or the one behind them is one for works.
pub(super) fn beside_work(view: &View, marked: &Range<usize>) -> bool {
    let before = marked.start.checked_sub(1);
    let noun = before.map(|at| at.saturating_sub(usize::from(view.is_comma(at))));
    noun.is_some_and(|at| view.is(at, Class::DOCUMENT | Class::THING))
        || view.is(marked.end, Class::THING)
}
