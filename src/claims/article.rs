//! [`Article`]: one document under reading: where rules are triggered, what they match, which words are the claim.

mod fired;

use std::cell::OnceCell;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::binding::{Bound, Sources};
use super::checker::ClaimChecker;
use super::compute::Person;
use super::draft::Draft;
use super::interval::Interval;
use super::link::Voices;
use super::pattern::Match;
use super::places::Places;
use super::quantity::{date_of, day_number};
use super::rule::{Rule, SpanPolicy, Voice};
use super::sentence::{Filling, View};
use super::unless;
use super::words::{WordKind, Words};
use crate::attribution::Quotation;
use crate::dates;
use crate::document::Document;
use crate::segmentation::{ParagraphKind, Segmentation};
use crate::span::Span;
use fired::ones;

/// One document under reading.
pub(super) struct Article<'a> {
    checker: &'a ClaimChecker,
    document: &'a Document,
    segmentation: &'a Segmentation,
    voices: Voices<'a>,
    /// What sentences have fired, in their order: the sentence, and of 64 rules those.
    fired: Vec<(usize, usize, u64)>,
    /// The rules that the article is about, a bit each; like all below, found when first asked for.
    about: OnceCell<Vec<u64>>,
    /// The rows it names.
    places: OnceCell<Places>,
    /// Its date as days.
    date: OnceCell<Option<Interval>>,
}

/// Of most articles no more sentences fire.
const LIKELY: usize = 32;

/// What one sentence after the other is read with: its memory is used again.
#[derive(Default)]
struct Scratch {
    words: Words,
    failed: Vec<bool>,
    matches: Vec<Match>,
}

impl<'a> Article<'a> {
    pub(super) fn new(
        checker: &'a ClaimChecker,
        document: &'a Document,
        segmentation: &'a Segmentation,
        quotations: &'a [Quotation],
    ) -> Self {
        let mut article = Self {
            checker,
            document,
            segmentation,
            voices: Voices::new(quotations),
            fired: Vec::with_capacity(LIKELY),
            about: OnceCell::new(),
            places: OnceCell::new(),
            date: OnceCell::new(),
        };
        article.find();
        article
    }

