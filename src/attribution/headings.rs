//! Headings: what stands before a colon and is no speaker ("EXPLAINER: …", "Storm Ada: latest updates").

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

const FILE: &str = include_str!("headings.txt");

/// Whether the words before a colon say what kind of text follows.
pub(super) fn is_heading(label: &str) -> bool {
    static HEADINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let lines = FILE.lines().map(str::trim);
        lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect()
    });
    let label = label.to_lowercase().replace('’', "'");
    let begins = |end: usize| HEADINGS.contains(format!("{} *", &label[..end]).as_str());
    HEADINGS.contains(label.as_str()) || label.match_indices(' ').any(|(at, _)| begins(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_one_in_any_case_and_a_name_is_none() {
        for heading in ["EXPLAINER", "Fact check", "Storm Ada", "Editor’s note"] {
            assert!(is_heading(heading), "{heading}");
        }
        for name in ["Ann Lee", "Storm", "Stormy Lee", "HOST"] {
            assert!(!is_heading(name), "{name}");
        }
    }
}
