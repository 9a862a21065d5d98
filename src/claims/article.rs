//! [`Article`]: one document under reading: where rules are triggered, what they match, which words are the claim.

use jiff::civil::Date;
use smallvec::SmallVec;

use super::binding::{Bound, Sources};
use super::checker::ClaimChecker;
use super::draft::Draft;
use super::interval::Interval;
use super::link::Voices;
use super::pattern::Match;
use super::places::Places;
use super::quantity::{Dimension, date_of, day_number};
use super::rule::{Concerns, Rule, SpanPolicy, Voice};
use super::sentence::{Filling, Mention, View};
use super::trigger::{Hit, Use};
use super::words::{WordKind, Words};
use crate::attribution::Quotation;
use crate::document::Document;
use crate::segmentation::{ParagraphKind, Segmentation};
use crate::span::Span;

/// One document under reading.
pub(super) struct Article<'a> {
    checker: &'a ClaimChecker,
    document: &'a Document,
    segmentation: &'a Segmentation,
    voices: Voices<'a>,
    hits: Vec<Hit>,
    places: Places,
    /// For each rule, whether the article is about what it is about.
    in_context: Vec<bool>,
    /// Its date as days.
    date: Option<Interval>,
    /// Its date, if it is one day.
    today: Option<Date>,
}

/// The hits that begin before byte `at`, mostly few, and the others.
fn before(hits: &[Hit], at: usize) -> (&[Hit], &[Hit]) {
    let count = hits.iter().take_while(|hit| hit.span.start() < at).count();
    hits.split_at(count)
}

/// Indices of rules: seldom more.
type Indices = SmallVec<[usize; 16]>;

/// What one sentence after the other is read with: its memory is used again.
#[derive(Default)]
struct Scratch {
    /// Of each rule the sets that the sentence has met; all zero between sentences.
    masks: Vec<u8>,
    words: Words,
    failed: Vec<bool>,
}

impl<'a> Article<'a> {
    pub(super) fn new(
        checker: &'a ClaimChecker,
        document: &'a Document,
        segmentation: &'a Segmentation,
        quotations: &'a [Quotation],
    ) -> Self {
        let mut in_context: Vec<bool> =
            checker.needs_context.iter().map(|needed| !needed).collect();
        let mut mentions = Vec::new();
        let tokens = &segmentation.tokens;
        // News has one in a dozen words.
        let mut hits: Vec<Hit> = Vec::with_capacity(tokens.len() / 8);
        let mut first: Vec<Option<u32>> = vec![None; checker.pairs.len()];
        checker.triggers.each(&document.text, tokens, |hit| {
            let mut triggers = false;
            for meaning in checker.triggers.uses(hit.phrase) {
                match *meaning {
                    Use::Context { rule } => in_context[rule] = true,
                    Use::Row { table, row, noun } => {
                        let span = hit.span;
                        mentions.push(Mention {
                            table,
                            row,
                            noun,
                            span,
                        });
                    }
                    Use::Set { rule, .. } => {
                        triggers = true;
                        if let Some(distinct) = checker.pairs[rule] {
                            let first = first[rule].replace(hit.phrase);
                            in_context[rule] |=
                                first.is_some_and(|first| !distinct || first != hit.phrase);
                        }
                    }
                    Use::Block { .. } => triggers = true,
                }
            }
            if triggers {
                hits.push(hit);
            }
        });
        mentions.sort_by_key(|mention: &Mention| mention.span.end());
        let mut article = Self {
            date: None,
            today: None,
            checker,
            document,
            segmentation,
            voices: Voices::new(quotations),
            hits,
            places: Places::new(mentions.into_iter()),
            in_context,
        };
        article.date = article.find_date();
        let date = article.date.filter(|date| date.is_exact());
        article.today = date.and_then(|date| date_of(date.low()));
        article
    }