    pub(super) fn voices(&self) -> &Voices<'a> {
        &self.voices
    }

    /// The article's date as days: of its record, or else of its furniture.
    pub(super) fn date(&self) -> Option<Interval> {
        *self.date.get_or_init(|| self.find_date())
    }

    /// Its date, if it is one day.
    fn today(&self) -> Option<Date> {
        let date = self.date().filter(|date| date.is_exact());
        date.and_then(|date| date_of(date.low()))
    }

    fn find_date(&self) -> Option<Interval> {
        let text = &self.document.text;
        let furniture = &self.segmentation.furniture;
        let told = self
            .document
            .when(furniture.date.map(|span| span.of(text)))?;
        let (first, last) = told.days()?;
        // "BERGEN, 28 September —": a day of the year that is stated. Without one its year is not guessed.
        let dated = || {
            let line = furniture.datelines.first()?.of(text);
            let line = line.trim_end_matches(['—', '–', '-', '―', ':', ' ']);
            let day = dates::read(&format!("{line}, {}", first.year()), None)?;
            day.days().filter(|(day, end)| day == end)
        };
        let whole_year = first.month() != last.month();
        let (first, last) = whole_year.then(dated).flatten().unwrap_or((first, last));
        Some(Interval::new(day_number(first), day_number(last)))
    }

    /// Every match of every rule, sentence by sentence.
    pub(super) fn drafts(&self) -> Vec<Draft> {
        let firing = &self.checker.firing;
        let (mut drafts, mut sketches) = (Vec::new(), Vec::new());
        let mut scratch = Scratch::default();
        let mut rules: SmallVec<[usize; 16]> = SmallVec::new();
        for fired in self.fired.chunk_by(|(one, ..), (other, ..)| one == other) {
            let index = fired[0].0;
            // What only speaks of another claim needs one beside it.
            let mut alone = false;
            rules.clear();
            for &(_, word, all) in fired {
                let own = firing.in_context(word, all, || self.about());
                alone |= firing.stands_alone(word, own);
                rules.extend(ones(word, own));
            }
            if alone && !self.is_furniture(self.segmentation.sentences[index].paragraph) {
                self.read(
                    index,
                    &rules,
                    &mut scratch,
                    &mut drafts,
                    Some(&mut sketches),
                );
            }
        }
        for (index, rule) in self.alike(&sketches) {
            self.read(index, &[rule], &mut scratch, &mut drafts, None);
        }
        drafts
    }

    /// The sentences with what has another of its rule to be held against, once each.
    fn alike(&self, sketches: &[Draft]) -> Vec<(usize, usize)> {
        let of = |sketch: &Draft| {
            let rule = &self.checker.set.rules[sketch.rule];
            let of = sketch.of(rule, &self.document.text)?;
            // A person is one however named.
            let person = Person::named(&of);
            let other = if person.is_none() { of } else { String::new() };
            Some((sketch.rule, person, other))
        };
        let all: Vec<_> = sketches.iter().map(of).collect();
        let mut counts: FxHashMap<_, usize> = FxHashMap::default();
        for of in all.iter().flatten() {
            *counts.entry(of).or_default() += 1;
        }
        let told = sketches.iter().zip(&all).filter(|(sketch, of)| {
            let count = of.as_ref().and_then(|of| counts.get(of));
            sketch.lacking.is_some() || count.is_some_and(|count| *count > 1)
        });
        let mut places: Vec<_> = told
            .map(|(sketch, _)| (sketch.sentence, sketch.rule))
            .collect();
        places.dedup();
        places
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

    /// Looks for the triggered rules' claims in one sentence. Where `sketches` are asked for, those of rules that hold
    /// their claims against each other go there, and what may speak against them is not looked for: few have another.
    fn read(
        &self,
        index: usize,
        rules: &[usize],
        scratch: &mut Scratch,
        drafts: &mut Vec<Draft>,
        mut sketches: Option<&mut Vec<Draft>>,
    ) {
        let Scratch {
            words,
            failed,
            matches,
        } = scratch;
        let sentence = &self.segmentation.sentences[index];
        let set = &self.checker.set;
        let text = &self.document.text;
        let tokens = &self.segmentation.tokens[sentence.tokens.clone()];
        words.read(text, sentence.span, tokens, &set.vocabulary);
        let (today, places) = (|| self.today(), || self.places());
        let view = View::new(text, sentence.span, words, set, &today, &places);
        let paragraph = self.segmentation.paragraphs.get(sentence.paragraph);
        let sources = Sources {
            view: &view,
            paragraph: paragraph.map_or(sentence.span, |paragraph| paragraph.span),
            figures: &self.checker.figures,
        };
        let denying = OnceCell::new();
        for &rule in rules {
            let first = drafts.len();
            matches.clear();
            self.matches(rule, index, &view, failed, matches);
            for found in &*matches {
                let known = &set.rules[rule];
                let draft = self.draft(rule, index, found, &sources);
                if let Some(sketches) = sketches.as_mut().filter(|_| known.pairs()) {
                    sketches.extend(draft);
                    continue;
                }
                if let Some(mut draft) = draft
                    && !drafts[first..]
                        .iter()
                        .any(|other| other.span.overlaps(draft.span))
                    && !unless::excepts(known, found, &draft, &view, failed)
                {
                    if known.computes() {
                        let denying = denying.get_or_init(|| set.denials.find(&view));
                        draft.denial = denying.of(&found.span, known.negation());
                        draft.reckoned =
                            draft.quotation.is_none() && denying.is_reckoned(&found.span);
                    }
                    // A value that somebody denies is held against no other.
                    if draft.denial.is_none() || !known.pairs() {
                        draft.quantities = view.quantities_in(draft.span);
                        drafts.push(draft);
                    }
                }
            }
        }
    }

    fn matches(
        &self,
        rule: usize,
        sentence: usize,
        view: &View<'_>,
        failed: &mut Vec<bool>,
        found: &mut Vec<Match>,
    ) {
        let known = &self.checker.set.rules[rule];
        if known.patterns.is_empty() {
            return found.extend(self.between_triggers(rule, sentence, view));
        }
        let filling = Filling {
            view,
            slots: &known.slots,
        };
        for pattern in &known.patterns {
            pattern.matches(view.words, &filling, failed, found);
        }
    }

    /// From the first trigger of a rule without patterns to the last.
    fn between_triggers(&self, rule: usize, sentence: usize, view: &View<'_>) -> Option<Match> {
        let mut cover: Option<Span> = None;
        self.each_trigger(rule, sentence, |_, span| {
            cover = Some(cover.map_or(span, |cover| cover.cover(span)));
        });
        let cover = cover?;
        let words = view.words.at_byte(cover.start())..view.words.at_byte(cover.end());
        Some(Match {
            span: words.clone(),
            words,
            captures: Vec::new(),
        })
    }

    fn draft(
        &self,
        rule: usize,
        sentence: usize,
        found: &Match,
        sources: &Sources<'_, '_>,
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
            quantities: Vec::new(),
            twin: None,
            denial: None,
            reckoned: false,
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
                    // "As many as 3 million people" begins with no opener.
                    && !view.quantities().iter().any(|known| known.words.start == start)
                {
                    start += length;
                }
            }
        }
        view.words.span(start, end)
    }
}
