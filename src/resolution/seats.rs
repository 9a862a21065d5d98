//! Seats: the party beside a name and the state or town it is held for, "(R-Ky.)".

use super::key;
use super::sets::{self, Standing};
use super::view::View;

/// "R-Ky.", "D-Ashby": a party with its member's state or town, between signs.
pub(super) fn is_party(view: &View, at: usize) -> bool {
    let apart = at.checked_sub(1).map(|before| view.byte(before));
    let letter =
        |(party, home): (&str, &str)| party.len() == 1 && home.starts_with(char::is_uppercase);
    matches!(apart, Some(b',' | b'(')) && seat(view, at).is_some_and(letter)
}

/// "(D-Vt.)" or ", R-Ky.," after a name at `at`.
pub(super) fn constituency(view: &View, at: usize) -> Standing {
    let mut standing = Standing::default();
    if matches!(view.byte(at), b'(' | b',')
        && let Some((party, state)) = seat(view, at + 1)
    {
        standing.add(sets::entry(key::of_word(party)).standing);
        let state = key::of_word(state.trim_end_matches('.'));
        standing.add(sets::entry(state).standing);
    }
    standing
}

/// The party and the home of a compound of the two.
fn seat<'a>(view: &View<'a>, at: usize) -> Option<(&'a str, &'a str)> {
    let parts = view
        .is_compound(at)
        .then(|| view.word(at).split_once('-'))?;
    parts.filter(|(party, _)| sets::entry(key::of_word(party)).standing.parties != 0)
}
