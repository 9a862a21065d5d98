//! Trains the attribution model: learns `src/attribution/model/weights.bin`.
//!
//! usage: cargo run --release --example train -- ../shared/data/polnear-train.jsonl src/attribution/model/weights.bin [GOLD]
//!
//! With GOLD the new weights are scored on it. With `--fold K` in place of the output, every
//! fifth article from the K-th on is held out of training and scored. The same input gives
//! the same bytes.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use dixit::attribution::model::learn::{Chosen, Instance};
use dixit::attribution::model::{BITS, Choice, Model, SCALE};
use dixit::attribution::{Attributor, Stages};
use dixit::document::Document;
use dixit::eval::{Gold, Predictions, Report};
use dixit::pipeline::Pipeline;
use dixit::quotation::{self, Quoted};
use dixit::scan::{Scan, Scanner};
use dixit::segmentation;
use dixit::segmentation::{Segmentation, TokenKind};
use dixit::tagging::{Tagger, Tags};
use rayon::prelude::*;
use serde_json::Value;

/// Articles are dealt into this many parts; what is learned of a part's articles never comes from themselves.
const FOLDS: usize = 4;
fn epochs() -> usize {
    std::env::var("EPOCHS").map_or(3, |v| v.parse().unwrap())
}
fn rate() -> f32 {
    static R: std::sync::OnceLock<f32> = std::sync::OnceLock::new();
    *R.get_or_init(|| std::env::var("RATE").map_or(0.15, |v| v.parse().unwrap()))
}
fn decay() -> f32 {
    static R: std::sync::OnceLock<f32> = std::sync::OnceLock::new();
    *R.get_or_init(|| std::env::var("DECAY").map_or(1e-3, |v| v.parse().unwrap()))
}

type Tokens = BTreeSet<usize>;

struct Article {
    document: Document,
    segmentation: Segmentation,
    tags: Tags,
    scan: Scan,
    quoted: Vec<Quoted>,
    gold: Vec<Answer>,
    discard: Tokens,
    instances: Vec<Instance>,
    /// For each instance its gold quotation.
    matched: Vec<Option<usize>>,
}

struct Answer {
    content: Tokens,
    source: Tokens,
    cue: Tokens,
}

#[allow(clippy::print_stdout)] // The figures are this program's output.
fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, rest @ ..] = &arguments[..] else {
        anyhow::bail!(
            "usage: train TRAIN.jsonl WEIGHTS.bin [GOLD.jsonl] | train TRAIN.jsonl --fold K"
        );
    };
    let lines = std::fs::read_to_string(input).with_context(|| format!("cannot read {input}"))?;
    let lines: Vec<&str> = lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let held_out = match (output.as_str(), rest) {
        ("--fold", [fold]) => Some(fold.parse::<usize>()?),
        _ => None,
    };
    let trains = |at: usize| held_out.is_none_or(|fold| at % 5 != fold);
    let lab = Lab {
        tagger: Tagger::default(),
        scanner: Scanner::default(),
        attributor: Attributor::new(None),
    };
    let chosen: Vec<&str> = (0..lines.len())
        .filter(|&at| trains(at))
        .map(|at| lines[at])
        .collect();
    let articles: Vec<Article> = chosen
        .par_iter()
        .map(|line| lab.article(line))
        .collect::<Result<_>>()?;
    oracle(&articles);
    let weights = lab.train(&articles);
    let pipeline = Pipeline::with(Attributor::new(Some(Model::new(weights.clone()))));
    let report = |path: &Path| -> Result<()> {
        let gold = Gold::read(path)?;
        let predictions = Predictions::by(&pipeline, &gold);
        print!("{}", Report::new(&gold, &predictions)?);
        Ok(())
    };
    if held_out.is_some() {
        let rest: Vec<&str> = (0..lines.len())
            .filter(|&at| !trains(at))
            .map(|at| lines[at])
            .collect();
        let file = tempfile::Builder::new().suffix(".jsonl").tempfile()?;
        std::fs::write(file.path(), rest.join("\n"))?;
        return report(file.path());
    }
    let bytes: Vec<u8> = weights
        .iter()
        .flat_map(|weight| weight.to_le_bytes())
        .collect();
    std::fs::write(output, bytes).with_context(|| format!("cannot write {output}"))?;
    match rest {
        [gold] => report(gold.as_ref()),
        _ => Ok(()),
    }
}

struct Lab {
    tagger: Tagger,
    scanner: Scanner,
    attributor: Attributor,
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

