//! [`Constructs`]: recall by the constructs that other tools were measured by,
//! so that their columns can stand beside ours. A quotation may be in several rows.
//!
//! Peers were measured with double marks alone: ''doubled'' single ones, which the
//! figures take for marks too, do not make a quotation a quoted one here.

use std::fmt;

use serde_json::{Value, json};

use super::article::Text;
use super::classes::Cue;
use super::gold::GoldQuote;
use super::matching::{Outcome, Side};
use super::tally::Found;

#[derive(Clone, Debug)]
pub(super) struct Constructs([Found; ROWS.len()]);

/// What a row asks of a quotation.
struct Look {
    quoted: bool,
    cue: Cue,
    spans: usize,
    sentences: usize,
    tokens: usize,
}

type Row = (&'static str, fn(&Look) -> bool);

const ROWS: [Row; 15] = [
    ("quoted, say or said", |q| q.quoted && q.cue == Cue::Say),
    ("quoted, tell or told", |q| q.quoted && q.cue == Cue::Tell),
    ("quoted, one other cue word", |q| {
        q.quoted && q.cue == Cue::OneWord
    }),
    ("quoted, multiword cue", |q| {
        q.quoted && q.cue == Cue::SeveralWords
    }),
    ("quoted, colon or dash", |q| q.quoted && q.cue == Cue::Mark),
    ("quoted, 2 spans", |q| q.quoted && q.spans == 2),
    ("quoted, 4 or more sentences", |q| {
        q.quoted && q.sentences >= 4
    }),
    ("quoted, 1 to 3 tokens", |q| q.quoted && q.tokens <= 3),
    ("indirect, say or said", |q| !q.quoted && q.cue == Cue::Say),
    ("indirect, tell or told", |q| {
        !q.quoted && q.cue == Cue::Tell
    }),
    ("indirect, according to", |q| {
        !q.quoted && q.cue == Cue::According
    }),
    ("indirect, one other cue word", |q| {
        !q.quoted && q.cue == Cue::OneWord
    }),
    ("indirect, multiword cue", |q| {
        !q.quoted && q.cue == Cue::SeveralWords
    }),
    ("indirect, colon or dash", |q| {
        !q.quoted && q.cue == Cue::Mark
    }),
    ("indirect, 1 to 3 tokens", |q| !q.quoted && q.tokens <= 3),
];

impl Default for Constructs {
    fn default() -> Self {
        Self([Found::default(); ROWS.len()])
    }
}

impl Constructs {
    pub(super) fn add(&mut self, text: &Text, side: &Side<&GoldQuote>, outcome: &Outcome) {
        let look = Look {
            quoted: text.in_double_marks(&side.quote.content),
            cue: Cue::of(text, side.quote),
            spans: side.quote.content.len(),
            sentences: sentences(text, side.quote),
            tokens: side.tokens.len(),
        };
        for ((_, holds), found) in ROWS.iter().zip(&mut self.0) {
            if holds(&look) {
                found.add(outcome);
            }
        }
    }

    pub(super) fn to_json(&self) -> Value {
        let rows = ROWS.iter().zip(&self.0);
        rows.map(|((name, _), found)| found.to_json(json!({ "construct": name })))
            .collect()
    }
}

impl fmt::Display for Constructs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Found::head(f, "by construct")?;
        let mut rows = ROWS.iter().zip(&self.0);
        rows.try_for_each(|((name, _), found)| found.row(f, name))
    }
}

/// Full stops and their like before white space or the content's end; a part's end
/// alone ends no sentence, as in “A,” he said. “B.”
fn sentences(text: &Text, quote: &GoldQuote) -> usize {
    let content: String = quote.content.iter().map(|span| text.slice(*span)).collect();
    let ends = content.match_indices(['.', '!', '?']).filter(|(at, _)| {
        let after = content[at + 1..].trim_start_matches(['"', '”', '’', '\'']);
        after.is_empty() || after.starts_with(char::is_whitespace)
    });
    ends.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted_by_their_ends() {
        let count = |words: &str, content: &[[usize; 2]]| {
            let quote = GoldQuote {
                content: content.to_vec(),
                source: Vec::new(),
                cue: Vec::new(),
                speaker: None,
                aliases: Vec::new(),
            };
            sentences(&Text::new(words), &quote)
        };
        assert_eq!(count("“We go. Now!”", &[[0, 13]]), 2);
        assert_eq!(count("$1.5 million", &[[0, 12]]), 0);
        assert_eq!(count("“A,” he said. “B. C.”", &[[0, 4], [14, 21]]), 2);
    }
}
