//! The walk through an article in text order, to those sources that hang on who is in mind.
//!
//! Most sources say by themselves whom they mean: those are read first. Where none is left,
//! nobody walks, and else no farther than to the last one.

use std::ops::Range;

use super::answers;
use super::antecedent::Guess;
use super::bits::Bits;
use super::bodies;
use super::bound::{self, noun_follows};
use super::certainty::{self, Way};
use super::figures::Figures;
use super::interview::Interview;
use super::meaning::{Antecedents, Meaning, Reading};
use super::names::Name;
use super::nominals;
use super::past::Part;
use super::people::Cast;
use super::pronouns::{Asked, Timeline};
use super::rank::Lesson;
use super::sets::Standing;
use super::sources::Reader;
use super::view::View;
use crate::attribution::{Quotation, QuotationKind};
use crate::scan::class::Class;
use crate::span::Span;

/// Walks the article in text order and decides each source that asks where it stands.
///
/// Stops after the last of them, unless there is a `learn`: it is given the lesson of every
/// pronoun before the pronoun is decided.
pub(super) fn walk(
    timeline: &mut Timeline,
    names: &[Name],
    figures: &Figures,
    quotations: &[Quotation],
    sources: &mut Sources,
    mut learn: Option<&mut dyn FnMut(Option<Lesson>)>,
) {
    let view = timeline.view;
    let cast = timeline.cast;
    let mut reader = Reader::new(view, names, cast);
    let mentions = names.len() + view.found.pronouns.len();
    timeline.past.mentions.reserve(mentions);
    timeline.mourn(names);
    let mut antecedents = Antecedents(Vec::with_capacity(view.found.pronouns.len()));
    let mut pronouns_left = view.found.pronouns.as_slice();
    let mut ending = match learn {
        Some(_) => sources.ending.as_slice(),
        None => &sources.ending[..sources.asking],
    };
    let mut told = figures.told.iter().peekable();
    // The last quotation whose source is decided, and who that is.
    let mut heard: Option<(usize, usize)> = None;
    'next: while !ending.is_empty() || learn.is_some() {
        let end = ending.first().map_or(usize::MAX, |(end, _)| *end);
        let pronoun = pronouns_left.first().map_or(usize::MAX, |(at, _)| *at);
        let met = told.peek().map_or(usize::MAX, |figure| figure.met);
        let first = end.min(met).min(pronoun.saturating_add(1));
        while let Some(name) = names.get(reader.passed)
            && name.tokens.start < first
        {
            let entity = cast.of_name[reader.passed];
            reader.passed += 1;
            // "The Scot" is spoken of once.
            let figure = told.peek().map(|figure| figure.tokens.start..figure.met);
            if figure.is_some_and(|figure| figure.contains(&name.tokens.start)) {
                continue;
            }
            // "Oakes’s aide Ann Lee said": the source speaks as a whole, when it is read.
            let next = names.get(reader.passed);
            let qualifies = next.is_some_and(|next| next.before.contains(&name.tokens.start));
            let part = match sources.speaks.get(name.tokens.start) || qualifies {
                true => Part::Within,
                false => Part::Narration,
            };
            timeline.push(entity, name.tokens.start, name.tokens.end, part);
            // "His Honour": a pronoun that begins a name is part of it.
            if name.tokens.start == pronoun {
                pronouns_left = &pronouns_left[1..];
                continue 'next;
            }
        }
        if let Some(figure) = told.next_if(|figure| figure.met <= end.min(pronoun)) {
            let Range { start, .. } = figure.tokens;
            if !sources.speaks.get(start) {
                let noun = start..figure.met;
                let known = figure.known.then(|| {
                    nominals::entity(view, cast, timeline, &noun)
                        .or_else(|| bodies::only_body(view, cast, timeline, &noun))
                });
                let (entity, part) = match known.flatten() {
                    Some(entity) => (entity, Part::Narration),
                    None if figure.owned => continue,
                    None if figure.weak => (figure.entity, Part::Called),
                    None => (figure.entity, Part::Narration),
                };
                timeline.push(entity, start, figure.met, part);
            }
        // A source is read once its last token is behind.
        } else if end <= pronoun {
            let Some(((_, quotation), rest)) = ending.split_first() else {
                break;
            };
            ending = rest;
            let source = &sources.tokens[*quotation];
            let reading = sources.readings[*quotation].take();
            if let Some(way) = Way::of(view, reading.as_ref(), &antecedents) {
                sources.ways[*quotation] = way;
            }
            if matches!(reading, Some(Reading::Description(_))) {
                let contents = &quotations[*quotation].contents;
                bar(timeline, names, source.start, contents);
            }
            let meaning = reading.map(|reading| reader.decide(reading, timeline, &antecedents));
            timeline.barred.clear();
            let entity = match &meaning {
                Some(Meaning::Entity(entity)) => Some(*entity),
                Some(Meaning::Phrase(phrase)) => figures.of(phrase),
                _ => None,
            };
            reader.heard(&meaning, source);
            if let Some(meaning) = &meaning {
                timeline.introduce(source, meaning);
            }
            // A description stands for its person from here on, as a name would.
            if let Some(entity) = entity {
                timeline.push(entity, source.start, source.end, Part::Source);
            }
            heard = entity.map(|entity| (*quotation, entity));
            sources.readings[*quotation] = meaning.map(Reading::Means);
        } else {
            let ((at, gender), rest) = (pronouns_left[0], &pronouns_left[1..]);
            pronouns_left = rest;
            let subject = view.own(at, Class::SUBJECT_PRONOUN);
            let source = subject && sources.speaks.get(at);
            let asked = Asked {
                at,
                gender,
                standing: Standing::default(),
                source,
                subject,
                // "A lawyer advised her" means somebody else than the lawyer.
                named: view.own(at, Class::OBJECT_PRONOUN) && !noun_follows(view, at),
            };
            if let Some(learn) = &mut learn {
                learn(timeline.lesson(asked));
            }
            // Who is named right behind is pushed when the name is met.
            if let Some(entity) = bound::ahead(view, names, cast, asked) {
                antecedents.push(at, Guess::sure(entity));
                continue;
            }
            let answers = || answers::answering(view, names, cast, at, gender);
            let held = || answers::held(view, names, cast, at, gender);
            if source && let Some(entity) = answers().or_else(held) {
                antecedents.push(at, Guess::sure(entity));
                continue;
            }
            if source {
                timeline.refused = answers::refused(view, names, cast, at);
                if let Some((_, last)) = heard
                    && let Some(owned) = bound::tells_author(view, cast, at, last)
                {
                    timeline.refused = Some(owned);
                }
                let own = ending.iter().take_while(|(end, _)| *end == at + 1);
                for (_, quotation) in own {
                    let contents = &quotations[*quotation].contents;
                    bar(timeline, names, at, contents);
                    if let Some((before, asker)) = heard
                        && sources.answers(view, quotations, *quotation, before)
                    {
                        timeline.refused = Some(asker);
                    }
                }
            }
            // “She’s late,” of somebody’s own words is another.
            if let Some((said, speaker)) = heard
                && view.inside(at)
                && !source
                && says(&quotations[said], view.tokens[at].span)
            {
                timeline.refused = Some(speaker);
            }
            let regards = bound::regards(view, names, cast, at).or_else(|| timeline.reported(at));
            timeline.refused = timeline.refused.or(regards);
            let goes_on = timeline.goes_on(asked).map(Guess::sure);
            let meant = goes_on
                .or_else(|| timeline.comes_back(asked))
                .or_else(|| timeline.person(asked));
            timeline.barred.clear();
            timeline.refused = None;
            if let Some(guess) = meant {
                let told = timeline.is_told(guess.entity);
                if source {
                    timeline.learn(guess, gender);
                }
                let share = match told {
                    true => guess.share,
                    false => guess.share * certainty::untold(),
                };
                antecedents.push(at, Guess { share, ..guess });
                if !source {
                    timeline.push(guess.entity, at, at + 1, Part::Narration);
                }
            }
        }
    }
}

