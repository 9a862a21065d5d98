//! Verb groups: which forms of cue verbs are verbs here, where their group begins, and in which mode.
//!
//! "has repeatedly been accused", "went on to say", "saying": the head is the cue
//! verb, the group reaches left over adverbs, auxiliaries and linking verbs.

use crate::scan::class::Class;
use crate::scan::lexicon::Verb;
use crate::tagging::Tag;

use super::content::quote_from;
use super::landmarks::Landmark;
use super::lists::LISTS;
use super::noun_form::nominal;
use super::source::aged;
use super::view::{Trait, View};
use super::words::{Words, words};

/// What one does "to" or "with" whom one meets: who is spoken to says nothing by that.
pub(super) const MEETS: Words = words!["spoke", "spoken", "talked"];

/// Behind these a participle tells on what occasion something was said, "when [asked]", and not that it was.
const OCCASIONS: Words = words!["when", "if", "once", "until"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mode {
    /// "says", "has said"
    Finite,
    /// "to say", with whatever verb leads to it
    Infinitive,
    /// "saying"
    Gerund,
    /// "was called"
    Passive,
    /// A participle without an auxiliary: "described as", "asked about"
    Participle,
}

impl Mode {
    pub(super) fn name(self) -> &'static str {
        match self {
            Mode::Finite => "finite",
            Mode::Infinitive => "infinitive",
            Mode::Gerund => "gerund",
            Mode::Passive => "passive",
            Mode::Participle => "participle",
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct VerbGroup {
    /// The first token of the group.
    pub(super) start: usize,
    /// The cue verb itself.
    pub(super) head: usize,
    pub(super) verb: Verb,
    pub(super) mode: Mode,
}

/// The verb group whose head is token `head`, if that is a cue verb used as a verb.
pub(super) fn verb_group(view: &View, head: usize) -> Option<VerbGroup> {
    let verb = view.word(head).verb?;
    view.groups.of(head, verb, || group(view, head, verb))
}

/// The verb group of a verb that no lexicon has, by its part of speech.
pub(super) fn unlisted_group(view: &View, head: usize) -> Option<VerbGroup> {
    let tag = view.tag(head);
    if !tag.is_verb() || view.capital(head) || view.text(head).len() < 3 {
        return None;
    }
    let verb = Verb {
        lemma: u16::MAX,
        base: matches!(tag, Tag::Base | Tag::Present),
        third: tag == Tag::PresentThird,
        past: tag == Tag::Past,
        participle: tag == Tag::Participle,
        gerund: tag == Tag::Gerund,
    };
    group(view, head, verb)
}

fn group(view: &View, head: usize, verb: Verb) -> Option<VerbGroup> {
    let first = view.sentence_tokens(head).start;
    // "the state’s law": an owner.
    if verb.base && !verb.past && view.one_of(head + 1, words!["'s", "’s"]) {
        return None;
    }
    // "Everyone I talked to believes": who talked to whom is no report.
    if view.one_of(head, MEETS) && stranded(view, head + 1) {
        return None;
    }
    // A capital inside a sentence makes it a name ("Post"), except in headlines.
    if view.capital(head) && head > first && !view.in_title(head) {
        return None;
    }
    let mut start = short_of(view, head, first).unwrap_or(head);
    let mut be = false;
    let mut auxiliary = false;
    let mut infinitive = false;
    let mut led = false;
    while start > first && view.quote(start - 1).is_none() {
        let left = start - 1;
        // “…,” Will wrote: a capital inside the sentence is a name's.
        if view.is(left, Class::AUXILIARY | Class::MODAL | Class::NEGATION)
            && !view.capital_inside(left)
            && auxiliary_here(view, left, verb)
        {
            // "had 's" and the like: whichever comes first tells the voice.
            be |= !auxiliary && is_be(view, left);
            auxiliary = true;
            // "We’ve seen": one word with its subject.
            if view.has_subject(left) {
                break;
            }
        } else if view.one_of(left, words!["to"])
            && !stranded(view, left)
            && start == head_or_adverb(view, start, head)
            && !auxiliary
        {
            infinitive = true;
        } else if view.is_adverb(left) && !view.is(left, Class::TIME) {
            // passed over
        } else if infinitive
            && !led
            && (leads_to_infinitive(view, left)
                || matches!(
                    view.tag(left),
                    Tag::Particle | Tag::Adverb | Tag::Preposition
                ) && view.one_of(left, words!["on"])
                    && leads_to_infinitive(view, left.wrapping_sub(1)))
        {
            // "went on to", "refused to", but "the rule | like to": one verb leads, what stands before it has its own place.
            led = !view.one_of(left, words!["on"]);
        } else {
            break;
        }
        start = left;
    }
    // "wasn’t present at": behind a form of be a bare form is no verb.
    let bare = verb.base && !verb.past && !verb.participle && !verb.gerund;
    if be && bare && !infinitive {
        return None;
    }
    // "when [asked to comment] on it": who is asked to says nothing by that.
    let asked_to = led && start < head && view.one_of(start, words!["asked"]);
    let left = start.wrapping_sub(1);
    if asked_to && (start == first || view.is_comma(left) || view.one_of(left, OCCASIONS)) {
        return None;
    }
    // Adverbs that open the sentence or belong to the subject stay outside.
    while start < head && view.is_adverb(start) && !auxiliary {
        start += 1;
    }
    // "it referenced", "Some chanted “…”", "the 34-year-old posted": a pronoun or a person's age right before it is its
    // subject, whatever the tagger says.
    let subject = start == head
        && head > first
        && (takes_pronoun(view, head, first) || stranded(view, head - 1) || aged(view, head - 1));
    let participle = verb.participle
        && !auxiliary
        && !subject
        && view.tag(head) == Tag::Participle
        && !(verb.past && view.is(head, Class::STRONG_CUE));
    // "when [asked] about it": who is asked says nothing by that. In "Lee once said" she has said it.
    let spoken_to = verb.participle
        && !auxiliary
        && head > first
        && view.one_of(head - 1, OCCASIONS)
        && !view.is_adverb(head - 1);
    // "Did the minister say so?" tells of nothing that was said.
    if spoken_to || !auxiliary && bare && is_question(view, first, head) {
        return None;
    }
    // "Asked whether the firm would publish it, Vale said": what was asked is nobody's report.
    let asked = view.one_of(first, words!["asked"])
        && view.is(first + 1, Class::WH | Class::SUBORDINATOR)
        && !view.is(head, Class::STRONG_CUE)
        && head > first
        && !(first..head).any(|at| view.is_comma(at));
    if asked {
        return None;
    }
    if start == head && head > first && (is_told(view, head) || governed(view, head)) {
        return None;
    }
    let descriptive = start == head && {
        !view.is(head, Class::STRONG_CUE) && describes(view, head) || set_off(view, head)
    };
    if descriptive {
        return None;
    }
    let mode = match mode(verb, be, auxiliary, infinitive) {
        Mode::Finite if participle => Mode::Participle,
        Mode::Participle if subject => Mode::Finite,
        mode => mode,
    };
    (subject || !nominal(view, start, head, mode)).then_some(VerbGroup {
        start,
        head,
        verb,
        mode,
    })
}

/// "Banks [told] to pay", "Drivers [warned] of delays": a headline's participle. Whom it tells it has behind it, or it is said
/// to its subject.
fn is_told(view: &View, head: usize) -> bool {
    let not = usize::from(view.is(head + 1, Class::NEGATION));
    let to = view.one_of(head + 1 + not, words!["to"]);
    if !view.has(head, Trait::PAST) || !(to || view.in_title(head)) {
        return false;
    }
    let word = view.text(head);
    let of = view.one_of(head + 1, words!["of", "over", "about", "as", "after", ":"]);
    // "MPs told bridge is unsafe", but "Man told police he was armed": whom it tells stands behind it, and no verb of theirs.
    let led = Class::DETERMINER | Class::POSSESSIVE | Class::ANY_PRONOUN | Class::FUNCTION;
    let person = view.capital(head + 1) || view.is(head + 1, Class::HUMAN | Class::ORGANISATION);
    let whom = view.is(head + 1, led) || person && !view.small_verb(head + 2);
    let clause = word.eq_ignore_ascii_case("told") && !whom;
    let headline = view.in_title(head) && ((to || of) && LISTS.address.has_word(word) || clause);
    headline || to && LISTS.always_address.has_word(word)
}

/// "says [releasing] it could hurt": the subject of what is said.
fn governed(view: &View, head: usize) -> bool {
    let before = head - 1;
    view.has(head, Trait::GERUND) && view.strong_cue(before) && view.quote(before).is_none()
}

/// "[stopped short of] calling": where what turns the participle round begins.
fn short_of(view: &View, head: usize, first: usize) -> Option<usize> {
    let verb = head.checked_sub(3).filter(|&at| at > first)?;
    let short = view.one_of(head - 1, words!["of"])
        && view.text(head - 2).eq_ignore_ascii_case("short")
        && view.tag(verb).is_verb();
    (short && view.has(head, Trait::GERUND)).then_some(verb)
}

/// A sentence that opens with an auxiliary whose verb this is, and ends with a question mark.
fn is_question(view: &View, first: usize, head: usize) -> bool {
    /// How many tokens the subject between them has at most.
    const SUBJECT: usize = 10;
    let end = view.sentence_tokens(head).end;
    let asks = (first + 1..=first + SUBJECT).contains(&head)
        && view.is(first, Class::AUXILIARY | Class::MODAL)
        && !is_named(view, first)
        && view.one_of(end - 1, words!["?"]);
    asks && (first + 1..head).all(|at| !view.is_comma(at) && !view.has(at, Trait::FINITE))
}

/// Whether the word before a verb is a pronoun and its subject.
fn takes_pronoun(view: &View, head: usize, first: usize) -> bool {
    let before = head - 1;
    if view.is(before, Class::SUBJECT_PRONOUN) && !view.is(before, Class::OBJECT_PRONOUN) {
        return true;
    }
    let opens = before == first
        || view.is_comma(before - 1)
        || view.is(before - 1, Class::CONJUNCTION | Class::SUBORDINATOR);
    opens
        && view.is(before, Class::INDEFINITE)
        && view.has(head, Trait::PAST)
        && (view.tag(head) == Tag::Past
            || view.is(head, Class::STRONG_CUE) && view.is_word(head + 1)
            || quote_from(view, head + 1).is_some()
            || view.one_of(head + 1, words!["that", "if", "whether"]))
}

/// "Two people [briefed] on the inquiry said": the verb of the people comes behind.
fn describes(view: &View, head: usize) -> bool {
    /// How far behind.
    const NEAR: usize = 12;
    let stops = |at: usize| {
        view.quote(at).is_some()
            || !view.is_word(at)
            || view.is(
                at,
                Class::CONJUNCTION | Class::RELATIVE | Class::SUBORDINATOR | Class::WH,
            )
    };
    let people = head > 0 && view.is(head - 1, Class::HUMAN) && !view.capital_inside(head - 1);
    people
        && view.is(head + 1, Class::PREPOSITION)
        && (head + 1..view.sentence_tokens(head).end.min(head + NEAR))
            .take_while(|&at| !stops(at))
            .any(|at| {
                view.finite_cue(at)
                    || view.is(at, Class::AUXILIARY) && view.has(at + 1, Trait::CUE_VERB)
            })
}

/// "A man [accused] of theft", "Ann Lee, [asked] about the deal, said": who is spoken to or of does not report.
fn set_off(view: &View, head: usize) -> bool {
    /// How many tokens stand between the commas.
    const NEAR: usize = 14;
    if view.one_of(head, words!["accused"]) && view.one_of(head + 1, words!["of"]) {
        return true;
    }
    let opens = head > 1
        && view.is_comma(head - 1)
        && (view.has(head, Trait::PAST)
            || view.word(head).verb.is_some_and(|verb| verb.participle))
        && view.is(
            head + 1,
            Class::PREPOSITION | Class::SUBORDINATOR | Class::WH,
        );
    let limit = view.sentence_tokens(head).end.min(head + NEAR);
    let mut behind = head + 2..limit;
    let close = opens.then(|| behind.find(|&at| view.is_comma(at) || view.quote(at).is_some()));
    close.flatten().is_some_and(|close| {
        view.is_comma(close)
            && (view.tag(close + 1).is_verb() && view.tag(close + 1) != Tag::Gerund
                || view.is(close + 1, Class::AUXILIARY) && view.has(close + 2, Trait::CUE_VERB))
    })
}

/// "people I spoke [to] say", "everyone we have talked [with] believes": a preposition without its noun before another verb.
pub(super) fn stranded(view: &View, at: usize) -> bool {
    view.one_of(at, words!["to", "with"])
        && at > 1
        && view.one_of(at - 1, MEETS)
        && contact(view, at).is_some()
        && (view.has(at + 1, Trait::CUE_VERB) || view.is(at + 1, Class::AUXILIARY | Class::MODAL))
}

/// Where the clause of [`stranded`] begins whose preposition is token `at`: "most people | I spoke to".
pub(super) fn contact(view: &View, at: usize) -> Option<usize> {
    let pronoun = (at.saturating_sub(3)..at - 1)
        .rev()
        .find(|&word| !view.is(word, Class::AUXILIARY))?;
    let person = Class::FIRST_SINGULAR | Class::FIRST_PLURAL;
    let noun = pronoun.checked_sub(1)?;
    let told = view.is(pronoun, Class::SUBJECT_PRONOUN)
        && view.is(pronoun, person)
        && (view.is(noun, Class::HUMAN | Class::INDEFINITE) || view.tag(noun).is_noun());
    told.then_some(pronoun)
}

fn head_or_adverb(view: &View, start: usize, head: usize) -> usize {
    if (start..head).all(|at| view.is_adverb(at)) {
        start
    } else {
        usize::MAX
    }
}

fn mode(verb: Verb, be: bool, auxiliary: bool, infinitive: bool) -> Mode {
    if infinitive && verb.base {
        Mode::Infinitive
    } else if verb.gerund {
        if be { Mode::Finite } else { Mode::Gerund }
    } else if be && verb.participle {
        Mode::Passive
    } else if verb.participle && !verb.past && !auxiliary {
        Mode::Participle
    } else {
        Mode::Finite
    }
}

fn is_be(view: &View, at: usize) -> bool {
    view.is(at, Class::BE)
}

/// Verbs that take an infinitive and leave the subject its own: "went on to", "declined to".
fn leads_to_infinitive(view: &View, at: usize) -> bool {
    view.has(at, Trait::CUE_VERB)
        || view.is(at, Class::COMMON_VERB)
        || view.is(at, Class::INFINITIVE_LEAD)
}

/// A clitic ’s before "claim" is a possessive, before "claiming" an auxiliary.
fn auxiliary_here(view: &View, at: usize, verb: Verb) -> bool {
    let apart =
        view.is_word(at) || verb.gerund || verb.participle || !view.one_of(at, words!["'s", "’s"]);
    apart && !is_named(view, at)
}

/// "[May] said", "[Will] says": no modal, for no modal has such a verb.
pub(super) fn is_named(view: &View, at: usize) -> bool {
    let verb = view.word(at + 1).verb;
    view.capital(at) && view.is(at, Class::MODAL) && verb.is_some_and(|verb| !verb.base)
}

/// A finite verb outside quotation marks.
pub(super) fn finite(view: &View, at: usize) -> bool {
    view.is_landmark(at, Landmark::CLAUSE)
        && !view.is(at - 1, Class::DETERMINER | Class::POSSESSIVE)
}