    fn article(&self, line: &str) -> Result<Article> {
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
        let mut matched = Vec::new();
        let instances = self
            .attributor
            .instances(self.stages(&article), |_, readings| {
                let (best, gold) = article.best(readings);
                matched.push(gold);
                best
            });
        // A gold quotation of another cue is none of this candidate's business.
        for (instance, matched) in instances.iter().zip(&mut matched) {
            let own = matched.is_some_and(|gold: usize| {
                let cue = &article.gold[gold].cue;
                cue.is_empty() || instance.cue.clone().any(|at| cue.contains(&at))
            });
            if !own {
                *matched = None;
            }
        }
        article.instances = instances;
        article.matched = matched;
        Ok(article)
    }

    /// All three models' weights in one table.
    fn train(&self, articles: &[Article]) -> Vec<i16> {
        let folds: Vec<Learner> = (0..FOLDS)
            .into_par_iter()
            .map(|fold| choices(articles, |at| at % FOLDS != fold))
            .collect();
        let chosen: Vec<Vec<Chosen>> = articles
            .par_iter()
            .enumerate()
            .map(|(at, article)| self.chosen(article, &folds[at % FOLDS]))
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
                let places = article.instances.iter().map(|instance| Some(&instance.proposal[..]));
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
                let sums = article.instances.iter().map(|instance| sifter.sum(&instance.proposal));
                let estimates: Vec<f32> = sums.map(|sum| 1.0 / (1.0 + (-sum).exp())).collect();
                self.attributor.wholes(self.stages(article), &chosen[at], &estimates)
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
        learner.fit_binary(&known(&examples, |_| true));
        learner.quantised()
    }

    /// What the learner chooses for each candidate of an article.
    fn chosen(&self, article: &Article, learner: &Learner) -> Vec<Chosen> {
        let picks = |options: &[&[u32]]| {
            let sums: Vec<f32> = options.iter().map(|places| learner.sum(places)).collect();
            let best = argmax(&sums);
            let total: f32 = sums.iter().map(|sum| (sum - sums[best]).exp()).sum();
            (best, 1.0 / total)
        };
        let mut reading_of = Vec::new();
        let instances = self
            .attributor
            .instances(self.stages(article), |_, readings| {
                let places: Vec<&[u32]> = readings.iter().map(|(_, places)| &places[..]).collect();
                let (best, share) = picks(&places);
                reading_of.push((best, share));
                best
            });
        let chosen = instances.iter().zip(reading_of);
        chosen
            .map(|(instance, (reading, share))| {
                let places: Vec<&[u32]> = instance
                    .sources
                    .iter()
                    .map(|(_, places)| &places[..])
                    .collect();
                let (source, source_share) = picks(&places);
                (
                    instance.readings[reading].0.clone(),
                    instance.sources[source].0.clone(),
                    Choice {
                        reading: share,
                        source: source_share,
                    },
                )
            })
            .collect()
    }
}

/// An article's candidates: features, if it is weighed at all, and whether it is right, if it counts.
type Examples<'a> = Vec<(Option<&'a [u32]>, Option<bool>)>;

/// The examples of the articles that train, without those that do not count.
fn known<'a>(examples: &[Examples<'a>], trains: impl Fn(usize) -> bool) -> Vec<(&'a [u32], bool)> {
    let articles = examples.iter().enumerate().filter(|(at, _)| trains(*at));
    articles
        .flat_map(|(_, candidates)| candidates)
        .filter_map(|(places, right)| Some(((*places)?, (*right)?)))
        .collect()
}

impl Article {
    fn words(&self, ranges: &[Range<usize>]) -> Tokens {
        words(ranges, &self.segmentation)
    }

    fn discarded(&self, contents: &[Range<usize>]) -> bool {
        let words = self.words(contents);
        2 * words.intersection(&self.discard).count() >= words.len().max(1)
    }

    /// The reading nearest to a gold quotation, and which one that is if they agree by half.
    fn best(&self, readings: &[(Vec<Range<usize>>, Vec<u32>)]) -> (usize, Option<usize>) {
        let mut best = (0, None, 0.0);
        for (at, (contents, _)) in readings.iter().enumerate() {
            let words = self.words(contents);
            for (number, gold) in self.gold.iter().enumerate() {
                let agreement = jaccard(&words, &gold.content);
                if agreement >= 0.5 && agreement > best.2 {
                    best = (at, Some(number), agreement);
                }
            }
        }
        (best.0, best.1)
    }

    /// Whether each chosen content and source is right; `None` where the gold does not tell.
    fn judged(&self, chosen: &[Chosen]) -> Vec<Option<bool>> {
        let judge = |(contents, source, _): &Chosen| {
            let counts = !self.discarded(contents);
            counts.then(|| self.right(contents, source.as_ref()))
        };
        chosen.iter().map(judge).collect()
    }

    fn right(&self, contents: &[Range<usize>], source: Option<&Range<usize>>) -> bool {
        let words = self.words(contents);
        self.gold.iter().any(|gold| {
            jaccard(&words, &gold.content) >= 0.5 && self.source_agrees(source, &gold.source) > 0.0
        })
    }

