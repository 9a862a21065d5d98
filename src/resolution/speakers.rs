//! [`Table`]: the meanings of the sources become speakers, each once.
//!
//! Names go out without titles and articles; unnamed speakers keep their words.

use std::cell::OnceCell;
use std::ops::Range;

use super::affiliation;
use super::certainty;
use super::echoes;
use super::interview::Questions;
use super::key::{self, KeyMap};
use super::kinds::is_shouted;
use super::meaning::Meaning;
use super::names::{Name, NameKind};
use super::nobody;
use super::people::Cast;
use super::readings::Sources;
use super::speaker_kinds;
use super::view::View;
use super::{Resolution, Speaker, SpeakerKind};
use crate::attribution::Quotation;
use crate::scan::class::Class;
use crate::span::Span;

/// So many speakers need no more memory; more would be slower to get.
const LIKELY: usize = 8;

/// Which speakers are who; its memory serves one article after the other.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// For each entity its speaker, if it has become one.
    by_entity: Vec<Option<usize>>,
    /// The speakers without a name, by their words.
    by_words: KeyMap,
}

#[derive(Debug)]
pub(super) struct Table<'a> {
    view: &'a View<'a>,
    names: &'a [Name],
    cast: &'a Cast,
    author: Option<String>,
    speakers: Vec<Speaker>,
    known: &'a mut Known,
    /// How sure each one's name is.
    named: Vec<f32>,
    /// The interview that the article is, once that is asked.
    questions: OnceCell<Option<Questions>>,
    /// The quotations whose "I" answers in it.
    answered: Vec<usize>,
}

impl<'a> Table<'a> {
    pub(super) fn new(
        known: &'a mut Known,
        view: &'a View<'a>,
        names: &'a [Name],
        cast: &'a Cast,
        author: Option<String>,
    ) -> Self {
        known.by_entity.clear();
        known.by_entity.resize(cast.entities.len(), None);
        known.by_words.clear();
        Self {
            view,
            names,
            cast,
            author,
            speakers: Vec::with_capacity(LIKELY),
            known,
            named: Vec::with_capacity(LIKELY),
            questions: OnceCell::new(),
            answered: Vec::new(),
        }
    }

    pub(super) fn fill(mut self, quotations: &[Quotation], sources: &Sources) -> Resolution {
        let mut of_quotation: Vec<Option<usize>> = vec![None; quotations.len()];
        // "I" inside another's words needs that quotation's speaker, so it comes after the rest.
        for first_person in [false, true] {
            for at in 0..quotations.len() {
                let Some(meaning) = sources.meaning(at) else {
                    continue;
                };
                match meaning {
                    Meaning::First { plural } if first_person => {
                        let outer = quotations[at]
                            .nested_in
                            .and_then(|outer| of_quotation.get(outer).copied().flatten());
                        of_quotation[at] = outer.or_else(|| self.first(quotations, at, *plural));
                    }
                    Meaning::First { .. } => {}
                    // Nobody is called so.
                    Meaning::Open(tokens) if nobody::is_then(self.view, tokens) => {}
                    _ if !first_person => of_quotation[at] = Some(self.speaker(meaning)),
                    _ => {}
                }
            }
        }
        for at in 0..quotations.len() {
            if of_quotation[at].is_none() && quotations[at].source.is_empty() {
                of_quotation[at] = carried(quotations, &of_quotation, at);
            }
        }
        echoes::echo(self.view, self.names, quotations, &mut of_quotation);
        let named = self.names.iter().zip(self.cast.mention_of());
        for (at, (name, entity)) in named.enumerate() {
            if let Some(speaker) = self.known.by_entity[*entity] {
                let mention = self.view.span(&name.tokens);
                self.speakers[speaker].mentions.push(mention);
                let speaker = &self.speakers[speaker];
                if speaker.affiliation.is_none() && speaker.kind == SpeakerKind::Person {
                    self.affiliate(at, *entity);
                }
            }
        }
        let mut certainty = sources.certainty(quotations);
        for at in &self.answered {
            certainty[*at] = certainty::answer();
        }
        for (certainty, speaker) in certainty.iter_mut().zip(&of_quotation) {
            *certainty *= speaker.map_or(0.0, |speaker| self.named[speaker]);
        }
        Resolution {
            speakers: self.speakers,
            of_quotation,
            certainty,
        }
    }

