//! [`OutputFolder`]: a folder with a file or more for each article, that bears its name only
//! when it is complete.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use super::Written;
use super::file::Name;
use super::own::TAKEN;
use crate::digest::Digest;
use crate::error::Error;

/// Says that dixit wrote a folder and may write it anew; a folder without it is somebody's own.
const MARK: &str = ".dixit";

/// Whether a run of dixit wrote the folder.
pub(super) fn is_own(folder: &Path) -> bool {
    folder.join(MARK).exists()
}

/// A folder under way, under a temporary name beside its own.
#[derive(Debug)]
pub(super) struct OutputFolder {
    name: Name,
    /// Digests of the names given so far, in lower case: some file systems know no other.
    given: HashSet<u64>,
}

impl OutputFolder {
    /// Refuses to take the place of a folder that no run of dixit wrote.
    pub(super) fn create(directory: &Path, name: &str) -> Result<Self, Error> {
        let name = Name::new(directory, name);
        if name.path.exists() && !is_own(&name.path) {
            return Err(Error::output(&name.path, io::Error::other(TAKEN)));
        }
        let folder = Self {
            name,
            given: HashSet::new(),
        };
        let created = fs::create_dir(&folder.name.temporary);
        let marked = created.and_then(|()| fs::write(folder.name.temporary.join(MARK), ""));
        marked.map_err(|error| folder.failed(error))?;
        Ok(folder)
    }

    /// A path below the folder for an article, without extension: its id, as far as file
    /// systems agree with it, and with a digest if they do not. No two articles have the same.
    pub(super) fn place(&mut self, id: &str) -> String {
        let mut place = tame(id);
        let digest = |place: &str| Digest::new().text(&place.to_lowercase()).value();
        if place != id || !self.given.insert(digest(&place)) {
            place.push_str(&format!("-{:016x}", Digest::new().text(id).value()));
            self.given.insert(digest(&place));
        }
        place
    }

    /// Writes a file; its path is one that [`OutputFolder::place`] gave, and an extension.
    pub(super) fn write(&self, place: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.name.temporary.join(place);
        let folder = path.parent().unwrap_or(&self.name.temporary);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, bytes));
        written.map_err(|error| Error::output(self.name.path.join(place), error))
    }

    pub(super) fn close(self) -> Written {
        Written::new(self.name)
    }

    fn failed(&self, error: io::Error) -> Error {
        Error::output(&self.name.path, error)
    }
}

/// The longest part of a path, in bytes: file systems take 255, an extension and a digest included.
const LONGEST: usize = 120;

/// The id as a path that stays below its folder, on any system.
fn tame(id: &str) -> String {
    let parts: Vec<String> = id.split('/').map(tame_part).collect();
    parts.join("/")
}

fn tame_part(part: &str) -> String {
    let tame = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '#' | '+');
    let mut name: String = part
        .chars()
        .map(|c| if tame(c) { c } else { '_' })
        .collect();
    name.truncate(name.floor_char_boundary(LONGEST));
    // Nothing hidden, nothing above, and no ends that Windows drops.
    if name.is_empty() || name.starts_with(['.', ' ']) || name.ends_with(['.', ' ']) {
        name = format!("_{}_", name.trim_matches(['.', ' ']));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_has_its_place_below_the_folder() {
        let directory = tempfile::tempdir().unwrap();
        let mut folder = OutputFolder::create(directory.path(), "text").unwrap();
        let mut place = |id: &str| folder.place(id);
        assert_eq!(place("news/a-1"), "news/a-1");
        assert_eq!(place("feed#2"), "feed#2");
        assert!(
            place("News/A-1").starts_with("News/A-1-"),
            "twice on some file systems"
        );
        let (up, root) = (place("../../etc/passwd"), place("/etc/passwd"));
        assert!(up.starts_with("__/__/etc/passwd-"), "{up}");
        assert!(root.starts_with("__/etc/passwd-"), "{root}");
        assert_ne!(place("a:b"), place("a?b"));
        assert_ne!(place(""), place("."));
        assert!(place(&"é".repeat(500)).len() < 200);
    }

    #[test]
    fn a_folder_takes_the_place_of_its_like_only() {
        let directory = tempfile::tempdir().unwrap();
        let write = |text: &str| -> Result<(), Error> {
            let mut folder = OutputFolder::create(directory.path(), "text")?;
            let place = folder.place("news/a");
            folder.write(&format!("{place}.txt"), text.as_bytes())?;
            folder.close().publish()
        };
        let path = directory.path().join("text/news/a.txt");
        write("one").unwrap();
        write("two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(directory.path().read_dir().unwrap().count(), 1);

        fs::remove_file(directory.path().join("text").join(MARK)).unwrap();
        assert!(write("three").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    }
}
