//! What stands beside a name: titles before it, appositions and predicates after it.
//!
//! Holds token ranges only, and refuses clauses: "In Ashby, the mayor said" does
//! not make Ashby a mayor.

use std::ops::Range;

use super::charges::{is_charge, is_link, office_before, office_of, portfolio};
use super::dates;
use super::descriptions::description;
use super::letters::{abbreviates, letters};
use super::names::{Name, body};
use super::nobody::is_past;
use super::seats::is_party;
use super::sets;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// Title and role words before the name: "Oakes campaign manager", "Gov."
#[inline]
pub(super) fn left(view: &View, run: &Range<usize>, from: usize) -> Range<usize> {
    // Before the first token is none.
    let previous = from.wrapping_sub(1);
    let comma = view.byte(previous) == b',';
    let held = |at: usize| portfolio(view, at) || is_charge(view, at);
    if view.byte(previous) == b')'
        && let Some(office) = abbreviated(view, from)
    {
        return office..run.start;
    }
    let loose = !comma && !view.human(previous) && !held(previous);
    if from == run.start && loose {
        return from..from;
    }
    titles(view, run, from, comma)
}

/// "Deputy Commissioner (DC) Ann Lee": where the office begins whose letters stand between it and the name.
#[inline(never)] // Of few names.
fn abbreviated(view: &View, from: usize) -> Option<usize> {
    let open = from.checked_sub(3).filter(|at| view.byte(*at) == b'(')?;
    if open == 0 || !view.same_sentence(open - 1, from) {
        return None;
    }
    let letters = letters(view, open + 1);
    // "Pro Vice-Chancellor (Education) Ann Lee"
    let charge = portfolio(view, open + 1) && view.human(open - 1);
    if letters.is_empty() && !charge {
        return None;
    }
    let office = titles(view, &(open..open + 1), open, false);
    let fits = charge || view.any_human(office.clone()) && abbreviates(view, letters, &office);
    fits.then_some(office.start)
}

/// The same where something stands there.
#[inline(never)] // Of few names.
fn titles(view: &View, run: &Range<usize>, from: usize, comma: bool) -> Range<usize> {
    if from == run.start {
        let previous = from - 1;
        if !view.same_sentence(previous, from) {
            return from..from;
        }
        if comma {
            // "Ashby’s mayor, Oakes’s brother": an owner is nobody's description.
            // "After he met a doctor, Ann Lee said": nor is anybody's whose verb no comma parts from the name.
            let described = description(view, previous);
            let begins = view.sentence_start(from) == described.start;
            let acts = view.own(run.end, Class::PAST | Class::THIRD) && view.verb(run.end);
            return match view.clitic(run.end) || acts && !begins {
                true => from..from,
                false => described,
            };
        }
    }
    // "Dean of Students Ann Lee"; "a friend of Mr. Lee" is nobody’s title.
    let cut_off = || {
        let charge = from < run.start && !view.human(run.start - 1);
        charge.then(|| office_before(view, from)).flatten()
    };
    if let Some(office) = office_of(view, run.start).or_else(cut_off) {
        return office..run.start;
    }
    let start = before_styles(view, run, from).unwrap_or_else(|| first_title(view, run, from));
    start..run.start
}

/// "The mayor, Mrs. Lund", "The Dean of Ashby, the Very Revd Ann Lund": where the office begins that stands before no more
/// than styles.
fn before_styles(view: &View, run: &Range<usize>, from: usize) -> Option<usize> {
    let styles = |at: usize| {
        let entry = view.entry(at);
        view.byte(at) == b'.' || entry.courtesy || entry.style
    };
    let previous = from.wrapping_sub(1);
    let styled = from < run.start && (from..run.start).all(styles);
    // "Cabinet member for learning Cllr Ann Lee"
    if styled && is_charge(view, previous) {
        return Some(office_before(view, previous).unwrap_or(from));
    }
    // "Controller of Budget Dr Ann Lee"
    let charged = portfolio(view, from) && view.capital(from) && is_link(view, previous);
    let office = previous.wrapping_sub(1);
    if charged && from + 1 < run.start && (from + 1..run.start).all(styles) && view.capital(office)
    {
        return Some(office);
    }
    let comma = match view.byte(previous) {
        b',' => previous,
        _ => from.wrapping_sub(2),
    };
    let apart = view.byte(comma) == b',' && (from == comma + 1 || view.owned(from));
    let described = (apart && styled).then(|| description(view, comma))?;
    (!described.is_empty()).then_some(described.start)
}

