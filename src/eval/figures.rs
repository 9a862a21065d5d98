//! [`Figures`]: the measure's numbers over all articles.

use serde_json::{Map, Value, json};

use super::article::{KINDS, Kind, Tokens};
use super::matching::{Match, common};

/// Over which quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    All,
    /// Direct and mixed ones.
    Quoted,
}

pub(super) const SCOPES: [Scope; 2] = [Scope::All, Scope::Quoted];

impl Scope {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Quoted => "quoted",
        }
    }
}

/// The numbers, by the reference scorer's names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    all: Counts,
    quoted: Counts,
    /// Gold and half pairs for each of [`KINDS`].
    by_kind: [(usize, usize); 3],
    pub(super) absent: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) gold: usize,
    pub(super) predicted: usize,
    half: usize,
    exact: usize,
    e2e: usize,
    tokens: usize,
    tokens_gold: usize,
    tokens_predicted: usize,
    source: usize,
    source_gold: usize,
    speaker: usize,
    pub(super) speaker_gold: usize,
}

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Prf {
    pub(super) p: f64,
    pub(super) r: f64,
    pub(super) f1: f64,
}

impl Figures {
    pub(super) fn add(&mut self, article: &Match<'_>) {
        self.all.add(article, Scope::All);
        self.quoted.add(article, Scope::Quoted);
        for (side, outcome) in article.gold.iter().zip(&article.outcomes) {
            for (kind, counts) in KINDS.iter().zip(&mut self.by_kind) {
                if side.kind == *kind {
                    counts.0 += 1;
                    counts.1 += usize::from(outcome.half.is_some());
                }
            }
        }
    }

    pub(super) fn counts(&self, scope: Scope) -> &Counts {
        match scope {
            Scope::All => &self.all,
            Scope::Quoted => &self.quoted,
        }
    }

    /// F1 of half pairs.
    pub fn half_f1(&self, scope: Scope) -> f64 {
        round(self.counts(scope).measures()[0].1.f1)
    }

    /// F1 of half pairs whose source is right too.
    pub fn e2e_f1(&self, scope: Scope) -> f64 {
        round(self.counts(scope).measures()[3].1.f1)
    }

    /// Share of right speakers among the half pairs whose gold quotation has one; 0 if none has.
    pub fn speaker_accuracy(&self, scope: Scope) -> f64 {
        round(self.counts(scope).speaker_accuracy().unwrap_or(0.0))
    }

    /// Share of half pairs among the gold quotations of a kind.
    pub(super) fn recall(&self, kind: Kind) -> Option<f64> {
        let mut kinds = KINDS.iter().zip(&self.by_kind);
        let (_, (gold, half)) = kinds.find(|(other, _)| **other == kind)?;
        share(*half, *gold)
    }

    /// The reference scorer's `--json`.
    pub(super) fn to_json(&self) -> Map<String, Value> {
        let mut out = Map::new();
        for scope in SCOPES {
            let counts = self.counts(scope);
            let label = scope.label();
            for (name, prf) in counts.measures() {
                out.insert(format!("{label}.{name}.p"), json!(round(prf.p)));
                out.insert(format!("{label}.{name}.r"), json!(round(prf.r)));
                out.insert(format!("{label}.{name}.f1"), json!(round(prf.f1)));
            }
            out.insert(
                format!("{label}.source.acc"),
                json!(counts.source_accuracy()),
            );
            out.insert(
                format!("{label}.speaker.acc"),
                json!(counts.speaker_accuracy()),
            );
            out.insert(format!("{label}.speaker.n"), json!(counts.speaker_gold));
            out.insert(format!("{label}.gold"), json!(counts.gold));
            out.insert(format!("{label}.pred"), json!(counts.predicted));
        }
        for kind in KINDS {
            out.insert(format!("recall.{}", kind.label()), json!(self.recall(kind)));
        }
        out.insert("articles_absent".to_owned(), json!(self.absent));
        out
    }
}

impl Counts {
    fn add(&mut self, article: &Match<'_>, scope: Scope) {
        let counts = |kind: Kind| scope == Scope::All || kind != Kind::Indirect;
        let mut gold_tokens = Tokens::new();
        for (side, outcome) in article.gold.iter().zip(&article.outcomes) {
            if !counts(side.kind) {
                continue;
            }
            self.gold += 1;
            gold_tokens.extend(&side.tokens);
            if outcome.half.is_some() {
                self.half += 1;
                self.exact += usize::from(outcome.exact);
                self.e2e += usize::from(outcome.e2e);
                self.source_gold += usize::from(outcome.source.is_some());
                self.source += usize::from(outcome.source == Some(true));
                self.speaker_gold += usize::from(outcome.speaker.is_some());
                self.speaker += usize::from(outcome.speaker == Some(true));
            }
        }
        let mut predicted_tokens = Tokens::new();
        for (side, half) in article.predicted.iter().zip(&article.half_gold) {
            // One that stands for a quoted quotation counts with it, whatever its own kind.
            if counts(side.kind) || half.is_some_and(|gold| counts(article.gold[gold].kind)) {
                self.predicted += 1;
                predicted_tokens.extend(&side.tokens);
            }
        }
        for tokens in [&mut gold_tokens, &mut predicted_tokens] {
            tokens.sort_unstable();
            tokens.dedup();
        }
        self.tokens += common(&gold_tokens, &predicted_tokens);
        self.tokens_gold += gold_tokens.len();
        self.tokens_predicted += predicted_tokens.len();
    }

    pub(super) fn measures(&self) -> [(&'static str, Prf); 4] {
        [
            ("half", prf(self.half, self.predicted, self.gold)),
            ("exact", prf(self.exact, self.predicted, self.gold)),
            (
                "tokens",
                prf(self.tokens, self.tokens_predicted, self.tokens_gold),
            ),
            ("e2e", prf(self.e2e, self.predicted, self.gold)),
        ]
    }

    pub(super) fn source_accuracy(&self) -> Option<f64> {
        share(self.source, self.source_gold)
    }

    pub(super) fn speaker_accuracy(&self) -> Option<f64> {
        share(self.speaker, self.speaker_gold)
    }
}

pub(super) fn prf(hits: usize, predicted: usize, gold: usize) -> Prf {
    let of = |all: usize| {
        if all == 0 {
            0.0
        } else {
            hits as f64 / all as f64
        }
    };
    let (p, r) = (of(predicted), of(gold));
    let f1 = if p + r == 0.0 {
        0.0
    } else {
        2.0 * p * r / (p + r)
    };
    Prf { p, r, f1 }
}

/// A rounded share; `None` of nothing.
pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| round(part as f64 / whole as f64))
}

/// Four decimals of the exact binary value, ties to even, as Python's `round` does it.
pub(super) fn round(value: f64) -> f64 {
    // Formatting is exact where multiplying by ten thousand is not.
    format!("{value:.4}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_as_python_does() {
        // Ties are exact only at odd multiples of 1/32.
        for (value, python) in [
            (0.03125, 0.0312),
            (0.09375, 0.0938),
            (0.15625, 0.1562),
            (0.21875, 0.2188),
            (2.0 / 3.0, 0.6667),
            (0.00005, 0.0001),
            (0.99995, 1.0),
        ] {
            assert_eq!(round(value), python, "{value}");
        }
    }
}
