//! [`RuleError`]: what is wrong with a file of rules or figures, and where.

use std::ops::Range;

use super::compact;

/// A fault in a file of rules, figures or words, with the line to look at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {cause}")]
pub struct RuleError {
    /// The file as it was named to the loader.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, in words for whoever wrote the file.
    pub cause: String,
}

/// A file under reading: turns byte offsets into lines for errors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
}

impl Source<'_> {
    pub(crate) fn error(&self, at: &Range<usize>, cause: impl Into<String>) -> RuleError {
        let before = &self.text.as_bytes()[..at.start.min(self.text.len())];
        RuleError {
            file: self.file.to_owned(),
            line: 1 + memchr::memchr_iter(b'\n', before).count(),
            cause: cause.into(),
        }
    }

    /// Reads the whole file as TOML, or for a file that comes with dixit its compact form; files over [`MAX_FILE`]
    /// bytes are refused unread.
    pub(crate) fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, RuleError> {
        if self.text.len() > MAX_FILE {
            return Err(self.error(&(0..0), format!("larger than {MAX_FILE} bytes")));
        }
        // A form that cannot be read is a test's business; its text can.
        let compact = compact::of(self.text).and_then(|bytes| postcard::from_bytes(bytes).ok());
        if let Some(read) = compact {
            return Ok(read);
        }
        toml::from_str(self.text)
            .map_err(|fault| self.error(&fault.span().unwrap_or(0..0), fault.message()))
    }
}

/// No rule file needs more; bounds what a stray file can cost.
pub(crate) const MAX_FILE: usize = 1 << 20;
