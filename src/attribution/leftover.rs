//! Leftover: quoted stretches that no candidate took.
//!
//! A speech whose speaker stands in the sentence before or carries over from the
//! last quotation, a description whose subject is not its speaker, or no speech at
//! all: a scare quote, a title, a nickname.

use std::ops::Range;

use smallvec::SmallVec;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::candidate::Candidate;
use super::content::with_later_paragraphs;
use super::headings::{again, is_subheading, is_topic};
use super::so_far::SoFar;
use super::source;
use super::view::{Trait, View};
use super::words::words;
use super::works::beside_work;
use super::{Function, Proposal};

/// Adds what the quoted stretches are that no proposal covers, and the scare quotes inside reports.
///
/// `passed`: the candidates that were passed over, in text order.
pub(super) fn with_leftovers(
    view: &View,
    chosen: Vec<Proposal>,
    passed: &[Candidate],
) -> Vec<Proposal> {
    let mut covered = vec![false; view.len()];
    for proposal in &chosen {
        for range in &proposal.contents {
            covered[range.clone()].fill(true);
        }
    }
    let mut so_far = SoFar::with_room(chosen.len() + view.quoted.len());
    let mut waiting = chosen.into_iter().peekable();
    for quote in 0..view.quoted.len() {
        if view.quoted[quote].parent.is_some() {
            continue;
        }
        let tokens = view.quote_tokens(quote);
        while let Some(next) = waiting.next_if(|next| next.start() <= tokens.start) {
            so_far.push(view, next);
        }
        if !tokens.is_empty() && !covered[tokens.start] {
            let mut left = interpret(view, quote, so_far.before(view, tokens.start), passed);
            if let Some(last) = left.carried
                && let Some(other) = so_far.in_turn(view, last, &tokens)
            {
                left.carried = Some(other);
                left = left.with("in-turn", 0.5);
            }
            for range in &left.contents {
                covered[range.clone()].fill(true);
            }
            so_far.push(view, left);
        }
    }
    for next in waiting {
        so_far.push(view, next);
    }
    so_far.proposals
}

/// A candidate this likely, though passed over, tells more than whose words the paragraph's last ones were.
const CLEAR: f32 = 0.4;

/// What to make of quoted stretch `quote`, given the speech before it whose speaker may go on.
fn interpret(
    view: &View,
    quote: usize,
    before: Option<(usize, &Proposal)>,
    passed: &[Candidate],
) -> Proposal {
    let tokens = view.quote_tokens(quote);
    if let Some(function) = not_speech(view, quote, &tokens) {
        return Proposal::plain(tokens, function, "no-speech");
    }
    let mut proposal = Proposal::plain(tokens.clone(), Function::Speech, "none");
    if is_subheading(view, quote) {
        return match again(view, quote) {
            true => Proposal::plain(tokens, Function::Title, "no-speech"),
            false => proposal.with("free-standing", 0.3),
        };
    }
    proposal.contents = with_later_paragraphs(view, quote);
    let sentence = view.sentence_tokens(tokens.start);
    if let Some(source) = cue_inside(view, &tokens, &sentence) {
        proposal.source = Some(source);
        return proposal.with("cue-inside-marks", 0.7);
    }
    if let Some(source) = agent_after(view, &tokens, &sentence) {
        proposal.source = Some(source);
        return proposal.with("passive-agent", 0.6);
    }
    let spoke = before.filter(|(_, last)| last.attributed());
    let (paragraph, own) = (view.paragraph(tokens.start), view.sentence(tokens.start));
    let same_paragraph = spoke.is_some_and(|(_, last)| view.paragraph(last.end()) == paragraph);
    let clear = |likeliest: &&Candidate| likeliest.score >= CLEAR || !same_paragraph;
    if let Some(likeliest) = passed_over(view, &tokens, passed).filter(clear) {
        proposal.source.clone_from(&likeliest.source);
        return proposal.with("passed-over", likeliest.score);
    }
    let near = spoke.filter(|(_, last)| paragraph <= view.paragraph(last.end()) + 1);
    // "Ann says she had a call from her niece. “…”": who reported in that sentence goes on.
    let told = near.is_some_and(|(_, last)| view.sentence(last.end()) + 1 == own);
    if let Some(source) = noun_cue_before(view, sentence.start).filter(|_| !told) {
        proposal.source = Some(source);
        return proposal.with("previous-sentence", 0.6);
    }
    let same_sentence = spoke.is_some_and(|(_, last)| view.sentence(last.end()) == own);
    let topic = tokens.start.checked_sub(1);
    let topic = topic.is_some_and(|at| view.one_of(at, words![":"]) && is_topic(view, at));
    let subject = || own_subject(view, &tokens).filter(|_| !topic);
    if !same_sentence && let Some(source) = subject() {
        proposal.source = Some(source);
        return proposal.with("own-sentence", 0.5);
    }
    let alone = topic || view.paragraph_tokens(tokens.start).start == tokens.start;
    if let Some((place, _)) = near
        && (alone || same_paragraph)
    {
        proposal.carried = Some(place);
        let evidence = if alone {
            "carried-over-paragraph"
        } else {
            "carried-over"
        };
        return proposal.with(evidence, if alone { 0.6 } else { 0.5 });
    }
    if alone {
        if let Some(source) = subject_of_paragraph_before(view, sentence.start) {
            proposal.source = Some(source);
            return proposal.with("previous-sentence", 0.4);
        }
        return proposal.with("free-standing", 0.3);
    }
    if let Some(source) = subject_before(view, sentence.start) {
        proposal.source = Some(source);
        return proposal.with("previous-sentence", 0.4);
    }
    proposal
}

