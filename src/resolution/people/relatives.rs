//! Relatives: whom a surname means that speaks behind one of the family: "His wife, Mary Lund, wept. “No,” Lund said."

use super::Cast;
use crate::resolution::beside::speaking;
use crate::resolution::key::Key;
use crate::resolution::names::{Gender, Name};
use crate::resolution::view::View;
use crate::scan::class::Class;

/// So many names back a relative is brought in.
const NEAR: usize = 12;

impl Cast {
    /// The relative who is brought in last, in this paragraph or in the one before, where the surname of `entity` speaks.
    ///
    /// `nth`: the name in hand, which leads to an entity so far. Whoever spoke before goes on in a paragraph without the
    /// relative.
    pub(super) fn relative(
        &mut self,
        view: &View,
        names: &[Name],
        nth: usize,
        entity: usize,
    ) -> usize {
        let name = &names[nth];
        let start = name.tokens.start;
        let bearer = &self.entities[entity];
        let surname = self.words.last(&bearer.telling) == Some(view.key(start));
        let person = bearer.telling.len() > 1 && bearer.kind.may_be_person();
        // "Mr. Lund" tells more than who was brought in.
        let titled = !name.before.is_empty() && name.gender != Gender::Unknown;
        if titled
            || name.tokens.len() > 1
            || !surname
            || !person
            || !says(view, name)
            || view.inside(start)
        {
            return entity;
        }
        let here = paragraph(view, start);
        let before = names[..nth].iter().zip(&self.of_name).rev().take(NEAR);
        let mut found = None;
        // "Ann Lund’s husband, Hugh, wept. “No,” Lund said.": who has no other surname.
        let mut given = None;
        for (other, at) in before {
            let there = paragraph(view, other.tokens.start);
            if there + 1 < here {
                break;
            }
            if view.inside(other.tokens.start) {
                continue;
            }
            if *at == entity {
                let owned = view.clitic(other.tokens.end) && there == here;
                let husband = given.filter(|(nth, _): &(&Name, usize)| {
                    owned && other.tokens.end + 4 > nth.tokens.start
                });
                if let Some((_, husband)) = husband
                    && !self.spoke(view, &names[..nth], entity)
                {
                    found = Some((husband, true));
                    self.entities[husband].surname = Some(start);
                    break;
                }
                if !view.clitic(other.tokens.end) && leads(view, other) {
                    break;
                }
                continue;
            }
            let first = view.own(other.tokens.start, Class::FIRST_NAME);
            if other.tokens.len() == 1 && first && related(view, other) {
                given = Some((other, *at));
            }
            if self.is_relative(view, other, *at, view.key(start)) {
                found = Some((*at, there == here));
                break;
            }
        }
        match found {
            Some((relative, near)) if near || !self.spoke(view, &names[..nth], entity) => relative,
            _ => entity,
        }
    }

    /// A sentence leads with the name of a relative, who bears the surname.
    fn is_relative(&self, view: &View, name: &Name, at: usize, surname: Key) -> bool {
        let entity = &self.entities[at];
        let bears = self.words.last(&entity.telling) == Some(surname);
        let human = entity.kind.may_be_person();
        name.tokens.len() > 1 && bears && human && related(view, name) && leads(view, name)
    }

    /// Some name of an entity spoke.
    fn spoke(&self, view: &View, names: &[Name], entity: usize) -> bool {
        let mut mentions = names.iter().zip(&self.of_name);
        mentions.any(|(name, at)| *at == entity && says(view, name))
    }
}

fn paragraph(view: &View, at: usize) -> u32 {
    view.setting(view.sentence(at)).paragraph
}

/// "his sister, Ann Lund", "Ann Lund, Hugh's sister"
fn related(view: &View, name: &Name) -> bool {
    let before = name.tokens.start.wrapping_sub(1);
    let noun = before.wrapping_sub(usize::from(view.byte(before) == b','));
    let mut beside = name.before.clone().chain(name.after.clone()).chain([noun]);
    beside.any(|at| view.own(at, Class::KIN))
}

/// "Lund said", "said Lund"
fn says(view: &View, name: &Name) -> bool {
    let before = name.before.start.min(name.tokens.start).wrapping_sub(1);
    speaking(view, name) || view.verb(before) && view.same_sentence(before, name.tokens.start)
}

/// The name is the subject that its sentence begins with.
fn leads(view: &View, name: &Name) -> bool {
    let other = Class::PREPOSITION | Class::AUXILIARY | Class::MODAL | Class::CONJUNCTION;
    let start = view.sentence_start(name.tokens.start);
    let mut before = start..name.tokens.start;
    before.all(|at| !view.verb(at) && (view.clitic(at) || !view.own(at, other)))
}
