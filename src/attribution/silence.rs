//! Silence: what follows a verb of speaking and is nobody's words.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::content::{gerund_cue, tell_when};
use super::lists::LISTS;
use super::verb_group::{Mode, VerbGroup};
use super::view::{Trait, View};
use super::words::words;
use super::works::is_work;

/// "What doctors say about sleep", "never spoke about it", "was pronounced dead", "called the police": no words follow the cue
/// that somebody said.
pub(super) fn says_nothing(
    view: &View,
    lemma: &str,
    group: VerbGroup,
    (frame, start): (&str, usize),
    limit: usize,
) -> bool {
    /// So many tokens say to whom one writes, at most.
    const HEARER: usize = 8;
    match (lemma, frame) {
        (_, "about" | "of") => {
            let first = view.sentence_tokens(group.head).start;
            let asks = view.one_of(first, words!["what"])
                && !(first..start).any(|at| view.is_comma(at) || view.quote(at).is_some());
            asks || is_pronoun(view, start + 1)
        }
        // "wrote to the minister [asking] him to": the participle reports.
        ("write", "to-noun") => (start..limit.min(start + HEARER)).any(|at| gerund_cue(view, at)),
        // "He was heard [to shout] “…”": the other verb reports.
        ("hear", "to") => group.mode == Mode::Passive,
        ("call", _) => {
            matches!(group.mode, Mode::Finite | Mode::Infinitive) && rings_up(view, start, limit)
        }
        // "Witnesses are asked [to call] the police"
        ("ask" | "urge" | "invite" | "encourage", _) if group.mode == Mode::Passive => {
            view.one_of(group.head + 1, words!["to"])
                && LISTS.appeal.has_word(view.text(group.head + 2))
        }
        ("pronounce" | "declare", _) => {
            group.mode == Mode::Passive && view.text(start).eq_ignore_ascii_case("dead")
        }
        ("identify", "pronoun" | "noun" | "clause") => view.text(start).ends_with("self"),
        ("paint", "clause" | "noun" | "name" | "pronoun") => !depicts(view, start, limit),
        (_, "clause" | "noun" | "pronoun" | "pronoun-clause") if is_pronoun(view, start) => {
            points_back(view, start, limit)
        }
        (_, "that") if view.tag(start - 1).is_noun() => {
            view.is(start - 1, Class::CUE_NOUN) && hands_on(view, start, limit)
        }
        _ => group.mode == Mode::Gerund && gestures(view, group.head),
    }
}

/// "painted [a grim picture] of the war", "painted him [as] weak", "painted it in dark [colours]"; not "painted the door".
fn depicts(view: &View, start: usize, limit: usize) -> bool {
    /// How many tokens say of what, and how.
    const NEAR: usize = 14;
    (start..limit.min(start + NEAR)).any(|at| {
        view.one_of(at, words!["as"])
            || view.quote(at).is_some()
            || LISTS.depicted.has_word(view.text(at))
    })
}

/// "Do [you] worry about it?": a question to somebody tells nothing of what was said; but "Do you think it will rain?"
pub(super) fn asks_you(view: &View, group: VerbGroup, frame: &str) -> bool {
    let clause = ["that", "clause", "pronoun-clause", "wh", "quote", "colon"];
    if clause.contains(&frame) {
        return false;
    }
    let sentence = view.sentence_tokens(group.head);
    let you = group.start.checked_sub(1);
    you.is_some_and(|you| is_asked(view, you, sentence.start))
        && view.one_of(sentence.end - 1, words!["?"])
}

/// "Do [you]", "could [you]": the word at `at` names who is asked; its sentence begins at token `first`.
pub(super) fn is_asked(view: &View, at: usize, first: usize) -> bool {
    at > first && view.one_of(at, words!["you"]) && view.is(at - 1, Class::AUXILIARY | Class::MODAL)
}

/// "disclosed [this] while visiting a school", "said [it] the way others say grace": what was said stands elsewhere.
fn points_back(view: &View, pronoun: usize, limit: usize) -> bool {
    let next = pronoun + 1;
    let apart = Class::PREPOSITION | Class::SUBORDINATOR | Class::TIME | Class::CONJUNCTION;
    let way =
        || next + 1 < limit && view.one_of(next, words!["the"]) && view.text(next + 1) == "way";
    let parted = view.is(next, apart) || view.one_of(next, words!["while"]);
    view.one_of(pronoun, words!["this"]) && parted || way()
}

