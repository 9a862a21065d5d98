//! A Nexis text file: outlet, date and title in lines of their own, labelled lines, the text, labelled lines.

use std::sync::LazyLock;

use super::{Clipping, Label, is_date, labels};

static LABELS: LazyLock<Vec<Label>> = LazyLock::new(|| labels(include_str!("nexis.txt")));

/// The articles; `None` if the text has neither a document's mark nor a label that no article has.
pub(super) fn read(text: &str) -> Option<Vec<Clipping>> {
    let sure = |line: &str| {
        label(line).is_some_and(|(label, value)| label.flags.contains("sure") && fits(label, value))
    };
    let marked = text.lines().any(is_mark);
    if !marked && !text.lines().any(sure) {
        return None;
    }
    let mut clippings = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if is_mark(line) || is_end(line) {
            clippings.extend(clipping(&lines, marked));
            lines.clear();
        } else {
            lines.push(line);
        }
    }
    clippings.extend(clipping(&lines, marked));
    Some(clippings)
}

/// "1 of 2 DOCUMENTS"
fn is_mark(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = |word: Option<&str>| {
        word.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    number(words.next())
        && words.next() == Some("of")
        && number(words.next())
        && words
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case("documents"))
        && words.next().is_none()
}

fn is_end(line: &str) -> bool {
    line.trim() == "End of Document"
}

/// The label a line begins with, and what follows on it.
fn label(line: &str) -> Option<(&'static Label, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let label = LABELS
        .iter()
        .find(|label| label.name.eq_ignore_ascii_case(name))?;
    // "language: a tool" is a sentence's; a label is in capitals, or has one where each word begins.
    let dressed = name
        .split('-')
        .all(|part| part.starts_with(|first: char| first.is_ascii_uppercase()));
    dressed.then_some((label, value.trim()))
}

/// "LENGTH: 12 metres" is no label of an archive's, and only an address is one.
fn fits(label: &Label, value: &str) -> bool {
    match label.role {
        "length" => value.ends_with("words"),
        "load_date" => is_date(value),
        _ => true,
    }
}

/// The article in these lines, if they hold one; `marked`: it begins where they do, with its head.
fn clipping(lines: &[&str], marked: bool) -> Option<Clipping> {
    let mut clipping = Clipping::default();
    let paragraphs = lines
        .split(|line| line.trim().is_empty())
        .filter(|lines| !lines.is_empty());
    let paragraphs: Vec<&[&str]> = paragraphs.collect();
    let labelled = |lines: &&[&str]| lines.iter().any(|line| label(line).is_some());
    let head = paragraphs.iter().position(labelled).unwrap_or(0);
    let (mut before, rest) = paragraphs.split_at(head);
    if marked
        || before
            .iter()
            .any(|lines| lines.iter().any(|line| is_date(line.trim())))
    {
        head_of(before, &mut clipping);
        before = &[];
    }
    for lines in before.iter().chain(rest) {
        read_paragraph(lines, &mut clipping);
    }
    let is_one = !clipping.text.is_empty() || clipping.metadata.title.is_some();
    is_one.then(|| clipping.finish())
}

/// Outlet, date, title: the lines before the first label, but for the rights.
fn head_of(paragraphs: &[&[&str]], clipping: &mut Clipping) {
    let words = |lines: &&[&str]| lines.join(" ").trim().to_owned();
    let lines: Vec<String> = paragraphs
        .iter()
        .map(words)
        .filter(|line| !is_of_rights(line))
        .collect();
    let Some(date) = lines.iter().position(|line| is_date(line)) else {
        for (role, line) in ["outlet", "title"].iter().zip(&lines) {
            clipping.take(role, line);
        }
        return;
    };
    clipping.take("date", &lines[date]);
    // Nexis Uni has the title before the outlet, and nothing behind the date.
    let (outlet, title) = match (&lines[..date], &lines[date + 1..]) {
        ([title, outlet, ..], []) => (Some(outlet), Some(title)),
        (before, after) => (before.first(), after.last()),
    };
    clipping.take("outlet", outlet.map_or("", String::as_str));
    clipping.take("title", title.map_or("", String::as_str));
}

/// A paragraph of text, or of labels with their values.
fn read_paragraph(lines: &[&str], clipping: &mut Clipping) {
    let mut at = 0;
    while let Some((label, value)) = lines.get(at).and_then(|line| label(line)) {
        at += 1;
        if label.role == "text" {
            return clipping.add(&[&[value], &lines[at..]].concat().join("\n"));
        }
        let mut words = value.to_owned();
        let goes_on = |line: &&&str| !label.flags.contains("line") && self::label(line).is_none();
        while let Some(line) = lines.get(at).filter(goes_on) {
            words = format!("{words} {line}");
            at += 1;
        }
        clipping.take(label.role, &words);
    }
    let rest = &lines[at..];
    if rest != ["Body"] && !rest.first().is_some_and(|line| is_of_rights(line)) {
        clipping.add(&rest.join("\n"));
    }
}

/// "Copyright 2026 Northern Echo", "All Rights Reserved"
fn is_of_rights(line: &str) -> bool {
    let owner = line.trim().strip_prefix("Copyright ");
    owner.is_some_and(|owner| {
        owner.starts_with(|first: char| first.is_ascii_digit() || first == '©' || first == '(')
    }) || line.trim_end_matches('.').ends_with("All Rights Reserved")
}
