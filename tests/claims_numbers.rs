//! Every number of PolNeAR dev is read as a quantity, or is listed with the reason why it is none.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A failed test is what a panic is for.

use std::collections::BTreeMap;

use dixit::Document;
use dixit::claims::QuantityReader;
use dixit::segmentation;

/// Shapes and words with the reason why they are no quantities.
const LEFT: &str = include_str!("claims_numbers_left.tsv");

/// What is a number though it has no digits.
const WORDS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds \
    thousand thousands million millions billion billions trillion trillions dozen dozens half quarter quarters \
    first second third fourth fifth sixth seventh eighth ninth tenth twice once double triple couple decade decades";

/// Digits become 0, runs of capitals A, of small letters a: "EB-5" is `A-0`, "P2qpm3h" `A0a0a`.
fn shape(word: &str) -> String {
    let mut shape = String::new();
    for found in word.chars() {
        let class = match found {
            _ if found.is_ascii_digit() => '0',
            _ if found.is_uppercase() => 'A',
            _ if found.is_alphabetic() => 'a',
            _ => found,
        };
        if !(shape.ends_with(class) && matches!(class, '0' | 'A' | 'a')) {
            shape.push(class);
        }
    }
    shape
}

struct Reasons<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Reasons<'a> {
    fn read(table: &'a str) -> Self {
        let rows = table
            .lines()
            .filter(|line| !line.starts_with("# ") && !line.is_empty());
        Self(
            rows.map(|line| line.rsplit_once('|').expect("shape|reason"))
                .collect(),
        )
    }

    /// The reason for a word, by itself or with the words before and after it.
    fn of(&self, before: &str, word: &str, after: &str) -> Option<&'a str> {
        let bare = |word: &str| {
            let outer = |found: char| !found.is_alphanumeric() && !matches!(found, '$' | '@' | '#');
            word.trim_matches(outer).to_owned()
        };
        let core = bare(word);
        let lower = core.to_lowercase();
        let after = after.trim_end_matches([',', '”', '"', '?']);
        let time = format!(
            "{} {after}",
            if core == shape(&core) {
                core.clone()
            } else {
                shape(&core)
            }
        );
        let spelt = format!("{lower} {after}");
        let named = format!("{} {}", before.to_lowercase(), shape(&core));
        let possessive = core.trim_end_matches("'s").trim_end_matches("’s");
        let small = shape(&core.to_lowercase());
        let kinds = ["first-", "second-", "once-", "half-"];
        let kind = kinds.into_iter().find(|kind| lower.starts_with(kind));
        let mark = ["@", "#", "http", ".com"]
            .into_iter()
            .find(|mark| core.contains(mark));
        let first = core.split('<').next().unwrap_or_default();
        let key = (first.len() >= 8 && first.chars().all(char::is_alphanumeric)).then_some("aAa0A");
        let known = |key: &str| self.0.get(key).copied();
        let bound = lower
            .split_once('-')
            .map(|(first, rest)| format!("{first}-{}", shape(rest)));
        let bound = bound.unwrap_or_default();
        [
            &bound,
            &time,
            &spelt,
            &named,
            &lower,
            &shape(possessive),
            &small,
        ]
        .into_iter()
        .find_map(|key| known(key))
        .or_else(|| kind.or(mark).or(key).and_then(known))
    }
}

#[test]
fn every_number_of_polnear_dev_is_read_or_has_a_reason() {
    // A worktree elsewhere may say where it is.
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
    let shared = std::env::var("DIXIT_SHARED").unwrap_or(beside.to_owned());
    let path = format!("{shared}/data/polnear-dev.jsonl");
    let Ok(corpus) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {path} is not there");
        return;
    };
    let reader = QuantityReader::embedded().unwrap();
    let reasons = Reasons::read(LEFT);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let (mut all, mut read) = (0, 0);
    let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in corpus.lines() {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let document = Document::from_text("article", article["text"].as_str().unwrap());
        for sentence in &segmentation::segment(&document).sentences {
            let text = sentence.span.of(&document.text);
            let quantities = reader.read(text);
            let pieces: Vec<&str> = text.split_whitespace().collect();
            for (at, piece) in pieces.iter().enumerate() {
                let lower = piece.to_lowercase();
                let mut parts = lower.split(|found: char| !found.is_alphanumeric());
                if !piece.contains(|found: char| found.is_ascii_digit())
                    && !parts.any(|part| words.contains(&part))
                {
                    continue;
                }
                all += 1;
                let start = piece.as_ptr() as usize - text.as_ptr() as usize;
                let end = start + piece.len();
                if quantities
                    .iter()
                    .any(|quantity| quantity.span.start() < end && start < quantity.span.end())
                {
                    read += 1;
                    continue;
                }
                let near = |at: Option<usize>| at.and_then(|at| pieces.get(at)).copied();
                let before = near(at.checked_sub(1)).unwrap_or_default();
                let after = near(at.checked_add(1)).unwrap_or_default();
                match reasons.of(before, piece, after) {
                    Some(reason) => *listed.entry(reason).or_default() += 1,
                    None => wrong.push(format!("{before} [{piece}] {after}")),
                }
            }
        }
    }
    println!("{all} numbers, {read} read");
    for (reason, count) in &listed {
        println!("{count:5} {reason}");
    }
    assert!(
        wrong.is_empty(),
        "{} without a reason:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
