//! How a rule judges what it found: a comparison, a computation, or one verdict always.

use std::collections::BTreeMap;
use std::ops::Range;

use super::build::Builder;
use super::raw::RawRule;
use super::{Judgement, Slot};
use crate::claims::Verdict;
use crate::claims::compact::At;
use crate::claims::error::{RuleError, Source};
use crate::claims::formula::Formula;
use crate::claims::judge::Comparison;
use crate::claims::otherwise::Otherwise;

impl Builder<'_> {
    pub(super) fn judgement(
        &self,
        raw: &RawRule,
        slots: &[Slot],
        source: Source<'_>,
        span: &Range<usize>,
    ) -> Result<Judgement, RuleError> {
        let fault = |cause: &str| source.error(span, format!("rule `{}`: {cause}", raw.id));
        match (&raw.left, &raw.right, &raw.test, &raw.compute, &raw.verdict) {
            (Some(left), Some(right), Some(test), None, None) => {
                let factor = raw.factor.is_finite() && raw.factor >= 1.0;
                let tolerance = (0.0..1.0).contains(&raw.tolerance);
                if !factor || !tolerance {
                    return Err(fault("`factor` is at least 1, `tolerance` between 0 and 1"));
                }
                Ok(Judgement::Compare(Comparison {
                    left: self.formula(left, slots, source)?,
                    right: self.formula(right, slots, source)?,
                    test: *test.get_ref(),
                    factor: raw.factor,
                    tolerance: raw.tolerance,
                    slack: raw.slack,
                    described: format!(
                        "{} against {} (test `{}`, off by a factor of {} contradicts)",
                        left.get_ref(),
                        right.get_ref(),
                        super::as_written(test.get_ref()),
                        raw.factor
                    ),
                }))
            }
            (None, None, None, Some(compute), None) => {
                let missing = compute
                    .get_ref()
                    .slots()
                    .iter()
                    .find(|name| !slots.iter().any(|slot| slot.name == **name));
                match missing {
                    Some(name) => Err(source.error(
                        &compute.span(),
                        format!("this computation needs a slot `{name}`"),
                    )),
                    None => Ok(Judgement::Compute(*compute.get_ref())),
                }
            }
            (None, None, None, None, Some(verdict)) => Ok(Judgement::Fixed(*verdict.get_ref())),
            _ => Err(fault(
                "give `left`, `right` and `test`, or `compute`, or `verdict`",
            )),
        }
    }

    pub(super) fn otherwise(
        &self,
        raw: &RawRule,
        slots: &[Slot],
        source: Source<'_>,
    ) -> Result<Vec<Otherwise>, RuleError> {
        let sums = raw.otherwise.iter();
        sums.map(|sum| {
            Ok(Otherwise {
                left: self.formula(&sum.left, slots, source)?,
                right: self.formula(&sum.right, slots, source)?,
                slack: sum.slack,
            })
        })
        .collect()
    }

    fn formula(
        &self,
        text: &At<String>,
        slots: &[Slot],
        source: Source<'_>,
    ) -> Result<Formula, RuleError> {
        let fault = |cause: String| source.error(&text.span(), cause);
        let formula = Formula::parse(text.get_ref()).map_err(fault)?;
        let unknown = formula.names().into_iter().find(|name| {
            !slots.iter().any(|slot| slot.name == *name) && self.figures.position(name).is_none()
        });
        match unknown {
            Some(name) => Err(fault(format!(
                "`{name}` is neither a slot nor a figure (a figure of your own needs --figures FILE)"
            ))),
            None => Ok(formula),
        }
    }
}

/// The verdicts that a rule gives in place of others; `None` is none at all.
pub(super) fn verdicts(
    raw: &BTreeMap<String, At<String>>,
    source: Source<'_>,
) -> Result<Vec<(Verdict, Option<Verdict>)>, RuleError> {
    let named = |name: &str, span: &Range<usize>| {
        Verdict::named(name).ok_or_else(|| source.error(span, format!("`{name}` is no verdict")))
    };
    raw.iter()
        .map(|(from, to)| {
            let from = named(from, &to.span())?;
            let to = match to.get_ref().as_str() {
                "silent" => None,
                name => Some(named(name, &to.span())?),
            };
            Ok((from, to))
        })
        .collect()
}
