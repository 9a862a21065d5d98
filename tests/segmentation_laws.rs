//! The laws of segmentation, over arbitrary text.

// Helpers of tests: a failure to read is a failure of the test.
#![allow(clippy::unwrap_used)]

use dixit::document::Document;
use dixit::segmentation::{Segmentation, TokenKind, segment, sentences};
use dixit::span::Span;
use proptest::prelude::*;

fn check(text: &str) {
    let document = Document::from_text("law", text);
    let found = segment(&document);
    paragraphs_hold_their_sentences(text, &found);
    sentences_hold_their_tokens(text, &found);
    sentences_are_the_same_alone(text, &found);
    every_letter_or_digit_is_in_one_token(text, &found);
    tokens_begin_as_their_kind_says(text, &found);
    let furniture = &found.furniture;
    for span in [furniture.title, furniture.author, furniture.date]
        .into_iter()
        .flatten()
    {
        assert!(
            !span.of(text).trim().is_empty(),
            "furniture {span:?} of {text:?}"
        );
    }
}

fn ordered(text: &str, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(span.start() >= end, "{span:?} overlaps in {text:?}");
        assert!(!span.is_empty(), "{span:?} is empty in {text:?}");
        assert!(
            text.get(span.range()).is_some(),
            "{span:?} is no span of {text:?}"
        );
        end = span.end();
    }
}

fn paragraphs_hold_their_sentences(text: &str, found: &Segmentation) {
    ordered(
        text,
        found.paragraphs.iter().map(|paragraph| paragraph.span),
    );
    ordered(text, found.sentences.iter().map(|sentence| sentence.span));
    let mut next = 0;
    for (index, paragraph) in found.paragraphs.iter().enumerate() {
        assert_eq!(
            paragraph.sentences.start, next,
            "a sentence outside of paragraphs: {text:?}"
        );
        assert!(
            !paragraph.sentences.is_empty(),
            "a paragraph without a sentence: {text:?}"
        );
        next = paragraph.sentences.end;
        for sentence in &found.sentences[paragraph.sentences.clone()] {
            assert_eq!(sentence.paragraph, index);
            assert!(paragraph.span.contains(sentence.span));
        }
    }
    assert_eq!(next, found.sentences.len());
}

fn sentences_are_the_same_alone(text: &str, found: &Segmentation) {
    let wanted = found.sentences.iter().map(|sentence| sentence.span);
    assert_eq!(sentences(text), wanted.collect::<Vec<_>>(), "{text:?}");
}

fn sentences_hold_their_tokens(text: &str, found: &Segmentation) {
    ordered(text, found.tokens.iter().map(|token| token.span));
    let mut next = 0;
    for sentence in &found.sentences {
        assert_eq!(
            sentence.tokens.start, next,
            "a token outside of sentences: {text:?}"
        );
        next = sentence.tokens.end;
        for token in &found.tokens[sentence.tokens.clone()] {
            assert!(
                sentence.span.contains(token.span),
                "{token:?} crosses a boundary: {text:?}"
            );
        }
    }
    assert_eq!(next, found.tokens.len());
}

