//! What one mention tells of whom it names: kind, gender, age, standing, descriptions.

use std::ops::Range;

use super::Cast;
use crate::resolution::beside::speaking;
use crate::resolution::names::{Gender, Name, NameKind};
use crate::resolution::seats::constituency;
use crate::resolution::telling::Telling;
use crate::resolution::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

impl Cast {
    /// Takes in what one mention tells of its entity.
    pub(super) fn seen(&mut self, view: &View, name: &Name, at: usize, telling: &Telling) {
        let words = telling.len();
        let entity = &mut self.entities[at];
        if entity.weight == 0 {
            entity.first = view.span(&name.tokens);
        }
        entity.weight += 1;
        if words == 1 && entity.telling.len() == 1 && entity.address.is_empty() {
            entity.address = name.before.clone();
        }
        // Those only spoken of by others are not in mind as the narrator's own people are.
        if view.inside(name.tokens.start) {
            return;
        }
        let several = entity.telling.len() > 1;
        entity.told += 1;
        entity.latest = Some(view.sentence(name.tokens.start));
        entity.bare += u32::from(words == 1 && several && telling.suffix == 0);
        if entity.gender == Gender::Unknown && (words > 1 || !several || !name.before.is_empty()) {
            entity.gender = name.gender;
        }
        // "Inflation passed 5 percent": many a noun opens a sentence before such a verb.
        let one = |at: usize| {
            let opens = words == 1 && view.first_of_sentence(name.tokens.start);
            // "a nurse from Ashby said"
            let place = name.tokens.start.wrapping_sub(1);
            let within = view.own(place, Class::PREPOSITION);
            !within
                && !view.of_several(at)
                && !(opens && view.verb(at) && !view.own(at, Class::STRONG_CUE))
        };
        let speaks = || {
            let said = entity.telling.len() < 5 && speaking(view, name) && one(name.tokens.end);
            said || tells(view, &name.tokens)
        };
        // That it speaks makes it no person where another mention tells that it is a body.
        let bare = !several && name.before.is_empty() && entity.address.is_empty();
        let open = entity.kind == NameKind::Unknown
            || entity.kind == NameKind::Person && !entity.given && entity.role.is_empty();
        // "Halden Ocean said it expected less"
        let unlike = several && entity.kind != NameKind::Organisation && entity.role.is_empty();
        let told_by = |name: &Name| {
            name.kind == NameKind::Organisation || neuter(view, name) || is_led(view, name)
        };
        let unlike = unlike && entity.guessed | (entity.kind == NameKind::Unknown);
        if bare && open && told_by(name) || unlike && neuter(view, name) {
            entity.kind = NameKind::Organisation;
        }
        let told = name.kind == NameKind::Person;
        if entity.kind == NameKind::Unknown && (told || speaks()) {
            entity.kind = NameKind::Person;
            entity.guessed = !told;
        }
        entity.guessed &= !told;
        if name.before.len() + name.after.len() > 0 {
            entity.describe(view, &name.before);
            if !interviewed(view, name) {
                entity.describe(view, &name.after);
            }
        }
        if view.byte(name.tokens.end) != 0 {
            let number = name.tokens.end + 1;
            if view.byte(number - 1) == b',' && view.kind(number) == Some(TokenKind::Number) {
                entity.age = entity.age.or(Some(number as u32));
            }
            entity.standing.add(constituency(view, name.tokens.end));
        }
    }
}

/// "Bram, reached at home, said no": a sentence's first words speak behind what stands between commas.
fn tells(view: &View, name: &Range<usize>) -> bool {
    let begins = view.sentence_start(name.start) == name.start && view.byte(name.end) == b',';
    let close = || (name.end + 1..name.end + 12).find(|at| view.byte(*at) == b',');
    begins && close().is_some_and(|close| view.own(close + 1, Class::STRONG_CUE))
}

/// "Speaking to Bram Lund, the actor, 52, said no": who is behind the name spoke to its bearer.
fn interviewed(view: &View, name: &Name) -> bool {
    let comma = name.after.end;
    view.byte(comma) == b','
        && view.kind(comma + 1) == Some(TokenKind::Number)
        && view.byte(comma + 2) == b','
        && view.verb(comma + 3)
        && view.bytes(view.sentence_start(comma)).ends_with(b"ing")
}

/// "Halverson cut its forecast", "Halverson said it would sell": "it" of the subject says that it is a body.
fn neuter(view: &View, name: &Name) -> bool {
    let verb = name.tokens.end;
    if !view.same_sentence(name.tokens.start, verb) || view.clitic(verb) {
        return false;
    }
    let acts = |at: usize| view.entry(at).act;
    let next = verb + 1 + usize::from(view.eq(verb + 1, "that"));
    let said = view.verb(verb) && view.eq(next, "it");
    let will = next + 1 + usize::from(view.own(next + 1, Class::MODAL | Class::AUXILIARY));
    said && acts(will) || acts(verb) && view.eq(verb + 1, "its")
}

/// "Halverson’s chief executive", "the CEO of Halverson": what has one is a body.
fn is_led(view: &View, name: &Name) -> bool {
    let chief = |at: usize| {
        let executive = ["executive", "financial", "operating"];
        let behind = executive.iter().any(|word| view.eq(at + 1, word));
        view.eq(at, "ceo") || view.eq(at, "chief") && behind
    };
    let owned = view.clitic(name.tokens.end) && chief(name.tokens.end + 1);
    let (of, first) = (
        name.tokens.start.wrapping_sub(1),
        view.sentence_start(name.tokens.start),
    );
    let mut heads = name.tokens.start.saturating_sub(3).max(first)..name.tokens.start;
    owned || view.eq(of, "of") && heads.any(chief)
}
