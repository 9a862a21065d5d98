//! [`Log`]: what a run tells on standard error, for people or, a JSON object a line, for
//! programs. Standard output is for data.

use std::path::Path;

use dixit::config::LogFormat;
use dixit::records::Failure;
use serde_json::{Value, json};

use super::counted;

/// Where the run's words go, and in what form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Log {
    format: LogFormat,
    quiet: bool,
}

impl Log {
    pub(super) fn new(format: LogFormat, quiet: bool) -> Self {
        Self { format, quiet }
    }

    /// A person watches: a bar may move.
    pub(super) fn shows_progress(self) -> bool {
        !self.quiet && self.format == LogFormat::Text
    }

    /// What was decided on the way, without being asked.
    pub(super) fn note(self, message: &str) {
        if self.quiet {
            return;
        }
        match self.format {
            LogFormat::Text => eprintln!("{message}"),
            LogFormat::Json => line("info", "note", json!({"message": message})),
        }
    }

    /// A run that was stopped before it came to anything. It was asked to: no error.
    pub(super) fn stopped(self, message: &str) {
        match self.format {
            LogFormat::Text => eprintln!("dixit: {message}"),
            LogFormat::Json => line("error", "stopped", json!({"message": message})),
        }
    }

    /// What stops the command. Told however quiet it should be.
    pub(super) fn fatal(self, error: &anyhow::Error) {
        match self.format {
            LogFormat::Text => eprintln!("dixit: {error:#}"),
            LogFormat::Json => line("error", "fatal", json!({"message": format!("{error:#}")})),
        }
    }

    /// The articles that failed: the first few, and how many more of `all` there are.
    pub(super) fn failures(self, first: &[Failure], all: u64) {
        for failure in first {
            self.failure(failure);
        }
        let more = all - first.len() as u64;
        if self.format == LogFormat::Text && more > 0 {
            eprintln!("failed: {more} more");
        }
    }

    /// Where the others are.
    pub(super) fn all_failures_are_in(self, errors: &str, all: u64) {
        match self.format {
            LogFormat::Text => eprintln!("All failures are in {errors}."),
            LogFormat::Json => {
                let fields = json!({"failures": all, "all_in": errors});
                line("warn", "failures", fields);
            }
        }
    }

    fn failure(self, failure: &Failure) {
        match self.format {
            LogFormat::Text => eprintln!("failed: {failure}"),
            LogFormat::Json => {
                let fields = json!({
                    "file": failure.path,
                    "record": failure.record(),
                    "stage": failure.stage.label(),
                    "cause": failure.cause,
                });
                line("error", "failed", fields);
            }
        }
    }

    /// What a run that is resumed need not do again.
    pub(super) fn resumed(self, records: u64, journal: &Path) {
        if self.quiet {
            return;
        }
        let journal = journal.display();
        match (self.format, records) {
            (LogFormat::Text, 0) => eprintln!("nothing to resume: from the beginning"),
            (LogFormat::Text, _) => {
                eprintln!("{} done, as {journal} has it", counted(records, "record"))
            }
            (LogFormat::Json, _) => {
                let fields = json!({"records": records, "journal": journal.to_string()});
                line("info", "resumed", fields);
            }
        }
    }

    /// What a run that ends early leaves, and how to go on with it.
    pub(super) fn kept(self, records: u64, command: &str) {
        match self.format {
            LogFormat::Text => {
                eprintln!("{} done. To go on: {command}", counted(records, "record"))
            }
            LogFormat::Json => {
                let fields = json!({"records": records, "resume": command});
                line("error", "stopped", fields);
            }
        }
    }

    /// What the run came to: lines for people, fields for programs.
    pub(super) fn summary(self, lines: &[String], fields: Value) {
        if self.quiet {
            return;
        }
        match self.format {
            LogFormat::Text => lines.iter().for_each(|line| eprintln!("{line}")),
            LogFormat::Json => line("info", "completed", fields),
        }
    }
}

fn line(level: &str, event: &str, fields: Value) {
    let mut object = json!({"level": level, "event": event});
    if let (Some(object), Value::Object(fields)) = (object.as_object_mut(), fields) {
        object.extend(fields);
    }
    eprintln!("{object}");
}
