//! [`ArticleRecord`]: all that was found in one article, in the names and offsets
//! the outside sees. It is a line of `articles.jsonl`, and every table row is cut from it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use smallvec::SmallVec;

use super::kept::{self, Label};
use super::quantities::QuantityRecord;
use super::{Text, Words};

/// Offsets are code points, half-open.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ArticleRecord {
    pub id: String,
    pub path: String,
    pub title: Option<String>,
    pub author: Option<String>,
    pub date: Option<String>,
    /// What day that is, in ISO 8601: a month or a year where no more is told.
    #[serde(default)] // Files of earlier runs have none.
    pub date_iso: Option<Text>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    /// Length of the text in code points.
    pub characters: u32,
    pub quotes: Vec<QuoteRecord>,
    pub claims: Vec<ClaimRecord>,
    pub speakers: Vec<SpeakerRecord>,
    pub paragraphs: u32,
    /// Written by `--emit sentences`, in a file of their own.
    #[serde(skip)]
    pub sentences: Vec<[u32; 2]>,
    /// The text that the offsets count in, where it is asked for.
    #[serde(skip)]
    pub text: String,
    /// How check-worthy each sentence is; written beside them.
    #[serde(skip)]
    pub worth: Vec<f32>,
    /// What befell the document on its way: a changed id.
    pub notes: Vec<String>,
    /// The input's other fields, untouched.
    pub meta: Map<String, Value>,
}

/// Where the parts of something stand: of most, one.
pub type Parts = SmallVec<[[u32; 2]; 2]>;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuoteRecord {
    pub id: Text,
    pub content: Parts,
    pub source: Parts,
    pub cue: Parts,
    pub speaker: Option<Text>,
    pub speaker_id: Option<Text>,
    pub speaker_role: Option<Text>,
    pub speaker_affiliation: Option<Text>,
    #[serde(deserialize_with = "kept::label")]
    pub speaker_kind: Label,
    #[serde(deserialize_with = "kept::label")]
    pub kind: Label,
    #[serde(deserialize_with = "kept::label")]
    pub function: Label,
    pub is_speech: bool,
    pub confidence: f32,
    /// How likely the speaker is the one meant, if source and quotation are right; 0 where there is none.
    #[serde(default)] // Files of earlier runs have none.
    pub speaker_confidence: f32,
    #[serde(deserialize_with = "kept::label")]
    pub evidence: Label,
    /// The id of the quotation this one stands in.
    pub nested_in: Option<Text>,
    #[serde(deserialize_with = "kept::labels")]
    pub notes: Vec<Label>,
    /// The rules of the claims made in it, and what each found.
    pub flags: Vec<String>,
    #[serde(deserialize_with = "kept::labels")]
    pub verdicts: Vec<Label>,
    /// The greatest score of its sentences, from 0 to 1.
    pub check_worthiness: f32,
    pub quote: Words,
    pub words: u32,
    /// Counted from one, as are paragraphs; 0 where there is none.
    pub sentence: u32,
    pub paragraph: u32,
    #[serde(skip)]
    pub source_words: Words,
    #[serde(skip)]
    pub cue_words: Words,
    #[serde(skip)]
    pub context: Words,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClaimRecord {
    pub id: Text,
    pub span: [u32; 2],
    pub rule: String,
    #[serde(deserialize_with = "kept::label")]
    pub verdict: Label,
    /// Who makes the claim; the author, where known, if it is not quoted.
    pub speaker: Option<Text>,
    /// `quotation` or `author`.
    #[serde(deserialize_with = "kept::label")]
    pub voice: Label,
    pub working: String,
    /// Its sentence's score, from 0 to 1.
    pub check_worthiness: f32,
    pub figures: Vec<String>,
    /// Where those are published.
    pub sources: Vec<String>,
    /// The id of the quotation that holds it.
    pub quote: Option<Text>,
    /// The id of the claim it speaks of, or of the quotation.
    pub concerns: Option<Text>,
    /// How many tell it on: 0 the author alone, 1 a speaker, 2 a speaker who has it from another.
    pub hearsay: u32,
    /// The numbers in it, read.
    pub quantities: Vec<QuantityRecord>,
    pub claim: String,
    pub sentence: u32,
    pub paragraph: u32,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpeakerRecord {
    pub name: Text,
    /// Of the people file, or the same wherever the name is; none for those without a name.
    pub id: Option<Text>,
    pub role: Option<Text>,
    pub affiliation: Option<Text>,
    #[serde(deserialize_with = "kept::label")]
    pub kind: Label,
    pub mentions: Vec<[u32; 2]>,
}
