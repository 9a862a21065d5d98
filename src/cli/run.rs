//! The main job: inputs in, tables out, a summary at the end.

use std::io::Write;
use std::mem::ManuallyDrop;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use dixit::batch::{self, Journal, Least, Options};
use dixit::claims::ClaimChecker;
use dixit::config::{
    Confidence, Config, CsvSafety, Delimiter, Emit, Format, LogFormat, Model, Settings,
};
use dixit::error::Error;
use dixit::input::{Fields, Inputs, Reading};
use dixit::output::Outputs;
use dixit::resolution::Roster;
use jiff::Timestamp;

use super::log::Log;
use super::people::near_misses;
use super::progress::Progress;
use super::summary::{Time, coverage, passed_over, summarise};
use super::{Status, stop};

pub(super) const EXAMPLES: &str = "\
Examples:
  dixit corpus                          all articles below corpus/, into output/
  dixit corpus --report                 and a page to read them in, output/report.html
  dixit news.jsonl -o found -f csv      tables only, into found/
  zcat dump.jsonl.gz | dixit - -j 8     from standard input, on eight cores
  dixit dump.csv --text-field body      the articles in a table's column
  dixit 'news/**/*.jsonl.gz'            all files of a pattern
  dixit corpus --min-confidence 0.8     surer rows alone
  dixit news.jsonl --rules my.toml      with claim rules of your own
  dixit rules list                      all claim rules; also: check FILE, explain ID
  dixit news.jsonl -f csv,xlsx,parquet  several formats at once
  dixit --resume corpus                 goes on with a run that was stopped
  dixit eval gold.jsonl                 how well the quotations of gold.jsonl are found
  dixit explain article.txt             why each quotation of an article was decided so
  dixit speakers output                 names that may be one speaker's, for --people
  dixit unescape quotes.csv             cells as they were before ' guarded them

Every long option may also be set in the environment, --min-confidence as DIXIT_MIN_CONFIDENCE, or in a
--config file. What the command line says wins over the environment, and that over the file.

Ctrl-C finishes the articles under way and writes the tables of those that are done; pressed again, it ends at once.
Either way, or however else a run ends early, --resume goes on where it was and comes to the same files.

Exit codes:
  0 completed   1 could not go on, or no article was read: nothing is written, what stands in DIR stays
  2 wrong usage   3 completed, but some articles failed: errors.csv has them
  130 stopped by Ctrl-C or SIGTERM: what is done is written, --resume goes on";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files, folders, patterns ('news/**/*.jsonl.gz'), or - for standard input
    #[arg(required_unless_present_any = ["files_from", "print_config"], value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// A file that names inputs, one a line; - for standard input
    #[arg(long, value_name = "LIST", help_heading = "Reading")]
    files_from: Option<PathBuf>,
    #[command(flatten)]
    fields: Fields,
    /// The most one article, row or line may take, decompressed; longer ones fail [default: 67108864]
    #[arg(long, value_name = "N", value_parser = super::values::bytes, help_heading = "Reading")]
    max_document_bytes: Option<NonZeroU64>,
    /// Where the tables go [default: output]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What to write; repeated or separated by commas [default: csv,jsonl]
    #[arg(short, long, value_enum, value_delimiter = ',', ignore_case = true)]
    format: Vec<Format>,
    /// What to write beside that
    #[arg(long, value_enum, value_delimiter = ',')]
    emit: Vec<Emit>,
    /// Write each article's exact text too: --emit text
    #[arg(long)]
    emit_text: bool,
    /// Group the same quotation across articles: --emit unique
    #[arg(long)]
    unique: bool,
    /// Write report.html too, a page to read the run in: --emit report
    #[arg(long)]
    report: bool,
    /// What stands between the cells of a .csv [default: ,]
    #[arg(long, value_enum, value_name = "MARK")]
    delimiter: Option<Delimiter>,
    /// No byte order mark in .csv files; Excel then takes them for another encoding
    #[arg(long)]
    no_bom: bool,
    /// Whether a cell of a .csv that begins as a formula gets a ' in front [default: on]
    #[arg(long, value_enum, value_name = "MODE")]
    csv_safety: Option<CsvSafety>,
    /// Line breaks in cells as they are, not as ¶
    #[arg(long)]
    keep_newlines: bool,
    /// How many articles to annotate at a time, four for each core at most [default: the number of cores]
    #[arg(short, long, value_name = "N", value_parser = at_least_one)]
    jobs: Option<NonZeroUsize>,
    /// Leave out quotations whose confidence is under X, from 0 to 1 [default: keep all]
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    min_confidence: Option<Confidence>,
    /// Take speakers whose speaker_confidence is under X for unknown; their quotations stay [default: keep all]
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    min_speaker_confidence: Option<Confidence>,
    /// A CSV of people: name, aliases (separated by ;), role, id. Speakers on it get its names and ids
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    #[command(flatten)]
    claims: super::rules::Files,
    /// What decides among the candidates that rules propose [default: learned]
    #[arg(long, value_enum)]
    model: Option<Model>,
    /// Go on with the same run where it was stopped; without one, begin
    #[arg(long)]
    resume: bool,
    /// No progress and no summary; failures are still told
    #[arg(short, long)]
    quiet: bool,
    /// A TOML file with the long options' names as keys, but for --resume; options given here win
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Write the settings as they are decided, as a configuration file, and do nothing else
    #[arg(long)]
    print_config: bool,
    /// How notes, failures and the summary are told on standard error [default: text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    log_format: Option<LogFormat>,
}

