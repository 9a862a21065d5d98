//! [`Text`]: an article as the measure sees it: word tokens and quoted stretches.
//!
//! Words are runs of letters, digits and low lines, as in the reference scorer's
//! `\w`; the two differ only in marks that combine with letters of Indic scripts.

use super::gold::Chars;

/// Sorted and distinct token numbers.
pub(super) type Tokens = Vec<usize>;

/// The kinds as the measure tells them, from the marks alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Direct,
    Mixed,
    Indirect,
}

pub(super) const KINDS: [Kind; 3] = [Kind::Direct, Kind::Mixed, Kind::Indirect];

impl Kind {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

#[derive(Debug)]
pub(super) struct Text {
    chars: Vec<char>,
    /// Inside quotation marks.
    quoted: Vec<bool>,
    /// Inside double marks, doubled single ones not counted.
    double: Vec<bool>,
    words: Vec<String>,
    /// The token each character stands in.
    token_at: Vec<Option<usize>>,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let double = quoted(&chars, double_mark);
        let quoted = quoted(&chars, any_mark);
        let mut words: Vec<String> = Vec::new();
        let mut token_at = Vec::with_capacity(chars.len());
        let mut inside = false;
        for c in &chars {
            let is_word = is_word(*c);
            match words.last_mut() {
                Some(word) if is_word && inside => word.push(*c),
                _ if is_word => words.push(c.to_string()),
                _ => {}
            }
            token_at.push(is_word.then(|| words.len() - 1));
            inside = is_word;
        }
        for word in &mut words {
            *word = word.to_lowercase();
        }
        Self {
            chars,
            quoted,
            double,
            words,
            token_at,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The tokens the spans touch; `Err` is a span outside the text.
    pub(super) fn tokens(&self, spans: &[Chars]) -> Result<Tokens, Chars> {
        let mut tokens = Tokens::new();
        for [start, end] in spans {
            let inside = self.token_at.get(*start..*end).ok_or([*start, *end])?;
            tokens.extend(inside.iter().flatten());
        }
        tokens.sort_unstable();
        tokens.dedup();
        Ok(tokens)
    }

    pub(super) fn word(&self, token: usize) -> &str {
        &self.words[token]
    }

    /// Direct if nearly all letters and digits of the spans are quoted, mixed if some are.
    pub(super) fn kind(&self, spans: &[Chars]) -> Kind {
        let (mut all, mut inside) = (0_u32, 0_u32);
        for [start, end] in spans {
            let end = (*end).min(self.len());
            for at in *start..end {
                if self.chars[at].is_alphanumeric() {
                    all += 1;
                    inside += u32::from(self.quoted[at]);
                }
            }
        }
        match inside {
            0 => Kind::Indirect,
            _ if f64::from(inside) / f64::from(all) >= 0.95 => Kind::Direct,
            _ => Kind::Mixed,
        }
    }

    /// Whether any letter or digit of the spans stands in double marks.
    pub(super) fn in_double_marks(&self, spans: &[Chars]) -> bool {
        let mut all = spans.iter().flat_map(|[start, end]| *start..*end);
        all.any(|at| self.double[at] && self.chars[at].is_alphanumeric())
    }

    pub(super) fn slice(&self, [start, end]: Chars) -> String {
        let inside = self.chars.get(start..end).unwrap_or_default();
        inside.iter().collect()
    }

    /// The words the spans touch, as written.
    pub(super) fn words(&self, spans: &[Chars]) -> Vec<String> {
        let inside = |[start, end]: &Chars| self.chars.get(*start..*end).unwrap_or_default();
        spans
            .iter()
            .flat_map(|span| inside(span).split(|c| !is_word(*c)))
            .filter(|word| !word.is_empty())
            .map(|word| word.iter().collect())
            .collect()
    }

    /// The spans' words on one line, cut to a readable length.
    pub(super) fn show(&self, spans: &[Chars]) -> String {
        let parts: Vec<String> = spans
            .iter()
            .map(|[start, end]| self.chars.get(*start..*end).unwrap_or_default())
            .map(|part| part.iter().collect::<String>())
            .collect();
        let line = parts.join(" … ").replace(['\n', '\r'], " ");
        line.chars().take(160).collect()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Which characters stand between double marks: curly, straight or doubled single
/// ones. A curly mark left open runs to its paragraph's end.
fn quoted(chars: &[char], mark: MarkAt) -> Vec<bool> {
    let mut quoted = vec![false; chars.len()];
    let mut start = 0;
    for paragraph in chars.split_inclusive(|c| *c == '\n') {
        let line = paragraph.strip_suffix(&['\n']).unwrap_or(paragraph);
        mark_paragraph(line, mark, &mut quoted[start..start + line.len()]);
        start += paragraph.len();
    }
    quoted
}

fn mark_paragraph(line: &[char], mark_at: MarkAt, quoted: &mut [bool]) {
    let mut open: Option<(usize, char)> = None;
    let mut at = 0;
    while at < line.len() {
        let Some(length) = mark_at(&line[at..]) else {
            at += 1;
            continue;
        };
        let mark = line[at];
        let end = at + length;
        match open {
            None if !matches!(mark, '”' | '’') => open = Some((at, mark)),
            Some((from, _)) if !matches!(mark, '“' | '`' | '‘') => {
                quoted[from..end].fill(true);
                open = None;
            }
            _ => {}
        }
        at = end;
    }
    if let Some((from, '“')) = open {
        quoted[from..].fill(true);
    }
}

/// The length of the mark that stands here.
type MarkAt = fn(&[char]) -> Option<usize>;

fn double_mark(here: &[char]) -> Option<usize> {
    matches!(here, ['“' | '”' | '"', ..]).then_some(1)
}

fn any_mark(here: &[char]) -> Option<usize> {
    match here {
        ['\'', '\'', ..] | ['`', '`', ..] | ['’', '’', ..] | ['‘', '‘', ..] => Some(2),
        _ => double_mark(here),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_the_marks() {
        let text = Text::new("He said “we go” and ''so''.\n“Open, and\n\"apart\" too");
        assert_eq!(text.kind(&[[8, 15]]), Kind::Direct);
        assert_eq!(text.kind(&[[3, 15]]), Kind::Mixed);
        assert_eq!(text.kind(&[[0, 7]]), Kind::Indirect);
        assert_eq!(text.kind(&[[20, 26]]), Kind::Direct);
        assert_eq!(text.kind(&[[28, 38]]), Kind::Direct);
        assert_eq!(text.kind(&[[46, 50]]), Kind::Indirect);
        assert!(text.in_double_marks(&[[3, 15]]));
        assert!(!text.in_double_marks(&[[20, 26]]));
    }

    #[test]
    fn tokens_are_words_and_spans_are_checked() {
        let text = Text::new("É_1 don’t");
        assert_eq!(text.tokens(&[[0, 9]]), Ok(vec![0, 1, 2]));
        assert_eq!(text.word(0), "é_1");
        assert_eq!(text.tokens(&[[5, 6], [0, 1]]), Ok(vec![0, 1]));
        assert_eq!(text.tokens(&[[3, 10]]), Err([3, 10]));
    }
}
