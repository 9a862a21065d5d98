//! Options: where a candidate's content could begin and end.
//!
//! The pattern's own choice comes first; the others differ from it by one
//! boundary. The model weighs them.

use std::ops::Range;

use crate::scan::class::Class;
use crate::tagging::Tag;

use super::super::addressee::with_question_word;
use super::super::candidate::{Candidate, Parts};
use super::super::content::{another_verb, awaits_verb, glossed, led_out, reports, sets_off};
use super::super::frame::{is_anothers, qualifies_noun, tells_how};
use super::super::headings::behind_dateline;
use super::super::hedge::counts;
use super::super::landmarks::Landmark;
use super::super::matrix::{main_clause, report_end};
use super::super::nominal::LINKED;
use super::super::silence::closes;
use super::super::view::{Trait, View};
use super::super::words::words;
use super::ends::{boundary, condition, dangles, goes_on, in_list, modifies, wants_verb};
use super::places::Places;

/// How many starts are tried.
pub(super) const STARTS: usize = 4;
/// How many ends are tried for one start; the sentence's, and a quotation's, may come on top.
const ENDS: usize = 12;
/// No more than these with all that come on top.
pub(super) const MOST_ENDS: usize = 16;
/// How many tokens name those who are told.
const ADDRESSEE: usize = 6;

/// One way to read a candidate's content: some of its parts, with other outer ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Which of the candidate's contents stand, those beyond counted behind its own.
    pub(super) parts: Range<usize>,
    /// The first token of the first part.
    pub(super) start: usize,
    /// Behind the last token of the last part.
    pub(super) end: usize,
}

impl Reading {
    /// The content's token ranges, in text order.
    pub(super) fn contents(&self, candidate: &Candidate) -> Parts {
        let all = candidate.contents.iter().chain(&candidate.beyond);
        let mut contents = Parts::new();
        contents.extend(all.skip(self.parts.start).take(self.parts.len()).cloned());
        self.bound(&mut contents);
        contents
    }

    /// The candidate's content becomes this one.
    pub(super) fn choose(&self, candidate: &mut Candidate) {
        // Most often all parts stand, and no others.
        match self.parts == (0..candidate.contents.len()) {
            true => self.bound(&mut candidate.contents),
            false => candidate.contents = self.contents(candidate),
        }
    }

    fn bound(&self, contents: &mut [Range<usize>]) {
        if let Some(first) = contents.first_mut() {
            first.start = self.start;
        }
        if let Some(last) = contents.last_mut() {
            last.end = self.end.max(last.start);
        }
    }
}

type Starts = Places<STARTS>;
type Ends = Places<MOST_ENDS>;

/// Some of a candidate's parts, and where they could begin and end: each start goes with each end behind it.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) parts: Range<usize>,
    /// The pattern's own start of these parts comes first.
    pub(super) starts: Starts,
    /// So does its own end.
    pub(super) ends: Ends,
    /// Where the last part begins: no end lies before it.
    pub(super) last: usize,
}

impl Grid {
    /// Every reading of the grid, as places in `starts` and `ends`.
    pub(super) fn readings(&self) -> impl Iterator<Item = (usize, usize)> {
        self.starts.iter().enumerate().flat_map(move |(start, at)| {
            let least = at.max(self.last);
            let ends = self.ends.iter().enumerate();
            let ends = ends.filter(move |(_, end)| *end > least);
            ends.map(move |(end, _)| (start, end))
        })
    }

    /// Its own reading, and those of some starts and ends, a bit each, in the order of [`Self::readings`].
    pub(super) fn own_and(
        &self,
        (starts, ends): (u32, u32),
    ) -> impl Iterator<Item = (usize, usize)> {
        let ends = ends & self.ends.taken();
        let mut asked = 0_u64;
        for start in 0..self.starts.count() {
            let its = (ends * ((starts >> start) & 1)) | u32::from(start == 0);
            asked |= u64::from(its) << (start * MOST_ENDS);
        }
        let places = std::iter::from_fn(move || {
            let place = asked.trailing_zeros() as usize;
            asked &= asked.wrapping_sub(1);
            (place < u64::BITS as usize).then_some((place / MOST_ENDS, place % MOST_ENDS))
        });
        // Few are asked, and of those alone it is looked up where they lie.
        places.filter(|(start, end)| self.ends.get(*end) > self.starts.get(*start).max(self.last))
    }

    pub(super) fn reading(&self, (start, end): (usize, usize)) -> Reading {
        Reading {
            parts: self.parts.clone(),
            start: self.starts.get(start),
            end: self.ends.get(end),
        }
    }
}

