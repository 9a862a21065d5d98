//! What a mention's titles and appositions tell of its entity: how it is called, and the role that goes out.

use std::ops::Range;

use super::{DESCRIBED, Entity};
use crate::resolution::key::Key;
use crate::resolution::letters::{abbreviates, letters};
use crate::resolution::names::NameKind;
use crate::resolution::sets;
use crate::resolution::view::View;
use crate::scan::class::Class;

impl Entity {
    #[inline]
    pub(super) fn describe(&mut self, view: &View, words: &Range<usize>) {
        if words.is_empty() || self.describing > DESCRIBED {
            return;
        }
        // "the mayor’s sister" is no mayor.
        let owner = words.clone().rev().find(|at| view.clitic(*at));
        // "Ann Lee, whose mother": she is no mother.
        let whose = words.clone().find(|at| view.eq(*at, "whose"));
        let start = owner.map_or(words.start, |clitic| clitic + 1);
        let own = start..whose.unwrap_or(words.end).max(start);
        for at in own.clone() {
            let key = view.key(at);
            let entry = view.entry(at);
            self.keys |= 1 << (key % 64);
            // A "chief minister" is no chief; a "prime minister" is what the two words say together.
            let office = view.own(at, Class::ROLE | Class::TITLE);
            if !office || !words.contains(&(at + 1)) || !view.human(at + 1) {
                self.roles |= entry.roles;
            }
            self.standing.add(entry.standing);
        }
        self.described.push(own.start as u32..own.end as u32);
        self.describing += own.len();
        let role = addressed(view, words.clone());
        let office = Class::ROLE | Class::TITLE | Class::POSITION | Class::RANK;
        // "Bay Rail, a tram operator"
        let worker = self.kind != NameKind::Organisation;
        let named = |at: usize| {
            let entry = view.entry(at);
            let people = entry.people || view.own(at, Class::PLAIN);
            let calling = || {
                entry.calling
                    || worker && entry.worker
                    || !people && sets::ends_person(view.word(at))
            };
            (view.is(at, office) || entry.office || calling()) && !entry.courtesy && !entry.anybody
        };
        if self.is_better(view, &role) && role.clone().any(named) {
            self.role = role;
        }
    }

    /// Whether letters are the initials of an office the article calls it by.
    pub(in crate::resolution) fn is_abbreviated(&self, view: &View, letters: &[u8]) -> bool {
        let mut words = self.described.iter();
        words.any(|words| abbreviates(view, letters, &(words.start as usize..words.end as usize)))
    }

    /// Whether what the article calls it begins with whose it is or of what: "Labour leader", not "leader".
    pub(in crate::resolution) fn is_qualified(&self, view: &View) -> bool {
        let qualifies = |words: &Range<u32>| {
            let first = words.start as usize
                + usize::from(view.own(words.start as usize, Class::DETERMINER));
            view.capital(first) && !view.human(first)
        };
        self.described.iter().any(qualifies)
    }

    /// Whether it is a body's: "the firm’s president", "board president", "president of Lund & Orr" and "for the islands".
    pub(in crate::resolution) fn is_of_body(&self, view: &View, noun: Key) -> bool {
        let place = Class::PLACE | Class::CAPITAL;
        let of_body = |(words, at): (Range<usize>, usize)| {
            let body = |at: usize| view.is(at, Class::ORGANISATION) || view.own(at, Class::BODIES);
            let mut before = words.start..at;
            let link = at + 1;
            let first = link + 1 + usize::from(view.own(link + 1, Class::DETERMINER));
            let of = view.eq(link, "of") && view.capital(first) && !view.is(first, place);
            let owner = words.start.wrapping_sub(1);
            let owned = view.clitic(owner) && view.same_sentence(owner, at)
                || view.own(words.start, Class::POSSESSIVE);
            owned || before.any(body) || of || view.eq(link, "for")
        };
        let all = self.described.iter();
        let all = all.map(|words| words.start as usize..words.end as usize);
        let mut held = all
            .filter_map(|words| {
                Some((
                    words.clone(),
                    words.clone().find(|at| view.key(*at) == noun)?,
                ))
            })
            .peekable();
        held.peek().is_some() && held.all(of_body)
    }

    /// Whether the office they hold is another than that of "the former minister", of whom the description's words are
    /// told: a "chief minister" is in office, a "former chief minister" is not, nor is a "minister".
    pub(in crate::resolution) fn is_of_another(
        &self,
        view: &View,
        noun: Key,
        words: &[Key],
    ) -> bool {
        let own = || {
            self.described
                .iter()
                .flat_map(|own| own.start as usize..own.end as usize)
        };
        let mut called = own().filter(|at| view.key(*at) == noun).peekable();
        let compound = |at: usize| {
            let first = at.wrapping_sub(1);
            view.human(first) && !words.contains(&view.key(first))
        };
        called.peek().is_some() && called.all(compound) && !own().any(|at| view.entry(at).former)
    }

    /// Whether a role says more than that in hand: "a former prosecutor" says less of a senator than "Sen.".
    fn is_better(&self, view: &View, role: &Range<usize>) -> bool {
        let loose = |role: &Range<usize>| view.entry(role.start).introduces;
        let held = |role: &Range<usize>| {
            let titled = |at: usize| {
                let entry = view.entry(at);
                view.is(at, Class::TITLE) && !entry.courtesy && !entry.style
            };
            role.clone()
                .next_back()
                .is_some_and(|last| titled(last) || last > role.start && titled(last - 1))
        };
        // "the mayor’s husband"
        let kin = |role: &Range<usize>| {
            role.clone()
                .next_back()
                .is_some_and(|last| view.own(last, Class::KIN))
        };
        let less = |role: &Range<usize>| loose(role) || kin(role);
        if less(role) && held(&self.role) {
            return false;
        }
        let instead = less(&self.role) && held(role);
        instead || view.span(role).len() > view.span(&self.role).len()
    }
}

/// A description without the courtesies it ends with, as "engineer Dr", and without the pronoun whose it is.
fn addressed(view: &View, mut words: Range<usize>) -> Range<usize> {
    while let Some(last) = words.clone().next_back()
        && (matches!(view.byte(last), b'.' | b',')
            || view.entry(last).courtesy && !view.phrase(last, Class::ROLE))
    {
        words.end = last;
    }
    // "member for learning Cllr"
    while let Some(last) = words.clone().next_back()
        && view.entry(last).style
        && view.capital(last)
        && last > words.start
        && (!view.capital(last - 1) || view.own(last - 1, Class::ROLE))
        && view.any_human(words.start..last)
    {
        words.end = last;
    }
    // "Deputy Commissioner (DC)"
    if let Some(last) = words.clone().next_back()
        && view.byte(last) == b')'
        && last > words.start + 2
        && view.byte(last - 2) == b'('
        && !letters(view, last - 1).is_empty()
    {
        words.end = last - 2;
    }
    // "the chairman of the party, Chief", "the Dean of Ashby, the Very Revd"
    let style = |at: usize| {
        view.byte(at) == b'.' || view.entry(at).style || view.own(at, Class::DETERMINER)
    };
    if let Some(comma) = words.clone().rev().find(|at| !style(*at))
        && view.byte(comma) == b','
    {
        words.end = comma;
    }
    // "his father" says whose only where it stands; "its treasurer" says enough without.
    if view.own(words.start, Class::POSSESSIVE) {
        let kin = words.clone().any(|at| view.own(at, Class::KIN));
        words.start = if kin { words.end } else { words.start + 1 };
    }
    words
}
