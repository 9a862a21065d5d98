//! [`Leftover`]: what of the files of the run before, as its `run.json` lists them, this run does
//! not write would stand beside its tables as if it were of it.

use std::fs;
use std::io;
use std::path::{Component, Path};

use crate::error::Error;
use crate::output::Own;

/// What became of the files that a run did not write anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Leftover {
    pub removed: Vec<String>,
    /// Changed since that run: somebody's work is in them.
    pub kept: Vec<String>,
}

/// Removes from the folder what `written` does not name, but for what was changed since.
pub(super) fn clear(earlier: &Own, folder: &Path, written: &[String]) -> Result<Leftover, Error> {
    let mut leftover = Leftover::default();
    for name in earlier.files() {
        let path = folder.join(name);
        if written.contains(name) || !is_name(name) || !path.exists() {
            continue;
        }
        if earlier.is_changed(&path) {
            leftover.kept.push(name.clone());
            continue;
        }
        remove(&path).map_err(|error| Error::output(&path, error))?;
        leftover.removed.push(name.clone());
    }
    Ok(leftover)
}

/// Of a file in the folder itself, whatever the list says.
fn is_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!(
        (parts.next(), parts.next()),
        (Some(Component::Normal(_)), None)
    )
}

fn remove(path: &Path) -> io::Result<()> {
    match path.is_dir() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

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
        let listed = serde_json::json!({"configuration_hash": "0", "files": [
            "quotes.csv",
            "dixit.xlsx",
            "report.html",
            "brat",
            "text",
            "../mine.txt",
            "gone.csv",
        ]});
        fs::write(&run, listed.to_string()).unwrap();
        let later = SystemTime::now() + Duration::from_secs(60);
        let changed = fs::File::options()
            .write(true)
            .open(folder.join("dixit.xlsx"))
            .unwrap();
        changed.set_modified(later).unwrap();
        let leftover = clear(&Own::read(&folder), &folder, &["quotes.csv".to_owned()]).unwrap();
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
        fs::remove_file(&run).unwrap();
        let none = clear(&Own::read(&folder), &folder, &[]);
        assert_eq!(none.unwrap(), Leftover::default());
    }
}
