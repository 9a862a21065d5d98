//! [`OutputFile`]: a file that bears its name only when it is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// A file under way, under a temporary name beside its own.
#[derive(Debug)]
pub struct OutputFile {
    writer: BufWriter<File>,
    name: Name,
}

/// A complete file that waits for its name.
#[derive(Debug)]
pub struct Written(Name);

/// Removes the temporary file if it was never given its name.
#[derive(Debug)]
struct Name {
    temporary: PathBuf,
    path: PathBuf,
}

impl OutputFile {
    pub fn create(directory: &Path, name: &str) -> Result<Self, Error> {
        let path = directory.join(name);
        // Hidden, so that a reader of the folder passes it over; two runs do not meet.
        let temporary = directory.join(format!(".{name}.{}.tmp", std::process::id()));
        let file = File::create(&temporary).map_err(|error| Error::output(&path, error))?;
        Ok(Self {
            writer: BufWriter::with_capacity(1 << 16, file),
            name: Name { temporary, path },
        })
    }

    /// The error of a failed write, naming the file.
    pub fn failed(&self, error: impl Into<io::Error>) -> Error {
        Error::output(&self.name.path, error)
    }

    pub fn close(mut self) -> Result<Written, Error> {
        self.writer.flush().map_err(|error| self.failed(error))?;
        Ok(Written(self.name))
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
    /// Gives the file its name, in place of what bore it before.
    pub fn publish(self) -> Result<(), Error> {
        let Name { temporary, path } = &self.0;
        fs::rename(temporary, path).map_err(|error| Error::output(path, error))
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        // After publishing there is nothing under this name, and an error says just that.
        let _ = fs::remove_file(&self.temporary);
    }
}
