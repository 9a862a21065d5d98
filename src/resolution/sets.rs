//! The closed word sets of the resolution, read once from the files in `data/`.
//!
//! Holds words only; what a set means is said beside it in the file.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const NAMES: &str = include_str!("data/names.txt");
const ROLES: &str = include_str!("data/roles.txt");

static SETS: LazyLock<Sets> = LazyLock::new(Sets::read);

#[derive(Debug)]
struct Sets {
    named: HashMap<&'static str, HashSet<&'static str>>,
    /// The lines of `roles.txt` each word is on.
    roles: HashMap<&'static str, Vec<usize>>,
}

impl Sets {
    fn read() -> Self {
        let mut named: HashMap<&str, HashSet<&str>> = HashMap::new();
        let mut heading = "";
        for line in lines(NAMES) {
            match line
                .strip_prefix('[')
                .and_then(|line| line.strip_suffix(']'))
            {
                Some(name) => heading = name,
                None => named
                    .entry(heading)
                    .or_default()
                    .extend(line.split_whitespace()),
            }
        }
        let mut roles: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, line) in lines(ROLES).enumerate() {
            for word in line.split_whitespace() {
                roles.entry(word).or_default().push(at);
            }
        }
        Self { named, roles }
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether `word`, in lower case, stands in the set under `[heading]`.
pub(super) fn holds(heading: &str, word: &str) -> bool {
    SETS.named
        .get(heading)
        .is_some_and(|set| set.contains(word))
}

/// Whether two words, in lower case, name one office.
pub(super) fn same_role(one: &str, other: &str) -> bool {
    one == other
        || match (SETS.roles.get(one), SETS.roles.get(other)) {
            (Some(a), Some(b)) => a.iter().any(|line| b.contains(line)),
            _ => false,
        }
}
