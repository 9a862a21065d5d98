//! Couples: "Graham and Lynne Lund" are Graham Lund and Lynne Lund.

use super::Cast;
use crate::resolution::names::{Gender, Name};
use crate::resolution::view::View;
use crate::scan::class::Class;

impl Cast {
    /// Gives the person of a given name alone the surname of the one it is joined to.
    ///
    /// Refused are two of one gender: "Clinton and Donald Lund" need be no couple.
    pub(super) fn couple(&mut self, view: &View, names: &[Name], at: usize) {
        let name = &names[at];
        let and = name.tokens.end;
        if name.tokens.len() > 1 || view.bytes(and) != b"and" || !name.before.is_empty() {
            return;
        }
        let Some(other) = names.get(at + 1) else {
            return;
        };
        let human = |name: &Name| name.kind.may_be_person();
        let given = |name: &Name| view.own(name.tokens.start, Class::FIRST_NAME);
        let full = other.tokens.start == and + 1 && other.tokens.len() == 2;
        if !full || !human(name) || !human(other) {
            return;
        }
        let genders = [name.gender, other.gender];
        let told = !genders.contains(&Gender::Unknown) && given(name) && given(other);
        // "“They hung up,” says Lynne": the article calls both by what they are given.
        let called = || self.is_single(view.key(other.tokens.start));
        let couple = !same(genders) && (told || called());
        let entity = &mut self.entities[self.of_name[at]];
        if couple && entity.telling.len() == 1 && entity.address.is_empty() {
            entity.surname = Some(other.tokens.end - 1);
        }
    }
}

/// Both are told, and one gender.
fn same([one, other]: [Gender; 2]) -> bool {
    one != Gender::Unknown && one == other
}
