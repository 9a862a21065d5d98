//! Candidates: everything that could be a quotation with its source, each by a named pattern.
//!
//! The patterns propose generously; [`super::model`], or [`super::score`] without one, says
//! how likely each is and [`super::decide`] chooses among those that overlap.

use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use crate::scan::class::Class;
use crate::scan::lexicon::{Lemma, Verb};
use crate::tagging::Tag;

use super::content::tell_when;
use super::landmarks::Landmark;
use super::lists::LISTS;
use super::marked::{colon, dash};
use super::nominal::{from_adjective, from_noun, lower};
use super::relay;
use super::source::speaks;
use super::transcript;
use super::verb_group::{Mode, VerbGroup, unlisted_group, verb_group};
use super::verbal::from_verb;
use super::view::{Trait, View};
use super::viewpoint::{according_to, in_view};
use super::words::{Words, words};

/// Token ranges in text order: mostly one or two.
pub type Parts = SmallVec<[Range<usize>; 2]>;

/// One proposal; ranges are of tokens.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    pub cue: Range<usize>,
    pub source: Option<Range<usize>>,
    pub contents: Parts,
    /// Quotations behind the narrator's words that may carry the content on, though the pattern does not take them.
    pub beyond: Parts,
    /// The cue verb's or noun's base form, or the pattern's own word.
    pub lemma: Cow<'a, str>,
    /// The class of the cue verb: speech, thought, naming, stance; of other cues their own word.
    pub class: &'static str,
    /// Name of the cue's mode: finite, infinitive, gerund, passive, noun ...
    pub mode: &'static str,
    /// What the cue is followed by.
    pub frame: &'static str,
    /// The named pattern.
    pub evidence: &'static str,
    /// How likely it is right, between 0 and 1; set by [`super::model`] or [`super::score`].
    pub score: f32,
}

impl Candidate<'_> {
    /// From its first content's start to its last one's end.
    pub(super) fn extent(&self) -> Range<usize> {
        extent(&self.contents)
    }

    /// Its content has the head of the other's cue.
    pub(super) fn holds_cue(&self, other: &Candidate) -> bool {
        let head = other.cue.end - 1;
        self.contents.iter().any(|part| part.contains(&head))
    }

    /// Its content has the first word of the other's source.
    pub(super) fn holds_source(&self, other: &Candidate) -> bool {
        let mut parts = self.contents.iter();
        let source = other.source.as_ref();
        source.is_some_and(|source| parts.any(|part| part.contains(&source.start)))
    }
}

