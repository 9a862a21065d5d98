//! Echoes: a headline's quotation that names nobody is of whom the article quotes with the same words.

use super::headline::is_headline;
use super::names::Name;
use super::view::View;
use crate::attribution::Quotation;
use crate::scan::class::Class;
use crate::span::Span;

/// A headline's words of so many letters are somebody's own.
const LETTERS: usize = 8;

/// Gives the headline's quotations the speakers of those of the article that have their words, where those are one's.
pub(super) fn echo(
    view: &View,
    names: &[Name],
    quotations: &[Quotation],
    of_quotation: &mut [Option<usize>],
) {
    for (at, quotation) in quotations.iter().enumerate() {
        let (Some(content), Some(source)) = (quotation.contents.first(), quotation.source.first())
        else {
            continue;
        };
        // They come first in the article.
        let token = view.token_near(0, content.start());
        if !is_headline(view, view.sentence(token)) {
            break;
        }
        if !view.inside(token) || names_somebody(view, names, *source) {
            continue;
        }
        let words = content.of(view.text);
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        let same = quotations.iter().zip(&*of_quotation).skip(at + 1);
        let same = same.filter(|(other, _)| words.len() >= LETTERS && has(view, other, words));
        let mut speakers = same.filter_map(|(_, speaker)| *speaker);
        if let Some(only) = speakers.next()
            && speakers.all(|other| other == only)
        {
            of_quotation[at] = Some(only);
        }
    }
}

/// A name begins in the source, or it is several people.
fn names_somebody(view: &View, names: &[Name], source: Span) -> bool {
    let tokens = view.tokens_near(0, source);
    if tokens.clone().any(|at| view.own(at, Class::GROUP)) {
        return true;
    }
    let first = names.partition_point(|name| name.tokens.start < tokens.start);
    let name = names.get(first);
    name.is_some_and(|name| name.tokens.start < tokens.end)
}

/// A quotation has the words, whatever their case.
fn has(view: &View, quotation: &Quotation, words: &str) -> bool {
    let words = words.as_bytes();
    quotation.contents.iter().any(|content| {
        let mut all = content.of(view.text).as_bytes().windows(words.len());
        all.any(|other| other.eq_ignore_ascii_case(words))
    })
}
