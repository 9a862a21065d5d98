//! Sources: what the words that attribute a quotation come down to.
//!
//! Reads structure only: the head of the noun phrase, the name in an
//! apposition, the noun a possessive owns. What hangs on who is in mind, [`super::asking`] decides.

use std::ops::Range;

use smallvec::SmallVec;

use super::charges::is_link;
use super::focus;
use super::kinds::is_body;
use super::meaning::{Meaning, Reading};
use super::names::{Gender, Name, NameKind};
use super::nobody;
use super::nominals;
use super::people::Cast;
use super::pronouns::gender_of;
use super::shares;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// So many names are looked through one by one.
const FEW: usize = 8;

#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) names: &'a [Name],
    pub(super) cast: &'a Cast,
    /// So many names begin before the source in hand ends, or a few more: what is sought stands near.
    pub(super) passed: usize,
    /// Where those begin who spoke together last, and who they are.
    pub(super) together: Option<(usize, Meaning)>,
    /// Where the one begins who spoke last, and who that is, if "they" may be one.
    pub(super) anybody: Option<(usize, Meaning)>,
}

impl<'a> Reader<'a> {
    /// At the article's beginning.
    pub(super) fn new(view: &'a View<'a>, names: &'a [Name], cast: &'a Cast) -> Self {
        Self {
            view,
            names,
            cast,
            passed: 0,
            together: None,
            anybody: None,
        }
    }

    /// Goes on to the token where a source ends.
    pub(super) fn pass(&mut self, end: usize) {
        let left = self.names[self.passed..].iter();
        self.passed += left.take_while(|name| name.tokens.start < end).count();
    }

    /// Reads the source that stands at `tokens`.
    pub(super) fn read(&self, tokens: &Range<usize>) -> Option<Reading> {
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
        // "Speaking, the mayor"
        if view.bytes(tokens.start).ends_with(b"ing")
            && view.byte(tokens.start + 1) == b','
            && tokens.len() > 2
            && self.name_at(tokens.start).is_none()
        {
            tokens.start += 2;
        }
        self.mouthpiece(&mut tokens);
        if nobody::is_nobody(view, &tokens) {
            return None;
        }
        tokens = shares::share_start(view, tokens.start)..shares::share_end(view, tokens.end);
        self.pass_setting(&mut tokens);
        self.interviewed(&mut tokens);
        if nobody::is_then(view, &tokens) {
            return Some(Reading::Pronoun(tokens.start));
        }
        let alone = tokens.len() == 1 || view.kind(tokens.start + 1) == Some(TokenKind::Clitic);
        if alone && view.own(tokens.start, Class::SPEAKING_PRONOUN) {
            let own = view.classes(tokens.start);
            let plural = own.intersects(Class::FIRST_PLURAL);
            let first = plural || own.intersects(Class::FIRST_SINGULAR);
            return Some(match first {
                true => Reading::Means(Meaning::First { plural }),
                false => Reading::Pronoun(tokens.start),
            });
        }
        Some(self.noun_phrase(self.holder(&tokens).unwrap_or(tokens)))
    }

    /// "Ashby Red Cross (ARC) spokesman Ann Lee": who is named behind a body's letters, or behind an office's.
    fn holder(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let view = self.view;
        // Most end with the word that a bracket would stand behind.
        let close = tokens.end.checked_sub(1).filter(|_| tokens.len() > 4)?;
        let close = (tokens.start + 3..close).find(|at| view.byte(*at) == b')')?;
        let titled = || {
            let name = self.name_at(close + 1);
            name.is_some_and(|name| self.names[name].before.contains(&close))
        };
        let letters = view.byte(close - 2) == b'(' && (view.human(close + 1) || titled());
        letters.then_some(close + 1..tokens.end)
    }

    /// "X responded through the mouth of Y": Y is whose words they are.
    fn mouthpiece(&self, tokens: &mut Range<usize>) {
        // All of them have four letters or five.
        let length = |at: usize| self.view.tokens.get(at).map_or(0, |token| token.span.len());
        // Most sources are too short for it.
        let found = (tokens.start..tokens.end.saturating_sub(2)).find(|at| {
            matches!(length(*at), 4 | 5)
                && length(at + 1) == 2
                && matches!(self.view.word(*at), "mouth" | "voice" | "lips")
                && self.view.word(at + 1) == "of"
        });
        if let Some(at) = found {
            tokens.start = at + 2;
        }
    }

