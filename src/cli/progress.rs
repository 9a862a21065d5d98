//! [`Progress`]: a bar on standard error, if that is a terminal; else a line now and then.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use dixit::batch::Totals;
use dixit::input::Inputs;
use indicatif::{ProgressBar, ProgressStyle};

use super::log::{Log, Way};

/// Counts bytes of input, so that it knows the time left.
pub(super) enum Progress {
    Nothing,
    Bar(ProgressBar),
    Lines(Lines),
}

const KNOWN: &str = "{bar:30} {msg}, {bytes_per_sec}, {eta} left";
const UNKNOWN: &str = "{spinner} {msg}, {bytes} read, {bytes_per_sec}";

/// A log is told so often that a run is alive.
const EVERY: Duration = Duration::from_secs(30);

impl Progress {
    pub(super) fn new(inputs: &Inputs, log: Log, started: Instant) -> Self {
        if log.is_quiet() {
            return Self::Nothing;
        }
        if log.is_for_programs() || !std::io::stderr().is_terminal() {
            return Self::Lines(Lines::new(log, inputs.total_bytes(), started));
        }
        let (bar, template) = match inputs.total_bytes() {
            Some(total) => (ProgressBar::new(total), KNOWN),
            None => (ProgressBar::new_spinner(), UNKNOWN),
        };
        // A template that does not parse would leave the default bar: no reason to stop.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self::Bar(bar)
    }

    pub(super) fn show(&self, totals: &Totals, inputs: &Inputs) {
        match self {
            Self::Nothing => {}
            Self::Bar(bar) => {
                bar.set_position(inputs.bytes_read());
                bar.set_message(format!("{} articles", totals.articles + totals.failures));
            }
            Self::Lines(lines) => lines.show(totals, inputs),
        }
    }

    /// What the readers decided by themselves.
    pub(super) fn tell(&self, notices: &[String], log: Log) {
        for notice in notices {
            match self {
                Self::Bar(bar) => bar.suspend(|| log.note(notice)),
                _ => log.note(notice),
            }
        }
    }

    pub(super) fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

/// When a line is due.
pub(super) struct Lines {
    log: Log,
    /// Bytes to be read, where that is known.
    all: Option<u64>,
    started: Instant,
    /// So many were told.
    told: AtomicU64,
}

impl Lines {
    fn new(log: Log, all: Option<u64>, started: Instant) -> Self {
        Self {
            log,
            all,
            started,
            told: AtomicU64::new(0),
        }
    }

    fn show(&self, totals: &Totals, inputs: &Inputs) {
        let passed = self.started.elapsed();
        if self.is_due(passed) {
            self.log.progress(&Way {
                documents: totals.articles + totals.failures,
                failures: totals.failures,
                read: inputs.bytes_read(),
                all: self.all,
                seconds: passed.as_secs(),
            });
        }
    }

    /// Whether one more is, so long after the start.
    fn is_due(&self, passed: Duration) -> bool {
        let due = passed.as_secs() / EVERY.as_secs();
        due > self.told.swap(due, Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_due_each_half_minute() {
        let lines = Lines::new(Log::default(), None, Instant::now());
        let seconds = [1, 29, 30, 31, 59, 60, 200, 201];
        let due = seconds.map(|seconds| lines.is_due(Duration::from_secs(seconds)));
        assert_eq!(due, [false, false, true, false, false, true, true, false]);
    }
}
