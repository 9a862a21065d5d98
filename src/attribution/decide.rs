//! Decide: among candidates that overlap, which stand.
//!
//! No word is said twice: of two candidates that share words, or of which one has the
//! other's cue, one goes ([`super::rivalry`]). Which one, the model says. Without one the
//! rules' ranks do: the outer report wins over the one inside it, since it begins earlier
//! or reaches farther; a quotation's own cue wins over everything.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;

use super::candidate::{Candidate, hull};
use super::content::trim_end;
use super::hearers::can_say;
use super::leftover;
use super::lists::LISTS;
use super::model::Model;
use super::rivalry::{self, Pair};
use super::score::{SourceKind, source_kind};
use super::transcript::{TURN_MODE, is_turn};
use super::view::{Trait, View};
use super::words::words;

/// Candidates less likely than this are not chosen.
const THRESHOLD: f32 = 0.33;
/// Those around quotation marks need less: the marks themselves say that somebody spoke.
const QUOTED_THRESHOLD: f32 = 0.17;
/// So do those behind a name in capitals and a colon.
const TURN_THRESHOLD: f32 = 0.25;
/// Unless what they hold reads as a title or a name.
const NAMED_THRESHOLD: f32 = 0.5;
/// An outer report at least this likely wins over the reports inside it.
const OUTER: f32 = 0.6;
/// By so much at least it wins over one whose subject its content begins with.
const GOVERNS: f32 = 0.5;
/// What is left of a report of which another took a part is this much as likely.
const REST: f32 = 0.8;
/// How many candidates away a report inside another can be.
const NEAR: usize = 16;

/// Leaves the candidates that stand and gives back those that were passed over, both in text order.
pub(super) fn decide<'a>(
    view: &View,
    model: Option<&Model>,
    candidates: &mut Vec<Candidate<'a>>,
) -> Vec<Candidate<'a>> {
    reports_over_their_sources(view, candidates);
    let mut passed = Vec::with_capacity(candidates.len());
    passed.extend(candidates.extract_if(.., |candidate| refusal(view, candidate).is_some()));
    passed.extend(rivalry::crowded_out(candidates));
    let pairs = contest(view, model, candidates);
    let (mut chosen, mut refused) = rivalry::settle(candidates.len(), &pairs);
    if !refused.is_empty() {
        let mut taken = Taken::new(view.len());
        let standing = candidates.iter().zip(&chosen);
        for (candidate, _) in standing.filter(|(_, chosen)| **chosen) {
            taken.take(candidate);
        }
        for index in &refused {
            if let Some(end) = before_another(view, candidates, &chosen, *index)
                && let [content] = &mut candidates[*index].contents[..]
            {
                content.end = end;
                if taken.free(&candidates[*index]) {
                    candidates[*index].score *= REST;
                    taken.take(&candidates[*index]);
                    chosen[*index] = true;
                }
            }
        }
        refused.retain(|index| !chosen[*index]);
        // “A,” she said. “B.”: what another report has of it leaves the rest to her.
        for index in refused {
            let candidate = &mut candidates[index];
            let mut rest = candidate.contents.clone();
            rest.retain(|part| view.hold_quote(std::slice::from_ref(part)) && !taken.touches(part));
            if !rest.is_empty() && taken.has_cue_free(candidate) {
                candidate.contents = rest;
                candidate.score *= REST;
                taken.take(candidate);
                chosen[index] = true;
            }
        }
    }
    let mut chosen = chosen.into_iter();
    passed.extend(candidates.extract_if(.., |_| chosen.next() == Some(false)));
    for candidate in candidates.iter_mut() {
        let source = candidate.source.take();
        candidate.source = source.filter(|source| can_say(view, candidate, source));
    }
    for candidates in [candidates, &mut passed] {
        candidates.sort_by_key(|candidate| candidate.extent().start);
    }
    passed
}

