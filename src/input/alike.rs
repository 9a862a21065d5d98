//! [`Alike`]: files that differ by their extensions alone keep them in their ids, so that no id depends on which of them
//! is read first.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::source::stem;
use crate::digest::Digest;

/// Of files named or found together, the stems that several bear, as digests to keep them small.
#[derive(Clone, Debug, Default)]
pub(super) struct Alike(HashSet<u64>);

impl Alike {
    pub(super) fn among(paths: impl Iterator<Item = impl AsRef<Path>>) -> Self {
        // Of each stem its one path; none where there are several.
        let mut bearers: HashMap<u64, Option<u64>> = HashMap::new();
        for path in paths {
            let path = path.as_ref();
            let own = Some(digest(path));
            let bearer = bearers.entry(digest(&stem(path))).or_insert(own);
            if *bearer != own {
                *bearer = None;
            }
        }
        let several = bearers.into_iter().filter(|(_, bearer)| bearer.is_none());
        Self(several.map(|(stem, _)| stem).collect())
    }

    /// The path as ids have it: without its extension, unless that alone tells it from another.
    pub(super) fn name(&self, path: &Path) -> PathBuf {
        let stem = stem(path);
        match !self.0.is_empty() && self.0.contains(&digest(&stem)) {
            true => path.to_owned(),
            false => stem,
        }
    }
}

/// The same however often its parts are parted.
fn digest(path: &Path) -> u64 {
    let parts = path.iter().map(std::ffi::OsStr::as_encoded_bytes);
    let digest = parts.fold(Digest::new(), |digest, part| digest.bytes(part).bytes(b"/"));
    digest.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_stays_where_it_alone_tells_two_files_apart() {
        let names = |paths: &[&str]| -> Vec<String> {
            let alike = Alike::among(paths.iter());
            let names = paths.iter().map(|path| alike.name(Path::new(path)));
            names
                .map(|name| name.to_string_lossy().into_owned())
                .collect()
        };
        let told = ["in/a.txt", "in/a.html", "in/b.txt", "c/a.txt"];
        assert_eq!(names(&told), ["in/a.txt", "in/a.html", "in/b", "c/a"]);
        assert_eq!(
            names(&["a.txt", "a.txt.gz", "a"]),
            ["a.txt", "a.txt.gz", "a"]
        );
        assert_eq!(names(&["a.jsonl.gz", "a.b.txt"]), ["a", "a.b"]);
        // One file, named twice.
        assert_eq!(names(&["in/a.txt", "in//a.txt"]), ["in/a", "in//a"]);
    }
}
