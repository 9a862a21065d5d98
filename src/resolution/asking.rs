//! Asking: whom a source's pronoun or description means, by who is in mind where it stands.

use std::ops::Range;

use super::bodies;
use super::focus;
use super::meaning::{Antecedents, Meaning, Reading};
use super::names::{Name, NameKind};
use super::nobody;
use super::nominals;
use super::past::Mention;
use super::place::Place;
use super::pronouns::Timeline;
use super::sources::Reader;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// The phrase before "who" is no longer, in tokens.
const LONG: usize = 16;

/// How far back, in tokens, a fuller phrase is looked for.
const FAR: usize = 600;

impl Reader<'_> {
    /// What a source means, of which the names, the persons and the pronouns before it are known.
    pub(super) fn decide(
        &self,
        reading: Reading,
        timeline: &Timeline,
        pronouns: &Antecedents,
    ) -> Meaning {
        match reading {
            Reading::Means(meaning) => meaning,
            Reading::Pronoun(at) => self.pronoun_means(at, timeline, pronouns),
            Reading::Description(core) => self.description_means(core, timeline),
            Reading::Owned(core, told) => {
                let owner = pronouns.of(core.start);
                let owner = owner.map(|guess| Meaning::Entity(guess.entity));
                let told = owner.or(told);
                told.unwrap_or_else(|| self.description_means(core, timeline))
            }
        }
    }

    fn pronoun_means(&self, at: usize, timeline: &Timeline, pronouns: &Antecedents) -> Meaning {
        let view = self.view;
        let open = Meaning::Open(at..at + 1);
        if nobody::is_then(view, &(at..at + 1)) {
            let meant = timeline.anybody(at);
            return meant.map_or(open, |guess| Meaning::Entity(guess.entity));
        }
        let classes = view.classes(at);
        if let Some(guess) = pronouns.of(at) {
            return Meaning::Entity(guess.entity);
        }
        if classes.intersects(Class::SINGULAR_IT) {
            let thing = || {
                timeline
                    .thing(at)
                    .map(|guess| Meaning::Entity(guess.entity))
            };
            let meant = match view.eq(at + 1, "read") || view.eq(at + 1, "reads") {
                true => self.paper(at),
                false => self.sent(at).or_else(thing).or_else(|| self.paper(at)),
            };
            return meant.unwrap_or(open);
        }
        if classes.intersects(Class::RELATIVE) {
            return self.relative(at, timeline).unwrap_or(open);
        }
        if classes.intersects(Class::PLURAL) {
            return self.plural(at, timeline).unwrap_or(open);
        }
        open
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
        // "an aide to Ann Lee, who said Lee was ill": nobody is told of by a clause that names them.
        let behind = self.names_in(at..view.sentence_end(at));
        let aide = |mention: &Mention| {
            view.own(mention.at.wrapping_sub(1), Class::PREPOSITION)
                && self.cast.of_name[behind.clone()].contains(&mention.entity)
        };
        if let Some(mention) = ending
            && (thing
                || self.cast.entities[mention.entity].kind == NameKind::Person && !aide(mention))
        {
            return Some(Meaning::Entity(mention.entity));
        }
        let phrase = self.leftward(last);
        // "her bank, who told her": not she.
        let body =
            !view.capital(last) && (view.own(last, Class::BODIES) || focus::is_firm(view, last));
        if view.own(last, Class::GROUP) || body && !view.human(last) {
            return Some(Meaning::Phrase(phrase));
        }
        // "She called her lawyer, who": nor is she.
        let owner = (last.saturating_sub(3)..last).find(|at| view.own(*at, Class::POSSESSIVE));
        if let Some(owner) = owner
            && !thing
            && !view.capital(last)
            && focus::is_person(view, last)
        {
            let phrase = owner..last + 1;
            let named = nominals::entity(view, self.cast, timeline, &phrase);
            return Some(named.map_or(Meaning::Phrase(phrase), Meaning::Entity));
        }
        // "The 29-year-old, who made 54,"
        let known = || nominals::entity(view, self.cast, timeline, &phrase);
        if !thing
            && view.byte(at - 1) == b','
            && nominals::definite(view, phrase.start)
            && let Some(entity) = known()
        {
            return Some(Meaning::Entity(entity));
        }
        // "an aide who said", "a person with knowledge of it, who said": no one the article spoke of.
        let new = self.newcomer(last).filter(|_| !thing);
        if !thing
            && new.is_none()
            && let Some(entity) = timeline.before(at)
        {
            return Some(Meaning::Entity(entity));
        }
        Some(Meaning::Phrase(new.unwrap_or(phrase)))
    }

    /// The phrase that ends with token `last`, from the nearest noun for a person on, if an "a" before it brings them in.
    fn newcomer(&self, last: usize) -> Option<Range<usize>> {
        let view = self.view;
        let mut end = last + 1;
        loop {
            let phrase = self.leftward(end.checked_sub(1)?);
            if focus::is_person(view, end - 1) {
                let introduces = view.entry(phrase.start).introduces;
                // "Ann Lee, a clerk, who": of a name it tells more.
                let apposed = view.byte(phrase.start.wrapping_sub(1)) == b',';
                return (introduces && !apposed).then_some(phrase.start..last + 1);
            }
            end = phrase.start.checked_sub(1)?;
            if !view.own(end, Class::PREPOSITION) || last - end > LONG {
                return None;
            }
        }
    }

    /// The noun phrase that ends with token `last`.
    pub(super) fn leftward(&self, last: usize) -> Range<usize> {
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

    /// "She left a note. “Back at six,” it read.": the nearest paper the narration tells of.
    fn paper(&self, at: usize) -> Option<Meaning> {
        let view = self.view;
        let from = view.sentence(at).saturating_sub(2);
        let from = view.segmentation.sentences[from].tokens.start;
        let told = |noun: &usize| {
            let phrase = self.leftward(*noun);
            let article = view.own(phrase.start, Class::DETERMINER | Class::POSSESSIVE);
            (!view.inside(*noun) && article).then_some(Meaning::Phrase(phrase))
        };
        let mut nouns = (from.max(at.saturating_sub(60))..at).rev();
        let paper = |noun: &usize| focus::is_paper(view, *noun);
        nouns.find_map(|noun| paper(&noun).then(|| told(&noun)).flatten())
    }

    /// "He sent a fax to the kitchen. It said": the paper that somebody was sent right before.
    fn sent(&self, at: usize) -> Option<Meaning> {
        let view = self.view;
        let before = view.sentence(at).checked_sub(1)?;
        let tokens = view.segmentation.sentences[before].tokens.clone();
        let body = |name: &Name| name.kind == NameKind::Organisation;
        if self.names[self.names_in(tokens.start..at)].iter().any(body) {
            return None;
        }
        let nouns = tokens.clone().rev().take(60);
        let mut papers = nouns.filter(|noun| focus::is_paper(view, *noun) && !view.inside(*noun));
        papers.find_map(|noun| {
            let mut phrase = self.leftward(noun);
            // "by text message"
            let compound = focus::is_paper(view, phrase.start.wrapping_sub(1));
            phrase.start -= usize::from(compound);
            let lead = phrase.start.checked_sub(1)?;
            let object = view.own(phrase.start, Class::DETERMINER)
                && view.kind(lead) == Some(TokenKind::Word)
                && !view.own(lead, Class::FUNCTION)
                && !view.first_of_sentence(lead);
            // "who say the law is dead": that is no object.
            let finite = view.own(noun + 1, Class::AUXILIARY | Class::MODAL | Class::THIRD);
            let object = object && !finite;
            (object || view.eq(lead, "by")).then_some(Meaning::Phrase(phrase))
        })
    }

    /// Keeps those who spoke together, whom "they" may mean.
    pub(super) fn heard(&mut self, meaning: &Option<Meaning>, source: &Range<usize>) {
        let view = self.view;
        // "Ann Lee and her colleagues": they all, where "they" goes on.
        if nominals::accompanied(view, source) {
            self.together = Some((source.start, Meaning::Phrase(source.clone())));
            return;
        }
        let at = match meaning {
            Some(Meaning::Phrase(phrase)) => nominals::head(view, phrase)
                .filter(|head| is_several(view, *head) || familiar(view, phrase, *head))
                .map(|_| phrase.start),
            Some(Meaning::Several(all)) => {
                all.last().map(|last| self.cast.entities[*last].name.start)
            }
            _ => None,
        };
        if let (Some(at), Some(meaning)) = (at, meaning) {
            self.together = Some((at, meaning.clone()));
        }
        let anybody = meaning.as_ref().filter(|_| is_anybody(view, source));
        self.anybody = anybody.map(|meaning| (source.start, meaning.clone()));
    }

    /// "they": who spoke together, else the nearest group noun or an organisation.
    fn plural(&self, at: usize, timeline: &Timeline) -> Option<Meaning> {
        let view = self.view;
        let from = view.sentence(at).saturating_sub(2);
        let from = view.segmentation.sentences[from].tokens.start;
        let from = from.max(at.saturating_sub(120));
        let inside = view.inside(at);
        let group = (from..at)
            .rev()
            .find(|other| view.own(*other, Class::GROUP) && view.inside(*other) == inside);
        let narrated = Place::of(view, at).narrated;
        if let Some((start, meaning)) = &self.anybody
            && group.is_none_or(|group| group < *start)
            && narrated <= Place::of(view, *start).narrated + 1
        {
            return Some(meaning.clone());
        }
        let together = self.together.as_ref().filter(|(start, _)| {
            // A group that leads a later sentence is nearer.
            let nearer = group.is_some_and(|group| {
                let sentence = view.sentence(group);
                sentence > view.sentence(*start) && group < view.sentence_start(group) + 3
            });
            narrated <= Place::of(view, *start).narrated + 1 && !nearer
        });
        if let Some((_, meaning)) = together {
            return Some(meaning.clone());
        }
        let named = |entity: &usize| !self.cast.entities[*entity].unnamed;
        let thing = timeline.thing(at).map(|guess| guess.entity).filter(named);
        match (group, thing) {
            (Some(group), _) => Some(Meaning::Phrase(self.leftward(group))),
            (None, Some(thing)) => Some(Meaning::Entity(thing)),
            (None, None) => None,
        }
    }

    fn description_means(&self, core: Range<usize>, timeline: &Timeline) -> Meaning {
        if let Some(entity) = nominals::entity(self.view, self.cast, timeline, &core) {
            return Meaning::Entity(entity);
        }
        // A phrase tells more of "the company" than a name that nothing ties to it.
        if let Some(fuller) = self.fuller(&core) {
            return fuller;
        }
        match bodies::only_body(self.view, self.cast, timeline, &core) {
            Some(entity) => Meaning::Entity(entity),
            None => Meaning::Phrase(core),
        }
    }

    /// "the ministry" after "the energy ministry", "the group" after "the toy group Lund": the fuller phrase, or the name it
    /// stands before, where the article has one.
    fn fuller(&self, core: &Range<usize>) -> Option<Meaning> {
        let view = self.view;
        let noun = core.end - 1;
        let word = view.bytes(noun);
        if core.len() != 2 || !view.eq(core.start, "the") || !view.own(noun, Class::BODIES) {
            return None;
        }
        let before = (core.start.saturating_sub(FAR)..core.start).rev();
        let mut before = before.filter(|at| view.bytes(*at) == word);
        before.find_map(|at| {
            let name = self.name_at(at + 1);
            if let Some(name) = name.filter(|name| self.names[*name].tokens.len() > 1) {
                let entity = self.cast.of_name[name];
                return self.cast.entities[entity]
                    .is_body()
                    .then_some(Meaning::Entity(entity));
            }
            let phrase = self.leftward(at);
            let fuller = phrase.len() > 1 + usize::from(view.own(phrase.start, Class::DETERMINER));
            fuller.then_some(Meaning::Phrase(phrase))
        })
    }
}

/// The noun means several people: "officials", "the family".
fn is_several(view: &View, noun: usize) -> bool {
    view.own(noun, Class::GROUP) || view.entry(noun).gathering
}

/// "Two people familiar with the inquiry": what is said of several stands behind their noun.
fn familiar(view: &View, phrase: &Range<usize>, last: usize) -> bool {
    let noun = last.wrapping_sub(1);
    phrase.contains(&noun)
        && view.own(noun, Class::GROUP)
        && !view.human(last)
        && !view.capital(last)
}

/// "A council spokesperson", "a victim": one person of whom nothing tells whether she or he is one, so that "they" may.
fn is_anybody(view: &View, source: &Range<usize>) -> bool {
    let open = |at: usize| {
        let told = Class::FEMALE | Class::MALE;
        focus::is_person(view, at) && !view.own(at, told | Class::GROUP) && !view.capital(at)
    };
    let neutral = |at: usize| open(at) && view.bytes(at).ends_with(b"person");
    let head = nominals::head(view, &nominals::phrase(view, source));
    let introduced = view.entry(source.start).introduces && head.is_some_and(open);
    introduced || source.clone().any(neutral)
}
