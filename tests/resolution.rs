//! Resolution against gold: sources are given, only the speaker is decided.
//!
//! Runs where the shared data is (`DIXIT_SHARED`, `../shared` or `/work/shared`) and
//! passes over it elsewhere: the corpus may not be copied. `cargo test --release --test
//! resolution -- --nocapture` prints the figure and the misses.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::PathBuf;

use dixit::attribution::{Function, Quotation, QuotationKind};
use dixit::document::Document;
use dixit::resolution::{self, Resolution};
use dixit::scan::Scanner;
use dixit::segmentation;
use dixit::span::Span;
use serde_json::Value;

fn shared(path: &str) -> Option<String> {
    let roots = [std::env::var("DIXIT_SHARED").unwrap_or_default(), "../shared".into(), "/work/shared".into()];
    roots
        .iter()
        .filter(|root| !root.is_empty())
        .find_map(|root| std::fs::read_to_string(PathBuf::from(root).join(path)).ok())
}

fn resolve(scanner: &Scanner, text: &str, quotations: &[Quotation]) -> Resolution {
    let document = Document::from_text("test", text);
    let segmentation = segmentation::segment(&document);
    let scan = scanner.scan(&document, &segmentation);
    resolution::resolve(&document, &segmentation, &scan, quotations)
}

fn quotation(contents: Vec<Span>, source: Vec<Span>, cue: Vec<Span>, kind: QuotationKind) -> Quotation {
    Quotation {
        contents,
        kind,
        function: Function::Speech,
        cue,
        source,
        carried_from: None,
        evidence: "gold",
        confidence: 1.0,
        nested_in: None,
        unclosed: false,
    }
}

/// Code points to bytes.
fn spans(value: &Value, bytes: &[usize]) -> Vec<Span> {
    let at = |value: &Value| bytes[value.as_u64().unwrap() as usize];
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|pair| Span::new(at(&pair[0]), at(&pair[1])))
        .collect()
}

fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

const TITLES: &str = "mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative gov governor president vice secretary gen general col colonel capt captain lt sgt judge justice mayor rev reverend pope king queen prince princess minister ambassador the";

fn normal(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || "_'’-".contains(c)))
        .filter(|word| !word.is_empty())
        .map(|word| word.trim_end_matches("’s").trim_end_matches("'s").to_owned())
        .filter(|word| !TITLES.split(' ').any(|title| title == word))
        .collect()
}

fn name_of(resolution: &Resolution, at: usize) -> &str {
    resolution.of_quotation[at].map_or("", |speaker| resolution.speakers[speaker].name.as_str())
}

fn right(quote: &Value, name: &str) -> bool {
    let got = normal(name);
    let aliases = quote["aliases"].as_array().into_iter().flatten();
    let mut names = aliases.chain([&quote["speaker"]]).filter_map(Value::as_str);
    !got.is_empty() && names.any(|gold| normal(gold) == got)
}

#[test]
fn gold_sources_of_the_corpus_lead_to_the_gold_speakers() {
    let Some(file) = shared("data/polnear-dev.jsonl") else {
        return;
    };
    let scanner = Scanner::default();
    let (mut hits, mut all, mut sourced) = (0, 0, 0);
    for line in file.lines() {
        let article: Value = serde_json::from_str(line).unwrap();
        let text = article["text"].as_str().unwrap();
        let bytes = byte_offsets(text);
        let gold = article["quotes"].as_array().unwrap();
        let quotations: Vec<Quotation> = gold
            .iter()
            .map(|quote| {
                let kind = match quote["kind"].as_str() {
                    Some("direct") => QuotationKind::Direct,
                    Some("mixed") => QuotationKind::Mixed,
                    _ => QuotationKind::Indirect,
                };
                quotation(spans(&quote["content"], &bytes), spans(&quote["source"], &bytes), spans(&quote["cue"], &bytes), kind)
            })
            .collect();
        let resolution = resolve(&scanner, text, &quotations);
        for (at, quote) in gold.iter().enumerate().filter(|(_, quote)| quote["speaker"].is_string()) {
            all += 1;
            sourced += usize::from(!quotations[at].source.is_empty());
            let name = name_of(&resolution, at);
            if right(quote, name) {
                hits += 1;
                continue;
            }
            let words: Vec<&str> = quotations[at].source.iter().map(|span| span.of(text)).collect();
            println!("{:.28} {:?} gold {} got {name:?}", article["id"].as_str().unwrap(), words, quote["speaker"]);
        }
    }
    let share = hits as f64 / f64::from(all);
    println!("speakers right: {hits} of {all} ({share:.4}); {sourced} have a source");
    assert!(share >= FLOOR, "{share:.4} of the speakers are right");
}

