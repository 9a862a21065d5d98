//! [`Pattern`]: an INPUT such as `news/**/*.jsonl.gz`, for shells that do not expand it and for long lists.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use crate::error::Error;

/// A pattern of paths, and the folder below which they are sought.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) base: PathBuf,
    /// It says how its files' names end (`*.gz`): they are named, and not passed over for their kind.
    pub(super) names_kinds: bool,
    matcher: GlobMatcher,
}

/// What makes a path a pattern.
const SIGNS: [char; 4] = ['*', '?', '[', '{'];

impl Pattern {
    /// `None` if no sign of a pattern is in it.
    pub(super) fn new(path: &Path) -> Option<Result<Self, Error>> {
        let text = path.to_str()?;
        let is_pattern = |part: &Path| part.to_str().is_none_or(|text| text.contains(SIGNS));
        if !is_pattern(path) {
            return None;
        }
        let parts = path.iter().take_while(|part| !is_pattern(Path::new(part)));
        let mut base: PathBuf = parts.collect();
        if base.as_os_str().is_empty() {
            base.push(".");
        }
        let glob = GlobBuilder::new(text).literal_separator(true).build();
        Some(match glob {
            Ok(glob) => Ok(Self {
                base,
                names_kinds: names_kinds(path),
                matcher: glob.compile_matcher(),
            }),
            Err(source) => Err(Error::Pattern {
                pattern: text.to_owned(),
                source,
            }),
        })
    }

    pub(super) fn matches(&self, path: &Path) -> bool {
        let below = path.strip_prefix(".").unwrap_or(path);
        self.matcher.is_match(path) || self.matcher.is_match(below)
    }
}

/// Whether a dot follows the last sign for any letters: `*.gz`, `*.{a,b}`, `a[12].b`, but not `*` or `a.*`.
fn names_kinds(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let end = name.rsplit(['*', '?']).next();
    end.is_some_and(|end| end.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_below_their_base() {
        let pattern = |text: &str| Pattern::new(Path::new(text)).unwrap().unwrap();
        let deep = pattern("news/2020/**/*.{txt,jsonl.gz}");
        assert_eq!(deep.base, Path::new("news/2020"));
        assert!(deep.matches(Path::new("news/2020/a/b/c.jsonl.gz")));
        assert!(!deep.matches(Path::new("news/2020/a.csv")));
        let flat = pattern("*.txt");
        assert_eq!(flat.base, Path::new("."));
        assert!(flat.matches(Path::new("./a.txt")));
        assert!(!flat.matches(Path::new("./a/b.txt")));
        assert!(deep.names_kinds && flat.names_kinds && pattern("v1.2/a[12].b").names_kinds);
        for open in ["v1.2/*", "news/**", "a.*", "a.b*"] {
            assert!(!pattern(open).names_kinds, "{open}");
        }
        assert!(Pattern::new(Path::new("news/a.txt")).is_none());
        assert!(Pattern::new(Path::new("a[.txt")).unwrap().is_err());
    }
}
