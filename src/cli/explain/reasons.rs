//! How one quotation was decided: what decided, what else was weighed, what would have changed it.

use std::io::{self, Write};

use dixit::attribution::{Considered, Fate, pattern};
use dixit::span::Span;

use super::{Case, harmless};

/// Options of less than this share are told only of a quotation that was asked for.
const SLIGHT: f32 = 0.02;
/// How many options, and how many rivals, are told unasked.
const FEW: usize = 3;
/// Letters of a content that are shown.
const SHOWN: usize = 70;

/// All about one quotation; everything that was weighed, if it is `asked` for.
pub(super) fn quotation(
    out: &mut impl Write,
    case: &Case,
    at: usize,
    asked: bool,
) -> io::Result<()> {
    let (quotation, record) = (&case.annotation.quotations[at], &case.record.quotes[at]);
    let speaker = record.speaker.as_deref().unwrap_or("speaker unknown");
    let what = match quotation.is_speech() {
        true => record.kind,
        false => record.function,
    };
    writeln!(
        out,
        "\n{}. {}: {}\n   {what}, confidence {:.2}, speaker {:.2}, {}",
        at + 1,
        harmless(speaker),
        harmless(&clipped(&record.quote, SHOWN)),
        record.confidence,
        record.speaker_confidence,
        record.id,
    )?;
    let meaning = pattern(record.evidence).unwrap_or("a pattern without a description");
    writeln!(out, "   decided by {}: {meaning}", record.evidence)?;
    let own = own(case, at);
    match own {
        Some(own) => own_reasons(out, case, own, asked)?,
        None => {
            if let Some(from) = quotation.carried_from {
                writeln!(out, "   its speaker is that of {}", from + 1)?;
            }
            let words = quotation.source.first();
            if let Some(words) = words.filter(|_| quotation.carried_from.is_none()) {
                writeln!(out, "   source {}", quoted(case, *words))?;
            }
        }
    }
    let extent = quotation.extent();
    let rivals = case.considered.iter().filter(|other| {
        other.extent().overlaps(extent) && own.is_none_or(|own| !std::ptr::eq(own, *other))
    });
    let mut rivals: Vec<&Considered> = rivals.collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score));
    let shown = if asked { rivals.len() } else { FEW };
    if !rivals.is_empty() {
        writeln!(out, "   also considered:")?;
    }
    for rival in rivals.iter().take(shown) {
        candidate(out, case, rival, "     ")?;
    }
    if rivals.len() > shown {
        writeln!(
            out,
            "     and {} more: --quote {}",
            rivals.len() - shown,
            at + 1
        )?;
    }
    would_change(out, case, own, &rivals)
}

/// The candidate that a quotation came from; none if a pattern took what was left.
fn own(case: &Case, at: usize) -> Option<&Considered> {
    let quotation = &case.annotation.quotations[at];
    let stands = |candidate: &&Considered| {
        matches!(candidate.fate, Fate::Stands { .. })
            && quotation.cue.first() == Some(&candidate.cue)
            && quotation.evidence == candidate.evidence
            && candidate.extent().overlaps(quotation.extent())
    };
    case.considered.iter().find(stands)
}

fn own_reasons(out: &mut impl Write, case: &Case, own: &Considered, asked: bool) -> io::Result<()> {
    writeln!(
        out,
        "   cue {} ({}, {}), before or behind it {}; score {:.2}",
        quoted(case, own.cue),
        own.class,
        own.mode,
        own.frame,
        own.score,
    )?;
    let few = |share: f32, at: usize| asked || at < FEW && share >= SLIGHT;
    if own.sources.is_empty() {
        let source = named(case, own.source);
        return writeln!(out, "   source {source} ({})", own.source_kind);
    }
    let sources = own.sources.iter().enumerate();
    let sources: Vec<String> = sources
        .filter(|(at, (_, share))| few(*share, *at))
        .map(|(_, (source, share))| format!("{} {share:.2}", named(case, *source)))
        .collect();
    writeln!(out, "   sources weighed: {}", sources.join(" · "))?;
    let readings = own.readings.iter().enumerate();
    for (at, (contents, share)) in readings.filter(|(at, (_, share))| few(*share, *at)) {
        let head = if at == 0 { "contents weighed:" } else { "" };
        writeln!(out, "   {head:17} {share:.2} {}", words(case, contents))?;
    }
    Ok(())
}

/// One candidate and what became of it.
fn candidate(
    out: &mut impl Write,
    case: &Case,
    other: &Considered,
    indent: &str,
) -> io::Result<()> {
    writeln!(
        out,
        "{indent}{:.2} {} by {} ({}, {}, {}): {}\n{indent}     {}",
        other.score,
        named(case, other.source),
        quoted(case, other.cue),
        other.class,
        other.mode,
        other.evidence,
        words(case, &other.contents),
        fate(case, other),
    )
}