    pub(super) fn voices(&self) -> &Voices<'a> {
        &self.voices
    }

    /// The article's date as days: of its record, or else of its furniture.
    pub(super) fn date(&self) -> Option<Interval> {
        self.date
    }

    fn find_date(&self) -> Option<Interval> {
        if self.hits.is_empty() {
            return None;
        }
        let furniture = self
            .segmentation
            .furniture
            .date
            .map(|span| span.of(&self.document.text));
        let words = [self.document.metadata.date.as_deref(), furniture];
        words
            .into_iter()
            .flatten()
            .find_map(|words| self.read_date(words))
    }

    fn read_date(&self, text: &str) -> Option<Interval> {
        // "2023-09-06T10:00:00Z": the time says nothing more.
        let day = text
            .split_once('T')
            .map_or(text, |(day, _)| if day.len() == 10 { day } else { text });
        let words = Words::cut(day, Span::new(0, day.len()), &self.checker.set.vocabulary);
        let quantities = self.checker.set.lexicon.quantities(day, &words, None);
        let date = quantities
            .iter()
            .find(|quantity| quantity.dimension == Dimension::Date);
        let year = || {
            let year = quantities
                .iter()
                .find(|quantity| quantity.dimension == Dimension::Year)?;
            let first = jiff::civil::Date::new(year.value.low() as i16, 1, 1).ok()?;
            Some(Interval::new(
                day_number(first),
                day_number(first.last_of_year()),
            ))
        };
        date.map(|date| date.value).or_else(year)
    }

    /// Every match of every rule, sentence by sentence.
    pub(super) fn drafts(&self) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let mut scratch = Scratch::default();
        scratch.masks.resize(self.checker.wanted.len(), 0);
        let mut hits = self.hits.as_slice();
        for (index, sentence) in self.segmentation.sentences.iter().enumerate() {
            let inside;
            (_, hits) = before(hits, sentence.span.start());
            (inside, hits) = before(hits, sentence.span.end());
            if inside.is_empty() || self.is_furniture(sentence.paragraph) {
                continue;
            }
            let rules = self.triggered(inside, &mut scratch.masks);
            // What only speaks of another claim needs one beside it.
            let needs = |rule: &usize| {
                let rule = &self.checker.set.rules[*rule];
                rule.needs_claim && rule.concerns == Some(Concerns::Beside)
            };
            if !rules.iter().all(needs) {
                self.read(index, inside, &rules, &mut scratch, &mut drafts);
            }
        }
        drafts
    }

    fn is_furniture(&self, paragraph: usize) -> bool {
        let paragraph = self.segmentation.paragraphs.get(paragraph);
        paragraph.is_some_and(|paragraph| {
            !matches!(
                paragraph.kind,
                ParagraphKind::Body | ParagraphKind::Title | ParagraphKind::Heading
            )
        })
    }

    /// The rules with all their sets met and none of their blocks, in their order.
    fn triggered(&self, hits: &[Hit], masks: &mut [u8]) -> Indices {
        let uses = || {
            hits.iter()
                .flat_map(|hit| self.checker.triggers.uses(hit.phrase))
        };
        let mut touched = Indices::new();
        for meaning in uses() {
            if let Use::Set { rule, set } = *meaning {
                if masks[rule] == 0 {
                    touched.push(rule);
                }
                masks[rule] |= 1 << set;
            }
        }
        for meaning in uses() {
            if let Use::Block { rule } = *meaning {
                masks[rule] = 0;
            }
        }
        let mut rules = Indices::new();
        touched.sort_unstable();
        for rule in touched {
            if masks[rule] == self.checker.wanted[rule] && self.in_context[rule] {
                rules.push(rule);
            }
            masks[rule] = 0;
        }
        rules
    }

    /// Looks for the triggered rules' claims in one sentence.
    fn read(
        &self,
        index: usize,
        hits: &[Hit],
        rules: &[usize],
        scratch: &mut Scratch,
        drafts: &mut Vec<Draft>,
    ) {
        let Scratch { words, failed, .. } = scratch;
        let sentence = &self.segmentation.sentences[index];
        let set = &self.checker.set;
        let text = &self.document.text;
        words.read(text, sentence.span, &set.vocabulary);
        let mentions = self.places.within(sentence.span);
        let view = View::new(
            text,
            sentence.span,
            words,
            mentions,
            &set.lexicon,
            self.today,
        );
        let paragraph = self.segmentation.paragraphs.get(sentence.paragraph);
        let sources = Sources {
            view: &view,
            places: &self.places,
            paragraph: paragraph.map_or(sentence.span, |paragraph| paragraph.span),
            figures: &self.checker.figures,
        };
        for &rule in rules {
            let first = drafts.len();
            for found in self.matches(rule, hits, &view, failed) {
                if let Some(draft) = self.draft(rule, index, &found, &sources)
                    && !drafts[first..]
                        .iter()
                        .any(|other| other.span.overlaps(draft.span))
                {
                    drafts.push(draft);
                }
            }
        }
    }

    fn matches(
        &self,
        rule: usize,
        hits: &[Hit],
        view: &View<'_>,
        failed: &mut Vec<bool>,
    ) -> Vec<Match> {
        let known = &self.checker.set.rules[rule];
        if known.patterns.is_empty() {
            return self.between_triggers(rule, hits, view);
        }
        let filling = Filling {
            view,
            slots: &known.slots,
        };
        known
            .patterns
            .iter()
            .flat_map(|pattern| pattern.matches(view.words, &filling, failed))
            .collect()
    }

    /// From the first trigger of a rule without patterns to the last.
    fn between_triggers(&self, rule: usize, hits: &[Hit], view: &View<'_>) -> Vec<Match> {
        let own = |hit: &&Hit| {
            let uses = self.checker.triggers.uses(hit.phrase);
            uses.iter()
                .any(|meaning| matches!(meaning, Use::Set { rule: of, .. } if *of == rule))
        };
        let spans = hits.iter().filter(own).map(|hit| hit.span);
        let Some(cover) = spans.reduce(Span::cover) else {
            return Vec::new();
        };
        let words = view.words.at_byte(cover.start())..view.words.at_byte(cover.end());
        vec![Match {
            span: words.clone(),
            words,
            captures: Vec::new(),
        }]
    }

    fn draft(
        &self,
        rule: usize,
        sentence: usize,
        found: &Match,
        sources: &Sources<'_>,
    ) -> Option<Draft> {
        let known = &self.checker.set.rules[rule];
        let (bindings, lacking) = match sources.bind(known, found) {
            Bound::Full(bindings) => (bindings, None),
            Bound::Incomplete(bindings, slot) => (bindings, Some(slot)),
            Bound::Silent => return None,
        };
        let (span, quotation) = self.spoken(known, found, sources.view);
        let heard = match known.voice {
            Voice::Any => true,
            Voice::Author => quotation.is_none(),
            Voice::Quoted => quotation.is_some(),
        };
        (heard && !span.is_empty()).then_some(Draft {
            rule,
            sentence,
            span,
            quotation,
            bindings,
            lacking,
            quantities: sources.view.quantities_in(span),
            twin: None,
        })
    }

    /// The claim's words and the quotation they are in. A clause that begins with its cue ("said
    /// that the money for one missile …") is cut to what was said.
    fn spoken(&self, rule: &Rule, found: &Match, view: &View<'_>) -> (Span, Option<usize>) {
        let span = self.claim_span(rule, found, view);
        if let Some(quotation) = self.voices.of(span) {
            return (span, Some(quotation));
        }
        let matched = view.words.span(found.span.start, found.span.end);
        match self.voices.holding(matched) {
            Some((quotation, content)) if rule.span == SpanPolicy::Clause => {
                let start = span.start().max(content.start());
                let end = span.end().min(content.end());
                (Span::new(start, end), Some(quotation))
            }
            _ => (span, None),
        }
    }

    fn claim_span(&self, rule: &Rule, found: &Match, view: &View<'_>) -> Span {
        let (mut start, mut end) = (found.span.start, found.span.end);
        match rule.span {
            SpanPolicy::Sentence => return view.span,
            SpanPolicy::Match => {}
            SpanPolicy::Clause => {
                let goes_on = |at: usize| {
                    !matches!(
                        view.words.kind(at),
                        None | Some(WordKind::Comma | WordKind::Break | WordKind::Mark)
                    )
                };
                while start > 0 && goes_on(start - 1) {
                    start -= 1;
                }
                while goes_on(end) {
                    end += 1;
                }
                if let Some((_, length)) = self.checker.set.openers.starting(&view.words.ids, start)
                    && start + length < end.min(found.span.start + 1)
                {
                    start += length;
                }
            }
        }
        view.words.span(start, end)
    }
}
