//! What is told at a run's end: how much was found, what was passed over and left.

use std::collections::BTreeMap;
use std::time::Duration;

use dixit::batch::Totals;
use dixit::config::Config;
use dixit::input::{Inputs, NamedAgain};
use dixit::resolution::Seen;
use jiff::Timestamp;
use serde_json::json;

use super::counted;
use super::log::Log;

/// Fewer bytes are read before the clock tells anything but how long dixit took to start.
const WORTH_A_SPEED: u64 = 1_000_000;

/// When a run began, and how long it took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    pub(super) began: Timestamp,
    pub(super) passed: Duration,
}

impl Time {
    /// In UTC, to the second: "2026-11-27T19:10:24Z".
    fn written(time: Timestamp) -> String {
        time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn ended(self) -> Timestamp {
        self.began + self.passed
    }
}

pub(super) fn summarise(log: Log, totals: &Totals, config: &Config, inputs: &Inputs, time: Time) {
    let share = match totals.quotations {
        0 => String::new(),
        all => format!(
            " ({:.1}% attributed)",
            100.0 * totals.attributed as f64 / all as f64
        ),
    };
    let empty = match totals.empty {
        0 => String::new(),
        empty => format!(" ({empty} without text)"),
    };
    let mut lines = vec![format!(
        "{}{empty}, {}{share}, {}, {}, {}",
        counted(totals.articles, "article"),
        counted(totals.quotations, "quotation"),
        counted(totals.speakers, "speaker"),
        counted(totals.flags, "flag"),
        counted(totals.failures, "error"),
    )];
    if let Some(least) = config.min_confidence {
        let (left_out, least) = (counted(totals.left_out, "quotation"), least.value());
        lines.push(format!("{left_out} of confidence under {least} left out"));
    }
    if let Some(least) = config.min_speaker_confidence {
        let (quotations, least) = (
            counted(totals.speakers_left_open, "quotation"),
            least.value(),
        );
        lines.push(format!(
            "{quotations} with a speaker of speaker_confidence under {least}, taken for unknown"
        ));
    }
    if totals.interrupted {
        lines.push("stopped before the end: the tables hold what was done until then".to_owned());
    }
    lines.extend(passed_over(inputs));
    let again = inputs.named_again();
    lines.extend(named_again(&again));
    lines.extend(left_over(totals));
    let seconds = time.passed.as_secs_f64();
    let speed = match totals.bytes {
        0..WORTH_A_SPEED => String::new(),
        bytes => format!(
            "{:.1} MB/s of text, ",
            bytes as f64 / 1e6 / seconds.max(1e-9)
        ),
    };
    lines.push(format!(
        "{seconds:.2} s, {speed}in {}",
        config.output.display()
    ));
    let kinds = inputs.passed_over();
    let mut counts = json!(totals);
    counts["documents"] = (totals.articles + totals.failures).into();
    let fields = json!({
        "counts": counts,
        "passed_over": kinds.iter().map(|(_, count)| count).sum::<u64>(),
        "passed_over_kinds": kinds.into_iter().collect::<BTreeMap<_, _>>(),
        "started": Time::written(time.began),
        "ended": Time::written(time.ended()),
        "seconds": seconds,
        "named_again": again.count,
        "removed": totals.leftover.removed,
        "left": totals.leftover.kept,
        "kept_beside": totals.set_aside,
        "output": config.output,
    });
    log.summary(&lines, fields);
}

/// What became of an earlier run's files that somebody changed or that are not this run's.
fn left_over(totals: &Totals) -> impl Iterator<Item = String> {
    let leftover = &totals.leftover;
    let told = [
        (
            &totals.set_aside,
            "changed since the run before, kept beside",
        ),
        (&leftover.removed, "of an earlier run, removed"),
        (&leftover.kept, "of an earlier run and changed since, left"),
    ];
    let told = told.into_iter().filter(|(names, _)| !names.is_empty());
    told.map(|(names, what)| format!("{what}: {}", names.join(", ")))
}

/// The files that were named twice.
fn named_again(again: &NamedAgain) -> Option<String> {
    let more = match again.count > again.first.len() as u64 {
        true => ", …",
        false => "",
    };
    let (files, first) = (counted(again.count, "file"), again.first.join(", "));
    (again.count > 0).then(|| format!("{files} named again, read once: {first}{more}"))
}

/// The files in folders and zip archives that no reader knows.
pub(super) fn passed_over(inputs: &Inputs) -> Option<String> {
    let kinds_of = inputs.passed_over();
    let passed = kinds_of.iter().map(|(_, count)| count).sum::<u64>();
    let told = || {
        let (files, kinds) = (counted(passed, "file"), kinds(&kinds_of));
        format!("{files} of other kinds passed over: {kinds}")
    };
    (passed > 0).then(told)
}

/// How many of the people file's people spoke: an alias that nobody uses would go unseen.
pub(super) fn coverage(seen: &Seen) -> String {
    const TOLD: usize = 8;
    if seen.people() == 0 {
        return "people file: it has a header and no people".to_owned();
    }
    let never: Vec<&str> = seen.never().collect();
    let found = seen.people() - never.len();
    let names = never[..never.len().min(TOLD)].join(", ");
    let names = match never.len() {
        0 => String::new(),
        1..=TOLD => format!("; never: {names}"),
        _ => format!("; never: {names}, …"),
    };
    format!(
        "people file: {found} of {} speak in the articles{names}",
        seen.people()
    )
}

/// The commonest kinds of files: "3 .pdf, 1 .doc, 2 without extension, …".
fn kinds(passed_over: &[(String, u64)]) -> String {
    const TOLD: usize = 4;
    let mut told: Vec<_> = passed_over
        .iter()
        .take(TOLD)
        .map(|(kind, count)| match kind.as_str() {
            "" => format!("{count} without extension"),
            kind => format!("{count} {kind}"),
        })
        .collect();
    if passed_over.len() > TOLD {
        told.push("…".to_owned());
    }
    told.join(", ")
}
