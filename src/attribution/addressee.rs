//! Addressees: "told [the BBC] he would resign": who is told, no part of what.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::source;
use super::view::View;
use super::words::words;

/// How far behind its start a clause has its verb, in tokens.
const CLAUSE: usize = 14;

/// Where the clause begins whose words behind `told` start with those who are told.
pub(super) fn behind(view: &View, lemma: &str, start: usize, limit: usize) -> Option<usize> {
    // "said after the vote | she was glad"
    let occasion = view.one_of(start, words!["after", "before", "during"]) && lemma == "say";
    let told =
        lemma == "tell" && !view.is(start, Class::PREPOSITION | Class::WH | Class::SUBORDINATOR);
    if !told && !occasion {
        return None;
    }
    if told && let Some(clause) = parted(view, start, limit) {
        return Some(clause);
    }
    let verb = clause_verb(view, start, limit)?;
    if occasion {
        let subject = |at: usize| {
            opens_clause(view, at)
                && view.is(at, Class::SUBJECT_PRONOUN | Class::POSSESSIVE)
                && view.tag(at - 1).is_noun()
        };
        return (start + 2..verb).find(|&at| subject(at));
    }
    let own_subject = (start + 1..verb).find(|&at| opens_clause(view, at));
    let clause = own_subject.or_else(|| bare(view, start..verb))?;
    let clause = with_question_word(view, clause, start);
    (clause > start && clause < verb || own_subject == Some(clause)).then_some(clause)
}

/// "asked [her lawyer] if it was legal", "asked [the witness, Dana Holt,] why she left", "asked [at the hearing] when it began":
/// where the question begins.
pub(super) fn asked(view: &View, start: usize, limit: usize) -> Option<usize> {
    /// How many tokens name those who are asked, or say where.
    const LONGEST: usize = 9;
    let asks = |at: usize| view.is(at, Class::WH) || view.one_of(at, words!["if"]);
    // "asked for help when", "asked the port to say why": something is asked for.
    let wants = |at: usize| view.one_of(at, words!["to", "for", "about", "that", ";", ":"]);
    let quiet = |at: &usize| view.quote(*at).is_none() && !view.small_verb(*at) && !wants(*at);
    let mut whom = (start..limit.min(start + LONGEST)).take_while(quiet);
    let question = whom.find(|&at| asks(at)).filter(|&at| at > start)?;
    // "asked the man who called": a clause about him.
    let relative =
        view.is(question, Class::RELATIVE) && !view.is(question - 1, Class::OBJECT_PRONOUN);
    (!relative).then_some(question)
}

/// "wrote [to the board to say] it would close": where the clause begins.
pub(super) fn written(view: &View, start: usize, limit: usize) -> Option<usize> {
    /// How many tokens name those one writes to, at most.
    const LONGEST: usize = 8;
    let mut near = (start + 2..limit.min(start + LONGEST))
        .take_while(|&at| view.quote(at).is_none() && !view.small_verb(at));
    let to = near.find(|&at| view.one_of(at, words!["to"]) && at + 2 < limit)?;
    (view.text(to + 1) == "say").then_some(to + 2)
}

/// "wrote to the [minister] asking him to": token `noun` ends the phrase of those one writes to, so that who wrote asks.
pub(super) fn written_to(view: &View, noun: usize, first: usize) -> bool {
    let whom = source::phrase_ending_at(view, noun + 1, first).map(|phrase| phrase.start);
    let to = whom.and_then(|start| start.checked_sub(1));
    to.filter(|&to| to > first).is_some_and(|to| {
        let verb = to - 1;
        view.one_of(to, words!["to"]) && view.finite_cue(verb) && view.text(verb).starts_with("wr")
    })
}

/// "told the court [why] she had left", "told him [what] his wife had said": the word that begins the clause.
pub(in crate::attribution) fn with_question_word(
    view: &View,
    clause: usize,
    start: usize,
) -> usize {
    let asks = clause > start
        && (view.is(clause - 1, Class::WH) || view.one_of(clause - 1, words!["if"]))
        && view.quote(clause - 1).is_none();
    clause - usize::from(asks)
}

