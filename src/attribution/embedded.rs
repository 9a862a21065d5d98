//! Embedded reports: who said it first, where a report tells what another one said.
//!
//! "[Lee told members there was no plan], according to two aides": the words are the aides'; that they are Lee's too stands
//! beside, as nested speech.

use std::ops::Range;

use super::Function;
use super::candidate::Candidate;
use super::proposal::Proposal;
use super::view::View;

/// So likely a report is that was passed over for the one around it.
const LIKELY: f32 = 0.6;

/// The reports that stand in a content, of those that were passed over, in text order; none share a word.
pub(super) fn reports(
    view: &View,
    contents: &[Range<usize>],
    passed: &[Candidate],
) -> Vec<Proposal> {
    let within = |tokens: &Range<usize>| {
        let holds = |own: &&Range<usize>| own.start <= tokens.start && tokens.start < own.end;
        contents.iter().find(holds)
    };
    let whole = |tokens: &Range<usize>| within(tokens).is_some_and(|own| tokens.end <= own.end);
    // What somebody quotes between marks of another is theirs.
    let told = |at: usize| view.quote(at).is_none();
    let stands = |report: &&Candidate| {
        report.score >= LIKELY
            && report.mode == "finite"
            && report.source.as_ref().is_some_and(whole)
            && whole(&report.cue)
            && told(report.cue.start)
            && report.contents.iter().all(|part| within(part).is_some())
    };
    let mut likely: Vec<&Candidate> = passed.iter().filter(stands).collect();
    likely.sort_by(|one, other| other.score.total_cmp(&one.score));
    let mut chosen: Vec<&Candidate> = Vec::new();
    for report in likely {
        let own = extent(report);
        let apart = |other: &&Candidate| {
            let other = extent(other);
            other.end <= own.start || own.end <= other.start
        };
        if chosen.iter().all(apart) {
            chosen.push(report);
        }
    }
    chosen.sort_by_key(|report| report.extent().start);
    let nested = |report: &Candidate| {
        let mut nested = Proposal::from(report.clone());
        nested.function = Function::Nested;
        // It ends where the report around it does.
        for part in &mut nested.contents {
            part.end = within(part).map_or(part.end, |own| own.end.min(part.end));
        }
        nested
    };
    chosen.into_iter().map(nested).collect()
}

/// From the first word of a report's contents and its cue to the last.
fn extent(report: &Candidate) -> Range<usize> {
    let content = report.extent();
    content.start.min(report.cue.start)..content.end.max(report.cue.end)
}
