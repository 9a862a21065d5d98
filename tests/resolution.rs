//! Resolution, case by case (`tests/cases/resolution.toml`) and against gold: sources are given, only the speaker is decided.
//!
//! The gold runs where the shared data is (`DIXIT_SHARED`, `../shared` or `/work/shared`) and
//! is passed over elsewhere: the corpus may not be copied. `cargo test --release --test
//! resolution -- --nocapture` prints the figure and the misses.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::PathBuf;

use dixit::attribution::{Function, Quotation, QuotationKind};
use dixit::document::Document;
use dixit::resolution::{Resolution, Resolver, Room, Speaker};
use dixit::scan::Scanner;
use dixit::segmentation;
use dixit::span::Span;
use serde::Deserialize;
use serde_json::Value;
use smallvec::smallvec;

fn shared(path: &str) -> Option<String> {
    let roots = [
        std::env::var("DIXIT_SHARED").unwrap_or_default(),
        "../shared".into(),
        "/work/shared".into(),
    ];
    roots
        .iter()
        .filter(|root| !root.is_empty())
        .find_map(|root| std::fs::read_to_string(PathBuf::from(root).join(path)).ok())
}

fn resolve(scanner: &Scanner, text: &str, quotations: &[Quotation]) -> Resolution {
    let document = Document::from_text("test", text);
    let segmentation = segmentation::segment(&document);
    let scan = scanner.scan(&document, &segmentation);
    Resolver::default().resolve(
        &mut Room::default(),
        &document,
        &segmentation,
        &scan,
        quotations,
    )
}

fn quotation(
    contents: Vec<Span>,
    source: Vec<Span>,
    cue: Vec<Span>,
    kind: QuotationKind,
) -> Quotation {
    Quotation {
        contents: contents.into(),
        kind,
        function: Function::Speech,
        cue: cue.into(),
        source: source.into(),
        polarity: Default::default(),
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
    text.char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect()
}

const TITLES: &str = "mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative gov governor president vice secretary gen general col colonel capt captain lt sgt judge justice mayor rev reverend pope king queen prince princess minister ambassador the";

fn normal(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || "_'’-".contains(c)))
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.trim_end_matches("’s")
                .trim_end_matches("'s")
                .to_owned()
        })
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
    measure(
        file.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
        0.92,
    );
}

#[test]
fn gold_sources_of_the_samples_lead_to_the_gold_speakers() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let Ok(files) = std::fs::read_dir(root) else {
        return;
    };
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        let name = path.to_string_lossy();
        if name.ends_with(".gold.json") {
            articles.push(serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap());
        } else if name.ends_with(".gold.jsonl") {
            let file = std::fs::read_to_string(&path).unwrap();
            articles.extend(
                file.lines()
                    .map(|line| serde_json::from_str::<Value>(line).unwrap()),
            );
        }
    }
    measure(articles, 0.80);
}

/// Prints the misses and holds the share of right speakers to `floor`.
fn measure(articles: Vec<Value>, floor: f64) {
    let scanner = Scanner::default();
    let (mut hits, mut all, mut sourced) = (0, 0, 0);
    for article in articles {
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
                quotation(
                    spans(&quote["content"], &bytes),
                    spans(&quote["source"], &bytes),
                    spans(&quote["cue"], &bytes),
                    kind,
                )
            })
            .collect();
        let resolution = resolve(&scanner, text, &quotations);
        for (at, quote) in gold
            .iter()
            .enumerate()
            .filter(|(_, quote)| quote["speaker"].is_string())
        {
            all += 1;
            sourced += usize::from(!quotations[at].source.is_empty());
            let name = name_of(&resolution, at);
            if right(quote, name) {
                hits += 1;
                continue;
            }
            let words: Vec<&str> = quotations[at]
                .source
                .iter()
                .map(|span| span.of(text))
                .collect();
            println!(
                "{:.28} {:?} gold {} got {name:?}",
                article["id"].as_str().unwrap(),
                words,
                quote["speaker"]
            );
        }
    }
    let share = hits as f64 / f64::from(all);
    println!("speakers right: {hits} of {all} ({share:.4}); {sourced} have a source");
    assert!(share >= floor, "{share:.4} of the speakers are right");
}

