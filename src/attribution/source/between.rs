//! What stands between a subject and its verb: appositions, clauses of its own, adjuncts, quotations.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::super::landmarks::Landmark;
use super::super::lists::LISTS;
use super::super::view::{Trait, View};
use super::super::words::words;
use super::clauses::{is_participle, unheaded, was, whom};
use super::phrase::{is_noun, leads, phrase_ending_at};
use super::right::{aged, is_letters, is_seat};
use super::{APPOSITION, left_of};

/// [Mr. Porter], citing “the magic of the north,” said: the subject before an adjunct that ends with a quotation.
pub(super) fn around_quote(view: &View, verb: usize, first: usize) -> Option<Range<usize>> {
    /// How many tokens lead from the comma to the mark.
    const LEAD: usize = 12;
    let quote = view.quote(verb.checked_sub(1)?)?;
    let mut open = view.quote_tokens(quote).start;
    // "Lee, who cut it to “sell” from “hold,” said": marks in the same clause.
    let before = view.last(Landmark::QUOTED, first.max(open.saturating_sub(LEAD))..open);
    if let Some(other) = before
        .and_then(|at| view.quote(at))
        .filter(|&other| !view.leads_on(other))
    {
        open = view.quote_tokens(other).start;
    }
    let comma = (first.max(open.saturating_sub(LEAD))..open)
        .rev()
        .take_while(|&at| view.quote(at).is_none())
        .find(|&at| view.is_comma(at))?;
    let adjunct = view.has(comma + 1, Trait::ING)
        || view.tag(comma + 1) == Tag::Participle
        || view.is(comma + 1, Class::PREPOSITION | Class::RELATIVE);
    (adjunct && comma > first && ends_subject(view, comma - 1))
        .then(|| left_of(view, comma))
        .flatten()
}

/// The words between a quotation and a verb behind it, where no verb stands among them:
/// “A,” [one Norvik employee] told; “A,” [another friend, Mari Emmer,] said.
pub(in super::super) fn behind_quote(view: &View, verb: usize) -> Option<Range<usize>> {
    if !view.any(Landmark::QUOTED, verb.saturating_sub(APPOSITION + 1)..verb) {
        return None;
    }
    let floor = view
        .paragraph_tokens(verb)
        .start
        .max(verb.saturating_sub(APPOSITION));
    if !view.any(Landmark::QUOTED, floor.saturating_sub(1)..verb) {
        return None;
    }
    let inside = |at: &usize| view.quote(*at).is_none() && within_subject(view, *at);
    let mut start = (floor..verb).rev().take_while(inside).last()?;
    view.quote(start.checked_sub(1)?)?;
    if view.is_comma(start) || view.is_dash(start) {
        start += 1;
    }
    // “A,” May said: no adjunct if nothing else stands there.
    let mut end = Some(skip_adjuncts_left(view, verb, start))
        .filter(|&end| end > start)
        .unwrap_or(verb);
    let closed = end > start && view.is_comma(end - 1);
    if closed {
        end -= 1;
    }
    // “A.” Quill’s evidence, the judge said, should be heard: one comma alone parts two phrases.
    let mut commas = (start..end).filter(|&at| view.is_comma(at));
    if let (Some(comma), None, false) = (commas.next(), commas.next(), closed) {
        // “A,” [another friend, Mari Emmer told]: a person and the name.
        let person = view.is(comma - 1, Class::HUMAN) && !view.capital(comma - 1);
        if !(person && (comma + 1..end).all(|at| view.capital(at))) {
            return None;
        }
    }
    // “A,” Will wrote, “B,” From said: a capital behind the mark is a name's.
    let begins = |at: usize| {
        view.capital(at) && end == start + 1
            || !view.is(
                at,
                Class::PREPOSITION | Class::CONJUNCTION | Class::SUBORDINATOR | Class::WH,
            ) && (!view.has(at, Trait::VERB) || view.capital(at))
    };
    let ends = |at: usize| {
        is_noun(view, at)
            || view.one_of(at, words![")"])
            // “A,” [the two] write
            || at > start && view.is(at, Class::NUMBER_WORD) && view.is(at - 1, Class::DETERMINER)
    };
    (start < end && begins(start) && ends(end - 1)).then_some(start..end)
}

