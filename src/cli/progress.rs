//! [`Progress`]: a bar on standard error, if that is a terminal.

use std::io::IsTerminal;

use dixit::batch::Totals;
use dixit::input::Inputs;
use indicatif::{ProgressBar, ProgressStyle};

use super::log::Log;

/// Counts bytes of input, so that it knows the time left.
pub(super) struct Progress(Option<ProgressBar>);

const KNOWN: &str = "{bar:30} {msg}, {bytes_per_sec}, {eta} left";
const UNKNOWN: &str = "{spinner} {msg}, {bytes} read, {bytes_per_sec}";

impl Progress {
    pub(super) fn new(inputs: &Inputs, shown: bool) -> Self {
        if !shown || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let (bar, template) = match inputs.total_bytes() {
            Some(total) => (ProgressBar::new(total), KNOWN),
            None => (ProgressBar::new_spinner(), UNKNOWN),
        };
        // A template that does not parse would leave the default bar: no reason to stop.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    pub(super) fn show(&self, totals: &Totals, inputs: &Inputs) {
        if let Some(bar) = &self.0 {
            bar.set_position(inputs.bytes_read());
            bar.set_message(format!("{} articles", totals.articles + totals.failures));
        }
    }

    /// What the readers decided by themselves.
    pub(super) fn tell(&self, notices: &[String], log: Log) {
        for notice in notices {
            match &self.0 {
                Some(bar) => bar.suspend(|| log.note(notice)),
                None => log.note(notice),
            }
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
