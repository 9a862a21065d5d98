//! [`guarded`]: a panic inside one document's annotation is that document's failure.

use std::cell::{Cell, RefCell};
use std::io;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::Path;

use crate::document::Document;
use crate::error::{Error, panic_message};
use crate::records::{Failure, Stage};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Makes the panics that [`super::run`] turns into failures note their place in
/// the source, and stay off standard error; others are reported as before.
///
/// For the binary: a library does not change a process's hook unasked.
pub fn note_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            PLACE.set(place(info));
        } else {
            before(info);
        }
    }));
}

/// A defect that one article brings to light must not cost the run. Nothing is
/// left half changed behind it: the pipeline is only read, and the document and
/// its annotation are dropped; hence the assertion.
pub(super) fn guarded<T>(document: &Document, work: impl FnOnce() -> T) -> Result<T, Failure> {
    caught(work).map_err(|cause| Failure {
        path: document.path.clone(),
        id: Some(document.id.clone()),
        place: None,
        stage: Stage::Annotation,
        cause,
    })
}

/// The same for reading: the rest of the file is lost, not the run.
pub(super) fn guarded_reading<T>(path: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    caught(work).map_err(|cause| Failure {
        path: path.to_owned(),
        id: None,
        place: None,
        stage: Stage::Input,
        cause,
    })
}

/// The same for writing: a format's crate that takes it for impossible that a disk is full does
/// not end the process, but the run, as any other error of writing does.
pub(super) fn guarded_writing<T>(
    folder: &Path,
    work: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    let written = caught(work);
    written.unwrap_or_else(|cause| Err(Error::output(folder, io::Error::other(cause))))
}

fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|payload| {
        let message = panic_message(payload.as_ref());
        match PLACE.take() {
            Some(place) => format!("panic at {place}: {message}"),
            None => format!("panic: {message}"),
        }
    })
}

fn place(info: &PanicHookInfo<'_>) -> Option<String> {
    let location = info.location()?;
    Some(format!("{}:{}", location.file(), location.line()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_one_documents_failure() {
        let document = Document::from_text("a", "text");
        let failed = guarded(&document, || -> () { panic!("odd {}", "article") });
        let failure = failed.unwrap_err();
        assert_eq!(failure.stage, Stage::Annotation);
        assert_eq!(failure.id.as_deref(), Some("a"));
        assert_eq!(failure.cause, "panic: odd article");
        assert_eq!(guarded(&document, || 1), Ok(1));
    }

    #[test]
    fn a_panic_in_writing_is_an_error_of_writing() {
        let failed = guarded_writing(Path::new("output"), || -> Result<(), Error> {
            panic!("disk full")
        });
        let error = failed.unwrap_err();
        assert_eq!(error.to_string(), "cannot write output");
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(cause, "panic: disk full");
    }
}
