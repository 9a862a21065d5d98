//! Pages and crawls: the first byte chooses the reader, the rest is the file.
#![no_main]

use dixit::input::{Html, Reader, Warc};
use libfuzzer_sys::fuzz_target;

const READERS: [&dyn Reader; 2] = [&Html, &Warc];

fuzz_target!(init: dixit_fuzz::spare_caught_panics(), |data: &[u8]| {
    dixit_fuzz::read(&READERS, data);
});
