//! Features: which coincidences of a token, its neighbours and the tags before it the perceptron weighs.
//!
//! Each is one 64-bit hash of its template's number and its values; nothing is spelled out.

use super::tag::Tag;
use super::word::{Word, shape};
use crate::segmentation::key::fold;

/// How many features a token has.
pub const TEMPLATES: usize = 10;

/// The features of one token, in the order of the templates.
pub type Keys = [u64; TEMPLATES];

/// The words from two to the left of the token up to the one to its right.
pub(super) type Window<'w> = &'w [Word; 4];

#[inline]
fn key(template: u32, a: u32, b: u32) -> u64 {
    let salt = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(u64::from(template) * 2 + 1);
    fold(
        (u64::from(a) | u64::from(b) << 32) ^ salt,
        0xE703_7ED1_A0B4_28DB,
    )
}

/// `last`: the tag of the token before; [`Tag::Stop`] before a sentence.
#[inline]
pub(super) fn keys([left2, left, word, right]: Window<'_>, last: Tag) -> Keys {
    let [end2, class, next] = of_place(word, right, last);
    let [end3, end4, start, tags] = of_form(word.end, word.start, word.tags, word.shape);
    let shape = of_shape(word.shape, last);
    let (left, left2) = (of_left(left.value()), of_left2(left2.value()));
    [
        end3, end4, start, tags, end2, class, next, shape, left, left2,
    ]
}

/// What depends on the neighbours and on the word, and must be looked for at each question.
#[inline]
pub(super) fn of_place(word: &Word, right: &Word, last: Tag) -> [u64; 3] {
    // What is known of the next word: its tags, and how it looks if it is unknown.
    let next = class(right);
    [
        key(2, word.end >> 16, last as u32),
        key(8, word.tags, next),
        key(9, word.end >> 8, next),
    ]
}

/// What depends on the word alone.
#[inline]
pub(super) fn of_form(end: u32, start: u32, tags: u32, shape: u8) -> [u64; 4] {
    [
        key(0, end >> 8, u32::from(shape)),
        key(1, end, 0),
        key(3, start, u32::from(shape)),
        key(7, tags, u32::from(shape)),
    ]
}

#[inline]
pub(super) fn of_shape(shape: u8, last: Tag) -> u64 {
    key(4, u32::from(shape), last as u32)
}

/// Of the word before, by its [`Word::value`].
#[inline]
pub(super) fn of_left(value: u32) -> u64 {
    key(5, value, 1)
}

/// Of the word before that one.
#[inline]
pub(super) fn of_left2(value: u32) -> u64 {
    key(6, value, 1)
}

/// The place a token stands in, roughly: its form (or class, if it is unknown), the tag before, the class after.
#[inline]
pub(super) fn context([_, _, word, right]: Window<'_>, last: Tag) -> u32 {
    let own = if word.tags == 0 {
        word.end >> 8 ^ u32::from(word.shape) << 24
    } else {
        word.hash ^ u32::from(word.shape & shape::CAPITAL)
    };
    (key(TEMPLATES as u32 + last as u32, own, class(right)) >> 32) as u32
}

#[inline]
fn class(word: &Word) -> u32 {
    if word.tags != 0 {
        return word.tags;
    }
    (word.end >> 16) << 8 | u32::from(word.shape) | 1 << 31
}
