//! Sources: what the words that attribute a quotation come down to.
//!
//! Reads structure only: the head of the noun phrase, the name in an
//! apposition, the noun a possessive owns. Who that is, the other files say.

use std::ops::Range;

use smallvec::SmallVec;

use super::meaning::{Antecedents, Meaning};
use super::names::{Name, NameKind};
use super::nominals;
use super::people::Cast;
use super::pronouns::Timeline;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// So many names are looked through one by one.
const FEW: usize = 8;

/// How far back, in tokens, a fuller phrase is looked for.
const FAR: usize = 600;

#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) names: &'a [Name],
    pub(super) cast: &'a Cast,
    /// So many names begin before the source in hand ends, or a few more: what is sought stands near.
    pub(super) passed: usize,
}

impl Reader<'_> {
    /// Reads the source that stands at `tokens`.
    pub(super) fn read(
        &self,
        tokens: &Range<usize>,
        timeline: &Timeline,
        pronouns: &Antecedents,
    ) -> Option<Meaning> {
        let view = self.view;
        let mut tokens = tokens.clone();
        let speech = |at: usize| {
            view.kind(at) == Some(TokenKind::Word) || view.kind(at) == Some(TokenKind::Number)
        };
        while !tokens.is_empty() && !speech(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty()
            && !speech(tokens.end - 1)
            && view.kind(tokens.end - 1) != Some(TokenKind::Clitic)
        {
            tokens.end -= 1;
        }
        if tokens.is_empty() {
            return None;
        }
        self.mouthpiece(&mut tokens);
        let alone = tokens.len() == 1 || view.kind(tokens.start + 1) == Some(TokenKind::Clitic);
        if alone && view.own(tokens.start, Class::SPEAKING_PRONOUN) {
            return Some(self.pronoun_means(tokens.start, timeline, pronouns));
        }
        Some(self.noun_phrase(tokens, timeline, pronouns))
    }

    /// "X responded through the mouth of Y": Y is whose words they are.
    fn mouthpiece(&self, tokens: &mut Range<usize>) {
        // All of them have four letters or five.
        let length = |at: usize| self.view.tokens.get(at).map_or(0, |token| token.span.len());
        let found = tokens.clone().find(|at| {
            matches!(length(*at), 4 | 5)
                && length(at + 1) == 2
                && matches!(self.view.word(*at), "mouth" | "voice" | "lips")
                && self.view.word(at + 1) == "of"
        });
        if let Some(at) = found
            && at + 2 < tokens.end
        {
            tokens.start = at + 2;
        }
    }

    fn pronoun_means(&self, at: usize, timeline: &Timeline, pronouns: &Antecedents) -> Meaning {
        let open = Meaning::Open(at..at + 1);
        let classes = self.view.classes(at);
        if let Some(entity) = pronouns.of(at) {
            return Meaning::Entity(entity);
        }
        if classes.intersects(Class::FIRST_SINGULAR | Class::FIRST_PLURAL) {
            return Meaning::First {
                plural: classes.intersects(Class::FIRST_PLURAL),
            };
        }
        if classes.intersects(Class::SINGULAR_IT) {
            return timeline.thing(at).map_or(open, Meaning::Entity);
        }
        if classes.intersects(Class::RELATIVE) {
            return self.relative(at, timeline).unwrap_or(open);
        }
        if classes.intersects(Class::PLURAL) {
            return self.plural(at, timeline).unwrap_or(open);
        }
        open
    }

    /// The name that begins at a token.
    fn name_at(&self, at: usize) -> Option<usize> {
        let place = self.names_before(at);
        let name = self.names.get(place)?;
        (name.tokens.start == at).then_some(place)
    }

    /// How many names begin before a token.
    fn names_before(&self, at: usize) -> usize {
        let is_before = |name: &Name| name.tokens.start < at;
        let (passed, left) = self.names.split_at(self.passed);
        let behind = passed.iter().rev().take(FEW);
        let behind = behind.take_while(|name| !is_before(name)).count();
        match behind {
            0 => self.passed + left.iter().take_while(|name| is_before(name)).count(),
            FEW => self.names.partition_point(is_before),
            _ => self.passed - behind,
        }
    }

    /// The names that begin in a range of tokens.
    fn names_in(&self, tokens: Range<usize>) -> Range<usize> {
        self.names_before(tokens.start)..self.names_before(tokens.end)
    }

    /// The noun phrase right before "who" or "which".
    fn relative(&self, at: usize, timeline: &Timeline) -> Option<Meaning> {
        let view = self.view;
        let mut last = at.checked_sub(1)?;
        if view.byte(last) == b',' {
            last = last.checked_sub(1)?;
        }
        let ending = timeline.past.mentions.iter().rev().take(6).find(|mention| {
            self.name_at(mention.at)
                .is_some_and(|name| self.names[name].tokens.end == last + 1)
        });
        let thing = !view.eq(at, "who");
        if let Some(mention) = ending
            && (thing || self.cast.entities[mention.entity].kind == NameKind::Person)
        {
            return Some(Meaning::Entity(mention.entity));
        }
        if view.own(last, Class::GROUP) {
            return Some(Meaning::Phrase(self.leftward(last)));
        }
        if !thing && let Some(entity) = timeline.before(at) {
            return Some(Meaning::Entity(entity));
        }
        Some(Meaning::Phrase(self.leftward(last)))
    }

    /// The noun phrase that ends with token `last`.
    fn leftward(&self, last: usize) -> Range<usize> {
        let view = self.view;
        let mut start = last;
        let stop = Class::FUNCTION | Class::ANY_PRONOUN;
        while let Some(previous) = start.checked_sub(1) {
            let plain = matches!(
                view.kind(previous),
                Some(TokenKind::Word | TokenKind::Number)
            );
            if !plain
                || !view.same_sentence(previous, last)
                || view.own(previous, stop)
                || view.verb(previous)
                || last - previous > 6
            {
                break;
            }
            start = previous;
            if view.own(previous, Class::DETERMINER) {
                break;
            }
        }
        start..last + 1
    }

    /// "they": the nearest group noun, else an organisation.
    fn plural(&self, at: usize, timeline: &Timeline) -> Option<Meaning> {
        let view = self.view;
        let from = view.sentence(at).saturating_sub(2);
        let from = view.segmentation.sentences[from].tokens.start;
        let inside = view.inside(at);
        let group = (from.max(at.saturating_sub(120))..at)
            .rev()
            .find(|other| view.own(*other, Class::GROUP) && view.inside(*other) == inside);
        let thing = timeline.thing(at);
        match (group, thing) {
            (Some(group), _) => Some(Meaning::Phrase(self.leftward(group))),
            (None, Some(thing)) => Some(Meaning::Entity(thing)),
            (None, None) => None,
        }
    }

    fn noun_phrase(
        &self,
        tokens: Range<usize>,
        timeline: &Timeline,
        pronouns: &Antecedents,
    ) -> Meaning {
        let view = self.view;
        let core = nominals::phrase(view, &tokens);
        // Most are a name and nothing else.
        if let Some(name) = self.name_at(core.start)
            && self.names[name].tokens == core
        {
            return Meaning::Entity(self.cast.of_name[name]);
        }
        // "Mrs" of "Mrs May": a source that ends within a name's title is the name's.
        if let Some(name) = self.name_at(core.end)
            && self.names[name].before.contains(&(core.end - 1))
        {
            return Meaning::Entity(self.cast.of_name[name]);
        }
        let names: SmallVec<[usize; 8]> = self
            .names_in(core.start.saturating_sub(6)..core.end)
            .filter(|name| self.names[*name].tokens.end > core.start)
            .collect();
        let entity = |name: usize| self.cast.of_name[name];
        // A name at the phrase's head: nothing before it but its titles, nothing owned by it.
        let preposition = core
            .clone()
            .skip(1)
            .find(|at| {
                view.own(*at, Class::PREPOSITION)
                    && !names.iter().any(|n| self.names[*n].tokens.contains(at))
                    && !view.phrase(*at, Class::ROLE | Class::TITLE)
            })
            .unwrap_or(core.end);
        let heads: SmallVec<[usize; 8]> = names
            .iter()
            .copied()
            .filter(|name| {
                let end = self.names[*name].tokens.end;
                let owns = view.kind(end) == Some(TokenKind::Clitic) && end + 1 < preposition;
                let qualifies = end < preposition && self.noun_follows(end);
                self.names[*name].tokens.start < preposition && !owns && !qualifies
            })
            .collect();
        let closing = names.iter().find(|name| {
            let name = &self.names[**name];
            name.kind == NameKind::Person
                && name.tokens.end == preposition
                && name.tokens.start >= core.start
        });
        let joined = || core.clone().any(|at| matches!(view.word(at), "and" | "&"));
        if let Some(closing) = closing
            && !joined()
        {
            return Meaning::Entity(entity(*closing));
        }
        match heads.as_slice() {
            [only] => return Meaning::Entity(entity(*only)),
            [one, .., other] => {
                let between = self.names[*one].tokens.end..self.names[*other].tokens.start;
                let joined = between
                    .clone()
                    .any(|at| matches!(view.word(at), "and" | "&"));
                let persons = heads
                    .iter()
                    .all(|name| self.cast.entities[entity(*name)].kind == NameKind::Person);
                if joined && persons {
                    let mut all: Vec<usize> = heads.iter().map(|name| entity(*name)).collect();
                    all.dedup();
                    return Meaning::Several(all);
                }
                let person = heads
                    .iter()
                    .find(|name| self.names[**name].kind == NameKind::Person);
                return Meaning::Entity(entity(*person.unwrap_or(other)));
            }
            [] => {}
        }
        if let Some(name) = self.apposed(&core, &tokens) {
            return Meaning::Entity(entity(name));
        }
        // "her logic", "his eyes", "Oakes’s words": the owner speaks by them.
        let head = nominals::head(view, &core);
        let human = head.is_some_and(|at| {
            view.is(at, Class::HUMAN | Class::ORGANISATION)
                || view.own(at, Class::KIN)
                || view.own(at, Class::DOCUMENT)
        });
        if !human {
            if let Some(entity) = pronouns.of(core.start) {
                return Meaning::Entity(entity);
            }
            let owner = names
                .iter()
                .find(|name| view.kind(self.names[**name].tokens.end) == Some(TokenKind::Clitic));
            if let Some(owner) = owner {
                return Meaning::Entity(entity(*owner));
            }
            if let [only] = names.as_slice()
                && view.own(core.start, Class::DETERMINER)
                && preposition < core.end
                && view.word(preposition) == "from"
            {
                return Meaning::Entity(entity(*only));
            }
        }
        if let Some(shown) = self.shown(&core, preposition, &names) {
            return Meaning::Entity(entity(shown));
        }
        if let Some(entity) = nominals::entity(view, self.cast, timeline, &core) {
            return Meaning::Entity(entity);
        }
        // A phrase tells more of "the company" than a name that nothing ties to it.
        if let Some(fuller) = self.fuller(&core) {
            return Meaning::Phrase(fuller);
        }
        match nominals::only_body(view, self.cast, timeline, &core) {
            Some(entity) => Meaning::Entity(entity),
            None => Meaning::Phrase(core),
        }
    }

    /// "footage of Oakes": whose words the recording holds.
    fn shown(&self, core: &Range<usize>, of: usize, names: &[usize]) -> Option<usize> {
        let view = self.view;
        let recording =
            core.contains(&of) && view.eq(of, "of") && view.own(of - 1, Class::RECORDING);
        let mut after = names.iter().copied();
        after.find(|name| recording && self.names[*name].tokens.start == of + 1)
    }

    /// "the ministry" after "the energy ministry": the fuller phrase, where the article has one.
    fn fuller(&self, core: &Range<usize>) -> Option<Range<usize>> {
        let view = self.view;
        let noun = core.end - 1;
        let word = view.word(noun);
        if core.len() != 2 || !view.eq(core.start, "the") || !view.own(noun, Class::BODIES) {
            return None;
        }
        (core.start.saturating_sub(FAR)..core.start)
            .rev()
            .filter(|at| view.word(*at) == word)
            .map(|at| self.leftward(at))
            .find(|phrase| {
                phrase.len() > 1 + usize::from(view.own(phrase.start, Class::DETERMINER))
            })
    }

    /// A noun goes on after the name: "Oakes campaign officials".
    fn noun_follows(&self, at: usize) -> bool {
        let view = self.view;
        view.kind(at) == Some(TokenKind::Word)
            && !view.own(
                at,
                Class::FUNCTION | Class::ADVERB | Class::REFLEXIVE | Class::HONOUR,
            )
    }

    /// "His former partner at the yard, Ann Lee": the name in apposition to a description.
    fn apposed(&self, core: &Range<usize>, tokens: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let comma = core.end;
        let human = core
            .clone()
            .any(|at| view.is(at, Class::ROLE | Class::TITLE) || view.own(at, Class::KIN));
        let plural = nominals::head(view, core).is_some_and(|at| view.own(at, Class::GROUP));
        // "The arbiter, Ann Lee,": what no lexicon knows for a role is one where a person's name explains it.
        let owned = view.own(core.start, Class::DETERMINER | Class::POSSESSIVE);
        let closes = |name: &usize| {
            human
                || owned
                    && self.names[*name].tokens.end + 2 >= tokens.end
                    && self.names[*name].kind == NameKind::Person
        };
        if plural || view.byte(comma) != b',' {
            return None;
        }
        (comma + 1..tokens.end.min(comma + 7))
            .filter_map(|at| self.name_at(at))
            .find(|name| {
                let named = &self.names[*name];
                let kind = self.cast.entities[self.cast.of_name[*name]].kind;
                kind == NameKind::Person || kind == NameKind::Unknown && named.tokens.len() > 1
            })
            .filter(closes)
    }
}
