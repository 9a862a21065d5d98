//! [`ClaimReviews`]: `claimreview.jsonld`, a JSON-LD array with a schema.org ClaimReview a claim.
//!
//! Claims that nobody could check (predictions, promises, opinions, invective) are left out. The
//! required and recommended fields are those of Google's guide to fact-check markup; the review's
//! page and its date are its publisher's to fill in, so `url` is a URN of the claim's id.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::{OutputFile, Sink, Whole, Written};
use crate::error::Error;
use crate::records::{ArticleRecord, ClaimRecord, QuoteRecord};

/// How each verdict is rated, from 1 to 5 where it says anything of the truth. What agrees with a
/// reference is not thereby true: hence no 5. Verdicts that are not here get no review.
const RATINGS: [(&str, Option<u8>, &str); 6] = [
    ("contradicted", Some(1), "Contradicted"),
    ("doubtful", Some(2), "Doubtful"),
    ("consistent", Some(4), "Consistent with the reference"),
    ("undetermined", None, "Undetermined"),
    ("incomplete", None, "Incomplete"),
    ("check", None, "Worth a check"),
];

/// The schema.org type of each kind of speaker: a claim's author is one of the two.
const AUTHORS: [(&str, &str); 6] = [
    ("person", "Person"),
    ("organisation", "Organization"),
    ("document", "Organization"),
    ("group", "Organization"),
    ("unnamed", "Person"),
    ("unknown", "Person"),
];

/// `claimreview.jsonld`.
#[derive(Debug)]
pub struct ClaimReviews {
    file: OutputFile,
    /// The review under way, and what parts it from the one before.
    line: Vec<u8>,
    is_first: bool,
}

impl ClaimReviews {
    pub fn create(directory: &Path) -> Result<Self, Error> {
        Ok(Self {
            file: OutputFile::create(directory, "claimreview.jsonld")?,
            line: Vec::new(),
            is_first: true,
        })
    }

    fn write(&mut self, review: &ClaimReview) -> Result<(), Error> {
        self.line.clear();
        self.line
            .extend(if self.is_first { b"[\n" } else { b",\n" });
        self.is_first = false;
        let written = serde_json::to_writer(&mut self.line, review);
        written.map_err(|error| self.file.failed(error))?;
        self.put()
    }

    fn put(&mut self) -> Result<(), Error> {
        let written = self.file.write_all(&self.line);
        written.map_err(|error| self.file.failed(error))
    }
}

impl Sink for ClaimReviews {
    fn article(&mut self, article: &ArticleRecord) -> Result<(), Error> {
        if article.claims.is_empty() {
            return Ok(());
        }
        let by_id = article.quotes.iter().map(|quote| (&*quote.id, quote));
        let quotes: HashMap<&str, &QuoteRecord> = by_id.collect();
        for claim in &article.claims {
            let quote = claim.quote.as_deref().and_then(|id| quotes.get(id));
            if let Some(review) = ClaimReview::of(article, claim, quote.copied()) {
                self.write(&review)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _whole: &Whole<'_>) -> Result<Vec<Written>, Error> {
        self.line = if self.is_first { "[]\n" } else { "\n]\n" }.into();
        self.put()?;
        Ok(vec![self.file.close()?])
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ClaimReview<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
    claim_reviewed: &'a str,
    author: Agent<'a>,
    /// The rule's id.
    review_aspect: &'a str,
    /// The working.
    review_body: &'a str,
    review_rating: Rating,
    /// Where the figures are published that it was held against.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    citation: &'a [String],
    item_reviewed: Claim<'a>,
}

/// A person or an organisation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Agent<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rating {
    #[serde(rename = "@type")]
    kind: &'static str,
    alternate_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rating_value: Option<u8>,
    best_rating: u8,
    worst_rating: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Claim<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    appearance: Article<'a>,
}

/// Where the claim was made.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent<'a>>,
}

impl<'a> ClaimReview<'a> {
    /// `quote`: the one that holds the claim. `None` for what cannot be checked.
    fn of(
        article: &'a ArticleRecord,
        claim: &'a ClaimRecord,
        quote: Option<&'a QuoteRecord>,
    ) -> Option<Self> {
        let rating = RATINGS.iter().find(|(name, ..)| *name == claim.verdict);
        let (_, rating_value, alternate_name) = *rating?;
        let date_published = article.date_iso.as_deref().and_then(date);
        Some(Self {
            context: "https://schema.org",
            kind: "ClaimReview",
            url: format!("urn:dixit:{}", claim.id),
            claim_reviewed: &claim.claim,
            author: Agent::new("Organization", concat!("dixit ", env!("CARGO_PKG_VERSION"))),
            review_aspect: &claim.rule,
            review_body: &claim.working,
            review_rating: Rating {
                kind: "Rating",
                alternate_name,
                rating_value,
                best_rating: 5,
                worst_rating: 1,
            },
            citation: &claim.sources,
            item_reviewed: Claim {
                kind: "Claim",
                author: author(claim, quote),
                date_published,
                appearance: Article {
                    kind: "NewsArticle",
                    identifier: &article.id,
                    url: article.url.as_deref(),
                    headline: article.title.as_deref(),
                    date_published,
                    author: named("Person", article.author.as_deref()),
                    publisher: named("Organization", article.outlet.as_deref()),
                },
            },
        })
    }
}

impl<'a> Agent<'a> {
    fn new(kind: &'static str, name: &'a str) -> Self {
        Self {
            kind,
            name,
            same_as: None,
        }
    }
}

fn named<'a>(kind: &'static str, name: Option<&'a str>) -> Option<Agent<'a>> {
    name.map(|name| Agent::new(kind, name))
}

/// Who makes the claim, if it is known: a speaker with an id of Wikidata's is linked to it.
fn author<'a>(claim: &'a ClaimRecord, quote: Option<&'a QuoteRecord>) -> Option<Agent<'a>> {
    let kind = AUTHORS
        .iter()
        .find(|(kind, _)| quote.is_some_and(|quote| quote.speaker_kind == *kind));
    let name = claim.speaker.as_deref()?;
    let id = quote.and_then(|quote| quote.speaker_id.as_deref());
    let is_wikidata = |id: &&str| {
        let digits = id.strip_prefix('Q').unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let entity = id.filter(is_wikidata);
    Some(Agent {
        same_as: entity.map(|id| format!("https://www.wikidata.org/entity/{id}")),
        ..Agent::new(kind.map_or("Person", |(_, kind)| *kind), name)
    })
}

/// The date, if it is a day.
fn date(text: &str) -> Option<&str> {
    Some(text).filter(|text| text.len() == 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Verdict;

    #[test]
    fn every_verdict_is_rated_but_what_cannot_be_checked() {
        for (verdict, name) in Verdict::NAMES {
            let is_rated = RATINGS.iter().any(|(rated, ..)| *rated == name);
            assert_eq!(is_rated, verdict != Verdict::NotCheckable, "{name}");
        }
    }
}
