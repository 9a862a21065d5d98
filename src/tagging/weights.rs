//! [`Weights`]: the perceptron's table, and the file it is read from.
//!
//! A row of weights, one a tag, stands in one of the two places of the bucket
//! that its feature's hash names; 16 more bits of the hash tell it from others.
//!
//! The file, all numbers little-endian: `DXT2`, the numbers of words, of contexts, of buckets
//! (32 bits each); the words (hash and the four numbers of the [`Form`], 32 bits each), the most
//! frequent first; the contexts (key of 32 bits, tag of 8); the fingerprints (two of 16 bits a
//! bucket); the rows of all places, [`Tag::WORDS`] signed bytes each.

use std::cmp::Reverse;
use std::hint::select_unpredictable;

use rustc_hash::FxHashMap;

use super::features::{self, TEMPLATES, Window};
use super::lexicon::{Contexts, Entry, Form, Lexicon};
use super::tag::Tag;
use super::word;

const MAGIC: &[u8; 4] = b"DXT2";
/// Bytes of a word and of a context.
const WORD: usize = 20;
const CONTEXT: usize = 5;
const HEADER: usize = 16;

/// Weights are padded to this many, so that rows are added as whole vectors.
const WIDTH: usize = 32;

/// No weight is beyond this one: a token's rows are added up as bytes.
pub const LARGEST: i8 = i8::MAX / TEMPLATES as i8;

/// A row of weights, or the sum of several, by tag number.
pub(super) type Row = [i8; WIDTH];

/// Why a weights file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    #[error("not a weights file of this version: it must begin with DXT2")]
    Magic,
    #[error("{found} bytes, where its header tells of {expected}")]
    Length { found: usize, expected: usize },
}

/// The rows by their features.
///
/// Those of features with few values are found by number, and those of a known word in small
/// letters are added up beforehand.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    buckets: Vec<Bucket>,
    rows: Rows,
    /// By [`Word::id`], the rows of a word before and of one before that.
    left: Vec<[u16; 2]>,
    /// By the numbers of words, the sum of what depends on the word alone; 0 where its form is asked.
    own: Vec<u16>,
    /// By [`Word::shape`] and the tag before.
    shapes: Vec<u16>,
}

/// What features stand in two places, and the numbers of their rows; 0 where nothing stands.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    fingerprints: [u16; 2],
    rows: [u16; 2],
}

/// More than the values of a tag and of a shape.
const TAGS: usize = 64;
const SHAPES: usize = 64;

/// The bucket and the fingerprint of a feature among `buckets`.
#[inline]
pub fn place(key: u64, buckets: usize) -> (usize, u16) {
    let bucket = ((key >> 32) * buckets as u64) >> 32;
    (bucket as usize, (key as u16).max(1))
}

impl Weights {
    fn new(buckets: Vec<Bucket>, rows: Rows, lexicon: &Lexicon) -> Self {
        let mut weights = Self {
            buckets,
            rows,
            ..Self::default()
        };
        weights.left = weights.lefts(lexicon).collect();
        let shapes = (0..SHAPES as u8).flat_map(|shape| Tag::ALL.map(|tag| (shape, tag)));
        weights.shapes = vec![0; SHAPES * TAGS];
        for (shape, tag) in shapes {
            weights.shapes[shape as usize * TAGS + tag as usize] =
                weights.row(features::of_shape(shape, tag));
        }
        for (_, form) in lexicon.forms() {
            let is_asked = form.small != Entry::default() && !form.small.is_fixed();
            let own = if is_asked { weights.add_own(form) } else { 0 };
            weights.own.push(own);
        }
        weights
    }

    fn lefts(&self, lexicon: &Lexicon) -> impl Iterator<Item = [u16; 2]> {
        let words = lexicon.forms().map(|(hash, form)| match form.is_known() {
            true => hash,
            false => 0,
        });
        let values = (0..u32::from(word::SURE)).chain(words);
        values.map(|value| {
            let keys = [features::of_left(value), features::of_left2(value)];
            keys.map(|key| self.row(key))
        })
    }

    /// Appends the sum of the rows of a word in small letters; its number.
    fn add_own(&mut self, form: Form) -> u16 {
        let keys = features::of_form(form.end, form.start, form.small.tags(), 0);
        self.rows.add(self.rows.sum(keys.map(|key| self.row(key))))
    }

