//! Stops inside and after words: which belong to the word as an abbreviation's,
//! an initial's or an address's. Whether one ends a sentence as well is
//! [`super::sentence`]'s question.

use super::class::{is_alphanumeric, is_apostrophe, is_blank, is_hyphen};
use super::lexicon::{self, Ending};
use super::token::Tokenizer;
use super::word::Sign;

impl<const SKIM: bool> Tokenizer<'_, SKIM> {
    /// The stop at `at`, in a word that began at `start` and has had no stop since `part`.
    ///
    /// `dotted` while every part of it was a single letter.
    pub(super) fn full_stop(&self, start: usize, part: usize, at: usize, dotted: bool) -> Sign {
        let single = dotted && self.is_single_letter(part, at);
        if self.is_alphanumeric_at(at + 1) {
            return self.inner_stop(start, at, single);
        }
        if single && part > start {
            return self.own_stop(at);
        }
        let word = &self.text[start..at];
        match lexicon::abbreviation(word) {
            Some(Ending::Number) if self.number_follows(at + 1) => self.own_stop(at),
            Some(Ending::Never | Ending::Maybe | Ending::Likely) => self.own_stop(at),
            _ if single
                && self.is_initial(start, at)
                && !self.is_platform(start)
                && !self.is_turn(start) =>
            {
                self.own_stop(at)
            }
            _ => Sign::Outer,
        }
    }

    /// A stop with a letter or digit right after it.
    fn inner_stop(&self, start: usize, at: usize, single: bool) -> Sign {
        let next = self.part_end(at + 1);
        if single && self.is_single_letter(at + 1, next) {
            return Sign::Inner(at + 1);
        }
        if lexicon::abbreviation(&self.text[start..next]).is_some() {
            return Sign::Inner(at + 1);
        }
        if &self.text[start..at] == "www" {
            return Sign::Last(self.link_end(start));
        }
        if self.is_mail(at) {
            return Sign::Inner(at + 1);
        }
        // example.com, node.js: an address in lower case. "ended.The" is two words.
        let lower = self.bytes[at + 1].is_ascii_lowercase() || self.bytes[at + 1].is_ascii_digit();
        if lower && !single && next > at + 2 {
            return Sign::Inner(at + 1);
        }
        match lexicon::abbreviation(&self.text[start..at]) {
            Some(Ending::Number) if !self.bytes[at + 1].is_ascii_digit() => Sign::Outer,
            Some(_) => Sign::Last(at + 1),
            None if single && self.bytes[start].is_ascii_uppercase() => Sign::Last(at + 1),
            None => Sign::Outer,
        }
    }

    /// The stop is the word's; the word goes on only with a hyphen or a clitic (U.S.-led, Jr.'s).
    fn own_stop(&self, at: usize) -> Sign {
        let goes_on = self.peek(at + 1).is_some_and(|sign| {
            (is_hyphen(sign) || is_apostrophe(sign))
                && self.is_alphanumeric_at(at + 1 + sign.len_utf8())
        });
        if goes_on {
            Sign::Inner(at + 1)
        } else {
            Sign::Last(at + 1)
        }
    }

    fn is_single_letter(&self, start: usize, end: usize) -> bool {
        const LONGEST: usize = char::MAX.len_utf8();
        end - start <= LONGEST
            && self
                .peek(start)
                .is_some_and(|letter| letter.is_alphabetic() && start + letter.len_utf8() == end)
    }

    /// The end of the ASCII letters at `at`, or of one character beyond ASCII; not looked for further than any abbreviation reaches.
    fn part_end(&self, at: usize) -> usize {
        const FAR: usize = 16;
        let mut end = at;
        while end < self.end && end < at + FAR && self.bytes[end].is_ascii_alphanumeric() {
            end += 1;
        }
        if end == at {
            at + self.peek(at).map_or(0, char::len_utf8)
        } else {
            end
        }
    }

    fn number_follows(&self, at: usize) -> bool {
        self.peek(self.skip_blanks(at))
            .is_some_and(char::is_numeric)
    }

    /// A capital before a name: J. Smith. Not "you and I. Did you", nor "Plan B." at the end.
    fn is_initial(&self, start: usize, at: usize) -> bool {
        if !self.peek(start).is_some_and(char::is_uppercase) {
            return false;
        }
        let next = self.skip_blanks(at + 1);
        match self.peek(next) {
            Some('(') => true,
            Some(sign) if !is_alphanumeric(sign) => {
                next == at + 1 && matches!(sign, ',' | ';' | ':' | '-')
            }
            Some(_) => !lexicon::is_starter(self.word_at(next)),
            None => false,
        }
    }

    /// "wrote on X.": the platform, no initial.
    fn is_platform(&self, start: usize) -> bool {
        let said = &self.bytes[..start];
        self.bytes[start] == b'X'
            && [&b" on "[..], b" to "]
                .iter()
                .any(|end| said.ends_with(end))
    }

    /// "Q. Anything else? ¶ A. Some soup.": who takes a turn of an interview, no initial.
    fn is_turn(&self, start: usize) -> bool {
        let before = &self.text[..start];
        if !before.is_empty() && !before.ends_with('\n') {
            return false;
        }
        let asked = || {
            let above = before.trim_end().lines().next_back();
            above.is_some_and(|line| line.starts_with("Q."))
        };
        match self.bytes[start] {
            b'Q' => true,
            b'A' => asked(),
            _ => false,
        }
    }

    fn skip_blanks(&self, at: usize) -> usize {
        const MANY: usize = 4;
        let mut end = at;
        for _ in 0..MANY {
            match self.peek(end) {
                Some(blank) if is_blank(blank) => end += blank.len_utf8(),
                _ => break,
            }
        }
        end
    }

    /// The letters at `at` with inner apostrophes, as far as any word of the lexicon reaches.
    fn word_at(&self, at: usize) -> &str {
        const FAR: usize = 24;
        let rest = &self.text[at..self.end];
        let end = rest
            .char_indices()
            .find(|(place, sign)| *place > FAR || !(is_alphanumeric(*sign) || is_apostrophe(*sign)))
            .map_or(rest.len(), |(place, _)| place);
        &rest[..end]
    }
}
