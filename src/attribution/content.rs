//! Contents: how far what was said reaches from its cue.
//!
//! A reported clause runs to its sentence's end unless another report begins
//! before; a quotation that begins in it carries it on to its closing mark.

use std::ops::Range;

use smallvec::smallvec;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::candidate::Parts;
use super::landmarks::Landmark;
use super::silence::{closes, even_as};
use super::verb_group::{Mode, verb_group};
use super::view::{Trait, View};
use super::words::words;

/// The end of the clause that begins at token `start`.
pub(super) fn clause_end(view: &View, start: usize) -> usize {
    let kinds = Landmark::BREAK | Landmark::QUOTED;
    let mut limit = view.sentence_tokens(start).end;
    let mut stops = view.all(kinds, start..limit);
    while let Some(at) = stops.next() {
        if let Some(quote) = view.quote(at) {
            let at = view.quote_tokens(quote).end.max(at + 1);
            let led = || led_out(view, quote, at, limit) && !awaits_verb(view, start, quote);
            if led() || at > start && glossed(view, quote, at) {
                return at;
            }
            if at >= limit {
                // The quotation runs over its sentence's end: a remainder of narration may follow it.
                limit = match remainder(view, quote, at) {
                    true => view.sentence_tokens(at).end,
                    false => at,
                };
            }
            stops = view.all(kinds, at..limit);
            continue;
        }
        if at > start && breaks(view, at, limit) && !sets_off(view, start, at) {
            return at;
        }
    }
    trim_end(view, start, limit.min(view.len()))
}

/// "that the project, code-named “Iris,” [had been delayed]", "the law, which she called “a disgrace,” [should go]": the verb
/// behind the quotation is that of the clause that begins at token `start`.
pub(super) fn awaits_verb(view: &View, start: usize, quote: usize) -> bool {
    let tokens = view.quote_tokens(quote);
    let comma = || view.next(Landmark::BREAK, start..tokens.start);
    view.small_verb(tokens.end) && comma().is_some_and(|comma| sets_off(view, start, comma))
}

/// The comma at token `at` follows a subject without its verb, and what it sets off is a relative or a participle.
pub(super) fn sets_off(view: &View, start: usize, at: usize) -> bool {
    let next = at + 1;
    view.is_comma(at)
        && (view.is(next, Class::RELATIVE)
            || (matches!(view.tag(next), Tag::Participle | Tag::Adjective)
                || view.word(next).verb.is_some_and(|verb| verb.participle))
                && !view.is(next, Class::STRONG_CUE))
        && view.tally(start..at).verbs == 0
        && !view.any(Landmark::QUOTED, start..at)
}

/// Whether narration goes on in the same sentence after a quotation that ended at token `at`.
fn remainder(view: &View, quote: usize, at: usize) -> bool {
    let ended = view
        .last_char(quote)
        .is_some_and(|c| matches!(c, '.' | '?' | '!'));
    at < view.len()
        && view.paragraph(at) == view.paragraph(at - 1)
        && view.sentence(at) == view.sentence(at - 1)
        && !ended
}

/// Where a report inside the sentence ends: another verb of reporting with the same or its own subject.
fn breaks(view: &View, at: usize, limit: usize) -> bool {
    if view.one_of(at, words![";"]) {
        return true;
    }
    let next = if view.is_comma(at) { at + 1 } else { at };
    let quote = at.checked_sub(1).and_then(|before| view.quote(before));
    let comma = next > at || quote.is_some_and(|quote| view.leads_on(quote));
    if next > at && reports(view, next, limit) {
        return true;
    }
    if closes(view, at, limit) {
        return true;
    }
    if view.one_of(next, words!["and", "but", "while"]) {
        return coordinated_cue(view, next + 1, limit, comma)
            || introduces_quote(view, next + 1, limit);
    }
    false
}

