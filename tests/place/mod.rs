//! A folder to run the command in, and what stands in it afterwards.

// Each test program uses a part of it.
#![allow(dead_code)]

pub(crate) mod nasty;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder to run in.
pub(crate) struct Place(TempDir);

pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, and its folders.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn dixit(&self, args: &[&str]) -> Ended {
        self.dixit_with(args, "")
    }

    pub(crate) fn dixit_with(&self, args: &[&str], stdin: &str) -> Ended {
        let mut command = Command::cargo_bin("dixit").unwrap();
        command.current_dir(self.0.path()).args(args);
        let output = command.write_stdin(stdin).output().unwrap();
        Ended {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// One column of a table, `output/NAME.csv` if no folder is given.
    pub(crate) fn column(&self, table: &str, column: &str) -> Vec<String> {
        let text = fs::read(self.path("output").join(table)).unwrap();
        assert!(text.starts_with(b"\xEF\xBB\xBF"), "{table} has no mark");
        let mut reader = csv::Reader::from_reader(text.as_slice());
        let header = reader.headers().unwrap();
        let index = header.iter().position(|name| name == column).unwrap();
        let cell = |row: csv::Result<csv::StringRecord>| row.unwrap()[index].to_owned();
        reader.records().map(cell).collect()
    }
}

/// Every file of a folder with its bytes.
pub(crate) fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    contents(folder).into_iter().map(|(name, _)| name).collect()
}
