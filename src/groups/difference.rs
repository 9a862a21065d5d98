//! [`difference`]: where two forms differ, shown as `wdiff` does: `[-longest form-] {+other+}`.

use super::alignment::Gap;
use super::group::Differing;
use super::words::{Reader, Word};

/// Words shown before and behind what differs.
const CONTEXT: usize = 5;

/// What is different, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Change {
    /// A "not" too many or too few.
    Negation,
    /// Another number.
    Figure,
    Words,
}

impl Change {
    pub fn label(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Figure => "figure",
            Self::Words => "words",
        }
    }
}

/// The two forms' texts and their words.
struct Pair<'p> {
    texts: [&'p str; 2],
    words: [Vec<Word>; 2],
}

/// What differs, in the words of both forms, and of what kind it is.
pub(super) fn difference(
    reader: &Reader,
    texts: [&str; 2],
    found: &Differing<'_>,
) -> (Change, String) {
    let pair = Pair {
        texts,
        words: texts.map(|text| reader.read(text)),
    };
    let gaps: Vec<Gap> = found.alignment.gaps().collect();
    let changes = gaps.iter().map(|gap| pair.change(reader, *gap));
    let change = changes.min().unwrap_or(Change::Words);
    let gaps = gaps.into_iter().map(|gap| pair.as_written(gap));
    (change, pair.show(gaps.collect()))
}

impl Pair<'_> {
    fn change(&self, reader: &Reader, gap: Gap) -> Change {
        let chosen = |side: usize, wanted: &dyn Fn(&Word) -> bool| -> Vec<u64> {
            let words = self.of(side, gap.words[side]).iter();
            words
                .filter(|word| wanted(word))
                .map(|word| word.hash)
                .collect()
        };
        let negations = |side| chosen(side, &|word| reader.is_negation(word)).len();
        let figures = |side: usize| chosen(side, &|word| reader.is_figure(word, self.texts[side]));
        if negations(0) != negations(1) {
            Change::Negation
        } else if figures(0) != figures(1) {
            Change::Figure
        } else {
            Change::Words
        }
    }

    fn of(&self, side: usize, [start, end]: [usize; 2]) -> &[Word] {
        self.words[side].get(start..end).unwrap_or_default()
    }

    /// The gap so wide that it splits no word that was written as one: "don't" for "do" differs
    /// in "not".
    fn as_written(&self, gap: Gap) -> Gap {
        let mut words = gap.words;
        let splits = |at: usize, side: usize| {
            let two = at
                .checked_sub(1)
                .and_then(|before| self.words[side].get(before..=at));
            two.is_some_and(|two| two[0].start == two[1].start)
        };
        while (0..2).any(|side| splits(words[side][0], side))
            && words.iter().all(|[start, _]| *start > 0)
        {
            words = words.map(|[start, end]| [start - 1, end]);
        }
        let within =
            |words: &[[usize; 2]; 2]| (0..2).all(|side| words[side][1] < self.words[side].len());
        while (0..2).any(|side| splits(words[side][1], side)) && within(&words) {
            words = words.map(|[start, end]| [start, end + 1]);
        }
        Gap { words }
    }

    fn show(&self, gaps: Vec<Gap>) -> String {
        let mut parts: Vec<String> = Vec::new();
        // Words of the longest form that are written.
        let mut written = 0;
        let last = self.words[0].len();
        let mut gaps = gaps.into_iter().peekable();
        while let Some(gap) = gaps.next() {
            let [[start, end], other] = gap.words;
            let from = start.saturating_sub(CONTEXT).max(written);
            if from > written {
                parts.push("…".to_owned());
            }
            parts.push(self.written(0, [from, start]).to_owned());
            for (side, words, marks) in [(0, [start, end], ["[-", "-]"]), (1, other, ["{+", "+}"])]
            {
                let words = self.written(side, words);
                if !words.is_empty() {
                    parts.push([marks[0], words, marks[1]].concat());
                }
            }
            let next = gaps.peek().map_or(last, |next| next.words[0][0]);
            written = (end + CONTEXT).min(next).max(end);
            parts.push(self.written(0, [end, written]).to_owned());
        }
        if written < last {
            parts.push("…".to_owned());
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }

    /// The words as they stand in the text.
    fn written(&self, side: usize, words: [usize; 2]) -> &str {
        match self.of(side, words) {
            [] => "",
            [first, rest @ ..] => {
                let end = rest.last().unwrap_or(first).end;
                self.texts[side].get(first.start..end).unwrap_or_default()
            }
        }
    }
}
