//! The files that come with dixit in a compact form: reading TOML takes a process most of its start.
//!
//! `compact/` has for each file what serde makes of it, as postcard writes it. Tests beside the
//! shapes say when one is stale, and how it is written anew.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::Spanned;

/// Text and compact form of each file.
macro_rules! files {
    ($($file:literal => $compact:literal),* $(,)?) => {
        &[$((include_str!($file), include_bytes!($compact))),*]
    };
}

const FILES: &[(&str, &[u8])] = files![
    "figures.toml" => "compact/figures.bin",
    "populations.toml" => "compact/populations.bin",
    "quantity/lexicon.toml" => "compact/lexicon.bin",
    "rules/calendar.toml" => "compact/calendar.bin",
    "rules/changes.toml" => "compact/changes.bin",
    "rules/checkable.toml" => "compact/checkable.bin",
    "rules/classes.toml" => "compact/classes.bin",
    "rules/denials.toml" => "compact/denials.bin",
    "rules/equivalence.toml" => "compact/equivalence.bin",
    "rules/numbers.toml" => "compact/numbers.bin",
    "rules/rebuttal.toml" => "compact/rebuttal.bin",
    "rules/reference.toml" => "compact/reference.bin",
    "rules/twice.toml" => "compact/twice.bin",
    "rules/uncheckable.toml" => "compact/uncheckable.bin",
];

/// The compact form of a text that comes with dixit.
pub(super) fn of(text: &str) -> Option<&'static [u8]> {
    let known = FILES.iter().find(|(known, _)| *known == text);
    known.map(|(_, compact)| *compact)
}

/// A value with where it is written, in bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At<T> {
    value: T,
    start: usize,
    end: usize,
}

impl<T> At<T> {
    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) fn get_ref(&self) -> &T {
        &self.value
    }

    pub(super) fn into_inner(self) -> T {
        self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let spanned = Spanned::deserialize(deserializer)?;
            let Range { start, end } = spanned.span();
            let value = spanned.into_inner();
            return Ok(Self { value, start, end });
        }
        let (start, end, value) = Deserialize::deserialize(deserializer)?;
        Ok(Self { value, start, end })
    }
}

impl<T: Serialize> Serialize for At<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end, &self.value).serialize(serializer)
    }
}

/// Whether the compact form of a file is what its text says. With `DIXIT_COMPACT` set it is written.
#[cfg(test)]
pub(super) fn check<T: serde::de::DeserializeOwned + Serialize>(file: &str, text: &str) {
    let bytes = |text: &str| postcard::to_stdvec(&toml::from_str::<T>(text).unwrap()).unwrap();
    if std::env::var_os("DIXIT_COMPACT").is_some() {
        let name = std::path::Path::new(file).with_extension("bin");
        let claims = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/claims");
        // As it is now, not as it was when this was built.
        let bytes = bytes(&std::fs::read_to_string(claims.join(file)).unwrap());
        let folder = claims.join("compact");
        std::fs::write(folder.join(name.file_name().unwrap()), &bytes).unwrap();
        return;
    }
    let kept = of(text).unwrap();
    assert!(
        kept == bytes(text),
        "{file}: run this test with DIXIT_COMPACT=1"
    );
}
