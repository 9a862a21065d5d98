//! [`Lab`]: from annotated articles to weights.
//!
//! What the later models learn from are the earlier ones' choices, and those are made by
//! learners that never saw the article (cross-fitting): else the probabilities would be too high.

use anyhow::Result;
use dixit::attribution::model::Choice;
use dixit::attribution::model::learn::{Chosen, Instance, Rivals};
use dixit::attribution::{Attributor, Stages};
use dixit::document::Document;
use dixit::scan::Scanner;
use dixit::tagging::Tagger;
use dixit::{quotation, segmentation};
use rayon::prelude::*;
use serde_json::Value;

use super::article::{Article, answers, jaccard};
use super::learner::{DECAY, Learner, RIVAL_DECAY, SOURCE_DECAY, argmax, calibration, logistic};

/// Articles are dealt into this many parts; what is learned of a part's articles never comes from themselves.
const FOLDS: usize = 4;

pub(crate) struct Lab {
    tagger: Tagger,
    scanner: Scanner,
    attributor: Attributor,
}

impl Default for Lab {
    fn default() -> Self {
        Self {
            tagger: Tagger::default(),
            scanner: Scanner::default(),
            attributor: Attributor::new(None),
        }
    }
}

impl Lab {
    fn stages<'a>(&'a self, article: &'a Article) -> Stages<'a> {
        Stages {
            document: &article.document,
            segmentation: &article.segmentation,
            tags: &article.tags,
            scan: &article.scan,
            quoted: &article.quoted,
            lexicon: &self.scanner.lexicon,
        }
    }

    pub(crate) fn article(&self, line: &str) -> Result<Article> {
        let record: Value = serde_json::from_str(line)?;
        let document = Document::from_text("gold", record["text"].as_str().unwrap_or_default());
        let segmentation = segmentation::segment(&document);
        let tags = self.tagger.tag(&document, &segmentation);
        let scan = self.scanner.scan(&document, &segmentation);
        let quoted = quotation::find(&document, &segmentation);
        let (gold, discard) = answers(&record, &document.text, &segmentation);
        let mut article = Article {
            document,
            segmentation,
            tags,
            scan,
            quoted,
            gold,
            discard,
            instances: Vec::new(),
            matched: Vec::new(),
        };
        let instances = self.attributor.instances(self.stages(&article));
        // A gold quotation of another cue is none of this candidate's business.
        let own = |instance: &Instance, gold: usize| {
            let cue = &article.gold[gold].cue;
            cue.is_empty() || instance.cue.clone().any(|at| cue.contains(&at))
        };
        let matched = instances.iter().map(|instance| {
            let gold = article.nearest(&instance.readings);
            gold.filter(|&gold| own(instance, gold))
        });
        article.matched = matched.collect();
        article.instances = instances;
        Ok(article)
    }

    /// All models' weights in one table.
    pub(crate) fn train(&self, articles: &[Article]) -> Vec<u8> {
        let folds: Vec<Learner> = (0..FOLDS)
            .into_par_iter()
            .map(|fold| choices(articles, |at| at % FOLDS != fold))
            .collect();
        let chosen: Vec<Vec<Chosen>> = articles
            .par_iter()
            .enumerate()
            .map(|(at, article)| chosen(article, &folds[at % FOLDS]))
            .collect();
        let right: Vec<Vec<Option<bool>>> = articles
            .par_iter()
            .zip(&chosen)
            .map(|(article, chosen)| article.judged(chosen))
            .collect();
        let proposals: Vec<Examples> = articles
            .iter()
            .zip(&right)
            .map(|(article, right)| {
                let places = article
                    .instances
                    .iter()
                    .map(|instance| Some(&instance.proposal[..]));
                places.zip(right.iter().copied()).collect()
            })
            .collect();
        let sifters: Vec<Learner> = (0..FOLDS)
            .into_par_iter()
            .map(|fold| {
                let mut learner = Learner::default();
                learner.fit_binary(&known(&proposals, |at| at % FOLDS != fold));
                learner
            })
            .collect();
        let wholes: Vec<Vec<Option<Vec<u32>>>> = articles
            .par_iter()
            .enumerate()
            .map(|(at, article)| {
                let sifter = &sifters[at % FOLDS];
                let sums = article
                    .instances
                    .iter()
                    .map(|instance| sifter.sum(&instance.proposal));
                let estimates: Vec<f32> = sums.map(|sum| 1.0 / (1.0 + (-sum).exp())).collect();
                self.attributor
                    .wholes(self.stages(article), &chosen[at], &estimates)
            })
            .collect();
        let examples: Vec<Examples> = wholes
            .iter()
            .zip(&right)
            .map(|(wholes, right)| {
                let places = wholes.iter().map(Option::as_deref);
                places.zip(right.iter().copied()).collect()
            })
            .collect();
        let mut learner = choices(articles, |_| true);
        learner.fit_binary(&known(&proposals, |_| true));
        let judges: Vec<Learner> = (0..FOLDS)
            .into_par_iter()
            .map(|fold| {
                let mut learner = Learner::default();
                learner.fit_binary(&known(&examples, |at| at % FOLDS != fold));
                learner
            })
            .collect();
        let unseen = (0..FOLDS).flat_map(|fold| {
            let held_out = known(&examples, |at| at % FOLDS == fold).into_iter();
            let judge = &judges[fold];
            held_out.map(|(places, right)| (judge.sum(places), right))
        });
        let doubt = calibration(&unseen.collect::<Vec<_>>());
        learner.fit_calibrated(&known(&examples, |_| true), doubt);
        let scores = |at: usize| -> Vec<Option<f32>> {
            let judge = &judges[at % FOLDS];
            let score = |places: &Vec<u32>| logistic(doubt.0 * judge.sum(places) + doubt.1);
            let wholes = wholes[at].iter();
            wholes.map(|places| places.as_ref().map(score)).collect()
        };
        let rivals: Vec<Vec<(Rivals, [f32; 2])>> = articles
            .par_iter()
            .enumerate()
            .map(|(at, article)| self.rivals(article, &chosen[at], &scores(at)))
            .collect();
        learner = learner.with_decay(RIVAL_DECAY);
        learner.fit_choices(&contests(&rivals));
        learner.encoded()
    }

