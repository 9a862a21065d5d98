//! [`Match`]: which prediction stands for which gold quotation of one article.

use super::article::{Kind, Text, Tokens};
use super::gold::{Chars, EvalError, GoldArticle, GoldQuote, PredictedQuote};
use super::source::{source_right, speaker_right};
use crate::document::Document;

/// A pair counts from this token Jaccard on.
const HALF: f64 = 0.5;

/// One article, compared.
#[derive(Debug)]
pub(super) struct Match<'a> {
    pub(super) document: &'a Document,
    pub(super) text: Text,
    pub(super) gold: Vec<Side<&'a GoldQuote>>,
    pub(super) predicted: Vec<Side<&'a PredictedQuote>>,
    /// For each gold quotation what came of it.
    pub(super) outcomes: Vec<Outcome>,
    /// For each prediction the gold quotation it is a half pair with.
    pub(super) half_gold: Vec<Option<usize>>,
}

/// A quotation of either side, with what the measure tells of it.
#[derive(Debug)]
pub(super) struct Side<Q> {
    pub(super) quote: Q,
    pub(super) tokens: Tokens,
    pub(super) kind: Kind,
}

/// What came of one gold quotation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outcome {
    /// The prediction of the half pair; the rest is false without one.
    pub(super) half: Option<usize>,
    pub(super) exact: bool,
    /// `None`: the gold names no source.
    pub(super) source: Option<bool>,
    pub(super) e2e: bool,
    /// `None`: the gold names no speaker.
    pub(super) speaker: Option<bool>,
}

impl<'a> Match<'a> {
    pub(super) fn id(&self) -> &'a str {
        &self.document.id
    }

    pub(super) fn new(
        gold: &'a GoldArticle,
        predicted: &'a [PredictedQuote],
    ) -> Result<Self, EvalError> {
        let text = Text::new(&gold.document.text);
        let tokens = |spans: &[Chars]| text.tokens(spans).map_err(|span| gold.outside(span, &text));
        let discard = tokens(&gold.discard)?;
        let mut wanted = Vec::new();
        for quote in &gold.quotes {
            let tokens = tokens(&quote.content)?;
            let kind = text.kind(&quote.content);
            if !tokens.is_empty() {
                wanted.push(Side {
                    quote,
                    tokens,
                    kind,
                });
            }
        }
        let mut found = Vec::new();
        for quote in predicted.iter().filter(|quote| quote.is_speech) {
            let tokens = tokens(&quote.content)?;
            let kind = text.kind(&quote.content);
            let discarded = common(&tokens, &discard);
            if !tokens.is_empty() && (discarded == 0 || 2 * discarded < tokens.len()) {
                found.push(Side {
                    quote,
                    tokens,
                    kind,
                });
            }
        }
        let partners = pair(&wanted, &found);
        let mut outcomes = Vec::new();
        let mut half_gold = vec![None; found.len()];
        for (index, (side, partner)) in wanted.iter().zip(&partners).enumerate() {
            outcomes.push(match *partner {
                Some((other, jaccard)) if jaccard >= HALF => {
                    half_gold[other] = Some(index);
                    Outcome {
                        half: Some(other),
                        ..compare(&text, side, &found[other], &tokens)?
                    }
                }
                _ => Outcome::default(),
            });
        }
        Ok(Self {
            document: &gold.document,
            text,
            gold: wanted,
            predicted: found,
            outcomes,
            half_gold,
        })
    }
}

fn compare(
    text: &Text,
    gold: &Side<&GoldQuote>,
    found: &Side<&PredictedQuote>,
    tokens: &impl Fn(&[Chars]) -> Result<Tokens, EvalError>,
) -> Result<Outcome, EvalError> {
    let source = match gold.quote.source.is_empty() {
        true => None,
        false => Some(source_right(
            text,
            &tokens(&gold.quote.source)?,
            &tokens(&found.quote.source)?,
        )),
    };
    let named = gold
        .quote
        .speaker
        .as_deref()
        .filter(|name| !name.is_empty());
    let speaker = named.map(|name| {
        let aliases = &gold.quote.aliases;
        speaker_right(name, aliases, found.quote.speaker.as_deref())
    });
    Ok(Outcome {
        half: None,
        exact: gold.tokens == found.tokens,
        source,
        e2e: source.unwrap_or(found.quote.source.is_empty()),
        speaker,
    })
}

/// For each gold quotation its prediction and their Jaccard: greatest first, each used once;
/// among equals the earlier gold quotation, then the earlier prediction.
fn pair(gold: &[Side<&GoldQuote>], found: &[Side<&PredictedQuote>]) -> Vec<Option<(usize, f64)>> {
    let mut pairs = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate() {
            let both = common(&a.tokens, &b.tokens);
            if both > 0 {
                let either = a.tokens.len() + b.tokens.len() - both;
                pairs.push((both as f64 / either as f64, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
    });
    let mut partners = vec![None; gold.len()];
    let mut taken = vec![false; found.len()];
    for (jaccard, i, j) in pairs {
        if partners[i].is_none() && !taken[j] {
            partners[i] = Some((j, jaccard));
            taken[j] = true;
        }
    }
    partners
}

/// How many tokens are in both; each list is sorted.
pub(super) fn common(a: &Tokens, b: &Tokens) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}
