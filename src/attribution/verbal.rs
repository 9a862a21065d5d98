//! Candidates of cue verbs: "X said that …", "saying …", "was called … by X".

use std::borrow::Cow;
use std::ops::Range;

use smallvec::smallvec;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;

use super::addressee;
use super::candidate::{Candidate, Parts};
use super::content::{another_verb, clause_end, gerund_cue, trim_end, with_later_paragraphs};
use super::frame::{contents_after, frame_after};
use super::halves::{has_cue_behind, have_own_verb, is_narrators};
use super::landmarks::Landmark;
use super::lists::LISTS;
use super::matrix::{main_clause, report_end};
use super::narrator::{before, opens_with_adjunct};
use super::parenthesis::{as_told, impersonal};
use super::silence::{asks_you, concludes, places, says_nothing};
use super::source;
use super::verb_group::{Mode, VerbGroup, stranded, verb_group};
use super::view::{Trait, View};
use super::words::words;
use super::works::is_work;

pub(super) fn from_verb<'a>(
    view: &View<'a>,
    group: VerbGroup,
    lemma: Cow<'a, str>,
    class: &'static str,
    found: &mut Vec<Candidate<'a>>,
) {
    // "left without [saying] why"
    let without = |before| view.one_of(before, words!["without"]);
    if group.mode == Mode::Gerund && group.start.checked_sub(1).is_some_and(without) {
        return;
    }
    let occasion = match class {
        "speech" | "naming" => occasion(view, group),
        _ => None,
    };
    let group = VerbGroup {
        start: occasion.unwrap_or(group.start),
        ..group
    };
    let cue = group.start..group.head + 1;
    let limit = view.sentence_tokens(group.head).end;
    let build = |source, contents: Parts, frame, evidence| Candidate {
        cue: cue.clone(),
        source,
        beyond: beyond(view, cue.end, &contents),
        contents,
        lemma: lemma.clone(),
        class,
        mode: group.mode.name(),
        frame,
        evidence,
        score: 0.0,
    };
    // “A,” he liked to say: before its cue an infinitive has only a quotation, or the halves of a clause: "A, he likes to say, is B".
    let led = group.mode == Mode::Infinitive && !view.one_of(group.start, words!["to"]);
    if (led || matches!(group.mode, Mode::Finite | Mode::Participle))
        && let Some((source, contents, evidence)) = before(view, group, &lemma, limit)
        && (!led
            || evidence == "quote-source-cue"
            || evidence == "clause-around-cue" && lemma == "say")
    {
        let frame = match evidence {
            "quote-source-cue" | "quote-cue-source" => "quote-before",
            "clause-around-cue" => "clause-around",
            _ if dependent(view, &contents) => "adjunct-before",
            _ if ends_sentence(view, group.head + 1, limit) => "clause-end",
            _ => "clause-before",
        };
        // "I am hunted, says ex-Governor Lee": nothing is left that he could say.
        let said = evidence == "clause-cue-source"
            && ends_sentence(view, source.end, limit)
            && !view.one_of(source.start, words!["that"])
            && view.tally(source.clone()).verbs == 0;
        found.push(build(Some(source), contents, frame, evidence));
        if said {
            return;
        }
    }
    if group.mode == Mode::Passive
        && let Some((contents, evidence)) = impersonal(view, &lemma, group, limit)
    {
        found.push(build(None, contents, "clause-around", evidence));
        return;
    }
    if group.mode == Mode::Finite
        && let Some(source) = source::left_of(view, group.start)
        && let Some(clause) = as_told(view, &lemma, &source, cue.end, limit)
    {
        let contents = smallvec![clause..clause_end(view, clause)];
        found.push(build(Some(source), contents, "clause", "cue-then-clause"));
        return;
    }
    let Some((mut frame, mut start)) = frame_after(view, group.head + 1, limit) else {
        return;
    };
    // "asked | the bank | why it had failed"
    if lemma == "ask"
        && !matches!(frame, "that" | "quote" | "colon" | "wh")
        && let Some(question) = addressee::asked(view, start, limit)
    {
        (frame, start) = ("wh", question);
    }
    // "wrote | to the board to say | it would close"
    if (lemma.as_ref(), frame) == ("write", "to-noun")
        && let Some(clause) = addressee::written(view, start, limit)
    {
        (frame, start) = ("clause", clause);
    }
    // "told | the BBC | he would resign"
    if !matches!(frame, "that" | "quote" | "colon")
        && let Some(clause) = addressee::behind(view, &lemma, start, limit)
    {
        start = clause;
    }
    if group.mode == Mode::Infinitive && view.one_of(group.start, words!["to"]) {
        return;
    }
    // "the defectors who spoke were called": what follows is the main verb, no content.
    let relative = group.start > 0 && view.is(group.start - 1, Class::RELATIVE);
    let main = view.is(start, Class::AUXILIARY | Class::MODAL) && !view.has_subject(start);
    if relative && main {
        return;
    }
    if says_nothing(view, &lemma, group, (frame, start), limit) || asks_you(view, group, frame) {
        return;
    }
    let source = subject(view, group);
    if concludes(view, &lemma, source.as_ref()) {
        return;
    }
    let mut contents = contents_after(view, frame, start);
    // "Citing “a lack of proof,” the prosecutor dropped it": the content ends before the main clause.
    if let Some(source) = &source
        && let Some(last) = contents.last_mut()
        && (last.start + 1..last.end).contains(&source.start)
        && group.mode == Mode::Gerund
    {
        last.end = source.start;
    }
    if let [content] = &mut contents[..]
        && let Some(comma) = main_clause(view, group.start, content)
    {
        content.end = comma;
    }
    if let [content] = &mut contents[..]
        && let Some(end) = report_end(view, &cue, false, content.start, content.end)
    {
        content.end = trim_end(view, content.start, end);
    }
    if let [content] = &mut contents[..]
        && group.mode == Mode::Finite
        && let Some(comma) = next_verb(view, group.head, content)
    {
        content.end = comma;
    }
    if contents.is_empty() || places(view, frame, &contents) {
        return;
    }
    if group.mode == Mode::Passive {
        let (source, contents) = passive(view, cue.end, contents);
        if contents.is_empty() || source.is_none() && holds_report(view, &contents) {
            return;
        }
        let quoted = view.hold_quote(&contents);
        let behind = |agent: &Range<usize>| contents.iter().all(|part| part.start < agent.start);
        let frame = match &source {
            Some(_) if quoted => "quote-by-agent",
            Some(agent) if behind(agent) => "by-agent",
            _ => frame,
        };
        found.push(build(source, contents, frame, "passive"));
        return;
    }
    let evidence = match (group.mode, frame) {
        (_, "quote") => "cue-then-quote",
        (Mode::Gerund, _) => "participle-clause",
        (Mode::Infinitive, _) => "infinitive-clause",
        _ => "cue-then-clause",
    };
    found.push(build(source, contents, frame, evidence));
}

