//! [`SuggestionRow`]: groups of names as rows of a people file.

use serde::Serialize;

use super::Group;

/// A row of the file: the columns of a people file, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SuggestionRow {
    pub name: String,
    /// Joined by `;`.
    pub aliases: String,
    pub role: String,
    /// Of the people file that was used; for the user to fill in.
    pub id: String,
    /// For each alias, in their order, why it may be the name's; joined by `;`.
    pub reason: String,
    pub kind: String,
    /// The sums over all names: an article with two of them counts twice.
    pub articles: u64,
    pub quotations: u64,
}

/// The groups' rows; of names that nothing is suggested for only if `all` is wanted.
pub fn rows(groups: &[Group], all: bool) -> Vec<SuggestionRow> {
    let wanted = |group: &&Group| all || !group.others.is_empty() || !group.undecided.is_empty();
    groups.iter().filter(wanted).map(row).collect()
}

fn row(group: &Group) -> SuggestionRow {
    let spoken = || std::iter::once(&group.head).chain(group.others.iter().map(|(name, _)| name));
    let joined = |parts: Vec<String>| parts.join(";");
    let others = group.others.iter();
    let reasons = others.clone().map(|(_, reason)| reason.to_string());
    let reason = match group.undecided.as_slice() {
        [] => joined(reasons.collect()),
        names => format!("not merged, may be: {}", names.join(" or ")),
    };
    SuggestionRow {
        name: group.head.name.clone(),
        aliases: joined(others.map(|(name, _)| name.name.clone()).collect()),
        role: spoken()
            .find_map(|name| name.role.clone())
            .unwrap_or_default(),
        id: spoken()
            .find_map(|name| name.id.clone())
            .unwrap_or_default(),
        reason,
        kind: group.head.kind.clone(),
        articles: spoken().map(|name| name.articles).sum(),
        quotations: group.quotations(),
    }
}