/// How far to the left of `from` the titles of a name go on, word by word.
fn first_title(view: &View, run: &Range<usize>, from: usize) -> usize {
    /// No name has more tokens of them.
    const MOST: usize = 8;
    let mut start = from;
    while let Some(previous) = start.checked_sub(1) {
        let word = view.kind(previous) == Some(TokenKind::Word);
        let inner = inside(view, previous);
        let near = run.start - previous <= MOST && view.same_sentence(previous, from);
        if inner && near {
            start = previous;
        } else if let Some(other) = joined_to(view, run, start) {
            start = other;
        } else if word && near && goes_on(view, run, start) {
            start = previous;
        } else {
            break;
        }
    }
    start
}

/// "[Water and] Sanitation Minister", "[dairy and] sheep farmer": where that begins which is joined to the charge at `start`.
fn joined_to(view: &View, run: &Range<usize>, start: usize) -> Option<usize> {
    if start >= run.start {
        return None;
    }
    let previous = start.wrapping_sub(1);
    let other = previous.wrapping_sub(1);
    let and = view.bytes(previous) == b"and";
    let produce = |at: usize| view.entry(at).produce;
    let goods = || and && produce(start) && produce(other);
    let charges = || {
        let joint = and || view.byte(previous) == b',';
        joint && portfolio(view, start) && portfolio(view, other) && view.capital(other)
    };
    ((goods() || charges()) && view.same_sentence(other, start)).then_some(other)
}

/// The word before the titles that begin at `start` is one of them.
fn goes_on(view: &View, run: &Range<usize>, start: usize) -> bool {
    let previous = start - 1;
    // Another person's name is not a modifier: "Ann Brandt met engineer Peter Oakes".
    let other = view.own(previous, Class::FIRST_NAME) && !view.own(start, Class::ROLE);
    // "said Friday" goes on with a name's titles: it dates, and qualifies nobody.
    if other || acted(view, previous) || dates::is_word(view, previous) {
        return false;
    }
    // "… employ Mr. Ames": what stands before a capital title qualifies it only as a name or a role.
    // But a "state Sen." sits elsewhere than a senator.
    let qualified = view.entry(previous).qualifier;
    let loose = view.capital(start) && start < run.start && !view.capital(previous) && !qualified;
    let stop =
        Class::FUNCTION | Class::DETERMINER | Class::ANY_PRONOUN | Class::ADVERB | Class::CUE_VERB;
    view.human(previous) || !loose && (!view.own(previous, stop) || qualifies(view, previous))
}

/// "Mayor Hugh Lund hired coach Ann Lee": a past behind a name is its verb, but for "retired".
fn acted(view: &View, at: usize) -> bool {
    let name = at.wrapping_sub(1);
    is_past(view, at)
        && view.capital(name)
        && view.same_sentence(name, at)
        && !view.human(name)
        && !view.entry(at).renewed
}

/// What stands between the words of a body's name: "Bank of Ashby", "Lund & Co.".
fn inside(view: &View, at: usize) -> bool {
    let capitals = at > 0 && view.capital(at - 1);
    match view.byte(at) {
        b'&' => capitals && view.capital(at + 1),
        b'.' => capitals && view.own(at - 1, Class::FIRM),
        // "Trinidad and Tobago"
        _ if view.entry(at + 1).closes_pair => {
            view.bytes(at) == b"and" && view.entry(at - 1).opens_pair
        }
        _ if !capitals || !view.capital(at + 1) => false,
        // "Ngāti Kahu ki Whangaroa"
        _ if view.particle(at) => !view.own(at - 1, Class::FIRST_NAME),
        // "Rowers Against Waste"
        _ if view.capital(at) => view.own(at, Class::PREPOSITION) && view.found.parts.get(at),
        _ => is_link(view, at) && body(view, at - 1),
    }
}

