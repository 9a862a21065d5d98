//! `dixit explain`: an article with its quotations marked, and how each was decided.

mod marked;
mod reasons;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use dixit::attribution::Considered;
use dixit::batch::Ids;
use dixit::config::Model;
use dixit::document::Document;
use dixit::input::{Fields, Inputs, Reading, documents};
use dixit::resolution::Roster;
use dixit::{Annotation, ArticleRecord};

use super::Status;
use super::people::near_misses;

pub(super) const EXAMPLES: &str = "\
Examples:
  dixit explain corpus/rocket-bread.txt             the article, and how each quotation was decided
  dixit explain corpus/rocket-bread.txt --quote 3   the third quotation alone, with all that was weighed
  dixit explain news.jsonl --id n17                 one article of many
  dixit explain a.txt --missed                      candidates that became nothing: why is it not found?
  dixit explain a.txt --model none                  by the rules alone

Colours are for terminals; NO_COLOR is heeded, and CLICOLOR_FORCE=1 keeps them in a pipe. Without them
a quotation is [N: …], and so are its number in quotes.csv and --quote.";

/// Show an article with its quotations by speaker, and why each was decided so
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A file of one article or many, of any format dixit reads; - for standard input
    article: PathBuf,
    /// The article of this id, in a file of many [default: the first]
    #[arg(long = "id", value_name = "ID")]
    article_id: Option<String>,
    /// This quotation alone, by its number in the article or its quote_id
    #[arg(long, value_name = "N")]
    quote: Option<String>,
    /// Candidates that became no quotation, too
    #[arg(long)]
    missed: bool,
    /// What decides among the candidates that rules propose
    #[arg(long, value_enum, default_value_t)]
    model: Model,
    /// A CSV of people, as for the main job
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    #[command(flatten)]
    fields: Fields,
}

/// All that is known of one article.
struct Case {
    document: Document,
    annotation: Annotation,
    /// Its quotes are the annotation's quotations, in their order.
    record: ArticleRecord,
    considered: Vec<Considered>,
}

pub(super) fn explain(args: &Args) -> Result<Status> {
    let roster = args.people.as_deref().map(Roster::read).transpose()?;
    for told in args.people.as_deref().map_or_else(Vec::new, near_misses) {
        eprintln!("{told}");
    }
    let document = read(args)?;
    let pipeline = super::pipeline(args.model).with_people(roster.unwrap_or_default());
    let annotation = pipeline.annotate(&document);
    let case = Case {
        record: ArticleRecord::new(&document, &annotation),
        considered: pipeline.explain(&document),
        annotation,
        document,
    };
    let chosen = args.quote.as_deref().map(|quote| case.number(quote));
    let chosen = chosen.transpose()?;
    let mut out = anstream::stdout().lock();
    let coloured = out.current_choice() != anstream::ColorChoice::Never;
    if chosen.is_none() {
        marked::write(&mut out, &case, coloured)?;
    }
    for quote in 0..case.record.quotes.len() {
        if chosen.is_none_or(|chosen| chosen == quote) {
            reasons::quotation(&mut out, &case, quote, chosen.is_some())?;
        }
    }
    if args.missed {
        reasons::missed(&mut out, &case)?;
    }
    out.flush()?;
    Ok(Status::Completed)
}

fn read(args: &Args) -> Result<Document> {
    let inputs = Inputs::new(vec![args.article.clone()], None)?;
    let reading = Reading {
        fields: args.fields.clone(),
        ..Reading::default()
    };
    let mut ids = Ids::default();
    let mut sources = inputs.sources().peekable();
    while let Some(source) = sources.next() {
        let mut all = documents(source?, &reading);
        while let Some(document) = all.next() {
            let named = document.map(|mut document| {
                // By the id that a run gives it.
                ids.make_distinct(&mut document);
                document
            });
            match (named, &args.article_id) {
                (Ok(document), Some(id)) if document.id != *id => {}
                (Err(_), Some(_)) => {}
                (document, id) => {
                    if id.is_none() && (all.next().is_some() || sources.peek().is_some()) {
                        eprintln!("the first article of several; --id ID shows another");
                    }
                    return Ok(document?);
                }
            }
        }
    }
    let path = args.article.display();
    match &args.article_id {
        Some(id) => bail!("no article of id `{id}` in {path}"),
        None => bail!("no article in {path}"),
    }
}

impl Case {
    /// The place of the quotation that the user names by number or id.
    fn number(&self, quote: &str) -> Result<usize> {
        let quotes = &self.record.quotes;
        let by_id = quotes.iter().position(|record| record.id == quote);
        let number = quote.parse::<usize>().ok();
        let by_number = number.and_then(|number| number.checked_sub(1));
        by_id
            .or(by_number.filter(|place| *place < quotes.len()))
            .with_context(|| match quotes.len() {
                0 => "the article has no quotations".to_owned(),
                all => format!("no quotation `{quote}`: there are 1 to {all}"),
            })
    }
}

/// Text that may go to a terminal: control characters, and those that turn the direction of
/// writing, are shown as a mark. Windows' line ends, and old Macintoshes', are line ends.
fn harmless(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let shown = |c: char| match c {
        '\n' | '\t' => c,
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    };
    text.chars().map(shown).collect()
}