/// A word or sign that a subject without a clause may hold.
fn within_subject(view: &View, at: usize) -> bool {
    match view.kind(at) {
        Some(TokenKind::Word) => {
            view.capital(at) || !view.has(at, Trait::FINITE) || leads(view, at)
        }
        Some(TokenKind::Punctuation) => {
            view.one_of(at, words![",", "(", ")", "&", "/", "$"]) || view.is_dash(at)
        }
        Some(_) => true,
        None => false,
    }
}

/// Where the adjunct begins whose noun phrase this is: "Holt [during a rally] thanked", "and [in a statement] credited".
pub(super) fn adjunct_before(view: &View, phrase: &Range<usize>, first: usize) -> Option<usize> {
    let preposition = phrase.start.checked_sub(1).filter(|&at| at > first)?;
    let document = view.is(phrase.end - 1, Class::DOCUMENT | Class::CUE_NOUN)
        && !view.is(phrase.end - 1, Class::HUMAN)
        && view.is(preposition, Class::PREPOSITION)
        && !view.one_of(
            preposition,
            words!["of", "after", "before", "since", "until"],
        );
    let occasion = view.one_of(
        preposition,
        words!["during", "after", "before", "since", "until", "despite"],
    );
    // "Shares fell after a report said": with its verb before it the clause is over, and the phrase has a clause of its own.
    let clause = view.last(Landmark::BREAK, first..preposition);
    if occasion && view.tally(clause.unwrap_or(first)..preposition).verbs > 0 {
        return None;
    }
    // "Shares fell after the company warned", "after a survey found": who or what can speak is a subject of its own.
    let apart = is_noun(view, preposition - 1) && !speaks(view, phrase.end - 1);
    (document || occasion && apart).then_some(preposition)
}

/// "It sank, [the captain], Kim Lund,": between the comma at token `at` and one before it stands an office, behind a statement.
fn set_off(view: &View, at: usize, first: usize) -> bool {
    /// How many words an office has, with its article.
    const OFFICE: usize = 6;
    let mut near = (first..at).rev().take(OFFICE);
    let Some(comma) = near.find(|&before| view.is_comma(before)) else {
        return false;
    };
    let told = |mut words: Range<usize>| words.any(|at| view.has(at, Trait::FINITE));
    view.is(comma + 1, Class::DETERMINER | Class::POSSESSIVE)
        && !view.capital(at - 1)
        && told(first..comma)
        && !told(comma..at)
}

/// "Trump on Monday said", "Clinton, however, said", "Clinton later said": the end of what stands before those.
pub(super) fn skip_adjuncts_left(view: &View, verb: usize, first: usize) -> usize {
    // What each of them ends with. One question: which of them it is cannot be guessed.
    let closes = |at: usize| {
        view.is_adverb(at)
            | view.is(at, Class::REFLEXIVE | Class::TIME)
            | view.one_of(at, words!["ago", ","])
            | (view.kind(at) == Some(TokenKind::Number))
    };
    let mut end = verb;
    loop {
        let before = end;
        if !closes(end.wrapping_sub(1)) {
            return end;
        }
        // "less than two weeks ago"
        if end > first + 2 && view.one_of(end - 1, words!["ago"]) {
            let measures = |at: &usize| {
                view.is(*at, Class::TIME | Class::NUMBER_WORD)
                    || view.kind(*at) == Some(TokenKind::Number)
                    || view.one_of(
                        *at,
                        words![
                            "a", "an", "few", "several", "less", "more", "than", "about", "almost",
                            "nearly", "ago"
                        ],
                    )
            };
            end = (first + 1..end)
                .rev()
                .take_while(measures)
                .last()
                .unwrap_or(end);
        }
        // "a man at [the back] shouted"
        let noun = |at: usize| view.is(at - 1, Class::DETERMINER | Class::POSSESSIVE);
        while end > first + 1
            && (view.is_adverb(end - 1) && !noun(end - 1) || view.is(end - 1, Class::REFLEXIVE))
        {
            end -= 1;
        }
        // "on Monday", "last week", "Tuesday"
        let mut time = end;
        while time > first + 1
            && (view.is(time - 1, Class::TIME) || view.kind(time - 1) == Some(TokenKind::Number))
        {
            time -= 1;
        }
        if time < end && view.is(end - 1, Class::TIME) {
            end = time;
            if end > first + 1
                && view.one_of(end - 1, words!["on", "in", "last", "this", "late", "early"])
            {
                end -= 1;
            }
        }
        // "in 2010"
        if end > first + 2
            && view.kind(end - 1) == Some(TokenKind::Number)
            && view.one_of(end - 2, words!["in", "since", "by"])
        {
            end -= 2;
        }
        // ", however,"
        if end > first + 3
            && view.is_comma(end - 1)
            && view.is_adverb(end - 2)
            && view.is_comma(end - 3)
        {
            end -= 3;
        }
        // ", on Monday,"
        if end > first + 3 && view.is_comma(end - 1) {
            let when = |at: &usize| {
                view.is(*at, Class::TIME)
                    || view.kind(*at) == Some(TokenKind::Number)
                    || view.one_of(*at, words!["on", "in", "last", "this", "late", "early"])
            };
            let open = (first + 1..end - 1).rev().find(|at| !when(at));
            // "Rudge, 61,"
            let set_off = |open: &usize| {
                view.is_comma(*open) && (*open + 1..end).any(|at| view.is(at, Class::TIME))
            };
            if let Some(open) = open.filter(set_off) {
                end = open;
            }
        }
        if end == before {
            return end;
        }
    }
}

