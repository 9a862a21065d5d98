//! Evaluation: predicted quotations against gold ones, article by article.
//!
//! The measure is that of PolNeAR's users: a prediction pairs with at most one
//! gold quotation, by greatest token Jaccard of their contents; *half* is a
//! pair of at least 0.5, *exact* one of equal token sets, *e2e* a half pair
//! whose source is right too. `quoted` repeats the figures over direct and
//! mixed quotations alone, whose kind is told alike for both sides from the
//! marks in the text. Offsets are code points here: gold comes from outside.

mod article;
mod breakdown;
mod calibration;
mod classes;
mod constructs;
mod extras;
mod faults;
mod figures;
mod gold;
mod matching;
mod report;
mod source;
mod tally;
#[cfg(test)]
mod tests;
mod worth;

pub use extras::Extras;
pub use figures::{Figures, Scope};
pub use gold::{EvalError, Gold, GoldQuote, PredictedQuote, Predictions};
pub use report::Report;
pub use worth::{WorthFigures, WorthGold};