const FLOOR: f64 = 0.5;

#[test]
fn sources_of_the_seed_lead_to_its_speakers() {
    let (Some(text), Some(gold)) = (shared("seed/article.txt"), shared("seed/gold.json")) else {
        return;
    };
    let gold: Value = serde_json::from_str(&gold).unwrap();
    // For each quotation's beginning (code points), the words of its source, looked for around it.
    let sources = [
        (1890, "Turner"),
        (2384, "Turner"),
        (2729, "Pyongyang"),
        (3500, "the infamous 2014 UN report on human rights in North Korea"),
        (3895, "Linda Thomas-Greenfield, the US ambassador to the United Nations"),
        (4430, "China"),
        (4771, "The North responded similarly through the mouth of DPRK Vice Foreign Minister for International Organizations, Kim Son Gyong"),
        (5246, "The Permanent Mission of the Russian Federation to the UN"),
        (5649, "the United States ambassador to the United Nations, Linda Thomas-Greenfield"),
        (5826, "her"),
        (6210, "who"),
        (6333, "who"),
        (6522, "Kim"),
        (6861, "The Permanent Representative of the Republic of Korea to the United Nations, Hwang Joon-kook,"),
        (7130, "Most of the US satellites at the meeting"),
        (7430, "Elizabeth Salmon, UN Special Rapporteur on the situation of human rights in the Democratic People’s Republic of Korea,"),
        (7738, "Dmitry Polyanskiy, Deputy Permanent Representative of the Russian Federation to the United Nations,"),
        (7891, "He"),
        (8154, "China’s Deputy Permanent Representative to the United Nations, Geng Shuang,"),
        (8518, "a spokesman for the Korea Association for Human Rights Studies"),
        (9347, "who"),
    ];
    let bytes = byte_offsets(&text);
    let quotes = gold["quotes"].as_array().unwrap();
    let rows: Vec<(&Value, Quotation)> = sources
        .iter()
        .map(|(start, words)| {
            let quote = quotes.iter().find(|quote| quote["start"] == *start).unwrap();
            let content = Span::new(bytes[*start], bytes[quote["end"].as_u64().unwrap() as usize]);
            let before = text[..content.start()].rfind(words);
            let after = text[content.end()..].find(words).map(|at| at + content.end());
            let near = match (before, after) {
                (Some(before), _) if content.start() - before < 400 => before,
                (before, after) => after.or(before).unwrap(),
            };
            let kind = match quote["kind"].as_str() {
                Some("direct") => QuotationKind::Direct,
                Some("mixed") => QuotationKind::Mixed,
                _ => QuotationKind::Indirect,
            };
            (quote, quotation(vec![content], vec![Span::new(near, near + words.len())], vec![], kind))
        })
        .collect();
    let quotations: Vec<Quotation> = rows.iter().map(|(_, quotation)| quotation.clone()).collect();
    let resolution = resolve(&Scanner::default(), &text, &quotations);
    let mut wrong = 0;
    for (at, (quote, _)) in rows.iter().enumerate() {
        let name = name_of(&resolution, at);
        if !right(quote, name) {
            wrong += 1;
            println!("seed {:?} gold {} got {name:?}", sources[at].1, quote["speaker"]);
        }
    }
    assert_eq!(wrong, 0, "seed speakers");
}
