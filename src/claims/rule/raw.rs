//! A rule file as it is written: the shape that serde reads, nothing checked yet.

use std::collections::BTreeMap;

use serde::de::{Error as _, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Concerns, Scope, SpanPolicy, Voice};
use crate::claims::Verdict;
use crate::claims::compact::At;
use crate::claims::compute::Computation;
use crate::claims::judge::Test;
use crate::claims::quantity::Dimension;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    pub(super) format: u32,
    #[serde(default)]
    pub(super) classes: BTreeMap<At<String>, Vec<String>>,
    #[serde(default)]
    pub(super) rule: Vec<At<RawRule>>,
    #[serde(default)]
    pub(super) denials: RawDenials,
}

/// Patterns and phrases that say that a claim is denied; see [`crate::claims::denial`].
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawDenials {
    pub(super) verb: Vec<At<String>>,
    pub(super) frame: Vec<At<String>>,
    pub(super) undone: Vec<At<String>>,
    pub(super) open: Vec<At<String>>,
    pub(super) unsaid: Vec<At<String>>,
    pub(super) supposed: Vec<At<String>>,
    pub(super) condition: Vec<At<String>>,
    pub(super) reckoned: Vec<At<String>>,
    pub(super) ends: Vec<At<String>>,
    pub(super) resumes: Vec<At<String>>,
    pub(super) relatives: Vec<String>,
    pub(super) definites: Vec<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) domain: String,
    /// Trigger sets: each needs one of its phrases in the sentence. The first is looked for first, and mostly alone: best
    /// the one whose phrases are the rarest.
    #[serde(default)]
    pub(super) all: Vec<Vec<String>>,
    #[serde(default)]
    pub(super) context: Vec<String>,
    #[serde(default)]
    pub(super) block: Vec<String>,
    #[serde(default)]
    pub(super) patterns: Vec<At<String>>,
    /// A claim that one of these overlaps is none.
    #[serde(default)]
    pub(super) unless: Vec<At<String>>,
    #[serde(default)]
    pub(super) span: SpanPolicy,
    #[serde(default)]
    pub(super) voice: Voice,
    #[serde(default)]
    pub(super) slot: Vec<At<RawSlot>>,
    pub(super) left: Option<At<String>>,
    pub(super) right: Option<At<String>>,
    pub(super) test: Option<At<Test>>,
    #[serde(default = "one")]
    pub(super) factor: f64,
    #[serde(default)]
    pub(super) tolerance: f64,
    /// What both sides may be apart however small they are, in the unit of the formulas.
    #[serde(default)]
    pub(super) slack: f64,
    /// Other sums of the same numbers: where one comes out, it may be what is meant, and nothing is said.
    #[serde(default)]
    pub(super) otherwise: Vec<RawOtherwise>,
    /// Slots whose numbers must be in one unit: dollars are no euros, and a price is no count.
    #[serde(default)]
    pub(super) alike: Vec<At<String>>,
    pub(super) compute: Option<At<Computation>>,
    pub(super) verdict: Option<At<Verdict>>,
    /// Instead of a verdict of the test another one, or "silent".
    #[serde(default)]
    pub(super) verdicts: BTreeMap<String, At<String>>,
    pub(super) message: String,
    #[serde(default)]
    pub(super) caveats: Vec<String>,
    /// Gives way where a rule that computes found something.
    #[serde(default)]
    pub(super) yields: bool,
    /// Where the claim stands that it speaks of.
    pub(super) concerns: Option<Concerns>,
    /// Says nothing where there is no such claim.
    #[serde(default)]
    pub(super) needs_claim: bool,
    /// What it speaks of has come through one more mouth.
    #[serde(default)]
    pub(super) deepens: bool,
    /// Figures older than so many years are named as old.
    pub(super) figures_last: Option<f64>,
    #[serde(default)]
    pub(super) flagged: Vec<At<RawExample>>,
    #[serde(default)]
    pub(super) passed: Vec<At<RawPassed>>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOtherwise {
    pub(super) left: At<String>,
    pub(super) right: At<String>,
    /// What the sides may be apart.
    pub(super) slack: f64,
}