/// Behind a comma another report begins, or the verb of one: "…, who has a question on the matter, [said]".
pub(super) fn reports(view: &View, at: usize, limit: usize) -> bool {
    gerund_cue(view, at)
        // "…, with one saying she had seen it"
        || view.one_of(at, words!["with"]) && view.is(at + 1, Class::INDEFINITE) && gerund_cue(view, at + 2)
        || view.strong_cue(at) && !view.capital(at)
        || conceded(view, at)
        || introduces_quote(view, at, limit)
        || next_of_headline(view, at)
}

/// "…, [though he stressed] that": the same speaker goes on.
fn conceded(view: &View, at: usize) -> bool {
    view.one_of(at, words!["though", "although", "but", "while"])
        && view.is(at + 1, Class::SUBJECT_PRONOUN)
        && view.has(at + 2, Trait::CUE_VERB)
        && view.one_of(at + 3, words!["that"])
}

/// "Bishop decries raid, [tasks] army", "Villagers slam plan, [demand] talks": a headline's second verb, of the form of its
/// first; but "Mayor says club must pay, show remorse".
fn next_of_headline(view: &View, at: usize) -> bool {
    let form = view.word(at).verb;
    let third = || view.tag(at) == Tag::PresentThird || form.is_some_and(|verb| verb.third);
    let base = || view.tag(at) == Tag::Present || form.is_some_and(|verb| verb.base);
    let helps = Class::AUXILIARY | Class::MODAL | Class::BE;
    let alone = || view.tally(view.sentence_tokens(at).start..at).verbs <= 1;
    !view.is(at, helps) && (third() || base() && alone()) && view.in_title(at)
}

/// "…, Vale said, “…”": the quotation has a cue of its own, so another's content ends before it.
pub(super) fn introduces_quote(view: &View, at: usize, limit: usize) -> bool {
    const SUBJECT: usize = 8;
    /// The verb, a sign or two, and the mark.
    const MARK: usize = 4;
    if !view.any(Landmark::QUOTED, at + 2..at + SUBJECT + MARK) {
        return false;
    }
    let head = (at + 1..limit.min(at + SUBJECT)).find(|&head| {
        view.quote(head).is_none()
            && (view.strong_cue(head)
                || view.finite_cue(head) && view.one_of(head + 1, words![":"])
                // "…, it referenced “…”"
                || head == at + 1
                    && view.is(at, Class::SUBJECT_PRONOUN)
                    && view.has(head, Trait::CUE_VERB)
                    && view.has(head, Trait::PAST | Trait::THIRD))
    });
    head.is_some_and(|head| {
        (at..head).all(|word| view.quote(word).is_none() && !view.is_comma(word))
            && quote_from(view, head + 1).is_some()
    })
}

/// Behind a quotation's comma another report begins, or the verb goes on that the content stands before:
/// "… at “lesser schools,” Vale said: “…”", "who called it “dead,” has left", "safe “for now,” and an aide said …".
pub(super) fn led_out(view: &View, quote: usize, at: usize, limit: usize) -> bool {
    // "Union says pay is ‘insulting’ [as talks collapse]": what a headline tells beside.
    if view.in_title(at) && view.one_of(at, words!["as"]) {
        return true;
    }
    view.leads_on(quote)
        && (view.small_verb(at)
            || introduces_quote(view, at, limit)
            || gerund_cue(view, at)
            || even_as(view, at, limit)
            || view.one_of(at, words!["and", "but", "while"])
                && coordinated_cue(view, at + 1, limit, true))
}

/// "was “a landlocked senator,” a post that he deleted": the narrator says what the words were.
pub(super) fn glossed(view: &View, quote: usize, at: usize) -> bool {
    /// How far behind its article the noun's clause begins.
    const NOUN: usize = 4;
    // "had “suffered enough”, remarks that he denounced"
    let comma = usize::from(view.is_comma(at));
    let noun = at + comma;
    if (comma == 1 || view.leads_on(quote))
        && view.is(noun, Class::CUE_NOUN)
        && view.text(noun).ends_with('s')
        && view.one_of(noun + 1, words!["that", "which"])
    {
        return true;
    }
    view.leads_on(quote)
        && view.one_of(at, words!["a", "an", "the"])
        && (at + 2..at + 2 + NOUN).any(|link| {
            // "a phrase she later had embroidered"
            view.is(link, Class::RELATIVE | Class::SUBJECT_PRONOUN) && view.tag(link - 1).is_noun()
        })
}

