//! Names: runs of capitalised words, what they name, and the titles before them.
//!
//! Holds no identity: two runs of the same words are two [`Name`]s, and
//! [`super::people`] joins them. Refused are sentence openers, weekdays, bare
//! titles and whatever a title-case headline capitalises.

use std::ops::Range;

use super::beside::{apposition, left};
use super::epithets::is_aged;
use super::headline;
use super::kinds::{
    bodied, gender, gender_of, is_shouted, kind, kind_of_word, placed, several, worded,
};
use super::letters::is_label;
use super::name_core::Core;
use super::namesakes;
use super::nobody::{self, qualifies_subject};
use super::run::run;
use super::seats::is_party;
use super::titles::given;
use super::view::View;
use crate::scan::class::Class;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NameKind {
    Person,
    Organisation,
    Place,
    Document,
    #[default]
    Unknown,
}

impl NameKind {
    #[inline]
    pub(super) fn may_be_person(self) -> bool {
        matches!(self, Self::Person | Self::Unknown)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gender {
    Female = 0,
    Male = 1,
    #[default]
    Unknown = 2,
}

impl Gender {
    #[inline]
    pub(super) fn fits(self, other: Gender) -> bool {
        // Without a branch: only of the first two is one bit all that differs, the lowest.
        self as u8 ^ other as u8 != 1
    }
}

/// One run of words that names something.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Without titles and clitics.
    pub(super) tokens: Range<usize>,
    pub(super) kind: NameKind,
    pub(super) gender: Gender,
    /// Title and role words directly before it.
    pub(super) before: Range<usize>,
    /// An apposition after it: "…, the special envoy".
    pub(super) after: Range<usize>,
}

/// All names of the document in text order, in place of those of the one before.
pub(super) fn find(view: &View, names: &mut Vec<Name>) {
    names.clear();
    // There are about so many, and to move them costs more than the room.
    names.reserve(view.tokens.len() / 8);
    let mut end = 0;
    // The sentence in hand, and whether it is in title case.
    let mut sentence = (usize::MAX, false);
    while let Some(start) = view.found.parts.next(end) {
        let here = view.sentence(start);
        let run = run(view, start, view.setting(here));
        end = run.end;
        if sentence.0 != here {
            sentence = (here, view.is_title_case(here));
        }
        let name = match (sentence.1, run.len()) {
            (true, _) => from_headline(view, run),
            (false, 1) if !view.covered(start) => word(view, start),
            (false, _) => name(view, run),
        };
        if let Some(name) = name {
            end = end.max(name.tokens.end);
            // "Deputy Commissioner (DC) Ann Lee": the office and its letters name nobody else.
            let joined = !name.before.is_empty() && name.before.end == name.tokens.start;
            // "Dairy and sheep farmer Ann Lee": nor does the first half of what is before it.
            let halved = |name: &Name| {
                let first = name.before.start;
                view.bytes(first + 1) == b"and" && view.entry(first).produce
            };
            if joined && (view.byte(name.before.end - 1) == b')' || halved(&name)) {
                while names
                    .pop_if(|other| other.tokens.start >= name.before.start)
                    .is_some()
                {}
            }
            names.push(branded(view, name));
        }
    }
    namesakes::settle(view, names);
    headline::add_surnames(view, names);
}

/// "Sainsbury's said": with a verb right behind it the ending is the name's own.
fn branded(view: &View, mut name: Name) -> Name {
    let ending = name.tokens.end;
    let said =
        view.own(ending + 1, Class::STRONG_CUE) && view.own(ending + 1, Class::PAST | Class::THIRD);
    // Asked first, as it holds of fewest.
    if !said || !view.clitic(ending) || !view.bytes(ending).ends_with(b"s") {
        return name;
    }
    let person = view.own(name.tokens.start, Class::FIRST_NAME) && name.tokens.len() > 1;
    let unowned = !view.owned(name.tokens.start) && name.before.is_empty();
    if unowned && !person {
        name.tokens.end += 1;
        name.kind = NameKind::Organisation;
        name.gender = Gender::Unknown;
    }
    name
}

/// The word makes a run an organisation's name.
pub(super) fn body(view: &View, at: usize) -> bool {
    view.is(at, Class::ORGANISATION)
}

/// A headline's capitals say nothing: only a first name with the word after it is a name there.
fn from_headline(view: &View, run: Range<usize>) -> Option<Name> {
    let first = run.clone().find(|at| view.own(*at, Class::FIRST_NAME))?;
    let mut end = (first + 2).min(run.end);
    if view.word(first + 1).trim_end_matches('.').len() == 1 {
        end = (first + 3).min(run.end);
    }
    if end < first + 2 || view.own(end - 1, Class::HUMAN | Class::FUNCTION | Class::CUE_VERB) {
        return None;
    }
    Some(Name {
        tokens: first..end,
        kind: NameKind::Person,
        gender: gender_of(view, first),
        before: first..first,
        after: end..end,
    })
}

/// A name of one word that no phrase covers: what [`name`] comes down to.
fn word(view: &View, at: usize) -> Option<Name> {
    if is_party(view, at) {
        return None;
    }
    // "Asked whether she would go, …"
    let asked = view.first_of_sentence(at)
        && view.own(at, Class::CUE_VERB)
        && view.own(at, Class::PAST)
        && view.own(at + 1, Class::FUNCTION);
    // "20 MW" names nothing, and "the Finn" is what somebody is.
    let letters = view.entry(at).unit && !view.bytes(at).iter().any(u8::is_ascii_lowercase);
    let letters = letters && !is_label(view, at);
    if asked || letters || view.owned(at) && view.entry(at).people {
        return None;
    }
    let own = view.classes(at);
    if own.intersects(Class::HUMAN | Class::PLAIN) && !given(view, at) {
        return None;
    }
    // "the Prime Minister’s Office" is called so as a whole.
    if view.eq(at, "office") && view.clitic(at.wrapping_sub(1)) {
        return None;
    }
    let tokens = at..at + 1;
    let before = left(view, &tokens, at);
    let after = apposition(view, at + 1);
    let mut kind = kind_of_word(view, at, own);
    let alone = before.is_empty() && after.is_empty();
    if kind == NameKind::Organisation && alone && qualifies_subject(view, at) {
        return None;
    }
    let gender = match alone && !own.intersects(Class::FIRST_NAME) {
        true => Gender::Unknown,
        false => gender(view, &tokens, &before, &after),
    };
    // "The Globe", "the Opposition"
    let the = || view.eq(at.wrapping_sub(1), "the");
    let called = || {
        let entry = view.entry(at);
        entry.called
            || entry.team && view.bytes(at).ends_with(b"s")
            || (entry.is_newspaper() || entry.side) && the()
    };
    if kind == NameKind::Unknown && (bodied(view, &tokens) || called()) {
        kind = NameKind::Organisation;
    }
    if kind == NameKind::Unknown {
        if !alone && human(view, &before, &after) {
            kind = NameKind::Person;
        } else if worded(view, &tokens) {
            kind = NameKind::Organisation;
        } else if !plausible(view, at) || alone && leads_off(view, at) {
            return None;
        }
    }
    Some(Name {
        tokens,
        kind,
        gender,
        before,
        after,
    })
}

/// What stands beside a name says that it is a person's.
fn human(view: &View, before: &Range<usize>, after: &Range<usize>) -> bool {
    before.clone().any(|at| view.human(at)) || after.clone().any(|at| view.is(at, Class::ROLE))
}

fn name(view: &View, run: Range<usize>) -> Option<Name> {
    let said = view.said(&run);
    let core = Core::of(view, run, said)?;
    let run = core.run.clone();
    let before = left(view, &run, core.from);
    let after = apposition(view, run.end + core.honours);
    let gender = gender(view, &run, &before, &after);
    let human = core.titled || human(view, &before, &after) || is_aged(view, run.end);
    let kind = kind_beside(view, &core, kind(view, &run, said), human);
    if kind == NameKind::Unknown && run.len() == 1 && !plausible(view, run.start) {
        return None;
    }
    Some(Name {
        tokens: run,
        kind,
        gender,
        before,
        after,
    })
}

/// What a name of a kind is, of which what stands beside it says, or does not, that it is a person's.
fn kind_beside(view: &View, core: &Core, mut kind: NameKind, human: bool) -> NameKind {
    let Core { run, titled, .. } = core;
    let named = || bodied(view, run) || several(view, run) || worded(view, run);
    if kind == NameKind::Unknown && !human && named() {
        kind = NameKind::Organisation;
    }
    // "Mayor Ellen Park": with a title even a place's word is a surname.
    let surnamed = || {
        run.len() == 2
            && view.own(run.start, Class::FIRST_NAME)
            && view.own(run.start + 1, Class::THING)
    };
    if human && (kind == NameKind::Unknown && run.len() <= 5 || surnamed()) {
        kind = NameKind::Person;
    }
    let bodied = matches!(kind, NameKind::Organisation | NameKind::Document);
    if bodied && namesakes::is_person(view, run, *titled) {
        kind = NameKind::Person;
    }
    // "SENATOR LEE: …"
    let shouted = || is_shouted(view.word(run.start - 1)) && !body(view, run.start);
    if *titled && run.len() == 1 && kind == NameKind::Organisation && shouted() {
        kind = NameKind::Person;
    }
    match kind {
        NameKind::Unknown if placed(view, run) => NameKind::Place,
        kind => kind,
    }
}

/// "Minutes of the meeting showed": what opens a sentence and is something of what follows is a noun.
fn leads_off(view: &View, at: usize) -> bool {
    view.first_of_sentence(at)
        && view.bytes(at + 1) == b"of"
        && view.own(at + 2, Class::DETERMINER | Class::POSSESSIVE)
}

/// A single capitalised word that may be a name at all.
fn plausible(view: &View, at: usize) -> bool {
    let common = Class::HUMAN | Class::DOCUMENT | Class::COMMON_VERB;
    // "Councillors say"
    let several = view.entry(at).side && view.first_of_sentence(at);
    !view.own(at, common)
        && !view.own(at, Class::PLAIN)
        && view.bytes(at).len() > 1
        && !nobody::is_lettered_thing(view, at)
        && !nobody::is_sum(view, at)
        && !several
}
