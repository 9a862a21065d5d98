//! Candidates: everything that could be a quotation with its source, each by a named pattern.
//!
//! The patterns propose generously; [`super::score`] says how often each is right
//! and [`super::decide`] chooses among those that overlap.

use std::ops::Range;

use crate::scan::class::Class;
use crate::scan::lexicon::{Lemma, Verb};
use crate::segmentation::TokenKind;

use super::content::{
    clause_end, gerund_cue, lead_in, quote_from, quote_to, strong, trim_end,
    with_earlier_paragraphs, with_later_paragraphs,
};
use super::source;
use super::verb_group::{Mode, VerbGroup, verb_group};
use super::view::View;

/// One proposal; ranges are of tokens.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub cue: Range<usize>,
    pub source: Option<Range<usize>>,
    pub contents: Vec<Range<usize>>,
    /// The cue verb's or noun's base form, or the pattern's own word.
    pub lemma: String,
    /// The class of the cue verb: speech, thought, naming, stance; of other cues their own word.
    pub class: &'static str,
    /// Name of the cue's mode: finite, infinitive, gerund, passive, noun ...
    pub mode: &'static str,
    /// What the cue is followed by.
    pub frame: &'static str,
    /// The named pattern.
    pub evidence: &'static str,
    /// How likely it is right, between 0 and 1; set by [`super::score`].
    pub score: f32,
}

