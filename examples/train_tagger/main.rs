//! Trains the part-of-speech tagger.
//!
//! `cargo run --release --example train_tagger -- ../shared/data/pos-train.jsonl ../shared/data/polnear-train.jsonl src/tagging/weights.bin`
//! writes the weights, the same bytes every time. Without the last argument it
//! trains on nine of ten sentences and prints how the tenth came out. The second one is
//! news without tags: in it the tagger finds the places where it never hesitates.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod contexts;
mod corpus;
mod lexicon;
mod perceptron;
mod report;

use anyhow::{Context, Result};
use corpus::{Example, News};
use dixit::tagging::{Form, LARGEST, Lexicon, Tag, Tagger, place, write};
use lexicon::Told;
use perceptron::Perceptron;

/// Two features each, of 29 bytes with the fingerprint.
const BUCKETS: usize = 13_000;
/// Rounds in which features show what they are worth, and in which those chosen are learned.
const CHOOSING: u64 = 4;
const LEARNING: u64 = 6;
/// Sentences of our own, and how often each is taught.
const LESSONS: &str = include_str!("lessons.txt");
const WEIGHT: usize = 2;
/// Every so many sentences one is held out.
const HELD_OUT: usize = 10;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = || arguments.next();
    let usage = "usage: train_tagger TREEBANK.jsonl NEWS.jsonl [WEIGHTS.bin]";
    let examples = corpus::read(&argument().context(usage)?)?;
    let news = corpus::news(&argument().context(usage)?)?;
    let lessons = corpus::lessons(LESSONS)?;
    let lessons = std::iter::repeat_n(&lessons, WEIGHT).flatten();
    if let Some(output) = argument() {
        let all: Vec<_> = examples.iter().chain(lessons).collect();
        let bytes = train(&all, &news)?;
        std::fs::write(&output, &bytes).context(output)?;
        return Ok(());
    }
    let (held, learned): (Vec<_>, Vec<_>) = examples
        .iter()
        .enumerate()
        .partition(|(at, _)| at % HELD_OUT == HELD_OUT - 1);
    let learned = learned.into_iter().map(|(_, example)| example);
    let learned: Vec<_> = learned.chain(lessons).collect();
    let held: Vec<_> = held.into_iter().map(|(_, example)| example).collect();
    let bytes = train(&learned, &news)?;
    let tagger = Tagger::from_bytes(&bytes)?;
    println!("{} bytes", bytes.len());
    report::print("learned", &tagger, &learned, 0);
    report::print("held out", &tagger, &held, 25);
    Ok(())
}

/// A weights file learned from `examples`, with the sure words and places of `news`.
fn train(examples: &[&Example], news: &[News]) -> Result<Vec<u8>> {
    let first = Learned::of(examples, &Told::default());
    let told = Told::by(&first.tagger()?, news);
    let last = Learned::of(examples, &told);
    let lexicon = Lexicon::new(&last.words);
    let contexts = contexts::sure(&lexicon, &last.tagger()?, examples, news);
    eprintln!("{} contexts", contexts.len());
    Ok(write(&last.words, &contexts, &last.buckets))
}

/// What the treebank teaches.
struct Learned {
    words: Vec<(u32, Form)>,
    buckets: Vec<Bucket>,
}

/// Up to two features with their weights.
type Bucket = Vec<(u16, [i8; Tag::WORDS])>;

impl Learned {
    fn of(examples: &[&Example], told: &Told) -> Self {
        let words = lexicon::words(examples.iter().copied(), told);
        let lexicon = Lexicon::new(&words);
        let mut chooser = Perceptron::new(&lexicon);
        for seed in 1..=CHOOSING {
            chooser.epoch(examples, seed);
        }
        let chosen = choose(&chooser.averages());
        eprintln!("{} words, {} features", words.len(), chosen.len());
        let mut learner = Perceptron::of_features(&lexicon, chosen.into_iter());
        for seed in 1..=LEARNING {
            learner.epoch(examples, CHOOSING + seed);
        }
        Self {
            buckets: quantised(&learner.averages()),
            words,
        }
    }

    fn tagger(&self) -> Result<Tagger> {
        Ok(Tagger::from_bytes(&write(&self.words, &[], &self.buckets))?)
    }
}

/// The features with the largest weights, at most two a bucket and one a fingerprint.
fn choose(averages: &[(u64, [f64; Tag::WORDS])]) -> Vec<u64> {
    let worth = |weights: &[f64; Tag::WORDS]| weights.iter().map(|w| w * w).sum::<f64>();
    let mut ranked: Vec<_> = averages.iter().map(|(key, w)| (worth(w), *key)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut buckets = vec![Vec::new(); BUCKETS];
    let mut chosen = Vec::new();
    for (_, key) in ranked {
        let (bucket, fingerprint) = place(key, BUCKETS);
        if buckets[bucket].len() < 2 && !buckets[bucket].contains(&fingerprint) {
            buckets[bucket].push(fingerprint);
            chosen.push(key);
        }
    }
    chosen
}

/// The weights as signed bytes; the few largest are cut.
fn quantised(averages: &[(u64, [f64; Tag::WORDS])]) -> Vec<Bucket> {
    let mut sizes: Vec<f64> = averages
        .iter()
        .flat_map(|(_, w)| *w)
        .map(f64::abs)
        .collect();
    sizes.sort_by(f64::total_cmp);
    let largest = sizes
        .get(sizes.len().saturating_sub(1 + sizes.len() / 50_000))
        .copied();
    let limit = f64::from(LARGEST);
    let scale = limit / largest.unwrap_or(1.0);
    let mut buckets = vec![Vec::new(); BUCKETS];
    for (key, weights) in averages {
        let (bucket, fingerprint) = place(*key, BUCKETS);
        let row = weights.map(|weight| (weight * scale).round().clamp(-limit, limit) as i8);
        buckets[bucket].push((fingerprint, row));
    }
    buckets
}
