//! [`all`]: the yardsticks, the stages, the whole, each a closure over the same articles.

use std::cell::RefCell;
use std::hint::black_box;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use anyhow::Result;
use dixit::Document;
use dixit::claims::worth::{Asked, Features};
use dixit::config::{Format, OutputChoice};
use dixit::input::{Reading, Source, documents};
use dixit::output::{Outputs, Whole};
use dixit::quotation;
use dixit::records::{ArticleRecord, Speakers, ToCheck};
use dixit::resolution::Room;
use dixit::segmentation::{segment, sentences};
use tempfile::TempDir;
use unicode_segmentation::UnicodeSegmentation;

use crate::sample::{Article, Sample};

/// What the others are measured in.
pub(crate) const YARDSTICK: &str = "unicode_words";

/// One thing that is measured. Its result says how much was found: nothing is optimised away.
pub(crate) struct Step<'s> {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) run: Box<dyn Fn() -> usize + 's>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Yardstick,
    Stage,
    Whole,
}

/// All of them, in the order of the table.
pub(crate) fn all(sample: &Sample) -> Result<Vec<Step<'_>>> {
    let mut steps = yardsticks(sample)?;
    steps.extend(stages(sample));
    steps.push(output(sample, "output: csv", &[Format::Csv])?);
    steps.push(output(sample, "output: jsonl", &[Format::Jsonl])?);
    steps.push(whole(sample, "whole: csv", &[Format::Csv])?);
    steps.push(whole(
        sample,
        "whole: csv, jsonl",
        &[Format::Csv, Format::Jsonl],
    )?);
    Ok(steps)
}

fn yardsticks(sample: &Sample) -> Result<Vec<Step<'_>>> {
    let words = [
        "said", "says", "told", "asked", "added", "wrote", "argued", "denied", "claimed", "warned",
    ];
    let dfa = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .build(words)?;
    let step = |name, run| Step {
        name,
        kind: Kind::Yardstick,
        run,
    };
    Ok(vec![
        step(
            "from_utf8",
            over_texts(sample, |text| {
                std::str::from_utf8(black_box(text.as_bytes())).map_or(0, str::len)
            }),
        ),
        step(
            "small AC DFA",
            over_texts(sample, move |text| dfa.find_iter(text).count()),
        ),
        step(
            YARDSTICK,
            over_texts(sample, |text| text.unicode_words().count()),
        ),
        step(
            "unicode_sentences",
            over_texts(sample, |text| text.unicode_sentences().count()),
        ),
    ])
}

fn stages(sample: &Sample) -> Vec<Step<'_>> {
    let step = |name, run| Step {
        name,
        kind: Kind::Stage,
        run,
    };
    let Sample {
        tagger,
        scanner,
        attributor,
        resolver,
        checker,
        worth,
        ..
    } = sample;
    let features = RefCell::new(Features::default());
    let room = RefCell::new(Room::default());
    vec![
        step(
            "input: jsonl",
            Box::new(|| input(sample, |_| Ok(())).unwrap_or_default()),
        ),
        step(
            "segmentation",
            over(sample, |article| segment(&article.document).tokens.len()),
        ),
        step(
            "sentences alone",
            over_texts(sample, |text| sentences(text).len()),
        ),
        step(
            "tagging",
            over(sample, |article| {
                tagger.tag(&article.document, &article.segmentation).len()
            }),
        ),
        step(
            "scan",
            over(sample, |article| {
                scanner
                    .scan(&article.document, &article.segmentation)
                    .phrases
                    .len()
            }),
        ),
        step(
            "quotation",
            over(sample, |article| {
                quotation::find(&article.document, &article.segmentation).len()
            }),
        ),
        step(
            "attribution",
            Box::new(|| {
                let stages = sample.articles.iter();
                let stages: Vec<_> = stages
                    .map(|article| article.stages(&scanner.lexicon))
                    .collect();
                attributor.attribute_all(&stages).len()
            }),
        ),
        step(
            "resolution",
            over(sample, move |article| {
                let Article {
                    document,
                    segmentation,
                    scan,
                    quotations,
                    ..
                } = article;
                let room = &mut room.borrow_mut();
                resolver
                    .resolve(room, document, segmentation, scan, quotations)
                    .speakers
                    .len()
            }),
        ),
        step(
            "claims",
            over(sample, |article| {
                let Article {
                    document,
                    segmentation,
                    quotations,
                    annotation,
                    ..
                } = article;
                checker
                    .check(document, segmentation, quotations, &annotation.resolution)
                    .len()
            }),
        ),
        step(
            "check-worthiness",
            over(sample, move |article| {
                let Article {
                    document,
                    segmentation,
                    tags,
                    quotations,
                    annotation,
                    ..
                } = article;
                let asked = Asked::Shown(&annotation.claims);
                let features = &mut features.borrow_mut();
                worth
                    .score(features, document, segmentation, tags, quotations, asked)
                    .sentences
                    .len()
            }),
        ),
        step(
            "records",
            over(sample, |article| {
                ArticleRecord::new(&article.document, &article.annotation)
                    .quotes
                    .len()
            }),
        ),
    ]
}