impl Candidate {
    /// From its first content's start to its last one's end.
    pub(super) fn extent(&self) -> Range<usize> {
        match (self.contents.first(), self.contents.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// All candidates of a document, by the place of their cue.
pub(super) fn candidates<'a>(view: &View, lemma_of: impl Fn(Verb) -> &'a Lemma) -> Vec<Candidate> {
    let mut found = Vec::new();
    for at in 0..view.len() {
        if view.quote(at).is_some() {
            continue;
        }
        if view.word(at).verb.is_some()
            && let Some(group) = verb_group(view, at)
        {
            from_verb(view, group, lemma_of(group.verb), &mut found);
        }
        if view.is(at, Class::CUE_NOUN) && !view.capital_inside(at) {
            found.extend(from_noun(view, at));
        }
        if view.eq(at, "according") && view.eq(at + 1, "to") {
            found.extend(according_to(view, at));
        }
        if view.is_punctuation(at, &[":"]) {
            found.extend(colon(view, at));
        }
        if view.is_dash(at) {
            found.extend(dash(view, at));
        }
    }
    found
}

fn from_verb(view: &View, group: VerbGroup, lemma: &Lemma, found: &mut Vec<Candidate>) {
    let cue = group.start..group.head + 1;
    let limit = view.sentence_tokens(group.head).end;
    let build = |source, contents, frame, evidence| Candidate {
        cue: cue.clone(),
        source,
        contents,
        lemma: lemma.word.clone(),
        class: lemma.class.name(),
        mode: group.mode.name(),
        frame,
        evidence,
        score: 0.0,
    };
    if matches!(group.mode, Mode::Finite) {
        if let Some((source, contents, evidence)) = before(view, group, limit) {
            let frame = match evidence {
                "quote-source-cue" | "quote-cue-source" => "quote-before",
                _ if ends_sentence(view, group.head + 1, limit) => "clause-end",
                _ => "clause-before",
            };
            found.push(build(Some(source), contents, frame, evidence));
            return;
        }
    }
    let Some((frame, start)) = frame_after(view, group.head + 1, limit) else {
        return;
    };
    if group.mode == Mode::Infinitive && view.eq(group.start, "to") {
        return;
    }
    // "the defectors who spoke were called": what follows is the main verb, no content.
    let relative = group.start > 0 && view.is(group.start - 1, Class::RELATIVE);
    if relative && view.is(start, Class::AUXILIARY | Class::MODAL) {
        return;
    }
    let source = subject(view, group);
    let contents = contents_after(view, frame, start);
    if contents.is_empty() {
        return;
    }
    if group.mode == Mode::Passive {
        let (source, contents) = passive(view, contents);
        let quoted = contents
            .iter()
            .any(|range| range.clone().any(|at| view.quote(at).is_some()));
        let frame = match (source.is_some(), quoted) {
            (true, true) => "quote-by-agent",
            (true, false) => "by-agent",
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

fn ends_sentence(view: &View, after: usize, limit: usize) -> bool {
    after >= limit || view.is_punctuation(after, &[".", "!", "?"])
}

/// The subject of a verb group: left of it, or that of the clause it hangs on.
fn subject(view: &View, group: VerbGroup) -> Option<Range<usize>> {
    let left = group.start.checked_sub(1);
    let detached = left.is_some_and(|left| {
        view.is_comma(left) && matches!(group.mode, Mode::Gerund | Mode::Participle)
            || view.is(
                left,
                Class::CONJUNCTION | Class::PREPOSITION | Class::SUBORDINATOR,
            )
            || view.quote(left).is_some()
    });
    if detached {
        return governing_subject(view, group.start);
    }
    source::left_of(view, group.start).or_else(|| governing_subject(view, group.start))
}

/// The subject of the verb before `at` in its sentence that this one goes on from: a verb of speaking, else the nearest.
fn governing_subject(view: &View, at: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(at).start;
    let mut nearest = None;
    for verb in (first + 1..at)
        .rev()
        .filter(|&verb| view.quote(verb).is_none())
    {
        let spoken = strong(view, verb) || view.word(verb).verb.is_some_and(|form| form.past);
        if !spoken && nearest.is_some() || !finite(view, verb) {
            continue;
        }
        let start = verb_group(view, verb).map_or(verb, |group| group.start);
        let Some(subject) = source::left_of(view, start) else {
            continue;
        };
        if spoken {
            return Some(subject);
        }
        nearest = Some(subject);
    }
    nearest.or_else(|| source::main_subject(view, at))
}

fn finite(view: &View, at: usize) -> bool {
    let past = view.text(at).ends_with("ed") && !view.capital(at) && view.is_word(at);
    let verb = past
        || view.is(at, Class::AUXILIARY | Class::MODAL | Class::COMMON_VERB)
        || view
            .word(at)
            .verb
            .is_some_and(|verb| verb.past || verb.third);
    verb && !view.text(at).ends_with("ing")
        && !view.is(at - 1, Class::DETERMINER | Class::POSSESSIVE)
}

/// “A,” said X / “A,” X said / A, X said: what stands before the cue is its content.
fn before(
    view: &View,
    group: VerbGroup,
    limit: usize,
) -> Option<(Range<usize>, Vec<Range<usize>>, &'static str)> {
    let after = group.head + 1;
    if let Some(quote) = quote_to(view, group.start)
        && let Some(source) = source::right_of(view, after, limit)
    {
        let source = source::with_apposition(view, source, limit);
        let end = source.end;
        return Some((source, around(view, quote, end), "quote-cue-source"));
    }
    if let Some(found) = trailing_inverted(view, group, limit) {
        return Some(found);
    }
    let whole = source::left_of(view, group.start)?;
    if let Some(quote) = quote_to(view, whole.start)
        && !opens_sentence(view, quote, whole.start, after, limit)
    {
        return Some((whole, around(view, quote, after), "quote-source-cue"));
    }
    trailing(view, whole, after, limit)
}

/// "The bill is dead, said Olsen, a nurse."
fn trailing_inverted(
    view: &View,
    group: VerbGroup,
    limit: usize,
) -> Option<(Range<usize>, Vec<Range<usize>>, &'static str)> {
    let comma = group.start.checked_sub(1)?;
    let first = view.sentence_tokens(group.start).start;
    let apart = view.is_comma(comma)
        && comma >= first + 3
        && view.quote(comma).is_none()
        && strong(view, group.head);
    if !apart || opens_with_adjunct(view, first, comma) {
        return None;
    }
    let source = source::right_of(view, group.head + 1, limit)?;
    let source = source::with_apposition(view, source, limit);
    let ends = source.end >= limit || view.is_punctuation(source.end, &[".", ",", "!", "?"]);
    let named = view.capital(source.start)
        || view.is(
            source.start,
            Class::DETERMINER | Class::POSSESSIVE | Class::SUBJECT_PRONOUN,
        );
    (ends && named).then(|| {
        (
            source.clone(),
            vec![trim_start(view, first)..comma],
            "clause-cue-source",
        )
    })
}

/// "After the vote," and "In Ohio,": what stands before the comma is no statement, if no other comma does.
fn opens_with_adjunct(view: &View, first: usize, comma: usize) -> bool {
    let dependent = view.is(first, Class::PREPOSITION | Class::SUBORDINATOR)
        || view.text(first).ends_with("ing");
    dependent && !(first..comma).any(|at| view.is_comma(at))
        || (first..comma)
            .all(|at| view.is_adverb(at) || view.is(at, Class::TIME | Class::CONJUNCTION))
}

/// `“A.” Trump said “B.”`: the source begins a sentence of its own and its cue has a content after it.
fn opens_sentence(view: &View, quote: usize, source: usize, after: usize, limit: usize) -> bool {
    let ended = view
        .last_char(quote)
        .is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'));
    let comma_between = view.is_comma(source - 1);
    if comma_between || !ended {
        return view.quote(source - 1).is_some()
            && !comma_between
            && has_own_content(view, after, limit)
            && !view.last_char(quote).is_some_and(|c| c == ',');
    }
    has_own_content(view, after, limit)
}

fn has_own_content(view: &View, after: usize, limit: usize) -> bool {
    if after >= limit || view.is_punctuation(after, &[".", ","]) {
        return quote_from(view, after).is_some() && view.is_comma(after) && after < limit;
    }
    frame_after(view, after, limit).is_some_and(|(frame, _)| {
        matches!(frame, "quote" | "that" | "clause" | "wh" | "noun-quote")
    })
}

/// The quotation before a narrator's words and, if it goes on behind them, the rest of it.
fn around(view: &View, quote: usize, after: usize) -> Vec<Range<usize>> {
    let mut contents: Vec<Range<usize>> = with_earlier_paragraphs(view, quote)
        .into_iter()
        .map(|part| view.quote_tokens(part))
        .collect();
    // Words of the same sentence before its first mark are part of what was said: The plan is “dead,” he said.
    if let Some(first) = contents.first_mut() {
        let start = lead_in(view, first.clone());
        let lead = start..first.start;
        let spoken = lead
            .clone()
            .any(|at| view.is_punctuation(at, &[":"]) || strong(view, at));
        if !lead.is_empty() && !spoken {
            first.start = start;
        }
    }
    let mut chained = false;
    if let Some(next) = next_quote(view, after) {
        contents.extend(
            with_later_paragraphs(view, next)
                .into_iter()
                .map(|part| view.quote_tokens(part)),
        );
        chained = true;
    }
    if !chained {
        contents.extend(second_half(view, after));
    }
    contents
}

/// A quotation that follows the narrator's words after at most the rest of their sentence.
fn next_quote(view: &View, after: usize) -> Option<usize> {
    let paragraph = view.paragraph_tokens(after.min(view.len().saturating_sub(1)));
    let sentence_end = view.sentence_tokens(after.saturating_sub(1)).end;
    let at = (after..paragraph.end.min(sentence_end + 1)).find(|&at| view.quote(at).is_some())?;
    // Appositions and adjuncts between, but no other verb that reports.
    let quiet = (after..at).all(|word| !strong(view, word) && !gerund_cue(view, word));
    view.quote(at).filter(|_| quiet)
}

/// "The bill, he said, would fail": the part after the cue.
fn second_half(view: &View, after: usize) -> Option<Range<usize>> {
    if !view.is_comma(after) {
        return None;
    }
    let end = clause_end(view, after + 1);
    let goes_on = end > after + 3
        && !view.is(
            after + 1,
            Class::SUBORDINATOR | Class::PREPOSITION | Class::CONJUNCTION,
        )
        && view.word(after + 1).verb.is_none_or(|verb| !verb.gerund)
        && !view.text(after + 1).ends_with("ing");
    goes_on.then(|| after + 1..end)
}

/// "The bill is dead, Smith said."
fn trailing(
    view: &View,
    source: Range<usize>,
    after: usize,
    limit: usize,
) -> Option<(Range<usize>, Vec<Range<usize>>, &'static str)> {
    let comma = source.start.checked_sub(1)?;
    let first = view.sentence_tokens(source.start).start;
    if !view.is_comma(comma) || comma < first + 3 || view.quote(comma).is_some() {
        return None;
    }
    let ends = after >= limit
        || view.is_punctuation(after, &[".", ",", "!", "?"])
        || view.is(after, Class::PREPOSITION | Class::TIME)
        || view.is_adverb(after);
    // "After the vote, Smith said in a letter that …" is no content.
    if !ends
        || opens_with_adjunct(view, first, comma)
        || frame_after(view, after, limit)
            .is_some_and(|(frame, _)| matches!(frame, "quote" | "that"))
    {
        return None;
    }
    let mut contents = vec![trim_start(view, first)..comma];
    contents.extend(second_half(view, after));
    Some((source, contents, "clause-source-cue"))
}

fn trim_start(view: &View, first: usize) -> usize {
    if view.one_of(first, &["but", "and"]) {
        first + 1
    } else {
        first
    }
}

/// What follows a cue, by name, and where the content begins.
fn frame_after(view: &View, after: usize, limit: usize) -> Option<(&'static str, usize)> {
    let mut at = after;
    while at < limit
        && view.is_adverb(at)
        && view.quote(at).is_none()
        && !view.is(at, Class::PREPOSITION)
    {
        at += 1;
    }
    if let Some(quote) = quote_from(view, at) {
        return Some(("quote", view.quote_tokens(quote).start));
    }
    if at < limit && view.eq(at, "that") {
        return Some(("that", at));
    }
    if let Some(start) = behind_adjuncts(view, at, limit) {
        return Some(start);
    }
    if at >= limit || view.kind(at) == Some(TokenKind::Punctuation) {
        return (view.is_punctuation(at, &[":"]) && at + 1 < limit).then_some(("colon", at + 1));
    }
    let frame = simple_frame(view, at, limit);
    Some((frame, at))
}

fn simple_frame(view: &View, at: usize, limit: usize) -> &'static str {
    const PREPOSITIONS: [&str; 14] = [
        "about", "of", "for", "on", "with", "against", "as", "by", "in", "at", "into", "over",
        "from", "out",
    ];
    if view.eq(at, "that") {
        return "that";
    }
    if view.eq(at, "to") {
        return if view.is(
            at + 1,
            Class::DETERMINER | Class::POSSESSIVE | Class::OBJECT_PRONOUN,
        ) || view.capital(at + 1)
        {
            "to-noun"
        } else {
            "to"
        };
    }
    if view.is(at, Class::WH) || view.eq(at, "if") {
        return "wh";
    }
    if let Some(name) = PREPOSITIONS.iter().find(|name| view.eq(at, name)) {
        return name;
    }
    if view.is(at, Class::PREPOSITION) {
        return "preposition";
    }
    if view.is(at, Class::SUBORDINATOR | Class::CONJUNCTION) {
        return "conjunction";
    }
    if has_verb(view, at, limit) {
        return if view.is(at, Class::SUBJECT_PRONOUN) {
            "pronoun-clause"
        } else {
            "clause"
        };
    }
    let quoted = (at..limit.min(at + 14)).any(|next| view.quote(next).is_some());
    match () {
        () if quoted => "noun-quote",
        () if view.is(at, Class::OBJECT_PRONOUN) => "pronoun",
        () if view.text(at).ends_with("ing") => "gerund",
        () if view.capital(at) => "name",
        () => "noun",
    }
}

/// A finite verb within reach makes the words after the cue a clause, not an object.
fn has_verb(view: &View, at: usize, limit: usize) -> bool {
    for next in at..limit.min(at + 12) {
        if view.quote(next).is_some()
            || view.kind(next) == Some(TokenKind::Punctuation)
                && !view.is_punctuation(next, &["’", "'", "-", "."])
        {
            return false;
        }
        if view.one_of(next, &["to", "for", "that", "who", "which", "as"]) {
            return false;
        }
        if next > at && view.is(next, Class::AUXILIARY | Class::MODAL | Class::COMMON_VERB)
            || next > at
                && view
                    .word(next)
                    .verb
                    .is_some_and(|verb| verb.past || verb.third)
                && !view.is(next - 1, Class::DETERMINER | Class::POSSESSIVE)
        {
            return !view.text(next).ends_with("ing");
        }
    }
    false
}

/// "told reporters on Monday that", "said in a statement: “": the content behind an addressee or an adjunct.
fn behind_adjuncts(view: &View, at: usize, limit: usize) -> Option<(&'static str, usize)> {
    for next in at..limit.min(at + 16) {
        if let Some(quote) = view.quote(next) {
            let led = next > at
                && (view.is_punctuation(next - 1, &[",", ":"]) || view.eq(next - 1, "that"));
            return (led && view.quote_tokens(quote).start == next).then_some(("quote", next));
        }
        if next > at
            && view.eq(next, "that")
            && !view.one_of(
                next - 1,
                &["of", "in", "than", "with", "so", "like", "by", "for"],
            )
        {
            return Some(("that", next));
        }
        let stops = view.is(next, Class::MODAL | Class::SUBORDINATOR | Class::WH)
            && !view.eq(next, "that")
            || view.is(next, Class::AUXILIARY) && view.is_word(next)
            || next > at && (gerund_cue(view, next) || strong(view, next))
            || view.is_punctuation(next, &[";", "."]) && !view.capital(next + 1);
        if stops {
            return None;
        }
        if view.is_punctuation(next, &[":"]) {
            return quote_from(view, next).map(|quote| ("quote", view.quote_tokens(quote).start));
        }
    }
    quote_from(view, limit)
        .filter(|_| limit > at && view.is_punctuation(limit - 1, &[":"]))
        .map(|quote| ("quote", view.quote_tokens(quote).start))
}

fn contents_after(view: &View, frame: &str, start: usize) -> Vec<Range<usize>> {
    if frame == "quote"
        && let Some(quote) = view.quote(start)
    {
        let first = view.quote_tokens(quote);
        let mut contents: Vec<Range<usize>> = with_later_paragraphs(view, quote)
            .into_iter()
            .map(|part| view.quote_tokens(part))
            .collect();
        let end = clause_end(view, first.start);
        if contents.len() == 1 && goes_on(view, quote, first.end) && end > first.end {
            contents[0].end = end;
        }
        return contents;
    }
    let end = clause_end(view, start);
    if end > start {
        vec![start..end]
    } else {
        Vec::new()
    }
}

/// Whether a clause goes on behind its quoted part: after a comma inside the marks only by "and" or "to".
fn goes_on(view: &View, quote: usize, after: usize) -> bool {
    match view.last_char(quote) {
        Some('.' | '!' | '?') => false,
        Some(',') => view.one_of(after, &["and", "or", "but", "to"]),
        _ => {
            !view.is_comma(after)
                || view.one_of(after + 1, &["and", "or", "but", "to"])
                || view.quote(after + 1).is_some()
        }
    }
}

/// "was called “Y” by Z": the by-phrase behind the content is the source.
fn passive(
    view: &View,
    mut contents: Vec<Range<usize>>,
) -> (Option<Range<usize>>, Vec<Range<usize>>) {
    let Some(last) = contents.last_mut() else {
        return (None, contents);
    };
    let limit = view.sentence_tokens(last.start).end.max(last.end);
    let by = (last.start..limit).find(|&at| view.eq(at, "by") && view.quote(at).is_none());
    let Some(by) = by else {
        return (None, contents);
    };
    let Some(source) = source::right_of(view, by + 1, limit) else {
        return (None, contents);
    };
    let named = view.capital(source.start)
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
    if by > last.start {
        last.end = trim_end(view, last.start, by);
    } else {
        *last = source.end..clause_end(view, source.end);
    }
    contents.retain(|range| range.start < range.end);
    (Some(source), contents)
}

/// "his claim that …", "in a statement: “…”", "criticism of X"
fn from_noun(view: &View, at: usize) -> Option<Candidate> {
    let limit = view.sentence_tokens(at).end;
    let (frame, start) = frame_after(view, at + 1, limit)?;
    if !matches!(
        frame,
        "that" | "quote" | "of" | "about" | "to" | "for" | "against" | "on" | "wh"
    ) {
        return None;
    }
    let contents = contents_after(view, frame, start);
    let owner = possessor(view, at).or_else(|| light_verb_subject(view, at));
    (!contents.is_empty()).then(|| Candidate {
        cue: at..at + 1,
        source: owner,
        contents,
        lemma: view.text(at).to_lowercase(),
        class: "noun",
        mode: "noun",
        frame,
        evidence: "noun-cue",
        score: 0.0,
    })
}

/// "Trump’s [latest] claim", "her claim"
fn possessor(view: &View, noun: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(noun).start;
    for at in (first.max(noun.saturating_sub(4))..noun).rev() {
        if view.is(at, Class::POSSESSIVE) && view.is_word(at) {
            return Some(at..at + 1);
        }
        if view.kind(at) == Some(TokenKind::Clitic) && at > first {
            return source::phrase_ending_at(view, at, first);
        }
        if view.is(at, Class::FUNCTION | Class::DETERMINER) || !view.is_word(at) {
            return None;
        }
    }
    None
}

/// "Hwang made the point that", "expressed the hope that": the noun’s verb has the source.
fn light_verb_subject(view: &View, noun: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(noun).start;
    let verb = (first + 1..noun)
        .rev()
        .take(4)
        .find(|&at| finite(view, at) || view.text(at).ends_with("ing"))?;
    let start = verb_group(view, verb).map_or(verb, |group| group.start);
    source::left_of(view, start).or_else(|| governing_subject(view, start))
}

fn according_to(view: &View, at: usize) -> Option<Candidate> {
    let sentence = view.sentence_tokens(at);
    let source = source::right_of(view, at + 2, sentence.end)?;
    let after = source::with_apposition(view, source.clone(), sentence.end).end;
    let leads = (sentence.start..at).all(|before| {
        view.is_adverb(before) || view.is(before, Class::CONJUNCTION) || view.is_comma(before)
    });
    let (contents, evidence) = if let (true, Some(comma)) = (
        leads,
        (after..sentence.end.min(after + 25)).find(|&next| view.is_comma(next)),
    ) {
        match quote_from(view, comma + 1) {
            Some(quote) => (
                contents_after(view, "quote", view.quote_tokens(quote).start),
                "according-to-first",
            ),
            None => (
                vec![comma + 1..clause_end(view, comma + 1)],
                "according-to-first",
            ),
        }
    } else if let Some(quote) = quote_to(view, at) {
        (around(view, quote, after), "according-to-last")
    } else {
        let end = trim_end(view, sentence.start, at);
        let mut contents = vec![trim_start(view, sentence.start)..end];
        contents.extend(second_half(view, after));
        (contents, "according-to-last")
    };
    let full = contents.iter().all(|range| range.start < range.end);
    full.then(|| Candidate {
        cue: at..at + 2,
        source: Some(source),
        contents,
        lemma: "according".to_owned(),
        class: "phrase",
        mode: "phrase",
        frame: evidence,
        evidence,
        score: 0.0,
    })
}

/// `WALLACE: …`, `Pat Caddell: Voters worried …`
fn colon(view: &View, at: usize) -> Option<Candidate> {
    let paragraph = view.paragraph_tokens(at);
    let named = paragraph.start < at
        && at - paragraph.start <= 7
        && (paragraph.start..at).all(|word| {
            view.quote(word).is_none()
                && (view.capital(word)
                    || view.kind(word) != Some(TokenKind::Word)
                    || view.is(word, Class::PREPOSITION))
        })
        && view.capital(paragraph.start);
    let shouted = named
        && (paragraph.start..at)
            .filter(|&word| view.is_word(word))
            .all(|word| view.text(word).chars().all(|c| !c.is_lowercase()));
    if named && at + 2 < paragraph.end {
        let end = if shouted {
            paragraph.end
        } else {
            view.sentence_tokens(at + 1).end
        };
        let contents = match quote_from(view, at + 1) {
            Some(quote) => contents_after(view, "quote", view.quote_tokens(quote).start),
            None => vec![at + 1..trim_end(view, at + 1, end)],
        };
        return Some(Candidate {
            cue: at..at + 1,
            source: Some(paragraph.start..at),
            contents,
            lemma: ":".to_owned(),
            class: "colon",
            mode: if shouted {
                "transcript"
            } else if view.in_title(at) {
                "title"
            } else {
                "label"
            },
            frame: "colon",
            evidence: if shouted {
                "transcript-turn"
            } else {
                "name-colon"
            },
            score: 0.0,
        });
    }
    introduced(view, at)
}

/// A sentence without a cue verb that ends in a colon before a quotation: its last name speaks.
fn introduced(view: &View, at: usize) -> Option<Candidate> {
    let quote = quote_from(view, at + 1)?;
    let sentence = view.sentence_tokens(at);
    let last = (sentence.start..at).rev().find(|&word| {
        view.capital(word) && !view.is(word, Class::TIME) && view.quote(word).is_none()
    });
    // "the vice minister for trade, Ann Lee:" names the speaker last; "she told Fox News:" does not.
    let apposed = last.filter(|&word| word + 1 == at && apposed_name(view, word, sentence.start));
    let source = match apposed {
        Some(word) => source::phrase_ending_at(view, word + 1, sentence.start),
        None => source::main_subject(view, at),
    }?;
    Some(Candidate {
        cue: at..at + 1,
        source: Some(source),
        contents: contents_after(view, "quote", view.quote_tokens(quote).start),
        lemma: ":".to_owned(),
        class: "colon",
        mode: if apposed.is_some() {
            "name-last"
        } else {
            "subject"
        },
        frame: "colon",
        evidence: "introduced-by-colon",
        score: 0.0,
    })
}

fn apposed_name(view: &View, last: usize, first: usize) -> bool {
    let name = (first..=last).rev().find(|&at| !view.capital(at));
    name.is_some_and(|comma| {
        view.is_comma(comma)
            && (first.max(comma.saturating_sub(12))..comma)
                .any(|at| view.is(at, Class::ROLE | Class::TITLE))
    })
}

/// `“…” ― Krystal Correa`
fn dash(view: &View, at: usize) -> Option<Candidate> {
    let (quote, from) = match at.checked_sub(1).and_then(|before| view.quote(before)) {
        Some(quote) => (quote, at + 1),
        None => return None,
    };
    let end = view.paragraph_tokens(at).end;
    let source = source::right_of(view, from, end)?;
    let named = view.capital(source.start) && source.end + 8 >= end;
    named.then(|| Candidate {
        cue: at..at + 1,
        source: Some(source),
        contents: with_earlier_paragraphs(view, quote)
            .into_iter()
            .map(|part| view.quote_tokens(part))
            .collect(),
        lemma: "-".to_owned(),
        class: "dash",
        mode: "dash",
        frame: "dash",
        evidence: "quote-dash-name",
        score: 0.0,
    })
}