fn every_letter_or_digit_is_in_one_token(text: &str, found: &Segmentation) {
    let mut tokens = found.tokens.iter().peekable();
    for (at, character) in text.char_indices() {
        while tokens.next_if(|token| token.span.end() <= at).is_some() {}
        let token = tokens.peek().filter(|token| token.span.start() <= at);
        if character.is_alphanumeric() {
            let kind = token.map(|token| token.kind);
            let holds = matches!(
                kind,
                Some(TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
            );
            assert!(holds, "{character:?} at {at} of {text:?} is in {kind:?}");
        }
        if character.is_whitespace() {
            assert!(token.is_none(), "{token:?} holds white space: {text:?}");
        }
    }
}

fn tokens_begin_as_their_kind_says(text: &str, found: &Segmentation) {
    for token in &found.tokens {
        let words = token.span.of(text);
        let first = words.chars().next().unwrap();
        if token.kind == TokenKind::Word && first.is_alphabetic() {
            assert_eq!(token.capital, first.is_uppercase(), "{words:?}");
        }
        if token.kind == TokenKind::Number {
            assert!(first.is_numeric(), "{words:?} is no number");
        }
    }
}

/// Pieces that the rules look at, so that chance puts them side by side.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        ".",
        "!",
        "?",
        "…",
        "...",
        ". . .",
        "\"",
        "'",
        "''",
        "``",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "(",
        ")",
        "[",
        "]",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u{2028}",
        "\u{A0}",
        "\u{200B}",
        "\u{FEFF}",
        "\u{301}",
        "\u{AD}",
        "\u{200D}",
        "a",
        "I",
        "The",
        "she",
        "Mr",
        "U.S.",
        "U.S",
        "p.m.",
        "No",
        "Inc",
        "Ph.D",
        "etc",
        "é",
        "É",
        "ß",
        "İ",
        "ǅ",
        "東京",
        "です。",
        "한국",
        "ไทย",
        "हिन्दी",
        "عربي؟",
        "😀",
        "👩‍👩‍👧",
        "🇰🇷",
        "½",
        "²",
        "Ⅷ",
        "1",
        "2.5",
        "1,000",
        "2014-17",
        "3rd",
        "°",
        "@",
        "#",
        "@me",
        "#tag",
        "a@b.c",
        "http://x.y/z",
        "www.",
        "://",
        "-",
        "–",
        "—",
        "*",
        "•",
        "1)",
        "a.",
        "1.",
        "By",
        "Author:",
        "06.09.2023",
        "said",
        "’s",
        "'s",
        "s’",
        "’90s",
        "'em",
        "º",
        "_",
        // Long enough to be passed over where only sentences are asked for.
        " the plan was put off for a year or two ",
        " A B C D E F G H",
        " one, two - three, four - five, six, seven",
    ];
    prop_oneof![
        8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn hold_for_any_string(text in "\\PC{0,60}") {
        check(&text);
    }

    #[test]
    fn hold_for_any_characters(text in prop::collection::vec(any::<char>(), 0..40)) {
        check(&text.into_iter().collect::<String>());
    }

    #[test]
    fn hold_for_what_the_rules_look_at(pieces in prop::collection::vec(piece(), 0..40)) {
        check(&pieces.concat());
    }
}

#[test]
fn hold_for_nothing() {
    for text in ["", " ", "\n", "\u{FEFF}", ".", "\"", "’", "\u{301}"] {
        check(text);
    }
}

/// What chance has found.
#[test]
fn hold_for_what_once_broke_them() {
    let texts = [
        // A by-line of nothing but signs before the dash.
        "By...–Mr Ⅷ",
        // Unicode joins a narrow space to the letters around it.
        "𐦀\u{ACD}\u{202F}\u{1E130}",
        "カ\u{202F}タ",
    ];
    texts.into_iter().for_each(check);
}

/// A million of anything takes about as long as a million of anything else.
#[test]
fn monotonous_texts_of_a_megabyte() {
    let pieces = [
        "\"", "'", "''", "’", "“", "”", ".", ". ", "!", "…", "?\" ", ".\"", ".)", "a", "a ", "A ",
        "a.", "A.", "A. ", "a.Bb", "a-", "a'", "a’", "a’ ", "1.", "1,", "1)", "1) A ", "• A ",
        "a@", "@", "#", "http://a", "www.a", "://", "\u{301}", "a\u{301}", "[1] ", ". [", ".[1]",
        "(", "[...] ", "漢", "漢。", "🇰🇷", "\u{200D}", "é", "No. ", "Mr. ", "U.S. ", "\n", "a\n",
        "A;\n", "a ;\n", "By A ", "— ", "' a", "’n", "a/", "_", "\u{AD}", "°", "By: ", "\r",
        "\u{2028}", "Follow ",
    ];
    for piece in pieces {
        let text = piece.repeat(1_000_000 / piece.len());
        // Linear time is some 20 ms a piece; quadratic time would be minutes, and whoever runs this would see it.
        let found = segment(&Document::from_text("long", text));
        assert!(found.tokens.len() <= 1_000_000, "{piece:?}");
    }
}