    fn first(&mut self, quotations: &[Quotation], at: usize, plural: bool) -> Option<usize> {
        let span = *quotations[at].source.first()?;
        let read = || Questions::read(self.view, self.names, self.cast);
        if !plural
            && let Some(interview) = self.questions.get_or_init(read)
            && interview.is_answer(self.view, span.start())
        {
            let answers = interview.answers;
            self.answered.push(at);
            return Some(self.entity(answers));
        }
        let (name, kind) = match &self.author {
            Some(author) if !plural => (author.clone(), SpeakerKind::Person),
            _ => {
                let words = span.of(self.view.text).to_owned();
                (nobody::uncontracted(words), SpeakerKind::Unknown)
            }
        };
        Some(self.unnamed(name, kind, span))
    }

    fn speaker(&mut self, meaning: &Meaning) -> usize {
        match meaning {
            Meaning::Entity(entity) => match &self.cast.entities[*entity] {
                figure if figure.unnamed => self.speaker(&Meaning::Phrase(figure.name.clone())),
                _ => self.entity(*entity),
            },
            Meaning::Several(all) => {
                let names: Vec<String> = all.iter().map(|at| self.name(*at)).collect();
                let span = all
                    .first()
                    .map_or(Span::default(), |at| self.cast.entities[*at].first);
                self.unnamed(names.join("; "), SpeakerKind::Group, span)
            }
            Meaning::Phrase(phrase) => {
                let kind = speaker_kinds::of_phrase(self.view, phrase);
                let name = self.wording(phrase, kind);
                self.unnamed(name, kind, self.view.span(phrase))
            }
            Meaning::Open(tokens) => {
                let span = self.view.span(tokens);
                let words = span.of(self.view.text).to_owned();
                self.unnamed(nobody::uncontracted(words), SpeakerKind::Unknown, span)
            }
            Meaning::First { .. } => {
                self.unnamed(String::new(), SpeakerKind::Unknown, Span::default())
            }
        }
    }

    fn entity(&mut self, at: usize) -> usize {
        if let Some(speaker) = self.known.by_entity[at] {
            return speaker;
        }
        let entity = &self.cast.entities[at];
        let kind = speaker_kinds::of_entity(self.view, entity);
        let role = (!entity.role.is_empty())
            .then(|| without_article(nobody::untimed(self.view.wording(&entity.role))));
        let affiliation = role
            .as_ref()
            .and_then(|role| affiliation::told(self.view, &entity.role, role))
            .map(|body| self.untitled(&entity.role, body));
        self.speakers.push(Speaker {
            name: self.name(at),
            id: None,
            role,
            affiliation,
            kind,
            mentions: Vec::with_capacity(entity.weight),
        });
        self.named
            .push(certainty::of_name(self.view, self.names, self.cast, at));
        self.known.by_entity[at] = Some(self.speakers.len() - 1);
        self.speakers.len() - 1
    }

    /// "Cole" of "a spokesman for Senator Cole".
    fn untitled(&self, role: &Range<usize>, body: String) -> String {
        let (view, names) = (self.view, self.names);
        let first = names.partition_point(|name| name.tokens.start < role.start);
        let mut within = names[first..]
            .iter()
            .take_while(|name| name.tokens.end <= role.end);
        let titled = within.find(|name| {
            let whole = name.before.start..name.tokens.end;
            // "General Motors", "Federation of Independent Business"
            let firm = view.own(name.tokens.end - 1, Class::FIRM);
            let linked = || name.before.clone().any(|at| view.own(at, Class::LINK));
            !name.before.is_empty()
                && !firm
                && !linked()
                && name.kind == NameKind::Person
                && view.wording(&whole) == body
        });
        titled.map_or(body, |name| view.wording(&name.tokens))
    }

