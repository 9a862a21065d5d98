//! Records: what leaves the crate, and the only definition of every column.
//!
//! An [`ArticleRecord`] is made once a document, by the worker that annotated
//! it: here alone byte offsets become code points and spans become words. The
//! [`rows`] of the tables are cut from it.

mod article;
mod build;
mod cell;
mod confident;
mod counting;
mod failure;
mod id;
mod kept;
mod labels;
mod meta;
mod offsets;
mod points;
mod quantities;
mod row;
pub mod rows;
mod speakers;
#[cfg(test)]
mod tests;
mod to_check;
mod wording;
mod words;

/// A text of a record: a name or an id is held in place, and a long one is shared, not copied.
pub use smol_str::SmolStr as Text;

pub use article::{ArticleRecord, ClaimRecord, Parts, QuoteRecord, SpeakerRecord};
pub(crate) use cell::{cell, holds_any, is_trimmed};
pub use failure::{Failure, Stage};
pub use meta::{MetaCell, MetaColumns};
pub use points::Points;
pub use quantities::{Listed, QuantityRecord};
pub use row::{Cell, Line, Plain, Row, Take};
pub(crate) use row::{Value, row};
pub use speakers::Speakers;
pub use to_check::{ToCheck, ToCheckRow};
pub use words::Words;
