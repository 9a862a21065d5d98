//! [`Reader`]: a quotation as the words it is compared by: no case, no marks, no white space, no
//! house style.

use std::str::Chars;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::digest::Digest;

const SAME_WORDS: &str = include_str!("same_words.tsv");
const NEGATIONS: &str = include_str!("negations.txt");

/// An editor's insertion between square brackets is no longer than this, in bytes.
const MOST_INSERTED: usize = 80;

/// One word of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Equal where the words are.
    pub(super) hash: u64,
    /// Where it stands in the text, in bytes; of two words that were written as one, the same.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Reads quotations as words.
#[derive(Debug)]
pub(super) struct Reader {
    /// Of a word's hash, those it is compared as.
    same: FxHashMap<u64, Vec<u64>>,
    /// Of two words' hashes.
    same_pairs: FxHashMap<[u64; 2], Vec<u64>>,
    negations: FxHashSet<u64>,
    /// Figures that were spelt out.
    figures: FxHashSet<u64>,
}

/// The words so far, and the one under way, in lower case.
struct Read<'r> {
    reader: &'r Reader,
    words: Vec<Word>,
    word: String,
    start: usize,
}

impl Default for Reader {
    fn default() -> Self {
        let mut same = FxHashMap::default();
        let mut same_pairs = FxHashMap::default();
        let mut figures = FxHashSet::default();
        let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
        for (from, to) in lines(SAME_WORDS).filter_map(|line| line.split_once('\t')) {
            if to.bytes().all(|byte| byte.is_ascii_digit()) {
                figures.insert(hash(to));
            }
            let to = to.split(' ').map(hash).collect();
            match from.split_once(' ') {
                Some((first, second)) => same_pairs.insert([hash(first), hash(second)], to),
                None => same.insert(hash(from), to),
            };
        }
        Self {
            same,
            same_pairs,
            negations: lines(NEGATIONS).map(hash).collect(),
            figures,
        }
    }
}

fn hash(word: &str) -> u64 {
    Digest::new().text(word).value()
}

impl Reader {
    /// The words of a text, in order. What stands between square brackets is the editor's.
    pub(super) fn read(&self, text: &str) -> Vec<Word> {
        let mut read = Read {
            reader: self,
            words: Vec::with_capacity(text.len() / 5),
            word: String::new(),
            start: 0,
        };
        let mut chars = text.chars();
        let mut before = None;
        // Characters since the word's start, or since its last stop.
        let mut run = 0;
        while let Some((at, c)) = next(&mut chars, text) {
            match piece(c, before, chars.clone().next(), run) {
                Piece::Letter => {
                    read.begin(at).extend(c.to_lowercase());
                    run += 1;
                }
                Piece::Kept(kept) => read.begin(at).push(kept),
                Piece::Nothing => continue,
                Piece::Stop => run = 0,
                Piece::Word(word) => {
                    read.end(at);
                    run = 0;
                    read.begin(at).push_str(word);
                    read.end(at + c.len_utf8());
                }
                Piece::Gap => {
                    read.end(at);
                    run = 0;
                    if c == '[' {
                        skip_insertion(&mut chars);
                    }
                }
            }
            before = Some(c);
        }
        read.end(text.len());
        read.words
    }

    /// Whether losing or gaining the word turns a sentence round.
    pub(super) fn is_negation(&self, word: &Word) -> bool {
        self.negations.contains(&word.hash)
    }

    /// Whether the word of the text is a number, spelt out or not.
    pub(super) fn is_figure(&self, word: &Word, text: &str) -> bool {
        let written = text.get(word.start..word.end).unwrap_or_default();
        self.figures.contains(&word.hash) || written.bytes().any(|byte| byte.is_ascii_digit())
    }
}

impl Read<'_> {
    /// The word under way, which begins at byte `at` if none is.
    fn begin(&mut self, at: usize) -> &mut String {
        if self.word.is_empty() {
            self.start = at;
        }
        &mut self.word
    }

    /// A word, if one is under way, ends before byte `end`.
    fn end(&mut self, end: usize) {
        if self.word.is_empty() {
            return;
        }
        let hash = hash(&self.word);
        self.word.clear();
        let pair = self.words.last().and_then(|before| {
            let same = self.reader.same_pairs.get(&[before.hash, hash])?;
            Some((before.start, same))
        });
        let (start, same) = match pair {
            Some((start, same)) => {
                self.words.pop();
                (start, Some(same))
            }
            None => (self.start, self.reader.same.get(&hash)),
        };
        let word = |hash| Word { hash, start, end };
        match same {
            Some(same) => self.words.extend(same.iter().copied().map(word)),
            None => self.words.push(word(hash)),
        }
    }
}