pub(super) fn gerund_cue(view: &View, at: usize) -> bool {
    let at = if view.is_adverb(at) || view.one_of(at, words!["while"]) {
        at + 1
    } else {
        at
    };
    view.is(at, Class::CUE_GERUND)
}

/// "and said …", ", but Clinton insists …", "and in a statement said …"
fn coordinated_cue(view: &View, at: usize, limit: usize, comma: bool) -> bool {
    let adjunct = view.is(at, Class::PREPOSITION);
    let apart = comma || adjunct;
    // "and pointed out that"
    let tells = |head: usize| {
        let out = usize::from(view.one_of(head + 1, words!["out"]));
        view.one_of(head + 1 + out, words!["that"])
    };
    let reach = if apart { 6 } else { 3 };
    (at..limit.min(at + reach)).any(|head| {
        view.quote(head).is_none()
            && view.has(head, Trait::PAST | Trait::THIRD)
            && (view.is(head, Class::STRONG_CUE)
                || view.has(head, Trait::CUE_VERB) && (adjunct || tells(head)))
            && verb_group(view, head).is_some_and(|group| {
                group.mode == Mode::Finite && (group.start == at || apart && group.start <= at + 5)
            })
    })
}

/// "said gangs were bolder [and warned] the public", "says ice lifts piers[, and points] to a wreck": who says the one does the
/// other, if its verb agrees with the cue, and is one of saying or has a comma before it.
///
/// Of what begins at token `start`; "had opened it, looked in, and closed it" is one series.
pub(super) fn another_verb(view: &View, cue: usize, start: usize, at: usize, limit: usize) -> bool {
    let comma = view.is_comma(at);
    let link = at + usize::from(comma);
    if !view.one_of(link, words!["and"]) {
        return false;
    }
    let verb = link + 1 + usize::from(view.is_adverb(link + 1));
    let both = |form: Trait| view.has(cue, form) && view.has(verb, form);
    let tense = |form: Trait, tag: Tag| view.has(cue, form) && view.tag(verb) == tag;
    match comma {
        true => {
            (tense(Trait::PAST, Tag::Past) || tense(Trait::THIRD, Tag::PresentThird))
                && !view.is(verb, Class::AUXILIARY | Class::MODAL | Class::BE)
                && !(start..at).any(|at| view.is_comma(at) && view.tag(at + 1).is_verb())
        }
        false => {
            (both(Trait::PAST) || both(Trait::THIRD)) && coordinated_cue(view, verb, limit, false)
                || view.has(cue, Trait::PAST)
                    && matches!(view.tag(verb), Tag::Past | Tag::Participle)
                    && view.has(verb, Trait::ED)
                    && would(view, start..at)
        }
    }
}

/// "said the plant [would close] and refused to go on": a clause whose one verb goes with a modal, so that a past form behind
/// "and" is none of its verbs; but "would be closed and emptied", "would sell what she owned and pay".
fn would(view: &View, mut clause: Range<usize>) -> bool {
    /// How far its verb is from the modal.
    const VERB: usize = 4;
    let Some(modal) = clause.find(|&at| view.is(at, Class::MODAL)) else {
        return false;
    };
    let mut near = modal + 1..clause.end.min(modal + VERB);
    let verb = near.find(|&at| view.tag(at) == Tag::Base);
    let other = |at: usize| view.tag(at).is_verb() || view.has(at, Trait::FINITE);
    verb.is_some_and(|verb| {
        !view.is(verb, Class::BE | Class::AUXILIARY)
            && !(verb + 1..clause.end).any(other)
            && !view.any(Landmark::QUOTED, clause)
    })
}

