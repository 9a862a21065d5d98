//! [`Identity`]: which run a journal is of: all that its rows depend on but the articles.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use super::entry::Entry;
use crate::config::Config;
use crate::digest::Digest;
use crate::error::Error;

/// What each option and file comes to, as JSON, under a name that messages can use.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Identity(BTreeMap<String, String>);

impl Identity {
    pub(super) fn of(config: &Config) -> Result<Self, Error> {
        let mut parts = BTreeMap::new();
        let mut part = |name: &str, value: &Value| {
            if !value.is_null() {
                parts.insert(name.to_owned(), value.to_string());
            }
        };
        if let Ok(Value::Object(settings)) = serde_json::to_value(config.settings.of_rows()) {
            settings.iter().for_each(|(name, value)| part(name, value));
        }
        part("version of dixit", &env!("CARGO_PKG_VERSION").into());
        let inputs = config.inputs.iter().map(|path| path.to_string_lossy());
        part("inputs", &inputs.collect());
        for (name, path) in [
            ("content of people", &config.people),
            ("content of rules", &config.rules),
            ("content of figures", &config.figures),
        ] {
            if let Some(path) = path {
                part(name, &format!("{:016x}", content(path)?).into());
            }
        }
        Ok(Self(parts))
    }

    pub(super) fn entry(&self) -> Entry {
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        Entry { key: 0, body }
    }

    pub(super) fn read(entry: &Entry) -> Option<Self> {
        serde_json::from_slice(&entry.body).ok().map(Self)
    }

    /// What is not the same, in words.
    pub(super) fn differs_from(&self, now: &Self) -> String {
        let mut names: Vec<&String> = self.0.keys().chain(now.0.keys()).collect();
        names.sort();
        names.dedup();
        let differing = names.into_iter().filter_map(|name| {
            let [was, is] = [self.0.get(name), now.0.get(name)];
            let words = |value: Option<&String>| value.map_or("not set", String::as_str).to_owned();
            (was != is).then(|| format!("{name} was {}, is {}", words(was), words(is)))
        });
        differing.collect::<Vec<_>>().join("; ")
    }
}

/// A file's digest, or that of all files of a folder.
fn content(path: &Path) -> Result<u64, Error> {
    let unread = |path: &Path, source| Error::Unread {
        path: path.to_owned(),
        source,
    };
    let mut digest = Digest::new();
    for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| unread(path, error.into()))?;
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).map_err(|error| unread(entry.path(), error))?;
            digest = digest
                .text(&entry.path().to_string_lossy())
                .bytes(&bytes)
                .bytes(&[0xFF]);
        }
    }
    Ok(digest.value())
}
