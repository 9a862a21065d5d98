//! Sections: the posts of a live blog, each under the time it was written.
//!
//! Who is in mind in one is not in the next, where that has somebody of its own.

use super::view::View;
use crate::segmentation::TokenKind;

/// The paragraphs that begin with a time, "14:52 Red warning extended"; none where fewer than two do.
pub(super) fn sections(view: &View) -> Vec<u32> {
    let paragraphs = view.segmentation.paragraphs.iter().enumerate();
    let timed = paragraphs.filter(|(_, paragraph)| {
        let sentence = view.segmentation.sentences.get(paragraph.sentences.start);
        sentence.is_some_and(|sentence| is_time(view, sentence.tokens.start))
    });
    let starts: Vec<u32> = timed.map(|(at, _)| at as u32).collect();
    match starts.len() {
        0 | 1 => Vec::new(),
        _ => starts,
    }
}

/// "14:52", "14.52"
fn is_time(view: &View, at: usize) -> bool {
    let digits = |digits: &[u8]| digits.iter().all(u8::is_ascii_digit);
    match view.bytes(at) {
        [hours @ .., b':' | b'.', first, second] => {
            let time = (1..3).contains(&hours.len()) && digits(hours);
            time && digits(&[*first, *second]) && view.kind(at) == Some(TokenKind::Number)
        }
        _ => false,
    }
}

/// The paragraph where the section begins that a paragraph is in; the article's first where there are none.
pub(super) fn begins(sections: &[u32], paragraph: u32) -> u32 {
    let before = sections.partition_point(|start| *start <= paragraph);
    before.checked_sub(1).map_or(0, |at| sections[at])
}