/// From the start of the first content to the end of the last; empty without any.
pub(super) fn extent(contents: &[Range<usize>]) -> Range<usize> {
    match (contents.first(), contents.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

/// From the least start of the contents to their greatest end; empty without any.
pub(super) fn hull(contents: &[Range<usize>]) -> Range<usize> {
    let start = contents.iter().map(|part| part.start).min();
    let end = contents.iter().map(|part| part.end).max();
    start.unwrap_or(0)..end.unwrap_or(0)
}

/// Verbs that no pattern takes for a cue: they only help others.
const UNCUED: Class = Class::AUXILIARY
    .union(Class::MODAL)
    .union(Class::BE)
    .union(Class::COMMON_VERB);

/// All candidates of a document, by the place of their cue.
pub(super) fn candidates<'a>(
    view: &View<'a>,
    lemma_of: impl Fn(Verb) -> &'a Lemma,
) -> Vec<Candidate<'a>> {
    /// About so many tokens there are for each candidate.
    const TOKENS: usize = 10;
    let mut found = Vec::with_capacity(view.len() / TOKENS);
    for at in view.all(Landmark::OPENING, 0..view.len()) {
        if view.has(at, Trait::CUE_VERB)
            && let Some(passed_on) = relay::relayed(view, at)
        {
            found.push(passed_on);
        } else if view.one_of(at, words!["back"])
            && answers_back(view, at)
            && let Some(verb) = view.word(at).verb
        {
            let group = VerbGroup {
                start: at - 1,
                head: at,
                verb,
                mode: Mode::Finite,
            };
            let first = found.len();
            from_verb(view, group, "retort".into(), "speech", &mut found);
            // "hit back at the plan" says nothing.
            let says = ["quote", "quote-before", "that", "colon"];
            keep_from(&mut found, first, |candidate| {
                says.contains(&candidate.frame)
            });
        } else if view.one_of(at, words!["held"])
            && holds(view, at)
            && let Some(group) = unlisted_group(view, at)
        {
            let first = found.len();
            from_verb(view, group, "rule".into(), "speech", &mut found);
            keep_from(&mut found, first, |candidate| candidate.frame == "that");
        } else if view.has(at, Trait::CUE_VERB)
            && !relay::leads(view, at)
            && let Some(group) = verb_group(view, at)
        {
            let lemma = lemma_of(group.verb);
            from_verb(
                view,
                group,
                (&lemma.word).into(),
                lemma.class.name(),
                &mut found,
            );
        } else if view.has(at, Trait::VERB)
            && !view.is(at, UNCUED.difference(Class::COMMON_VERB))
            && !view.has(at, Trait::CUE_VERB)
            && !view.one_of(at, words!["according"])
            && beside_quote(view, at)
            && let Some(group) = unlisted_group(view, at)
        {
            // Beside quotation marks any verb may be one of speaking: “Mine,” she beamed.
            let first = found.len();
            from_verb(view, group, lower(view.text(at)), "unlisted", &mut found);
            keep_from(&mut found, first, |candidate| match candidate.frame {
                // “Mine,” she began: behind a comma even the commonest verb speaks.
                "quote-before" => !view.is(at, Class::COMMON_VERB) || led(view, candidate),
                "quote" => !view.is(at, Class::COMMON_VERB),
                _ => false,
            });
        }
        if view.is(at, Class::CUE_NOUN) && !view.capital_inside(at) {
            found.extend(in_view(view, at).or_else(|| from_noun(view, at)));
        }
        if view.is(at, Class::CUE_ADJECTIVE) && !view.capital_inside(at) {
            found.extend(from_adjective(view, at));
        }
        if view.one_of(at, NAMED) {
            found.extend(from_named(view, at));
        }
    }
    found.retain(|candidate| {
        let full = |part: &Range<usize>| part.start < part.end;
        !candidate.contents.is_empty()
            && candidate.contents.iter().all(full)
            // A turn may be "In May."
            && (candidate.class == "colon" || !tell_when(view, &candidate.contents))
    });
    drop_circumstances(view, &mut found);
    let lettered = transcript::lettered(view);
    if !lettered.is_empty() {
        found.extend(lettered);
        found.sort_by_key(|candidate| candidate.cue.start);
    }
    transcript::note(view, &mut found);
    found
}

/// Words and signs that are cues, or part of one.
const NAMED: Words = words!["according", "words", "per", ":", "-", "–", "—", "―"];

/// The candidate of one of [`NAMED`].
fn from_named(view: &View, at: usize) -> Option<Candidate<'static>> {
    match () {
        () if view.one_of(at, words![":"]) => colon(view, at),
        () if view.is_dash(at) => dash(view, at),
        () if view.one_of(at, words!["according"]) => {
            let to = view.one_of(at + 1, words!["to"]);
            to.then(|| according_to(view, at..at + 2))?
        }
        () if view.one_of(at, words!["words"]) => {
            let of = in_the_words_of(view, at);
            of.then(|| according_to(view, at - 2..at + 2))?
        }
        () => per_somebody(view, at).then(|| according_to(view, at..at + 1))?,
    }
}

/// "told the paper in an [interview] that …", "told [supporters] that", "told a crowd of [angry] farmers that …": between a
/// verb and its content a noun or an adjective only says where, or to whom.
fn drop_circumstances(view: &View, found: &mut Vec<Candidate>) {
    /// How many candidates may stand between them.
    const NEAR: usize = 6;
    let verbal =
        |one: &Candidate| one.mode == "finite" && view.is(one.cue.end - 1, Class::STRONG_CUE);
    let start = |one: &Candidate| one.contents.first().map(|part| part.start);
    let circumstance = |at: usize| {
        let one = &found[at];
        let from = found[at.saturating_sub(NEAR)..at].iter();
        let mut verbs = from.filter(|verb| verbal(verb) && verb.cue.end <= one.cue.start);
        let led = one.frame == "that" && governed(view, one.cue.start);
        match one.class {
            "noun" => {
                verbs.any(|verb| verb.contents == one.contents || led && start(verb) == start(one))
            }
            "adjective" => led && verbs.any(|verb| start(verb) == start(one)),
            _ => false,
        }
    };
    // "backed it despite [warnings] from traders that …", "investigated [claims] that …": the noun has the clause, not a verb
    // that tells nothing by itself.
    let overruled = |at: usize| {
        let one = &found[at];
        let verb = matches!(one.mode, "finite" | "participle");
        let weak = verb && one.frame == "that" && !verbal(one);
        let looks_into = || LISTS.looks_into.has_word(view.text(one.cue.end - 1));
        let mut near = found[at + 1..].iter().take(NEAR);
        weak && near.any(|noun| {
            noun.class == "noun"
                && start(noun) == start(one)
                && noun.cue.start >= one.cue.end
                && (looks_into()
                    || view.one_of(noun.cue.start - 1, words!["despite", "amid", "after"]))
        })
    };
    let dropped: Vec<bool> = (0..found.len())
        .map(|at| circumstance(at) || overruled(at))
        .collect();
    let mut dropped = dropped.into_iter();
    found.retain(|_| dropped.next() != Some(true));
}