/// A name between marks, every word a capital: no verb but one of speaking makes it speech.
pub(super) fn is_name(view: &View, quote: usize) -> bool {
    let tokens = view.quote_tokens(quote);
    not_speech(view, quote, &tokens) == Some(Function::Title)
}

/// Its marks hold a nickname, whatever that reads as.
pub(super) fn is_nickname_cue(view: &View, at: usize) -> bool {
    view.has(at, Trait::ED) && view.text(at).eq_ignore_ascii_case("nicknamed")
}

/// Whether the marks are for something else than speech.
fn not_speech(view: &View, quote: usize, tokens: &Range<usize>) -> Option<Function> {
    /// Of more words than this all marks are for speech.
    const LONGEST: usize = 8;
    let counts = |at: &usize| matches!(view.kind(*at), Some(TokenKind::Word | TokenKind::Number));
    let inside = tokens.clone().filter(counts);
    let inside: SmallVec<[usize; LONGEST + 1]> = inside.take(LONGEST + 1).collect();
    let alone = view.paragraph_tokens(tokens.start).start == tokens.start
        && view.paragraph_tokens(tokens.start).end <= tokens.end + 1;
    if alone && inside.len() > 2 {
        return None;
    }
    let named = |at: usize| {
        view.capital(at)
            || view.is(
                at,
                Class::PREPOSITION | Class::DETERMINER | Class::CONJUNCTION,
            )
    };
    // “No comment.” is a sentence of its own, so somebody's.
    let begins = view.sentence_tokens(tokens.start).start == tokens.start;
    let ends_like_speech = view
        .last_char(quote)
        .is_some_and(|c| matches!(c, '?' | '!') || c == '.' && begins);
    let verb = inside.iter().any(|&at| {
        view.is(at, Class::AUXILIARY | Class::MODAL | Class::SUBJECT_PRONOUN) && view.is_word(at)
    });
    let all_named =
        inside.iter().all(|&at| named(at)) && inside.first().is_some_and(|&at| view.capital(at));
    let middle_of_name = tokens.start > 0
        && view.capital(tokens.start - 1)
        && view.capital(tokens.end)
        && inside.len() <= 2;
    // "a boxer nicknamed “the Hammer”"
    let is_called = tokens.start > 0 && is_nickname_cue(view, tokens.start - 1);
    match inside.len() {
        0 => Some(Function::Scare),
        _ if middle_of_name || is_called => Some(Function::Nickname),
        // Of one word only what is said to be a work: the programme “Newsnight”.
        1..=LONGEST
            if all_named
                && !ends_like_speech
                && (inside.len() > 1 || beside_work(view, tokens)) =>
        {
            Some(Function::Title)
        }
        1..=4 if !verb && !ends_like_speech => Some(Function::Scare),
        _ => None,
    }
}

/// "Then came one in which he took credit for “…”": whom the words before the marks are about; not whom the marks
/// describe, as in "Reis is “…”".
fn own_subject(view: &View, tokens: &Range<usize>) -> Option<Range<usize>> {
    /// So near before the marks a copula describes its subject.
    const NEAR: usize = 3;
    let first = view.sentence_tokens(tokens.start).start;
    let mut near = first.max(tokens.start.saturating_sub(NEAR))..tokens.start;
    if first + 1 >= tokens.start || near.any(|at| view.is(at, Class::BE)) {
        return None;
    }
    let speaks = |subject: &Range<usize>| {
        !view.is(subject.start, Class::RELATIVE)
            && subject.clone().any(|at| source::speaks(view, at))
    };
    let governing = source::governing(view, tokens.start).filter(speaks);
    let main = || source::main_subject(view, tokens.start).filter(speaks);
    governing.or_else(main)
}

/// The likeliest of the candidates passed over that begin a content in these tokens, if it says who speaks.
fn passed_over<'c, 'v>(
    view: &View,
    tokens: &Range<usize>,
    passed: &'c [Candidate<'v>],
) -> Option<&'c Candidate<'v>> {
    /// So many are looked at that begin before: an article of nothing but quotations takes no quadratic time.
    const NEAR: usize = 64;
    let apart = |source: &Range<usize>| {
        (source.end <= tokens.start || source.start >= tokens.end)
            && source.clone().any(|at| !view.is(at, Class::TIME))
    };
    let speaks = |candidate: &&Candidate| {
        let mut contents = candidate.contents.iter();
        contents.any(|part| part.contains(&tokens.start))
            && candidate.source.as_ref().is_some_and(apart)
    };
    let before = passed.partition_point(|one| one.extent().start <= tokens.start);
    let told = passed[before.saturating_sub(NEAR)..before].iter();
    let told = told.filter(speaks);
    told.max_by(|one, other| one.score.total_cmp(&other.score))
}

