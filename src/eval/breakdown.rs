//! [`Breakdown`]: where the faults are: recall by what the gold looks like,
//! precision by what decided the prediction, and whether its confidence is true.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value, json};

use super::article::Text;
use super::figures::{round, share};
use super::gold::{Chars, GoldQuote};
use super::matching::{Match, Outcome};
use super::report::shown;
use super::source::is_pronoun;

/// Counts of all articles, each table in a fixed order of its rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Breakdown {
    /// By dimension and class.
    gold: BTreeMap<(&'static str, &'static str), Found>,
    evidence: BTreeMap<String, Right>,
    confidence: [Right; BINS],
}

/// Tenths, from 0 to 1.
const BINS: usize = 10;

/// What came of the gold quotations of one class.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    gold: usize,
    half: usize,
    source_gold: usize,
    source: usize,
    e2e: usize,
}

/// What came of the predictions of one class.
#[derive(Clone, Copy, Debug, Default)]
struct Right {
    predicted: usize,
    half: usize,
    e2e: usize,
    /// The sum of their confidence.
    confidence: f64,
}

impl Breakdown {
    pub(super) fn add(&mut self, article: &Match<'_>) {
        for (side, outcome) in article.gold.iter().zip(&article.outcomes) {
            let quote = side.quote;
            for class in [
                ("kind", side.kind.label()),
                ("parts", parts(quote)),
                ("source stands", position(quote)),
                ("source is", naming(&article.text, quote)),
                ("cue", cue(&article.text, quote)),
            ] {
                self.gold.entry(class).or_default().add(outcome);
            }
        }
        for (side, half) in article.predicted.iter().zip(&article.half_gold) {
            let e2e = half.is_some_and(|gold| article.outcomes[gold].e2e);
            let confidence = side.quote.confidence;
            let evidence = side.quote.evidence.as_deref().unwrap_or("not told");
            let entry = self.evidence.entry(evidence.to_owned()).or_default();
            entry.add(half.is_some(), e2e, confidence.unwrap_or_default());
            if let Some(confidence) = confidence {
                let bin = (confidence * BINS as f64) as usize;
                self.confidence[bin.min(BINS - 1)].add(half.is_some(), e2e, confidence);
            }
        }
    }

    /// The mean distance between confidence and the share that was right, over the bins.
    pub(super) fn calibration_error(&self) -> Option<f64> {
        let all: usize = self.confidence.iter().map(|bin| bin.predicted).sum();
        let distance = |bin: &Right| (bin.confidence - bin.e2e as f64).abs();
        let total: f64 = self.confidence.iter().map(distance).sum();
        (all > 0).then(|| round(total / all as f64))
    }

    pub(super) fn to_json(&self) -> Value {
        let gold = self.gold.iter().map(|((dimension, class), found)| {
            json!({
                "dimension": dimension, "class": class, "gold": found.gold,
                "recall": share(found.half, found.gold),
                "source": share(found.source, found.source_gold),
                "e2e": share(found.e2e, found.gold),
            })
        });
        let right = |right: &Right| {
            json!({
                "predicted": right.predicted,
                "half": share(right.half, right.predicted),
                "e2e": share(right.e2e, right.predicted),
                "confidence": right.mean(),
            })
        };
        let evidence = self
            .evidence
            .iter()
            .map(|(name, row)| (name.clone(), right(row)));
        json!({
            "gold": gold.collect::<Vec<_>>(),
            "evidence": evidence.collect::<serde_json::Map<_, _>>(),
            "confidence": self.confidence.iter().map(right).collect::<Vec<_>>(),
            "expected_calibration_error": self.calibration_error(),
        })
    }
}

impl Found {
    fn add(&mut self, outcome: &Outcome) {
        self.gold += 1;
        self.half += usize::from(outcome.half.is_some());
        self.source_gold += usize::from(outcome.source.is_some());
        self.source += usize::from(outcome.source == Some(true));
        self.e2e += usize::from(outcome.e2e);
    }
}

impl Right {
    fn add(&mut self, half: bool, e2e: bool, confidence: f64) {
        self.predicted += 1;
        self.half += usize::from(half);
        self.e2e += usize::from(e2e);
        self.confidence += confidence;
    }

    fn mean(&self) -> Option<f64> {
        (self.predicted > 0).then(|| round(self.confidence / self.predicted as f64))
    }

    fn row(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        writeln!(
            f,
            "   {name:<32} {:>6} {:>8} {:>8} {:>11}",
            self.predicted,
            shown(share(self.half, self.predicted)),
            shown(share(self.e2e, self.predicted)),
            shown(self.mean()),
        )
    }
}

