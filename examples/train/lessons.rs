//! Lessons: sentences of our own for what the training articles have too little of.
//!
//! `lessons.txt` has one a line, its spans between braces: `{s:Ann Lee} {c:said} {q:it was late}`; a number behind the
//! letter tells several quotations of one lesson apart, and `{s1,2:Ann Lee}` is the source of both.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// So many make one article.
const TOGETHER: usize = 5;
/// What they stand under: the first paragraph could be a title.
const TITLE: &str = "Notes of the day";

/// Records like those of the training articles.
pub(crate) fn records(lessons: &str) -> Result<Vec<String>> {
    let lines = lessons.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let lines: Vec<(usize, &str)> = lines.collect();
    lines.chunks(TOGETHER).map(record).collect()
}

fn record(lines: &[(usize, &str)]) -> Result<String> {
    let mut text = TITLE.to_owned();
    let mut quotes: Vec<Value> = Vec::new();
    for (number, line) in lines {
        text.push_str("\n\n");
        read(line, &mut text, &mut quotes)
            .with_context(|| format!("lesson in line {}", number + 1))?;
    }
    Ok(json!({ "text": text, "quotes": quotes }).to_string())
}

/// Appends one lesson's words to `text`, and what is marked in it to `quotes`.
fn read(line: &str, text: &mut String, quotes: &mut Vec<Value>) -> Result<()> {
    let first = quotes.len();
    let mut names: Vec<&str> = Vec::new();
    let mut rest = line;
    while let Some((plain, marked)) = rest.split_once('{') {
        text.push_str(plain);
        let (marked, behind) = marked.split_once('}').context("a brace is open")?;
        let (name, words) = marked.split_once(':').context("a span has no colon")?;
        let (part, numbers) = name.split_at(1);
        let part = match part {
            "s" => "source",
            "c" => "cue",
            "q" => "content",
            _ => bail!("a span is called {name}"),
        };
        let start = text.chars().count();
        text.push_str(words);
        let span = json!([start, text.chars().count()]);
        for number in numbers.split(',') {
            let place = names.iter().position(|known| *known == number);
            let place = place.unwrap_or_else(|| {
                names.push(number);
                quotes.push(json!({ "content": [], "source": [], "cue": [] }));
                names.len() - 1
            });
            let spans = quotes[first + place][part].as_array_mut();
            spans.context("no list")?.push(span.clone());
        }
        rest = behind;
    }
    text.push_str(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_offsets_in_code_points() {
        let line = "{s1:Zoë} {c1:said} {q1:it was late}, and {s2:Li} {c2:agreed}.";
        let records = records(&format!("# two\n{line}\n")).unwrap_or_default();
        let record: Value = serde_json::from_str(&records[0]).unwrap_or_default();
        let title = TITLE.len() as u64 + 2;
        assert_eq!(record["quotes"][0]["source"], json!([[title, title + 3]]));
        assert_eq!(
            record["quotes"][0]["content"],
            json!([[title + 9, title + 20]])
        );
        assert_eq!(
            record["quotes"][1]["cue"],
            json!([[title + 29, title + 35]])
        );
    }
}
