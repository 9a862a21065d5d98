//! [`Own`]: which files of a folder dixit wrote, by its `run.json`, and whether they are as it left them.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Deserialize;
use walkdir::WalkDir;

use super::folder::is_own as is_own_folder;
use crate::error::Error;

/// What a run was; written last.
pub(crate) const RUN: &str = "run.json";

/// Why a run does not begin.
pub(super) const TAKEN: &str =
    "it is there, and is not of the last run: move it away, or name another folder with -o";

/// What the last run left in a folder, and when it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Own {
    folder: PathBuf,
    files: Vec<String>,
    /// None where no run ended.
    ended: Option<SystemTime>,
}

#[derive(Deserialize)]
struct Listed {
    /// That it has one tells it from what other programs call `run.json`.
    #[serde(rename = "configuration_hash")]
    _hash: String,
    #[serde(default)]
    files: Vec<String>,
}

impl Own {
    /// By the folder's `run.json`; without one that dixit wrote, nothing.
    pub(crate) fn read(folder: &Path) -> Self {
        let run = folder.join(RUN);
        let listed = fs::read(&run).ok();
        let listed = listed.and_then(|bytes| serde_json::from_slice::<Listed>(&bytes).ok());
        let modified = || fs::metadata(&run).and_then(|data| data.modified()).ok();
        Self {
            folder: folder.to_owned(),
            ended: listed.as_ref().and_then(|_| modified()),
            files: listed.map_or_else(Vec::new, |listed| listed.files),
        }
    }

    pub(crate) fn files(&self) -> &[String] {
        &self.files
    }

    /// Refuses if one of these names, or that of `run.json`, is borne by what the last run did not write.
    pub(super) fn refuse_others(&self, names: &[String]) -> Result<(), Error> {
        let is_other = |name: &String| {
            let path = self.folder.join(name);
            let own = self.files.contains(name) || is_own_folder(&path);
            !own && path.exists()
        };
        let run = self.folder.join(RUN);
        let run = (self.ended.is_none() && run.exists()).then_some(run);
        let other = names.iter().find(|name| is_other(name));
        match other.map(|name| self.folder.join(name)).or(run) {
            Some(path) => Err(Error::output(path, io::Error::other(TAKEN))),
            None => Ok(()),
        }
    }

    /// Whether the last run wrote it, and nobody touched it since.
    pub(super) fn is_as_left(&self, name: &str) -> bool {
        let listed = self.files.iter().any(|file| file == name);
        listed && !self.is_changed(&self.folder.join(name))
    }

    /// A folder that dixit did not make is somebody's, too.
    pub(crate) fn is_changed(&self, path: &Path) -> bool {
        if path.is_dir() && !is_own_folder(path) {
            return true;
        }
        let mut files = WalkDir::new(path).into_iter();
        files.any(|file| {
            let touched = file.ok().and_then(|file| touched(file.path()).ok());
            touched.is_none() || touched > self.ended
        })
    }
}

/// When it was last written or, where the system tells, put in its place: a file that was moved
/// here keeps the time of its writing.
fn touched(path: &Path) -> io::Result<SystemTime> {
    let data = fs::metadata(path)?;
    let modified = data.modified()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        use std::time::Duration;

        let (seconds, nanos) = (data.ctime(), data.ctime_nsec());
        if let (Ok(seconds), Ok(nanos)) = (u64::try_from(seconds), u32::try_from(nanos)) {
            let changed = SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos);
            return Ok(modified.max(changed));
        }
    }
    Ok(modified)
}

/// Renames what stands there to a name that is free, `quotes.changed.csv`, and tells it.
pub(super) fn set_aside(path: &Path) -> io::Result<String> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().map(|kind| kind.to_string_lossy());
    let extension = extension.map_or_else(String::new, |kind| format!(".{kind}"));
    let mut name = format!("{stem}.changed{extension}");
    let mut number = 2;
    while path.with_file_name(&name).symlink_metadata().is_ok() {
        name = format!("{stem}.changed-{number}{extension}");
        number += 1;
    }
    fs::rename(path, path.with_file_name(&name))?;
    Ok(name)
}

/// Whether two files, or two folders, hold the same; false if that cannot be told.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let (Ok(files), Ok(others)) = (files(one), files(other)) else {
        return false;
    };
    let mut pairs = files.iter().zip(&others);
    let name = |path: &Path, root: &Path| path.strip_prefix(root).ok().map(Path::to_owned);
    files.len() == others.len()
        && pairs.all(|(file, counterpart)| {
            name(file, one) == name(counterpart, other)
                && has_same_bytes(file, counterpart).unwrap_or(false)
        })
}

fn files(root: &Path) -> walkdir::Result<Vec<PathBuf>> {
    let entries = WalkDir::new(root).sort_by_file_name().into_iter();
    entries
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(Ok(entry.into_path())),
            Err(error) => Some(Err(error)),
        })
        .collect()
}

fn has_same_bytes(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(one), BufReader::new(other));
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if length == 0 {
            return Ok(left.len() == right.len());
        }
        if left[..length] != right[..length] {
            return Ok(false);
        }
        one.consume(length);
        other.consume(length);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_steps_aside_takes_nobodys_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("quotes.csv");
        let mut names = Vec::new();
        for text in ["a", "b", "c"] {
            fs::write(&path, text).unwrap();
            names.push(set_aside(&path).unwrap());
        }
        let expected = [
            "quotes.changed.csv",
            "quotes.changed-2.csv",
            "quotes.changed-3.csv",
        ];
        assert_eq!(names, expected);
        for (name, text) in names.iter().zip(["a", "b", "c"]) {
            assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
        }
        let text = folder.path().join("text");
        fs::create_dir(&text).unwrap();
        assert_eq!(set_aside(&text).unwrap(), "text.changed");
    }

    #[test]
    fn folders_are_the_same_if_all_their_files_are() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        for root in [&one, &other] {
            fs::create_dir_all(root.join("a")).unwrap();
            fs::write(root.join("a/b.txt"), "text").unwrap();
        }
        assert!(is_same(&one, &other));
        fs::write(other.join("a/b.txt"), "tent").unwrap();
        assert!(!is_same(&one, &other));
        fs::write(other.join("a/b.txt"), "text").unwrap();
        fs::write(other.join("c.txt"), "more").unwrap();
        assert!(!is_same(&one, &other));
    }
}
