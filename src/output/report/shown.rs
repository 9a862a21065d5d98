//! [`Shown`]: of an article, what the page shows, in the names that its script reads.

use serde::Serialize;

use crate::records::{ArticleRecord, ClaimRecord, QuoteRecord};

#[derive(Debug, Serialize)]
pub(super) struct Shown<'a> {
    id: &'a str,
    title: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<&'a str>,
    /// The date, where it can be read, as the charts count: `2023-09-28`, `2023-09`, `2023`.
    day: Option<&'a str>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    text: &'a str,
    quotes: Vec<Quote<'a>>,
    claims: Vec<Claim<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
}

/// Spans are code points of the text.
#[derive(Debug, Serialize)]
struct Quote<'a> {
    id: &'a str,
    content: &'a [[u32; 2]],
    source: &'a [[u32; 2]],
    cue: &'a [[u32; 2]],
    speaker: Option<&'a str>,
    /// Of the speaker in the page's list.
    key: Option<String>,
    role: Option<&'a str>,
    affiliation: Option<&'a str>,
    kind: &'a str,
    function: &'a str,
    speech: bool,
    confidence: f32,
    /// Of the speaker.
    sure: f32,
    evidence: &'a str,
    nested_in: Option<&'a str>,
    notes: &'a [&'a str],
    worth: f32,
    words: u32,
}

#[derive(Debug, Serialize)]
struct Claim<'a> {
    id: &'a str,
    span: [u32; 2],
    rule: &'a str,
    verdict: &'a str,
    speaker: Option<&'a str>,
    voice: &'a str,
    working: &'a str,
    figures: &'a [String],
    sources: &'a [String],
    quote: Option<&'a str>,
}

/// What a speaker is known by over the whole run: the id, or else the words with their kind.
pub(super) fn key(id: Option<&str>, kind: &str, name: &str) -> String {
    id.map_or_else(|| format!("{kind}:{name}"), str::to_owned)
}

/// The key of a quotation's speaker, if it has one.
pub(super) fn key_of(quote: &QuoteRecord) -> Option<String> {
    let name = quote.speaker.as_deref()?;
    Some(key(quote.speaker_id.as_deref(), quote.speaker_kind, name))
}

impl<'a> Shown<'a> {
    pub(super) fn new(article: &'a ArticleRecord) -> Self {
        Self {
            id: &article.id,
            title: article.title.as_deref(),
            author: article.author.as_deref(),
            date: article.date.as_deref(),
            day: article.date_iso.as_deref(),
            outlet: article.outlet.as_deref(),
            url: article.url.as_deref(),
            text: &article.text,
            quotes: article.quotes.iter().map(quote).collect(),
            claims: article.claims.iter().map(claim).collect(),
            notes: &article.notes,
        }
    }
}

fn quote(quote: &QuoteRecord) -> Quote<'_> {
    Quote {
        id: &quote.id,
        content: &quote.content,
        source: &quote.source,
        cue: &quote.cue,
        speaker: quote.speaker.as_deref(),
        key: key_of(quote),
        role: quote.speaker_role.as_deref(),
        affiliation: quote.speaker_affiliation.as_deref(),
        kind: quote.kind,
        function: quote.function,
        speech: quote.is_speech,
        confidence: quote.confidence,
        sure: quote.speaker_confidence,
        evidence: quote.evidence,
        nested_in: quote.nested_in.as_deref(),
        notes: &quote.notes,
        worth: quote.check_worthiness,
        words: quote.words,
    }
}

fn claim(claim: &ClaimRecord) -> Claim<'_> {
    Claim {
        id: &claim.id,
        span: claim.span,
        rule: &claim.rule,
        verdict: claim.verdict,
        speaker: claim.speaker.as_deref(),
        voice: claim.voice,
        working: &claim.working,
        figures: &claim.figures,
        sources: &claim.sources,
        quote: claim.quote.as_deref(),
    }
}