/// Which parts of a candidate's content may stand together, the pattern's own choice first: all, those without the last one
/// or the first, and those beyond too.
pub(super) fn parts(view: &View, candidate: &Candidate) -> impl Iterator<Item = Range<usize>> {
    let (count, beyond) = (candidate.contents.len(), candidate.beyond.len());
    let several = count > 1;
    // “A,” she said: the comma leads on to the cue, so the first part is hers.
    let led = || {
        let first = candidate.contents.first();
        let quote = first.and_then(|part| view.quote(part.end.saturating_sub(1)));
        quote.is_some_and(|quote| view.leads_on(quote))
    };
    let all = [
        (count > 0, 0..count),
        (several, 0..count.saturating_sub(1)),
        (several && !led(), 1..count),
        (beyond > 0, 0..count + beyond),
    ];
    let stand = |(stand, parts): (bool, Range<usize>)| stand.then_some(parts);
    all.into_iter().filter_map(stand)
}

/// The readings of some parts of a candidate's content; the pattern's own is the first one.
pub(super) fn grid(view: &View, candidate: &Candidate, parts: Range<usize>) -> Grid {
    let own = &candidate.contents;
    if let Some(last) = candidate.beyond.last()
        && parts.end > own.len()
    {
        return Grid {
            parts,
            starts: Starts::of(candidate.extent().start),
            ends: Ends::of(last.end),
            last: last.start,
        };
    }
    let (first, last) = (&own[parts.start], &own[parts.end - 1]);
    Grid {
        starts: starts(view, candidate, first),
        ends: ends(view, candidate, last.start, last.end),
        last: last.start,
        parts,
    }
}

/// Where a content that the pattern begins at `first.start` could begin.
fn starts(view: &View, candidate: &Candidate, first: &Range<usize>) -> Starts {
    let mut starts = Starts::of(first.start);
    let mut add = |at: usize| starts.add_if(at < first.end, at);
    let inside = view.quote(first.start).is_some();
    // "rejected | claims that it leaked": the noun is part of what was rejected.
    let object = candidate.frame == "that" && !view.one_of(first.start, words!["that"]);
    if !inside && first.start < candidate.cue.start {
        // "But in Ohio, the vote, …": behind a conjunction or an adjunct's comma.
        for at in first.start..first.end.min(first.start + 25) {
            let skips = at == first.start && view.is(at, Class::CONJUNCTION | Class::SUBORDINATOR)
                || view.is_comma(at);
            if skips && view.quote(at).is_none() {
                add(at + 1);
            }
        }
    } else if !inside && !object {
        // "said Monday it would", "told the paper on Friday she had"
        let time = (first.start..first.end.min(first.start + 3))
            .rev()
            .find(|&at| view.is(at, Class::TIME) && view.quote(at).is_none());
        if let Some(time) = time {
            add(time + 1);
        }
        // "said everyone | he knows": nobody is told.
        let whom = |at: usize| candidate.lemma != "say" || !view.is(at, Class::INDEFINITE);
        // "said papers | she had seen showed it was true": nor is anybody behind "said", but on some occasion.
        let apart = Class::PREPOSITION | Class::SUBORDINATOR | Class::TIME;
        let said = candidate.lemma == "say"
            && view.tag(first.start).is_noun()
            && !view.is(first.start, apart)
            && !view.is_adverb(first.start);
        // "told staff | there would be no cuts"
        if view.tag(first.start).is_noun()
            && whom(first.start)
            && !said
            && (view.is(first.start + 1, Class::SUBJECT_PRONOUN | Class::DETERMINER)
                // But "described conditions | there as dire".
                || view.one_of(first.start + 1, words!["there"])
                    && view.has_no_subject(first.start + 2))
        {
            add(first.start + 1);
        }
        // "told The Herald | he never wanted it"
        // But "says | releasing it now would hurt".
        let subject = view.tag(first.start) == Tag::Gerund;
        let addressee = (first.start..first.end.min(first.start + ADDRESSEE))
            .take_while(|&at| view.quote(at).is_none() && !view.has(at, Trait::FINITE))
            .find(|&at| view.is(at, Class::SUBJECT_PRONOUN) && !view.capital_inside(at));
        let told = |at: &usize| {
            let noun = view.tag(at - 1).is_noun() && !view.is(at - 1, Class::TIME);
            whom(at - 1) && !subject && !(said && noun)
        };
        if let Some(pronoun) = addressee.filter(told) {
            add(with_question_word(view, pronoun, first.start));
        }
        // "support | for Sanders": behind a preposition; never behind the subject of a clause.
        // But "there were none" has no other subject.
        let tag = view.tag(first.start);
        if matches!(
            tag,
            Tag::Preposition | Tag::To | Tag::Adverb | Tag::Particle
        ) && !(view.one_of(first.start, words!["there"]) && view.has_no_subject(first.start + 1))
            && !qualifies_noun(view, first.start)
            && !counts(view, first.start)
        {
            add(first.start + 1);
        }
        let near = first.start + 1..first.end.min(first.start + 14);
        // But "said they needed more and that he": a clause beside another.
        let beside = |that: usize| view.is(that - 1, Class::CONJUNCTION);
        let led = |that: &usize| {
            !beside(*that)
                && !(view.one_of(*that, words!["that"]) && is_anothers(view, first.start, *that))
        };
        if let Some(that) = view.next(Landmark::THAT, near).filter(led) {
            add(that + usize::from(!view.one_of(that, words!["that"])));
        }
    }
    if let Some(quote) = view.first_quoted(first.clone()) {
        add(quote);
        // The words of its sentence before the first mark, unless the source stands among them:
        // "According to X, a Y, “…”".
        let cue = candidate.cue.end;
        let source = candidate.source.as_ref();
        let between = source.is_some_and(|source| source.start >= cue && source.end <= quote);
        if quote == first.start && quote > 0 && !between {
            let begin = view.sentence_tokens(quote).start;
            let begin = behind_dateline(view, begin).unwrap_or(begin);
            let begin = if cue <= quote { begin.max(cue) } else { begin };
            // "A row broke out (“It is late,” he said)": another's words.
            if !(begin..quote).any(|at| view.one_of(at, words!["("])) {
                add(begin);
            }
        }
    }
    starts
}

