//! Text, JSON and tables: the first byte chooses the reader, the rest is the file.
#![no_main]

use dixit::input::{Json, Jsonl, Reader, Reading, Source, Table, Text};
use libfuzzer_sys::fuzz_target;

const READERS: [&dyn Reader; 4] = [&Text, &Json, &Jsonl, &Table];

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else {
        return;
    };
    let reader = READERS[usize::from(*choice) % READERS.len()];
    let reading = Reading {
        record_bytes: 1 << 16,
        ..Reading::default()
    };
    for record in reader.documents(Source::memory("x", bytes.to_vec()), &reading) {
        let _ = record.map_err(|error| error.to_string());
    }
});