    /// 0 if the source is wrong, else how much of it is shared.
    fn source_agrees(&self, source: Option<&Range<usize>>, gold: &Tokens) -> f32 {
        let Some(source) = source else {
            return if gold.is_empty() { 1.0 } else { 0.0 };
        };
        let ours = self.words(std::slice::from_ref(source));
        let text = &self.document.text;
        let content = |at: usize| {
            let word = self.segmentation.tokens[at].span.of(text).to_lowercase();
            !STOP.contains(&word.as_str())
        };
        let both: Vec<usize> = ours.intersection(gold).copied().collect();
        let named = both.iter().any(|&at| content(at));
        let agrees = named || !both.is_empty() && !gold.iter().any(|&at| content(at));
        if agrees {
            jaccard(&ours, gold) as f32 + 0.01
        } else {
            0.0
        }
    }
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
    learner.fit_choices(&sources);
    learner
}

fn normalised(mut shares: Vec<f32>) -> Vec<f32> {
    let total: f32 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= total);
    shares
}

/// Log-linear weights under AdaGrad (Duchi, Hazan and Singer 2011), in a fixed order of examples.
struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// For the average over all steps: each change times the step it came at.
    late: Vec<f64>,
    steps: f64,
    /// How often a feature occurs; rare ones learn nothing.
    seen: Vec<u8>,
}

impl Default for Learner {
    fn default() -> Self {
        Self {
            weights: vec![0.0; 1 << BITS],
            squares: vec![1e-2; 1 << BITS],
            late: vec![0.0; 1 << BITS],
            steps: 1.0,
            seen: vec![0; 1 << BITS],
        }
    }
}

impl Learner {
    fn sum(&self, places: &[u32]) -> f32 {
        places
            .iter()
            .map(|&place| self.weights[place as usize])
            .sum()
    }

    fn step(&mut self, places: &[u32], slope: f32) {
        for &place in places {
            let at = place as usize;
            if self.seen[at] < rare() {
                continue;
            }
            let slope = slope + decay() * self.weights[at];
            self.squares[at] += slope * slope;
            let change = rate() * slope / self.squares[at].sqrt();
            self.weights[at] -= change;
            self.late[at] -= self.steps * f64::from(change);
        }
    }

    /// Counts the features of examples to come.
    fn see<'a>(&mut self, places: impl Iterator<Item = &'a [u32]>) {
        for &place in places.flatten() {
            let seen = &mut self.seen[place as usize];
            *seen = seen.saturating_add(1);
        }
    }

    /// Each weight becomes its average over the steps so far, and the count begins anew.
    fn average(&mut self) {
        for (weight, late) in self.weights.iter_mut().zip(&mut self.late) {
            *weight -= (*late / self.steps) as f32;
            *late = 0.0;
        }
        self.steps = 1.0;
        self.seen.fill(0);
    }

    /// Softmax over each example's options against the wanted shares.
    fn fit_choices(&mut self, examples: &[(Vec<&[u32]>, Vec<f32>)]) {
        self.see(examples.iter().flat_map(|(options, _)| options.iter().copied()));
        for epoch in 0..epochs() {
            for at in order(examples.len(), epoch) {
                self.steps += 1.0;
                let (options, shares) = &examples[at];
                let sums: Vec<f32> = options.iter().map(|places| self.sum(places)).collect();
                let top = sums[argmax(&sums)];
                let total: f32 = sums.iter().map(|sum| (sum - top).exp()).sum();
                for ((places, sum), share) in options.iter().zip(&sums).zip(shares) {
                    let slope = (sum - top).exp() / total - share;
                    if slope.abs() > 1e-3 {
                        self.step(places, slope);
                    }
                }
            }
        }
        self.average();
    }

    fn fit_binary(&mut self, examples: &[(&[u32], bool)]) {
        self.see(examples.iter().map(|(places, _)| *places));
        for epoch in 0..epochs() {
            for at in order(examples.len(), epoch) {
                self.steps += 1.0;
                let (places, right) = &examples[at];
                let chance = 1.0 / (1.0 + (-self.sum(places)).exp());
                self.step(places, chance - f32::from(u8::from(*right)));
            }
        }
        self.average();
    }

    fn quantised(&self) -> Vec<i16> {
        let weights = self.weights.iter();
        weights
            .map(|weight| (weight / SCALE).round().clamp(-32768.0, 32767.0) as i16)
            .collect()
    }
}

/// All numbers below `count` in a mixed order that is the same every time.
fn order(count: usize, epoch: usize) -> Vec<usize> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(epoch as u64 + 1);
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        // Xorshift (Marsaglia 2003).
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(at, (state % (at as u64 + 1)) as usize);
    }
    order
}

