//! The phrases of furniture.txt: how furniture begins, and the words it is made of.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use super::class::is_alphanumeric;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("furniture.txt")));

/// What a single word may be in a line of furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Month,
    /// A word that may stand beside a date.
    Date,
    /// A small word between names.
    Link,
    /// Who sends news to other papers.
    Agency,
    /// What somebody who writes news is.
    Trade,
}

#[derive(Debug, Default)]
struct Phrases {
    /// By the first two bytes, see [`place`]: few paragraphs begin like any.
    related: Vec<Vec<Opening>>,
    /// By the first two bytes too.
    authors: Vec<Vec<&'static str>>,
    words: FxHashSet<(Role, &'static str)>,
}

#[derive(Debug)]
struct Opening {
    start: &'static str,
    /// What else the paragraph must hold.
    also: Option<&'static str>,
}

/// The paragraph begins as links, credits and notices do.
pub(super) fn is_related(text: &str) -> bool {
    opening(text).is_some()
}

/// So it does, and with a field's name: "SECTION: NEWS".
pub(super) fn is_field(text: &str) -> bool {
    opening(text).is_some_and(|opening| opening.start.ends_with(':'))
}

fn opening(text: &str) -> Option<&'static Opening> {
    // Bullets and byte-order marks before it do not matter.
    let text = match text.as_bytes() {
        [b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z', ..] => text,
        _ => text.trim_start_matches(['\u{FEFF}', '*', '>', ' ']),
    };
    PHRASES.related[place(text)].iter().find(|opening| {
        starts(text, opening.start)
            && opening
                .also
                .is_none_or(|also| text.to_lowercase().contains(also))
    })
}

/// Where phrases stand that begin with the same two bytes, case aside.
fn place(text: &str) -> usize {
    let bits = |at: usize| usize::from(text.as_bytes().get(at).map_or(0, |byte| byte & 31));
    bits(0) * 32 + bits(1)
}

const PLACES: usize = 32 * 32;

/// The length of the words before the author's name, if `text` begins with any.
pub(super) fn author_lead(text: &str) -> Option<usize> {
    let mut leads = PHRASES.authors[place(text)].iter();
    leads.find(|lead| starts(text, lead)).map(|lead| lead.len())
}

/// The word plays this part, whatever its case and with or without a stop.
pub(super) fn is_a(role: Role, word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    PHRASES.words.contains(&(role, word.as_str()))
}

/// `text` begins with these whole words.
fn starts(text: &str, words: &str) -> bool {
    // Most fail at their last letter: that is looked at before all else.
    let last = words.len().saturating_sub(1);
    let last = |words: &str| words.as_bytes().get(last).map(u8::to_ascii_lowercase);
    if last(text) != last(words) {
        return false;
    }
    let Some(start) = text.get(..words.len()) else {
        return false;
    };
    let goes_on =
        || words.ends_with(is_alphanumeric) && text[words.len()..].starts_with(is_alphanumeric);
    start.eq_ignore_ascii_case(words) && !goes_on()
}

impl Phrases {
    fn read(data: &'static str) -> Self {
        let mut phrases = Self::default();
        phrases.related.resize_with(PLACES, Vec::new);
        phrases.authors.resize_with(PLACES, Vec::new);
        for line in data
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with('#'))
        {
            let Some((class, entry)) = line.split_once(' ') else {
                continue;
            };
            match class {
                "related" => {
                    let (start, also) = entry
                        .split_once(" + ")
                        .map_or((entry, None), |(start, also)| (start, Some(also)));
                    phrases.related[place(start)].push(Opening { start, also });
                }
                "author" => phrases.authors[place(entry)].push(entry),
                "month" => _ = phrases.words.insert((Role::Month, entry)),
                "date" => _ = phrases.words.insert((Role::Date, entry)),
                "link" => _ = phrases.words.insert((Role::Link, entry)),
                "trade" => _ = phrases.words.insert((Role::Trade, entry)),
                "agency" => _ = phrases.words.insert((Role::Agency, entry)),
                _ => {}
            }
        }
        phrases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let data = include_str!("furniture.txt");
        let lines = data
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .count();
        let related: usize = PHRASES.related.iter().map(Vec::len).sum();
        let authors: usize = PHRASES.authors.iter().map(Vec::len).sum();
        assert_eq!(related + authors + PHRASES.words.len(), lines);
    }
}