/// "said the cut was “daft” [and promised that it would go]": where a report ends of which one that stands is the second
/// half, with the same subject.
fn before_another(
    view: &View,
    candidates: &[Candidate],
    chosen: &[bool],
    index: usize,
) -> Option<usize> {
    let report = &candidates[index];
    let [content] = &report.contents[..] else {
        return None;
    };
    let near = index + 1..candidates.len().min(index + NEAR);
    let mut standing = near.filter(|&at| chosen[at]).map(|at| &candidates[at]);
    // "said that they stay away[: they like the sea, he added]": what a colon parts from the report.
    let colon = |other: &Candidate| {
        let start = other.extent().start;
        start > content.start && start < content.end && view.one_of(start - 1, words![":"])
    };
    let second = standing.find(|other| {
        content.contains(&other.cue.start) && other.extent().start >= other.cue.end || colon(other)
    })?;
    let parted = colon(second);
    let link = if parted {
        second.extent().start
    } else {
        second.cue.start
    } - 1;
    let joined =
        parted || view.one_of(link, words!["and", "but"]) && second.source == report.source;
    let end = trim_end(view, content.start, link);
    let told = || (content.start..end).any(|at| view.has(at, Trait::FINITE));
    (joined && end > content.start && report.cue.end <= content.start && told()).then_some(end)
}

/// The pairs of candidates that cannot both stand, and by how much either wins: by the model's log odds, or by the
/// rules' ranks without one.
pub(super) fn contest(view: &View, model: Option<&Model>, candidates: &[Candidate]) -> Vec<Pair> {
    let mut pairs = rivalry::pairs(candidates);
    if pairs.is_empty() {
        return pairs;
    }
    let ranks = ranks(view, candidates);
    // Train has too few turns to learn from.
    let turn = |at: usize| is_turn(candidates[at].mode);
    let by_rank = |pair: &Pair| model.is_none() || turn(pair.one) || turn(pair.other);
    for pair in pairs.iter_mut().filter(|pair| by_rank(pair)) {
        pair.margin = ranks[pair.one] - ranks[pair.other];
    }
    if let Some(model) = model {
        let learned = pairs.iter_mut().filter(|pair| !by_rank(pair));
        model.contest(view, candidates, &ranks, learned);
        for pair in &mut pairs {
            let (one, other) = (&candidates[pair.one], &candidates[pair.other]);
            if governs(one, other) || ends(view, one, other) {
                pair.margin = pair.margin.max(GOVERNS);
            } else if governs(other, one) || ends(view, other, one) {
                pair.margin = pair.margin.min(-GOVERNS);
            }
        }
    }
    pairs
}

/// "[The club claimed] the referee had told it that …": what was said begins with the inner report's subject, so that the
/// outer one holds it, if it is likely at all.
fn governs(outer: &Candidate, inner: &Candidate) -> bool {
    let clause = matches!(outer.frame, "clause" | "pronoun-clause" | "that");
    let likely = outer.class == "speech" && outer.mode == "finite" && outer.score >= OUTER;
    let start = outer.extent().start;
    let begins = |source: &Range<usize>| source.start == start || source.start == start + 1;
    clause
        && likely
        && inner.source.as_ref().is_some_and(begins)
        && outer.cue.end <= start
        && outer.holds_cue(inner)
        && !inner.holds_cue(outer)
}

/// "The report calls it “a clean break,” [said Ann Lee]": the comma between the marks leads on to who says all of it.
fn ends(view: &View, outer: &Candidate, inner: &Candidate) -> bool {
    /// So likely a report is one.
    const REPORT: f32 = 0.3;
    let said = outer.evidence == "quote-cue-source" && outer.score >= REPORT;
    let last = outer.cue.start.checked_sub(1);
    said && inner.cue.end < outer.cue.start
        && inner.extent().end == outer.cue.start
        && view.is(outer.cue.end - 1, Class::STRONG_CUE)
        && last
            .and_then(|last| view.quote(last))
            .is_some_and(|quote| view.leads_on(quote))
}

