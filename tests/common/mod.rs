//! A folder to run the command in, for the tests of what goes in.

// What they cannot do fails the test; no file of tests uses all of it.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use assert_cmd::Command;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

/// A folder to run in.
pub struct Place(TempDir);

pub struct Ended {
    pub code: i32,
    pub err: String,
}

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn dixit(&self, args: &[&str]) -> Ended {
        self.dixit_with(args, b"")
    }

    pub fn dixit_with(&self, args: &[&str], stdin: &[u8]) -> Ended {
        let mut command = Command::cargo_bin("dixit").unwrap();
        command.current_dir(self.0.path()).args(args);
        let output = command.write_stdin(stdin).output().unwrap();
        Ended {
            code: output.status.code().unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The articles that came out.
    pub fn articles(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.path("output/articles.jsonl")).unwrap();
        let article = |line| serde_json::from_str(line).unwrap();
        text.lines().map(article).collect()
    }

    pub fn ids(&self) -> Vec<String> {
        let ids = self.articles();
        let ids = ids.iter().map(|article| article["id"].as_str().unwrap());
        ids.map(str::to_owned).collect()
    }

    /// A column of a table.
    pub fn column(&self, table: &str, name: &str) -> Vec<String> {
        let mut reader = csv::Reader::from_path(self.path("output").join(table)).unwrap();
        let mut columns = reader.headers().unwrap().iter();
        let at = columns.position(|column| column.trim_start_matches('\u{feff}') == name);
        let rows = reader.records().map(|row| row.unwrap());
        rows.map(|row| row[at.unwrap()].to_owned()).collect()
    }

    /// File, record and cause of each failure.
    pub fn errors(&self) -> Vec<[String; 3]> {
        let mut reader = csv::Reader::from_path(self.path("output/errors.csv")).unwrap();
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| {
            header
                .iter()
                .position(|column| column.trim_start_matches('\u{feff}') == name)
                .unwrap()
        };
        let columns = [column("file"), column("record"), column("cause")];
        let rows = reader.records().map(|row| row.unwrap());
        rows.map(|row| columns.map(|column| row[column].to_owned()))
            .collect()
    }
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
