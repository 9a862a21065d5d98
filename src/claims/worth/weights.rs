//! [`Weights`]: the table of weights, and the file it is read from.
//!
//! The file, all numbers little-endian: `DXW1`; the value of one unit, the constant and the bar
//! (32-bit floats); two to the power of [`BITS`] signed bytes, a feature's place being its index.

use super::features::{BITS, Feature, Features};
use crate::segmentation::Token;
use crate::tagging::Tag;

const MAGIC: &[u8; 4] = b"DXW1";
const HEADER: usize = 16;
/// Added to the number of tokens among which the sum of their weights is shared: a short sentence says little.
const SHORT: f32 = 4.0;
/// A sentence's own features are this much finer than its tokens'.
const FINER: f32 = 1.0 / 16.0;

/// Why a weights file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorthError {
    #[error("not a weights file of this version: it must begin with DXW1")]
    Magic,
    #[error("{found} bytes in place of {expected}")]
    Length { found: usize, expected: usize },
}

#[derive(Clone, Debug)]
pub(super) struct Weights {
    unit: f32,
    constant: f32,
    pub(super) bar: f32,
    /// Of a length that is known: a place needs no check.
    table: Box<[i8; 1 << BITS]>,
}

impl Default for Weights {
    /// Everything weighs nothing.
    fn default() -> Self {
        Self {
            unit: 0.0,
            constant: 0.0,
            bar: 0.0,
            table: Box::new([0; 1 << BITS]),
        }
    }
}

impl Weights {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, WorthError> {
        if !bytes.starts_with(MAGIC) || bytes.len() < HEADER {
            return Err(WorthError::Magic);
        }
        let (found, expected) = (bytes.len(), HEADER + (1 << BITS));
        if found != expected {
            return Err(WorthError::Length { found, expected });
        }
        let (header, table) = bytes.split_at(HEADER);
        let table: Vec<i8> = table.iter().map(|byte| byte.cast_signed()).collect();
        let float = |at: usize| {
            header[at..at + 4]
                .try_into()
                .map_or(0.0, f32::from_le_bytes)
        };
        Ok(Self {
            unit: float(4),
            constant: float(8),
            bar: float(12),
            table: table
                .try_into()
                .map_err(|_| WorthError::Length { found, expected })?,
        })
    }

    /// The score of the tokens as one sentence.
    #[inline]
    pub(super) fn score(
        &self,
        features: &mut Features,
        text: &str,
        tokens: &[Token],
        tags: &[Tag],
    ) -> f32 {
        let weight = |place: u32| i32::from(self.table[place as usize % (1 << BITS)]);
        let read = features.read(text, tokens, tags);
        let mut of_tokens = 0;
        features.of_tokens(read, |place, is_new| {
            of_tokens += weight(place) & -i32::from(is_new);
        });
        let of_sentence: i32 = read.places.into_iter().map(weight).sum();
        let sum = of_tokens as f32 * share(read.tokens) + of_sentence as f32 * FINER;
        1.0 / (1.0 + (-(self.constant + self.unit * sum)).exp())
    }
}

/// What each of a sentence's token features counts, by the number of its tokens.
fn share(tokens: usize) -> f32 {
    1.0 / (tokens as f32 + SHORT).sqrt()
}

/// What a feature counts in a sentence of that many tokens.
pub fn value(feature: Feature, tokens: usize) -> f32 {
    match feature {
        Feature::Token(_) => share(tokens),
        Feature::Sentence(_) => FINER,
    }
}

/// The bytes of a weights file; `table` has two to the power of [`BITS`] weights, one a place.
pub fn write(table: &[f64], constant: f64, bar: f32) -> Vec<u8> {
    let greatest = table
        .iter()
        .fold(f64::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
    let unit = greatest / f64::from(i8::MAX);
    let mut bytes = MAGIC.to_vec();
    for number in [unit as f32, constant as f32, bar] {
        bytes.extend(number.to_le_bytes());
    }
    let weights = table.iter().map(|weight| (weight / unit).round() as i8);
    bytes.extend(weights.map(i8::cast_unsigned));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_or_refused_with_its_cause() {
        let file = write(&vec![0.5; 1 << BITS], -1.0, 0.25);
        let weights = Weights::read(&file).unwrap();
        assert_eq!((weights.constant, weights.bar), (-1.0, 0.25));
        assert_eq!(Weights::read(b"DXT1").unwrap_err(), WorthError::Magic);
        let short = Weights::read(&file[..1000]).unwrap_err();
        let expected = file.len();
        assert_eq!(
            short,
            WorthError::Length {
                found: 1000,
                expected
            }
        );
    }

    #[test]
    fn the_committed_file_is_of_this_version() {
        let weights = Weights::read(include_bytes!("weights.bin")).unwrap();
        assert!(weights.bar > 0.0 && weights.unit > 0.0);
    }
}
