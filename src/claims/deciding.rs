//! Which assumption decides: the range that, narrowed to one of its ends, turns the verdict.
//!
//! Each range of a comparison is held at its low and at its high end while the
//! others keep theirs; where that settles the verdict, this range is what one
//! has to know. If no single one does, the widest is named.

use super::Verdict;
use super::interval::Interval;
use super::judge::Comparison;
use super::working;

/// A sentence on what decides; `None` where the verdict holds over all ranges or all are exact.
pub(crate) fn deciding(
    comparison: &Comparison,
    verdict: Verdict,
    value_of: &dyn Fn(&str) -> Option<Interval>,
    called: &dyn Fn(&str) -> String,
) -> Option<String> {
    if is_settled(verdict) {
        return None;
    }
    let mut ranges: Vec<(&str, Interval)> = Vec::new();
    for name in comparison.names() {
        let value = value_of(name)?;
        if !value.is_exact() && !ranges.iter().any(|(other, _)| *other == name) {
            ranges.push((name, value));
        }
    }
    let at = |name: &str, end: f64| {
        let held = |other: &str| match other == name {
            true => Some(Interval::exactly(end)),
            false => value_of(other),
        };
        comparison.judge(held).map(|compared| compared.verdict)
    };
    let mut told = Vec::new();
    for (name, range) in &ranges {
        let ends = [range.low(), range.high()]
            .into_iter()
            .filter(|end| end.is_finite());
        let settled: Vec<(Verdict, f64)> = ends
            .filter_map(|end| {
                let verdict = at(name, end).filter(|verdict| is_settled(*verdict))?;
                Some((verdict, end))
            })
            .collect();
        // Where both of its ends come to the same, something between them does not: they decide nothing.
        if let [(first, _), rest @ ..] = settled.as_slice()
            && rest.iter().all(|(other, _)| other != first)
        {
            let settled = settled
                .iter()
                .map(|(verdict, end)| format!("{} at {}", verdict.name(), working::number(*end)));
            let settled: Vec<String> = settled.collect();
            told.push(format!("{} ({})", called(name), settled.join(", ")));
        }
    }
    if !told.is_empty() {
        return Some(format!("What decides: {}", told.join("; ")));
    }
    let (widest, _) = ranges
        .iter()
        .max_by(|(_, a), (_, b)| a.spread().total_cmp(&b.spread()))?;
    Some(format!(
        "No single assumption decides; the widest is {}",
        called(widest)
    ))
}

fn is_settled(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Contradicted | Verdict::Consistent)
}