/// "press secretary", "State Department spokesman": a cue verb that qualifies the noun behind it.
fn qualifies(view: &View, at: usize) -> bool {
    let named = view.capital(at) && !view.first_of_sentence(at);
    let entry = view.entry(at);
    let qualifier = entry.qualifier || entry.generic || entry.portfolio;
    let noun = named || view.covered(at) || qualifier;
    let bare = view.base_verb(at) || qualifier;
    noun && bare && !view.own(at, Class::FUNCTION | Class::ANY_PRONOUN)
}

/// "Ann Lee has been mayor": the role a copula gives, if one follows at `at`.
fn predicate(view: &View, at: usize) -> Option<Range<usize>> {
    let copula = (at..at + 3)
        .take_while(|at| view.own(*at, Class::AUXILIARY))
        .count();
    let mut start = at + copula;
    if copula == 0 || !view.same_sentence(at, start) {
        return None;
    }
    // "Oakes’s lawyer", "Oakes had a lawyer": nobody is what is theirs.
    let is = view.own(start - 1, Class::BE)
        || view.clitic(start - 1) && view.own(start, Class::DETERMINER);
    let denied = view.own(start - 1, Class::NEGATION) || view.own(start, Class::NEGATION);
    if !is || denied || view.eq(start, "no") {
        return None;
    }
    let bare = !view.own(start, Class::DETERMINER | Class::ADVERB);
    start += usize::from(!bare);
    let mut words = (start..start + 3).take_while(|at| {
        view.kind(*at) == Some(TokenKind::Word) && !view.own(*at, Class::FUNCTION)
    });
    // "is conservative" is no office.
    let party = |at: usize| view.entry(at).standing.parties != 0;
    let role = words.find(|at| view.own(*at, Class::ROLE) && !(bare && party(*at)))?;
    // "is a man of character"
    if view.entry(role).anybody {
        return None;
    }
    let mut end = role + 1;
    while view.is(end, Class::ROLE | Class::TITLE) && !view.capital(end) {
        end += 1;
    }
    let owned = view.clitic(end);
    (view.same_sentence(start, end - 1) && !owned).then_some(start..end)
}

/// The words of an apposition that begins at `at` with a comma, without the comma.
#[inline]
pub(super) fn apposition(view: &View, at: usize) -> Range<usize> {
    match view.own(at, Class::AUXILIARY) || matches!(view.byte(at), b'(' | b',') {
        true => behind(view, at),
        false => at..at,
    }
}

/// The same where it may begin.
#[inline(never)] // Of few names.
fn behind(view: &View, mut at: usize) -> Range<usize> {
    let none = at..at;
    // "(D-Mo.)" stands between.
    if view.byte(at) == b'(' {
        match (at..at + 12).find(|at| view.byte(*at) == b')') {
            Some(close) => at = close + 1,
            None => return none,
        }
    }
    if let Some(predicate) = predicate(view, at) {
        return predicate;
    }
    if view.byte(at) != b',' || !view.same_sentence(at.saturating_sub(1), at + 1) {
        return none;
    }
    let described =
        apposition_start(view, at).and_then(|start| Some(start..apposition_end(view, start)?));
    described.unwrap_or(none)
}

/// Where a description may begin behind a name's comma.
fn apposition_start(view: &View, mut comma: usize) -> Option<usize> {
    // "Ann Lee, M.D., 44, director of …"
    let between = |at: usize| {
        view.own(at, Class::SUFFIX | Class::HONOUR)
            || view.kind(at) == Some(TokenKind::Number)
            || is_party(view, at)
    };
    while between(comma + 1) && view.byte(comma + 2) == b',' {
        comma += 2;
    }
    let start = comma + 1;
    // "Ann Lee, though the report stopped short of naming her": nor does a clause describe anybody.
    if view.own(
        start,
        Class::SUFFIX | Class::CONJUNCTION | Class::SUBORDINATOR,
    ) {
        return None;
    }
    let opens = view.own(
        start,
        Class::DETERMINER | Class::POSSESSIVE | Class::ROLE | Class::TITLE | Class::ADVERB,
    ) || view.phrase(start, Class::ROLE | Class::TITLE | Class::ORGANISATION)
        || view.capital(start)
        || described(view, start);
    opens.then_some(start)
}