fn one() -> f64 {
    1.0
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSlot {
    pub(super) name: String,
    /// A dimension; "row" for a row of a table, "term" for one of `terms`, "name" for words with capitals.
    pub(super) unit: RawUnit,
    /// Another dimension it may have.
    pub(super) also: Option<Dimension>,
    /// The unit its number is given in; the dimension's base if left out.
    pub(super) r#as: Option<String>,
    /// The nouns a count may count.
    #[serde(default)]
    pub(super) nouns: Vec<String>,
    #[serde(default)]
    pub(super) pick: Pick,
    /// Whether amounts per day, per year count.
    #[serde(default)]
    pub(super) rate: bool,
    /// Only amounts with a hedge.
    #[serde(default)]
    pub(super) hedged: bool,
    /// An open bound counts as the number it names: "at least 40 of the 200, or 20 percent".
    #[serde(default)]
    pub(super) bound: bool,
    /// Or an amount of anything that has a unit: "500 million tonnes".
    #[serde(default)]
    pub(super) measured: bool,
    /// As wide as it is rounded: "4.5 billion" is 4.45 to 4.55 billion, "80 million" 77.6 to 82.4, "$40" is $40.
    #[serde(default)]
    pub(super) rounded: bool,
    /// A number that counts nothing, or right behind it one of `nouns`: not "55 million salmon".
    #[serde(default)]
    pub(super) alone: bool,
    /// Only a range: "$40 to $50", not "$40".
    #[serde(default)]
    pub(super) range: bool,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    /// Only as a pattern's part: never sought elsewhere in the sentence.
    #[serde(default)]
    pub(super) pattern: bool,
    /// What a term means, with the phrases that mean it.
    #[serde(default)]
    pub(super) terms: BTreeMap<String, Vec<String>>,
    pub(super) table: Option<String>,
    /// Where a row may be named, nearest first.
    #[serde(default)]
    pub(super) from: Vec<Scope>,
    /// The key of the row that is meant where none is named.
    pub(super) unnamed: Option<String>,
    pub(super) default: Option<f64>,
    /// Another slot whose value it takes when the sentence has one of `else_words`.
    pub(super) r#else: Option<String>,
    #[serde(default)]
    pub(super) else_words: Vec<String>,
    /// Or one of these right before the name of that slot's row: "all of Egypt".
    #[serde(default)]
    pub(super) else_before: Vec<String>,
    #[serde(default)]
    pub(super) missing: Missing,
}

/// Written as the name alone.
#[derive(Clone, Copy, Serialize)]
pub(super) enum RawUnit {
    Dimension(Dimension),
    Other(OtherUnit),
}

impl<'de> Deserialize<'de> for RawUnit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        enum Numbered {
            Dimension(Dimension),
            Other(OtherUnit),
        }
        Ok(match deserializer.is_human_readable() {
            true => {
                let name = String::deserialize(deserializer)?;
                let word = || IntoDeserializer::<D::Error>::into_deserializer(name.as_str());
                if let Ok(other) = OtherUnit::deserialize(word()) {
                    return Ok(Self::Other(other));
                }
                // It tells all dimensions that there are.
                let no_unit = |fault: D::Error| {
                    let fault = fault.to_string().replace("unknown variant", "unknown unit");
                    D::Error::custom(format!("{}, `row`, `term`, `name`", fault.trim_end()))
                };
                Self::Dimension(Dimension::deserialize(word()).map_err(no_unit)?)
            }
            false => match Numbered::deserialize(deserializer)? {
                Numbered::Dimension(dimension) => Self::Dimension(dimension),
                Numbered::Other(other) => Self::Other(other),
            },
        })
    }
}

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum OtherUnit {
    Row,
    Term,
    Name,
}

/// Which of several fitting quantities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Pick {
    #[default]
    First,
    Largest,
    Smallest,
}

/// What becomes of the claim without the slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Missing {
    #[default]
    Silent,
    Incomplete,
    /// Nothing: a later slot may take its place.
    Allowed,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExample {
    pub(super) text: String,
    pub(super) verdict: Verdict,
    pub(super) date: Option<String>,
    /// Words the claim's span must be.
    pub(super) span: Option<String>,
    /// The rule of the claim it must speak of.
    pub(super) concerns: Option<String>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPassed {
    pub(super) text: String,
    pub(super) date: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::{ClaimChecker, compact};

    #[test]
    fn the_compact_rules_are_those_of_the_files() {
        for (file, text) in ClaimChecker::embedded_rules() {
            compact::check::<RawFile>(file, text);
        }
    }
}
