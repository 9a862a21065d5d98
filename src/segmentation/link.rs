//! Addresses: how far a URL or an e-mail address reaches.

use super::class::{is_alphanumeric, is_blank, is_mark, is_stop};
use super::token::Tokenizer;

impl<const SKIM: bool> Tokenizer<'_, SKIM> {
    /// The end of the URL at `start`: up to white space or a quotation mark, without the punctuation of its sentence.
    pub(super) fn link_end(&self, start: usize) -> usize {
        let rest = &self.text[start..self.end];
        let mut depth = 0_usize;
        let mut length = rest.len();
        for (place, sign) in rest.char_indices() {
            match sign {
                '(' => depth += 1,
                // The bracket around the address, not one inside it.
                ')' if depth == 0 => length = place,
                ')' => depth -= 1,
                '"' | '<' | '>' | '`' | ']' | '|' => length = place,
                _ if is_blank(sign) || is_mark(sign) => length = place,
                _ => continue,
            }
            if length < rest.len() {
                break;
            }
        }
        let link = rest[..length].trim_end_matches(|sign| {
            matches!(sign, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*') || is_stop(sign)
        });
        start + link.len()
    }

    /// The end of the e-mail address whose `@` is at `at`.
    pub(super) fn mail_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while let Some(sign) = self
            .peek(end)
            .filter(|sign| is_alphanumeric(*sign) || matches!(sign, '.' | '-' | '_'))
        {
            end += sign.len_utf8();
        }
        while matches!(self.bytes[end - 1], b'.' | b'-') {
            end -= 1;
        }
        end
    }

    /// An `@` follows the stop at `at` in the same run, as in Jane.Doe@example.com.
    pub(super) fn is_mail(&self, at: usize) -> bool {
        // A local part has 64 characters at most; the bound also keeps the search linear.
        const LONGEST: usize = 64;
        let rest = &self.bytes[at..self.end.min(at + LONGEST)];
        let run = rest
            .iter()
            .take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+')
            })
            .count();
        rest.get(run) == Some(&b'@') && self.is_alphanumeric_at(at + run + 1)
    }
}
