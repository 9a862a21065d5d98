//! `dixit rules`: the claim rules, listed, explained, and a user's own tried out.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use dixit::claims::{ClaimChecker, Rule, RuleError};

use super::{Status, counted};

const EXAMPLES: &str = "\
Examples:
  dixit rules list                          all rules: id, domain, title
  dixit rules explain missile-cost          one rule, its figures and their sources, its examples
  dixit rules check my.toml                 does each example of my rules come out as it says?
  dixit rules check my.toml --figures f.toml
  dixit news.jsonl --rules my.toml          a run with them";

/// List the claim rules, explain one, or check your own
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Check a file or folder of rules: its form, and that its examples come out as they say
    Check {
        /// A rule file (.toml) or a folder of them
        #[arg(value_name = "FILE|DIR")]
        path: PathBuf,
        /// Figures beside those that come with dixit
        #[arg(long, value_name = "FILE")]
        figures: Option<PathBuf>,
    },
    /// List all rules, one a line: id, domain, title
    List(Files),
    /// Tell all of one rule: why it is there, its figures with their sources, its examples
    Explain {
        /// The rule's id, as in claims.csv
        id: String,
        #[command(flatten)]
        files: Files,
    },
}

/// What stands beside the rules and figures that come with dixit.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Files {
    /// A file (.toml) or folder of claim rules, beside those that come with dixit
    #[arg(long, value_name = "FILE|DIR")]
    pub(super) rules: Option<PathBuf>,
    /// A file (.toml) of reference figures; they replace those of their ids
    #[arg(long, value_name = "FILE")]
    pub(super) figures: Option<PathBuf>,
}

impl Files {
    fn checker(&self) -> Result<ClaimChecker> {
        let (rules, figures) = (self.rules.as_deref(), self.figures.as_deref());
        Ok(ClaimChecker::with_files(rules, figures)?)
    }
}

pub(super) fn rules(args: Args) -> Result<Status> {
    match args.command {
        Command::Check { path, figures } => check(Files {
            rules: Some(path),
            figures,
        }),
        Command::List(files) => list(&files.checker()?),
        Command::Explain { id, files } => explain(&files, &id),
    }
}

fn check(files: Files) -> Result<Status> {
    let checker = files.checker()?;
    let embedded = |rule: &&Rule| {
        let mut files = ClaimChecker::embedded_rules().iter();
        files.any(|(name, _)| *name == rule.origin.file)
    };
    let own: Vec<&Rule> = checker
        .rules()
        .iter()
        .filter(|rule| !embedded(rule))
        .collect();
    let examples: usize = own.iter().map(|rule| rule.examples.len()).sum();
    let untried = own.iter().filter_map(|rule| untried(rule));
    let failing = own.iter().flat_map(|rule| checker.failing_of(rule));
    let odd = own.iter().filter_map(|rule| checker.odd_unit(rule));
    let faults: Vec<RuleError> = untried.chain(odd).chain(failing).collect();
    for fault in &faults {
        eprintln!("{fault}");
    }
    let mut out = io::stdout().lock();
    let counts = [
        (own.len(), "rule"),
        (examples, "example"),
        (faults.len(), "fault"),
    ];
    let counts = counts.map(|(count, what)| counted(count as u64, what));
    writeln!(out, "{}", counts.join(", "))?;
    Ok(match faults.len() {
        0 => Status::Completed,
        _ => Status::CompletedWithFailures,
    })
}

/// A rule that no example must flag, or none must pass, has not been tried.
fn untried(rule: &Rule) -> Option<RuleError> {
    let flagged = rule
        .examples
        .iter()
        .any(|example| example.verdict.is_some());
    let passed = rule
        .examples
        .iter()
        .any(|example| example.verdict.is_none());
    let lacking = match (flagged, passed) {
        (true, true) => return None,
        (false, _) => "it must flag ([[rule.flagged]])",
        (true, false) => "it must pass ([[rule.passed]])",
    };
    Some(RuleError {
        file: rule.origin.file.clone(),
        line: rule.origin.line,
        cause: format!("rule `{}`: no example that {lacking}", rule.id),
    })
}

fn list(checker: &ClaimChecker) -> Result<Status> {
    let mut out = io::stdout().lock();
    let widest = |of: fn(&Rule) -> &str| checker.rules().iter().map(|rule| of(rule).len()).max();
    let id = widest(|rule| &rule.id).unwrap_or(0);
    let domain = widest(|rule| &rule.domain).unwrap_or(0);
    for rule in checker.rules() {
        writeln!(
            out,
            "{:id$}  {:domain$}  {}",
            rule.id, rule.domain, rule.title
        )?;
    }
    Ok(Status::Completed)
}

fn explain(files: &Files, id: &str) -> Result<Status> {
    let checker = files.checker()?;
    let Some(rule) = checker.rules().iter().find(|rule| rule.id == id) else {
        let own = match files.rules {
            None => " (one of your own needs --rules FILE)",
            Some(_) => "",
        };
        bail!("there is no rule `{id}`; `dixit rules list` names all{own}");
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{} ({}): {}", rule.id, rule.domain, rule.title)?;
    writeln!(out, "{}", rule.why)?;
    writeln!(out, "In {}, line {}", rule.origin.file, rule.origin.line)?;
    writeln!(out, "\nHow it judges: {}", rule.judges())?;
    let figures = checker.figures_of(rule);
    if !figures.is_empty() {
        writeln!(out, "\nFigures:")?;
    }
    for figure in figures {
        writeln!(
            out,
            "  {}: {} to {} {}, as of {}\n    {}",
            figure.id,
            figure.value.low(),
            figure.value.high(),
            figure.unit,
            figure.as_of,
            figure.source,
        )?;
        if !figure.note.is_empty() {
            writeln!(out, "    {}", figure.note)?;
        }
    }
    if !rule.caveats.is_empty() {
        writeln!(out, "\nTo bear in mind:")?;
    }
    for caveat in &rule.caveats {
        writeln!(out, "  {caveat}")?;
    }
    writeln!(out, "\nExamples:")?;
    for example in &rule.examples {
        let verdict = example.verdict.map_or("passed", |verdict| verdict.name());
        writeln!(out, "  {verdict:13} {}", example.text)?;
    }
    Ok(Status::Completed)
}
