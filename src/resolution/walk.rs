//! The walk through an article in text order, to those sources that hang on who is in mind.
//!
//! Most sources say by themselves whom they mean: those are read first. Where none is left,
//! nobody walks, and else no farther than to the last one.

use std::iter::Peekable;
use std::ops::Range;
use std::slice;

use super::answers;
use super::antecedent::Guess;
use super::bodies;
use super::bound::{self, noun_follows};
use super::certainty::{self, Way};
use super::figures::{Figure, Figures};
use super::meaning::{Antecedents, Meaning, Reading};
use super::names::Name;
use super::nominals;
use super::past::Part;
use super::pronouns::{Asked, Pronoun, Timeline};
use super::rank::Lesson;
use super::readings::Sources;
use super::sets::Standing;
use super::sources::Reader;
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
    let until = match learn {
        Some(_) => sources.ending.len(),
        None => sources.asking,
    };
    timeline.mourn(names);
    let mut walk = Walk::new(timeline, names, figures, quotations, sources, until);
    while walk.heard < until || learn.is_some() {
        let coming = walk.coming();
        if walk.pass_names(coming) {
            continue;
        }
        let behind = |figure: &&Figure| figure.met <= coming.source.min(coming.pronoun);
        if let Some(figure) = walk.told.next_if(behind) {
            walk.meet(figure);
        } else if coming.pronoun < coming.source {
            let asked = walk.ask();
            if let Some(learn) = &mut learn {
                learn(walk.timeline.lesson(asked));
            }
            walk.look_back(asked);
        } else if walk.heard < until {
            walk.hear();
        } else {
            break;
        }
    }
}

/// How far the walk has come.
#[derive(Debug)]
struct Walk<'w, 'a> {
    timeline: &'w mut Timeline<'a>,
    /// It has passed the names before the place.
    reader: Reader<'w>,
    figures: &'w Figures,
    /// The narration's figures that are still to be met.
    told: Peekable<slice::Iter<'w, Figure>>,
    /// The pronouns that are still to be met.
    pronouns: &'w [Pronoun],
    antecedents: Antecedents,
    quotations: &'w [Quotation],
    sources: &'w mut Sources,
    /// So many of the sources are decided, of which so many shall be, in the order in which they end.
    heard: usize,
    until: usize,
    /// The last quotation whose source is decided, and who that is.
    speaker: Option<(usize, usize)>,
}

/// The tokens where the walk stops next; `usize::MAX` where nothing of the kind comes.
#[derive(Clone, Copy, Debug)]
struct Coming {
    /// Behind the next source: it is read once its last token is behind.
    source: usize,
    pronoun: usize,
    /// Behind the next figure.
    figure: usize,
}

impl<'w, 'a> Walk<'w, 'a> {
    fn new(
        timeline: &'w mut Timeline<'a>,
        names: &'w [Name],
        figures: &'w Figures,
        quotations: &'w [Quotation],
        sources: &'w mut Sources,
        until: usize,
    ) -> Self {
        let view = timeline.view;
        let pronouns = view.found.pronouns.as_slice();
        let mentions = names.len() + pronouns.len();
        timeline.past.mentions.reserve(mentions);
        Self {
            reader: Reader::new(view, names, timeline.cast),
            timeline,
            figures,
            told: figures.told.iter().peekable(),
            pronouns,
            antecedents: Antecedents(Vec::with_capacity(pronouns.len())),
            quotations,
            sources,
            heard: 0,
            until,
            speaker: None,
        }
    }

    fn coming(&mut self) -> Coming {
        let source = self.left().first().map(|(end, _)| *end);
        let pronoun = self.pronouns.first().map(|(at, _)| *at);
        let figure = self.told.peek().map(|figure| figure.met);
        Coming {
            source: source.unwrap_or(usize::MAX),
            pronoun: pronoun.unwrap_or(usize::MAX),
            figure: figure.unwrap_or(usize::MAX),
        }
    }

