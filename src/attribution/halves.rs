//! Halves: what belongs to one quotation that the narrator's words part in two: “A,” he said, “B”; "A, he said, B."

use std::ops::Range;

use smallvec::smallvec;

use crate::scan::class::Class;
use crate::tagging::Tag;

use super::candidate::Parts;
use super::content::{
    clause_end, gerund_cue, trim_end, with_earlier_paragraphs, with_later_paragraphs,
};
use super::headings::behind_dateline;
use super::landmarks::Landmark;
use super::narrator::{opens_with_adjunct, trim_start};
use super::view::{Trait, View};
use super::words::words;
use super::works::is_work;

/// The quotation before a narrator's words and, if it goes on behind them, the rest of it.
pub(super) fn around(view: &View, quote: usize, after: usize) -> Parts {
    let mut contents = with_earlier_paragraphs(view, quote);
    // Words of the same sentence before its first mark are part of what was said: The plan is “dead,” he said.
    if let Some(first) = contents.first_mut() {
        let start = lead_in(view, first.clone());
        let lead = start..first.start;
        let spoken = lead
            .clone()
            .any(|at| view.one_of(at, words![":"]) || view.is(at, Class::STRONG_CUE))
            // Citing “a lack of proof,” she dropped it.
            || gerund_cue(view, start);
        if !lead.is_empty() && !spoken {
            first.start = start;
        }
    }
    match next_quote(view, after) {
        Some(next) => contents.extend(with_later_paragraphs(view, next)),
        None => {
            // “The plan,” she said, is dead: what goes on without marks has the verb.
            let told = |half: &Range<usize>| half.clone().any(|at| view.small_verb(at));
            // “Clean”, he said, meant accurate: a word that the clause is about.
            let word =
                !view.leads_on(quote) && !matches!(view.last_char(quote), Some('.' | '?' | '!'));
            let clause = || {
                let verb = word && view.is_comma(after) && view.tag(after + 1).is_verb();
                verb.then(|| after + 1..clause_end(view, after + 1))
            };
            contents.extend(second_half(view, after).filter(told).or_else(clause));
        }
    }
    contents
}

/// Where the narration that introduces a quotation begins, back from `at`: the sentence's start, or after a conjunction.
fn lead_in(view: &View, quote: Range<usize>) -> usize {
    let first = view.sentence_tokens(quote.start).start;
    let mut start = behind_dateline(view, first)
        .unwrap_or(first)
        .min(quote.start);
    if view.is(start, Class::CONJUNCTION) && start < quote.start {
        start += 1;
    }
    // "A row broke out (“It is late,” he said)": what stands before the bracket is another's.
    let bracket = (start..quote.start)
        .rev()
        .find(|&at| view.one_of(at, words!["(", ")"]));
    if let Some(open) = bracket.filter(|&at| view.one_of(at, words!["("])) {
        start = open + 1;
    }
    // An earlier quotation of the sentence belongs to whoever said that one.
    // But “A Salt Road” was to be a “simple tale,” he said, and Guns are “a crisis” and “stunt growth,” he said: a
    // statement goes on over the marks in it.
    let own = |earlier: usize| {
        view.quote(earlier).is_some_and(|named| {
            let open = view.quote_tokens(named).start;
            let finite = |mut words: Range<usize>| words.any(|at| view.has(at, Trait::FINITE));
            let quiet = |at: usize| !view.is_comma(at) && !view.has(at, Trait::CUE_VERB);
            let behind = earlier + 1..quote.start;
            let told = if open == start {
                behind.clone()
            } else {
                start..open
            };
            !matches!(view.last_char(named), Some(',' | '.' | '?' | '!'))
                && finite(told)
                && (start..open).chain(behind).all(quiet)
        })
    };
    match (start..quote.start)
        .rev()
        .find(|&at| view.quote(at).is_some())
    {
        Some(earlier) if !own(earlier) => quote.start.min(earlier + 1),
        _ => start,
    }
}

