//! Matrix: where the verb of the sentence stands behind a report that is part of its subject.
//!
//! "His claim that she lied [is] false", "Ann Lee, who says it rained, [lost]": the report ends before it. Clauses are
//! counted, not parsed: whatever opens one wants a verb, and the first verb that nothing wants is the sentence's.

use std::ops::Range;

use crate::scan::class::Class;
use crate::tagging::Tag;

use super::landmarks::Landmark;
use super::source;
use super::view::{Trait, View};
use super::words::words;

/// What the report hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hook {
    /// "his claim that …"
    Noun,
    /// ", who says …,"
    Set,
    /// "voters who say …"
    Relative,
}

/// Before which token the content ends at the latest that begins at token `start` behind its cue.
pub(super) fn report_end(
    view: &View,
    cue: &Range<usize>,
    noun: bool,
    start: usize,
    limit: usize,
) -> Option<usize> {
    if start < cue.end {
        return None;
    }
    let hook = match noun {
        true => in_subject(view, cue.start).then_some(Hook::Noun),
        false => relative(view, cue.start),
    }?;
    let end = walk(view, hook, start, limit)?;
    (end > start).then_some(end)
}

/// "After the minister admitted that he had lied[, Smith resigned]": the comma behind a report that is all of the clause
/// its sentence opens with.
pub(super) fn main_clause(view: &View, cue: usize, content: &Range<usize>) -> Option<usize> {
    /// "A week after", "Just hours before"
    const LEAD: usize = 3;
    /// How far a subject and its verb are from the comma.
    const SUBJECT: usize = 8;
    if content.start < cue {
        return None;
    }
    let first = view.sentence_tokens(cue).start;
    let opens = |at: usize| {
        view.is(at, Class::SUBORDINATOR) && !view.one_of(at, words!["that", "as"])
            || view.one_of(at, words!["after", "before", "when"])
            // "As he said he was innocent, the crowd booed", "Asked about reports that he would go, Smith laughed"
            || at == first && (view.one_of(at, words!["as"]) || source::is_participle(view, at))
    };
    let lead = (first..first + LEAD).take_while(|&at| !opens(at));
    let opener = first + lead.count();
    let timed = opener == first || view.is(opener - 1, Class::TIME);
    if !timed || opener >= cue || !opens(opener) {
        return None;
    }
    let quiet = |at: usize| view.quote(at).is_none() && !view.is_comma(at);
    if !(opener..cue).all(quiet) {
        return None;
    }
    // “… faint from the height,” she climbed on: the comma may stand between marks.
    let leads_on = |at: usize| {
        let quote = view.quote(at);
        quote.is_some_and(|quote| view.quote_tokens(quote).end == at + 1 && view.leads_on(quote))
    };
    let comma = (content.start + 1..content.end)
        .rev()
        .find(|&at| view.is_comma(at) && view.quote(at).is_none() || leads_on(at))?;
    let own = !view.is(
        comma + 1,
        Class::RELATIVE | Class::CONJUNCTION | Class::SUBORDINATOR,
    );
    let verb = (comma + 2..content.end.min(comma + SUBJECT))
        .take_while(|&at| quiet(at))
        .any(|at| view.has(at, Trait::FINITE | Trait::PAST) || view.tag(at).is_verb());
    (own && verb).then_some(comma + usize::from(view.quote(comma).is_some()))
}

/// No verb up to it in its sentence, and no clause that it is part of: the noun belongs to the subject.
fn in_subject(view: &View, noun: usize) -> bool {
    let first = view.sentence_tokens(noun).start;
    (first..=noun).all(|at| {
        view.quote(at).is_none()
            && !view.has(at, Trait::VERB | Trait::FINITE)
            && !view.is(at, Class::SUBORDINATOR)
    })
}

/// "[who] says", "[which] critics say"
fn relative(view: &View, cue: usize) -> Option<Hook> {
    /// How many tokens a subject between them has at most.
    const SUBJECT: usize = 4;
    let first = view.sentence_tokens(cue).start;
    let relative = |near: Range<usize>| {
        // Few cues have any relative near.
        view.last(Landmark::LINK, near.clone())?;
        let quiet = |at: &usize| view.quote(*at).is_none() && !view.is_comma(*at);
        let mut words = near.rev().take_while(quiet);
        words.find(|&at| view.is(at, Class::RELATIVE))
    };
    // ", whose leader, Ann Lee, says"
    let before = |at: usize| first.max(at.saturating_sub(SUBJECT))..at;
    let of_whom = || {
        let close = cue.checked_sub(1).filter(|&at| view.is_comma(at))?;
        let open = before(close).rev().find(|&at| view.is_comma(at))?;
        relative(before(open)).filter(|&at| view.text(at).eq_ignore_ascii_case("whose"))
    };
    let link = relative(before(cue)).or_else(of_whom)?;
    // "that" opens more than relatives, and "Who says it rained?" has no noun.
    if link == first || view.one_of(link, words!["that", "what"]) {
        return None;
    }
    match () {
        () if view.is_comma(link - 1) => Some(Hook::Set),
        // "Anyone who claims it is safe [is] a fool"
        () if view.tag(link - 1).is_noun()
            || view.is(link - 1, Class::INDEFINITE)
            || view.one_of(link - 1, words!["those"]) =>
        {
            Some(Hook::Relative)
        }
        () => None,
    }
}

