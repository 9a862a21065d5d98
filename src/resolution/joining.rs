//! What joins two names beside their words: parts of longer names, acronyms, the titles of a surname.
//!
//! Works on the whole cast at once; what one mention tells is in [`super::people`].

use std::collections::HashMap;

use super::names::{Gender, Name, NameKind};
use super::people::{BEARERS, Cast};
use super::view::View;

impl Cast {
    pub(super) fn title_genders(&mut self, names: &[Name], words: &[Vec<String>]) {
        for (name, words) in names.iter().zip(words) {
            let [word] = words.as_slice() else { continue };
            if name.before.is_empty() || name.gender == Gender::Unknown {
                continue;
            }
            let told = self.titled.entry(word.clone()).or_insert(name.gender);
            if *told != name.gender {
                *told = Gender::Unknown;
            }
        }
    }

    /// "Security Council" joins "United Nations Security Council", "San Win" "Maung San Win".
    pub(super) fn join_parts(&mut self) {
        let mut by_last: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, entity) in self.entities.iter().enumerate() {
            if let Some(last) = entity.words.last()
                && entity.words.len() > 2
            {
                by_last.entry(last.clone()).or_default().push(at);
            }
        }
        let mut moved: HashMap<usize, usize> = HashMap::new();
        for (at, entity) in self.entities.iter().enumerate() {
            let Some(longer) = entity.words.last().and_then(|last| by_last.get(last)) else {
                continue;
            };
            let whole = longer.iter().take(BEARERS).find(|other| {
                let full = &self.entities[**other];
                full.words.len() > entity.words.len()
                    && full.words.ends_with(&entity.words)
                    && (full.kind == entity.kind
                        || entity.kind == NameKind::Unknown
                        || full.kind == NameKind::Unknown)
            });
            if let Some(whole) = whole {
                // "Honest Anna Miller" is Anna Miller; "Hans Joachim Keller" is more than Joachim Keller.
                let epithet =
                    entity.given && !self.entities[*whole].given && entity.words.len() > 1;
                if epithet {
                    moved.insert(*whole, at);
                } else {
                    moved.insert(at, *whole);
                }
            }
        }
        for entity in self.of_name.iter_mut().chain(self.by_key.values_mut()) {
            // A chain of parts is as long as a name at most.
            for _ in 0..8 {
                match moved.get(entity) {
                    Some(whole) => *entity = *whole,
                    None => break,
                }
            }
        }
        for at in moved.into_keys() {
            self.entities[at].words.clear();
        }
    }

    /// "Harbour Workers Union (HWU)": the letters in parentheses are the same body.
    pub(super) fn acronyms(&mut self, view: &View, names: &[Name]) {
        let mut alias: HashMap<usize, usize> = HashMap::new();
        for (at, pair) in names.windows(2).enumerate() {
            let [full, short] = pair else { continue };
            let enclosed =
                view.word(full.tokens.end) == "(" && short.tokens.start == full.tokens.end + 1;
            if enclosed
                && short.tokens.len() == 1
                && view.word(short.tokens.end) == ")"
                && full.tokens.len() > 1
            {
                alias.insert(self.of_name[at + 1], self.of_name[at]);
            }
        }
        for entity in &mut self.of_name {
            if let Some(full) = alias.get(entity) {
                *entity = *full;
            }
        }
    }
}
