//! Word files and Parquet: the first byte chooses the reader, the rest is the file.
#![no_main]

use dixit::input::{Docx, Parquet, Reader, Reading, Source};
use libfuzzer_sys::fuzz_target;

const READERS: [&dyn Reader; 2] = [&Docx, &Parquet];

fuzz_target!(init: dixit_fuzz::spare_caught_panics(), |data: &[u8]| {
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