impl fmt::Display for Breakdown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = format!("{:>6} {:>8} {:>8} {:>8}", "gold", "recall", "source", "e2e");
        let mut last = "";
        for ((dimension, class), found) in &self.gold {
            if *dimension != last {
                writeln!(f, "\n{:<35} {head}", format!("by {dimension}"))?;
                last = dimension;
            }
            writeln!(
                f,
                "   {class:<32} {:>6} {:>8} {:>8} {:>8}",
                found.gold,
                shown(share(found.half, found.gold)),
                shown(share(found.source, found.source_gold)),
                shown(share(found.e2e, found.gold)),
            )?;
        }
        let head = format!(
            "{:>6} {:>8} {:>8} {:>11}",
            "pred", "half P", "e2e P", "confidence"
        );
        writeln!(f, "\n{:<35} {head}", "by evidence")?;
        for (name, right) in &self.evidence {
            right.row(f, name)?;
        }
        writeln!(f, "\n{:<35} {head}", "by confidence")?;
        for (bin, right) in self.confidence.iter().enumerate() {
            if right.predicted > 0 {
                right.row(
                    f,
                    &format!("0.{bin} to {:.1}", (bin + 1) as f64 / BINS as f64),
                )?;
            }
        }
        let error = shown(self.calibration_error());
        writeln!(
            f,
            "expected calibration error of confidence against e2e: {error}"
        )
    }
}

fn parts(quote: &GoldQuote) -> &'static str {
    match quote.content.len() {
        0 | 1 => "1",
        2 => "2",
        _ => "3 or more",
    }
}

/// Where the source stands from the content.
fn position(quote: &GoldQuote) -> &'static str {
    let extent = |spans: &[Chars]| {
        let start = spans.iter().map(|span| span[0]).min()?;
        let end = spans.iter().map(|span| span[1]).max()?;
        Some((start, end))
    };
    match (extent(&quote.source), extent(&quote.content)) {
        (Some((_, end)), Some((content, _))) if end <= content => "before",
        (Some((start, _)), Some((_, content))) if start >= content => "after",
        (Some(_), _) => "inside",
        (None, _) => "nowhere",
    }
}

fn naming(text: &Text, quote: &GoldQuote) -> &'static str {
    let words = text.words(&quote.source);
    let capital = |word: &String| word.starts_with(char::is_uppercase);
    match words.as_slice() {
        [] => "not there",
        [word] if is_pronoun(&word.to_lowercase()) => "a pronoun",
        words if words.iter().any(capital) => "a name",
        _ => "a description",
    }
}

fn cue(text: &Text, quote: &GoldQuote) -> &'static str {
    let words = text.words(&quote.cue);
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] if quote.cue.is_empty() => "none",
        [] => "colon or dash",
        ["say" | "says" | "said" | "saying"] => "say, said",
        ["according", "to"] => "according to",
        [_] => "one other word",
        _ => "several words",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(content: &[Chars], source: &[Chars], cue: &[Chars]) -> GoldQuote {
        GoldQuote {
            content: content.to_vec(),
            source: source.to_vec(),
            cue: cue.to_vec(),
            speaker: None,
            aliases: Vec::new(),
        }
    }

    #[test]
    fn classes_follow_the_gold() {
        let text = Text::new("“A,” she said. “B.” Mr. Roe: C, according to aides");
        let split = quote(&[[0, 4], [15, 19]], &[[5, 8]], &[[9, 13]]);
        assert_eq!(parts(&split), "2");
        assert_eq!(position(&split), "inside");
        assert_eq!(naming(&text, &split), "a pronoun");
        assert_eq!(cue(&text, &split), "say, said");
        let colon = quote(&[[29, 30]], &[[20, 27]], &[[27, 28]]);
        assert_eq!(position(&colon), "before");
        assert_eq!(naming(&text, &colon), "a name");
        assert_eq!(cue(&text, &colon), "colon or dash");
        let according = quote(&[[29, 30]], &[[45, 50]], &[[32, 44]]);
        assert_eq!(position(&according), "after");
        assert_eq!(naming(&text, &according), "a description");
        assert_eq!(cue(&text, &according), "according to");
        let none = quote(&[[29, 30]], &[], &[]);
        assert_eq!(position(&none), "nowhere");
        assert_eq!(cue(&text, &none), "none");
    }

    #[test]
    fn calibration_is_the_mean_distance() {
        let mut breakdown = Breakdown::default();
        assert_eq!(breakdown.calibration_error(), None);
        for right in [true, true, true, false] {
            breakdown.confidence[9].add(right, right, 0.95);
        }
        assert_eq!(breakdown.calibration_error(), Some(0.2));
    }
}