fn argmax(sums: &[f32]) -> usize {
    (0..sums.len()).fold(0, |best, at| if sums[at] > sums[best] { at } else { best })
}

fn jaccard(a: &Tokens, b: &Tokens) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

fn words(ranges: &[Range<usize>], segmentation: &Segmentation) -> Tokens {
    let word = |at: &usize| {
        let token = segmentation.tokens.get(*at);
        token.is_some_and(|token| {
            matches!(
                token.kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Clitic
            )
        })
    };
    ranges.iter().cloned().flatten().filter(word).collect()
}

/// The gold quotations of one record, and the words where predictions do not count.
fn answers(record: &Value, text: &str, segmentation: &Segmentation) -> (Vec<Answer>, Tokens) {
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let at = |value: &Value| {
        let point = value.as_u64().and_then(|point| bytes.get(point as usize));
        point.copied().unwrap_or(0)
    };
    let tokens = |spans: &Value, all: bool| -> Tokens {
        let spans = spans.as_array().map(Vec::as_slice).unwrap_or_default();
        let ranges: Vec<Range<usize>> = spans
            .iter()
            .map(|span| segmentation.tokens_in((at(&span[0])..at(&span[1])).into()))
            .collect();
        match all {
            true => ranges.into_iter().flatten().collect(),
            false => words(&ranges, segmentation),
        }
    };
    let quotes = record["quotes"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let answers = quotes.iter().map(|quote| Answer {
        content: tokens(&quote["content"], false),
        source: tokens(&quote["source"], false),
        cue: tokens(&quote["cue"], true),
    });
    (answers.collect(), tokens(&record["discard"], false))
}

/// Words that make no source right by being shared: those of the reference scorer.
const STOP: [&str; 59] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or",
    "its", "his", "her", "their", "our", "my", "your", "this", "that", "these", "those", "who",
    "whom", "which", "as", "is", "was", "were", "be", "been", "are", "have", "has", "had", "not",
    "no", "one", "some", "many", "other", "others", "another", "mr", "mrs", "ms", "dr", "’s", "'s",
    "s", "mr.", "mrs.", "ms.", "dr.", "’", "'",
];
fn oracle(articles: &[Article]) {
    let mut n = [0usize; 2];
    let mut content = [0usize; 2];
    let mut both = [0usize; 2];
    let mut cue = [0usize; 2];
    let show = |a: &Article, t: &Tokens| {
        let v: Vec<&str> = t
            .iter()
            .map(|&i| a.segmentation.tokens[i].span.of(&a.document.text))
            .collect();
        v.join(" ")
    };
    for a in articles {
        for g in &a.gold {
            if g.content.is_empty() {
                continue;
            }
            let quoted = g.content.iter().any(|&t| {
                let s = a.segmentation.tokens[t].span;
                a.quoted.iter().any(|q| q.span.contains(s))
            }) as usize;
            n[quoted] += 1;
            let (mut c, mut b, mut q) = (false, false, false);
            for i in &a.instances {
                q |= i.cue.clone().any(|t| g.cue.contains(&t));
                for (r, _) in &i.readings {
                    if jaccard(&a.words(r), &g.content) >= 0.5 {
                        c = true;
                        b |= i
                            .sources
                            .iter()
                            .any(|(s, _)| a.source_agrees(s.as_ref(), &g.source) > 0.0);
                    }
                }
            }
            content[quoted] += c as usize;
            both[quoted] += b as usize;
            cue[quoted] += q as usize;
            if std::env::var("MISS").is_ok() && !b {
                eprintln!(
                    "MISS {} {} | SRC {} | CUE {} | {}",
                    quoted,
                    if !q {
                        "nocue"
                    } else if !c {
                        "nocontent"
                    } else {
                        "nosource"
                    },
                    show(a, &g.source),
                    show(a, &g.cue),
                    show(a, &g.content)
                );
                if !q && let Some(&t) = g.cue.iter().next_back() {
                    let s = a
                        .segmentation
                        .sentences
                        .iter()
                        .find(|s| s.tokens.contains(&t))
                        .unwrap();
                    eprintln!(
                        "CTX {} || {}",
                        show(a, &g.cue),
                        s.span.of(&a.document.text).replace('\n', " ")
                    );
                }
            }
        }
    }
    for k in 0..2 {
        eprintln!(
            "oracle {} n {} cue {:.3} content {:.3} both {:.3}",
            k,
            n[k],
            cue[k] as f64 / n[k] as f64,
            content[k] as f64 / n[k] as f64,
            both[k] as f64 / n[k] as f64
        );
    }
}

fn rare() -> u8 { static R: std::sync::OnceLock<u8> = std::sync::OnceLock::new(); *R.get_or_init(|| std::env::var("RARE").map_or(2, |v| v.parse().unwrap())) }
