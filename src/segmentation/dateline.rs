//! Datelines: "TORVIK, Kessland, March 3 (AP) — A pipeline …". A place in capitals at a paragraph's head, or any with a
//! date or an agency behind it, and all up to the dash. A colon stands there too ("NEW DELHI: The court …"): where nothing else of the article begins so
//! and the narrator goes on, it is no speaker's.

use super::date;
use super::phrases::{self, Role};
use super::{Segmentation, Token, TokenKind};
use crate::span::Span;

/// How many tokens a dateline takes at most: place, date, agency.
const LONGEST: usize = 16;

/// Those of all paragraphs, each with its dash, and the one with a colon.
pub(super) fn all(text: &str, segmentation: &Segmentation) -> Vec<Span> {
    let heads = segmentation.paragraphs.iter().filter_map(|paragraph| {
        let first = segmentation.sentences.get(paragraph.sentences.start)?;
        let tokens = &segmentation.tokens[first.tokens.clone()];
        of(text, tokens)
    });
    heads.chain(with_colon(text, segmentation)).collect()
}

/// "NEW DELHI: The court …" at the top of an article that has no other such label.
fn with_colon(text: &str, segmentation: &Segmentation) -> Option<Span> {
    /// How many paragraphs stand above it at most.
    const TOP: usize = 4;
    /// How many words and signs its paragraph has at least.
    const SHORTEST: usize = 12;
    let paragraphs = &segmentation.paragraphs;
    let mut labels = paragraphs.iter().enumerate().filter_map(|(at, paragraph)| {
        let first = segmentation.sentences.get(paragraph.sentences.start)?;
        let label = label(text, &segmentation.tokens[first.tokens.clone()])?;
        Some((at, label, first.tokens.start))
    });
    let (Some((at, label, first)), None) = (labels.next(), labels.next()) else {
        return None;
    };
    let whole = segmentation.tokens_in(paragraphs[at].span);
    let told = segmentation.tokens[first..whole.end].iter();
    let mut told = told.take_while(|token| token.kind != TokenKind::Mark);
    let speaks = told.any(|token| SPEAKERS.contains(&token.span.of(text)));
    let apt = at < TOP && at + 1 < paragraphs.len() && whole.len() >= SHORTEST && !speaks;
    apt.then_some(label)
}

/// Who says one of these speaks for himself.
const SPEAKERS: [&str; 12] = [
    "I", "we", "We", "you", "You", "my", "My", "our", "Our", "me", "us", "your",
];

/// Words in capitals, three at most, and the colon behind them.
fn label(text: &str, sentence: &[Token]) -> Option<Span> {
    /// Words of a place's name.
    const WORDS: usize = 3;
    let colon = sentence.iter().take(WORDS + 1);
    let colon = colon.take_while(|token| is_place(text, token)).count();
    let sign = sentence.get(colon).filter(|_| colon > 0)?;
    (sign.span.of(text) == ":").then(|| sentence[0].span.cover(sign.span))
}

/// "SECTION: NEWS; Pg. 4": the label of a line that is about the article, with its colon.
pub(super) fn field(text: &str, line: &[Token]) -> Option<Span> {
    /// Words of a label.
    const WORDS: usize = 3;
    let mut near = line.iter().take(WORDS + 1);
    let colon = near.find(|token| token.span.of(text) == ":")?;
    Some(line[0].span.cover(colon.span))
}

/// The dateline that a paragraph's first sentence opens with.
fn of(text: &str, sentence: &[Token]) -> Option<Span> {
    let (first, rest) = sentence.split_first()?;
    if !first.capital || first.kind != TokenKind::Word || !may_end(text, rest) {
        return None;
    }
    let end = end(text, rest)?;
    let place = is_place(text, first);
    let own = &rest[..end];
    let told = || wired(text, own) || dated(text, rest, end);
    if own.iter().any(is_small) || !place && !told() || !place && own.is_empty() {
        return None;
    }
    // "Austin, Texas – Nov. 5, 2026 –", "PARIS -- The train"
    let end = second_dash(text, rest, end).unwrap_or(end);
    Some(first.span.cover(rest[end].span))
}

/// Whether a dash or a colon stands among the first tokens before a word in small letters: mostly one is near, and
/// nothing more need be looked at.
fn may_end(text: &str, tokens: &[Token]) -> bool {
    let near = tokens.iter().take(LONGEST);
    let mut near = near.take_while(|token| !is_small(token));
    near.any(|token| is_dash(text, token) || token.span.of(text) == ":")
}

fn is_small(token: &Token) -> bool {
    token.kind == TokenKind::Word && !token.capital
}

/// Where the dash stands that may end a dateline, or the colon behind an agency's bracket: "London, Nov 2 (PTI):".
fn end(text: &str, tokens: &[Token]) -> Option<usize> {
    let sign = |at: usize| tokens.get(at).map(|token| token.span.of(text));
    let colon = || {
        let near = 1..tokens.len().min(LONGEST);
        near.into_iter()
            .find(|&at| sign(at) == Some(":") && sign(at - 1) == Some(")"))
    };
    let colon = colon().filter(|&colon| wired(text, &tokens[..colon]));
    colon.or_else(|| dash(text, tokens))
}

/// "(Reuters)": the last bracket names an agency.
fn wired(text: &str, tokens: &[Token]) -> bool {
    let mut last = tokens.iter().rev().map(|token| token.span.of(text));
    last.next() == Some(")")
        && last
            .next()
            .is_some_and(|name| phrases::is_a(Role::Agency, name))
}

/// "Oslo, 5 November 2026 –", "Oslo, Norway – 5 November 2026 –"
fn dated(text: &str, tokens: &[Token], dash: usize) -> bool {
    date::find(text, &tokens[..dash]).is_some() || second_dash(text, tokens, dash).is_some()
}

/// The last of two dashes in a row, or of two with nothing but a date between them.
fn second_dash(text: &str, tokens: &[Token], dash: usize) -> Option<usize> {
    let rest = tokens.get(dash + 1..)?;
    if rest.first().is_some_and(|next| is_dash(text, next)) {
        return Some(dash + 1);
    }
    let second = self::dash(text, rest)?;
    let between = &rest[..second];
    let date = date::find(text, between)?;
    let outside = |token: &&Token| !date.contains(token.span) && token.kind == TokenKind::Word;
    (between.iter().filter(outside).count() == 0).then_some(dash + 1 + second)
}

/// "TORVIK": a word in capitals, of three letters at least.
fn is_place(text: &str, token: &Token) -> bool {
    let word = token.span.of(text);
    token.kind == TokenKind::Word
        && token.capital
        && word.len() > 2
        && !word.contains(char::is_lowercase)
}

/// Where among the first tokens the dash stands that may end a dateline.
pub(super) fn dash(text: &str, tokens: &[Token]) -> Option<usize> {
    let mut near = tokens.iter().take(LONGEST);
    near.position(|token| is_dash(text, token))
}

fn is_dash(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Punctuation && matches!(token.span.of(text), "—" | "–" | "-" | "―")
}