    /// The name that begins at a token.
    pub(super) fn name_at(&self, at: usize) -> Option<usize> {
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
    pub(super) fn names_in(&self, tokens: Range<usize>) -> Range<usize> {
        self.names_before(tokens.start)..self.names_before(tokens.end)
    }

    fn noun_phrase(&self, tokens: Range<usize>) -> Reading {
        let means = |entity: usize| Reading::Means(Meaning::Entity(entity));
        let view = self.view;
        let core = nominals::phrase(view, &tokens);
        // "40% of voters": how many say it is who says it; "half of Lund’s speech" is Lund's.
        let owned = || core.clone().any(|at| view.clitic(at));
        if shares::is_share(view, &core) && !owned() {
            return Reading::Means(Meaning::Phrase(core));
        }
        // Most are a name and nothing else.
        if let Some(name) = self.name_at(core.start)
            && self.names[name].tokens == core
        {
            return means(self.cast.of_name[name]);
        }
        // "Minister for Youth Ann Lee": all before the name is its title.
        let whole = self.names_in(core.clone()).next_back().filter(|name| {
            let name = &self.names[*name];
            let first = core.start + usize::from(view.own(core.start, Class::DETERMINER));
            // "Oakes’s head of sales Ann Lee"
            let owned = || name.before.len() > 2 && view.clitic(name.before.start.wrapping_sub(1));
            // "the Friends of Ashby chairman Ann Lee"
            let office = name.tokens.start.wrapping_sub(1);
            let body = || {
                let part = |at: usize| view.capital(at) || is_link(view, at);
                let named = view.capital(first) && !view.first_of_sentence(first);
                named && view.human(office) && !view.capital(office) && (first..office).all(part)
            };
            name.tokens.end == core.end && (name.before.contains(&first) || owned() || body())
        });
        if let Some(name) = whole {
            return means(self.cast.of_name[name]);
        }
        // "Mrs" of "Mrs May": a source that ends within a name's title is the name's.
        if let Some(name) = self.name_at(core.end)
            && self.names[name].before.contains(&(core.end - 1))
        {
            return Reading::Means(Meaning::Entity(self.cast.of_name[name]));
        }
        let plain = unrelated(view, &tokens);
        let names: SmallVec<[usize; 8]> = self
            .names_in(core.start.saturating_sub(6)..core.end.min(plain.end))
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
        let joined = || {
            core.clone()
                .any(|at| matches!(view.word(at), "and" | "&" | "nor"))
        };
        if let Some(closing) = closing
            && !joined()
        {
            return means(entity(*closing));
        }
        match heads.as_slice() {
            [only] => {
                let other = self.companion(&core).map(entity);
                let both = other.map(|other| Meaning::Several(vec![entity(*only), other]));
                return Reading::Means(both.unwrap_or(Meaning::Entity(entity(*only))));
            }
            [one, .., other] => {
                let between = self.names[*one].tokens.end..self.names[*other].tokens.start;
                let joined = between
                    .clone()
                    .any(|at| matches!(view.word(at), "and" | "&" | "nor"));
                let kind = |name: usize| self.cast.entities[entity(name)].kind;
                // "Kelechi and Dawn Lund": no lexicon need have a name that one person's is joined to.
                // Nor need it have a full one that stands right before another's.
                let full = between.len() == 1;
                let given = |name: usize| {
                    let words = self.names[name].tokens.len();
                    kind(name) == NameKind::Unknown && (words == 1 || full && words < 4)
                };
                let persons = heads
                    .iter()
                    .all(|name| kind(*name) == NameKind::Person || given(*name))
                    && heads.iter().any(|name| kind(*name) == NameKind::Person);
                if joined && persons {
                    let mut all: Vec<usize> = heads.iter().map(|name| entity(*name)).collect();
                    all.dedup();
                    return Reading::Means(Meaning::Several(all));
                }
                let person = heads
                    .iter()
                    .find(|name| self.names[**name].kind == NameKind::Person);
                return means(entity(*person.unwrap_or(other)));
            }
            [] => {}
        }
        if let Some(name) = self.named(&core, &tokens) {
            return means(entity(name));
        }
        if let Some(name) = self
            .listed(&core, &plain)
            .or_else(|| self.apposed(&core, &plain))
            .or_else(|| self.guide(&core, &plain))
            .or_else(|| self.one(&core))
        {
            return means(entity(name));
        }
        // "her logic", "his eyes", "Oakes’s words": the owner speaks by them.
        let head = nominals::head(view, &core);
        let human = head.is_some_and(|at| human_word(view, at));
        // "the maker of Oakes’s boats", "some of Oakes’s critics" are not Oakes.
        let names_one = |at: usize| {
            human_word(view, at) || focus::is_person(view, at) || focus::is_firm(view, at)
        };
        let some = Class::INDEFINITE | Class::NUMBER_WORD;
        let others = || {
            head.is_some_and(|at| view.own(at, some))
                || (core.start..preposition).any(names_one)
                || names_one(core.end - 1)
        };
        let owner = || {
            let owns = |name: &&usize| {
                let end = self.names[**name].tokens.end;
                view.kind(end) == Some(TokenKind::Clitic) && (end < preposition || !others())
            };
            let only = || match names.as_slice() {
                [only]
                    if view.own(core.start, Class::DETERMINER)
                        && preposition < core.end
                        && view.word(preposition) == "from" =>
                {
                    Some(only)
                }
                _ => None,
            };
            let named = names.iter().find(owns).or_else(only);
            // "Kenya's electorate": a country has people, and no words of its own.
            let place = |name: &usize| self.cast.entities[entity(*name)].kind == NameKind::Place;
            named.copied().filter(|name| !human && !place(name))
        };
        let told = owner().or_else(|| self.shown(&core, preposition, &names));
        let told = told.map(|name| Meaning::Entity(entity(name)));
        let is_owned = !human && gender_of(view.classes(core.start)) != Gender::Unknown;
        match told {
            told if is_owned => Reading::Owned(core, told),
            Some(told) => Reading::Means(told),
            None if let Some(holder) = self.headlined(&core) => means(holder),
            None if nominals::described(view, &core).is_some() => Reading::Description(core),
            None if let Some(body) = self.ends_so(&core) => means(body),
            None => Reading::Means(Meaning::Phrase(core)),
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

    /// "The museum" after "Harbour Street Museum": the last body whose name ends with the noun.
    fn ends_so(&self, core: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let noun = core.end - 1;
        if core.len() != 2 || !view.eq(core.start, "the") || view.capital(noun) {
            return None;
        }
        let word = view.key(noun);
        let before = self.cast.of_name[..self.names_before(core.start)]
            .iter()
            .rev();
        let mut bodies = before
            .copied()
            .filter(|at| self.cast.entities[*at].is_body());
        bodies.find(|at| self.cast.words.last(&self.cast.entities[*at].telling) == Some(word))
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
        if view.byte(comma) != b',' {
            return None;
        }
        let head = nominals::head(view, core);
        // "A report by the mayor, Ann Lee, says": what is written, and not who wrote it.
        let by = |at: usize| view.eq(at + 1, "by") && nominals::is_written(view, at);
        if head.is_some_and(by) {
            return None;
        }
        let one = nominals::one_of(view, core);
        let human = one
            || core
                .clone()
                .any(|at| view.is(at, Class::ROLE | Class::TITLE) || view.own(at, Class::KIN));
        if !one && head.is_some_and(|at| view.own(at, Class::GROUP)) {
            return None;
        }
        // "The arbiter, Ann Lee,": what no lexicon knows for a role is one where a person's name explains it.
        let owned = view.own(core.start, Class::DETERMINER | Class::POSSESSIVE)
            || core.clone().any(|at| view.clitic(at));
        // "The maker of Sunspot, Lund & Roe"
        let body = head.is_some_and(|at| is_body(view, at) || focus::is_firm(view, at));
        // "The contractor, the Italian firm Lund,"
        let firm = |name: &usize| {
            let noun = self.names[*name].tokens.start - 1;
            (is_body(view, noun) || focus::is_firm(view, noun)) && !view.capital(noun)
        };
        let closes = |name: &usize| {
            let person = body || firm(name) || self.names[*name].kind.may_be_person();
            human || owned && self.names[*name].tokens.end + 2 >= tokens.end && person
        };
        // "a letter, signed by Ann Lee": whom a preposition leads to is another.
        let apart = |at: usize| view.own(at, Class::PREPOSITION) && view.word(at) != "of";
        (comma + 1..tokens.end.min(comma + 7))
            .take_while(|at| !apart(*at))
            .filter_map(|at| self.name_at(at))
            .find(|name| {
                let named = &self.names[*name];
                let kind = self.cast.entities[self.cast.of_name[*name]].kind;
                kind == NameKind::Person
                    || (body || firm(name)) && kind == NameKind::Organisation
                    || kind == NameKind::Unknown && named.tokens.len() > 1
            })
            .filter(closes)
    }
}

/// "an aide, who said Ann Lee was ill": without the clause behind the noun, which names others.
fn unrelated(view: &View, tokens: &Range<usize>) -> Range<usize> {
    let mut rest = tokens.start + 1..tokens.end;
    let clause = rest.find(|at| view.own(*at, Class::RELATIVE) && !view.eq(*at, "that"));
    tokens.start..clause.unwrap_or(tokens.end)
}

/// A noun for who or what can speak, whoever owns it: "Oakes’s aide", "Oakes’s campaign".
fn human_word(view: &View, at: usize) -> bool {
    view.is(at, Class::HUMAN | Class::ORGANISATION)
        || view.own(at, Class::KIN | Class::DOCUMENT | Class::BODIES)
        || {
            let entry = view.entry(at);
            entry.calling || entry.chosen || entry.side || entry.associated
        }
}
