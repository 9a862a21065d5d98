//! Noun forms: where a cue verb's form is a noun or an adjective ("the report", "her claims", "trade rules forbid it").

use crate::scan::class::Class;
use crate::tagging::Tag;

use super::content::quote_from;
use super::source::speaks;
use super::verb_group::Mode;
use super::view::{Trait, View};
use super::words::words;

/// Whether the form is a noun or an adjective here: "the report", "her claims", "Trump’s attack".
pub(super) fn nominal(view: &View, start: usize, head: usize, mode: Mode) -> bool {
    if start != head || matches!(mode, Mode::Gerund | Mode::Infinitive) {
        // "the warning", "his saying"
        let left = start.checked_sub(1);
        return mode == Mode::Gerund
            && left.is_some_and(|left| view.is(left, Class::DETERMINER | Class::POSSESSIVE));
    }
    let first = view.sentence_tokens(head).start;
    let past = view.has(head, Trait::PAST);
    if head == first {
        // "Said Olsen: “…”"
        let inverted = past && view.is(head, Class::STRONG_CUE) && view.capital(head + 1);
        return !view.in_title(head) && !inverted;
    }
    let left = head - 1;
    if is_object(view, head)
        || is_bare_object(view, head)
        || rules(view, head)
        || is_told_of(view, head)
        || qualifies_person(view, head)
        || is_person(view, head)
        || is_particle(view, head)
    {
        return true;
    }
    // "a message that said “…”"
    if past
        && view.is(head, Class::STRONG_CUE)
        && view.one_of(left, words!["that"])
        && left > first
        && view.tag(left - 1).is_noun()
    {
        return false;
    }
    // "One in three said", "in 2012 said": what stands before a past form is no part of it.
    if past
        && (view.is(head, Class::STRONG_CUE) || view.tag(head) == Tag::Past)
        // “…,” From said: a name.
        && (view.capital_inside(left) || !view.is(left, Class::DETERMINER | Class::PREPOSITION))
    {
        return false;
    }
    // "Somebody behind her shouted “…”"
    if past && view.is(left, Class::OBJECT_PRONOUN) && quote_from(view, head + 1).is_some() {
        return false;
    }
    // "the two write", “…,” the two write.
    let verb = matches!(view.tag(head), Tag::Present | Tag::Base)
        || left > first
            && view.one_of(left - 1, words!["the"])
            && view.one_of(head + 1, words!["."]);
    if verb && view.is(left, Class::NUMBER_WORD) {
        return false;
    }
    if bare_base(view, head) {
        return true;
    }
    if view.is(left, Class::SUBJECT_PRONOUN | Class::RELATIVE) && !view.one_of(left, words!["that"])
    {
        return false;
    }
    view.is(
        left,
        Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION | Class::NUMBER_WORD,
    ) || matches!(
        view.kind(left),
        Some(crate::segmentation::TokenKind::Clitic | crate::segmentation::TokenKind::Number)
    ) && !view.is(left, Class::AUXILIARY)
}

/// "denied [reports] that", "carried [signs] reading": what a past form has right behind it is its object. So it is of "is
/// investigating [claims] that".
fn is_object(view: &View, head: usize) -> bool {
    let verb = head - 1;
    let helps = Class::AUXILIARY | Class::MODAL | Class::BE;
    let past = || matches!(view.tag(verb), Tag::Past | Tag::Participle) && !view.is(verb, helps);
    let doing = || view.tag(verb) == Tag::Gerund && verb > 0 && view.is(verb - 1, Class::BE);
    view.has(head, Trait::THIRD)
        && view.is(head, Class::CUE_NOUN | Class::DOCUMENT)
        && (view.has(verb, Trait::CUE_VERB) && view.has(verb, Trait::PAST) || past() || doing())
}

/// "sees [demand] recovering": a bare form right behind a verb that is no auxiliary.
fn is_bare_object(view: &View, head: usize) -> bool {
    let left = head - 1;
    view.small_verb(left)
        && view.quote(left).is_none()
        && view.tag(head) != Tag::Base
        && view
            .word(head)
            .verb
            .is_some_and(|verb| verb.base && !verb.past)
        && !view.is(left, Class::AUXILIARY | Class::MODAL | Class::BE)
        && !view.is(head, Class::STRONG_CUE)
}

/// "trade [rules] forbid it": a plural that has a verb right behind it.
fn rules(view: &View, head: usize) -> bool {
    view.has(head, Trait::THIRD)
        && matches!(view.tag(head + 1), Tag::Present | Tag::Base)
        && view.word(head + 1).verb.is_some_and(|verb| verb.base)
}

/// "a records [request] show that": a verb of telling stands behind it.
pub(super) fn is_told_of(view: &View, head: usize) -> bool {
    view.is(head, Class::CUE_NOUN)
        && !view.has(head, Trait::PAST)
        && view.has(head + 1, Trait::CUE_VERB)
        && view.one_of(head + 2, words!["that"])
}

/// "among NATO [allies] that", "a tenant rights [advocate] based in": who is meant, whatever form of a verb it is.
fn is_person(view: &View, head: usize) -> bool {
    /// So many words stand between the article and the noun.
    const NEAR: usize = 4;
    if !view.is(head, Class::HUMAN) || view.has(head, Trait::PAST) || head < 2 {
        return false;
    }
    let among = view.has(head, Trait::THIRD)
        && view.capital(head - 1)
        && view.is(head - 2, Class::PREPOSITION);
    let mut left = (head.saturating_sub(NEAR)..head).rev();
    let article = left.find(|&at| !view.tag(at).is_noun() && view.tag(at) != Tag::Adjective);
    let one = article.is_some_and(|at| view.one_of(at, words!["a", "an"]));
    among || one && !view.has(head, Trait::THIRD)
}