/// "are expected [to rise, it said, adding]": another's report, and not that of nobody.
fn holds_report(view: &View, contents: &[Range<usize>]) -> bool {
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

/// "said bread would cost more[, and pointed] to the frost": where what whoever said it does next begins.
fn next_verb(view: &View, cue: usize, content: &Range<usize>) -> Option<usize> {
    for at in view.all(Landmark::CONJUNCTION, content.start + 1..content.end) {
        let stop = at - usize::from(view.is_comma(at - 1));
        if another_verb(view, cue, content.start, stop, content.end) {
            return Some(stop);
        }
    }
    None
}

/// The quotation behind the cue in the same sentence or at the head of the next, if the contents lack it.
fn beyond(view: &View, cue: usize, contents: &[Range<usize>]) -> Parts {
    let last = contents.last().map_or(cue, |range| range.end).max(cue);
    let before = contents.iter().all(|range| range.start < cue);
    let sentence = view.sentence_tokens(cue - 1).end.max(last);
    let next = view.first_quoted(last..sentence + 1);
    let next = next.filter(|at| *at < view.paragraph_tokens(cue - 1).end);
    // "…, adding that he “…”": what another cue leads on to is its own.
    let own = |&at: &usize| {
        before && !(last..at).any(|word| gerund_cue(view, word)) && !have_own_verb(view, last..at)
    };
    let quote = next.filter(own).and_then(|at| view.quote(at));
    let quote = quote.filter(|&quote| {
        !has_cue_behind(view, quote) && !is_work(view, quote) && !is_narrators(view, cue, quote)
    });
    quote
        .map(|quote| with_later_paragraphs(view, quote))
        .unwrap_or_default()
}

/// "[used his last speech] to declare", "[took to the stage] to announce": where the words begin that lead to the infinitive.
fn occasion(view: &View, group: VerbGroup) -> Option<usize> {
    /// How many tokens they are at most.
    const LONGEST: usize = 9;
    let to = group.start;
    if group.mode != Mode::Infinitive || !view.one_of(to, words!["to"]) {
        return None;
    }
    let first = view.sentence_tokens(to).start;
    let within = |at: &usize| {
        view.is_word(*at) && view.quote(*at).is_none() || view.kind(*at) == Some(TokenKind::Clitic)
    };
    let verb = (first.max(to.saturating_sub(LONGEST))..to)
        .rev()
        .take_while(within)
        .find(|&at| view.has(at, Trait::VERB))?;
    let word = view.text(verb);
    let uses = LISTS.uses.has_word(word) && verb + 1 < to;
    let takes = LISTS.takes.has_word(word) && view.one_of(verb + 1, words!["to"]);
    // "[went on the radio] to say", but "went on a tour to see"
    let goes = LISTS.goes.has_word(word)
        && view.one_of(verb + 1, words!["on"])
        && !view.one_of(verb + 2, words!["a", "an"]);
    (uses || takes || goes && verb + 2 < to).then_some(verb)
}

/// The content before a cue is an adjunct in form: "After the vote, Smith said".
fn dependent(view: &View, contents: &[Range<usize>]) -> bool {
    contents
        .first()
        .is_some_and(|range| opens_with_adjunct(view, range.start, range.end))
}

fn ends_sentence(view: &View, after: usize, limit: usize) -> bool {
    after >= limit || view.one_of(after, words![".", "!", "?"])
}

/// The subject of a verb group: left of it, or that of the clause it hangs on.
fn subject(view: &View, group: VerbGroup) -> Option<Range<usize>> {
    let first = view.sentence_tokens(group.start).start;
    // "Citing", "After citing", "While repeatedly citing"
    let fronted = group.mode == Mode::Gerund
        && (first..group.start).all(|at| {
            view.is(
                at,
                Class::PREPOSITION | Class::SUBORDINATOR | Class::CONJUNCTION,
            ) || view.is_adverb(at)
        });
    if fronted && let Some(subject) = source::behind_adjunct(view, group.head) {
        return Some(subject);
    }
    let left = group.start.checked_sub(1);
    if group.mode == Mode::Gerund
        && left.is_some_and(|left| view.is(left, Class::DOCUMENT) && !view.capital(left))
        && let Some(letter) = received(view, group.start)
    {
        return Some(letter);
    }
    let detached = left.is_some_and(|left| {
        group.mode == Mode::Gerund && addressee::written_to(view, left, first)
            || view.is_comma(left) && matches!(group.mode, Mode::Gerund | Mode::Participle)
            || view.is(
                left,
                Class::CONJUNCTION | Class::PREPOSITION | Class::SUBORDINATOR,
            ) && !stranded(view, left)
            || view.quote(left).is_some()
    });
    if detached {
        return governing_subject(view, group.start);
    }
    source::left_of(view, group.start).or_else(|| governing_subject(view, group.start))
}

/// "She got [a letter] saying", "He was sent [a message] saying": what was received speaks, and not who received it.
fn received(view: &View, participle: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(participle).start;
    let letter = source::phrase_ending_at(view, participle, first)?;
    let verb = letter.start.checked_sub(1).filter(|&verb| verb > first)?;
    let sent = view.text(verb) == "sent" && view.is(verb - 1, Class::BE);
    (sent || LISTS.receives.has_word(view.text(verb))).then_some(letter)
}

/// The subject of the verb before `at` in its sentence that this one goes on from: a verb of speaking, else the nearest.
pub(super) fn governing_subject(view: &View, at: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(at).start;
    let mut nearest = None;
    for verb in view.backwards(Landmark::CLAUSE, first + 1..at) {
        // "a test paid for by the makers, and says": a participle; not "answered by pointing".
        let by = verb + 1 + usize::from(view.is(verb + 2, Class::PREPOSITION));
        if view.one_of(by, words!["by"]) && !view.has(by + 1, Trait::ING) {
            continue;
        }
        // "food brought in is allowed": a passive says nothing.
        let past = view.has(verb, Trait::PAST) && !view.is(verb - 1, Class::BE);
        let spoken = view.is(verb, Class::STRONG_CUE) || past;
        if !spoken && nearest.is_some() || !finite(view, verb) {
            continue;
        }
        let start = verb_group(view, verb).map_or(verb, |group| group.start);
        let Some(subject) = source::either_side(view, start, verb) else {
            continue;
        };
        if spoken {
            return Some(subject);
        }
        nearest = Some(subject);
    }
    nearest.or_else(|| source::main_subject(view, at))
}

/// A finite verb outside quotation marks.
pub(super) fn finite(view: &View, at: usize) -> bool {
    view.is_landmark(at, Landmark::CLAUSE)
        && !view.is(at - 1, Class::DETERMINER | Class::POSSESSIVE)
}

/// "was called “Y” by Z", "was told by Z that Y": the by-phrase behind the content, or before it, is the source.
///
/// `after`: the token behind the cue.
fn passive(view: &View, after: usize, mut contents: Parts) -> (Option<Range<usize>>, Parts) {
    let Some(last) = contents.last_mut() else {
        return (None, contents);
    };
    let limit = view.sentence_tokens(last.start).end.max(last.end);
    let from = match view.one_of(after, words!["by"]) {
        true => after,
        false => last.start,
    };
    let by = (from..limit).find(|&at| view.one_of(at, words!["by"]) && view.quote(at).is_none());
    let Some(by) = by else {
        return (None, contents);
    };
    let limit = if by < last.start { last.start } else { limit };
    let Some(source) = source::right_of(view, by + 1, limit) else {
        return (None, contents);
    };
    let named = view.capital(source.start) && !view.is(source.start, Class::TIME)
        || (source.clone()).any(|at| {
            view.is(
                at,
                Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT | Class::OBJECT_PRONOUN,
            )
        });
    if !named {
        return (None, contents);
    }
    let source = source::with_apposition(view, source, limit);
    // described as “Y”
    if view.one_of(last.start, words!["as"]) && view.quote(last.start + 1).is_some() {
        last.start += 1;
    }
    if source.end <= last.start {
        return (Some(source), contents);
    }
    if by > last.start {
        last.end = trim_end(view, last.start, by);
    } else if view.is_comma(source.end) && view.is(source.end + 1, Class::RELATIVE) {
        // "was confirmed by her agent, who said": what the agent said is another's content.
        contents.clear();
    } else {
        *last = source.end..clause_end(view, source.end);
    }
    contents.retain(|range| range.start < range.end);
    (Some(source), contents)
}
