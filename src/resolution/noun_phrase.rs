//! Noun phrases: whom a source means that is more than a pronoun, by the names in it and beside it.

use std::ops::Range;

use smallvec::SmallVec;

use super::charges::is_link;
use super::focus;
use super::headline::is_headline;
use super::meaning::{Meaning, Reading};
use super::names::{Gender, NameKind};
use super::nominals;
use super::people::Cast;
use super::pronouns::gender_of;
use super::shares;
use super::sources::Reader;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

impl Reader<'_> {
    /// Most are a name and nothing else; of the others the names at the head tell, then the one beside, then the owner's.
    pub(super) fn noun_phrase(&self, tokens: Range<usize>) -> Reading {
        let means = |name: usize| Reading::Means(Meaning::Entity(self.entity(name)));
        let view = self.view;
        let core = nominals::phrase(view, &tokens);
        // "40% of voters": how many say it is who says it; "half of Lund’s speech" is Lund's.
        let owned = || core.clone().any(|at| view.clitic(at));
        if shares::is_share(view, &core) && !owned() {
            return Reading::Means(Meaning::Phrase(core));
        }
        if let Some(name) = self.whole_name(&core) {
            return means(name);
        }
        let plain = unrelated(view, &tokens);
        let names: SmallVec<[usize; 8]> = self
            .names_in(core.start.saturating_sub(6)..core.end.min(plain.end))
            .filter(|name| self.names[*name].tokens.end > core.start)
            .collect();
        let preposition = core
            .clone()
            .skip(1)
            .find(|at| {
                view.own(*at, Class::PREPOSITION)
                    && !names.iter().any(|n| self.names[*n].tokens.contains(at))
                    && !view.phrase(*at, Class::ROLE | Class::TITLE)
            })
            .unwrap_or(core.end);
        if let Some(meaning) = self.headed(&core, preposition, &names) {
            return Reading::Means(meaning);
        }
        if let Some(name) = self.named(&core, &tokens) {
            return means(name);
        }
        if let Some(name) = self.explained(&core, &plain) {
            return means(name);
        }
        let head = nominals::head(view, &core);
        let human = head.is_some_and(|at| human_word(view, at));
        let owner = match human {
            true => None,
            false => self.owner(&core, preposition, &names, head),
        };
        let told = owner.or_else(|| self.shown(&core, preposition, &names));
        let told = told.map(|name| Meaning::Entity(self.entity(name)));
        // "her logic", "his eyes": the owner speaks by them.
        let is_owned = !human && gender_of(view.classes(core.start)) != Gender::Unknown;
        match told {
            told if is_owned => Reading::Owned(core, told),
            Some(told) => Reading::Means(told),
            None if let Some(holder) = self.headlined(&core) => {
                Reading::Means(Meaning::Entity(holder))
            }
            None if nominals::described(view, &core).is_some() => Reading::Description(core),
            None if let Some(body) = self.ends_so(&core) => Reading::Means(Meaning::Entity(body)),
            None => Reading::Means(Meaning::Phrase(core)),
        }
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

    /// The name that all of the phrase is, or is the title of.
    fn whole_name(&self, core: &Range<usize>) -> Option<usize> {
        let view = self.view;
        if let Some(name) = self.name_at(core.start)
            && self.names[name].tokens == *core
        {
            return Some(name);
        }
        // "Minister for Youth Ann Lee": all before the name is its title.
        let titled = self.names_in(core.clone()).next_back().filter(|name| {
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
        // "Mrs" of "Mrs May": a source that ends within a name's title is the name's.
        titled.or_else(|| {
            let name = self.name_at(core.end)?;
            (self.names[name].before.contains(&(core.end - 1))).then_some(name)
        })
    }

    /// Whom the names at the phrase's head mean, before the first preposition: "the mayor Ann Lee", "Ann Lee and Hugh Lund".
    fn headed(&self, core: &Range<usize>, preposition: usize, names: &[usize]) -> Option<Meaning> {
        let view = self.view;
        let closing = names.iter().find(|name| {
            let name = &self.names[**name];
            name.kind == NameKind::Person
                && name.tokens.end == preposition
                && name.tokens.start >= core.start
        });
        if let Some(closing) = closing
            && !joined(view, core.clone())
        {
            return Some(Meaning::Entity(self.entity(*closing)));
        }
        // Nothing before it but its titles, nothing owned by it.
        let heads = names.iter().copied().filter(|name| {
            let end = self.names[*name].tokens.end;
            let owns = view.kind(end) == Some(TokenKind::Clitic) && end + 1 < preposition;
            let qualifies = end < preposition && self.noun_follows(end);
            self.names[*name].tokens.start < preposition && !owns && !qualifies
        });
        let heads: SmallVec<[usize; 8]> = heads.collect();
        match heads[..] {
            [] => None,
            [only] => {
                let only = self.entity(only);
                let other = self.companion(core).map(|name| self.entity(name));
                let both = other.map(|other| Meaning::Several(vec![only, other]));
                Some(both.unwrap_or(Meaning::Entity(only)))
            }
            [one, .., last] => Some(self.of_heads(&heads, one, last)),
        }
    }

    /// All of several persons that are joined, else the one that is a person, or the last.
    fn of_heads(&self, heads: &[usize], one: usize, last: usize) -> Meaning {
        let between = self.names[one].tokens.end..self.names[last].tokens.start;
        let kind = |name: usize| self.cast.entities[self.entity(name)].kind;
        // "Kelechi and Dawn Lund": no lexicon need have a name that one person's is joined to.
        // Nor need it have a full one that stands right before another's.
        let full = between.len() == 1;
        let given = |name: usize| {
            let words = self.names[name].tokens.len();
            kind(name) == NameKind::Unknown && (words == 1 || full && words < 4)
        };
        let mut all = heads.iter();
        let persons = all.all(|name| kind(*name) == NameKind::Person || given(*name))
            && heads.iter().any(|name| kind(*name) == NameKind::Person);
        if persons && joined(self.view, between) {
            let mut all: Vec<usize> = heads.iter().map(|name| self.entity(*name)).collect();
            all.dedup();
            return Meaning::Several(all);
        }
        let mut all = heads.iter();
        let person = all.find(|name| self.names[**name].kind == NameKind::Person);
        Meaning::Entity(self.entity(*person.unwrap_or(&last)))
    }

    /// "Oakes’s words": whose name owns what the phrase, whose head is no person, is about.
    fn owner(
        &self,
        core: &Range<usize>,
        preposition: usize,
        names: &[usize],
        head: Option<usize>,
    ) -> Option<usize> {
        let view = self.view;
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
        let owns = |name: &usize| {
            let end = self.names[*name].tokens.end;
            view.kind(end) == Some(TokenKind::Clitic) && (end < preposition || !others())
        };
        // "a letter from Oakes"
        let only = || match names {
            [only]
                if view.own(core.start, Class::DETERMINER)
                    && preposition < core.end
                    && view.word(preposition) == "from" =>
            {
                Some(*only)
            }
            _ => None,
        };
        // "Kenya's electorate": a country has people, and no words of its own.
        let place = |name: usize| self.cast.entities[self.entity(name)].kind == NameKind::Place;
        let owner = names.iter().copied().find(owns).or_else(only);
        owner.filter(|name| !place(*name))
    }

    /// "footage of Oakes": whose words the recording holds.
    fn shown(&self, core: &Range<usize>, of: usize, names: &[usize]) -> Option<usize> {
        let view = self.view;
        let recording =
            core.contains(&of) && view.eq(of, "of") && view.own(of - 1, Class::RECORDING);
        let mut after = names.iter().copied();
        after.find(|name| recording && self.names[*name].tokens.start == of + 1)
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

    /// "Mayor denies plan has failed" over an article of one mayor: who holds the office of a headline.
    fn headlined(&self, core: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let head = core.end - 1;
        let bare = core.clone().all(|at| view.human(at));
        if !bare || !is_headline(view, view.sentence(head)) {
            return None;
        }
        only_holder(self.cast, view, head)
    }
}

/// The one person that the article calls by an office's word.
fn only_holder(cast: &Cast, view: &View, office: usize) -> Option<usize> {
    let (word, roles) = (view.key(office), view.entry(office).roles);
    let mut holders = cast.entities.iter().enumerate().filter(|(_, entity)| {
        entity.is_person() && !entity.unnamed && entity.called(view, word, roles)
    });
    let (only, _) = holders.next()?;
    holders.next().is_none().then_some(only)
}

/// Of several that a phrase names one goes with another.
fn joined(view: &View, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| matches!(view.word(at), "and" | "&" | "nor"))
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
