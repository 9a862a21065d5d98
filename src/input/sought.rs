//! [`Sought`]: what a reader of the tables would miss, and was in no record of a file.

use super::fields::Role;
use super::mapper::Places;

/// Gathered over records of different fields.
#[derive(Debug, Default)]
pub(super) struct Sought {
    /// A record with a text was among them.
    of_articles: bool,
    found: [bool; TOLD.len()],
    /// Names that the user gave and no record has; `None` before the first.
    missing: Option<Vec<String>>,
    /// Names that mean nothing here: one of them may be what was not found.
    left: Vec<String>,
}

/// The roles whose want is told.
const TOLD: [Role; 2] = [Role::Title, Role::Date];
/// Names that are told of those left.
const MOST: usize = 8;

impl Sought {
    pub(super) fn look(&mut self, places: &Places, names: &[String]) {
        let missing = places.missing();
        match &mut self.missing {
            Some(never) => never.retain(|name| missing.contains(name)),
            None => self.missing = Some(missing.to_vec()),
        }
        if places.of(Role::Text).is_none() {
            return;
        }
        self.of_articles = true;
        for (found, role) in self.found.iter_mut().zip(TOLD) {
            *found |= places.of(role).is_some();
        }
        for (place, name) in names.iter().enumerate() {
            // One more than is told.
            if self.left.len() <= MOST && !places.is_taken(place) && !self.left.contains(name) {
                self.left.push(name.clone());
            }
        }
    }

    /// In words: names that no record has, and what none was found for.
    pub(super) fn not_found(self) -> Vec<String> {
        let never = self.missing.iter().flatten();
        let mut told: Vec<String> = never.map(|name| format!("no `{name}` found")).collect();
        let lacking = TOLD.into_iter().zip(self.found);
        let lacking = lacking.filter(|(_, found)| !found);
        let lacking: Vec<&str> = lacking.map(|(role, _)| role.name()).collect();
        if self.of_articles && !lacking.is_empty() && !self.left.is_empty() {
            let left = self.left.iter().take(MOST);
            let left: Vec<String> = left.map(|name| format!("`{name}`")).collect();
            let more = if self.left.len() > MOST { " …" } else { "" };
            let (lacking, left) = (lacking.join(", no "), left.join(", "));
            told.push(format!("no {lacking} found (left: {left}{more})"));
        }
        told
    }
}
