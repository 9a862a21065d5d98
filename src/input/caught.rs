//! [`caught`]: a panic inside a format's crate is one malformed file or record, and what comes after it is read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::InputCause;
use crate::error::panic_message;

/// Runs what parses bytes from outside. What panicked must not be used again, unless it was only
/// read: hence the assertion.
pub(super) fn caught<T>(parse: impl FnOnce() -> Result<T, InputCause>) -> Result<T, InputCause> {
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or_else(|panic| {
        let message = panic_message(panic.as_ref());
        Err(InputCause::Malformed(format!(
            "brings its parser to fall: {message}"
        )))
    })
}
