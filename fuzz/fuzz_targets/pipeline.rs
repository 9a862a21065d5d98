//! Everything: bytes of a kind that is told from themselves, decompressed, read, annotated, recorded.
#![no_main]

use std::sync::LazyLock;

use dixit::input::{Reading, Source, documents};
use dixit::{ArticleRecord, Pipeline};
use libfuzzer_sys::fuzz_target;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::default);

fuzz_target!(init: dixit_fuzz::spare_caught_panics(), |data: &[u8]| {
    let reading = Reading {
        record_bytes: 1 << 16,
        ..Reading::default()
    };
    let source = Source::memory("x", data.to_vec());
    for document in documents(source, &reading).flatten().take(4) {
        let article = ArticleRecord::new(&document, &PIPELINE.annotate(&document));
        let length = document.text.chars().count() as u32;
        for quote in &article.quotes {
            assert!(quote.content.iter().all(|[start, end]| start <= end && *end <= length));
        }
    }
});