#[test]
fn sources_of_the_seed_lead_to_its_speakers() {
    let (Some(text), Some(gold)) = (shared("seed/article.txt"), shared("seed/gold.json")) else {
        return;
    };
    let gold: Value = serde_json::from_str(&gold).unwrap();
    // In code points: where the quotation begins, where its source begins and ends.
    let sources = [
        (1890, 1870, 1876),
        (2384, 2365, 2371),
        (2729, 2701, 2710),
        (3500, 3429, 3487),
        (3895, 4047, 4111),
        (4430, 4391, 4396),
        (4771, 4644, 4768),
        (5246, 5171, 5228),
        (5649, 5709, 5784),
        (5826, 5799, 5802),
        (6210, 6194, 6197),
        (6333, 6172, 6192),
        (6522, 6490, 6493),
        (6861, 6747, 6840),
        (7130, 7088, 7128),
        (7430, 7270, 7388),
        (7738, 7598, 7697),
        (7891, 7871, 7873),
        (8154, 8070, 8145),
        (8518, 8393, 8455),
        (9347, 9301, 9304),
    ];
    let bytes = byte_offsets(&text);
    let quotes = gold["quotes"].as_array().unwrap();
    let rows: Vec<(&Value, Quotation)> = sources
        .iter()
        .map(|(start, from, to)| {
            let quote = quotes
                .iter()
                .find(|quote| quote["start"] == *start)
                .unwrap();
            let content = Span::new(
                bytes[*start],
                bytes[quote["end"].as_u64().unwrap() as usize],
            );
            let source = Span::new(bytes[*from], bytes[*to]);
            let kind = match quote["kind"].as_str() {
                Some("direct") => QuotationKind::Direct,
                Some("mixed") => QuotationKind::Mixed,
                _ => QuotationKind::Indirect,
            };
            (quote, quotation(vec![content], vec![source], vec![], kind))
        })
        .collect();
    let quotations: Vec<Quotation> = rows
        .iter()
        .map(|(_, quotation)| quotation.clone())
        .collect();
    let resolution = resolve(&Scanner::default(), &text, &quotations);
    let mut wrong = 0;
    for (at, (quote, _)) in rows.iter().enumerate() {
        let name = name_of(&resolution, at);
        if !right(quote, name) {
            wrong += 1;
            println!(
                "seed {:?} gold {} got {name:?}",
                sources[at], quote["speaker"]
            );
        }
    }
    assert_eq!(wrong, 0, "seed speakers");
}

/// The file of cases.
#[derive(Deserialize)]
struct Cases {
    speakers: Vec<Named>,
    kinds: Vec<Kind>,
    roles: Vec<Role>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    text: String,
    speakers: Vec<String>,
}

/// Of what kind the first speaker of a marked text is.
#[derive(Deserialize)]
struct Kind {
    text: String,
    kind: String,
}

/// Whose role and whose affiliation the first speaker of a marked text has.
#[derive(Deserialize)]
struct Role {
    text: String,
    role: String,
    affiliation: String,
}

fn cases() -> Cases {
    toml::from_str(include_str!("cases/resolution.toml")).unwrap()
}

/// Resolves sources marked `[so]` in a text; each stands for a quotation of the words after the next `{`, by the cue after
/// the next `<`.
fn resolve_marked(marked: &str) -> Vec<Option<Speaker>> {
    let mut text = String::new();
    let mut sources = Vec::new();
    let mut contents = Vec::new();
    let mut cues = Vec::new();
    let mut open = 0;
    for c in marked.chars() {
        match c {
            '[' | '{' | '<' => open = text.len(),
            ']' => sources.push(Span::new(open, text.len())),
            '}' => contents.push(Span::new(open, text.len())),
            '>' => cues.push(Span::new(open, text.len())),
            _ => text.push(c),
        }
    }
    let quotations: Vec<Quotation> = sources
        .iter()
        .enumerate()
        .map(|(at, source)| {
            let own = |spans: &[Span]| spans.get(at).copied().into_iter().collect();
            let (contents, cue) = (own(&contents), own(&cues));
            quotation(contents, vec![*source], cue, QuotationKind::Direct)
        })
        .collect();
    let resolution = resolve(&Scanner::default(), &text, &quotations);
    let speaker = |at: &Option<usize>| at.map(|at| resolution.speakers[at].clone());
    resolution.of_quotation.iter().map(speaker).collect()
}

