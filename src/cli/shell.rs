//! What the shell asks of a command: completions, a man page, settings from the environment.

use std::io::Write;

use anyhow::Result;
use clap::builder::BoolishValueParser;
use clap::{ArgAction, Command};
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use super::Status;

/// Write completions for a shell to standard output
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// Whose; `dixit completions bash > ~/.local/share/bash-completion/completions/dixit`
    #[arg(value_enum)]
    shell: Shell,
}

/// Every long option is a variable, too: `--min-confidence` is `DIXIT_MIN_CONFIDENCE`.
pub(super) fn with_environment(command: Command) -> Command {
    command.mut_args(|arg| {
        let Some(long) = arg.get_long() else {
            return arg;
        };
        let name = long.to_uppercase().replace('-', "_");
        let flag = matches!(arg.get_action(), ArgAction::SetTrue);
        let arg = arg.env(format!("DIXIT_{name}")).hide_env(true);
        match flag {
            true => arg.value_parser(BoolishValueParser::new()),
            false => arg,
        }
    })
}

pub(super) fn completions(mut command: Command, args: &Completions) -> Result<Status> {
    // Into memory first: a closed pipe is no defect of ours.
    let mut script = Vec::new();
    generate(args.shell, &mut command, "dixit", &mut script);
    print(&script)
}

pub(super) fn man(command: Command) -> Result<Status> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Status> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Status::Completed)
}
