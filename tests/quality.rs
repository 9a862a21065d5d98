//! Quality floors: on the sample corpus always, on ../shared where it is there.
//!
//! A floor is a little under what was measured when it was set, for each training moves a figure by up
//! to a point; raise it, never lower it.

// Helpers outside the tests unwrap and report as the tests do.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::Command;

use dixit::claims::worth::WorthModel;
use dixit::eval::{Gold, Predictions, Report, Scope, WorthFigures, WorthGold};
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

/// F1 of quoted half, quoted end to end, all half, all end to end; share of right speakers of all found that have one.
fn figures(pipeline: &Pipeline, gold: &Path) -> [f64; 5] {
    let gold = Gold::read(gold).unwrap();
    let predictions = Predictions::by(pipeline, &gold);
    let report = Report::new(&gold, &predictions).unwrap();
    let of = report.figures();
    [
        of.half_f1(Scope::Quoted),
        of.e2e_f1(Scope::Quoted),
        of.half_f1(Scope::All),
        of.e2e_f1(Scope::All),
        of.speaker_accuracy(Scope::All),
    ]
}

#[track_caller]
fn at_least(measured: [f64; 5], floors: [f64; 5]) {
    let holds = measured.iter().zip(floors).all(|(&is, floor)| is >= floor);
    assert!(holds, "{measured:.4?} must be at least {floors:?}");
}

#[test]
fn sample_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let learned = figures(&Pipeline::default(), &corpus);
    at_least(learned, [0.95, 0.90, 0.885, 0.865, 0.87]);
    let rules = figures(&Pipeline::rules(), &corpus);
    at_least(rules, [0.95, 0.90, 0.89, 0.86, 0.86]);
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
    let dev = shared.join("data/polnear-dev.jsonl");
    let learned = figures(&Pipeline::default(), &dev);
    at_least(learned, [0.87, 0.82, 0.695, 0.65, 0.89]);
    let rules = figures(&Pipeline::rules(), &dev);
    at_least(rules, [0.865, 0.795, 0.67, 0.61, 0.88]);
}

#[test]
fn claimbuster_dev() {
    let Some(shared) = shared() else { return };
    let gold = WorthGold::read(&shared.join("data/claimbuster-dev.jsonl")).unwrap();
    let figures = WorthFigures::of(&WorthModel::default(), &gold);
    assert!(figures.weighted_f1 >= 0.885, "{figures}");
    assert!(figures.f1 >= 0.775, "{figures}");
    assert!(figures.average_precision >= 0.88, "{figures}");
    assert!(figures.calibration_error <= 0.03, "{figures}");
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