/// The rows of all articles, into files of a folder that goes when the step does.
fn output<'s>(sample: &'s Sample, name: &'static str, formats: &'s [Format]) -> Result<Step<'s>> {
    let folder = TempDir::new()?;
    let choice = OutputChoice {
        formats: formats.to_vec(),
        ..OutputChoice::default()
    };
    let run = move || -> Result<usize> {
        let mut outputs = Outputs::create(folder.path(), &choice)?;
        let mut speakers = Speakers::default();
        let mut to_check = ToCheck::default();
        for article in &sample.articles {
            outputs.article(&article.record)?;
            speakers.add(&article.record);
            to_check.add(&article.record);
        }
        outputs.finish(&Whole {
            speakers: &speakers,
            to_check: &to_check.in_order(),
            interrupted: false,
        })?;
        Ok(speakers.len())
    };
    Ok(Step {
        name,
        kind: Kind::Stage,
        run: Box::new(move || run().unwrap_or_default()),
    })
}

/// About as many articles as a worker of a run takes together: a mebibyte.
const BATCH: usize = 200;

/// JSON lines in memory to files, by batches as a run has them.
fn whole<'s>(sample: &'s Sample, name: &'static str, formats: &'s [Format]) -> Result<Step<'s>> {
    let folder = TempDir::new()?;
    let choice = OutputChoice {
        formats: formats.to_vec(),
        ..OutputChoice::default()
    };
    let run = move || -> Result<usize> {
        let mut outputs = Outputs::create(folder.path(), &choice)?;
        let mut speakers = Speakers::default();
        let mut to_check = ToCheck::default();
        let mut batch = Vec::with_capacity(BATCH);
        let mut finish = |batch: &mut Vec<Document>| -> Result<()> {
            let documents: Vec<&Document> = batch.iter().collect();
            let annotations = sample.pipeline.annotate_all(&documents);
            let pairs = documents.iter().zip(&annotations);
            let records: Vec<ArticleRecord> = pairs
                .map(|(document, annotation)| ArticleRecord::new(document, annotation))
                .collect();
            for article in &records {
                outputs.article(article)?;
                speakers.add(article);
                to_check.add(article);
            }
            batch.clear();
            Ok(())
        };
        input(sample, |document| {
            batch.push(document);
            match batch.len() {
                BATCH => finish(&mut batch),
                _ => Ok(()),
            }
        })?;
        finish(&mut batch)?;
        outputs.finish(&Whole {
            speakers: &speakers,
            to_check: &to_check.in_order(),
            interrupted: false,
        })?;
        Ok(speakers.len())
    };
    Ok(Step {
        name,
        kind: Kind::Whole,
        run: Box::new(move || run().unwrap_or_default()),
    })
}

/// Reads the JSON lines; the number of documents.
fn input(sample: &Sample, mut each: impl FnMut(Document) -> Result<()>) -> Result<usize> {
    let source = Source::memory("sample", sample.jsonl.clone());
    let mut count = 0;
    for document in documents(source, &Reading::default()) {
        each(document?)?;
        count += 1;
    }
    Ok(count)
}

fn over<'s>(
    sample: &'s Sample,
    run: impl Fn(&Article) -> usize + 's,
) -> Box<dyn Fn() -> usize + 's> {
    Box::new(move || sample.articles.iter().map(&run).sum())
}

fn over_texts<'s>(
    sample: &'s Sample,
    run: impl Fn(&str) -> usize + 's,
) -> Box<dyn Fn() -> usize + 's> {
    Box::new(move || sample.texts().map(&run).sum())
}
