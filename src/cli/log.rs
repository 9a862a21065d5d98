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

    pub(super) fn is_quiet(self) -> bool {
        self.quiet
    }

    /// No person watches: no bar moves.
    pub(super) fn is_for_programs(self) -> bool {
        self.format == LogFormat::Json
    }

    /// How far a run is.
    pub(super) fn progress(self, way: &Way) {
        match self.format {
            LogFormat::Text => eprintln!("{}", way.line()),
            LogFormat::Json => line("info", "progress", way.fields()),
        }
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

/// How far a run is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) documents: u64,
    pub(super) failures: u64,
    /// Bytes of input, and of all inputs where that is known.
    pub(super) read: u64,
    pub(super) all: Option<u64>,
    pub(super) seconds: u64,
}

impl Way {
    /// "12,000 articles, 3 errors, 41% read, 90 s"
    fn line(&self) -> String {
        let read = match self.all {
            Some(all) if all > 0 => format!("{}% read", self.read.min(all) * 100 / all),
            _ => format!("{:.0} MB read", self.read as f64 / 1e6),
        };
        format!(
            "{}, {}, {read}, {} s",
            counted(self.documents, "article"),
            counted(self.failures, "error"),
            self.seconds
        )
    }

    fn fields(&self) -> Value {
        let mut fields = json!({
            "documents": self.documents,
            "failures": self.failures,
            "bytes_read": self.read,
            "seconds": self.seconds,
        });
        if let Some(all) = self.all {
            fields["bytes"] = all.into();
        }
        fields
    }
}

fn line(level: &str, event: &str, fields: Value) {
    let mut object = json!({"level": level, "event": event});
    if let (Some(object), Value::Object(fields)) = (object.as_object_mut(), fields) {
        object.extend(fields);
    }
    eprintln!("{object}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_a_run_is() {
        let mut way = Way {
            documents: 12_000,
            failures: 1,
            read: 41_000_000,
            all: Some(100_000_000),
            seconds: 90,
        };
        let line = way.line();
        assert!(
            line.ends_with("articles, 1 error, 41% read, 90 s"),
            "{line}"
        );
        assert_eq!(way.fields()["bytes"], 100_000_000);
        way.all = None;
        let line = way.line();
        assert!(
            line.ends_with("articles, 1 error, 41 MB read, 90 s"),
            "{line}"
        );
        assert!(way.fields().get("bytes").is_none());
    }
}
