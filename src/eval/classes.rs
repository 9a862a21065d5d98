//! What a gold quotation looks like: the classes that the tables are broken down by.

use super::article::Text;
use super::gold::{Chars, GoldQuote};
use super::source::is_pronoun;

pub(super) fn parts(quote: &GoldQuote) -> &'static str {
    match quote.content.len() {
        0 | 1 => "1",
        2 => "2",
        _ => "3 or more",
    }
}

/// Where the source stands from the content.
pub(super) fn position(quote: &GoldQuote) -> &'static str {
    let extent = |spans: &[Chars]| {
        let start = spans.iter().map(|span| span[0]).min()?;
        let end = spans.iter().map(|span| span[1]).max()?;
        Some((start, end))
    };
    match (extent(&quote.source), extent(&quote.content)) {
        (Some((_, end)), Some((content, _))) if end <= content => "before",
        (Some((start, _)), Some((_, content))) if start >= content => "after",
        (Some(_), _) => "inside",
        (None, _) => "nowhere",
    }
}

pub(super) fn naming(text: &Text, quote: &GoldQuote) -> &'static str {
    let words = text.words(&quote.source);
    let capital = |word: &String| word.starts_with(char::is_uppercase);
    match words.as_slice() {
        [] => "not there",
        [word] if is_pronoun(&word.to_lowercase()) => "a pronoun",
        words if words.iter().any(capital) => "a name",
        _ => "a description",
    }
}

/// The reporting words, in the classes peers were measured by. The first that
/// fits: "says" in a cue of several words is [`Cue::Say`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Nothing,
    /// A colon or a dash, no word.
    Mark,
    Say,
    According,
    Tell,
    OneWord,
    SeveralWords,
}

impl Cue {
    pub(super) fn of(text: &Text, quote: &GoldQuote) -> Self {
        let words = text.words(&quote.cue);
        let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let any = |forms: &[&str]| words.iter().any(|word| forms.contains(&word.as_str()));
        match words.len() {
            0 if quote.cue.is_empty() => Self::Nothing,
            0 => Self::Mark,
            _ if any(&["say", "says", "said", "saying"]) => Self::Say,
            _ if any(&["according"]) => Self::According,
            _ if any(&["tell", "tells", "told", "telling"]) => Self::Tell,
            1 => Self::OneWord,
            _ => Self::SeveralWords,
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Mark => "colon or dash",
            Self::Say => "say, said",
            Self::According => "according to",
            Self::Tell => "tell, told",
            Self::OneWord => "one other word",
            Self::SeveralWords => "several words",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(content: &[Chars], source: &[Chars], cue: &[Chars]) -> GoldQuote {
        GoldQuote {
            content: content.to_vec(),
            source: source.to_vec(),
            cue: cue.to_vec(),
            speaker: None,
            aliases: Vec::new(),
        }
    }

    #[test]
    fn classes_follow_the_gold() {
        let text = Text::new("“A,” she said. “B.” Mr. Roe: C, according to aides");
        let split = quote(&[[0, 4], [15, 19]], &[[5, 8]], &[[9, 13]]);
        assert_eq!(parts(&split), "2");
        assert_eq!(position(&split), "inside");
        assert_eq!(naming(&text, &split), "a pronoun");
        assert_eq!(Cue::of(&text, &split), Cue::Say);
        let colon = quote(&[[29, 30]], &[[20, 27]], &[[27, 28]]);
        assert_eq!(position(&colon), "before");
        assert_eq!(naming(&text, &colon), "a name");
        assert_eq!(Cue::of(&text, &colon), Cue::Mark);
        let according = quote(&[[29, 30]], &[[45, 50]], &[[32, 44]]);
        assert_eq!(position(&according), "after");
        assert_eq!(naming(&text, &according), "a description");
        assert_eq!(Cue::of(&text, &according), Cue::According);
        let none = quote(&[[29, 30]], &[], &[]);
        assert_eq!(position(&none), "nowhere");
        assert_eq!(Cue::of(&text, &none), Cue::Nothing);
    }

    #[test]
    fn a_cue_of_several_words_is_known_by_its_verb() {
        let cue = |words: &str| {
            let quote = quote(&[], &[], &[[0, words.chars().count()]]);
            Cue::of(&Text::new(words), &quote)
        };
        assert_eq!(cue("went on to say"), Cue::Say);
        assert_eq!(cue("told reporters"), Cue::Tell);
        assert_eq!(cue("wrote"), Cue::OneWord);
        assert_eq!(cue("is calling for"), Cue::SeveralWords);
    }
}
