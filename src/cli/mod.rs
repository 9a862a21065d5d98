//! The command line: what may be typed, and what each of it calls.
//!
//! A first argument that names no subcommand is an input, so that the main
//! job needs none.

mod eval;
mod explain;
mod log;
mod people;
mod progress;
mod rules;
mod run;
mod shell;
mod speakers;
mod stop;
mod summary;
mod unescape;
mod values;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use dixit::config::Model;
use dixit::pipeline::Pipeline;
use log::Log;

/// Who said what in news articles, and does it hold up.
///
/// Reads articles (text, Nexis and Factiva files, JSON, CSV, XLSX, HTML, WARC, DOCX, Parquet, zip archives), finds the quotations with their speakers, flags
/// claims that can be checked, and writes tables.
#[derive(Debug, Parser)]
#[command(
    name = "dixit",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = run::EXAMPLES
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: run::Args,
}

#[derive(Debug, Subcommand)]
enum Command {
    Eval(eval::Args),
    Explain(Box<explain::Args>),
    Rules(rules::Args),
    Speakers(speakers::Args),
    Unescape(unescape::Args),
    Completions(shell::Completions),
    /// Write the man page to standard output
    Man,
}

/// How the process ends, for the caller's script.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
enum Status {
    Completed = 0,
    Fatal = 1,
    Usage = 2,
    CompletedWithFailures = 3,
    /// As shells say of a process that Ctrl-C ended: 128 and the signal's number.
    Interrupted = 130,
}

pub(crate) fn main() -> ExitCode {
    let command = shell::with_environment(Cli::command());
    let matches = command.clone().try_get_matches();
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, and go to standard output.
            let printed = error.print();
            return match error.use_stderr() {
                true => Status::Usage.into(),
                false => status(
                    printed.map(|()| Status::Completed).map_err(Into::into),
                    Log::default(),
                ),
            };
        }
    };
    let result = match cli.command {
        Some(Command::Eval(args)) => eval::eval(&args),
        Some(Command::Explain(args)) => explain::explain(&args),
        Some(Command::Rules(args)) => rules::rules(args),
        Some(Command::Speakers(args)) => speakers::speakers(&args),
        Some(Command::Unescape(args)) => unescape::unescape(&args),
        Some(Command::Completions(args)) => shell::completions(command, &args),
        Some(Command::Man) => shell::man(command),
        None => return run::run(cli.run),
    };
    status(result, Log::default())
}

fn pipeline(model: Model) -> Pipeline {
    match model {
        Model::Learned => Pipeline::default(),
        Model::None => Pipeline::rules(),
    }
}

fn status(result: anyhow::Result<Status>, log: Log) -> ExitCode {
    match result {
        Ok(status) => status.into(),
        // Who reads our output has seen enough.
        Err(error) if is_broken_pipe(&error) => Status::Completed.into(),
        Err(error) => {
            log.fatal(&error);
            let usage = error.is::<dixit::config::ConfigError>()
                || error.is::<dixit::resolution::PeopleError>()
                || error.is::<dixit::claims::RuleFileError>()
                || error
                    .downcast_ref::<dixit::error::Error>()
                    .is_some_and(dixit::error::Error::is_usage);
            match usage {
                true => Status::Usage.into(),
                false => Status::Fatal.into(),
            }
        }
    }
}

/// "1 article", "2 articles".
fn counted(count: u64, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        // That of the csv crate does not name its cause.
        let of_table = cause.downcast_ref::<csv::Error>().map(csv::Error::kind);
        let cause = match of_table {
            Some(csv::ErrorKind::Io(cause)) => Some(cause),
            _ => cause.downcast_ref::<io::Error>(),
        };
        cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
    })
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_reads_no_further_is_no_fault() {
        let pipe = || io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(is_broken_pipe(&pipe().into()));
        assert!(is_broken_pipe(&csv::Error::from(pipe()).into()));
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert!(!is_broken_pipe(&csv::Error::from(full).into()));
    }
}
