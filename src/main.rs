//! The `dixit` command: parses, calls the library, sets the exit code.

// To speak on standard error is what a command is for.
#![allow(clippy::print_stderr)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
