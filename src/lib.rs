//! `dixit`: who said what, and does it hold up.
//!
//! Finds the quotations in news articles, says whose they are, flags claims that
//! can be checked, and does so in batch: articles in, tables out, offline.
//!
//! ```
//! use dixit::{ArticleRecord, Document, Pipeline};
//!
//! let pipeline = Pipeline::default(); // reads lexicons and rules: once a process
//! let document = Document::from_text("demo", "“We are ready,” said Ann Lee.");
//! let article = ArticleRecord::new(&document, &pipeline.annotate(&document));
//! for quote in &article.quotes {
//!     println!("{:?}: {}", quote.speaker, quote.quote);
//! }
//! ```
//!
//! # The way of the data
//!
//! ```text
//!  files, folders, -
//!        │  input         Reader: one Source → Documents
//!        ▼
//!    Document             text never altered, Metadata
//!        │  segmentation  segment(&Document)
//!        ▼
//!   Segmentation          Paragraphs, Sentences, Tokens, Furniture
//!        │  tagging       Tagger: each token's part of speech
//!        ▼
//!      Tags
//!        │  scan          Scanner: every word looked up in the lexicons
//!        ▼
//!      Scan               cues, mentions: proposals
//!        │  quotation     find(&Document, &Segmentation)
//!        ▼
//!    Quoted               what stands between marks
//!        │  attribution   attribute(…): structure decides
//!        ▼
//!   Quotation             contents, cue, source, evidence, confidence
//!        │  resolution    Resolver: learned weights, the people file
//!        ▼
//!   Resolution            Speakers, and whose each Quotation is
//!        │  claims        ClaimChecker: rules, reference figures
//!        ▼
//!     Claim               rule, verdict, working; Worth: what is worth a check
//!        │  pipeline      Pipeline::annotate: all of the above, in that order
//!        ▼
//!   Annotation
//!        │  records       byte offsets → code points, once; every column
//!        ▼
//!  ArticleRecord, rows
//!        │  groups        Groups: the same quotation across articles, where asked for
//!        ▼
//!  ArticleRecord, Grouped
//!        │  output        Sinks: complete files appear by renaming
//!        ▼
//!  tables (CSV, XLSX, Parquet)  errors.csv  articles.jsonl  annotations  run.json
//! ```
//!
//! A stage knows none that come after it, but for one: [`segmentation`] numbers a token's word by the vocabulary of all
//! lexicons, so that no later stage looks a word up again.
//!
//! [`batch`] runs that over many documents at a time and writes in document
//! order, with a journal from which a run that was stopped goes on; [`eval`]
//! compares what comes out with gold answers, [`suggestions`] says which of its
//! names may be one speaker's; [`config`] and [`error`] stand at the edge to the
//! command line.
//!
//! # Why it is laid out so
//!
//! - **No trait for the stages.** There is one implementation of each: a plain
//!   struct built once, or a function, with one typed step. Each step takes what
//!   the steps before it return, so that a wrong order does not compile.
//! - **Traits at the two ends only.** Formats are an open set:
//!   [`input::Reader`] and [`output::Sink`]. Everything between is closed, and
//!   its variants are enums.
//! - **Byte offsets inside, code points outside.** A [`span::Span`] indexes the
//!   untouched text in bytes, which slices for nothing; [`records`] converts,
//!   in one pass a document. Two conversions would be two chances to drift.
//! - **Spans, not copies.** No stage copies or normalises text: what was never
//!   altered needs no way back. Words are cut out in [`records`].
//! - **"Unattributed" is a value.** A quotation without a speaker, marks that are
//!   no speech, a claim that cannot be computed: rows with a reason, not gaps.
//! - **One bad document is one row.** Unreadable input and even a panic become a
//!   [`records::Failure`]; only what concerns the whole run is an [`error::Error`].
//! - **Words are data.** Lexicons and rules are files beside the stage that reads
//!   them, embedded in the binary: nothing to install, nothing to download.
//!
//! # What is promised
//!
//! What stands in this documentation follows semantic versions. Records, notes and
//! error kinds may gain fields and variants: they are `#[non_exhaustive]`. What
//! training and measuring need of the stages' insides is public to the examples and
//! hidden from here: it may change with any release.
//!
//! # Modules, in the order of the flow
//!
//! [`span`], [`dates`], [`document`] · [`error`], [`config`] · [`input`] ·
//! [`segmentation`] · [`tagging`] · [`scan`] · [`quotation`] · [`attribution`] ·
//! [`resolution`] · [`claims`] · [`pipeline`] · [`records`] · [`groups`] ·
//! [`output`] · [`batch`] · [`eval`] · [`suggestions`].

pub mod span;
mod bytes;
mod digest;
mod perfect;
pub mod dates;
pub mod document;
pub mod error;
pub mod config;
pub mod input;
mod vocabulary;
pub mod segmentation;
pub mod tagging;
pub mod scan;
pub mod quotation;
pub mod attribution;
pub mod resolution;
pub mod claims;
pub mod pipeline;
pub mod records;
pub mod groups;
pub mod output;
pub mod batch;
pub mod eval;
pub mod suggestions;

pub use document::Document;
pub use pipeline::{Annotation, Pipeline};
pub use records::ArticleRecord;

/// The examples in the README are compiled too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