/// "about [it]", "about [that] until May": all that it was about; not "about [that] plan".
fn is_pronoun(view: &View, at: usize) -> bool {
    let pronoun = view.is(at, Class::OBJECT_PRONOUN) && !view.is(at, Class::POSSESSIVE)
        || view.one_of(at, words!["it", "that", "this"]);
    let next = view.tag(at + 1);
    pronoun
        && view.quote(at).is_none()
        && view.quote(at + 1).is_none()
        // "this while", whatever the tagger says
        && (!next.is_noun() || view.one_of(at + 1, words!["while"]))
        && !matches!(next, Tag::Adjective | Tag::Gerund | Tag::Participle)
        && !view.is(at + 1, Class::RELATIVE)
        && !view.small_verb(at + 1)
}

/// "called [the police] on Monday", "had called [her lawyer]": whom, by telephone; not "called the mayor a liar".
fn rings_up(view: &View, start: usize, limit: usize) -> bool {
    let led = view.is(start, Class::DETERMINER | Class::POSSESSIVE);
    let whom = start + usize::from(led);
    let describes = |at: &usize| {
        let tag = view.tag(*at);
        tag.is_noun() && tag != Tag::Plural || tag == Tag::Adjective && view.tag(at + 1).is_noun()
    };
    let head = (whom..limit).find(|at| !describes(at)).unwrap_or(limit);
    // "the police", "the voters"
    let many = head < limit && (view.tag(head) == Tag::Plural || view.is(head, Class::GROUP));
    let end = head + usize::from(many);
    let stops = Class::PREPOSITION | Class::TIME | Class::CONJUNCTION | Class::SUBORDINATOR;
    (led || view.one_of(start, words!["police"]))
        && end > whom
        && view.quote(end).is_none()
        && view.is(end - 1, Class::HUMAN | Class::ORGANISATION)
        && (end >= limit || view.kind(end) == Some(TokenKind::Punctuation) || view.is(end, stops))
}

/// "…, which suggests it spreads": what the reporter makes of a clause; not "the report, which suggests it spreads".
pub(super) fn concludes(view: &View, lemma: &str, source: Option<&Range<usize>>) -> bool {
    let Some(which) = source.map(|source| source.start).filter(|&at| at > 1) else {
        return false;
    };
    let says = Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT | Class::CUE_NOUN;
    matches!(lemma, "suggest" | "indicate")
        && view.one_of(which, words!["which"])
        && view.is_comma(which - 1)
        && !view.is(which - 2, says)
        && !view.capital(which - 2)
        && view.quote(which - 2).is_none()
}

/// "writes in her new book, “Butter and Guns”": where it was said, by the name of a work.
pub(super) fn places(view: &View, frame: &str, contents: &[Range<usize>]) -> bool {
    let last = contents.last();
    let quoted = last.and_then(|last| view.first_quoted(last.clone()));
    let within = matches!(frame, "in" | "on" | "at" | "from");
    let quote = quoted.and_then(|at| view.quote(at));
    within && (quote.is_some_and(|quote| is_work(view, quote)) || dated(view, contents))
}

/// "data showed [on Monday], as demand slowed": when it was said.
fn dated(view: &View, contents: &[Range<usize>]) -> bool {
    let [content] = contents else {
        return false;
    };
    let day = || {
        let comma = content.clone().find(|&at| view.is_comma(at));
        comma.is_some_and(|comma| tell_when(view, &[content.start..comma]))
    };
    view.is(content.start + 1, Class::TIME) && day()
}

/// "…,” she said, [standing amid] the ruins": what one does meanwhile.
fn gestures(view: &View, participle: usize) -> bool {
    let pair = participle..participle + 2;
    LISTS.gesture.has(pair.map(|at| view.text(at)))
}

/// "a promise [that she had kept]", "the claim [that doctors have rejected]": the clause from "that" on tells what was done with
/// the promise, not what it says.
pub(super) fn hands_on(view: &View, that: usize, limit: usize) -> bool {
    /// How many tokens such a clause has up to its verb.
    const CLAUSE: usize = 8;
    let object = |verb: usize| {
        let next = verb + 1;
        // "that doctors called false"
        let predicate =
            view.tag(next) == Tag::Adjective && view.kind(next + 1) != Some(TokenKind::Word);
        next < limit
            && !predicate
            && view.kind(next) != Some(TokenKind::Punctuation)
            && !view.is(next, Class::PREPOSITION | Class::TIME | Class::CONJUNCTION)
            && !view.is_adverb(next)
    };
    let helps = |at: usize| view.is(at, Class::AUXILIARY | Class::MODAL);
    let mut verbs = (that + 2..limit.min(that + CLAUSE)).filter(|&at| view.tag(at).is_verb());
    // "had [made] and broken", but "was broken", "had seen it made": the clause's own verb, and nobody's passive.
    let own = verbs.find(|&at| view.is(at, Class::BE) || !helps(at));
    own.is_some_and(|verb| LISTS.handled.has_word(view.text(verb)) && !object(verb))
}