/// What a character is to the word under way.
enum Piece {
    Letter,
    Kept(char),
    /// Nothing that is heard.
    Nothing,
    /// Behind an initial: U.S. is US.
    Stop,
    /// A word by itself.
    Word(&'static str),
    Gap,
}

fn piece(c: char, before: Option<char>, after: Option<char>, run: u32) -> Piece {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match c {
        _ if c.is_alphanumeric() => Piece::Letter,
        // Of "don't" and "'em", but not a quotation mark.
        '\'' | '’' | '‘' | 'ʼ' | '´' | '`' if letter(before) && letter(after) => {
            Piece::Kept('\'')
        }
        '.' if digit(before) && digit(after) => Piece::Kept('.'),
        ',' if digit(before) && digit(after) => Piece::Nothing,
        '.' if run == 1 && letter(before) && letter(after) => Piece::Stop,
        '%' => Piece::Word("percent"),
        '&' => Piece::Word("and"),
        // Soft hyphen, combining marks, zero-width characters, marks of direction.
        '\u{AD}'
        | '\u{300}'..='\u{36F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => Piece::Nothing,
        _ => Piece::Gap,
    }
}

fn next(chars: &mut Chars<'_>, text: &str) -> Option<(usize, char)> {
    let at = text.len() - chars.as_str().len();
    chars.next().map(|c| (at, c))
}

/// Goes on behind the closing bracket, if it is near.
fn skip_insertion(chars: &mut Chars<'_>) {
    let rest = chars.as_str();
    if let Some(end) = rest
        .bytes()
        .take(MOST_INSERTED)
        .position(|byte| byte == b']')
    {
        *chars = rest[end + 1..].chars();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        let words = Reader::default().read(text);
        words.iter().map(|word| word.hash).collect()
    }

    #[test]
    fn what_is_no_difference_in_words() {
        for (name, one, other) in [
            ("case and stops", "We WILL go, now!", "we will go now"),
            ("marks", "“the ‘big’ plan”", "the big plan"),
            ("white space", " a\u{a0}b\r\n\tc ", "a b c"),
            (
                "dashes and hyphens",
                "a long-term plan—ours",
                "a long term plan ours",
            ),
            ("apostrophes", "Don’t go", "don't go"),
            ("other apostrophes", "Ann‘s and Bo`s", "Ann's and Bo's"),
            (
                "contractions",
                "We don't; it's late",
                "we do not: it is late",
            ),
            (
                "figures",
                "5,000 of three at 2.5%",
                "5000 of 3 at 2.5 per cent",
            ),
            ("abbreviations", "the U.S. and U.S.A.", "the US and USA"),
            ("spelling", "the harbour’s labour", "the harbour's labor"),
            ("insertions", "He [the mayor] will go", "he will go"),
            ("gaps", "We will go, […] or stay.", "we will go or stay"),
            (
                "nothing heard",
                "go\u{200b}ne\u{ad} a\u{feff}way",
                "gone away",
            ),
        ] {
            assert_eq!(hashes(one), hashes(other), "{name}");
        }
    }

    #[test]
    fn what_is_one() {
        for (one, other) in [
            ("we will go", "we will not go"),
            ("2.5", "25"),
            ("we're late", "were late"),
            ("[never closed", ""),
            ("the end.Next", "the endnext"),
        ] {
            assert_ne!(hashes(one), hashes(other), "{one}");
        }
    }

    proptest! {
        #[test]
        fn words_stand_in_the_text(text in "(\\PC|[a-z0-9 .,'’%&\\[\\]\n]){0,60}") {
            for word in Reader::default().read(&text) {
                prop_assert!(text.get(word.start..word.end).is_some_and(|word| !word.is_empty()));
            }
        }
    }
}