/// The end of the phrase that the apposition closing at `close` belongs to.
pub(super) fn before_apposition(view: &View, close: usize, first: usize) -> Option<usize> {
    /// How many words a name has.
    const NAME: usize = 4;
    let floor = first.max(close.saturating_sub(APPOSITION));
    let opener = |at: usize| {
        if view.is_comma(close) {
            view.is_comma(at)
        } else if view.is_dash(close) {
            view.is_dash(at)
        } else {
            view.one_of(at, words!["(", "["])
        }
    };
    let candidates = (floor..close)
        .rev()
        .filter(|&at| opener(at) && view.quote(at).is_none() && !within_place(view, at));
    // "Rep. Tor Hval, R-Lima, the bill's sponsor", "Ann Lee, M.D., Ph.D., head of the clinic": the name stands before them.
    let told =
        |at: usize| view.strong_cue(at) && !view.capital(at) && !view.is(at - 1, Class::RELATIVE);
    // "In Torvik, NATO, the alliance, said" has no name before the letters.
    let named =
        |at: usize| at > first + 1 && view.capital(at - 2) && !opens_sentence(view, at, first);
    let marks = |at: usize| is_seat(view, at + 1) || is_letters(view, at + 1, close) && named(at);
    let mark = candidates
        .clone()
        .find(|&at| at > first && view.capital(at - 1) && marks(at))
        .filter(|&at| !(at..close).any(told));
    if mark.is_some() {
        return mark;
    }
    // A list inside the apposition has commas of its own: take the farthest one that a name precedes.
    let mut best = None;
    for at in candidates {
        let between = at + 1..close;
        let relative = view.is(at + 1, Class::RELATIVE) && !between.is_empty();
        // "Quill, he says, looked up and announced": another's report.
        if view.is(at + 1, Class::SUBJECT_PRONOUN) && between.len() > 1 && view.strong_cue(at + 2) {
            continue;
        }
        // "Ann Lee, a nurse, also denied it, calling": the verb of the name itself, no apposition.
        let predicate = between.clone().find(|&word| !view.is_adverb(word));
        let leads =
            |word: usize| word == at + 1 && (unheaded(view, word) || was(view, word..close));
        let predicate = predicate.is_some_and(|word| view.small_verb(word) && !leads(word))
            // "Lee, left, said": in the picture.
            && !(between.len() == 1 && view.text(at + 1).eq_ignore_ascii_case("left"));
        if predicate {
            match best {
                Some(_) => break,
                None => continue,
            }
        }
        let names = between.clone().all(|word| view.capital(word));
        // "An inspection, seen by the paper, warned"
        let made = unheaded(view, at + 1) || view.tag(at + 1) == Tag::Participle;
        let described = names || (relative || made) && at > 0 && view.tag(at - 1).is_noun();
        // "the dean of St Paul’s, Ann Lee, said"
        let clitic = at > first + 1 && view.kind(at - 1) == Some(TokenKind::Clitic);
        let head = at.saturating_sub(1 + usize::from(clitic));
        let met = || whom(view, head, first).is_some();
        if at > first
            && (ends_subject(view, head) || described && is_noun(view, head) || met())
            && !(best.is_some() && opens_sentence(view, at, first))
        {
            best = Some(at);
            // "It sank, the captain, Kim Lund, said": an office and its bearer's name are all of it.
            let office = names && between.len() <= NAME && set_off(view, at, first);
            let aged = view.kind(at + 1) == Some(TokenKind::Number);
            let plain = !starts_clause(view, at + 1) && !view.capital(at + 1) && !aged;
            if relative && !describes(view, at, floor) || office || plain {
                break;
            }
        }
    }
    best
}

