//! `dixit`: who said what, and does it hold up.

pub mod attribution;
pub mod claims;
pub mod document;
pub mod pipeline;
pub mod quotation;
pub mod resolution;
pub mod scan;
pub mod segmentation;
pub mod span;