    /// The pairs of an article's candidates that cannot both stand, of which one is better, with each one's worth.
    fn rivals(
        &self,
        article: &Article,
        chosen: &[Chosen],
        scores: &[Option<f32>],
    ) -> Vec<(Rivals, [f32; 2])> {
        /// Of two that differ by less there is nothing to learn.
        const LEAST: f32 = 0.1;
        let pairs = self.attributor.rivals(self.stages(article), chosen, scores);
        let worth = |at: usize| article.worth(&chosen[at]);
        let told = pairs.into_iter().filter_map(|pair| {
            let [one, other] = pair.places.map(worth);
            let worths = [one?, other?];
            ((worths[0] - worths[1]).abs() > LEAST).then_some((pair, worths))
        });
        told.collect()
    }
}

/// An article's candidates: features, if it is weighed at all, and whether it is right, if it counts.
type Examples<'a> = Vec<(Option<&'a [u32]>, Option<bool>)>;

/// What the learner chooses for each candidate of an article.
fn chosen(article: &Article, learner: &Learner) -> Vec<Chosen> {
    let choose = |instance: &Instance| {
        let readings = instance.readings.iter().map(|(_, places)| &places[..]);
        let sources = instance.sources.iter().map(|(_, places)| &places[..]);
        let (reading, of_reading) = pick(learner, readings);
        let (source, of_source) = pick(learner, sources);
        let choice = Choice {
            reading: of_reading,
            source: of_source,
        };
        let content = instance.readings[reading].0.clone();
        (content, instance.sources[source].0.clone(), choice)
    };
    article.instances.iter().map(choose).collect()
}

/// The greatest of the options' sums: its place, and its share of the probability.
fn pick<'a>(learner: &Learner, options: impl Iterator<Item = &'a [u32]>) -> (usize, f32) {
    let sums: Vec<f32> = options.map(|places| learner.sum(places)).collect();
    let best = argmax(&sums);
    let total: f32 = sums.iter().map(|sum| (sum - sums[best]).exp()).sum();
    (best, 1.0 / total)
}

/// The examples of the articles that train, without those that do not count.
fn known<'a>(examples: &[Examples<'a>], trains: impl Fn(usize) -> bool) -> Vec<(&'a [u32], bool)> {
    let articles = examples.iter().enumerate().filter(|(at, _)| trains(*at));
    articles
        .flat_map(|(_, candidates)| candidates)
        .filter_map(|(places, right)| Some(((*places)?, (*right)?)))
        .collect()
}

/// The pairs as choices between two.
fn contests(pairs: &[Vec<(Rivals, [f32; 2])>]) -> Vec<(Vec<&[u32]>, Vec<f32>)> {
    /// How much more the better one's share is.
    const SHARPNESS: f32 = 8.0;
    let pairs = pairs.iter().flatten();
    pairs
        .map(|(pair, worths)| {
            let options = pair.features.iter().map(|places| &places[..]);
            let shares = worths.iter().map(|worth| (SHARPNESS * worth).exp());
            (options.collect(), normalised(shares.collect()))
        })
        .collect()
}

/// Learns the choices among readings and among sources.
fn choices(articles: &[Article], trains: impl Fn(usize) -> bool) -> Learner {
    let mut readings: Vec<(Vec<&[u32]>, Vec<f32>)> = Vec::new();
    let mut sources: Vec<(Vec<&[u32]>, Vec<f32>)> = Vec::new();
    for (_, article) in articles.iter().enumerate().filter(|(at, _)| trains(*at)) {
        for (instance, matched) in article.instances.iter().zip(&article.matched) {
            let Some(gold) = matched.map(|gold| &article.gold[gold]) else {
                continue;
            };
            let shares = instance.readings.iter().map(|(contents, _)| {
                let agreement = jaccard(&article.words(contents), &gold.content) as f32;
                if agreement >= 0.5 {
                    (8.0 * agreement).exp()
                } else {
                    0.0
                }
            });
            let options = instance.readings.iter().map(|(_, places)| &places[..]);
            readings.push((options.collect(), normalised(shares.collect())));
            let shares = instance.sources.iter().map(|(source, _)| {
                let agreement = article.source_agrees(source.as_ref(), &gold.source);
                if agreement > 0.0 {
                    (3.0 * agreement).exp()
                } else {
                    0.0
                }
            });
            let shares: Vec<f32> = shares.collect();
            if shares.iter().sum::<f32>() > 0.0 {
                let options = instance.sources.iter().map(|(_, places)| &places[..]);
                sources.push((options.collect(), normalised(shares)));
            }
        }
    }
    let mut learner = Learner::default();
    learner.fit_choices(&readings);
    learner = learner.with_decay(SOURCE_DECAY);
    learner.fit_choices(&sources);
    learner.with_decay(DECAY)
}

fn normalised(mut shares: Vec<f32>) -> Vec<f32> {
    let total: f32 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= total);
    shares
}
