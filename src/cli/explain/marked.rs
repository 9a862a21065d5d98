//! The article's text, its quotations coloured by speaker, or between plain marks.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use dixit::span::Span;

use super::{Case, harmless};

/// Told apart on dark and light ground alike.
const COLOURS: [AnsiColor; 6] = [
    AnsiColor::Green,
    AnsiColor::Blue,
    AnsiColor::Magenta,
    AnsiColor::Cyan,
    AnsiColor::Red,
    AnsiColor::Yellow,
];

/// A stretch of the text that is marked.
struct Mark {
    span: Span,
    quotation: usize,
    /// The quotation's first stretch, which bears its number.
    first: bool,
}

pub(super) fn write(out: &mut impl Write, case: &Case, coloured: bool) -> io::Result<()> {
    let record = &case.record;
    let title = record.title.as_deref().unwrap_or_default();
    writeln!(out, "{}  {}\n", harmless(&record.id), harmless(title))?;
    let marks = marks(case);
    match coloured {
        true => out.write_all(in_colour(case, &marks).as_bytes())?,
        false => out.write_all(between_marks(case, &marks).as_bytes())?,
    }
    writeln!(out)?;
    legend(out, case)
}

fn marks(case: &Case) -> Vec<Mark> {
    let quotations = case.annotation.quotations.iter().enumerate();
    let mut marks: Vec<Mark> = quotations
        .flat_map(|(quotation, found)| {
            let spans = found.contents.iter().enumerate();
            spans.map(move |(part, span)| Mark {
                span: *span,
                quotation,
                first: part == 0,
            })
        })
        .collect();
    // Outer ones open first.
    marks.sort_by_key(|mark| (mark.span.start(), usize::MAX - mark.span.end()));
    marks
}

/// Who says it, by place among the speakers, has a colour; the unknown are bold.
fn style(case: &Case, quotation: usize) -> Style {
    let speaker = case.annotation.resolution.of_quotation.get(quotation);
    match speaker.copied().flatten() {
        Some(speaker) => Style::new().fg_color(Some(COLOURS[speaker % COLOURS.len()].into())),
        None if case.annotation.quotations[quotation].is_speech() => Style::new().bold(),
        None => Style::new().italic(),
    }
}

/// Contents in colour, sources and cues underlined, numbers before each quotation.
fn in_colour(case: &Case, marks: &[Mark]) -> String {
    let text = &case.document.text;
    let quotations = &case.annotation.quotations;
    let underlined: Vec<Span> = quotations
        .iter()
        .flat_map(|quotation| quotation.source.iter().chain(&quotation.cue).copied())
        .collect();
    let spans = marks.iter().map(|mark| mark.span);
    let mut edges: Vec<usize> = spans
        .chain(underlined.iter().copied())
        .flat_map(|span| [span.start(), span.end()])
        .chain([0, text.len()])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut shown = String::with_capacity(2 * text.len());
    for pair in edges.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        for mark in marks.iter().filter(|mark| mark.first) {
            if mark.span.start() == span.start() {
                let _ = write!(shown, "{}", number(case, mark.quotation));
            }
        }
        // The last that holds it is the innermost.
        let holds = |mark: &&Mark| mark.span.contains(span);
        let innermost = marks.iter().rev().find(holds);
        let mut look = innermost.map_or_else(Style::new, |mark| style(case, mark.quotation));
        if underlined.iter().any(|words| words.contains(span)) {
            look = look.underline();
        }
        let _ = write!(shown, "{look}{}{look:#}", harmless(span.of(text)));
    }
    shown
}

fn number(case: &Case, quotation: usize) -> String {
    let look = style(case, quotation).bold().invert();
    format!("{look}{}{look:#} ", quotation + 1)
}

/// `[N: …]` around each stretch; a later one of the same quotation is `[N: …]` again.
fn between_marks(case: &Case, marks: &[Mark]) -> String {
    let text = &case.document.text;
    let mut edges: Vec<(usize, bool, usize)> = marks
        .iter()
        .flat_map(|mark| {
            let (start, end) = (mark.span.start(), mark.span.end());
            [(start, true, mark.quotation), (end, false, mark.quotation)]
        })
        .collect();
    // Where one ends as another begins, it closes first; the sort keeps outer ones outside.
    edges.sort_by_key(|(at, opens, _)| (*at, *opens));
    let mut shown = String::with_capacity(text.len() + 8 * edges.len());
    let mut from = 0;
    for (at, opens, quotation) in edges {
        shown.push_str(&harmless(Span::new(from, at).of(text)));
        match opens {
            true => {
                let _ = write!(shown, "[{}: ", quotation + 1);
            }
            false => shown.push(']'),
        }
        from = at;
    }
    shown.push_str(&harmless(Span::new(from, text.len()).of(text)));
    shown
}

/// Every speaker with the numbers of their quotations.
fn legend(out: &mut impl Write, case: &Case) -> io::Result<()> {
    let resolution = &case.annotation.resolution;
    let speech = |quotation: &usize| case.annotation.quotations[*quotation].is_speech();
    let list = |speaker: Option<usize>| {
        let places = resolution.of_quotation.iter().enumerate();
        let own = places.filter(|(at, of)| **of == speaker && speech(at));
        let numbers: Vec<String> = own.map(|(at, _)| (at + 1).to_string()).collect();
        numbers.join(", ")
    };
    for (at, speaker) in resolution.speakers.iter().enumerate() {
        let numbers = list(Some(at));
        if numbers.is_empty() {
            continue;
        }
        let look = Style::new().fg_color(Some(COLOURS[at % COLOURS.len()].into()));
        let name = harmless(&speaker.name);
        writeln!(out, "{look}{name}{look:#}: {numbers}")?;
    }
    let unknown = list(None);
    if !unknown.is_empty() {
        let look = Style::new().bold();
        writeln!(out, "{look}speaker unknown{look:#}: {unknown}")?;
    }
    Ok(())
}
