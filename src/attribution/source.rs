//! Sources: the noun phrase that names the speaker, left or right of its cue.
//!
//! No parse: a phrase is walked word by word from the cue until a word that
//! cannot be part of it. Appositions between commas are stepped over and, where
//! they follow the name, kept.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::content::quote_to;
use super::view::{Trait, View};
use super::words::words;

/// The farthest an apposition or relative clause may push a subject from its verb, in tokens.
const APPOSITION: usize = 40;

/// The subject left of a verb group that begins at token `verb`, if one stands there.
pub(super) fn left_of(view: &View, verb: usize) -> Option<Range<usize>> {
    view.subjects.of(verb, || find_left(view, verb))
}

fn find_left(view: &View, verb: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(verb).start;
    if let Some(subject) = around_quote(view, verb, first) {
        return Some(subject);
    }
    let mut end = skip_adjuncts_left(view, verb, first);
    if end == first {
        return None;
    }
    // "a report released on Monday found": the day is the participle's.
    if reduced(view, end - 1, first) {
        end = verb;
    }
    if let Some(subject) = with_relative_clause(view, end, first) {
        return Some(subject);
    }
    let close = end;
    // A bracket, and an apposition behind it: "Jim Jordan (R-Ohio), a panel member,".
    for _ in 0..2 {
        if end > first
            && (view.is_comma(end - 1)
                || view.is_dash(end - 1)
                || view.one_of(end - 1, words![")"]))
        {
            end = before_apposition(view, end - 1, first)?;
        }
    }
    let phrase = phrase_ending_at(view, end, first)?;
    if let Some(adjunct) = adjunct_before(view, &phrase, first) {
        return left_of(view, adjunct);
    }
    // The apposition belongs to the source: "Peter Morgan, a lawyer for the club, said".
    let pronoun = phrase.len() == 1 && view.is(phrase.start, Class::ANY_PRONOUN);
    let apposed = end < close && !pronoun;
    Some(phrase.start..if apposed { close - 1 } else { end })
}