fn at_least_one(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "not a whole number from 1 on")
}

pub(super) fn run(args: Args) -> ExitCode {
    let early = Log::new(args.log_format.unwrap_or_default(), args.quiet);
    let printed = args.print_config;
    let resume = args.resume;
    match decide(args) {
        Ok(config) if printed => super::status(print(&config), early),
        Ok(config) => {
            let log = Log::new(config.log_format, config.quiet);
            super::status(annotate(&config, resume, log), log)
        }
        Err(error) => super::status(Err(error), early),
    }
}

/// The settings as a configuration file.
fn print(config: &Config) -> Result<Status> {
    let mut out = std::io::stdout().lock();
    out.write_all(config.settings.to_toml()?.as_bytes())?;
    Ok(Status::Completed)
}

fn annotate(config: &Config, resume: bool, log: Log) -> Result<Status> {
    let started = Instant::now();
    // The clock may be set while it runs.
    let began = Timestamp::now();
    // From the start: however early it is stopped, it ends as a run that was stopped.
    let stop = stop::on_signals()?;
    let roster = config.people.as_deref().map(Roster::read).transpose()?;
    let seen = roster.as_ref().map(Roster::seen);
    let pipeline = super::pipeline(config.model).with_people(roster.unwrap_or_default());
    let pipeline = match config.outputs.emit.contains(&Emit::Sentences) {
        true => pipeline,
        false => pipeline.only_shown_worth(),
    };
    // It is given back with the process: to drop so many words one by one takes a millisecond.
    let pipeline = ManuallyDrop::new(match (config.rules.as_deref(), config.figures.as_deref()) {
        (None, None) => pipeline,
        (rules, figures) => pipeline.with_checker(ClaimChecker::with_files(rules, figures)?),
    });
    let mut inputs = Inputs::new(config.inputs.clone(), Some(&config.output))?;
    if let Some(list) = &config.files_from {
        inputs = inputs.and_listed_in(list.clone())?;
    }
    let reading = Reading {
        record_bytes: config.max_document_bytes,
        fields: config.fields.clone(),
        ..Reading::default()
    };
    let notices = reading.notices.clone();
    let mut journal = Journal::open(config, resume)?;
    if resume {
        log.resumed(journal.records(), journal.path());
    }
    let outputs = Outputs::create(&config.output, &config.outputs)?.guarded(journal.begun())?;
    let errors = outputs.errors_path();
    batch::note_panics();
    let jobs = config.jobs.min(batch::most_jobs());
    if jobs < config.jobs {
        let asked = config.jobs;
        log.note(&format!(
            "{asked} jobs are more than this machine has any use for: {jobs} are run"
        ));
    }
    let progress = Progress::new(&inputs, log, started);
    let people = config.people.as_deref();
    progress.tell(&people.map_or_else(Vec::new, near_misses), log);
    let options = Options {
        reading,
        jobs,
        least: Least {
            quotation: config.min_confidence.map(Confidence::value),
            speaker: config.min_speaker_confidence.map(Confidence::value),
        },
        stop,
    };
    let ran = batch::run(
        &pipeline,
        &inputs,
        options,
        outputs,
        Some(&mut journal),
        |totals| {
            progress.show(totals, &inputs);
            progress.tell(&notices.take(), log);
        },
    );
    let written = ran.and_then(|totals| {
        batch::write_summary(config, &totals)?;
        Ok(totals)
    });
    progress.finish();
    progress.tell(&notices.take(), log);
    let totals = match written {
        Ok(totals) => totals,
        Err(error) => return unfinished(error, journal, &inputs, log),
    };
    // What was kept of a run that was stopped is not resolved again.
    let seen = seen.filter(|_| !resume && !totals.interrupted);
    if let Some(seen) = &seen {
        log.note(&coverage(seen));
    }
    let time = Time {
        began,
        passed: started.elapsed(),
    };
    summarise(log, &totals, config, &inputs, time);
    log.failures(&totals.first_failures, totals.failures);
    if totals.failures > 0 {
        log.all_failures_are_in(&errors.display().to_string(), totals.failures);
    }
    if totals.interrupted {
        log.kept(journal.records(), &stop::resume_command());
        return Ok(Status::Interrupted);
    }
    journal.remove()?;
    match totals.failures {
        0 => Ok(Status::Completed),
        _ => Ok(Status::CompletedWithFailures),
    }
}

