//! Candidates of cue verbs: "X said that …", "saying …", "was called … by X".

use std::borrow::Cow;
use std::ops::Range;

use smallvec::smallvec;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;

use super::addressee;
use super::agent::{holds_report, with_agent};
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
use super::verb_group::{Mode, VerbGroup};
use super::view::{Trait, View};
use super::words::words;
use super::works::is_work;

/// Adds the candidates of a cue verb: of what it tells before it, beside it, behind it.
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
    let cue = CueVerb::new(view, group, lemma, class);
    if let Some(told) = cue.told_before() {
        let closes = cue.closes(&told);
        found.push(told);
        if closes {
            return;
        }
    }
    if let Some(told) = cue.told_aside().or_else(|| cue.told_behind()) {
        found.push(told);
    }
}

/// A cue verb with what its candidates share.
#[derive(Debug)]
struct CueVerb<'v, 'a> {
    view: &'v View<'a>,
    /// With the words that lead to an infinitive.
    group: VerbGroup,
    lemma: Cow<'a, str>,
    class: &'static str,
    /// Where its sentence ends.
    limit: usize,
}

impl<'v, 'a> CueVerb<'v, 'a> {
    fn new(
        view: &'v View<'a>,
        mut group: VerbGroup,
        lemma: Cow<'a, str>,
        class: &'static str,
    ) -> Self {
        let occasion = match class {
            "speech" | "naming" => occasion(view, group),
            _ => None,
        };
        group.start = occasion.unwrap_or(group.start);
        Self {
            view,
            group,
            lemma,
            class,
            limit: view.sentence_tokens(group.head).end,
        }
    }

