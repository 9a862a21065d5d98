//! A Factiva text file: each part of an article begins with its code, `HD` the headline, `LP` and `TD` its text.

use std::sync::LazyLock;

use super::{Clipping, Label, labels};

static CODES: LazyLock<Vec<Label>> = LazyLock::new(|| labels(include_str!("factiva.txt")));

/// The articles; `None` if the text has no headline with a text under these codes.
pub(super) fn read(text: &str) -> Option<Vec<Clipping>> {
    let has = |wanted: &str| {
        text.lines()
            .any(|line| code(line).is_some_and(|(code, _)| code.name == wanted))
    };
    if !has("HD") || !(has("LP") || has("TD")) {
        return None;
    }
    let mut clippings = Vec::new();
    let mut clipping = Clipping::default();
    let mut part: Option<(&Label, String)> = None;
    for line in text.lines() {
        let Some((code, value)) = code(line) else {
            if let Some((_, words)) = &mut part {
                words.push_str(line);
                words.push('\n');
            }
            continue;
        };
        close(&mut clipping, part.take());
        let again = code.name == "HD" && clipping.metadata.title.is_some();
        if again || clipping.id.is_some() {
            clippings.push(std::mem::take(&mut clipping).finish());
        }
        part = Some((code, format!("{value}\n")));
    }
    close(&mut clipping, part);
    if !clipping.text.is_empty() || clipping.metadata.title.is_some() {
        clippings.push(clipping.finish());
    }
    Some(clippings)
}

fn close(clipping: &mut Clipping, part: Option<(&Label, String)>) {
    match part {
        Some((code, words)) if code.role == "text" => clipping.add(&words),
        Some((code, words)) if code.role == "id" => {
            clipping.take("id", words.trim().trim_start_matches("Document "))
        }
        Some((code, words)) => clipping.take(code.role, &words),
        None => {}
    }
}

/// The code that a line begins with, and what follows on it.
fn code(line: &str) -> Option<(&'static Label, &str)> {
    let line = line.trim_end();
    let end = line
        .find(|sign: char| !sign.is_ascii_uppercase())
        .unwrap_or(line.len());
    let (name, rest) = line.split_at(end);
    let parted = rest.is_empty() || rest.starts_with("  ") || rest.starts_with('\t');
    let code = CODES.iter().find(|code| parted && code.name == name)?;
    Some((code, rest.trim()))
}
