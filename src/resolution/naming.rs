//! Naming clauses: "One driver, identified only as Yusuf", "a nurse who gave her name as Halima".
//!
//! The name behind one is the description's, and so is its gender.

use std::ops::Range;

use super::meaning::Meaning;
use super::names::Gender;
use super::nominals;
use super::pronouns::{Timeline, gender_of};
use super::sources::Reader;
use super::view::View;
use crate::scan::class::Class;

impl Reader<'_> {
    /// "One driver, identified only as Yusuf", "a nurse who gave her name as Halima".
    pub(super) fn named(&self, core: &Range<usize>, tokens: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let mut rest = core.end..tokens.end.min(core.end + 7);
        rest.find(|at| view.entry(*at).naming)?;
        let as_ = rest.find(|at| view.eq(*at, "as"))?;
        self.name_at(as_ + 1 + usize::from(view.own(as_ + 1, Class::ADVERB)))
    }
}

impl Timeline<'_> {
    /// What a source that gives a name tells of whose it is: "gave her name as Iya", "a man who gave his name as Fire".
    pub(super) fn introduce(&mut self, source: &Range<usize>, meaning: &Meaning) {
        let Meaning::Entity(entity) = meaning else {
            return;
        };
        let known = &mut self.past.known[*entity];
        if known.gender == Gender::Unknown && source.len() > 4 {
            known.gender = gender(self.view, source);
            known.person |= known.gender != Gender::Unknown;
        }
    }
}

/// The gender of whom a source describes and names.
fn gender(view: &View, source: &Range<usize>) -> Gender {
    let Some(naming) = source.clone().find(|at| view.entry(*at).naming) else {
        return Gender::Unknown;
    };
    let own = |at: &usize| view.own(*at, Class::POSSESSIVE) && view.eq(at + 1, "name");
    match (naming + 1..source.end.min(naming + 3)).find(own) {
        Some(own) => gender_of(view.classes(own)),
        None => nominals::gender(view, &(source.start..naming)),
    }
}