/// Most of the delegates “condemned …”: the cue stands inside the marks, its subject before them.
fn cue_inside(view: &View, tokens: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let head = (tokens.start..tokens.end).find(|&at| view.is_word(at) && !view.is_adverb(at))?;
    // Minister ‘cannot rule out’ a levy: in a headline any verb.
    let finite = view.has(head, Trait::PAST | Trait::THIRD)
        || view.in_title(head) && view.is(head, Class::MODAL | Class::AUXILIARY);
    if !finite || tokens.start <= sentence.start {
        return None;
    }
    let mut end = tokens.start;
    // "at the meeting" belongs to nobody's name.
    while let Some(at) = (sentence.start..end)
        .rev()
        .take(5)
        .find(|&at| view.one_of(at, words!["at", "in", "on", "during"]))
    {
        end = at;
    }
    source::phrase_ending_at(view, end, sentence.start)
        .or_else(|| source::phrase_ending_at(view, tokens.start, sentence.start))
}

/// "was described as “…” by Peter Holm"
fn agent_after(
    view: &View,
    tokens: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let by = tokens.end;
    let limit = sentence.end.max(view.sentence_tokens(by).end);
    let source = source::right_of(view, by + 1, limit).filter(|_| view.one_of(by, words!["by"]))?;
    let named = view.capital(source.start) && !view.is(source.start, Class::TIME)
        || source
            .clone()
            .any(|at| view.is(at, Class::HUMAN | Class::ORGANISATION));
    named.then(|| source::with_apposition(view, source, limit))
}

/// "This drew a sharp reaction from the ministry. The plan is “…”"
fn noun_cue_before(view: &View, sentence: usize) -> Option<Range<usize>> {
    let last = sentence.checked_sub(1)?;
    if view.paragraph(last) != view.paragraph(sentence) {
        return None;
    }
    let before = view.sentence_tokens(last);
    let noun = before
        .clone()
        .rev()
        .find(|&at| view.is(at, Class::CUE_NOUN) && view.quote(at).is_none())?;
    let from = (noun + 1..before.end).find(|&at| view.one_of(at, words!["from", "by", "of"]))?;
    (from <= noun + 2).then(|| source::right_of(view, from + 1, before.end))?
}

/// "Ash argued the same in his letter." and a paragraph of its own between marks: whom the sentence before is about.
fn subject_of_paragraph_before(view: &View, sentence: usize) -> Option<Range<usize>> {
    let last = sentence.checked_sub(1)?;
    let next = view.paragraph(last) + 1 == view.paragraph(sentence) && view.quote(last).is_none();
    next.then(|| source::main_subject(view, last))?
}

/// "The judge shook her head. “…”": the person that the sentence before is about.
fn subject_before(view: &View, sentence: usize) -> Option<Range<usize>> {
    let last = sentence.checked_sub(1)?;
    let told = view.paragraph(last) == view.paragraph(sentence) && view.quote(last).is_none();
    let subject = told.then(|| source::main_subject(view, last))??;
    let head = subject.end - 1;
    let person = view.is(head, Class::HUMAN)
        || view.tag(head) == Tag::ProperNoun
        || view.is(head, Class::SUBJECT_PRONOUN) && !view.one_of(head, words!["it"]);
    person.then_some(subject)
}

/// What marks inside another quotation are for: “He said, ‘It is late.’ I left”: a whole sentence is speech, and so is what
/// a comma or a colon leads on to: “I thought, ‘Best go’, and went.”
pub(super) fn inside(view: &View, quote: usize) -> Function {
    let tokens = view.quote_tokens(quote);
    let named = not_speech(view, quote, &tokens).filter(|function| *function != Function::Scare);
    let words = view.quoted[quote].inner.of(&view.document.text);
    let before = tokens.start.checked_sub(1);
    let led = before.is_some_and(|at| view.one_of(at, words![",", ":"]));
    let sentence = words.starts_with(|c: char| c.is_uppercase() || c == '…')
        && (led || matches!(view.last_char(quote), Some('.' | ',' | '?' | '!' | '…')));
    match named {
        Some(function) => function,
        None if sentence => Function::Nested,
        None => Function::Scare,
    }
}

/// Marked words inside a report that its cue does not govern: "accusations of “such practices”". Who said there was “real
/// progress” has said these words.
pub(super) fn aside(view: &View, quote: usize, spoken: bool) -> Option<Function> {
    let tokens = view.quote_tokens(quote);
    let before = tokens.start.checked_sub(1)?;
    // "dismissed it as “premature”", "wrote that “the house wins”": the words that the cue governs.
    let governed = view.one_of(before, words!["as", "that"]);
    let links = Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION;
    let led = view.is(before, links) && !governed;
    not_speech(view, quote, &tokens).filter(|function| match function {
        Function::Scare => led && !spoken,
        _ => !view.is(before, Class::CUE_VERB),
    })
}
