//! What the targets share: how a reader is fed, and what a panic means to the fuzzer.

use std::panic::{set_hook, take_hook};

use dixit::input::{Reader, Reading, Source};

/// Crates that are known to panic on malformed files, which the readers catch.
const CAUGHT: [&str; 2] = ["/parquet-", "/dom_smoothie-"];

/// Lets the panics of those crates unwind; every other ends the process, as libFuzzer wants it.
pub fn spare_caught_panics() {
    let abort = take_hook();
    set_hook(Box::new(move |info| {
        let file = info.location().map(|location| location.file()).unwrap_or_default();
        if !CAUGHT.iter().any(|name| file.contains(name)) {
            abort(info);
        }
    }));
}

/// Reads all records of `data`: its first byte chooses the reader, the rest is the file.
pub fn read(readers: &[&dyn Reader], data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else {
        return;
    };
    let reader = readers[usize::from(*choice) % readers.len()];
    let reading = Reading {
        record_bytes: 1 << 16,
        ..Reading::default()
    };
    for record in reader.documents(Source::memory("x", bytes.to_vec()), &reading) {
        let _ = record.map_err(|error| error.to_string());
    }
}
