//! Parts of speech: the confusions that matter, and the laws.

// Helpers of tests: a failure to read is a failure of the test.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::sync::LazyLock;

use dixit::document::Document;
use dixit::segmentation::segment;
use dixit::tagging::{Tag, Tagger};
use proptest::prelude::*;

static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::default);

/// Words and their tags.
fn tagged(text: &str) -> Vec<(String, Tag)> {
    let document = Document::from_text("", text);
    let segmentation = segment(&document);
    let tags = TAGGER.tag(&document, &segmentation);
    assert_eq!(tags.len(), segmentation.tokens.len(), "{text:?}");
    let words = segmentation.tokens.iter();
    words
        .map(|token| token.span.of(text).to_owned())
        .zip(tags)
        .collect()
}

#[test]
fn the_confusions_that_matter() {
    let mut wrong = Vec::new();
    for line in include_str!("tagging.tsv").lines() {
        if line.starts_with('#') {
            continue;
        }
        let [sentence, word, tag, ref pending @ ..] = line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("three columns: {line:?}");
        };
        let tags = tagged(sentence);
        let found = tags.iter().find(|(form, _)| form == word);
        let found = found.map(|(_, tag)| format!("{tag:?}"));
        if let [why] = pending {
            eprintln!("pending, {why}: {word} in {sentence:?}: {found:?}");
        } else if found.as_deref() != Some(tag) {
            wrong.push(format!("{word} in {sentence:?}: {found:?}, not {tag}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_weights_in_the_binary_can_be_read() {
    let bytes = include_bytes!("../src/tagging/weights.bin");
    assert!(Tagger::from_bytes(bytes).is_ok());
}

#[test]
fn a_weights_file_that_is_none_is_refused() {
    let bytes = include_bytes!("../src/tagging/weights.bin");
    for wrong in [
        &b""[..],
        b"DXT1",
        b"DXT0aaaabbbbcccc",
        &bytes[..bytes.len() - 1],
    ] {
        assert!(Tagger::from_bytes(wrong).is_err());
    }
}

#[test]
fn a_tag_has_its_number() {
    for (number, tag) in Tag::ALL.into_iter().enumerate() {
        assert_eq!(tag as usize, number);
    }
}

/// What the code looks at: lengths around 8 and 16 bytes, apostrophes, letters beyond ASCII.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        " ",
        " ",
        " ",
        "\n\n",
        ".",
        ",",
        "“",
        "”",
        "’",
        "’s",
        "'s",
        "don’t",
        "don't",
        "I",
        "a",
        "to",
        "said",
        "Trump",
        "U.S.",
        "é",
        "É",
        "ß",
        "東京",
        "5",
        "3rd",
        "20-year-old",
        "1,000",
        "well-known",
        "president",
        "presidents",
        "misunderstanding",
        "misunderstandings",
        "$",
        "@me",
        "http://x.y/z",
        "\u{301}",
        "—",
        "&",
    ];
    prop_oneof![
        8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #[test]
    fn any_text_has_one_tag_a_token_and_always_the_same(
        pieces in prop::collection::vec(piece(), 0..40),
    ) {
        let text = pieces.concat();
        prop_assert_eq!(tagged(&text), tagged(&text));
    }

    #[test]
    fn so_has_any_string(text in "\\PC{0,80}") {
        tagged(&text);
    }

    /// A word at a text's end, where 16 bytes cannot be read at once, is no other word.
    #[test]
    fn what_follows_a_sentence_changes_nothing_in_it(word in "[a-zA-Z]{1,20}") {
        let short = format!("They saw {word}");
        let long = format!("{short}\n\nAnd that was that, the man said.");
        let (short, long) = (tagged(&short), tagged(&long));
        prop_assert_eq!(&short[..], &long[..short.len()]);
    }
}
