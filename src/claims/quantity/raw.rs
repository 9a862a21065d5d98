//! `lexicon.toml` as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Dimension;
use super::relative::Step;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLexicon {
    pub(super) numbers: BTreeMap<String, f64>,
    pub(super) magnitudes: BTreeMap<String, f64>,
    pub(super) short_magnitudes: BTreeMap<String, f64>,
    pub(super) vague: BTreeMap<String, [f64; 2]>,
    pub(super) fractions: BTreeMap<String, f64>,
    pub(super) multiples: BTreeMap<String, f64>,
    pub(super) ordinals: BTreeMap<String, f64>,
    pub(super) parts: BTreeMap<String, f64>,
    pub(super) relative: Vec<RawRelative>,
    pub(super) hedge: Vec<RawHedge>,
    pub(super) hedge_after: Vec<RawHedge>,
    pub(super) unit: Vec<RawDimension>,
    pub(super) currency: Vec<RawCurrency>,
    pub(super) words: RawWords,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRelative {
    pub(super) names: Vec<String>,
    pub(super) step: Step,
    pub(super) offset: i32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHedge {
    pub(super) names: Vec<String>,
    pub(super) low: f64,
    pub(super) high: f64,
    #[serde(default)]
    pub(super) plain: bool,
    #[serde(default)]
    pub(super) reaches: bool,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDimension {
    pub(super) dimension: Dimension,
    pub(super) base: String,
    pub(super) units: Vec<RawUnit>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUnit {
    pub(super) name: String,
    pub(super) names: Vec<String>,
    pub(super) factor: Option<f64>,
    #[serde(default)]
    pub(super) low: f64,
    #[serde(default)]
    pub(super) high: f64,
    #[serde(default)]
    pub(super) article: bool,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCurrency {
    pub(super) name: String,
    pub(super) before: Vec<String>,
    pub(super) after: Vec<String>,
    #[serde(default)]
    pub(super) minor: Vec<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWords {
    pub(super) months: Vec<String>,
    pub(super) short_months: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) before_year: Vec<String>,
    pub(super) one_before: Vec<String>,
    pub(super) one_after: Vec<String>,
    pub(super) articles: Vec<String>,
    pub(super) single: Vec<String>,
    pub(super) ordinal_endings: Vec<String>,
    pub(super) per: Vec<String>,
    pub(super) then: Vec<String>,
    pub(super) not_amounts: Vec<String>,
    pub(super) noun_stops: Vec<String>,
    pub(super) plurals: Vec<String>,
    pub(super) before_ordinal: Vec<String>,
    pub(super) after_half: Vec<String>,
    pub(super) spans: Vec<String>,
    pub(super) in_every: Vec<String>,
}
