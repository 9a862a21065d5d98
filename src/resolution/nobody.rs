//! What no speaker is, whatever stands as a quotation's source: sums, warnings' colours, things; and what a source's words
//! begin with that is none of it, as a setting.

use std::ops::Range;

use super::kinds::is_body;
use super::names::NameKind;
use super::nominals;
use super::people::Cast;
use super::sources::Reader;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// Letters of currencies before a sum are no more.
const CURRENCY: usize = 3;

/// "N150bn", "R20m": an amount of money.
pub(super) fn is_sum(view: &View, at: usize) -> bool {
    let word = view.bytes(at);
    let letters = word.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let currency = letters.count();
    let Some(amount) = word.get(currency..).filter(|_| currency <= CURRENCY) else {
        return false;
    };
    let digits = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'.' | b',');
    let digits = amount.iter().take_while(digits).count();
    let unit = amount.get(digits..).unwrap_or_default();
    digits > 0
        && matches!(
            unit,
            b"bn" | b"m" | b"mn" | b"tn" | b"trn" | b"million" | b"billion"
        )
}

/// "T-shirt", "X-ray": a thing that one letter with a capital tells from others.
pub(super) fn is_lettered_thing(view: &View, at: usize) -> bool {
    matches!(
        view.bytes(at),
        [b'A'..=b'Z', b'-', b'a'..=b'z', b'a'..=b'z', ..]
    )
}

/// "House prices will rise", "Bank shares fell": a noun for a body that opens its sentence names none before another noun
/// that is the subject.
pub(super) fn qualifies_subject(view: &View, at: usize) -> bool {
    let noun = at + 1;
    let entry = view.entry(at);
    let ordinary = entry.ordinary || entry.generic || view.own(at, Class::BODIES);
    let other = Class::FUNCTION | Class::ADVERB | Class::AUXILIARY | Class::MODAL;
    let several = view.bytes(noun).ends_with(b"s") || view.own(noun, Class::GROUP);
    let small = view.kind(noun) == Some(TokenKind::Word) && !view.capital(noun);
    let subject = small && several && !view.own(noun, other);
    // "Court rules that"
    let finite = match view.verb(noun) {
        true => view.own(noun + 1, Class::AUXILIARY | Class::MODAL),
        false => {
            let acts = Class::AUXILIARY | Class::MODAL | Class::COMMON_VERB;
            view.own(noun + 1, acts) || is_past(view, noun + 1)
        }
    };
    view.first_of_sentence(at) && ordinary && subject && finite
}

/// "wept", "rallied"
pub(super) fn is_past(view: &View, at: usize) -> bool {
    let word = view.bytes(at);
    (view.entry(at).happened || word.len() > 4 && word.ends_with(b"ed")) && !view.capital(at)
}

/// "Amber warning", "Red alert": its colour warns nobody.
fn is_colour(view: &View, at: usize) -> bool {
    let warning = || {
        matches!(
            view.word(at + 1),
            "warning" | "warnings" | "alert" | "alerts"
        )
    };
    view.entry(at).colour && warning()
}

/// "Then:" tells when somebody speaks.
pub(super) fn is_then(view: &View, tokens: &Range<usize>) -> bool {
    tokens.len() == 1 && view.eq(tokens.start, "then")
}

/// Nobody's words have such a source.
pub(super) fn is_nobody(view: &View, tokens: &Range<usize>) -> bool {
    let start = tokens.start;
    tokens.len() == 1 && (is_sum(view, start) || is_colour(view, start)) || denies(view, start)
}

/// "No one at the firm", "None of them", "No officials": who says nothing is nobody; but "No. 10" is somebody.
fn denies(view: &View, start: usize) -> bool {
    let no = |at: usize| {
        let number = view.byte(at + 1) == b'.' || view.kind(at + 1) == Some(TokenKind::Number);
        view.eq(at, "no") && !number
    };
    let before = start.wrapping_sub(1);
    let one = view.eq(start, "one") && view.same_sentence(before, start);
    let nobody = ["none", "nobody", "no-one"];
    no(start) || one && no(before) || nobody.iter().any(|word| view.eq(start, word))
}

/// "You" of "You’ve said".
pub(super) fn uncontracted(mut words: String) -> String {
    if let Some((word, ending)) = words.split_once(['\'', '’'])
        && !word.contains(' ')
        && matches!(ending, "ve" | "re" | "ll" | "d" | "m")
    {
        words.truncate(word.len());
    }
    words
}

/// "a consultant" of "now a consultant".
pub(super) fn untimed(mut role: String) -> String {
    let timed = ["now ", "then "]
        .iter()
        .find(|word| role.starts_with(**word));
    if let Some(word) = timed {
        role.drain(..word.len());
    }
    role
}

impl Reader<'_> {
    /// "Later, at the Housing Committee, the minister said": where somebody speaks is not who does.
    pub(super) fn pass_setting(&self, tokens: &mut Range<usize>) {
        let view = self.view;
        let before = tokens.start.wrapping_sub(1);
        let leads = view.entry(before).whereabouts
            && (view.first_of_sentence(before) || view.byte(before.wrapping_sub(1)) == b',');
        if !leads {
            return;
        }
        let Some(comma) = tokens.clone().find(|at| view.byte(*at) == b',') else {
            return;
        };
        let next = comma + 1;
        let person = || {
            let name = self.name_at(next);
            name.is_some_and(|name| self.names[name].kind == NameKind::Person)
        };
        let opens = view.own(next, Class::DETERMINER | Class::POSSESSIVE) || view.human(next);
        if next < tokens.end && (opens || person()) {
            tokens.start = next;
        }
    }

    /// "Parents who spoke to the Star said": they speak, not the paper.
    pub(super) fn interviewed(&self, tokens: &mut Range<usize>) {
        let view = self.view;
        let mut to = tokens.start.wrapping_sub(1);
        if view.own(to, Class::DETERMINER) {
            to = to.wrapping_sub(1);
        }
        let spoke = to.wrapping_sub(1);
        let talks = matches!(view.word(to), "to" | "with")
            && matches!(
                view.word(spoke),
                "spoke" | "talked" | "speaking" | "talking"
            );
        if talks && let Some(who) = spoke.checked_sub(1).filter(|who| view.eq(*who, "who")) {
            let phrase = self.leftward(who.saturating_sub(1));
            if view.same_sentence(phrase.start, tokens.start) {
                tokens.start = phrase.start;
            }
        }
    }

    /// "The Chairman, House Committee on Health, Ann Lee": who is named last, behind an office and what it is of; and
    /// "her lawyers, Frost & Byrne LLP": the firm that several are.
    pub(super) fn listed(&self, core: &Range<usize>, tokens: &Range<usize>) -> Option<usize> {
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
    pub(super) fn guide(&self, core: &Range<usize>, tokens: &Range<usize>) -> Option<usize> {
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
    pub(super) fn one(&self, core: &Range<usize>) -> Option<usize> {
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

    /// "Mayor denies plan has failed" over an article of one mayor: who holds the office of a headline.
    pub(super) fn headlined(&self, core: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let head = core.end - 1;
        let bare = core.clone().all(|at| view.human(at));
        if !bare || !super::headline::is_headline(view, view.sentence(head)) {
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