    /// Gives a speaker the body that one of the names is beside.
    fn affiliate(&mut self, at: usize, entity: usize) {
        let Some(body) = affiliation::beside(self.view, self.names, self.cast, at) else {
            return;
        };
        let name = self.name(body);
        let Some(speaker) = self.known.by_entity[entity] else {
            return;
        };
        let speaker = &mut self.speakers[speaker];
        // "Ashby’s mayor": the affiliation says of what.
        let rest = speaker.role.as_deref().and_then(|role| {
            // "Lund’s mayor" of "Lund & Orr"
            let short = name.split(" & ").next().unwrap_or(&name);
            let rest = role
                .strip_prefix(name.as_str())
                .or_else(|| role.strip_prefix(short))?;
            let rest = rest.strip_prefix(['\'', '’'])?;
            rest.strip_prefix("s ").or_else(|| rest.strip_prefix(' '))
        });
        if let Some(rest) = rest.map(str::to_owned) {
            speaker.role = Some(rest);
        }
        speaker.affiliation = Some(name);
    }

    /// The entity's fullest name; a transcript shouts its speakers: "SMITH: …".
    fn name(&self, at: usize) -> String {
        let entity = &self.cast.entities[at];
        let mut name = self.view.wording(&entity.name);
        if let Some(surname) = entity.surname {
            name = format!("{name} {}", self.view.word(surname));
        }
        if entity.twin && !entity.address.is_empty() {
            let address = self.view.wording(&entity.address);
            return format!("{address} {name}");
        }
        let shouted = entity.is_person()
            && name.len() > 2
            && !name.contains('.')
            && !name.bytes().any(|byte| byte.is_ascii_lowercase())
            && name == name.to_uppercase();
        if shouted && entity.name.len() == 1 {
            return lowered(&name);
        }
        // "NIALL Stone" at an article's head.
        let first = entity.name.start;
        if entity.is_person()
            && self.view.first_of_sentence(first)
            && let Some((opening, rest)) = name.split_once(' ')
            && (opening.len() > 4 || self.view.own(first, Class::FIRST_NAME) && opening.len() > 2)
            && is_shouted(opening)
            && !is_shouted(rest)
        {
            return format!("{} {rest}", lowered(opening));
        }
        without_article(name)
    }

    fn unnamed(&mut self, name: String, kind: SpeakerKind, span: Span) -> usize {
        let key = key::of_word(&name);
        if let Some(at) = self.known.by_words.get(key) {
            let mentions = &mut self.speakers[at].mentions;
            if mentions.last() != Some(&span) {
                mentions.push(span);
            }
            return at;
        }
        self.speakers.push(Speaker {
            name,
            id: None,
            role: None,
            affiliation: None,
            kind,
            mentions: vec![span],
        });
        self.named.push(1.0);
        self.known.by_words.insert(key, self.speakers.len() - 1);
        self.speakers.len() - 1
    }

    /// The phrase's words; "his aides" with the owner's name would be guessing, so the words stay.
    fn wording(&self, phrase: &Range<usize>, kind: SpeakerKind) -> String {
        // "The ministry’s position is that"
        let last = phrase.end.saturating_sub(1);
        let whose = phrase.len() > 2 && self.view.clitic(last) && !self.view.capital(last - 1);
        let phrase = phrase.start..phrase.end - usize::from(whose);
        let words = nobody::uncontracted(self.view.wording(&phrase));
        match kind {
            SpeakerKind::Document | SpeakerKind::Organisation => without_article(words),
            // An article's first word may have capitals.
            _ => match words.strip_prefix("THE ") {
                Some(rest) => format!("The {rest}"),
                None => words,
            },
        }
    }
}

/// The speaker of the quotation this one's carries over from, however long the chain.
fn carried(quotations: &[Quotation], of_quotation: &[Option<usize>], at: usize) -> Option<usize> {
    let mut from = quotations[at].carried_from?;
    // A chain that comes back to itself names nobody.
    for _ in 0..quotations.len() {
        if let Some(speaker) = of_quotation.get(from).copied().flatten() {
            return Some(speaker);
        }
        if from < at {
            // Already decided, and nobody: what it hangs on was followed in its own turn.
            return None;
        }
        from = quotations.get(from)?.carried_from?;
    }
    None
}

/// "Niall" of "NIALL"
fn lowered(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next();
    let rest = letters.flat_map(char::to_lowercase);
    first.into_iter().chain(rest).collect()
}

/// Without "the" or "that" before it.
fn without_article(mut words: String) -> String {
    let begins = |article: &str| {
        let start = words.as_bytes().get(..article.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(article.as_bytes()))
    };
    if let Some(article) = ["the ", "that "]
        .into_iter()
        .find(|article| begins(article))
    {
        words.drain(..article.len());
    }
    words
}
