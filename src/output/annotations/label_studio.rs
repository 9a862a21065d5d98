//! [`LabelStudio`]: tasks with predictions for Label Studio, and the labelling interface they
//! ask for (<https://labelstud.io/guide/predictions>).
//!
//! A quotation in parts is as many regions, each continued by the next; its source is a region
//! that it is said by.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::super::{OutputFile, Sink, Whole, Written};
use crate::error::Error;
use crate::records::{ArticleRecord, ClaimRecord, Points, QuoteRecord};

/// `label-studio.json`, and `label-studio.xml` to set the project up.
#[derive(Debug)]
pub struct LabelStudio {
    tasks: OutputFile,
    interface: OutputFile,
    empty: bool,
}

const INTERFACE: &str = include_str!("label_studio.xml");

impl LabelStudio {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Ok(Self {
            tasks: OutputFile::create(directory, "label-studio.json")?,
            interface: OutputFile::create(directory, "label-studio.xml")?,
            empty: true,
        })
    }
}

impl Sink for LabelStudio {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let before = if self.empty { "[\n" } else { ",\n" };
        self.empty = false;
        let task = format!("{before}{}", task(article));
        let written = self.tasks.write_all(task.as_bytes());
        written.map_err(|error| self.tasks.failed(error))
    }

    fn finish(mut self: Box<Self>, _whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        let end: &[u8] = if self.empty { b"[]\n" } else { b"\n]\n" };
        let written = self.tasks.write_all(end);
        written.map_err(|error| self.tasks.failed(error))?;
        let written = self.interface.write_all(INTERFACE.as_bytes());
        written.map_err(|error| self.interface.failed(error))?;
        Ok(vec![self.tasks.close()?, self.interface.close()?])
    }
}

fn task(article: &ArticleRecord) -> Value {
    let points = Points::new(&article.text);
    let mut result = Vec::new();
    for quote in &article.quotes {
        quotation(&points, quote, &mut result);
    }
    for of_article in &article.claims {
        claim(&points, of_article, &mut result);
    }
    json!({
        "data": {
            "doc_id": article.id,
            "title": article.title,
            "text": article.text,
        },
        "predictions": [{
            "model_version": concat!("dixit ", env!("CARGO_PKG_VERSION")),
            "result": result,
        }],
    })
}

fn quotation(points: &Points<'_>, quote: &QuoteRecord, result: &mut Vec<Value>) {
    let own = result.len();
    let parts = regions(points, &quote.id, "Quotation", &quote.content, result);
    let Some((first, more)) = parts.split_first() else {
        return;
    };
    result[own]["score"] = json!(quote.confidence);
    if let Some(speaker) = &quote.speaker {
        result[own]["meta"] = json!({"text": [speaker]});
    }
    let mut before = first;
    for part in more {
        result.push(relation(before, part, "continued"));
        before = part;
    }
    let mut choice = region(points, first, quote.content[0]);
    choice["from_name"] = json!("kind");
    choice["type"] = json!("choices");
    choice["value"]["choices"] = json!([quote.kind]);
    result.push(choice);
    let sides = [
        ("Source", &quote.source, "said by"),
        ("Cue", &quote.cue, "cued by"),
    ];
    for (label, spans, link) in sides {
        let id = format!("{}-{}", quote.id, label.to_lowercase());
        let regions = regions(points, &id, label, spans, result);
        if let Some(target) = regions.first() {
            result.push(relation(first, target, link));
        }
    }
}

fn claim(points: &Points<'_>, claim: &ClaimRecord, result: &mut Vec<Value>) {
    regions(points, &claim.id, "Claim", &[claim.span], result);
    if let Some(region) = result.last_mut() {
        let words = [
            format!("{}: {}", claim.rule, claim.verdict),
            claim.working.clone(),
        ];
        region["meta"] = json!({"text": words});
    }
}

/// A labelled region for each span, and their ids.
fn regions(
    points: &Points<'_>,
    id: &str,
    label: &str,
    spans: &[[u32; 2]],
    result: &mut Vec<Value>,
) -> Vec<String> {
    let mut ids = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        let id = match at {
            0 => id.to_owned(),
            at => format!("{id}-{}", at + 1),
        };
        let mut region = region(points, &id, *span);
        region["from_name"] = json!("label");
        region["type"] = json!("labels");
        region["value"]["labels"] = json!([label]);
        result.push(region);
        ids.push(id);
    }
    ids
}

fn region(points: &Points<'_>, id: &str, span: [u32; 2]) -> Value {
    let [start, end] = span;
    let text = points.words(span);
    let value = json!({"start": start, "end": end, "text": text});
    json!({"id": id, "from_name": "", "to_name": "text", "type": "", "value": value})
}

fn relation(from: &str, to: &str, label: &str) -> Value {
    json!({
        "type": "relation",
        "from_id": from,
        "to_id": to,
        "direction": "right",
        "labels": [label],
    })
}
