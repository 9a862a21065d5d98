//! Heirs: whom a titled surname means where its first bearer is told of as dead.

use std::ops::Range;

use super::Cast;
use crate::resolution::beside::speaking;
use crate::resolution::kinds::gender_of;
use crate::resolution::names::{Gender, Name};
use crate::resolution::view::View;
use crate::scan::class::Class;

impl Cast {
    /// "Ms. Oakes" of a woman told of as dead: the daughter, "her daughter Ann", if she is who speaks where the surname
    /// first stands so.
    ///
    /// `nth`: the name in hand, which leads to an entity so far.
    pub(super) fn heir(&mut self, view: &View, names: &[Name], nth: usize, entity: usize) -> usize {
        let name = &names[nth];
        let titled = !name.before.is_empty() && name.gender != Gender::Unknown;
        if !titled || name.tokens.len() > 1 || !self.is_dead(view, entity) {
            return entity;
        }
        let known = self
            .heirs
            .iter()
            .find(|(dead, gender, _)| (*dead, *gender) == (entity, name.gender));
        if let Some((_, _, heir)) = known {
            return *heir;
        }
        let speaks = speaking(view, name) || view.verb(name.before.start.wrapping_sub(1));
        let first = view.span(&self.entities[entity].name).start();
        let before = names[..nth].iter().zip(&self.of_name).rev();
        let mut before = before.take_while(|(other, _)| view.span(&other.tokens).start() > first);
        let heir = speaks.then(|| {
            before.find(|(other, at)| {
                self.entities[**at].telling.len() == 1
                    && kin(view, other).is_some_and(|kin| kin.fits(name.gender))
            })
        });
        let heir = heir.flatten().map_or(entity, |(_, heir)| *heir);
        self.heirs.push((entity, name.gender, heir));
        heir
    }

    /// "Ann Oakes, 81, died", "the death of Ann Oakes".
    pub(in crate::resolution) fn is_dead(&self, view: &View, entity: usize) -> bool {
        let entity = &self.entities[entity];
        let Range { start, end } = entity.name;
        let behind = view.sentence_end(start).min(end + 6);
        let (noun, of) = (start.wrapping_sub(2), start.wrapping_sub(1));
        // "Ann Oakes, whose daughter died"
        let other = Class::RELATIVE | Class::POSSESSIVE | Class::KIN | Class::CONJUNCTION;
        let mut own = (end..behind).take_while(|at| !view.own(*at, other));
        entity.telling.len() > 1
            && (own.any(|at| view.entry(at).death) || view.eq(noun, "death") && view.eq(of, "of"))
    }
}

/// The gender of "her daughter, Ann", "his son Greg"; `None` where no such words stand before a name.
fn kin(view: &View, name: &Name) -> Option<Gender> {
    let before = name.tokens.start.checked_sub(1)?;
    let noun = before.checked_sub(usize::from(view.byte(before) == b','))?;
    let owned = (noun.saturating_sub(3)..noun).any(|at| view.own(at, Class::POSSESSIVE));
    (view.own(noun, Class::KIN) && owned).then(|| gender_of(view, noun))
}