fn name(speaker: &Option<Speaker>) -> &str {
    speaker.as_ref().map_or("", |speaker| &speaker.name)
}

#[test]
fn sources_lead_to_their_speakers() {
    let mut wrong = Vec::new();
    for case in cases().speakers {
        let speakers = resolve_marked(&case.text);
        let got: Vec<&str> = speakers.iter().map(name).collect();
        if got != case.speakers {
            wrong.push(format!("{}: {got:?}, not {:?}", case.name, case.speakers));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_quotation_without_a_source_has_the_speaker_it_carries_over_or_none() {
    let text = "Anna Brandt said no. No again. Silence.";
    let mut quotations: Vec<Quotation> = [(12, 16), (21, 30), (31, 38)]
        .into_iter()
        .map(|(start, end)| {
            quotation(
                vec![Span::new(start, end)],
                vec![],
                vec![],
                QuotationKind::Direct,
            )
        })
        .collect();
    quotations[0].source = smallvec![Span::new(0, 11)];
    quotations[1].carried_from = Some(0);
    let resolution = resolve(&Scanner::default(), text, &quotations);
    assert_eq!(resolution.of_quotation, [Some(0), Some(0), None]);
    // A chain that turns back on itself ends.
    quotations[0].source.clear();
    quotations[0].carried_from = Some(1);
    let resolution = resolve(&Scanner::default(), text, &quotations);
    assert_eq!(resolution.of_quotation, [None, None, None]);
}

#[test]
fn what_speakers_are() {
    let mut wrong = Vec::new();
    for case in cases().kinds {
        let speakers = resolve_marked(&case.text);
        let kind = speakers.into_iter().next().flatten();
        let got = kind.map(|speaker| format!("{:?}", speaker.kind).to_lowercase());
        if got.as_ref() != Some(&case.kind) {
            wrong.push(format!("{}: {got:?}, not {}", case.text, case.kind));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn roles_and_affiliations() {
    let mut wrong = Vec::new();
    for case in cases().roles {
        let Some(Some(speaker)) = resolve_marked(&case.text).into_iter().next() else {
            wrong.push(format!("{}: nobody", case.text));
            continue;
        };
        let got = (speaker.role.as_deref(), speaker.affiliation.as_deref());
        let got = (got.0.unwrap_or_default(), got.1.unwrap_or_default());
        if got != (case.role.as_str(), case.affiliation.as_str()) {
            wrong.push(format!("{}: {got:?}", case.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn courtesies_are_no_roles() {
    let cases = [
        ("Mrs Ruth Lane", None),
        ("MR. Price", None),
        ("Dr. Omar Haddad", None),
        ("Labour MP Asha Rao", Some("Labour MP")),
        ("engineer Dr Ann Lund", Some("engineer")),
        ("PC Dan Hill", Some("PC")),
    ];
    for (source, role) in cases {
        let text = format!("On Friday {source} said no.");
        let source = Span::new(10, 10 + source.len());
        let said = quotation(
            vec![Span::new(text.len() - 3, text.len())],
            vec![source],
            vec![],
            QuotationKind::Direct,
        );
        let resolution = resolve(&Scanner::default(), &text, &[said]);
        assert_eq!(resolution.speakers[0].role.as_deref(), role, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_and_no_source_panics(text in "([A-Z][a-z]{1,3}|he|of|the|and|who|[.,:(\"’'“”]|\\PC| |\n| ){0,60}", cuts in proptest::collection::vec(0usize..200, 0..8)) {
        let at = |cut: usize| text.floor_char_boundary(cut);
        let quotations: Vec<Quotation> = cuts
            .windows(2)
            .map(|pair| quotation(vec![Span::new(at(pair[1]), at(pair[0]))], vec![Span::new(at(pair[0]), at(pair[1]))], vec![], QuotationKind::Direct))
            .collect();
        let resolution = resolve(&Scanner::default(), &text, &quotations);
        proptest::prop_assert_eq!(resolution.of_quotation.len(), quotations.len());
    }
}