/// [Mr. Porter], citing “the magic of the north,” said: the subject before an adjunct that ends with a quotation.
fn around_quote(view: &View, verb: usize, first: usize) -> Option<Range<usize>> {
    /// How many tokens lead from the comma to the mark.
    const LEAD: usize = 8;
    let quote = view.quote(verb.checked_sub(1)?)?;
    let open = view.quote_tokens(quote).start;
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

/// "[One official who described the talks] said": a subject with the clause that tells which one.
fn with_relative_clause(view: &View, end: usize, first: usize) -> Option<Range<usize>> {
    /// How many tokens such a clause has at most.
    const CLAUSE: usize = 16;
    let within = |at: &usize| {
        view.quote(*at).is_none()
            && !view.is(*at, Class::CONJUNCTION)
            && (view.kind(*at) != Some(TokenKind::Punctuation)
                || view.one_of(*at, words!["-", "’"]))
    };
    let relative = (first..end)
        .rev()
        .take(CLAUSE)
        .take_while(within)
        .find(|&at| view.is(at, Class::RELATIVE))?;
    let who = relative.checked_sub(1).filter(|&at| at >= first)?;
    let verb = (relative + 1..end).find(|&at| !view.is_adverb(at))?;
    // "The man who said the mayor lied": the mayor did.
    let reports = view.has(verb, Trait::CUE_VERB) && verb + 1 < end && speaks(view, end - 1);
    let apt = view.has(verb, Trait::FINITE)
        && !reports
        && is_noun(view, who)
        && !view.has(who, Trait::VERB)
        && !view.one_of(relative, words!["what"]);
    let subject = apt.then(|| phrase_ending_at(view, relative, first))??;
    Some(subject.start..end)
}

/// The subject of a finite verb: left of its group, or behind it where a quotation stands before it.
pub(super) fn either_side(view: &View, start: usize, head: usize) -> Option<Range<usize>> {
    left_of(view, start).or_else(|| {
        let inverted =
            start == head && view.is(head, Class::STRONG_CUE) && quote_to(view, start).is_some();
        let limit = view.sentence_tokens(head).end;
        let subject = right_of(view, head + 1, limit).filter(|_| inverted)?;
        Some(with_apposition(view, subject, limit))
    })
}

/// The words between a quotation and a verb behind it, where no verb stands among them:
/// “A,” [one Norvik employee] told; “A,” [another friend, Mari Emmer,] said.
pub(super) fn behind_quote(view: &View, verb: usize) -> Option<Range<usize>> {
    let floor = view
        .paragraph_tokens(verb)
        .start
        .max(verb.saturating_sub(APPOSITION));
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
    if !closed && (start..end).filter(|&at| view.is_comma(at)).count() == 1 {
        return None;
    }
    // “A,” Will wrote, “B,” From said: a capital behind the mark is a name's.
    let begins = |at: usize| {
        view.capital(at) && end == start + 1
            || !view.is(
                at,
                Class::PREPOSITION | Class::CONJUNCTION | Class::SUBORDINATOR | Class::WH,
            ) && (!view.has(at, Trait::VERB) || view.capital(at))
    };
    let ends = |at: usize| is_noun(view, at) || view.one_of(at, words![")"]);
    (start < end && begins(start) && ends(end - 1)).then_some(start..end)
}

/// A word or sign that a subject without a clause may hold.
fn within_subject(view: &View, at: usize) -> bool {
    match view.kind(at) {
        Some(TokenKind::Word) => view.capital(at) || !view.has(at, Trait::FINITE),
        Some(TokenKind::Punctuation) => {
            view.one_of(at, words![",", "(", ")", "&", "/", "$"]) || view.is_dash(at)
        }
        Some(_) => true,
        None => false,
    }
}

/// Where the adjunct begins whose noun phrase this is: "Holt [during a rally] thanked", "and [in a statement] credited".
fn adjunct_before(view: &View, phrase: &Range<usize>, first: usize) -> Option<usize> {
    let preposition = phrase.start.checked_sub(1).filter(|&at| at > first)?;
    let document = view.is(phrase.end - 1, Class::DOCUMENT | Class::CUE_NOUN)
        && !view.is(phrase.end - 1, Class::HUMAN)
        && view.is(preposition, Class::PREPOSITION)
        && !view.one_of(preposition, words!["of"]);
    let occasion = view.one_of(
        preposition,
        words!["during", "after", "before", "since", "until", "despite"],
    );
    // "Shares fell after the company warned": what a verb leads to, or who can speak, is a subject of its own.
    let apart = is_noun(view, preposition - 1) && !speaks(view, phrase.end - 1);
    (document || occasion && apart).then_some(preposition)
}

/// "Trump on Monday said", "Clinton, however, said", "Clinton later said": the end of what stands before those.
fn skip_adjuncts_left(view: &View, verb: usize, first: usize) -> usize {
    let mut end = verb;
    loop {
        let before = end;
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
        while end > first + 1 && (view.is_adverb(end - 1) || view.is(end - 1, Class::REFLEXIVE)) {
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
        if end == before {
            return end;
        }
    }
}

/// The end of the phrase that the apposition closing at `close` belongs to.
fn before_apposition(view: &View, close: usize, first: usize) -> Option<usize> {
    let floor = first.max(close.saturating_sub(APPOSITION));
    let opener = |at: usize| {
        if view.is_comma(close) {
            view.is_comma(at)
        } else if view.is_dash(close) {
            view.is_dash(at)
        } else {
            view.one_of(at, words!["("])
        }
    };
    let candidates = (floor..close)
        .rev()
        .filter(|&at| opener(at) && view.quote(at).is_none());
    // A list inside the apposition has commas of its own: take the farthest one that a name precedes.
    let mut best = None;
    for at in candidates {
        let between = at + 1..close;
        let relative = view.is(at + 1, Class::RELATIVE) && !between.is_empty();
        // "Ann Lee, a nurse, also denied it, calling": the verb of the name itself, no apposition.
        let predicate = between.clone().find(|&word| !view.is_adverb(word));
        let predicate = predicate.is_some_and(|word| {
            let verb = view.has(word, Trait::FINITE) && !view.capital(word);
            verb && !(word == at + 1 && unheaded(view, word))
        });
        if predicate {
            match best {
                Some(_) => break,
                None => continue,
            }
        }
        let names = between.clone().all(|word| view.capital(word));
        let described = names || relative && at > 0 && view.tag(at - 1).is_noun();
        if at > first
            && (ends_subject(view, at - 1) || described && is_noun(view, at - 1))
            && !(best.is_some() && opens_sentence(view, at, first))
        {
            best = Some(at);
            let aged = view.kind(at + 1) == Some(TokenKind::Number);
            if relative || !starts_clause(view, at + 1) && !view.capital(at + 1) && !aged {
                break;
            }
        }
    }
    best
}

/// "[In Moscow], the minister, Ann Lee, said": the words before comma `at` are an adjunct.
fn opens_sentence(view: &View, at: usize, first: usize) -> bool {
    view.is(first, Class::PREPOSITION)
        && phrase_ending_at(view, at, first).is_some_and(|phrase| phrase.start == first + 1)
}

/// ", asked about the deal,", ", published Monday,": a participle, whatever the tagger says.
fn unheaded(view: &View, at: usize) -> bool {
    view.tag(at) == Tag::Past && view.is(at + 1, Class::PREPOSITION | Class::TIME)
}

fn ends_subject(view: &View, at: usize) -> bool {
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
fn speaks(view: &View, at: usize) -> bool {
    view.capital(at)
        || view.is(
            at,
            Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT | Class::SUBJECT_PRONOUN,
        )
}

fn starts_clause(view: &View, at: usize) -> bool {
    view.is(at, Class::RELATIVE | Class::PREPOSITION)
}

/// The noun phrase that ends right before token `end`, not reaching before `first`.
pub(super) fn phrase_ending_at(view: &View, end: usize, first: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    if last < first || view.quote(last).is_some() {
        return None;
    }
    if view.is(last, Class::SUBJECT_PRONOUN | Class::RELATIVE) && !view.capital_inside(last) {
        return Some(last..end);
    }
    // "one of them said"
    if last >= first + 2
        && view.is(last, Class::OBJECT_PRONOUN)
        && view.one_of(last - 1, words!["of"])
        && view.is(last - 2, Class::INDEFINITE | Class::NUMBER_WORD)
    {
        return Some(last - 2..end);
    }
    // "Some chanted", "…, and another wrote"
    let begins = last == first
        || view.is_comma(last - 1)
        || view.is(last - 1, Class::CONJUNCTION | Class::SUBORDINATOR);
    if begins && view.is(last, Class::INDEFINITE) {
        return Some(last..end);
    }
    let mut start = end;
    while start > first && view.quote(start - 1).is_none() {
        let left = start - 1;
        if view.is(left, Class::DETERMINER | Class::POSSESSIVE) && view.is_word(left) {
            start = left;
            // "the mission of [the federation]", "most of [the delegates]": the phrase goes on left.
            let complement = left > first
                && (quantifies(view, left - 1)
                    || view.is(left - 1, Class::PREPOSITION)
                        && word_continues(view, left - 1, start, end, first));
            if !complement {
                break;
            }
            continue;
        }
        // "as [one resident] put it"
        if start < end && view.one_of(left, words!["one"]) {
            start = left;
            break;
        }
        if !continues_phrase(view, left, start, end, first) {
            break;
        }
        start = left;
    }
    // "of", "and" or "then" cannot begin a phrase.
    while start < end
        && (view.is(start, Class::PREPOSITION | Class::CONJUNCTION)
            || view.is(start, Class::ADVERB) && !view.capital(start) && start + 1 < end
            || view.kind(start) != Some(TokenKind::Word)
                && view.kind(start) != Some(TokenKind::Number))
    {
        start += 1;
    }
    // "such a presence that [Sanders] thanked"
    if end - start > 1
        && view.one_of(start, words!["that"])
        && (view.capital(start + 1) || view.is(start + 1, Class::DETERMINER | Class::POSSESSIVE))
    {
        start += 1;
    }
    let article = end - start == 1 && view.one_of(start, words!["a", "an", "the"]);
    let named =
        !article && (start..end).any(|at| view.is_word(at) && !view.is(at, Class::FUNCTION));
    named.then_some(start..end)
}

fn quantifies(view: &View, at: usize) -> bool {
    view.one_of(
        at,
        words!["all", "most", "some", "both", "many", "of", "half"],
    )
}

/// Whether token `left` belongs to the phrase that so far begins at `start`.
fn continues_phrase(view: &View, left: usize, start: usize, end: usize, first: usize) -> bool {
    match view.kind(left) {
        Some(TokenKind::Clitic) => true,
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => word_continues(view, left, start, end, first),
        Some(TokenKind::Punctuation) => {
            // "Washington, D.C., senator": a comma or stop only between two capitals.
            view.one_of(left, words!["&", "-", "/", "’", "."]) && start < end && view.capital(start)
        }
        _ => false,
    }
}

fn word_continues(view: &View, left: usize, start: usize, end: usize, first: usize) -> bool {
    if start < end
        && view.is(left, Class::PREPOSITION)
        && !view.one_of(
            left,
            words![
                "that", "before", "after", "since", "until", "during", "like", "as", "despite",
                "while",
            ],
        )
    {
        // "the head of the agency": only between a noun and its complement.
        return left > first
            && !view.one_of(left - 1, words!["according"])
            && (is_noun(view, left - 1) || reduced(view, left - 1, first))
            && !view.is(left - 1, Class::TIME);
    }
    if start < end && reduced(view, left, first) {
        return true;
    }
    if view.one_of(left, words!["and", "or"]) {
        return left > first && start < end && coordinates(view, left, start);
    }
    if start < end && view.capital(start) && parts_from_name(view, left, first) {
        return false;
    }
    if view.capital(left)
        && (left > first || !view.is(left, Class::FUNCTION | Class::ADVERB | Class::SUBORDINATOR))
    {
        return !(view.is(left, Class::TIME) && !view.capital(start.min(end - 1)));
    }
    !view.is(left, Class::FUNCTION | Class::ANY_PRONOUN | Class::TIME)
        && !finite_verb(view, left)
        && !(view.is(left, Class::ADVERB) && start == end)
}

/// "in a statement | Holt said", "on Friday | Aas called": what stands before the name belongs to an adjunct.
fn parts_from_name(view: &View, left: usize, first: usize) -> bool {
    let apart = |at: usize| at >= first && view.is(at, Class::PREPOSITION);
    if view.capital(left) {
        return view.is(left, Class::TIME) && left > first && apart(left - 1);
    }
    view.is(left, Class::DOCUMENT | Class::CUE_NOUN | Class::TIME) && !view.is(left, Class::HUMAN)
}

/// "a source [speaking] to Kanal News", "officials [briefed] on the plan": a clause without its "who was".
fn reduced(view: &View, at: usize, first: usize) -> bool {
    // "two thirds of those polled"
    if at > first && view.one_of(at - 1, words!["those"]) && view.has(at, Trait::ED) {
        return true;
    }
    matches!(view.tag(at), Tag::Gerund | Tag::Participle | Tag::Past)
        && at > first
        && view.is(at - 1, Class::HUMAN | Class::DOCUMENT)
        && !view.capital(at - 1)
        && view.is(at + 1, Class::PREPOSITION | Class::TIME)
}

fn coordinates(view: &View, and: usize, start: usize) -> bool {
    let (left, right) = (and - 1, start);
    view.capital(left) && view.capital(right) && !view.is(left, Class::TIME)
        || view.is(left, Class::GROUP) && (right..right + 3).any(|at| view.is(at, Class::GROUP))
}

fn is_noun(view: &View, at: usize) -> bool {
    view.is_word(at)
        && (view.capital(at)
            || !view.is(at, Class::FUNCTION | Class::ANY_PRONOUN | Class::ADVERB)
                && !finite_verb(view, at))
        || view.kind(at) == Some(TokenKind::Number)
}

fn finite_verb(view: &View, at: usize) -> bool {
    let nominal = matches!(view.tag(at), Tag::Noun | Tag::Adjective);
    if view.capital(at)
        || nominal
        || view.is(at, Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT)
    {
        return false;
    }
    view.is(at, Class::COMMON_VERB | Class::AUXILIARY | Class::MODAL)
        || view.word(at).verb.is_some_and(|verb| {
            verb.past || verb.gerund || verb.third && !view.is(at, Class::CUE_NOUN)
        })
}

/// The noun phrase that begins at token `start`: `said [Maria Olsen, a nurse]`.
pub(super) fn right_of(view: &View, start: usize, limit: usize) -> Option<Range<usize>> {
    if start >= limit || view.quote(start).is_some() {
        return None;
    }
    // "one" and "another" alone are pronouns; in "one senior official" they are none.
    let next = start + 1;
    let nominal = view.is_word(next)
        && !view.is(next, Class::FUNCTION | Class::ANY_PRONOUN)
        && (!view.has(next, Trait::VERB) || view.capital(next));
    // So is "her" in "her friend".
    let counts = view.is(
        start,
        Class::INDEFINITE | Class::NUMBER_WORD | Class::POSSESSIVE,
    ) && (nominal
        || view.one_of(start, words!["one"]) && view.one_of(next, words!["of"]));
    if view.is(start, Class::ANY_PRONOUN) && !counts && !view.capital_inside(start) {
        return Some(start..start + 1);
    }
    // “…,” tweeted another.
    let alone = !view.is_word(next) || view.is(next, Class::FUNCTION) || view.quote(next).is_some();
    if view.is(start, Class::INDEFINITE) && !counts && alone {
        return Some(start..start + 1);
    }
    let mut end = if counts { start + 1 } else { start };
    while end < limit && view.quote(end).is_none() {
        let goes_on = match view.kind(end) {
            Some(TokenKind::Clitic | TokenKind::Number) => true,
            Some(TokenKind::Word) => right_word_continues(view, end, start, limit),
            Some(TokenKind::Punctuation) => {
                view.one_of(end, words!["&", "-", "/", "’"]) && end > start
                    || view.one_of(end, words!["."])
                        && end > start
                        && end + 1 < limit
                        && view.text(end - 1).len() <= 3
                        && view.capital(end + 1)
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > start
        && (view.is(
            end - 1,
            Class::PREPOSITION | Class::CONJUNCTION | Class::DETERMINER,
        ) && !view.capital(end - 1))
    {
        end -= 1;
    }
    let named = (start..end).any(|at| {
        view.is_word(at) && !view.is(at, Class::FUNCTION | Class::DETERMINER | Class::POSSESSIVE)
            || aged(view, at)
    });
    named.then_some(start..end)
}

/// "another leading advocate", "the printed card": behind a determiner a participle is an adjective.
fn adjectival(view: &View, at: usize, start: usize) -> bool {
    at == start + 1
        && view.is(start, Class::DETERMINER | Class::POSSESSIVE)
        && (view.has(at, Trait::ING) || view.has(at, Trait::ED))
        && (view.tag(at + 1).is_noun() || view.tag(at + 1) == Tag::Adjective)
}

/// "the 46-year-old"
fn aged(view: &View, at: usize) -> bool {
    view.kind(at) == Some(TokenKind::Number) && view.text(at).ends_with("-old")
}

fn right_word_continues(view: &View, at: usize, start: usize, limit: usize) -> bool {
    if view.capital(at) && !view.is(at, Class::TIME) || at == start && view.capital(at) {
        return true;
    }
    if view.is(at, Class::PREPOSITION) {
        return at > start
            && at + 1 < limit
            && view.one_of(
                at,
                words!["of", "for", "from", "at", "with", "to", "in", "on"],
            )
            && !view.is(at + 1, Class::TIME)
            && (view.one_of(at, words!["of", "for"])
                || !view.capital(at - 1)
                || view.is(at - 1, Class::HUMAN));
    }
    if view.one_of(at, words!["and"]) {
        return at > start && view.capital(at - 1) && view.capital(at + 1);
    }
    // "a Wednesday editorial"
    if at == start + 1
        && view.is(at, Class::TIME)
        && view.is(start, Class::DETERMINER)
        && view.tag(at + 1).is_noun()
    {
        return true;
    }
    !view.is(
        at,
        Class::FUNCTION | Class::ANY_PRONOUN | Class::TIME | Class::ADVERB,
    ) && (!finite_verb(view, at) || adjectival(view, at, start))
        || at == start && view.is(at, Class::DETERMINER | Class::POSSESSIVE)
}

/// A source right of its cue with the apposition that follows it: ", a nurse at the clinic".
pub(super) fn with_apposition(view: &View, source: Range<usize>, limit: usize) -> Range<usize> {
    // "Sun-hee Park, 44, the widow": the age belongs to her, and what follows may.
    let aged = view.is_comma(source.end)
        && view.kind(source.end + 1) == Some(TokenKind::Number)
        && view.is_comma(source.end + 2);
    let source = match aged {
        true => source.start..source.end + 2,
        false => source,
    };
    let comma = source.end;
    if comma + 1 >= limit || !view.is_comma(comma) || view.quote(comma + 1).is_some() {
        return source;
    }
    // "Sen. Luis Ortega, D-N.M., the bill's sponsor": party and state belong to the name.
    let seat = view.text(comma + 1);
    if ["D-", "R-", "I-"]
        .iter()
        .any(|party| seat.starts_with(party))
    {
        let end = (comma + 2..limit.min(comma + 8))
            .find(|&at| view.is_comma(at) || view.quote(at).is_some())
            .unwrap_or(limit.min(comma + 2));
        return with_apposition(view, source.start..end, limit);
    }
    let opens = view.is(comma + 1, Class::DETERMINER | Class::POSSESSIVE)
        || view.one_of(comma + 1, words!["who", "former"])
        || view.one_of(comma + 1, words!["now"]) && view.is(comma + 2, Class::DETERMINER)
        // "another advocate, Andrew Pinck": the name of whom the noun describes.
        || view.capital(comma + 1)
            && !view.capital(source.end - 1)
            && view.is(source.end - 1, Class::HUMAN)
        || view.is(comma + 1, Class::HUMAN) && !view.capital(comma + 1);
    if !opens {
        return source;
    }
    let end = (comma + 1..limit.min(comma + APPOSITION))
        .find(|&at| {
            view.is_comma(at) || view.quote(at).is_some() || view.one_of(at, words![".", ";", ":"])
        })
        .unwrap_or(limit.min(comma + APPOSITION));
    // "according to police, the suspect was drunk", "the firm “did nothing”": a clause of its own is no apposition.
    let clause = view.quote(end).is_some()
        || !view.one_of(comma + 1, words!["who"])
            && (comma + 1..end)
                .take_while(|&at| !view.is(at, Class::RELATIVE))
                .any(|at| view.has(at, Trait::FINITE) && !view.capital(at));
    if clause {
        return source;
    }
    source.start..end
}

/// "Citing the cost, [the mayor] refused", "After saying it was “over,” [she] left": the subject of the clause behind an adjunct
/// whose verb is token `verb`.
pub(super) fn behind_adjunct(view: &View, verb: usize) -> Option<Range<usize>> {
    /// How far a subject and its verb are from the comma.
    const SUBJECT: usize = 10;
    let limit = view.sentence_tokens(verb).end;
    let closes = |&at: &usize| match view.quote(at) {
        Some(quote) => view.quote_tokens(quote).end == at + 1 && view.last_char(quote) == Some(','),
        None => view.is_comma(at),
    };
    let subject = |comma: usize| {
        let verb = (comma + 2..limit.min(comma + SUBJECT))
            .find(|&at| view.quote(at).is_none() && view.has(at, Trait::FINITE))?;
        let subject = left_of(view, verb)?;
        let opens = subject.start == comma + 1 && !view.is(subject.start, Class::RELATIVE);
        opens.then_some(subject)
    };
    (verb + 1..limit).filter(closes).find_map(subject)
}

/// The subject of the sentence's main clause: the phrase before its first verb.
pub(super) fn main_subject(view: &View, before: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(before).start;
    (first + 1..before)
        .filter(|&at| view.quote(at).is_none() && view.is_word(at))
        .find(|&at| {
            let verb = view.is(at, Class::AUXILIARY | Class::MODAL | Class::COMMON_VERB)
                || view.has(at, Trait::PAST | Trait::THIRD);
            let pronoun = at == first + 1 && view.is(first, Class::INDEFINITE);
            verb && !view.capital(at)
                && (pronoun
                    || !view.is(
                        at - 1,
                        Class::DETERMINER | Class::POSSESSIVE | Class::RELATIVE,
                    ))
        })
        .and_then(|at| left_of(view, at))
        .filter(|subject| {
            // "On the wall hangs a sign:"
            let place = subject.start == first + 1 && view.is(first, Class::PREPOSITION);
            !place && !view.is(subject.start, Class::RELATIVE)
        })
}
