//! [`Brat`]: standoff files for the brat annotation tool: each article's text, and beside it a
//! line for each stretch, relation and attribute (<https://brat.nlplab.org/standoff.html>).

use std::fmt::{self, Write};
use std::path::Path;

use super::super::folder::OutputFolder;
use super::super::{Sink, Whole, Written};
use crate::error::Error;
use crate::records::{ArticleRecord, ClaimRecord, Points, QuoteRecord};

/// `brat/ID.txt` and `brat/ID.ann`, with the configuration the types need.
#[derive(Debug)]
pub struct Brat(OutputFolder);

const CONFIGURATION: &str = include_str!("brat.conf");

impl Brat {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        let folder = OutputFolder::create(directory, "brat")?;
        folder.write("annotation.conf", CONFIGURATION.as_bytes())?;
        Ok(Self(folder))
    }
}

impl Sink for Brat {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let place = self.0.place(&article.id);
        self.0
            .write(&format!("{place}.txt"), article.text.as_bytes())?;
        let mut lines = Standoff::new(&article.text);
        let written = lines.article(article).map_err(std::io::Error::other);
        let place = format!("{place}.ann");
        written.map_err(|error| Error::output(&place, error))?;
        self.0.write(&place, lines.out.as_bytes())
    }

    fn finish(self: Box<Self>, _whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        Ok(vec![self.0.close()])
    }
}

/// The lines of one article; each kind is numbered by itself.
struct Standoff<'a> {
    points: Points<'a>,
    out: String,
    stretches: u32,
    relations: u32,
    attributes: u32,
    notes: u32,
}

impl<'a> Standoff<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            points: Points::new(text),
            out: String::new(),
            stretches: 0,
            relations: 0,
            attributes: 0,
            notes: 0,
        }
    }

    fn article(&mut self, article: &ArticleRecord) -> fmt::Result {
        let mut quotes = article.quotes.iter();
        quotes.try_for_each(|quote| self.quote(quote))?;
        let mut claims = article.claims.iter();
        claims.try_for_each(|claim| self.claim(claim))
    }

    fn quote(&mut self, quote: &QuoteRecord) -> fmt::Result {
        let Some(quotation) = self.stretch("Quotation", &quote.content)? else {
            return Ok(());
        };
        if let Some(source) = self.stretch("Source", &quote.source)? {
            self.relation("SaidBy", quotation, source)?;
        }
        if let Some(cue) = self.stretch("Cue", &quote.cue)? {
            self.relation("CuedBy", quotation, cue)?;
        }
        self.attribute("Kind", quotation, quote.kind)?;
        self.attribute("Function", quotation, quote.function)?;
        let speaker = quote.speaker.as_deref().unwrap_or("unknown");
        let note = format!("{speaker}; confidence {}; {}", quote.confidence, quote.id);
        self.note(quotation, &note)
    }

    fn claim(&mut self, claim: &ClaimRecord) -> fmt::Result {
        let Some(stretch) = self.stretch("Claim", &[claim.span])? else {
            return Ok(());
        };
        self.attribute("Verdict", stretch, claim.verdict)?;
        self.note(stretch, &format!("{}: {}", claim.rule, claim.working))
    }

    /// A stretch's number; `None` if there is nothing of it. No part of it may hold a line break.
    fn stretch(&mut self, kind: &str, spans: &[[u32; 2]]) -> Result<Option<u32>, fmt::Error> {
        let parts: Vec<([u32; 2], &str)> =
            spans.iter().flat_map(|span| self.lines(*span)).collect();
        if parts.is_empty() {
            return Ok(None);
        }
        self.stretches += 1;
        write!(self.out, "T{}\t{kind} ", self.stretches)?;
        for (at, ([start, end], _)) in parts.iter().enumerate() {
            let before = if at == 0 { "" } else { ";" };
            write!(self.out, "{before}{start} {end}")?;
        }
        let words: Vec<&str> = parts.into_iter().map(|(_, words)| words).collect();
        writeln!(self.out, "\t{}", words.join(" "))?;
        Ok(Some(self.stretches))
    }

    /// The parts of a span between its line breaks.
    fn lines(&self, [start, end]: [u32; 2]) -> Vec<([u32; 2], &'a str)> {
        let mut at = start;
        let mut parts = Vec::new();
        for line in self.points.words([start, end]).split(['\n', '\r']) {
            let length = line.chars().count() as u32;
            if !line.trim().is_empty() {
                parts.push(([at, at + length], line));
            }
            at += length + 1;
        }
        parts
    }

    fn relation(&mut self, kind: &str, from: u32, to: u32) -> fmt::Result {
        self.relations += 1;
        writeln!(
            self.out,
            "R{}\t{kind} Arg1:T{from} Arg2:T{to}",
            self.relations
        )
    }

    fn attribute(&mut self, kind: &str, of: u32, value: &str) -> fmt::Result {
        self.attributes += 1;
        writeln!(self.out, "A{}\t{kind} T{of} {value}", self.attributes)
    }

    fn note(&mut self, of: u32, note: &str) -> fmt::Result {
        self.notes += 1;
        let note = note.replace(['\n', '\r', '\t'], " ");
        writeln!(self.out, "#{}\tAnnotatorNotes T{of}\t{note}", self.notes)
    }
}