/// "Ann Lee, 74, [from Priory Road], who watched": what stands before comma `at` says of a full name where she is from, or
/// what she does.
fn describes(view: &View, at: usize, floor: usize) -> bool {
    let Some(comma) = (floor..at).rev().find(|&before| view.is_comma(before)) else {
        return false;
    };
    let opens = view.is(comma + 1, Class::PREPOSITION) || view.one_of(comma + 1, words!["a", "an"]);
    let aged = view.kind(comma.wrapping_sub(1)) == Some(TokenKind::Number);
    let name = comma.saturating_sub(2 * usize::from(aged));
    let full = name >= floor + 2 && view.capital(name - 1) && view.capital(name - 2);
    opens && full && view.tally(comma..at).verbs == 0
}

/// "a Moose Jaw, [Sask.,] farmer": a comma of a place's name that a noun follows.
fn within_place(view: &View, comma: usize) -> bool {
    let closes = |at: usize| {
        let stop = usize::from(view.one_of(at - 1, words!["."]));
        let state = at - 1 - stop;
        let short = stop == 1 || view.text(state).ends_with('.');
        let noun = view.is_word(at + 1)
            && !view.capital(at + 1)
            && !view.is(at + 1, Class::FUNCTION)
            && !view.has(at + 1, Trait::FINITE);
        let city = short && state > 1 && view.is_comma(state - 1);
        (city && noun && view.capital(state) && view.capital(state - 2)).then_some(state - 1)
    };
    let own = |at: usize| view.is_comma(at) && at > 3 && closes(at).is_some();
    let other = |at: usize| view.is_comma(at) && at > 3 && closes(at) == Some(comma);
    view.is_comma(comma) && (own(comma) || (comma + 2..comma + 4).any(other))
}

/// "[In Moscow], the minister, Ann Lee, said", "[Speaking in court], her brother, …": the words before comma `at` are an adjunct.
fn opens_sentence(view: &View, at: usize, first: usize) -> bool {
    let whole = || !(first..at).any(|word| view.is_comma(word));
    if is_participle(view, first) {
        return whole();
    }
    // "[However], the mayor, Ann Lee, said"
    if (first..at).all(|word| view.is_adverb(word)) {
        return true;
    }
    // "[In a statement read to the court], her brother, …": a participle is no verb of a clause.
    let clause = |word: usize| view.has(word, Trait::FINITE) && !unheaded(view, word);
    view.is(first, Class::PREPOSITION)
        && (phrase_ending_at(view, at, first).is_some_and(|phrase| phrase.start == first + 1)
            || whole() && !(first..at).any(clause))
}

fn ends_subject(view: &View, at: usize) -> bool {
    // "One of them, granted anonymity,"
    if view.is(at, Class::OBJECT_PRONOUN) && at > 0 && view.one_of(at - 1, words!["of"]) {
        return true;
    }
    // "The mayor herself, back from Rome,"
    if at > 0 && view.is(at, Class::REFLEXIVE) {
        return speaks(view, at - 1);
    }
    // "Norvik plc, a dredger,"
    if at > 0 && view.capital(at - 1) && LISTS.legal.has_word(view.text(at)) {
        return true;
    }
    // "Jim Jordan (R-Ohio), an oversight panel member": what stands before the bracket counts.
    if view.one_of(at, words![")"]) {
        let mut before = (at.saturating_sub(8)..at).rev();
        return before
            .find(|&open| view.one_of(open, words!["("]))
            .is_some_and(|open| open > 0 && view.capital(open - 1));
    }
    speaks(view, at)
}

/// A name, a person, somebody's organisation or paper, or a pronoun.
pub(in super::super) fn speaks(view: &View, at: usize) -> bool {
    view.capital(at)
        || aged(view, at)
        || view.is(
            at,
            Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT | Class::SUBJECT_PRONOUN,
        )
}

fn starts_clause(view: &View, at: usize) -> bool {
    view.is(at, Class::RELATIVE | Class::PREPOSITION)
}