/// From token `at` on nothing is told any more.
pub(super) fn closes(view: &View, at: usize, limit: usize) -> bool {
    // "said it was late [while talking] to reporters"
    let meanwhile = || view.one_of(at, words!["while"]) && at + 2 < limit && gestures(view, at + 1);
    let leads_on = || {
        let quote = at.checked_sub(1).and_then(|before| view.quote(before));
        quote.is_some_and(|quote| view.leads_on(quote))
    };
    let comma = view.is_comma(at);
    says_no_more(view, at, limit)
        || meanwhile()
        || comma && is_remark(view, at + 1, limit)
        || even_as(view, at + usize::from(comma), limit) && (comma || leads_on())
}

/// "it stopped there, [an answer that drew a laugh]", "it would close, [which critics said was too early]": what the narrator
/// or another says of what was said.
fn is_remark(view: &View, at: usize, limit: usize) -> bool {
    /// "an unusually blunt answer"
    const NOUN: usize = 4;
    /// "some of his critics"
    const SUBJECT: usize = 6;
    if view.one_of(at, words!["which"]) {
        let quiet = |at: &usize| view.quote(*at).is_none() && !view.is_comma(*at);
        let mut near = (at + 2..limit.min(at + SUBJECT)).take_while(quiet);
        let reports =
            |verb: usize| view.has(verb, Trait::CUE_VERB) && view.has_no_subject(verb + 1);
        let others = near.find(|&verb| reports(verb));
        // "the train, which officials said was fast, left": the clause about it goes on.
        let last = |verb: usize| !(verb..limit).any(|comma| view.is_comma(comma));
        return others.is_some_and(last);
    }
    let mut near = at + 1..limit.min(at + 1 + NOUN);
    let mut that = || near.find(|&link| view.one_of(link, words!["that"]));
    view.one_of(at, words!["a", "an"])
        && that().is_some_and(|that| {
            view.is(that - 1, Class::CUE_NOUN)
                && (view.has(that + 1, Trait::PAST) || view.tag(that + 1) == Tag::Past)
                && view.has_no_subject(that + 1)
        })
}

/// "…, [even as] his lawyer denied it": what another says at the same time.
pub(super) fn even_as(view: &View, at: usize, limit: usize) -> bool {
    /// How many tokens the other has for a name at most, with the two words before it.
    const SUBJECT: usize = 8;
    view.one_of(at + 1, words!["as"])
        && ["even", "just"].contains(&view.text(at))
        && (at + 2..limit.min(at + SUBJECT)).any(|verb| view.finite_cue(verb))
}

/// "… but declined to give details", "… but would not say why", "…, but the Ledger could not verify this": what the reporter
/// adds about a report, from the conjunction at token `at` on or the comma before it; so ", without giving details".
pub(super) fn says_no_more(view: &View, at: usize, limit: usize) -> bool {
    /// So near the conjunction it was not verified.
    const NEAR: usize = 14;
    let comma = view.is_comma(at);
    let link = at + usize::from(comma);
    if comma && view.one_of(link, words!["without"]) {
        return view.is(link + 1, Class::WITHHELD);
    }
    if !(view.is(link, Class::CONJUNCTION) || view.one_of(link, words!["though", "although"])) {
        return false;
    }
    let verb = (link + 1..limit.min(link + 3))
        .find(|&at| !view.is_adverb(at) || view.is(at, Class::NEGATION))
        .unwrap_or(limit);
    // "said he was armed and refused to go" may be all that was said.
    let declines = view.is(verb, Class::DECLINING)
        && view.one_of(verb + 1, words!["to"])
        && (comma || view.one_of(link, words!["but"]));
    let negated = |at: usize| view.is(at, Class::NEGATION);
    let withheld = view.is(verb, Class::AUXILIARY | Class::MODAL)
        && view.is(verb + 1 + usize::from(!negated(verb)), Class::WITHHELD)
        && (negated(verb) || negated(verb + 1));
    let mut behind = (link + 1..limit.min(link + NEAR)).take_while(|&at| view.quote(at).is_none());
    let unverified = |at: usize| view.one_of(at, words!["verify", "verified"]);
    declines || withheld || comma && behind.any(negated) && behind.any(unverified)
}