    fn candidate(
        &self,
        source: Option<Range<usize>>,
        contents: Parts,
        frame: &'static str,
        evidence: &'static str,
    ) -> Candidate<'a> {
        let cue = self.tokens();
        Candidate {
            source,
            beyond: beyond(self.view, cue.end, &contents),
            cue,
            contents,
            lemma: self.lemma.clone(),
            class: self.class,
            mode: self.group.mode.name(),
            frame,
            evidence,
            score: 0.0,
        }
    }

    fn tokens(&self) -> Range<usize> {
        self.group.start..self.group.head + 1
    }

    /// "[to say]" without the words that lead to it: it has no subject of its own.
    fn is_bare_infinitive(&self) -> bool {
        self.group.mode == Mode::Infinitive && self.view.one_of(self.group.start, words!["to"])
    }

    /// “A,” said X; "A, X said."; "A, X said, B": what stands before the cue, with what goes on behind it.
    fn told_before(&self) -> Option<Candidate<'a>> {
        let Self { view, group, .. } = *self;
        if matches!(group.mode, Mode::Gerund | Mode::Passive) || self.is_bare_infinitive() {
            return None;
        }
        let (source, contents, evidence) = before(view, group, &self.lemma, self.limit)?;
        // “A,” he liked to say: before its cue an infinitive has only a quotation, or the halves of a clause: "A, he likes to say, is B".
        let fits = match evidence {
            "quote-source-cue" => true,
            "clause-around-cue" if self.lemma == "say" => true,
            _ => group.mode != Mode::Infinitive,
        };
        if !fits {
            return None;
        }
        let frame = match evidence {
            "quote-source-cue" | "quote-cue-source" => "quote-before",
            "clause-around-cue" => "clause-around",
            _ if dependent(view, &contents) => "adjunct-before",
            _ if ends_sentence(view, group.head + 1, self.limit) => "clause-end",
            _ => "clause-before",
        };
        Some(self.candidate(Some(source), contents, frame, evidence))
    }

    /// "I am hunted, says ex-Governor Lee": nothing is left behind what was told that could be said.
    fn closes(&self, told: &Candidate) -> bool {
        let view = self.view;
        let closes = |source: &Range<usize>| {
            ends_sentence(view, source.end, self.limit)
                && !view.one_of(source.start, words!["that"])
                && view.tally(source.clone()).verbs == 0
        };
        told.evidence == "clause-cue-source" && told.source.as_ref().is_some_and(closes)
    }

    /// "The bridge, it is understood, will close", "As Ana Roth told reporters, the bank was broke": a report set off from the
    /// clause that it tells.
    fn told_aside(&self) -> Option<Candidate<'a>> {
        let Self { view, group, .. } = *self;
        match group.mode {
            Mode::Passive => {
                let (contents, evidence) = impersonal(view, &self.lemma, group, self.limit)?;
                Some(self.candidate(None, contents, "clause-around", evidence))
            }
            Mode::Finite => {
                let source = source::left_of(view, group.start)?;
                let after = group.head + 1;
                let clause = as_told(view, &self.lemma, &source, after, self.limit)?;
                let contents = smallvec![clause..clause_end(view, clause)];
                Some(self.candidate(Some(source), contents, "clause", "cue-then-clause"))
            }
            _ => None,
        }
    }

    /// "X said that …", "saying …", "was called … by X".
    fn told_behind(&self) -> Option<Candidate<'a>> {
        let Self { view, group, .. } = *self;
        let caused = match self.is_bare_infinitive() {
            true => Some(source::caused(view, group.start)?),
            false => None,
        };
        let (frame, start) = self.frame()?;
        if self.goes_on_with_main_verb(start)
            || says_nothing(view, &self.lemma, group, (frame, start), self.limit)
            || asks_you(view, group, frame)
        {
            return None;
        }
        let source = caused.or_else(|| source::of_group(view, group));
        if concludes(view, &self.lemma, source.as_ref()) {
            return None;
        }
        let contents = self.contents(frame, start, source.as_ref());
        if contents.is_empty() || places(view, frame, &contents) {
            return None;
        }
        let evidence = match (group.mode, frame) {
            (Mode::Passive, _) => return self.told_of_agent(contents, frame),
            (_, "quote") => "cue-then-quote",
            (Mode::Gerund, _) => "participle-clause",
            (Mode::Infinitive, _) => "infinitive-clause",
            _ => "cue-then-clause",
        };
        Some(self.candidate(source, contents, frame, evidence))
    }

    /// What follows the cue, by name, and where the content begins: behind those who are told.
    fn frame(&self) -> Option<(&'static str, usize)> {
        let Self { view, limit, .. } = *self;
        let lemma = self.lemma.as_ref();
        let (mut frame, mut start) = frame_after(view, self.group.head + 1, limit)?;
        // "asked | the bank | why it had failed"
        if lemma == "ask"
            && !matches!(frame, "that" | "quote" | "colon" | "wh")
            && let Some(question) = addressee::asked(view, start, limit)
        {
            (frame, start) = ("wh", question);
        }
        // "wrote | to the board to say | it would close"
        if (lemma, frame) == ("write", "to-noun")
            && let Some(clause) = addressee::written(view, start, limit)
        {
            (frame, start) = ("clause", clause);
        }
        // "told | the BBC | he would resign"
        if !matches!(frame, "that" | "quote" | "colon")
            && let Some(clause) = addressee::behind(view, lemma, start, limit)
        {
            start = clause;
        }
        Some((frame, start))
    }

    /// "the defectors who spoke [were] called": what follows a relative clause is the main verb, no content.
    fn goes_on_with_main_verb(&self, start: usize) -> bool {
        let (view, verb) = (self.view, self.group.start);
        let relative = verb > 0 && view.is(verb - 1, Class::RELATIVE);
        relative && view.is(start, Class::AUXILIARY | Class::MODAL) && !view.has_subject(start)
    }

    /// What was said, without what the sentence goes on with when the report is over.
    fn contents(&self, frame: &str, start: usize, source: Option<&Range<usize>>) -> Parts {
        let Self { view, group, .. } = *self;
        let mut contents = contents_after(view, frame, start);
        // "Citing “a lack of proof,” the prosecutor dropped it": the content ends before the main clause.
        if let Some(source) = source
            && let Some(last) = contents.last_mut()
            && (last.start + 1..last.end).contains(&source.start)
            && group.mode == Mode::Gerund
        {
            last.end = source.start;
        }
        let [content] = &mut contents[..] else {
            return contents;
        };
        if let Some(comma) = main_clause(view, group.start, content) {
            content.end = comma;
        }
        if let Some(end) = report_end(view, &self.tokens(), false, content.start, content.end) {
            content.end = trim_end(view, content.start, end);
        }
        if group.mode == Mode::Finite
            && let Some(comma) = next_verb(view, group.head, content)
        {
            content.end = comma;
        }
        contents
    }

    /// "was called “Y” by Z": the agent of a passive is its source.
    fn told_of_agent(&self, contents: Parts, frame: &'static str) -> Option<Candidate<'a>> {
        let view = self.view;
        let (source, contents) = with_agent(view, self.group.head + 1, contents);
        if contents.is_empty() || source.is_none() && holds_report(view, &contents) {
            return None;
        }
        let quoted = view.hold_quote(&contents);
        let behind = |agent: &Range<usize>| contents.iter().all(|part| part.start < agent.start);
        let frame = match &source {
            Some(_) if quoted => "quote-by-agent",
            Some(agent) if behind(agent) => "by-agent",
            _ => frame,
        };
        Some(self.candidate(source, contents, frame, "passive"))
    }
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
    // "[went so far as] to call"
    let goes_far = LISTS.goes.has_word(word) && view.one_of(verb + 1, words!["so"]);
    (uses || takes || goes && verb + 2 < to || goes_far).then_some(verb)
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
