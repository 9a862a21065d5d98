//! `dixit`: who said what, and does it hold up.

pub mod attribution;
pub mod batch;
pub mod claims;
pub mod config;
pub mod document;
pub mod error;
pub mod eval;
pub mod input;
pub mod output;
pub mod pipeline;
pub mod quotation;
pub mod records;
pub mod resolution;
pub mod scan;
pub mod segmentation;
pub mod span;
