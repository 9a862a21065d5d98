//! [`OutputFile`]: a file that bears its name only when it is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::own::{Own, is_same, set_aside};
use crate::error::Error;

/// A file under way, under a temporary name beside its own.
#[derive(Debug)]
pub struct OutputFile {
    writer: BufWriter<File>,
    name: Name,
}

/// A complete file or folder that waits for its name.
#[derive(Debug)]
pub struct Written {
    /// Not yet known to be on the disk; closed before a name that it does not get is removed.
    unstored: Option<File>,
    name: Name,
}

/// Removes the temporary file or folder if it was never given its name.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) temporary: PathBuf,
    pub(super) path: PathBuf,
}

impl OutputFile {
    pub fn create(directory: &Path, name: &str) -> Result<Self, Error> {
        let name = Name::new(directory, name);
        let file = File::create(&name.temporary);
        let file = file.map_err(|error| Error::output(&name.path, error))?;
        Ok(Self {
            writer: BufWriter::with_capacity(1 << 16, file),
            name,
        })
    }

    /// The error of a failed write, naming the file.
    pub fn failed(&self, error: impl Into<io::Error>) -> Error {
        Error::output(&self.name.path, error)
    }

    pub fn close(mut self) -> Result<Written, Error> {
        let flushed = self.writer.flush();
        flushed.map_err(|error| self.failed(error))?;
        let (file, _) = self.writer.into_parts();
        Ok(Written {
            unstored: Some(file),
            ..Written::new(self.name)
        })
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Written {
    pub(super) fn new(name: Name) -> Self {
        Self {
            name,
            unstored: None,
        }
    }

    /// As it stands in the folder.
    pub(super) fn name(&self) -> String {
        let name = self.name.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Waits until the file is on the disk.
    pub(super) fn store(&mut self) -> Result<(), Error> {
        match self.unstored.take() {
            Some(file) => file
                .sync_all()
                .map_err(|error| Error::output(&self.name.path, error)),
            None => Ok(()),
        }
    }

    /// Gives the file or folder its name, in place of what bore it before.
    pub fn publish(mut self) -> Result<(), Error> {
        // A power cut must not leave the name alone.
        self.store()?;
        let Name { temporary, path } = &self.name;
        let failed = |error| Error::output(path, error);
        if temporary.is_dir() && path.is_dir() {
            // No folder can be renamed onto another: the old one steps aside first.
            let old = temporary.with_extension("old");
            fs::rename(path, &old).map_err(failed)?;
            fs::rename(temporary, path).map_err(failed)?;
            fs::remove_dir_all(old).map_err(failed)?;
        } else {
            fs::rename(temporary, path).map_err(failed)?;
        }
        Ok(())
    }

    /// The same, but what bore the name and is not as dixit left it is not lost: it steps aside,
    /// under the name that is told.
    pub(super) fn publish_beside(self, own: &Own) -> Result<Option<String>, Error> {
        let Name { temporary, path } = &self.name;
        let goes = !path.exists() || own.is_as_left(&self.name()) || is_same(temporary, path);
        let aside = match goes {
            true => None,
            // What a killed run published is the same when it is gone on with.
            false => Some(set_aside(path).map_err(|error| Error::output(path, error))?),
        };
        self.publish()?;
        Ok(aside)
    }
}

/// Names that files under way will get in the folder.
pub(super) fn under_way(directory: &Path) -> Result<Vec<String>, Error> {
    let failed = |error| Error::output(directory, error);
    let end = format!(".{}.tmp", std::process::id());
    let mut names = Vec::new();
    for entry in directory.read_dir().map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let name = name.to_string_lossy();
        let name = name
            .strip_prefix('.')
            .and_then(|name| name.strip_suffix(&end));
        names.extend(name.map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// Removes what runs that were killed left under temporary names. For who knows that no other
/// run is writing to the folder.
pub(crate) fn sweep(directory: &Path) -> Result<(), Error> {
    let failed = |error| Error::output(directory, error);
    for entry in directory.read_dir().map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !is_temporary(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        let removed = match path.is_dir() {
            true => fs::remove_dir_all(&path),
            false => fs::remove_file(&path),
        };
        removed.map_err(|error| Error::output(path, error))?;
    }
    Ok(())
}

/// `.NAME.PROCESS.tmp`, or `.old` for a folder that stepped aside.
fn is_temporary(name: &str) -> bool {
    let parts = name
        .strip_prefix('.')
        .and_then(|name| name.rsplit_once('.'));
    let Some((name, "tmp" | "old")) = parts else {
        return false;
    };
    let process = name.rsplit_once('.').map_or("", |(_, process)| process);
    !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit())
}

impl Name {
    pub(super) fn new(directory: &Path, name: &str) -> Self {
        Self {
            path: directory.join(name),
            // Hidden, so that a reader of the folder passes it over; two runs do not meet.
            temporary: directory.join(format!(".{name}.{}.tmp", std::process::id())),
        }
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        // After publishing there is nothing under this name, and an error says just that.
        let _ = match self.temporary.is_dir() {
            true => fs::remove_dir_all(&self.temporary),
            false => fs::remove_file(&self.temporary),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_killed_runs_left_is_told_from_what_is_somebodys() {
        for name in [".quotes.csv.17.tmp", ".text.4242.old", ".run.json.1.tmp"] {
            assert!(is_temporary(name), "{name}");
        }
        for name in [
            "quotes.csv.17.tmp",
            ".17.tmp",
            ".a.tmp",
            ".a.b.tmp",
            ".a.17.csv",
            "x",
        ] {
            assert!(!is_temporary(name), "{name}");
        }
    }
}