/// A run that wrote nothing: how to go on with it, where one can.
fn unfinished(error: Error, journal: Journal, inputs: &Inputs, log: Log) -> Result<Status> {
    match &error {
        Error::Stopped { .. } => {
            log.stopped(&error.to_string());
            return Ok(Status::Interrupted);
        }
        Error::Nothing { .. } => journal.remove()?,
        Error::NoArticle {
            first_failures,
            failures,
            ..
        } => {
            log.failures(first_failures, *failures);
            journal.remove()?;
        }
        Error::Output { .. } if journal.records() > 0 => {
            log.kept(journal.records(), &stop::resume_command());
            return Err(error.into());
        }
        _ => return Err(error.into()),
    }
    let error = anyhow::Error::from(error);
    Err(match passed_over(inputs) {
        Some(told) => error.context(told),
        None => error,
    })
}

fn decide(args: Args) -> Result<Config> {
    let file = match &args.config {
        Some(path) => Settings::from_file(path)?,
        None => Settings::default(),
    };
    let flags = Settings {
        output: args.output,
        format: args.format,
        emit: args.emit,
        emit_text: args.emit_text.then_some(true),
        unique: args.unique.then_some(true),
        report: args.report.then_some(true),
        jobs: args.jobs,
        min_confidence: args.min_confidence,
        min_speaker_confidence: args.min_speaker_confidence,
        quiet: args.quiet.then_some(true),
        people: args.people,
        rules: args.claims.rules,
        figures: args.claims.figures,
        model: args.model,
        files_from: args.files_from,
        max_document_bytes: args.max_document_bytes,
        text_field: args.fields.text,
        id_field: args.fields.id,
        title_field: args.fields.title,
        date_field: args.fields.date,
        author_field: args.fields.author,
        outlet_field: args.fields.outlet,
        url_field: args.fields.url,
        date_order: args.fields.date_order,
        text_as_is: args.fields.text_as_is.then_some(true),
        delimiter: args.delimiter,
        no_bom: args.no_bom.then_some(true),
        csv_safety: args.csv_safety,
        keep_newlines: args.keep_newlines.then_some(true),
        log_format: args.log_format,
    };
    Ok(flags.or(file).decide(args.inputs))
}