/// The tokens of all quotations' sources, and what they mean; its memory serves one article after the other.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// One a quotation; empty where there is none.
    tokens: Vec<Range<usize>>,
    /// Ends of the sources, with their quotations, in text order.
    ending: Vec<(usize, usize)>,
    /// Whether each token is in one.
    speaks: Bits,
    /// What each says; one a quotation.
    readings: Vec<Option<Reading>>,
    /// How each was read, where it hung on who was in mind; one a quotation.
    ways: Vec<Way>,
    /// So many of those in `ending` stand before the last that hangs on who is in mind, or are it.
    asking: usize,
}

impl Sources {
    /// Finds those of an article in place of those of the one before.
    pub(super) fn find(&mut self, view: &View, quotations: &[Quotation]) {
        self.tokens.clear();
        self.ending.clear();
        self.speaks.renew(view.tokens.len());
        let mut near = 0;
        for (at, quotation) in quotations.iter().enumerate() {
            let tokens = source_tokens(view, quotation, near).unwrap_or_default();
            // The next one may stand a little before it.
            near = near.max(tokens.start.saturating_sub(8));
            if !tokens.is_empty() {
                self.ending.push((tokens.end, at));
                self.speaks.fill(tokens.clone());
            }
            self.tokens.push(tokens);
        }
        self.ending.sort_unstable();
        self.readings.clear();
        self.readings.resize(quotations.len(), None);
        self.ways.clear();
        self.ways.resize(quotations.len(), Way::Itself);
        self.asking = 0;
    }

