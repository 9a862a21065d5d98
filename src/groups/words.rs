//! [`Reader`]: a quotation as the words it is compared by: no case, no marks, no white space, no
//! house style.

use std::ops::Range;
use std::str::Chars;

use rustc_hash::{FxHashMap, FxHashSet};

use super::numbers::{self, Part};
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
    /// It is a number, spelt out or not.
    pub(super) is_figure: bool,
}

/// Reads quotations as words.
#[derive(Debug)]
pub(super) struct Reader {
    /// Of a word's hash, those it is compared as.
    same: FxHashMap<u64, Vec<u64>>,
    /// Of two words' hashes.
    same_pairs: FxHashMap<[u64; 2], Vec<u64>>,
    negations: FxHashSet<u64>,
    /// What words are in numbers.
    parts: FxHashMap<u64, Part>,
}

/// The words so far, and the one under way, in lower case.
struct Read<'r> {
    reader: &'r Reader,
    words: Vec<Word>,
    /// Of each, what it is in a number.
    parts: Vec<Option<Part>>,
    /// Some are a number.
    numbered: bool,
    word: String,
    start: usize,
}

impl Default for Reader {
    fn default() -> Self {
        let mut same = FxHashMap::default();
        let mut same_pairs = FxHashMap::default();
        let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
        for (from, to) in lines(SAME_WORDS).filter_map(|line| line.split_once('\t')) {
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
            parts: numbers::parts(),
        }
    }
}

pub(super) fn hash(word: &str) -> u64 {
    Digest::new().text(word).value()
}

impl Reader {
    /// The words of a text, in order. What stands between square brackets is the editor's.
    pub(super) fn read(&self, text: &str) -> Vec<Word> {
        let mut read = Read {
            reader: self,
            words: Vec::with_capacity(text.len() / 5),
            parts: Vec::with_capacity(text.len() / 5),
            numbered: false,
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
                    if let Some(word) = numbers::money(c) {
                        read.sign(word, at..at + c.len_utf8());
                    }
                    if c == '[' {
                        skip_insertion(&mut chars);
                    }
                }
            }
            before = Some(c);
        }
        read.end(text.len());
        match read.numbered {
            true => numbers::merged(read.words, &read.parts),
            false => read.words,
        }
    }

    /// Whether losing or gaining the word turns a sentence round.
    pub(super) fn is_negation(&self, word: &Word) -> bool {
        self.negations.contains(&word.hash)
    }

    /// Whether the word of the text is a number, spelt out or not.
    pub(super) fn is_figure(&self, word: &Word, text: &str) -> bool {
        let written = text.get(word.start..word.end).unwrap_or_default();
        word.is_figure || written.bytes().any(|byte| byte.is_ascii_digit())
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

    /// A sign of money.
    fn sign(&mut self, word: &'static str, at: Range<usize>) {
        self.numbered = true;
        self.parts.push(Some(Part::Sign(word)));
        self.words.push(Word {
            hash: hash(word),
            start: at.start,
            end: at.end,
            is_figure: false,
        });
    }

    /// What the word under way is in a number.
    fn part(&self, hash: u64) -> Option<Part> {
        let signed = matches!(self.parts.last(), Some(Some(Part::Sign(_))));
        let spelt = self.reader.parts.get(&hash).copied();
        spelt.or_else(|| numbers::digits(&self.word, signed))
    }

    /// A word, if one is under way, ends before byte `end`.
    fn end(&mut self, end: usize) {
        if self.word.is_empty() {
            return;
        }
        let hash = hash(&self.word);
        let part = self.part(hash);
        self.numbered |= matches!(part, Some(Part::Digits(..) | Part::Unit(_) | Part::Tens(_)))
            || matches!(part, Some(Part::Hundred | Part::Scale(_)));
        self.word.clear();
        let pair = self.words.last().and_then(|before| {
            let same = self.reader.same_pairs.get(&[before.hash, hash])?;
            Some((before.start, same))
        });
        let (start, same) = match pair {
            Some((start, same)) => {
                self.words.pop();
                self.parts.pop();
                (start, Some(same))
            }
            None => (self.start, self.reader.same.get(&hash)),
        };
        let word = |hash| Word {
            hash,
            start,
            end,
            is_figure: false,
        };
        match same {
            Some(same) => self.words.extend(same.iter().copied().map(word)),
            None => self.words.push(word(hash)),
        }
        // Of what is compared as several words none is a number.
        let part = part.filter(|_| self.words.len() == self.parts.len() + 1);
        self.parts.resize(self.words.len(), part);
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
            (
                "numbers by their value",
                "three hundred of 2.50 million and a hundred at twenty-five",
                "300 of 2,500,000 and 100 at 25",
            ),
            (
                "long numbers",
                "two thousand three hundred and five, one million",
                "2,305, 1 million",
            ),
            (
                "money",
                "$5 million, a £2bn bridge, €3m and US$7",
                "5 million dollars, a 2 billion pound bridge, 3 million euros and US 7 dollars",
            ),
            ("percent", "five percent, 6%", "5 per cent, six percent"),
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
            ("three hundred", "three hundred and one"),
            ("$5 million", "€5 million"),
            ("5m of rope", "5 million of rope"),
            ("three and five", "3005"),
            ("one, two, three", "123"),
            ("agent 007", "agent seven"),
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
