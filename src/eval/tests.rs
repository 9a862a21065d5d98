//! The figures are those of the reference scorer, to the last digit.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::*;

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

/// Where the scorer and its data are at hand, they are asked again.
#[test]
fn figures_are_those_the_reference_scorer_gives() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = ["../shared", "../../shared"].map(|path| root.join(path));
    let Some(shared) = shared
        .iter()
        .find(|path| path.join("eval/score.py").exists())
    else {
        eprintln!("not run: no ../shared/eval/score.py here");
        return;
    };
    let real = shared.join("data/polnear-dev.jsonl");
    let pairs = [
        (fixture("eval.gold.jsonl"), fixture("eval.pred.jsonl")),
        (real.clone(), real),
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