    /// Reads what each says by itself.
    pub(super) fn read(
        &mut self,
        view: &View,
        names: &[Name],
        cast: &Cast,
        quotations: &[Quotation],
    ) {
        let mut reader = Reader::new(view, names, cast);
        let interview = Interview::read(view, names, cast, quotations, &self.tokens);
        for (nth, (end, quotation)) in self.ending.iter().enumerate() {
            let source = &self.tokens[*quotation];
            if let Some(interview) = interview
                && Interview::is_answer(view, &quotations[*quotation], source)
            {
                self.ways[*quotation] = Way::Answer;
                let answers = Meaning::Entity(interview.answers);
                self.readings[*quotation] = Some(Reading::Means(answers));
                continue;
            }
            reader.pass(*end);
            let reading = reader.read(source);
            if !matches!(reading, None | Some(Reading::Means(_))) {
                self.asking = nth + 1;
            }
            self.readings[*quotation] = reading;
        }
    }

    /// Those persons whom sources, and narration before token `until`, speak of without a name.
    pub(super) fn figures(
        &self,
        view: &View,
        names: &[Name],
        cast: &mut Cast,
        until: usize,
    ) -> Figures {
        let phrase = |reading: &Option<Reading>| match reading {
            Some(Reading::Means(Meaning::Phrase(phrase)) | Reading::Description(phrase)) => {
                Some(phrase.clone())
            }
            _ => None,
        };
        let phrases = self.readings.iter().filter_map(phrase);
        Figures::find(view, names, cast, until, phrases)
    }

    /// What the source of a quotation means, once it is decided.
    pub(super) fn meaning(&self, quotation: usize) -> Option<&Meaning> {
        match self.readings.get(quotation)? {
            Some(Reading::Means(meaning)) => Some(meaning),
            _ => None,
        }
    }

    /// How likely it is for each quotation that its source's meaning is right.
    pub(super) fn certainty(&self, quotations: &[Quotation]) -> Vec<f32> {
        let mut certainty = Vec::with_capacity(quotations.len());
        for (at, quotation) in quotations.iter().enumerate() {
            let own = |at: usize| match self.meaning(at) {
                Some(meaning) => self.ways[at].certainty(meaning),
                None => 1.0,
            };
            // Without words of its own it has the speaker of the one it carries on.
            certainty.push(match quotation.carried_from {
                Some(from) => {
                    let before = certainty.get(from).copied();
                    certainty::carried() * before.unwrap_or_else(|| own(from))
                }
                None => own(at),
            });
        }
        certainty
    }

    /// “Were you?” asked one; “No,” replied another.
    fn answers(
        &self,
        view: &View,
        quotations: &[Quotation],
        quotation: usize,
        before: usize,
    ) -> bool {
        let cue = |quotation: usize| {
            let near = self.tokens[quotation].start.saturating_sub(8);
            let cue = quotations[quotation].cue.first();
            cue.map(|cue| view.entry(view.token_near(near, cue.start())))
        };
        if !cue(before).is_some_and(|cue| cue.asks) {
            return false;
        }
        cue(quotation).is_some_and(|cue| cue.replies)
            || self.is_answer(view, &quotations[quotation], quotation)
    }

    /// “No,” “I did not,”: nobody answers so but who was asked.
    fn is_answer(&self, view: &View, answer: &Quotation, quotation: usize) -> bool {
        let Some(content) = answer.contents.first() else {
            return false;
        };
        let first = view.token_near(
            self.tokens[quotation].start.saturating_sub(8),
            content.start(),
        );
        let brief = view.own(first, Class::FIRST_SINGULAR)
            && view.own(first + 1, Class::AUXILIARY)
            && (first + 2..first + 4).any(|at| view.byte(at) != 0);
        view.inside(first) && (brief || view.entry(first).answer)
    }

    /// Where the last of them ends that hangs on who is in mind, if any does.
    pub(super) fn asked_until(&self) -> Option<usize> {
        let last = self.asking.checked_sub(1)?;
        self.ending.get(last).map(|(end, _)| *end)
    }
}

/// Bars whom a quotation's words speak of by name, who is not who speaks; they stand near a token.
fn bar(timeline: &mut Timeline, names: &[Name], near: usize, contents: &[Span]) {
    let (view, cast) = (timeline.view, timeline.cast);
    for span in contents {
        let tokens = view.tokens_near(near, *span);
        bound::spoken_of(view, names, cast, &tokens, &mut timeline.barred);
    }
}

/// Whether a quotation has the words at a span, all of it between marks.
fn says(quotation: &Quotation, span: Span) -> bool {
    let mut contents = quotation.contents.iter();
    quotation.kind == QuotationKind::Direct
        && contents.any(|content| content.range().contains(&span.start()))
}

/// A source's further tokens name nobody.
const LONGEST: usize = 120;

/// The tokens of a quotation's source, from its first span to its last where they are near;
/// sought near a token.
fn source_tokens(view: &View, quotation: &Quotation, near: usize) -> Option<Range<usize>> {
    let first = quotation.source.first()?;
    let last = quotation.source.last()?;
    let is_short = last.end().saturating_sub(first.start()) < 400;
    let span = match is_short && last.start() >= first.start() {
        true => first.cover(*last),
        false => *first,
    };
    let start = view.token_near(near, span.start());
    let after = view.tokens[start..].iter().take(LONGEST);
    let end = start
        + after
            .take_while(|token| token.span.start() < span.end())
            .count();
    (start < end).then_some(start..end)
}