/// "told Reuters | the ship, built in 1990, had sunk": two commas part the clause's subject from its verb.
fn parted(view: &View, start: usize, limit: usize) -> Option<usize> {
    let end = limit.min(start + CLAUSE);
    let quiet = |at: usize| view.quote(at).is_none() && !view.small_verb(at);
    let comma = (start..end)
        .take_while(|&at| quiet(at))
        .find(|&at| view.is_comma(at))?;
    let close = (comma + 1..limit.min(comma + CLAUSE))
        .take_while(|&at| view.quote(at).is_none())
        .find(|&at| view.is_comma(at))?;
    let clause = (start + 1..comma).find(|&at| opens_clause(view, at))?;
    (view.small_verb(close + 1) && !view.strong_cue(close + 1)).then_some(clause)
}

/// The verb of the clause: the first finite one, with nothing set off before it.
fn clause_verb(view: &View, start: usize, limit: usize) -> Option<usize> {
    let end = limit.min(start + CLAUSE);
    (start..end)
        .take_while(|&at| {
            view.quote(at).is_none()
                && !(view.kind(at) == Some(TokenKind::Punctuation)
                    && !view.one_of(at, words!["-", "’", "'", "&", "."]))
                && !(at > start && view.is(at, Class::RELATIVE | Class::SUBORDINATOR))
        })
        .find(|&at| {
            view.small_verb(at) || at > start && view.has_subject(at) && contracted(view, at)
        })
}

/// "he’d", "they’re": a subject and its verb.
fn contracted(view: &View, at: usize) -> bool {
    view.is(at, Class::AUXILIARY | Class::MODAL)
}

/// A noun phrase begins here that is no part of the one before: "told MPs | the bank was safe".
fn opens_clause(view: &View, at: usize) -> bool {
    let governed = view.is(
        at - 1,
        Class::PREPOSITION | Class::CONJUNCTION | Class::DETERMINER,
    ) || view.tag(at - 1) == Tag::Adjective && !view.capital(at - 1);
    let subject = view.is(at, Class::SUBJECT_PRONOUN)
        || view.is(at, Class::DETERMINER | Class::POSSESSIVE) && view.is_word(at)
        || view.one_of(at, words!["there"]);
    subject && !governed && !view.capital_inside(at)
}

/// Where one noun phrase goes over into the next without a word that tells: "told analysts | margins would fall".
fn bare(view: &View, words: Range<usize>) -> Option<usize> {
    let Range { start, end } = words;
    let determined = view.is(start, Class::DETERMINER | Class::POSSESSIVE);
    let from = start + usize::from(determined);
    let joined = |at: usize| {
        view.is(at, Class::PREPOSITION | Class::CONJUNCTION)
            || view.is(at - 1, Class::PREPOSITION | Class::CONJUNCTION)
    };
    if view.capital_inside(from) {
        // "the Bangor Ledger | prices had risen"
        let name = |at: usize| {
            view.capital(at)
                || view.kind(at) != Some(TokenKind::Word)
                || view.is(at, Class::PREPOSITION)
        };
        let next = (from + 1..end).find(|&at| !name(at))?;
        return (!joined(next)).then_some(next);
    }
    let many = |at: usize| view.tag(at) == Tag::Plural || view.is(at, Class::GROUP);
    if !determined && many(from) && from + 1 < end {
        return (!joined(from + 1)).then_some(from + 1);
    }
    // "the inquiry | Hale had lied", "an earnings call | margins would fall"
    let named = (from + 1..end).find(|&at| view.capital_inside(at) && view.tag(at - 1).is_noun());
    let last = end - 1;
    let plural = || (last > from && many(last) && view.tag(last - 1).is_noun()).then_some(last);
    named
        .or_else(plural)
        .filter(|&at| !joined(at) && determined)
}
