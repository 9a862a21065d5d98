//! What was found in a text, for tools that show it there: each format a [`super::Sink`].
//!
//! All count code points in the article's text, as records do.

mod brat;
mod label_studio;
mod web;

pub use brat::Brat;
pub use label_studio::LabelStudio;
pub use web::WebAnnotations;