/// "said on Friday", "said late on Tuesday": nothing but when it was said.
pub(super) fn tell_when(view: &View, contents: &[Range<usize>]) -> bool {
    let mut tokens = contents.iter().cloned().flatten();
    let beside = |at: usize| {
        view.quote(at).is_none()
            && (view.is(at, Class::TIME | Class::PREPOSITION)
                || view.is_adverb(at)
                || view.kind(at) == Some(TokenKind::Number)
                || view.one_of(at, words!["last", "this", "late", "early", "the"]))
    };
    // Most contents are told by their first word.
    tokens.clone().all(beside) && tokens.any(|at| view.is(at, Class::TIME))
}

/// "said last week, down from a peak": nothing but when up to the next comma, or the sentence's end.
pub(super) fn tells_when(view: &View, after: usize, limit: usize) -> bool {
    let opens =
        view.is(after, Class::TIME) || view.one_of(after, words!["last", "this", "late", "early"]);
    let end = || {
        (after..limit)
            .find(|&at| view.is_comma(at))
            .unwrap_or_else(|| trim_end(view, after, limit))
    };
    opens && tell_when(view, &[after..end()])
}

/// `end` without closing punctuation.
pub(super) fn trim_end(view: &View, start: usize, mut end: usize) -> usize {
    let last = end.wrapping_sub(1);
    // Most end with a word.
    if view.is_word(last) {
        return end;
    }
    // "(Ann says it did not.)": the bracket was opened before.
    if end > start && view.one_of(last, words![")"]) && view.quote(last).is_none() {
        let first = view.sentence_tokens(last).start;
        end -= usize::from(first < start && view.one_of(first, words!["("]));
    }
    while end > start
        && view.quote(end - 1).is_none()
        && view.one_of(
            end - 1,
            words![".", ",", ";", ":", "!", "?", "-", "–", "—", "―", "…"],
        )
    {
        end -= 1;
    }
    end
}

/// The quotation that begins at token `at` or right after a comma, colon or dash there.
pub(super) fn quote_from(view: &View, mut at: usize) -> Option<usize> {
    let from = at;
    let mut stopped = false;
    while at < from + 2 && view.one_of(at, words![",", ":", ".", "…", "-", "–", "—", "―"]) {
        stopped |= view.one_of(at, words!["."]);
        at += 1;
    }
    // “A,” he said. “B.” is one paragraph; only a colon leads on to the next.
    let here = !stopped || view.paragraph(at) == view.paragraph(from);
    view.quote(at)
        .filter(|&quote| here && view.quote_tokens(quote).start == at)
}

/// The quotation that ends right before token `at`, a comma between them allowed.
pub(super) fn quote_to(view: &View, at: usize) -> Option<usize> {
    let mut last = at.checked_sub(1)?;
    if view.quote(last).is_none() && (view.is_comma(last) || view.is_dash(last)) {
        last = last.checked_sub(1)?;
    }
    let same = |_: &usize| view.paragraph(last) == view.paragraph(at);
    view.quote(last).filter(same)
}

/// The tokens of a quotation and of the unclosed ones before it that it carries on, in text order.
pub(super) fn with_earlier_paragraphs(view: &View, quote: usize) -> Parts {
    let before = |quote: &usize| view.quoted[*quote].continues;
    let chain = std::iter::successors(Some(quote), before);
    let mut parts: Parts = chain.map(|quote| view.quote_tokens(quote)).collect();
    parts.reverse();
    parts
}

/// The tokens of a quotation and of those of the next paragraphs that carry it on.
pub(super) fn with_later_paragraphs(view: &View, quote: usize) -> Parts {
    let mut parts: Parts = smallvec![view.quote_tokens(quote)];
    let mut last = quote;
    // A continuation is the outermost stretch that comes next.
    for next in quote + 1..view.quoted.len() {
        if view.quoted[next].continues == Some(last) {
            parts.push(view.quote_tokens(next));
            last = next;
        } else if view.quoted[next].parent.is_none() {
            break;
        }
    }
    parts
}