/// Why a candidate is none of a quotation, whatever else there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is less likely than its [`bar`].
    Unlikely,
    /// What it governs is a name between marks.
    Name,
    /// What it governs is one word that points to what was said.
    Pronoun,
}

pub(super) fn refusal(view: &View, candidate: &Candidate) -> Option<Refusal> {
    match () {
        () if is_unlikely(view, candidate) => Some(Refusal::Unlikely),
        () if says_a_pronoun(view, candidate) => Some(Refusal::Pronoun),
        () if governs_a_name(view, candidate) => Some(Refusal::Name),
        () => None,
    }
}

/// What a bar depends on is asked only where it could make a difference.
fn is_unlikely(view: &View, candidate: &Candidate) -> bool {
    let score = candidate.score;
    score < QUOTED_THRESHOLD || score < NAMED_THRESHOLD && score < bar(view, candidate)
}

/// "Pellmont denies [that]", "she offers [it]", "they offer [9-2]": what was said stands elsewhere. A turn may be "No."
fn says_a_pronoun(view: &View, candidate: &Candidate) -> bool {
    let content = candidate.extent();
    content.len() == 1
        && !is_turn(candidate.mode)
        && view.quote(content.start).is_none()
        && (view.kind(content.start) == Some(TokenKind::Number)
            || view.is(
                content.start,
                Class::ANY_PRONOUN | Class::DETERMINER | Class::FUNCTION,
            ))
}

/// Candidates less likely than this are not chosen.
pub(super) fn bar(view: &View, candidate: &Candidate) -> f32 {
    if candidate.mode == TURN_MODE {
        return TURN_THRESHOLD;
    }
    let mut quoted = candidate.contents.iter().cloned();
    let quote = quoted.find_map(|part| view.first_quoted(part));
    match quote.and_then(|at| view.quote(at)) {
        Some(quote) if leftover::is_name(view, quote) => NAMED_THRESHOLD,
        Some(_) => QUOTED_THRESHOLD,
        None => THRESHOLD,
    }
}

/// "Reuters reported that the merger was off, according to two bankers": the report is Reuters',
/// and where Reuters has it from is part of it. What a person said according to a paper is not such a report.
pub(super) fn reports_over_their_sources(view: &View, candidates: &mut [Candidate]) {
    /// A report this likely by itself is one.
    const REPORT: f32 = 0.2;
    let reporter = |outer: &Candidate| match source_kind(view, outer.source.as_ref()) {
        SourceKind::Body => true,
        SourceKind::Name | SourceKind::FirstWord | SourceKind::Other => {
            LISTS.research.has_word(&outer.lemma)
        }
        // "The Courier": a name, though couriers are people.
        SourceKind::Human => {
            let last = outer.source.as_ref().map(|source| source.end - 1);
            last.is_some_and(|at| view.capital(at)) && LISTS.research.has_word(&outer.lemma)
        }
        _ => false,
    };
    for at in 0..candidates.len() {
        if candidates[at].evidence != "according-to-last" {
            continue;
        }
        let inner = candidates[at].clone();
        let reach = inner
            .source
            .as_ref()
            .map_or(inner.cue.end, |source| source.end);
        let outer = candidates[at.saturating_sub(NEAR)..at]
            .iter_mut()
            .find(|outer| {
                let told = outer.extent();
                told.start >= outer.cue.end
                    && told.end + 1 >= inner.cue.start
                    && outer.class == "speech"
                    && outer.mode == "finite"
                    // "dismissed the inspector, according to two aides": no report.
                    && matches!(outer.frame, "that" | "clause" | "pronoun-clause")
                    && outer.score >= REPORT
                    && inner.holds_cue(outer)
                    && reporter(outer)
            });
        if let Some(outer) = outer {
            outer.score = outer.score.max(inner.score);
            if let Some(last) = outer.contents.last_mut() {
                last.end = last.end.max(reach);
            }
            candidates[at].score = 0.0;
        }
    }
}

