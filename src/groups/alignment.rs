//! [`Alignment`]: which words of two forms are the same ones, and whether the forms are one
//! quotation: one a part of the other, or both parts of one, with few words changed.
//!
//! Local alignment (Smith and Waterman 1981) in a band around the place where most pairs of
//! words agree: time and memory are linear in the forms' lengths.

use super::keys::pair;

/// So many words are compared; what follows in longer forms is not.
pub(super) const MOST_WORDS: usize = 2_000;
/// Half the band's width: as many words may be put in or left out in one place.
const BAND: usize = 16;

/// Two words in ten may differ: 2 · shared / (2 · shared + changed) is at least this.
const LEAST_ALIKE: f64 = 0.8;
/// Whole forms that share fewer words are others that sound alike ("We will not pay the fine").
pub(super) const LEAST_SHARED: usize = 6;
/// The same where one is cut: six words in succession are often a phrase of many ("we will do
/// all that we can"). As long as the run that [`super::keys`] never misses.
const LEAST_SHARED_OF_CUT: usize = super::keys::RUN;
/// Two parts of one quotation share this much of the shorter: "at the end of the day we will
/// have to see" alone makes no quotation of two.
const LEAST_OF_SHORTER: f64 = 0.6;

const MATCH: i32 = 2;
const CHANGE: i32 = -1;

/// Words that agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Places in the one and the other, both rising.
    pub(super) pairs: Vec<[usize; 2]>,
    lengths: [usize; 2],
}

/// What differs between two words that agree, or before the first or behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// Words of the one and of the other, half-open.
    pub(super) words: [[usize; 2]; 2],
}

impl Alignment {
    /// How the words of two forms agree; `None` where they hardly do. The same either way round.
    pub(super) fn new(one: &[u32], other: &[u32]) -> Option<Self> {
        let one = &one[..one.len().min(MOST_WORDS)];
        let other = &other[..other.len().min(MOST_WORDS)];
        if (one.len(), one) > (other.len(), other) {
            let turned = Self::of_shorter(other, one)?;
            let pairs = turned.pairs.into_iter().map(|[a, b]| [b, a]);
            return Some(Self {
                pairs: pairs.collect(),
                lengths: [one.len(), other.len()],
            });
        }
        Self::of_shorter(one, other)
    }

    fn of_shorter(shorter: &[u32], longer: &[u32]) -> Option<Self> {
        let offset = offset(shorter, longer)?;
        Some(Self {
            pairs: matches(shorter, longer, offset),
            lengths: [shorter.len(), longer.len()],
        })
    }

    /// Words that differ: between those that agree, and at an end where both go on.
    pub(super) fn gaps(&self) -> impl Iterator<Item = Gap> + '_ {
        let [one, other] = self.lengths;
        let ends = self.pairs.iter().copied().chain([[one, other]]);
        let mut before = [0, 0];
        let gaps = ends.enumerate().map(move |(at, end)| {
            let words = [[before[0], end[0]], [before[1], end[1]]];
            before = [end[0] + 1, end[1] + 1];
            (at, Gap { words })
        });
        gaps.filter_map(|(at, gap)| match at {
            0 => self.at_end(gap, true),
            _ if at == self.pairs.len() => self.at_end(gap, false),
            _ => (!gap.is_empty()).then_some(gap),
        })
    }

    /// Where one form alone goes on, the other was cut; where both do, as many words differ.
    fn at_end(&self, gap: Gap, is_start: bool) -> Option<Gap> {
        let [one, other] = gap.words.map(|[start, end]| end - start);
        let both = one.min(other);
        let words = gap.words.map(|[start, end]| match is_start {
            true => [end - both, end],
            false => [start, start + both],
        });
        (both > 0).then_some(Gap { words })
    }

    /// Words that were changed, put in or left out, counted on both sides.
    pub(super) fn changed(&self) -> usize {
        self.gaps().map(Gap::len).sum()
    }

    /// Whether the forms are one quotation.
    pub(super) fn is_same(&self) -> bool {
        let (shared, changed) = (self.pairs.len(), self.changed());
        let [one, other] = self.lengths;
        let is_cut = one + other > 2 * shared + changed;
        let least = if is_cut {
            LEAST_SHARED_OF_CUT
        } else {
            LEAST_SHARED
        };
        let alike = 2.0 * shared as f64 / (2 * shared + changed).max(1) as f64;
        let of_shorter = shared as f64 / one.min(other).max(1) as f64;
        shared >= least && alike >= LEAST_ALIKE && of_shorter >= LEAST_OF_SHORTER
    }
}

impl Gap {
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn len(self) -> usize {
        self.words.iter().map(|[start, end]| end - start).sum()
    }
}

/// How far behind its place in the shorter form a word stands in the longer one, most often;
/// `None` if fewer than a third of the shorter's pairs of words are in the longer.
fn offset(shorter: &[u32], longer: &[u32]) -> Option<isize> {
    let (one, other) = (pairs(shorter), pairs(longer));
    let mut offsets = Vec::with_capacity(one.len());
    let mut rest = &other[..];
    let mut shared = 0;
    for (pair, at) in one.iter().copied() {
        let skipped = rest.iter().take_while(|(other, _)| *other < pair).count();
        rest = &rest[skipped..];
        let same = rest.iter().take_while(|(other, _)| *other == pair);
        // What is said over and over tells nothing of places.
        let found = same.take(4).map(|(_, place)| *place as isize - at as isize);
        let before = offsets.len();
        offsets.extend(found);
        shared += usize::from(offsets.len() > before);
    }
    if shared == 0 || shared * 3 < one.len() {
        return None;
    }
    offsets.sort_unstable();
    let mut best = (0, 0);
    let mut start = 0;
    for end in 0..offsets.len() {
        while offsets[end] - offsets[start] > BAND as isize {
            start += 1;
        }
        if end + 1 - start > best.0 {
            best = (end + 1 - start, (offsets[start] + offsets[end]) / 2);
        }
    }
    Some(best.1)
}