/// "Nobody, Olsen told the paper, “should have to choose”", "This, said Olsen, “is the end”": the words before a report
/// between commas and the quotation behind it, which goes on from them.
pub(super) fn fragment(view: &View, report: Range<usize>, limit: usize) -> Option<Parts> {
    /// How many tokens say to whom.
    const ADDRESSEE: usize = 8;
    let comma = report
        .start
        .checked_sub(1)
        .filter(|&at| view.is_comma(at))?;
    let first = view.sentence_tokens(report.start).start;
    let begins = (first..comma).find(|&at| !view.is_adverb(at))?;
    // "Nothing in it, Olsen wrote, “should worry you”": no participle, whatever it ends with.
    let thing = view.text(begins).ends_with("thing");
    let adjunct = !thing
        && (opens_with_adjunct(view, first, comma)
            || matches!(view.tag(begins), Tag::Gerund | Tag::Participle | Tag::Past));
    let apart = !adjunct && !view.any(Landmark::QUOTED, first..comma);
    let quiet = |at: &usize| view.quote(*at).is_none() && !view.has(*at, Trait::FINITE);
    let mut behind = (report.end..limit.min(report.end + ADDRESSEE)).take_while(quiet);
    let next = behind.find(|&at| view.is_comma(at)).filter(|_| apart)? + 1;
    let quote = view.quote(next)?;
    let inner = view.quoted[quote].inner.of(&view.document.text);
    let goes_on = view.quote_tokens(quote).start == next && inner.starts_with(char::is_lowercase);
    goes_on.then(|| {
        let mut contents: Parts = smallvec![trim_start(view, first, comma)..comma];
        contents.extend(with_later_paragraphs(view, quote));
        contents
    })
}

/// “A,” said Lee as a man [shouted] “B”, said Lee, whose sign [read] “B”: the words before a quotation end with the verb that
/// has it for its object, or are a [`relative_report`].
pub(super) fn have_own_verb(view: &View, words: Range<usize>) -> bool {
    let last = words.end.wrapping_sub(1);
    let verb = view.has(last, Trait::VERB) && view.quote(last).is_none() && !words.is_empty();
    verb || cries(view, &words) || relative_report(view, words)
}

/// “A,” said Lee, as a man [yelled,] “B”: a comma or a colon leads from a verb with a subject of its own to what it says.
/// But “A,” he said as fans yelled, “and B.”
fn cries(view: &View, words: &Range<usize>) -> bool {
    let Some(verb) = words.end.checked_sub(2).filter(|at| words.contains(at)) else {
        return false;
    };
    let cue = view.has(verb, Trait::CUE_VERB) && view.has(verb, Trait::PAST | Trait::THIRD);
    let leads = view.one_of(verb + 1, words![",", ":"]) && (cue || view.small_verb(verb));
    let begins = || {
        let quote = view.quote(words.end).map(|quote| &view.quoted[quote]);
        quote.is_some_and(|quote| {
            let inner = quote.inner.of(&view.document.text);
            inner.starts_with(char::is_uppercase)
        })
    };
    let told = |at: usize| view.tag(at).is_noun() || view.is(at, Class::SUBJECT_PRONOUN);
    let before = |at: usize| at.checked_sub(1).filter(|at| words.contains(at));
    // "others nodded [and] shouted"
    let joined = |at: usize| {
        view.is(at, Class::CONJUNCTION) && before(at).is_some_and(|at| view.small_verb(at))
    };
    leads && before(verb).is_some_and(|at| told(at) || joined(at)) && begins()
}

/// “A,” said Lee of the [“big push”], by Typhoon [“Nando”]: marks around words of the narrator's clause, no more of what was
/// said.
pub(super) fn is_narrators(view: &View, after: usize, quote: usize) -> bool {
    /// A word or two between their marks.
    const NAME: usize = 4;
    let tokens = view.quote_tokens(quote);
    let Some(before) = tokens.start.checked_sub(1).filter(|&at| at > after) else {
        return false;
    };
    let takes = Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION;
    let named = || {
        let mut words = tokens.clone().filter(|&at| view.is_word(at));
        view.capital(before) && tokens.len() <= NAME && words.all(|at| view.capital(at))
    };
    let ended = matches!(view.last_char(quote), Some('.' | '?' | '!'));
    view.sentence(before) == view.sentence(after) && !ended && (view.is(before, takes) || named())
}

