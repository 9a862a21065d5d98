//! [`WebAnnotations`]: the W3C Web Annotation Data Model (Recommendation of 2017-02-23) in
//! JSON-LD, one annotation a line.
//!
//! A quotation's body identifies its speaker and tags its kind; its source is an annotation
//! that links to it. A claim is an assessment of its words. Each part has a selector by
//! position and one by its words, which finds it again where the text has moved.

use std::path::Path;

use serde_json::{Value, json};

use super::super::jsonl::Lines;
use super::super::{Sink, Whole, Written};
use crate::error::Error;
use crate::records::{ArticleRecord, ClaimRecord, Points, QuoteRecord};

/// `annotations.jsonl`.
#[derive(Debug)]
pub struct WebAnnotations(Lines);

/// Code points of text around a selection that tell it from its like.
const AROUND: u32 = 32;

impl WebAnnotations {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Lines::create(directory, "annotations.jsonl").map(Self)
    }
}

impl Sink for WebAnnotations {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        let page = Page {
            source: source(article),
            points: Points::new(&article.text),
        };
        for quote in &article.quotes {
            self.0.write(&page.quotation(quote))?;
            if !quote.source.is_empty() {
                self.0.write(&page.source_of(quote))?;
            }
        }
        let mut claims = article.claims.iter();
        claims.try_for_each(|claim| self.0.write(&page.claim(claim)))
    }

    fn finish(self: Box<Self>, _whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        self.0.close()
    }
}

struct Page<'a> {
    source: String,
    points: Points<'a>,
}

impl Page<'_> {
    fn quotation(&self, quote: &QuoteRecord) -> Value {
        let mut body = Vec::new();
        if let Some(speaker) = &quote.speaker {
            body.push(words("identifying", speaker));
        }
        body.push(words("tagging", quote.kind));
        body.push(words("tagging", quote.function));
        let describing = format!("confidence {}", quote.confidence);
        body.push(words("describing", &describing));
        self.annotation(&quote.id, "identifying", Value::from(body), &quote.content)
    }

    fn source_of(&self, quote: &QuoteRecord) -> Value {
        let body = json!({"id": name(&quote.id), "purpose": "linking"});
        let id = format!("{}:source", quote.id);
        self.annotation(&id, "linking", body, &quote.source)
    }

    fn claim(&self, claim: &ClaimRecord) -> Value {
        let said = format!("{}: {}. {}", claim.rule, claim.verdict, claim.working);
        let mut body = vec![
            words("tagging", claim.verdict),
            words("assessing", said.trim_end()),
        ];
        if let Some(quote) = &claim.quote {
            body.push(json!({"id": name(quote), "purpose": "linking"}));
        }
        self.annotation(&claim.id, "assessing", Value::from(body), &[claim.span])
    }

    fn annotation(&self, id: &str, motivation: &str, body: Value, parts: &[[u32; 2]]) -> Value {
        let target: Vec<Value> = parts.iter().map(|part| self.target(*part)).collect();
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": name(id),
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": target,
        })
    }

    fn target(&self, part: [u32; 2]) -> Value {
        let [prefix, suffix] = self.points.around(part, AROUND);
        let exact = self.points.words(part);
        json!({
            "source": self.source,
            "selector": [
                {"type": "TextPositionSelector", "start": part[0], "end": part[1]},
                {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
            ],
        })
    }
}

fn words(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "value": value})
}

/// The article's address, or a name made of its id: a target must have an IRI.
fn source(article: &ArticleRecord) -> String {
    let url = article.url.as_deref().unwrap_or_default().trim();
    let absolute = url.starts_with("http://") || url.starts_with("https://");
    let plain = |c: char| {
        c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '{' | '}' | '\\' | '^' | '`' | '|')
    };
    match absolute && url.chars().all(plain) {
        true => url.to_owned(),
        false => name(&article.id),
    }
}

/// An id as a URN (RFC 8141; its namespace is informal): what no IRI holds is written as `%XX`.
fn name(id: &str) -> String {
    let mut name = "urn:x-dixit:".to_owned();
    for byte in id.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b'/' => {
                name.push(char::from(byte));
            }
            byte => name.push_str(&format!("%{byte:02X}")),
        }
    }
    name
}
