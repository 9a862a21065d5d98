//! The error listing: each fault with both sides and the sentences it stands in.

use std::io::{self, Write};

use super::article::{KINDS, Kind, Text};
use super::classes::Cue;
use super::gold::{Chars, GoldQuote, PredictedQuote};
use super::matching::{Match, Outcome, Side, common};
use crate::segmentation::segment;
use crate::span::Span;

/// One fault: a gold quotation, a prediction, or both.
struct Fault<'m, 'a> {
    article: &'m Match<'a>,
    gold: Option<usize>,
    predicted: Option<usize>,
    /// The main side is the gold; else it is the prediction.
    of_gold: bool,
}

/// Characters of context shown.
const CONTEXT: usize = 600;

/// Writes up to `most` examples of each kind of fault, spread over all articles.
pub(super) fn write(out: &mut impl Write, articles: &[Match<'_>], most: usize) -> io::Result<()> {
    if most == 0 {
        return Ok(());
    }
    let paired = |wrong: fn(&Outcome) -> bool| -> Vec<Fault<'_, '_>> {
        let of_article = |article| faults_of_gold(article, wrong);
        articles.iter().flat_map(of_article).collect()
    };
    let spurious = articles.iter().flat_map(faults_of_predictions).collect();
    let missed = paired(|outcome| outcome.half.is_none());
    let source = paired(|outcome| outcome.source == Some(false));
    let speaker = paired(|outcome| outcome.speaker == Some(false));
    write_group(out, most, "missed", missed)?;
    write_group(out, most, "spurious", spurious)?;
    write_group(out, most, "source", source)?;
    write_group(out, most, "speaker", speaker)
}

/// A missed one stands with the prediction that shares most of its words.
fn faults_of_gold<'m, 'a>(
    article: &'m Match<'a>,
    wrong: fn(&Outcome) -> bool,
) -> Vec<Fault<'m, 'a>> {
    let outcomes = article.outcomes.iter().enumerate();
    let wrong = outcomes.filter(|(_, outcome)| wrong(outcome));
    let fault = |(index, outcome): (usize, &Outcome)| {
        let nearest = || nearest(&article.gold[index], &article.predicted);
        Fault {
            article,
            gold: Some(index),
            predicted: outcome.half.or_else(nearest),
            of_gold: true,
        }
    };
    wrong.map(fault).collect()
}

/// A spurious one stands with the gold that shares most of its words.
fn faults_of_predictions<'m, 'a>(article: &'m Match<'a>) -> Vec<Fault<'m, 'a>> {
    let predictions = article.half_gold.iter().enumerate();
    let alone = predictions.filter(|(_, gold)| gold.is_none());
    let fault = |(index, _)| Fault {
        article,
        gold: nearest(&article.predicted[index], &article.gold),
        predicted: Some(index),
        of_gold: false,
    };
    alone.map(fault).collect()
}

fn nearest<A, B>(side: &Side<A>, others: &[Side<B>]) -> Option<usize> {
    let shared = |other: &Side<B>| common(&side.tokens, &other.tokens);
    let most = others.iter().enumerate();
    let most = most.max_by_key(|(index, other)| (shared(other), usize::MAX - index));
    most.filter(|(_, other)| shared(other) > 0)
        .map(|(index, _)| index)
}

fn write_group(
    out: &mut impl Write,
    most: usize,
    name: &str,
    faults: Vec<Fault<'_, '_>>,
) -> io::Result<()> {
    let kinds = KINDS.map(|kind| {
        let count = faults.iter().filter(|fault| fault.kind() == Some(kind));
        format!("{} {}", kind.label(), count.count())
    });
    writeln!(out, "\n== {name}: {} ({})", faults.len(), kinds.join(", "))?;
    let step = (faults.len() / most).max(1);
    let shown = faults.iter().step_by(step).take(most);
    shown.into_iter().try_for_each(|fault| fault.write(out))
}

impl Fault<'_, '_> {
    fn kind(&self) -> Option<Kind> {
        match self.of_gold {
            true => self.gold().map(|side| side.kind),
            false => self.predicted().map(|side| side.kind),
        }
    }

    fn gold(&self) -> Option<&Side<&GoldQuote>> {
        self.gold.map(|index| &self.article.gold[index])
    }

    fn predicted(&self) -> Option<&Side<&PredictedQuote>> {
        self.predicted.map(|index| &self.article.predicted[index])
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let text = &self.article.text;
        writeln!(out, "\n{}", self.article.id())?;
        writeln!(out, "  text   {}", self.context())?;
        if let Some(side) = self.gold() {
            let cue = Cue::of(text, side.quote).label();
            let kind = side.kind.label();
            let content = text.show(&side.quote.content);
            writeln!(out, "  gold   {kind}, cue {cue}: {content}")?;
            let quote = side.quote;
            let details = [
                ("source", text.show(&quote.source)),
                ("cue", text.show(&quote.cue)),
                ("speaker", quote.speaker.clone().unwrap_or_default()),
            ];
            write_details(out, &details)?;
        }
        if let Some(side) = self.predicted() {
            let quote = side.quote;
            let content = text.show(&quote.content);
            writeln!(out, "  found  {}: {content}", side.kind.label())?;
            let confidence = quote.confidence.map(|value| format!("{value:.2}"));
            let details = [
                ("source", text.show(&quote.source)),
                ("cue", text.show(&quote.cue)),
                ("speaker", quote.speaker.clone().unwrap_or_default()),
                ("by", quote.evidence.clone().unwrap_or_default()),
                ("confidence", confidence.unwrap_or_default()),
            ];
            write_details(out, &details)?;
        }
        Ok(())
    }

    /// The sentences of the main side on one line, its content in [brackets].
    fn context(&self) -> String {
        let (content, beside) = match (self.of_gold, self.gold(), self.predicted()) {
            (true, Some(side), _) => (&side.quote.content, [&side.quote.source, &side.quote.cue]),
            (_, _, Some(side)) => (&side.quote.content, [&side.quote.source, &side.quote.cue]),
            _ => return String::new(),
        };
        let mut touched: Vec<Chars> = content.clone();
        touched.extend(beside.into_iter().flatten());
        let mut line = String::new();
        let mut last: Option<usize> = None;
        for (index, sentence) in self.sentences().into_iter().enumerate() {
            let touches = |span: &Chars| span[0] < sentence[1] && sentence[0] < span[1];
            if !touched.iter().any(touches) {
                continue;
            }
            line.push_str(match last {
                Some(last) if last + 1 < index => " … ",
                Some(_) => " ",
                None => "",
            });
            last = Some(index);
            bracket(&self.article.text, sentence, content, &mut line);
        }
        match line.char_indices().nth(CONTEXT) {
            Some((end, _)) => format!("{} …", &line[..end]),
            None => line,
        }
    }

    /// The article's sentences in code points.
    fn sentences(&self) -> Vec<Chars> {
        let document = self.article.document;
        let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        let point = |byte: usize| starts.partition_point(|start| *start < byte);
        let chars = |span: Span| [point(span.start()), point(span.end())];
        let segmentation = segment(document);
        let sentences = segmentation.sentences.iter();
        sentences.map(|sentence| chars(sentence.span)).collect()
    }
}

/// Appends the sentence on one line, with brackets where content begins and ends in it.
fn bracket(text: &Text, [start, end]: Chars, content: &[Chars], line: &mut String) {
    let mut at = start;
    for span in content {
        let (from, to) = (span[0].clamp(at, end), span[1].clamp(at, end));
        if from < to {
            line.push_str(&text.slice([at, from]));
            line.push_str(&format!("[{}]", text.slice([from, to])));
            at = to;
        }
    }
    line.push_str(&text.slice([at, end]));
    *line = line.replace(['\n', '\r'], " ");
}

/// What is there, on a line of its own.
fn write_details(out: &mut impl Write, details: &[(&str, String)]) -> io::Result<()> {
    let there = details.iter().filter(|(_, words)| !words.is_empty());
    let parts: Vec<String> = there
        .map(|(name, words)| format!("{name}: {words}"))
        .collect();
    writeln!(out, "         {}", parts.join(" | "))
}
