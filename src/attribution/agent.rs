//! Agents: the by-phrase that names who spoke, where the cue is a passive.

use std::ops::Range;

use crate::scan::class::Class;

use super::candidate::Parts;
use super::content::{clause_end, trim_end};
use super::lists::LISTS;
use super::source;
use super::view::View;
use super::words::words;

/// "was called “Y” by Z", "was told by Z that Y": the by-phrase behind the content, or before it, is the source.
///
/// `after`: the token behind the cue.
pub(super) fn with_agent(
    view: &View,
    after: usize,
    mut contents: Parts,
) -> (Option<Range<usize>>, Parts) {
    let Some(last) = contents.last_mut() else {
        return (None, contents);
    };
    let Some((by, agent)) = agent(view, after, last) else {
        return (None, contents);
    };
    // described as “Y”
    if view.one_of(last.start, words!["as"]) && view.quote(last.start + 1).is_some() {
        last.start += 1;
    }
    if agent.end <= last.start {
        return (Some(agent), contents);
    }
    if by > last.start {
        last.end = trim_end(view, last.start, by);
    } else if view.is_comma(agent.end) && view.is(agent.end + 1, Class::RELATIVE) {
        // "was confirmed by her agent, who said": what the agent said is another's content.
        contents.clear();
    } else {
        *last = agent.end..clause_end(view, agent.end);
    }
    contents.retain(|range| range.start < range.end);
    (Some(agent), contents)
}

/// The "by" right behind the cue, or within or behind its last content, and whom it names.
fn agent(view: &View, after: usize, last: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let limit = view.sentence_tokens(last.start).end.max(last.end);
    let from = match view.one_of(after, words!["by"]) {
        true => after,
        false => last.start,
    };
    let by = (from..limit).find(|&at| view.one_of(at, words!["by"]) && view.quote(at).is_none())?;
    if by_means(view, by) {
        return None;
    }
    let limit = if by < last.start { last.start } else { limit };
    let agent = source::right_of(view, by + 1, limit)?;
    let who = Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT | Class::OBJECT_PRONOUN;
    let named = view.capital(agent.start) && !view.is(agent.start, Class::TIME)
        || agent.clone().any(|at| view.is(at, who));
    named.then(|| (by, source::with_apposition(view, agent, limit)))
}

/// "was told [by email] that": how, and not by whom.
pub(super) fn by_means(view: &View, by: usize) -> bool {
    by + 1 < view.len() && LISTS.means.has_word(view.text(by + 1))
}

/// "are expected [to rise, it said, adding]": another's report, and not that of nobody.
pub(super) fn holds_report(view: &View, contents: &[Range<usize>]) -> bool {
    let [content] = contents else {
        return false;
    };
    (content.start + 1..content.end).any(|comma| {
        view.is_comma(comma)
            && view.is(comma + 1, Class::SUBJECT_PRONOUN)
            && view.strong_cue(comma + 2)
            && (comma + 3 >= content.end || view.is_comma(comma + 3))
    })
}
