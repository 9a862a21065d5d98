//! Quality floors: on the sample corpus always, on ../shared where it is there.
//!
//! A floor is a little under what was measured when it was set; raise it, never lower it.

// Helpers outside the tests unwrap and report as the tests do.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::Command;

use dixit::eval::{Gold, Predictions, Report, Scope};
use dixit::pipeline::Pipeline;

fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("DIXIT_SHARED").map_or(beside, PathBuf::from);
    let there = folder.is_dir();
    if !there {
        eprintln!("skipped: ../shared is not here");
    }
    there.then_some(folder)
}

/// Quoted half, quoted end to end, all half, all end to end: F1.
fn figures(gold: &Path) -> [f64; 4] {
    let gold = Gold::read(gold).unwrap();
    let predictions = Predictions::by(&Pipeline::default(), &gold);
    let report = Report::new(&gold, &predictions).unwrap();
    let of = report.figures();
    [
        of.half_f1(Scope::Quoted),
        of.e2e_f1(Scope::Quoted),
        of.half_f1(Scope::All),
        of.e2e_f1(Scope::All),
    ]
}

fn at_least(measured: [f64; 4], floors: [f64; 4]) {
    for (measured, floor) in measured.into_iter().zip(floors) {
        assert!(
            measured >= floor,
            "{measured:.4} is under the floor {floor}"
        );
    }
}

#[test]
fn sample_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    at_least(figures(&corpus), [0.95, 0.86, 0.88, 0.83]);
}

#[test]
fn sample_corpus_keeps_apart_what_is_no_speech() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let gold = Gold::read(&corpus).unwrap();
    let predictions = Predictions::by(&Pipeline::default(), &gold);
    let report = Report::new(&gold, &predictions).unwrap();
    let extras = report.extras();
    assert!(extras.apart * 10 >= extras.apart_gold * 9, "{extras:?}");
}

#[test]
fn polnear_dev() {
    let Some(shared) = shared() else { return };
    at_least(
        figures(&shared.join("data/polnear-dev.jsonl")),
        [0.85, 0.78, 0.66, 0.60],
    );
}

#[test]
fn seed_article_holds_whole() {
    let Some(shared) = shared() else { return };
    let out = tempfile::tempdir().unwrap();
    let run = assert_cmd::Command::cargo_bin("dixit")
        .unwrap()
        .arg("--quiet")
        .arg("--output")
        .arg(out.path())
        .arg(shared.join("seed/article.txt"))
        .output()
        .unwrap();
    assert!(run.status.success());
    let scored = Command::new("python3")
        .arg(shared.join("eval/score_seed.py"))
        .arg(shared.join("seed/article.txt"))
        .arg(shared.join("seed/gold.json"))
        .arg(out.path().join("articles.jsonl"))
        .output();
    match scored {
        Ok(scored) => assert!(
            scored.status.success(),
            "{}",
            String::from_utf8_lossy(&scored.stdout)
        ),
        Err(error) => eprintln!("skipped: python3 is not here: {error}"),
    }
}