/// Where the description ends that begins at `start`, if it says what a person is and is no clause.
fn apposition_end(view: &View, start: usize) -> Option<usize> {
    /// No description is longer, in tokens.
    const LONGEST: usize = 30;
    let limit = view.sentence_end(start).min(start + LONGEST);
    // "a limnologist at Ashby University", "a retired crane operator"
    let introduces = view.entry(start).introduces;
    let called = introduces.then(|| calling(view, start + 1)).flatten();
    if !view.any_human(start..limit) && called.is_none() {
        return None;
    }
    let (mut end, mut role) = (start, false);
    while end < limit && !closes(view, end) {
        if view.own(end, Class::RELATIVE) && !view.capital(end) && role {
            break;
        }
        // "In Ashby, the mayor said": a clause of its own, no apposition.
        if role && is_finite(view, end) {
            return None;
        }
        role |= view.human(end) || called == Some(end);
        end += 1;
    }
    // "director and, …", "the anchor of NBC’s “Late News”"
    let dangling = Class::CONJUNCTION | Class::PREPOSITION;
    while end > start && (view.own(end - 1, dangling) || view.clitic(end - 1)) {
        end -= 1;
    }
    role.then_some(end)
}

/// A sign that a description does not go on over.
fn closes(view: &View, at: usize) -> bool {
    match view.kind(at) {
        Some(TokenKind::Mark) => true,
        Some(TokenKind::Punctuation) => {
            matches!(view.word(at), "," | ";" | ":" | "(" | "." | "–" | "—")
        }
        _ => false,
    }
}

/// The verb of a clause; "the mayor’s sister" goes on, and so does "the head of the fishing lobby".
fn is_finite(view: &View, at: usize) -> bool {
    let noun = view.base_verb(at) && !view.own(at - 1, Class::GROUP);
    let verb = || view.verb(at) && !noun && !view.own(at, Class::ROLE | Class::TITLE);
    !view.clitic(at)
        && (view.own(at, Class::AUXILIARY | Class::MODAL) || verb())
        && !view.word(at).ends_with("ing")
}

/// The noun for what a person is by trade behind an article, with what qualifies it.
fn calling(view: &View, first: usize) -> Option<usize> {
    let small = |at: &usize| {
        view.kind(*at) == Some(TokenKind::Word)
            && !view.capital(*at)
            && !view.own(*at, Class::FUNCTION)
    };
    let mut words = (first..first + 3).take_while(small);
    words.find(|at| {
        let entry = view.entry(*at);
        let alone = || entry.calling || sets::ends_person(view.word(*at));
        *at == first && alone() || *at > first && entry.worker
    })
}

/// "senior rates strategist": a role a few small words on.
fn described(view: &View, start: usize) -> bool {
    let no_modifier = Class::FUNCTION | Class::ANY_PRONOUN | Class::POSSESSIVE | Class::DETERMINER;
    let small = |at: &usize| {
        view.kind(*at) == Some(TokenKind::Word)
            && !view.capital(*at)
            && !view.own(*at, no_modifier)
            && !view.own(*at, Class::PAST)
    };
    // Few have a role there at all.
    let mut words = (start..start + 4).take_while(small).skip(1);
    view.any_human(start + 1..start + 4) && words.any(|at| view.own(at, Class::ROLE))
}

/// A cue verb follows the name, and no article stands before it.
pub(super) fn speaking(view: &View, name: &Name) -> bool {
    let verb = [name.tokens.end, name.tokens.end + 1]
        .into_iter()
        .any(|at| view.verb(at) && view.same_sentence(at, name.tokens.start));
    let before = name.tokens.start.checked_sub(1);
    let the = before.is_some_and(|at| view.own(at, Class::DETERMINER));
    verb && !the && !view.own(name.tokens.end, Class::DETERMINER)
}
