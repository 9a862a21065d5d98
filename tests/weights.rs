//! What was learned and is committed: that it can be read, and that learning it anew gives the same bytes.
//!
//! The second takes minutes and the data of ../shared, so it runs only when asked:
//! `DIXIT_RETRAIN=1 cargo test --test weights -- --nocapture`.

// Helpers outside the tests unwrap and report as the tests do.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dixit::attribution::model::PLACES;
use dixit::resolution::rank::{NAMES, Weights};
use dixit::tagging::Tagger;

fn committed(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The lines of a table of `columns` columns, comments left out.
fn rows(path: &str, columns: usize) -> Vec<Vec<String>> {
    let text = String::from_utf8(committed(path)).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<String>> = lines
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect();
    for row in &rows {
        assert_eq!(row.len(), columns, "{path}: {row:?}");
    }
    rows
}

#[test]
fn attribution_weights_fill_their_table() {
    let bytes = committed("src/attribution/model/weights.bin");
    assert_eq!(bytes.len(), PLACES, "a byte a place");
    assert!(bytes.iter().any(|byte| *byte != 0));
}

#[test]
fn tagging_weights_can_be_read() {
    let bytes = committed("src/tagging/weights.bin");
    let read = Tagger::from_bytes(&bytes);
    assert!(read.is_ok(), "{:?}", read.err());
}

#[test]
fn resolution_weights_name_features() {
    for file in ["weights-learned.tsv", "weights-rules.tsv"] {
        for row in rows(&format!("src/resolution/data/{file}"), 2) {
            assert!(NAMES.contains(&&*row[0]), "{file}: {row:?}");
            assert!(
                row[1].parse::<f32>().unwrap().is_finite(),
                "{file}: {row:?}"
            );
        }
    }
    assert_ne!(Weights::learned().values(), Weights::rules().values());
}

#[test]
fn cue_counts_are_rates() {
    let rows = rows("src/attribution/cue_frames.tsv", 5);
    for row in &rows {
        let (hits, total): (u32, u32) = (row[3].parse().unwrap(), row[4].parse().unwrap());
        assert!(hits <= total && total > 0, "{row:?}");
    }
    // What the rates of rare cues fall back on.
    assert!(rows.iter().any(|row| row[..3] == ["*", "*", "*"]));
}

/// The data, if retraining is asked for and they are there.
fn data() -> Option<PathBuf> {
    if std::env::var_os("DIXIT_RETRAIN").is_none() {
        eprintln!("skipped: set DIXIT_RETRAIN=1 to learn all weights anew (minutes)");
        return None;
    }
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let data = std::env::var_os("DIXIT_SHARED").map_or(beside, PathBuf::from);
    let data = data.join("data");
    let there = data.is_dir();
    if !there {
        eprintln!("skipped: ../shared is not here");
    }
    there.then_some(data)
}

/// What an example prints, run over `inputs`, and writes to `output` if it is given.
fn run(example: &str, inputs: &[&Path], output: Option<&Path>) -> Vec<u8> {
    let ended = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["run", "--quiet", "--release", "--example", example, "--"])
        .args(inputs)
        .args(output)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(ended.status.success(), "{example}: {}", ended.status);
    ended.stdout
}

#[test]
fn learning_anew_gives_the_same_bytes() {
    let Some(data) = data() else { return };
    let (news, treebank) = (
        data.join("polnear-train.jsonl"),
        data.join("pos-train.jsonl"),
    );
    let debates = data.join("claimbuster-train.jsonl");
    let folder = tempfile::tempdir().unwrap();
    let written = |example: &str, inputs: &[&Path]| {
        let path = folder.path().join(example);
        run(example, inputs, Some(&path));
        fs::read(path).unwrap()
    };
    let learned = [
        (
            "src/tagging/weights.bin",
            written("train_tagger", &[&treebank, &news]),
        ),
        (
            "src/attribution/cue_frames.tsv",
            run("count_frames", &[&news], None),
        ),
        (
            "src/attribution/model/weights.bin",
            written("train", &[&news]),
        ),
        (
            "src/resolution/data/weights-learned.tsv",
            run("train_resolution", &[&news], None),
        ),
        (
            "src/claims/worth/weights.bin",
            written("train_worth", &[&debates]),
        ),
    ];
    let differ: Vec<&str> = learned
        .iter()
        .filter(|(path, bytes)| committed(path) != *bytes)
        .map(|(path, _)| *path)
        .collect();
    assert!(differ.is_empty(), "not what .ci/retrain gives: {differ:?}");
}
