//! Features: which coincidences of a token, its neighbours and the tags before it the perceptron weighs.
//!
//! Each is one 64-bit hash of its template's number and its values; nothing is spelled out.

use super::tag::Tag;
use super::word::{Word, fold, shape};

/// How many features a token has.
pub const TEMPLATES: usize = 22;

/// The features of one token, in the order of the templates.
pub type Keys = [u64; TEMPLATES];

/// The words two to the left up to two to the right of the token in the middle.
pub(super) type Window<'w> = &'w [Word; 5];

#[inline]
fn key(template: u32, a: u32, b: u32) -> u64 {
    let salt = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(u64::from(template) * 2 + 1);
    fold(
        (u64::from(a) | u64::from(b) << 32) ^ salt,
        0xE703_7ED1_A0B4_28DB,
    )
}

/// `before` and `last`: the tags two and one to the left; [`Tag::Stop`] before a sentence.
#[inline]
pub(super) fn keys([left2, left, word, right, right2]: Window<'_>, before: Tag, last: Tag) -> Keys {
    let (before, last) = (before as u32, last as u32);
    let shape = u32::from(word.shape);
    let suffix3 = word.end >> 8;
    let suffix2 = word.end >> 16;
    let form = word.hash ^ u32::from(word.shape & shape::CAPITAL);
    // What is known of the next word: its tags, and how it looks if it is unknown.
    let next = class(right);
    [
        key(0, form, 0),
        key(1, suffix3, shape),
        key(2, word.end, 0),
        key(3, suffix2, last),
        key(4, word.start, shape),
        key(5, shape, last),
        key(6, last, before),
        key(7, form, last),
        key(8, left.hash, 1),
        key(9, right.hash, 1),
        key(10, left2.hash, 1),
        key(11, right2.hash, 1),
        key(12, next, last),
        key(13, next, class(right2)),
        key(14, word.tags, shape),
        key(15, word.tags, last << 5 | before),
        key(16, word.tags, next),
        key(17, form, next),
        key(18, suffix3, next),
        key(19, left.hash, word.tags),
        key(20, right.hash, word.tags),
        key(21, suffix2, left.hash),
    ]
}

#[inline]
fn class(word: &Word) -> u32 {
    if word.tags != 0 {
        return word.tags;
    }
    (word.end >> 16) << 8 | u32::from(word.shape) | 1 << 31
}