/// “A,” said Lee, [who thinks it] “needs more work”: the words before a quotation have a report of their own.
pub(super) fn relative_report(view: &View, words: Range<usize>) -> bool {
    // “A,” said Lee, who supports it, “and B.”
    if words
        .end
        .checked_sub(1)
        .is_none_or(|last| view.is_comma(last))
    {
        return false;
    }
    let reports = |at: usize| {
        let verb = at + 1 + usize::from(view.is_adverb(at + 1));
        view.is(at, Class::RELATIVE)
            && view.has(verb, Trait::CUE_VERB)
            && view.has(verb, Trait::PAST | Trait::THIRD)
            && view.sentence(at) == view.sentence(words.end)
    };
    words.clone().any(reports)
}

/// A quotation that follows the narrator's words after at most the rest of their sentence.
fn next_quote(view: &View, after: usize) -> Option<usize> {
    let paragraph = view.paragraph_tokens(after.min(view.len().saturating_sub(1)));
    let sentence_end = view.sentence_tokens(after.saturating_sub(1)).end;
    let end = paragraph.end.min(sentence_end + 1);
    let mut at = view.first_quoted(after..end)?;
    // “A,” she said on “Today.” “B.”
    let aside = |&quote: &usize| is_work(view, quote) || is_narrators(view, after, quote);
    while let Some(quote) = view.quote(at).filter(aside) {
        at = view.first_quoted(view.quote_tokens(quote).end..end)?;
    }
    // Appositions and adjuncts between, but no other verb that reports.
    let reports = |word: usize| view.is(word, Class::STRONG_CUE) || gerund_cue(view, word);
    let quiet = !(after..at).any(reports) && !have_own_verb(view, after..at);
    view.quote(at)
        .filter(|&quote| quiet && !has_cue_behind(view, quote))
}

/// “A?” he asked. [“B,” Lind replied]: a quotation whose own cue stands behind it.
pub(super) fn has_cue_behind(view: &View, quote: usize) -> bool {
    /// How far behind it.
    const NEAR: usize = 6;
    let end = view.quote_tokens(quote).end;
    let leads_on = match view.last_char(quote) {
        Some(',') => true,
        Some('?' | '!') => end < view.len() && view.sentence(end) == view.sentence(end - 1),
        _ => false,
    };
    let apart = view.is(
        end,
        Class::CONJUNCTION | Class::PREPOSITION | Class::RELATIVE | Class::SUBORDINATOR,
    );
    leads_on
        && !apart
        && (end..view.len().min(end + NEAR))
            .take_while(|&at| view.quote(at).is_none() && view.sentence(at) == view.sentence(end))
            .any(|at| {
                // "the class [replied]", which the tagger may take for a participle
                let told =
                    view.is(at, Class::STRONG_CUE) && view.has(at, Trait::PAST | Trait::THIRD);
                // “…!” [they roared]
                let cried = at == end + 1 && view.is(end, Class::SUBJECT_PRONOUN);
                view.finite_cue(at) || told || cried && view.small_verb(at)
            })
}

/// "The bill, he said, would fail": the part after the cue.
pub(super) fn second_half(view: &View, after: usize) -> Option<Range<usize>> {
    if !view.is_comma(after) {
        return None;
    }
    let end = clause_end(view, after + 1);
    let goes_on = end > after + 3
        && !view.is(
            after + 1,
            Class::SUBORDINATOR
                .union(Class::PREPOSITION)
                .union(Class::CONJUNCTION)
                .union(Class::RELATIVE),
        )
        && !view.has(after + 1, Trait::GERUND)
        && !view.has(after + 1, Trait::ING);
    goes_on.then(|| after + 1..end)
}

/// "— It is late, he said. — [Too late to walk.]": what a line of dialogue goes on with behind its next dash.
pub(super) fn behind_dash(view: &View, first: usize, after: usize) -> Option<Range<usize>> {
    let paragraph = view.paragraph_tokens(first);
    let line = view.is_dash(first) && paragraph.start == first;
    let stop = usize::from(view.one_of(after, words![".", ","]));
    let dash = after + stop;
    let goes_on = line && dash + 1 < paragraph.end && view.is_dash(dash);
    let rest = dash + 1..trim_end(view, dash + 1, paragraph.end);
    (goes_on && !rest.is_empty()).then_some(rest)
}
