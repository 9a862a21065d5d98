//! Whatever the bytes: no panic, and every record is a document or an error.

// Helpers of tests: a case file that cannot be read is a failure of the test.
#![allow(clippy::unwrap_used)]

use dixit::document::Document;
use dixit::input::{InputError, Json, Jsonl, Reader, Reading, Source, Table, Text, documents};
use dixit::pipeline::Pipeline;
use dixit::records::ArticleRecord;
use proptest::prelude::*;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::default);
static RULES: LazyLock<Pipeline> = LazyLock::new(Pipeline::rules);

const ARTICLE: &str = "By Ann Lee\n\nHarbour vote delayed\n\nOSTERVIK, May 3 (Reuters) — “We are “not” ready,” said Mayor Lene Aas. “The cranes\n\n“arrived late.” According to Tor Hval, 'nobody' asked.\r\n\r\nU.S. aides: ''$5 million would feed 3,000 people for a year'' — the ministry's claim.\n";

fn read(reader: &dyn Reader, bytes: &[u8]) -> Vec<Result<Document, InputError>> {
    let source = Source::memory("x", bytes.to_vec());
    reader.documents(source, &Reading::default()).collect()
}

/// Annotates by the model and by rules alone, and checks what every record must hold.
fn annotate(document: &Document) {
    for pipeline in [&PIPELINE, &RULES] {
        annotate_by(pipeline, document);
    }
}

fn annotate_by(pipeline: &Pipeline, document: &Document) {
    let article = ArticleRecord::new(document, &pipeline.annotate(document));
    let length = document.text.chars().count() as u32;
    assert_eq!(article.characters, length);
    let quotes = article.quotes.iter();
    let spans =
        quotes.flat_map(|quote| quote.content.iter().chain(&quote.source).chain(&quote.cue));
    let claims = article.claims.iter().map(|claim| &claim.span);
    for [start, end] in spans.chain(claims).chain(&article.sentences) {
        assert!(start <= end && *end <= length, "{start}-{end} of {length}");
    }
    for pair in article.sentences.windows(2) {
        assert!(pair[0][1] <= pair[1][0], "sentences in order, apart");
    }
}

/// The article with stretches cut out, doubled, moved and marks put in.
fn mutated() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "“", "”", "\"", "'", "’", "\n", "\n\n", ".", "İ", "\0", "😀", "«",
    ]);
    let edit = (0..400_usize, 0..30_usize, marks);
    prop::collection::vec(edit, 0..12).prop_map(|edits| {
        let mut chars: Vec<char> = ARTICLE.chars().collect();
        for (at, length, mark) in edits {
            let at = at % (chars.len() + 1);
            let end = (at + length).min(chars.len());
            if length % 2 == 0 {
                chars.splice(at..end, mark.chars());
            } else {
                let copy: Vec<char> = mark.chars().chain(chars[at..end].to_vec()).collect();
                chars.splice(at..at, copy);
            }
        }
        chars.into_iter().collect()
    })
}

/// Words and signs that patterns look at, in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "said",
        "says",
        "told",
        "according to",
        "that",
        "to",
        "by",
        "of",
        "from",
        "and",
        "but",
        "he",
        "she",
        "who",
        "the",
        "a",
        "Ann Lee",
        "Mayor",
        "TORVIK",
        "HOLM",
        "reporters",
        "Monday",
        "tax",
        "plan",
        "was",
        "called",
        "claim",
        "confident",
        "saying",
        ",",
        ".",
        ":",
        ";",
        "-",
        "—",
        "(",
        ")",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "''",
        "\n",
        "\n\n",
        "$5",
        "2019",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.join(" "))
}

/// Every word of the cases' texts, in order.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = [
        include_str!("cases/attribution.toml"),
        include_str!("cases/constructs.toml"),
        include_str!("cases/resolution.toml"),
        include_str!("cases/subjects.toml"),
    ];
    let tables = files.map(|file| toml::from_str::<toml::Table>(file).unwrap());
    let cases = tables.iter().flat_map(|table| table.values());
    cases
        .flat_map(|cases| cases.as_array().unwrap())
        .filter_map(|case| case.get("text")?.as_str())
        .flat_map(|text| text.split(' ').map(str::to_owned))
        .collect()
});