/// Each pair of neighbouring words with its place, in the order of pairs.
fn pairs(words: &[u32]) -> Vec<(u64, usize)> {
    let pairs = words.windows(2).map(|two| pair(two[0], two[1]));
    let mut pairs: Vec<_> = pairs.zip(0..).collect();
    pairs.sort_unstable();
    pairs
}

/// How the best score of a cell came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Start,
    Same,
    Changed,
    /// A word of the shorter form alone.
    Shorter,
    Longer,
}

/// Width of a row of cells, with one on each side that stays empty.
const WIDTH: usize = 2 * BAND + 3;

/// The words that agree in the best local alignment near the offset.
fn matches(shorter: &[u32], longer: &[u32], offset: isize) -> Vec<[usize; 2]> {
    let mut steps = vec![Step::Start; (shorter.len() + 1) * WIDTH];
    let mut above = [0_i32; WIDTH];
    let mut best = (0, 0, 0);
    // Cell `column` of row `row` is for word `row` of the shorter and word `place` of the longer.
    let place = |row: usize, column: usize| {
        let place = row as isize + offset + column as isize - BAND as isize - 1;
        usize::try_from(place)
            .ok()
            .filter(|place| *place < longer.len())
    };
    for (row, word) in shorter.iter().enumerate() {
        let mut scores = [0_i32; WIDTH];
        for column in 1..WIDTH - 1 {
            let Some(place) = place(row, column) else {
                continue;
            };
            let is_same = longer[place] == *word;
            let (score, step) = if is_same {
                (MATCH, Step::Same)
            } else {
                (CHANGE, Step::Changed)
            };
            let ways = [
                (above[column] + score, step),
                (above[column + 1] + CHANGE, Step::Shorter),
                (scores[column - 1] + CHANGE, Step::Longer),
            ];
            let mut chosen = (0, Step::Start);
            for way in ways {
                if way.0 > chosen.0 {
                    chosen = way;
                }
            }
            scores[column] = chosen.0;
            steps[row * WIDTH + column] = chosen.1;
            if chosen.0 > best.0 {
                best = (chosen.0, row, column);
            }
        }
        above = scores;
    }
    let (mut row, mut column) = (best.1, best.2);
    let mut pairs = Vec::new();
    loop {
        match steps[row * WIDTH + column] {
            Step::Start => break,
            Step::Longer => {
                column -= 1;
                continue;
            }
            Step::Shorter => column += 1,
            Step::Same => pairs.extend(place(row, column).map(|place| [row, place])),
            Step::Changed => {}
        }
        match row.checked_sub(1) {
            Some(before) => row = before,
            None => break,
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A word is a letter.
    fn align(one: &str, other: &str) -> Option<Alignment> {
        let words = |text: &str| text.chars().map(|c| c as u32).collect::<Vec<_>>();
        Alignment::new(&words(one), &words(other))
    }

    #[test]
    fn forms_of_one_quotation() {
        for (name, one, other, changed) in [
            ("the same", "abcdefgh", "abcdefgh", 0),
            ("one changed", "abcdefgh", "abcdXfgh", 2),
            ("one left out", "abcdefgh", "abcdfgh", 1),
            ("the last changed", "abcdefghij", "abcdefghiX", 2),
            ("cut at both ends", "cdefghij", "abcdefghijkl", 0),
            ("two parts of one", "abcdefghij", "defghijklm", 0),
            ("cut and changed", "cdefghXjkl", "abcdefghijklmn", 2),
            (
                "far in a long one",
                "klmnopqr",
                "abcdefghijABCDEFGHIJklmnopqrs",
                0,
            ),
            ("said twice", "abcabcabc", "abcabcabc", 0),
        ] {
            let alignment = align(one, other).unwrap();
            assert_eq!(alignment.changed(), changed, "{name}: {alignment:?}");
            assert!(alignment.is_same(), "{name}: {alignment:?}");
        }
    }

    #[test]
    fn forms_of_two_quotations() {
        for (name, one, other) in [
            ("short and changed", "abcdef", "abcdeX"),
            ("short and cut", "abcdef", "abcdefghijkl"),
            ("three of ten changed", "abcdefghij", "abXdefXhiX"),
            ("a common phrase", "abcdefghijklmnop", "abcdefgABCDEFGHIJ"),
            ("nothing", "abcdefgh", "ABCDEFGH"),
            ("a word", "a", "a"),
            ("none", "", "abc"),
        ] {
            let is_same = align(one, other).is_some_and(|found| found.is_same());
            assert!(!is_same, "{name}");
        }
    }

    proptest! {
        #[test]
        fn the_same_either_way_round(one in "[a-f]{0,40}", other in "[a-f]{0,40}") {
            let there = align(&one, &other);
            let back = align(&other, &one);
            let turned = back.map(|back| Alignment {
                pairs: back.pairs.into_iter().map(|[a, b]| [b, a]).collect(),
                lengths: [back.lengths[1], back.lengths[0]],
            });
            prop_assert_eq!(&there, &turned);
            let pairs = there.map(|there| there.pairs).unwrap_or_default();
            let (one, other) = (one.as_bytes(), other.as_bytes());
            for [a, b] in &pairs {
                prop_assert_eq!(one[*a], other[*b]);
            }
            for two in pairs.windows(2) {
                prop_assert!(two[0][0] < two[1][0] && two[0][1] < two[1][1]);
            }
        }
    }
}