fn fate(case: &Case, candidate: &Considered) -> String {
    match candidate.fate {
        Fate::Stands { .. } => "stands as a quotation of its own".to_owned(),
        Fate::Hopeless { bar } => {
            let short = bar - candidate.score;
            format!("not weighed: {short:.2} short of {bar:.2} as it was proposed")
        }
        Fate::Unlikely { bar } => {
            format!(
                "too unlikely: {:.2} short of {bar:.2}",
                bar - candidate.score
            )
        }
        Fate::Name => "what stands between the marks is a name".to_owned(),
        Fate::Pronoun => "it says a pronoun: what was said stands elsewhere".to_owned(),
        Fate::PartOfReport => "it tells where another report is from".to_owned(),
        Fate::Outranked { by, margin } => {
            let by = by.and_then(|by| case.considered.get(by));
            let by = by.map_or("another".to_owned(), |by| quoted(case, by.cue));
            format!("gives way to {by}, which wins by {margin:.2}")
        }
    }
}

/// The nearest things that would have made another decision.
fn would_change(
    out: &mut impl Write,
    case: &Case,
    own: Option<&Considered>,
    rivals: &[&Considered],
) -> io::Result<()> {
    let mut ways = Vec::new();
    if let Some(own) = own {
        if let Fate::Stands { bar } = own.fate {
            let spare = own.score - bar;
            ways.push(format!(
                "none by this cue, were its score under {bar:.2}: {spare:.2} less"
            ));
        }
        if let [(first, share), (second, next), ..] = own.sources.as_slice() {
            let (first, second) = (named(case, *first), named(case, *second));
            let lead = (share / next.max(f32::MIN_POSITIVE)).ln();
            ways.push(format!(
                "source {second}, were its sum {lead:.1} nearer to that of {first}"
            ));
        }
        if let [(_, share), (second, next), ..] = own.readings.as_slice() {
            let lead = (share / next.max(f32::MIN_POSITIVE)).ln();
            let second = words(case, second);
            ways.push(format!("content {second}, were its sum {lead:.1} higher"));
        }
    }
    let near =
        |rival: &&&Considered| !matches!(rival.fate, Fate::Stands { .. } | Fate::PartOfReport);
    if let Some(rival) = rivals.iter().find(near) {
        let (cue, source) = (quoted(case, rival.cue), named(case, rival.source));
        ways.push(match rival.fate {
            Fate::Outranked { margin, .. } => {
                format!("{source} by {cue}, were that lead of {margin:.2} made up")
            }
            Fate::Hopeless { bar } | Fate::Unlikely { bar } if own.is_none() => {
                format!("{source} by {cue}, were it as likely as {bar:.2}")
            }
            Fate::Hopeless { bar } | Fate::Unlikely { bar } => {
                format!("{source} by {cue}, were it as likely as {bar:.2} and ranked above")
            }
            _ => format!("{source} by {cue}, were its words no name"),
        });
    } else if own.is_none() {
        ways.push("a cue beside it that src/scan/lexicons/ knows".to_owned());
    }
    if !ways.is_empty() {
        writeln!(out, "   would have changed it:")?;
    }
    for way in ways {
        writeln!(out, "     {way}")?;
    }
    Ok(())
}

/// The candidates that became no quotation, the likeliest first.
pub(super) fn missed(out: &mut impl Write, case: &Case) -> io::Result<()> {
    let missed = case.considered.iter();
    let mut missed: Vec<&Considered> = missed
        .filter(|candidate| !matches!(candidate.fate, Fate::Stands { .. }))
        .collect();
    missed.sort_by(|a, b| b.score.total_cmp(&a.score));
    writeln!(
        out,
        "\nCandidates that became no quotation: {}",
        missed.len()
    )?;
    for other in missed {
        candidate(out, case, other, "  ")?;
    }
    Ok(())
}

fn named(case: &Case, source: Option<Span>) -> String {
    source.map_or("nobody".to_owned(), |source| quoted(case, source))
}

fn quoted(case: &Case, span: Span) -> String {
    let words = clipped(span.of(&case.document.text), SHOWN);
    format!("‹{}›", harmless(&words))
}

fn words(case: &Case, contents: &[Span]) -> String {
    let parts = contents.iter().map(|span| span.of(&case.document.text));
    let parts: Vec<&str> = parts.collect();
    format!("‹{}›", harmless(&clipped(&parts.join(" […] "), SHOWN)))
}

/// On one line; the middle of what is long left out.
fn clipped(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= most {
        return text;
    }
    let (head, tail) = (most * 2 / 3, most / 3);
    let head: String = letters[..head].iter().collect();
    let tail: String = letters[letters.len() - tail..].iter().collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}