/// "a film named “The Long Way Home”", "a boxer nicknamed “the Hammer”": the cue is no verb of speaking and its content a
/// title.
fn governs_a_name(view: &View, candidate: &Candidate) -> bool {
    if leftover::is_nickname_cue(view, candidate.cue.end - 1) {
        return true;
    }
    let content = candidate.extent();
    let quote = view.quote(content.start);
    let Some(quote) = quote.filter(|&quote| view.quote_tokens(quote) == content) else {
        return false;
    };
    let spoken = candidate
        .cue
        .clone()
        .any(|at| view.is(at, Class::STRONG_CUE));
    candidate.class != "speech" && !spoken && leftover::is_name(view, quote)
}

/// Ranks of all candidates; an outer report ranks above every one whose cue it contains.
pub(super) fn ranks(view: &View, candidates: &[Candidate]) -> Vec<f32> {
    let mut ranks: Vec<f32> = candidates
        .iter()
        .map(|candidate| rank(view, candidate))
        .collect();
    // From the innermost out: a cue stands right of the one that governs it.
    for outer in (0..candidates.len()).rev() {
        if candidates[outer].score < OUTER {
            continue;
        }
        // Candidates stand in the order of their heads, but that some stand one token before their place.
        let content = hull(&candidates[outer].contents);
        let head = |candidate: usize| candidates[candidate].cue.end - 1;
        let before = (outer.saturating_sub(NEAR)..outer).rev();
        let before = before.take_while(|&inner| head(inner) + 1 >= content.start);
        let behind = outer + 1..candidates.len().min(outer + NEAR);
        let behind = behind.take_while(|&inner| head(inner) <= content.end);
        let near = before.chain(behind);
        let inner = near.filter(|&inner| {
            candidates[outer].holds_cue(&candidates[inner])
                && outer_of(&candidates[outer], &candidates[inner])
        });
        let best = inner.map(|inner| ranks[inner]).fold(f32::MIN, f32::max);
        ranks[outer] = ranks[outer].max(best + 0.001);
    }
    ranks
}

/// Of two reports that hold each other’s cue, the one that begins the sentence governs:
/// "X reports that …, according to Y" is X’s.
fn outer_of(outer: &Candidate, inner: &Candidate) -> bool {
    !inner.holds_cue(outer) || outer.cue.start < inner.cue.start
}

/// Whole quotations first, then by likelihood and reach: an outer report covers its inner ones.
fn rank(view: &View, candidate: &Candidate) -> f32 {
    let direct = matches!(
        candidate.frame,
        "quote" | "quote-before" | "dash" | "colon" | "according-to-first" | "according-to-last"
    ) && view.hold_quote(&candidate.contents)
        || is_turn(candidate.mode);
    // A name set last before its colon is the speaker, whatever verb the sentence has.
    let placed = if candidate.mode == "name-last" {
        0.7
    } else {
        0.0
    };
    let reach = candidate
        .contents
        .iter()
        .map(Range::len)
        .sum::<usize>()
        .min(60) as f32;
    placed + candidate.score + reach / 120.0 + if direct { 1.0 } else { 0.0 }
        - if candidate.source.is_none() { 0.3 } else { 0.0 }
}

/// For each token whether it is of a content or a cue of one that stands.
struct Taken(Vec<bool>);

impl Taken {
    fn new(tokens: usize) -> Self {
        Self(vec![false; tokens])
    }

    fn has_cue_free(&self, candidate: &Candidate) -> bool {
        !self.0[candidate.cue.end - 1]
    }

    fn free(&self, candidate: &Candidate) -> bool {
        self.has_cue_free(candidate) && !candidate.contents.iter().any(|part| self.touches(part))
    }

    /// A chosen candidate has a word of these for its content or its cue.
    fn touches(&self, part: &Range<usize>) -> bool {
        self.0[part.clone()].contains(&true)
    }

    fn take(&mut self, candidate: &Candidate) {
        for range in candidate.contents.iter().chain([&candidate.cue]) {
            self.0[range.clone()].fill(true);
        }
    }
}