/// Stretches of the cases' texts, one behind the other: constructs cut where no writer cuts them.
fn pieced() -> impl Strategy<Value = String> {
    let stretch = (0..WORDS.len(), 1..7_usize).prop_map(|(from, length)| {
        let until = WORDS.len().min(from + length);
        WORDS[from..until].join(" ")
    });
    let glue = prop::sample::select(vec![" ", " ", " ", " ", "", "\n\n"]);
    prop::collection::vec((stretch, glue), 0..14)
        .prop_map(|pieces| pieces.iter().flat_map(|(a, b)| [a.as_str(), b]).collect())
}

#[test]
fn texts_that_once_broke() {
    for text in [
        ",said$,saidsaid said",
        "Harbour vote\n\nTORVIK, North Kessland, Mayor Ann - Lee said.",
        "Harbour vote\n\nTORVIK, Kessland, Ann - Lee said.",
        "But, Ann Lee said, the plan was dead.",
        "- , the tax will rise, Ann Lee said.",
        "was reported by Post.",
    ] {
        annotate(&Document::from_text("x", text));
    }
}

/// One sentence without end, marks without end: nothing is walked again and again, and no row
/// holds the whole text. Quadratic time or memory would be noticed by whoever waits.
#[test]
fn monotonous_texts() {
    for piece in [
        "said ",
        "said: ",
        "according to ",
        "his plan to ",
        "she said he ",
        "“a” ",
        "“‘a ",
        "'a ",
        "A said “b” ",
        "he “ ",
        "A: ",
        "— ",
        "(",
    ] {
        let text = piece.repeat(20_000 / piece.len());
        let document = Document::from_text("x", text);
        let article = ArticleRecord::new(&document, &PIPELINE.annotate(&document));
        let longest = article.quotes.iter().map(|quote| quote.context.len()).max();
        assert!(longest.unwrap_or(0) < 5_000, "{piece:?}");
    }
}

proptest! {
    #[test]
    fn any_words_in_any_order(text in soup()) {
        annotate(&Document::from_text("x", text));
    }

    #[test]
    fn any_stretches_of_the_cases(text in pieced()) {
        annotate(&Document::from_text("x", text));
    }

    #[test]
    fn any_bytes_as_text(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let records = read(&Text, &bytes);
        prop_assert_eq!(records.len(), 1);
        // Without a mark and without zeros that might be UTF-16's, UTF-8 is kept as it stands.
        if let (Ok(text), false) = (String::from_utf8(bytes.clone()), bytes.contains(&0)) {
            let kept = text.strip_prefix('\u{feff}').unwrap_or(&text);
            prop_assert_eq!(&records[0].as_ref().unwrap().text, kept);
        }
        records.iter().flatten().for_each(annotate);
    }

    #[test]
    fn any_bytes_as_lines(bytes in "(\\{\"text\": ?\"[^\"\\\\]{0,20}\"\\}|\\PC{0,20}|\n|\r\n|[\\[\\]{},:\"])(?s:.){0,60}") {
        let records = read(&Jsonl, bytes.as_bytes());
        prop_assert_eq!(records.len(), lines(&bytes));
        records.iter().flatten().for_each(annotate);
    }

    #[test]
    fn any_values_and_tables(pieces in prop::collection::vec(prop::sample::select(vec![
        "{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "\r\n", " ", "text", "id,text\n", "{\"text\":\"a\"}", "é", "\0", "1", "null", ";", "\t", "\u{feff}",
    ]), 0..40)) {
        let text = pieces.concat();
        for reader in [&Json as &dyn Reader, &Jsonl, &Table] {
            read(reader, text.as_bytes()).iter().flatten().for_each(annotate);
        }
    }

    #[test]
    fn any_bytes_sniffed(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let source = Source::memory("x", bytes);
        for document in documents(source, &Reading::default()).flatten() {
            annotate(&document);
        }
    }

    #[test]
    fn any_change_to_an_article(text in mutated()) {
        annotate(&Document::from_text("x", text));
    }
}

/// A byte order mark is none of the first line's text; further on it is text like any other.
fn lines(text: &str) -> usize {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let blank = |line: &&str| line.bytes().all(|byte| byte.is_ascii_whitespace());
    text.split('\n').filter(|line| !blank(line)).count()
}
