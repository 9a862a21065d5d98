//! Suggestions: names of a corpus that may be one speaker's, as a people file to edit.
//!
//! [`Names`] counts who speaks in an `articles.jsonl`, `names` takes names apart and
//! says why two may be one, [`groups`](Names::groups) puts them together. Nothing is
//! merged here: the user edits the rows and passes them back with `--people`.
//!
//! Law: no name stands in two rows; a shorter form that fits two names joins neither,
//! and its row says so.

mod names;
mod read;
mod rows;

use rustc_hash::FxHashMap;

pub use names::Reason;
use names::{Name, fit};
pub use read::{Names, ReadError};
pub use rows::{SuggestionRow, rows};

/// A speaker of the corpus, by one spelling of the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    pub name: String,
    /// `person`, `organisation` or `unknown`: that of most of its quotations.
    pub kind: String,
    pub role: Option<String>,
    /// The id of a people file that was used, if any.
    pub id: Option<String>,
    pub articles: u64,
    pub quotations: u64,
}

/// Names that may be one speaker's.
#[derive(Clone, Debug)]
pub struct Group {
    /// The fullest.
    pub head: Spoken,
    /// The others, with the reason why each may be the head's.
    pub others: Vec<(Spoken, Reason)>,
    /// Where it joined none because it fits several: their names.
    pub undecided: Vec<String>,
}

impl Names {
    /// Every name once, alone or with those that may be the same speaker's; most quoted first.
    pub fn groups(&self) -> Vec<Group> {
        let mut names: Vec<(Name, Spoken)> = self
            .spoken()
            .into_iter()
            .map(|spoken| (Name::new(&spoken.name, &spoken.kind), spoken))
            .collect();
        // The fullest lead, and of those the most quoted.
        names.sort_by(|(a, one), (b, other)| {
            let fuller = b.fullness().cmp(&a.fullness());
            let most = other.quotations.cmp(&one.quotations);
            fuller.then(most).then_with(|| one.name.cmp(&other.name))
        });
        let mut groups: Vec<Group> = Vec::new();
        let mut members: Vec<Vec<Name>> = Vec::new();
        let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (name, spoken) in names {
            let mut near: Vec<usize> = Vec::new();
            for key in name.keys() {
                near.extend(by_key.get(&key).into_iter().flatten());
            }
            near.sort_unstable();
            near.dedup();
            let fitting: Vec<(usize, Reason)> = near
                .into_iter()
                .filter_map(|group| {
                    // It must fit all that are in the group: no chain from one name to another.
                    let mut reasons = members[group].iter().map(|member| fit(member, &name));
                    let first = reasons.next()??;
                    reasons
                        .all(|reason| reason.is_some())
                        .then_some((group, first))
                })
                .collect();
            let group = match fitting.as_slice() {
                [(group, reason)] => {
                    groups[*group].others.push((spoken, *reason));
                    *group
                }
                several => {
                    let head = |(group, _): &(usize, Reason)| groups[*group].head.name.clone();
                    let undecided = several.iter().map(head).collect();
                    groups.push(Group {
                        head: spoken,
                        others: Vec::new(),
                        undecided,
                    });
                    members.push(Vec::new());
                    groups.len() - 1
                }
            };
            // What fits several leads nobody on.
            if groups[group].undecided.is_empty() {
                for key in name.keys() {
                    let places = by_key.entry(key).or_default();
                    if places.last() != Some(&group) {
                        places.push(group);
                    }
                }
            }
            members[group].push(name);
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.quotations()));
        groups
    }
}

impl Group {
    pub fn quotations(&self) -> u64 {
        let others = self.others.iter().map(|(spoken, _)| spoken.quotations);
        self.head.quotations + others.sum::<u64>()
    }
}

#[cfg(test)]
mod tests;
