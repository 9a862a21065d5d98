//! [`Report`]: a run as one page to read: who speaks most, where and when, and each quotation
//! in its article, with what speaks for it.
//!
//! The page is whole in itself: its style, its script and its data stand in it, and its policy
//! lets nothing else in. Figures and charts count the whole run; of articles it holds as many
//! as it has room for, drawn by a rule that it states ([`sample`]).

mod counts;
mod page;
mod period;
mod sample;
mod shown;
#[cfg(test)]
mod tests;
mod voices;

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde_json::json;

use super::{OutputFile, Sink, Whole, Written};
use crate::config::Newlines;
use crate::error::Error;
use crate::records::rows::SpeakerRow;
use crate::records::{ArticleRecord, Failure, ToCheckRow};
use counts::Counts;
use page::{Page, island};
use sample::Sample;
use shown::{Shown, key};
use voices::Voices;

/// `report.html`.
#[derive(Debug)]
pub struct Report {
    file: OutputFile,
    counts: Counts,
    voices: Voices,
    sample: Sample,
}

/// What the articles of a page may take, in bytes of its file; the page stays under 20 MB.
const ARTICLES: usize = 17_000_000;

/// What the list of speakers may take.
const SPEAKERS: usize = 1_500_000;

/// Speakers that the charts tell apart: as many hues as eyes do.
const CHARTED: usize = 7;

/// The longest name in a chart, in bytes; longer ones are no names.
const LONGEST: usize = 300;

/// A speaker of the list.
#[derive(Serialize)]
struct Listed<'a> {
    key: &'a str,
    name: &'a str,
    kind: &'a str,
    /// Has a name of its own.
    named: bool,
    role: &'a str,
    articles: u64,
    quotes: u64,
    words: u64,
    first: &'a str,
    last: &'a str,
}

/// Statements of the list of what to check; `to_check.csv` has the others.
const TO_CHECK: usize = 200;

/// The longest statement of that list, in characters.
const LONGEST_STATEMENT: usize = 600;

/// A statement of that list.
#[derive(Serialize)]
struct Due<'a> {
    /// Of the quotation or of the claim.
    id: &'a str,
    voice: &'a str,
    text: String,
    verdicts: &'a str,
    flags: &'a str,
    worth: f32,
    speaker: &'a str,
    role: &'a str,
    title: &'a str,
    outlet: &'a str,
    date: &'a str,
    url: &'a str,
    doc: &'a str,
}

impl<'a> Due<'a> {
    fn of(row: &ToCheckRow<'a>) -> Self {
        let text = row.statement.0;
        let end = text.char_indices().nth(LONGEST_STATEMENT);
        Self {
            id: row.id,
            voice: row.voice,
            text: end.map_or(text.to_owned(), |(end, _)| format!("{} …", &text[..end])),
            verdicts: row.verdicts,
            flags: row.flags,
            worth: row.check_worthiness,
            speaker: row.speaker.0,
            role: row.speaker_role.0,
            title: row.title.0,
            outlet: row.outlet.0,
            date: match row.date_iso.0 {
                "" => row.date.0,
                iso => iso,
            },
            url: row.url.0,
            doc: row.doc_id.0,
        }
    }
}

impl Report {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Ok(Self {
            file: OutputFile::create(directory, "report.html")?,
            counts: Counts::default(),
            voices: Voices::default(),
            sample: Sample::new(ARTICLES),
        })
    }

    fn write(&mut self, whole: &Whole<'_>) -> io::Result<()> {
        let rows = whole.speakers.rows(Newlines::Marked);
        let keys: Vec<String> = rows.iter().map(key_of_row).collect();
        let (listed, left_out) = listed(&rows, &keys)?;
        let due = whole.to_check.rows().take(TO_CHECK);
        let due: Vec<String> = due
            .map(|row| island(&Due::of(&row)))
            .collect::<Result<_, _>>()?;
        let charted = charted(&rows);
        let charted: Vec<&str> = charted.iter().map(|row| keys[*row].as_str()).collect();
        let head = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "counts": self.counts,
            "interrupted": whole.interrupted,
            "speakers_of_run": rows.len(),
            "speakers_left_out": left_out,
            "charted": charted,
            "time": self.voices.over_time(&charted),
            "outlets": self.voices.by_outlet(&charted),
            "approximate": self.voices.forgot(),
            "sample": self.sample.rule(),
        });
        let page = Page::new();
        let file = &mut self.file;
        page.write(file, |file| {
            writeln!(file, "{{\"run\":{},", island(&head)?)?;
            write!(file, "\"speakers\":[\n{}\n],\n", listed.join(",\n"))?;
            write!(file, "\"to_check\":[\n{}\n],\n", due.join(",\n"))?;
            file.write_all(b"\"articles\":[\n")?;
            for (at, article) in self.sample.in_order().enumerate() {
                file.write_all(if at == 0 { b"" } else { b",\n" })?;
                file.write_all(article.as_bytes())?;
            }
            file.write_all(b"\n]}")
        })
    }
}

impl Sink for Report {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        self.counts.add(article);
        self.voices.add(article);
        let shown = || island(&Shown::new(article));
        let added = self.sample.add(&article.id, shown);
        added.map_err(|error| self.file.failed(error))
    }

    fn failure(&mut self, _failure: &Failure) -> Result<(), Error> {
        self.counts.failures += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>, whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        let written = self.write(whole);
        written.map_err(|error| self.file.failed(error))?;
        Ok(vec![self.file.close()?])
    }
}

fn key_of_row(row: &SpeakerRow<'_>) -> String {
    let id = Some(row.speaker_id).filter(|id| !id.is_empty());
    key(id, row.kind, &row.speaker)
}

/// The speakers there is room for, who is quoted most first, and how many are left out.
fn listed(rows: &[SpeakerRow<'_>], keys: &[String]) -> io::Result<(Vec<String>, usize)> {
    let mut listed = Vec::new();
    let mut room = SPEAKERS;
    for (row, key) in rows.iter().zip(keys) {
        let speaker = island(&Listed {
            key,
            name: &row.speaker,
            kind: row.kind,
            named: row.named,
            role: row.role,
            articles: row.articles,
            quotes: row.quotations,
            words: row.words_quoted,
            first: row.first,
            last: row.last,
        })?;
        if speaker.len() > room {
            break;
        }
        room -= speaker.len();
        listed.push(speaker);
    }
    let left_out = rows.len() - listed.len();
    Ok((listed, left_out))
}

/// Those with a name who are quoted at greatest length: "a spokesman" and "the council" are others in every article.
fn charted(rows: &[SpeakerRow<'_>]) -> Vec<usize> {
    let named = |row: &SpeakerRow<'_>| row.named && row.speaker.len() <= LONGEST;
    let mut places: Vec<usize> = (0..rows.len()).filter(|row| named(&rows[*row])).collect();
    places.sort_by_key(|row| std::cmp::Reverse(rows[*row].words_quoted));
    places.truncate(CHARTED);
    places
}
