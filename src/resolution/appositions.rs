//! Appositions: who is named beside a source's description, "the mayor, Ann Lee".

use std::ops::Range;

use super::focus;
use super::kinds::is_body;
use super::names::NameKind;
use super::nominals;
use super::sources::Reader;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

impl Reader<'_> {
    /// The name that explains a description at `core`, of a source at `tokens`.
    pub(super) fn explained(&self, core: &Range<usize>, tokens: &Range<usize>) -> Option<usize> {
        self.listed(core, tokens)
            .or_else(|| self.apposed(core, tokens))
            .or_else(|| self.guide(core, tokens))
            .or_else(|| self.one(core))
    }

    /// "The Chairman, House Committee on Health, Ann Lee": who is named last, behind an office and what it is of; and
    /// "her lawyers, Frost & Byrne LLP": the firm that several are.
    fn listed(&self, core: &Range<usize>, tokens: &Range<usize>) -> Option<usize> {
        let view = self.view;
        if view.byte(core.end) != b',' || core.end + 2 > tokens.end {
            return None;
        }
        let last = self.names_in(core.end..tokens.end).next_back()?;
        let name = &self.names[last];
        if name.tokens.end != tokens.end {
            return None;
        }
        let comma = |at: usize| view.byte(at.wrapping_sub(1)) == b',';
        if view.own(core.end - 1, Class::GROUP) {
            let firm = name.kind == NameKind::Organisation && name.tokens.start == core.end + 1;
            return firm.then_some(last);
        }
        let office = view.own(core.start, Class::DETERMINER)
            && core.len() > 1
            && (core.start + 1..core.end).all(|at| view.capital(at))
            && view.human(core.end - 1);
        let person = name.kind.may_be_person() && name.tokens.len() > 1;
        let apart = comma(name.tokens.start) || comma(name.before.start);
        (office && person && apart).then_some(last)
    }

    /// "“It rains,” says my guide, Ann Lee, who grew up here": the name behind a source that follows its verb.
    fn guide(&self, core: &Range<usize>, tokens: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let comma = core.end;
        let inverted = view.verb(core.start.wrapping_sub(1));
        let owned = view.own(core.start, Class::POSSESSIVE) && !is_body(view, comma - 1);
        let one = !view.own(comma - 1, Class::GROUP);
        if comma != tokens.end || view.byte(comma) != b',' || !(inverted && owned && one) {
            return None;
        }
        let name = self.name_at(comma + 1)?;
        let named = &self.names[name];
        let ends = matches!(view.byte(named.tokens.end), b',' | b'.');
        (ends && named.kind.may_be_person()).then_some(name)
    }

    /// "Ann Lee and her husband, Hugh Lund, said": who is named behind whom somebody is with.
    pub(super) fn companion(&self, core: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let beside = view.byte(core.end) == b',' && nominals::accompanied(view, core);
        let name = beside.then(|| self.name_at(core.end + 1)).flatten()?;
        let closes = view.byte(self.names[name].tokens.end) == b',';
        (closes && self.names[name].kind.may_be_person() && !view.own(core.end - 1, Class::GROUP))
            .then_some(name)
    }

    /// "Neighbours complained. One, the retired Ann Lee, said": who is named behind "one".
    fn one(&self, core: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let comma = core.end;
        if view.byte(comma) != b',' || !nominals::another(view, core) {
            return None;
        }
        let name = self.names_in(comma..comma + 7).next()?;
        let named = &self.names[name];
        let begins = named.tokens.start - named.before.len();
        let small = |at: usize| !view.capital(at) && view.kind(at) == Some(TokenKind::Word);
        let leads = view.own(comma + 1, Class::DETERMINER) && (comma + 2..begins).all(small);
        let closes = view.byte(named.tokens.end) == b',';
        (closes && named.kind.may_be_person() && (begins == comma + 1 || leads)).then_some(name)
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
