//! [`Points`]: the words at given code points, for those who show what was found in its text.

/// Every how many code points a byte offset is kept.
const EVERY: usize = 64;

/// A text that can be asked by code points, as records count.
#[derive(Clone, Debug)]
pub struct Points<'a> {
    text: &'a str,
    /// The byte offset of every 64th code point.
    bytes: Vec<usize>,
}

impl<'a> Points<'a> {
    pub fn new(text: &'a str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).step_by(EVERY);
        Self {
            text,
            bytes: bytes.collect(),
        }
    }

    /// The words of a span, `[start, end)`; what lies beyond the text is empty.
    pub fn words(&self, [start, end]: [u32; 2]) -> &'a str {
        let (start, end) = (self.byte(start), self.byte(end));
        self.text.get(start..end).unwrap_or_default()
    }

    /// At most `count` code points before a span, and as many after it.
    pub fn around(&self, [start, end]: [u32; 2], count: u32) -> [&'a str; 2] {
        let before = self.words([start.saturating_sub(count), start]);
        [before, self.words([end, end.saturating_add(count)])]
    }

    fn byte(&self, point: u32) -> usize {
        let point = point as usize;
        let Some(&block) = self.bytes.get(point / EVERY) else {
            return self.text.len();
        };
        let mut rest = self.text[block..].char_indices();
        let found = rest.nth(point % EVERY);
        found.map_or(self.text.len(), |(at, _)| block + at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counts_as_chars_does(text in "(\\PC|[é😀\n]){0,200}", start in 0..220_u32, length in 0..90_u32) {
            let chars = text.chars().skip(start as usize).take(length as usize);
            let words: String = chars.collect();
            prop_assert_eq!(Points::new(&text).words([start, start + length]), words);
        }
    }

    #[test]
    fn around_stops_at_the_ends() {
        let points = Points::new("né 😀 là");
        assert_eq!(points.around([3, 4], 2), ["é ", " l"]);
        assert_eq!(points.around([0, 7], 9), ["", ""]);
    }
}
