//! What no speaker is, whatever stands as a quotation's source: sums, warnings' colours, things; and what a source's words
//! begin with that is none of it, as a setting.

use std::ops::Range;

use super::names::NameKind;
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

/// "£20m: …", "Amber: warning", "No one at the firm": nobody speaks there.
pub(super) fn is_no_speaker(view: &View, tokens: &Range<usize>) -> bool {
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
}