    /// The sum of the rows of all features.
    #[inline]
    pub(super) fn scores(&self, window: Window<'_>, last: Tag) -> Row {
        let [left2, left, word, right] = window;
        if self.buckets.is_empty() {
            return NOTHING;
        }
        let own = match word.shape {
            0 => self.own_of(word.id),
            _ => 0,
        };
        let [end, class, next] = features::of_place(word, right, last);
        let mut sum = self.rows.sum([
            self.row(end),
            self.row(class),
            self.row(next),
            self.shapes[usize::from(word.shape) % SHAPES * TAGS + last as usize],
            self.left[usize::from(left.id)][0],
            self.left[usize::from(left2.id)][1],
            own,
        ]);
        if own == 0 {
            let keys = features::of_form(word.end, word.start, word.tags, word.shape);
            add(&mut sum, &self.rows.sum(keys.map(|key| self.row(key))));
        }
        sum
    }

    #[inline]
    fn own_of(&self, id: u16) -> u16 {
        match id.checked_sub(word::SURE) {
            Some(number) => self.own[usize::from(number)],
            None => 0,
        }
    }

    /// The number of a feature's row; 0, that of zeros, if it has none.
    #[inline]
    fn row(&self, key: u64) -> u16 {
        let (bucket, fingerprint) = place(key, self.buckets.len());
        let Bucket { fingerprints, rows } = self.buckets[bucket];
        let [first, second] = fingerprints.map(|found| found == fingerprint);
        // Which it is, if any, cannot be guessed.
        let second = select_unpredictable(second, rows[1], 0);
        select_unpredictable(first, rows[0], second)
    }
}

/// Rows of weights, each of which stands once: most features have one that others have too, and the
/// more it is shared the nearer together they stand.
#[derive(Clone, Debug)]
struct Rows(Vec<Row>);

/// The row of zeros, which is the first.
const NOTHING: Row = [0; WIDTH];

impl Default for Rows {
    fn default() -> Self {
        Self(vec![NOTHING])
    }
}

impl Rows {
    /// Those of all places, and the number of each place's.
    fn of(places: &[Row]) -> (Self, Vec<u16>) {
        let mut known: FxHashMap<Row, usize> = FxHashMap::default();
        let (mut rows, mut counts) = (vec![NOTHING], vec![u32::MAX]);
        known.insert(NOTHING, 0);
        let mut place = |row: &Row| {
            let at = *known.entry(*row).or_insert_with(|| {
                rows.push(*row);
                counts.push(0);
                rows.len() - 1
            });
            counts[at] = counts[at].saturating_add(1);
            at
        };
        let places: Vec<usize> = places.iter().map(&mut place).collect();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|at| Reverse(counts[*at]));
        let mut numbers = vec![0; rows.len()];
        for (number, at) in order.iter().enumerate() {
            // More than there are numbers for are left out, the rarest.
            numbers[*at] = u16::try_from(number).unwrap_or_default();
        }
        let rows = order.into_iter().map(|at| rows[at]).collect();
        let numbers = places.into_iter().map(|at| numbers[at]).collect();
        (Self(rows), numbers)
    }

    /// The number of a row that is appended; 0 if there is none left for it.
    fn add(&mut self, row: Row) -> u16 {
        let Ok(number) = u16::try_from(self.0.len()) else {
            return 0;
        };
        self.0.push(row);
        number
    }

    #[inline]
    fn sum<const N: usize>(&self, numbers: [u16; N]) -> Row {
        let mut sum = NOTHING;
        for number in numbers {
            add(&mut sum, &self.0[usize::from(number)]);
        }
        sum
    }
}

#[inline]
fn add(sum: &mut Row, row: &Row) {
    for (sum, weight) in sum.iter_mut().zip(row) {
        *sum = sum.wrapping_add(*weight);
    }
}

/// The tag of `choices` (a bit set) with the highest score; of equals the first.
///
/// Without a branch a tag: its number rides in the low bits of its score.
#[inline]
pub(super) fn best(scores: &Row, choices: u32) -> Tag {
    const { assert!(LARGEST > 0) };
    const HALF: usize = WIDTH / 2;
    let mut top = i16::MIN;
    let halves = [choices as u16, (choices >> HALF) as u16];
    for (half, (choices, scores)) in halves.iter().zip(scores.chunks_exact(HALF)).enumerate() {
        for (at, score) in scores.iter().enumerate() {
            // A multiple of 32, so that the tag's number stays; of no score the half.
            let shut = if choices & 1 << at == 0 {
                -(1 << 14)
            } else {
                0
            };
            let number = 31 - (half * HALF + at) as i16;
            top = top.max(((i16::from(*score) << 5) | number) + shut);
        }
    }
    Tag::ALL
        .get(31 - (top & 31) as usize)
        .copied()
        .unwrap_or_default()
}