/// "pared [back] bets": part of the verb before it; who walks back a remark speaks.
fn is_particle(view: &View, head: usize) -> bool {
    let before = head - 1;
    view.one_of(head, words!["back"])
        && view.tag(before).is_verb()
        && !view.is(before, Class::HUMAN)
        && !view.text(before).starts_with("walk")
        && !view.is(before, Class::AUXILIARY | Class::MODAL)
}

/// “A,” said [campaign] spokeswoman Rita Moss: what stands between a verb of speaking and a person is no verb.
fn qualifies_person(view: &View, head: usize) -> bool {
    let bare = view
        .word(head)
        .verb
        .is_some_and(|verb| verb.base && !verb.past);
    bare && view.strong_cue(head - 1) && view.is(head + 1, Class::HUMAN)
}

/// "the UN report", "its issue": a base form is a verb only after a subject that takes one.
fn bare_base(view: &View, head: usize) -> bool {
    let Some(verb) = view.word(head).verb else {
        return false;
    };
    if verb.past || verb.third || verb.gerund || !verb.base {
        return false;
    }
    // "say", "believe", "want" are no nouns.
    let noun = view.is(head, Class::CUE_NOUN | Class::DOCUMENT) || view.tag(head).is_noun();
    if !noun
        && !view.is(
            head - 1,
            Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION,
        )
    {
        return false;
    }
    let left = head - 1;
    // "said [campaign] spokeswoman Rita Moss"
    if view.strong_cue(left) && view.tag(head + 1).is_noun() {
        return true;
    }
    let plural =
        view.is_word(left) && view.text(left).ends_with('s') && !view.text(left).ends_with("ss");
    let takes_base = view.one_of(
        left,
        words![
            "i", "you", "we", "they", "who", "that", "which", "and", "or", "to", "people",
            "police", "some", "many", "others", "let", "help",
        ],
    ) || view.is(left, Class::GROUP | Class::MODAL)
        || view.is_comma(left)
        || view.one_of(left, words![")"])
        || view.is_adverb(left);
    !plural
        && !takes_base
        && !ends_with_plural(view, head)
        && !is_of_two(view, head)
        && !is_of_people(view, head)
}

/// The words right before token `head` in its sentence, the nearest first, no more than `most` and back to another verb.
fn subject_words(view: &View, head: usize, most: usize) -> impl Iterator<Item = usize> {
    let first = view.sentence_tokens(head).start;
    let before = (first.max(head.saturating_sub(most))..head).rev();
    before.take_while(|&at| view.is_word(at) && !view.has(at, Trait::FINITE))
}

/// "[sources close to the club] insist no bid was made": people with what tells who they are, and a clause behind the verb.
fn is_of_people(view: &View, head: usize) -> bool {
    /// How long such a subject is.
    const SUBJECT: usize = 8;
    let next = head + 1;
    let clause = view.is(
        next,
        Class::DETERMINER | Class::POSSESSIVE | Class::SUBJECT_PRONOUN,
    ) || view.one_of(next, words!["that"]);
    let first = view.sentence_tokens(head).start;
    let people = || subject_words(view, head, SUBJECT).find(|&at| view.is(at, Class::GROUP));
    clause.then(people).flatten().is_some_and(|people| {
        let opens = people == first
            || view.is_comma(people - 1)
            || view.is(people - 1, Class::SUBORDINATOR | Class::CONJUNCTION);
        let told = view.is(people + 1, Class::PREPOSITION) || view.text(people + 1) == "close";
        opens && told && people + 1 < head
    })
}

/// "Lee and his team [report] that": two take a plural's form.
fn is_of_two(view: &View, head: usize) -> bool {
    /// How long the second one is.
    const SUBJECT: usize = 6;
    let first = view.sentence_tokens(head).start;
    let and = subject_words(view, head, SUBJECT).find(|&at| view.one_of(at, words!["and"]));
    and.is_some_and(|and| {
        let own = Class::DETERMINER | Class::POSSESSIVE | Class::NUMBER_WORD;
        and > first && and + 1 < head && view.is(and + 1, own) && speaks(view, and - 1)
    })
}

/// "…, [figures from the health board] show": a plural's base form that ends the sentence.
fn ends_with_plural(view: &View, head: usize) -> bool {
    /// How long such a subject is.
    const SUBJECT: usize = 10;
    let ends = head + 1 >= view.sentence_tokens(head).end
        || view.one_of(head + 1, words![".", ","])
        || view.is(head + 1, Class::TIME);
    if !ends {
        return false;
    }
    let before = (head.saturating_sub(SUBJECT)..head).rev();
    let comma = before.clone().find(|&at| view.is_comma(at));
    comma.is_some_and(|comma| {
        view.tag(comma + 1) == Tag::Plural
            && (view.is(comma + 2, Class::PREPOSITION) || view.tag(comma + 2) == Tag::Participle)
            && before
                .take_while(|&at| at > comma)
                .all(|at| view.is_word(at))
    })
}
