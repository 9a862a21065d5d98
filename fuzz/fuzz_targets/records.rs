//! Text, JSON and tables: the first byte chooses the reader, the rest is the file.
#![no_main]

use dixit::input::{Json, Jsonl, Reader, Table, Text};
use libfuzzer_sys::fuzz_target;

const READERS: [&dyn Reader; 4] = [&Text, &Json, &Jsonl, &Table];

fuzz_target!(|data: &[u8]| {
    dixit_fuzz::read(&READERS, data);
});