    /// The sources that are still to be decided: the end of each, and its quotation.
    fn left(&self) -> &[(usize, usize)] {
        &self.sources.ending[self.heard..self.until]
    }

    /// Mentions the names before what comes next; says whether the last of them took the pronoun that did.
    fn pass_names(&mut self, coming: Coming) -> bool {
        let names = self.reader.names;
        let first = coming.source.min(coming.figure);
        let first = first.min(coming.pronoun.saturating_add(1));
        while let Some(name) = names.get(self.reader.passed)
            && name.tokens.start < first
        {
            let nth = self.reader.passed;
            self.reader.passed += 1;
            // "The Scot" is spoken of once.
            let figure = self.told.peek();
            let figure = figure.map(|figure| figure.tokens.start..figure.met);
            if figure.is_some_and(|figure| figure.contains(&name.tokens.start)) {
                continue;
            }
            self.mention(nth);
            // "His Honour": a pronoun that begins a name is part of it.
            if name.tokens.start == coming.pronoun {
                self.pronouns = &self.pronouns[1..];
                return true;
            }
        }
        false
    }

    fn mention(&mut self, nth: usize) {
        let Reader { names, cast, .. } = self.reader;
        let Range { start, end } = names[nth].tokens;
        // "Oakes’s aide Ann Lee said": the source speaks as a whole, when it is read.
        let next = names.get(nth + 1);
        let qualifies = next.is_some_and(|next| next.before.contains(&start));
        let part = match self.sources.speaks.get(start) || qualifies {
            true => Part::Within,
            false => Part::Narration,
        };
        self.timeline.push(cast.of_name[nth], start, end, part);
    }

    /// Mentions whom a figure of the narration means: somebody the article spoke of before, or somebody new.
    fn meet(&mut self, figure: &Figure) {
        let (start, end) = (figure.tokens.start, figure.met);
        if self.sources.speaks.get(start) {
            return;
        }
        let noun = start..end;
        let timeline = &mut *self.timeline;
        let (view, cast) = (timeline.view, timeline.cast);
        let known = figure.known.then(|| {
            nominals::entity(view, cast, timeline, &noun)
                .or_else(|| bodies::only_body(view, cast, timeline, &noun))
        });
        let (entity, part) = match known.flatten() {
            Some(entity) => (entity, Part::Narration),
            None if figure.owned => return,
            None if figure.weak => (figure.entity, Part::Called),
            None => (figure.entity, Part::Narration),
        };
        timeline.push(entity, start, end, part);
    }

    /// Decides the source that ends next, and mentions whom it means.
    fn hear(&mut self) {
        let (_, quotation) = self.sources.ending[self.heard];
        self.heard += 1;
        let source = self.sources.tokens[quotation].clone();
        let reading = self.sources.readings[quotation].take();
        if let Some(way) = Way::of(self.timeline.view, reading.as_ref(), &self.antecedents) {
            self.sources.ways[quotation] = way;
        }
        if matches!(reading, Some(Reading::Description(_))) {
            let contents = &self.quotations[quotation].contents;
            bar(self.timeline, self.reader.names, source.start, contents);
        }
        let decide = |reading| {
            let reader = &self.reader;
            reader.decide(reading, self.timeline, &self.antecedents)
        };
        let meaning = reading.map(decide);
        self.timeline.barred.clear();
        let entity = match &meaning {
            Some(Meaning::Entity(entity)) => Some(*entity),
            Some(Meaning::Phrase(phrase)) => self.figures.of(phrase),
            _ => None,
        };
        self.reader.heard(&meaning, &source);
        if let Some(meaning) = &meaning {
            self.timeline.introduce(&source, meaning);
        }
        // A description stands for its person from here on, as a name would.
        if let Some(entity) = entity {
            let Range { start, end } = source;
            self.timeline.push(entity, start, end, Part::Source);
        }
        self.speaker = entity.map(|entity| (quotation, entity));
        self.sources.readings[quotation] = meaning.map(Reading::Means);
    }