fn walk(view: &View, hook: Hook, start: usize, limit: usize) -> Option<usize> {
    let opened = view.one_of(start, words!["that"]);
    // "to build a school", "of the school": no finite verb of its own.
    let governed = view.is(start, Class::PREPOSITION) && !opened;
    let mut wanted = usize::from(!governed);
    let mut at = start + usize::from(opened || governed);
    while at < limit {
        if let Some(quote) = view.quote(at) {
            let tokens = view.quote_tokens(quote);
            if wanted > 0 && tokens.clone().any(|at| view.has(at, Trait::FINITE)) {
                wanted -= 1;
            }
            at = tokens.end.max(at + 1);
            continue;
        }
        if view.one_of(at, words![";", ":", "(", "—", "–"]) {
            return None;
        }
        // "which denied wrongdoing, is based in Ohio": a noun alone wants no verb.
        let noun =
            || hook == Hook::Set && !opened && wanted == 1 && view.tally(start..at).verbs == 0;
        if view.is_comma(at) && (wanted == 0 || noun()) {
            let behind = skip_adverbs(view, at + 1, limit);
            let verb = view.small_verb(behind) || is_past(view, behind);
            match hook {
                Hook::Set | Hook::Relative if verb => return Some(at),
                // "Despite his claim that it rained, the fair …", "His claim, …"
                Hook::Noun => return None,
                _ => {}
            }
        } else if view.small_verb(at) || wanted == 0 && has_object(view, at) {
            let joined = view.is(at - 1, Class::CONJUNCTION);
            match wanted {
                0 if joined => {}
                0 if hook == Hook::Set => {}
                0 => return Some(before_adverbs(view, start, at)),
                _ => wanted -= 1,
            }
            if view.has(at, Trait::CUE_VERB) && opens_clause(view, at + 1) {
                // Without a comma to close the report nothing tells whose verb comes next.
                match hook {
                    Hook::Set => wanted += 1,
                    _ => return None,
                }
            }
            at = group_end(view, at, limit);
            continue;
        } else if view.has_subject(at) && view.is(at, Class::AUXILIARY | Class::MODAL) {
            // "it'll", "she'd": the subject and the verb of a clause in one.
            wanted = wanted.saturating_sub(1);
            at = group_end(view, at, limit);
            continue;
        } else if opens(view, start, at, wanted) {
            wanted += 1;
        }
        at += 1;
    }
    None
}

/// A past form that is no participle alone, whatever its tag.
fn is_past(view: &View, at: usize) -> bool {
    view.tag(at) == Tag::Participle && !view.capital(at)
}

/// "the pledge to build schools [won] cheers", "the claim that it is void [failed]": a participle has no object, and
/// behind an adjective it describes nothing.
fn has_object(view: &View, at: usize) -> bool {
    let object = matches!(
        view.tag(at + 1),
        Tag::Noun | Tag::Plural | Tag::Determiner | Tag::Possessive | Tag::ProperNoun
    );
    // "would close [surprised] the town": no adjective either, whatever its tag.
    let described =
        || view.has(at, Trait::ED) && matches!(view.tag(at + 1), Tag::Determiner | Tag::Possessive);
    (is_past(view, at) || view.tag(at) == Tag::Adjective && described())
        && view.is_word(at - 1)
        && !view.is(
            at - 1,
            Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION | Class::CONJUNCTION,
        )
        && (object && !view.is(at + 1, Class::TIME) || view.tag(at - 1) == Tag::Adjective)
}

/// A clause begins here that has a verb of its own: a relative, a subordinator, "the money [she] took".
fn opens(view: &View, start: usize, at: usize, wanted: usize) -> bool {
    let link = view.is(at, Class::RELATIVE | Class::WH | Class::SUBORDINATOR)
        && view.tag(at) != Tag::Determiner;
    let behind_noun = at > start && view.tag(at - 1).is_noun() && !view.is(at - 1, Class::TIME);
    let subject = view.is(at, Class::SUBJECT_PRONOUN) && (wanted == 0 || behind_noun);
    link || subject
}

/// "thinks | the count was rigged": a report inside the report, without a word that opens it.
fn opens_clause(view: &View, at: usize) -> bool {
    view.quote(at).is_none()
        && (view.capital(at)
            || view.is(
                at,
                Class::DETERMINER | Class::POSSESSIVE | Class::SUBJECT_PRONOUN,
            )
            || view.tag(at) == Tag::Plural)
}

/// Behind the last word of the verb group that token `verb` begins: "was [widely shared]".
fn group_end(view: &View, verb: usize, limit: usize) -> usize {
    let helps = |at: usize| view.is(at, Class::AUXILIARY | Class::MODAL | Class::BE);
    let mut end = verb + 1;
    while end < limit && view.quote(end).is_none() {
        let verbal = view.tag(end).is_verb() && helps(end - 1)
            || view.is(end, Class::NEGATION)
            || helps(end) && helps(end - 1);
        let between = view.is_adverb(end) && (view.tag(end + 1).is_verb() || helps(end + 1));
        if !verbal && !between {
            break;
        }
        end += 1;
    }
    end
}

fn skip_adverbs(view: &View, at: usize, limit: usize) -> usize {
    (at..limit).find(|&at| !view.is_adverb(at)).unwrap_or(limit)
}

/// "… | also drew applause": the adverb is the verb's.
fn before_adverbs(view: &View, start: usize, verb: usize) -> usize {
    let mut end = verb;
    while end > start + 1
        && view.has(end - 1, Trait::LY)
        && view.quote(end - 1).is_none()
        && !view.any(Landmark::COMMA, end - 1..end)
    {
        end -= 1;
    }
    end
}
