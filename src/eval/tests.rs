//! The figures are those of the reference scorer, to the last digit.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::*;
use crate::attribution::{Function, Quotation, QuotationKind};
use crate::pipeline::{Annotation, Pipeline};
use crate::records::ArticleRecord;
use crate::resolution::{Resolution, Speaker, SpeakerKind};
use crate::span::Span;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// Our figures under the reference scorer's names, without what it does not tell.
fn figures(gold: &Path, predicted: &Path) -> Value {
    let gold = Gold::read(gold).unwrap();
    let predictions = Predictions::read(predicted).unwrap();
    let mut figures = Report::new(&gold, &predictions).unwrap().to_json();
    for ours in ["breakdown", "extras"] {
        figures.as_object_mut().unwrap().shift_remove(ours);
    }
    figures
}

#[test]
fn figures_are_those_the_reference_scorer_gave() {
    let expected = std::fs::read_to_string(fixture("eval.expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let gold = fixture("eval.gold.jsonl");
    assert_eq!(figures(&gold, &fixture("eval.pred.jsonl")), expected);
}

/// The lines of `articles.jsonl` that a run over the gold's texts writes.
fn annotated(gold: &Path) -> String {
    let pipeline = Pipeline::default();
    let gold = Gold::read(gold).unwrap();
    let line = |article: &gold::GoldArticle| {
        let document = &article.document;
        let record = ArticleRecord::new(document, &pipeline.annotate(document));
        serde_json::to_string(&record).unwrap() + "\n"
    };
    gold.articles.iter().map(line).collect()
}

/// Where the scorer and its data are at hand, they are asked again.
#[test]
fn figures_are_those_the_reference_scorer_gives() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("DIXIT_SHARED").map_or(beside, PathBuf::from);
    if !shared.join("eval/score.py").exists() {
        eprintln!("not run: no ../shared/eval/score.py here");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let found = directory.path().join("articles.jsonl");
    let real = shared.join("data/polnear-dev.jsonl");
    if real.exists() {
        std::fs::write(&found, annotated(&real)).unwrap();
    }
    let pairs = [
        (fixture("eval.gold.jsonl"), fixture("eval.pred.jsonl")),
        (real.clone(), real.clone()),
        (real, found),
    ];
    for (gold, predicted) in pairs.iter().filter(|(gold, _)| gold.exists()) {
        let output = Command::new("python3")
            .arg(shared.join("eval/score.py"))
            .args([gold, predicted])
            .arg("--json")
            .output();
        let Ok(output) = output else {
            eprintln!("not run: no python3 here");
            return;
        };
        let expected: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(figures(gold, predicted), expected, "{}", gold.display());
    }
}

#[test]
fn the_report_shows_what_the_reference_scorer_prints() {
    let gold = Gold::read(&fixture("eval.gold.jsonl")).unwrap();
    let predictions = Predictions::read(&fixture("eval.pred.jsonl")).unwrap();
    let report = Report::new(&gold, &predictions).unwrap();
    insta::assert_snapshot!(report);
    let mut faults = Vec::new();
    report.write_faults(&mut faults, 2).unwrap();
    insta::assert_snapshot!(String::from_utf8(faults).unwrap());
}

#[test]
fn a_span_outside_the_text_is_an_error_that_names_its_article() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("gold.jsonl");
    let line = r#"{"id": "a", "text": "short", "quotes": [{"content": [[0, 6]]}]}"#;
    std::fs::write(&path, line).unwrap();
    let gold = Gold::read(&path).unwrap();
    let error = Report::new(&gold, &Predictions::default()).unwrap_err();
    let expected = "article a: span [0,6] lies outside a text of 5 code points";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_folder_of_gold_is_read_whole_with_what_is_no_quotation() {
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| std::fs::write(directory.path().join(name), text).unwrap();
    let one = r#"{"id": "b", "text": "The “plan” fed ten million.", "quotes": [],
        "not_speech": [{"span": [5, 9], "function": "scare"}],
        "claims": [{"span": [11, 26], "rule": "population", "verdict": "doubtful"}]}"#;
    file("b.gold.json", one);
    file("a.gold.jsonl", "{\"id\": \"a\", \"text\": \"A.\"}\n");
    file("a.txt", "A.");
    let predicted = r#"{"id": "b", "quotes": [{"content": [[4, 10]], "is_speech": false}],
        "claims": [{"span": [15, 26], "rule": "population", "verdict": "check"},
                   {"span": [15, 26], "rule": "universal", "verdict": "doubtful"}]}"#;
    file("predicted.jsonl", &predicted.replace('\n', " "));

    let gold = Gold::read(directory.path()).unwrap();
    assert_eq!(gold.len(), 2);
    let predictions = Predictions::read(&directory.path().join("predicted.jsonl")).unwrap();
    let report = Report::new(&gold, &predictions).unwrap();
    let expected = Extras {
        apart_gold: 1,
        apart: 1,
        claims_gold: 1,
        claims: 1,
        verdicts: 0,
        claims_predicted: 2,
        claims_right: 1,
    };
    assert_eq!(*report.extras(), expected);
}

/// The gold's quotations as the stages would have found them.
fn annotation(article: &gold::GoldArticle) -> Annotation {
    let text = &article.document.text;
    let starts: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let spans = |chars: &[[usize; 2]]| {
        let span = |[start, end]: &[usize; 2]| Span::new(starts[*start], starts[*end]);
        chars.iter().map(span).collect()
    };
    let quotation = |quote: &GoldQuote| Quotation {
        contents: spans(&quote.content),
        kind: QuotationKind::Direct,
        function: Function::Speech,
        cue: spans(&quote.cue),
        source: spans(&quote.source),
        polarity: Default::default(),
        carried_from: None,
        evidence: "gold",
        confidence: 1.0,
        nested_in: None,
        unclosed: false,
    };
    let speaker = |quote: &GoldQuote| Speaker {
        name: quote.speaker.clone().unwrap_or_default(),
        id: None,
        role: None,
        affiliation: None,
        kind: SpeakerKind::Person,
        mentions: Vec::new(),
    };
    Annotation {
        quotations: article.quotes.iter().map(quotation).collect(),
        resolution: Resolution {
            speakers: article.quotes.iter().map(speaker).collect(),
            of_quotation: (0..article.quotes.len()).map(Some).collect(),
            ..Resolution::default()
        },
        ..Annotation::default()
    }
}

#[test]
fn what_leaves_the_crate_scores_as_what_was_found() {
    let gold = Gold::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap();
    let record =
        |article: &gold::GoldArticle| ArticleRecord::new(&article.document, &annotation(article));
    // As a reader of articles.jsonl gets it.
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("articles.jsonl");
    let lines = gold.articles.iter().map(record);
    let lines: Vec<String> = lines
        .map(|line| serde_json::to_string(&line).unwrap())
        .collect();
    std::fs::write(&path, lines.join("\n")).unwrap();
    let predictions = Predictions::read(&path).unwrap();
    let figures = Report::new(&gold, &predictions).unwrap().to_json();
    for name in [
        "all.exact.f1",
        "all.tokens.f1",
        "all.e2e.f1",
        "all.source.acc",
        "all.speaker.acc",
    ] {
        assert_eq!(figures[name], 1.0, "{name}");
    }
}