    /// What is asked at the next pronoun.
    fn ask(&mut self) -> Asked {
        let (at, gender) = self.pronouns[0];
        self.pronouns = &self.pronouns[1..];
        let view = self.timeline.view;
        let subject = view.own(at, Class::SUBJECT_PRONOUN);
        Asked {
            at,
            gender,
            standing: Standing::default(),
            source: subject && self.sources.speaks.get(at),
            subject,
            // "A lawyer advised her" means somebody else than the lawyer.
            named: view.own(at, Class::OBJECT_PRONOUN) && !noun_follows(view, at),
        }
    }

    /// Whom a pronoun means: as grammar tells, else who is in mind and not refused.
    fn look_back(&mut self, asked: Asked) {
        if let Some(entity) = self.by_grammar(asked) {
            self.antecedents.push(asked.at, Guess::sure(entity));
            return;
        }
        match asked.source {
            true => self.refuse_of_source(asked.at),
            false => self.refuse_of_words(asked.at),
        }
        let timeline = &mut *self.timeline;
        let Reader {
            view, names, cast, ..
        } = self.reader;
        let regards = bound::regards(view, names, cast, asked.at);
        let regards = regards.or_else(|| timeline.reported(asked.at));
        timeline.refused = timeline.refused.or(regards);
        let goes_on = timeline.goes_on(asked).map(Guess::sure);
        let meant = goes_on
            .or_else(|| timeline.comes_back(asked))
            .or_else(|| timeline.person(asked));
        timeline.barred.clear();
        timeline.refused = None;
        if let Some(guess) = meant {
            self.take(asked, guess);
        }
    }

    /// Whom a pronoun means, whoever is in mind; who is named right behind is mentioned when the name is met.
    fn by_grammar(&self, asked: Asked) -> Option<usize> {
        let Reader {
            view, names, cast, ..
        } = self.reader;
        let Asked {
            at, gender, source, ..
        } = asked;
        bound::ahead(view, names, cast, asked).or_else(|| {
            let answers = || answers::answering(view, names, cast, at, gender);
            let held = || answers::held(view, names, cast, at, gender);
            source.then(|| answers().or_else(held)).flatten()
        })
    }

    /// Refuses those whom a source's pronoun at `at` cannot mean: who asked, and who is spoken of by name.
    fn refuse_of_source(&mut self, at: usize) {
        let Reader {
            view, names, cast, ..
        } = self.reader;
        let timeline = &mut *self.timeline;
        timeline.refused = answers::refused(view, names, cast, at);
        if let Some((_, last)) = self.speaker
            && let Some(owned) = bound::tells_author(view, cast, at, last)
        {
            timeline.refused = Some(owned);
        }
        let left = self.sources.ending[self.heard..self.until].iter();
        for (_, quotation) in left.take_while(|(end, _)| *end == at + 1) {
            bar(timeline, names, at, &self.quotations[*quotation].contents);
            if let Some((before, asker)) = self.speaker
                && (self.sources).answers(view, self.quotations, *quotation, before)
            {
                timeline.refused = Some(asker);
            }
        }
    }

    /// “She’s late,” of somebody’s own words is another.
    fn refuse_of_words(&mut self, at: usize) {
        let view = self.timeline.view;
        if let Some((said, speaker)) = self.speaker
            && view.inside(at)
            && says(&self.quotations[said], view.tokens[at].span)
        {
            self.timeline.refused = Some(speaker);
        }
    }

    /// Takes a guess for whom a pronoun means, and mentions them, but for a source: it does so when it is heard.
    fn take(&mut self, asked: Asked, guess: Guess) {
        let timeline = &mut *self.timeline;
        let Asked {
            at, gender, source, ..
        } = asked;
        let told = timeline.is_told(guess.entity);
        if source {
            timeline.learn(guess, gender);
        }
        let share = match told {
            true => guess.share,
            false => guess.share * certainty::untold(),
        };
        self.antecedents.push(at, Guess { share, ..guess });
        if !source {
            timeline.push(guess.entity, at, at + 1, Part::Narration);
        }
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