/// Reads a weights file.
pub(super) fn read(bytes: &[u8]) -> Result<(Lexicon, Contexts, Weights), WeightsError> {
    if !bytes.starts_with(MAGIC) || bytes.len() < HEADER {
        return Err(WeightsError::Magic);
    }
    let words = number(bytes, 4) as usize;
    let contexts = number(bytes, 8) as usize;
    let buckets = number(bytes, 12) as usize;
    let expected = HEADER + words * WORD + contexts * CONTEXT + buckets * (4 + 2 * Tag::WORDS);
    if bytes.len() != expected {
        let found = bytes.len();
        return Err(WeightsError::Length { found, expected });
    }
    let (words, rest) = bytes[HEADER..].split_at(words * WORD);
    let (contexts, rest) = rest.split_at(contexts * CONTEXT);
    let (fingerprints, rows) = rest.split_at(buckets * 4);
    let rows: Vec<Row> = rows.chunks_exact(Tag::WORDS).map(padded).collect();
    let (rows, numbers) = Rows::of(&rows);
    let pairs = fingerprints.chunks_exact(4).zip(numbers.as_chunks().0);
    let buckets = pairs.map(|(prints, rows)| Bucket {
        fingerprints: [0, 2].map(|at| u16::from_le_bytes([prints[at], prints[at + 1]])),
        rows: *rows,
    });
    let lexicon = lexicon(words);
    let weights = Weights::new(buckets.collect(), rows, &lexicon);
    Ok((lexicon, sure(contexts), weights))
}

fn padded(weights: &[u8]) -> Row {
    let mut row = NOTHING;
    for (padded, weight) in row.iter_mut().zip(weights) {
        *padded = weight.cast_signed().clamp(-LARGEST, LARGEST);
    }
    row
}

/// The hashes of the words in a weights file, in its order; none if it is no such file.
pub(super) fn words(bytes: &[u8]) -> Vec<u32> {
    if !bytes.starts_with(MAGIC) || bytes.len() < HEADER {
        return Vec::new();
    }
    let words = bytes[HEADER..].chunks_exact(WORD);
    let words = words.take(number(bytes, 4) as usize);
    words.map(|word| number(word, 0)).collect()
}

fn lexicon(words: &[u8]) -> Lexicon {
    let form = |word: &[u8]| Form {
        small: Entry::from_bits(number(word, 4)),
        capital: Entry::from_bits(number(word, 8)),
        start: number(word, 12),
        end: number(word, 16),
    };
    let words = words.chunks_exact(WORD);
    let words: Vec<_> = words.map(|word| (number(word, 0), form(word))).collect();
    Lexicon::new(&words)
}

fn sure(contexts: &[u8]) -> Contexts {
    let tag = |number: u8| Tag::ALL.get(usize::from(number)).copied();
    let contexts = contexts.chunks_exact(CONTEXT);
    let contexts = contexts.filter_map(|context| Some((number(context, 0), tag(context[4])?)));
    Contexts::new(&contexts.collect::<Vec<_>>())
}

/// What a weights file of these words, contexts and buckets holds: each bucket has up to two features with their weights.
pub fn write(
    words: &[(u32, Form)],
    contexts: &[(u32, Tag)],
    buckets: &[Vec<(u16, [i8; Tag::WORDS])>],
) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend((words.len() as u32).to_le_bytes());
    bytes.extend((contexts.len() as u32).to_le_bytes());
    bytes.extend((buckets.len() as u32).to_le_bytes());
    for (hash, form) in words {
        let entries = [form.small, form.capital].map(Entry::bits);
        for number in [*hash, entries[0], entries[1], form.start, form.end] {
            bytes.extend(number.to_le_bytes());
        }
    }
    for (key, tag) in contexts {
        bytes.extend(key.to_le_bytes());
        bytes.push(*tag as u8);
    }
    let empty = (0, [0; Tag::WORDS]);
    let places = || {
        buckets
            .iter()
            .flat_map(|bucket| (0..2).map(|place| *bucket.get(place).unwrap_or(&empty)))
    };
    for (fingerprint, _) in places() {
        bytes.extend(fingerprint.to_le_bytes());
    }
    for (_, row) in places() {
        bytes.extend(row.map(i8::cast_unsigned));
    }
    bytes
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].try_into().map_or(0, u32::from_le_bytes)
}
