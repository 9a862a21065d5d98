//! [`Earlier`]: the files of the run before, as its `run.json` lists them. What this run does not
//! write would stand beside its tables as if it were of it.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use serde::Deserialize;
use walkdir::WalkDir;

use crate::error::Error;
use crate::output::is_own_folder;

/// What an earlier run left in the folder, and when it ended.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    files: Vec<String>,
    ended: Option<SystemTime>,
}

/// What became of the files that a run did not write anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Leftover {
    pub removed: Vec<String>,
    /// Changed since that run: somebody's work is in them.
    pub kept: Vec<String>,
}

#[derive(Deserialize)]
struct Listed {
    #[serde(default)]
    files: Vec<String>,
}

impl Earlier {
    /// By the `run.json` at this path; without one that can be read, nothing.
    pub(super) fn read(run: &Path) -> Self {
        let listed = fs::read(run).ok();
        let listed = listed.and_then(|bytes| serde_json::from_slice::<Listed>(&bytes).ok());
        Self {
            files: listed.map_or_else(Vec::new, |listed| listed.files),
            ended: fs::metadata(run).and_then(|data| data.modified()).ok(),
        }
    }

    /// Removes from the folder what `written` does not name, but for what was changed since.
    pub(super) fn clear(self, folder: &Path, written: &[String]) -> Result<Leftover, Error> {
        let mut leftover = Leftover::default();
        for name in self.files {
            let path = folder.join(&name);
            if written.contains(&name) || !is_name(&name) || !path.exists() {
                continue;
            }
            if is_changed(&path, self.ended) {
                leftover.kept.push(name);
                continue;
            }
            remove(&path).map_err(|error| Error::output(&path, error))?;
            leftover.removed.push(name);
        }
        Ok(leftover)
    }
}

/// Of a file in the folder itself, whatever the list says.
fn is_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!(
        (parts.next(), parts.next()),
        (Some(Component::Normal(_)), None)
    )
}

/// A folder that dixit did not make is somebody's, too.
fn is_changed(path: &Path, ended: Option<SystemTime>) -> bool {
    if path.is_dir() && !is_own_folder(path) {
        return true;
    }
    let modified = |path: PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    let mut files = WalkDir::new(path).into_iter();
    files.any(|file| {
        let modified = file.ok().and_then(|file| modified(file.into_path()));
        modified.is_none() || modified > ended
    })
}

fn remove(path: &Path) -> io::Result<()> {
    match path.is_dir() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_is_not_written_again_goes_unless_somebody_changed_it() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("output");
        fs::create_dir_all(folder.join("text")).unwrap();
        fs::create_dir_all(folder.join("brat")).unwrap();
        for name in [
            "quotes.csv",
            "dixit.xlsx",
            "report.html",
            "brat/.dixit",
            "text/a.txt",
            "notes.txt",
            "../mine.txt",
        ] {
            fs::write(folder.join(name), "").unwrap();
        }
        let run = folder.join("run.json");
        let listed = [
            "quotes.csv",
            "dixit.xlsx",
            "report.html",
            "brat",
            "text",
            "../mine.txt",
            "gone.csv",
        ];
        fs::write(&run, serde_json::json!({ "files": listed }).to_string()).unwrap();
        let later = SystemTime::now() + Duration::from_secs(60);
        let changed = fs::File::options()
            .write(true)
            .open(folder.join("dixit.xlsx"))
            .unwrap();
        changed.set_modified(later).unwrap();
        let earlier = Earlier::read(&run);
        let leftover = earlier.clear(&folder, &["quotes.csv".to_owned()]).unwrap();
        assert_eq!(leftover.removed, ["report.html", "brat"]);
        assert_eq!(leftover.kept, ["dixit.xlsx", "text"]);
        for name in [
            "quotes.csv",
            "dixit.xlsx",
            "notes.txt",
            "text/a.txt",
            "../mine.txt",
        ] {
            assert!(folder.join(name).exists(), "{name}");
        }
        let none = Earlier::read(&folder.join("notes.txt")).clear(&folder, &[]);
        assert_eq!(none.unwrap(), Leftover::default());
    }
}