/// "The court [held] in May that …": what it ruled; not "held a vote that he lost", "held that pose", "a hearing held in May".
fn holds(view: &View, at: usize) -> bool {
    let next = at + 1;
    let event = at > 0
        && view.tag(at - 1).is_noun()
        && !speaks(view, at - 1)
        && !view.is(at - 1, Class::TIME);
    if event {
        return false;
    }
    let that = view.one_of(next, words!["that"]) && view.tag(next) != Tag::Determiner;
    view.quote(at).is_none()
        && (that || view.is(next, Class::PREPOSITION | Class::TIME) || view.is_adverb(next))
}

/// "in an [interview]", "of [angry] farmers": a preposition has it.
fn governed(view: &View, at: usize) -> bool {
    /// An article and two adjectives.
    const MOST: usize = 3;
    let describes = |at: &usize| {
        view.is(*at, Class::DETERMINER | Class::POSSESSIVE) || view.tag(*at) == Tag::Adjective
    };
    let count = (at.saturating_sub(MOST)..at)
        .rev()
        .take_while(describes)
        .count();
    at > count && view.is(at - count - 1, Class::PREPOSITION)
}

/// “No chance,” she [shot back]: the particle of a verb that alone says nothing.
fn answers_back(view: &View, at: usize) -> bool {
    at > view.sentence_tokens(at).start
        && view.quote(at).is_none()
        && LISTS.answers.has_word(view.text(at - 1))
}

/// A quotation stands in the sentence of token `at` or near it.
fn beside_quote(view: &View, at: usize) -> bool {
    /// No subject and its apposition are longer.
    const BEFORE: usize = 48;
    /// Signs between the sentence and the quotation behind it.
    const BEHIND: usize = 4;
    let sentence = view.sentence_tokens(at);
    let start = sentence.start.min(at.saturating_sub(BEFORE));
    view.any(Landmark::QUOTED, start..sentence.end + BEHIND)
}

/// Of the candidates from place `first` on, those that `keeps` says stay: there are one or two.
fn keep_from(found: &mut Vec<Candidate>, first: usize, keeps: impl Fn(&Candidate) -> bool) {
    let mut at = first;
    while let Some(candidate) = found.get(at) {
        match keeps(candidate) {
            true => at += 1,
            false => drop(found.remove(at)),
        }
    }
}

fn in_the_words_of(view: &View, at: usize) -> bool {
    at > 1
        && view.one_of(at - 2, words!["in"])
        && view.one_of(at - 1, words!["the"])
        && view.one_of(at + 1, words!["of"])
}

/// "Per the Herald, …", "…, per a person close to her"; not "per month".
fn per_somebody(view: &View, at: usize) -> bool {
    /// How soon the name or the noun comes.
    const NOUN: usize = 4;
    let sentence = view.sentence_tokens(at);
    let apart = at == sentence.start || view.is_comma(at - 1);
    let who = Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT;
    let mut near = (at + 1..sentence.end.min(at + 1 + NOUN)).take_while(|&at| view.is_word(at));
    apart && near.any(|at| view.capital(at) || view.is(at, who))
}

/// Its quotation ends with a comma that leads on to its cue.
fn led(view: &View, candidate: &Candidate) -> bool {
    let last = candidate.contents.first().map(|part| part.end - 1);
    let quote = last.and_then(|at| view.quote(at));
    quote.is_some_and(|quote| view.leads_on(quote))
}
