//! Values of options, with what is wrong with one in words for whoever typed it.

use std::num::NonZeroU64;

/// A limit of `--max-document-bytes`.
pub(super) fn bytes(text: &str) -> Result<NonZeroU64, &'static str> {
    text.parse()
        .map_err(|_| "not a number of bytes: a whole number from 1 on, such as 5000000 for 5 MB")
}

/// How many of something are shown.
pub(super) fn how_many(text: &str) -> Result<usize, &'static str> {
    text.parse().map_err(|_| "not a whole number from 0 on")
}