/// Where a content that begins at `start` could end, nearest first, with the pattern's own end.
fn ends(view: &View, candidate: &Candidate, start: usize, own: usize) -> Ends {
    let mut limit = view.sentence_tokens(own.saturating_sub(1)).end.max(own);
    if candidate.cue.start >= own {
        // What stands before its cue ends there.
        limit = own;
    }
    // "Citing “a lack of proof,” the prosecutor dropped it", "was called “dead” by Vale"
    if let Some(source) = &candidate.source
        && (start + 1..limit).contains(&source.start)
        && own <= source.start
    {
        limit = source.start;
    }
    if let Some(comma) = main_clause(view, candidate.cue.start, &(start..limit)) {
        limit = comma.max(own);
    }
    let noun = candidate.class == "noun" && candidate.mode != LINKED;
    if (noun || candidate.mode == "finite")
        && let Some(end) = report_end(view, &candidate.cue, noun, start, limit)
    {
        limit = end.max(own);
    }
    let active = candidate.mode == "finite";
    let next_verb =
        |at: usize| active && another_verb(view, candidate.cue.end - 1, start, at, limit);
    let asks = view.any(Landmark::IF, start..limit);
    let mut ends = Ends::of(own);
    let push = |ends: &mut Ends, end: usize| ends.add_if(end > start, end);
    let first = condition(view, candidate, start, limit).map_or(start, |comma| comma + 2);
    let stops_from = |at: usize| view.all(Landmark::BOUNDARY | Landmark::QUOTED, at..limit);
    let mut stops = stops_from(first);
    while ends.count() < ENDS
        && let Some(at) = stops.next()
    {
        if let Some(quote) = view.quote(at) {
            let tokens = view.quote_tokens(quote);
            if at > start && at == tokens.start {
                push(&mut ends, trimmed(view, start, at));
            }
            let behind = tokens.end.max(at + 1);
            stops = stops_from(behind);
            // "called for “swift” | elections" wants its noun.
            let awaits = awaits_verb(view, start, quote);
            let whole = !modifies(view, quote, behind) && !goes_on(view, start, behind);
            if start < candidate.cue.end || whole {
                push(&mut ends, behind.min(view.len()));
            }
            let led = || !awaits && led_out(view, quote, behind, limit);
            let told = || candidate.frame == "quote" && tells_how(view, quote, behind);
            if led() || behind > start && glossed(view, quote, behind) || told() {
                return ends;
            }
            continue;
        }
        let ends_here = || {
            // A comma belongs to what it ends, whichever of the two is asked about.
            let comma = at - usize::from(!view.is_comma(at));
            boundary(view, at)
                && !dangles(view, at)
                && !wants_verb(view, start, at, asks)
                && !(sets_off(view, start, comma) && candidate.lemma == "say")
                && !goes_on(view, start, at - usize::from(view.is_comma(at - 1)))
                && !in_list(view, comma)
        };
        if at > start && ends_here() {
            push(&mut ends, trimmed(view, start, at));
            if view.is_comma(at) && reports(view, at + 1, limit)
                || closes(view, at, limit)
                || next_verb(at)
                // "…; according to Tom, …": another's half.
                || view.one_of(at, words![";"]) && view.one_of(at + 1, words!["according"])
            {
                return ends;
            }
        }
    }
    push(&mut ends, trimmed(view, start, limit));
    ends
}

fn trimmed(view: &View, start: usize, end: usize) -> usize {
    super::super::content::trim_end(view, start, end)
}
