use proptest::prelude::*;

use super::*;
use crate::document::Document;
use crate::segmentation::segment;
use crate::vocabulary::Vocabulary;

fn found(phrases: &[&str], text: &str) -> Vec<(usize, String)> {
    let known = phrases.iter().map(|text| Phrase {
        text: (*text).to_owned(),
        cased: text.chars().any(char::is_uppercase),
    });
    let heads = Heads::new(&known.collect::<Vec<_>>());
    let mut found = Vec::new();
    let document = Document::from_text("", text);
    let tokens = segment(&document).tokens;
    heads.each(text, &tokens, 0..tokens.len(), |number, span| {
        assert!(text.get(span.range()).is_some());
        found.push((span.start(), phrases[number as usize].to_owned()));
    });
    found
}

#[test]
fn finds_whole_words_and_phrases_the_shortest_first() {
    let phrases = ["year", "year by year", "US", "o'clock", "'s been", "mr."];
    let cases: &[(&str, &[(usize, &str)])] = &[
        (
            "Year by year.",
            &[(0, "year"), (0, "year by year"), (8, "year")],
        ),
        ("years, midyear, éyear, yearé", &[]),
        ("anti-US, us, USA", &[(5, "US")]),
        ("ten O’Clock", &[(4, "o'clock")]),
        ("it’s been; it's been", &[(2, "'s been"), (15, "'s been")]),
        ("Mr. Mr", &[(0, "mr.")]),
        ("year", &[(0, "year")]),
        ("", &[]),
    ];
    for (text, wanted) in cases {
        let wanted: Vec<(usize, String)> = wanted
            .iter()
            .map(|(start, phrase)| (*start, (*phrase).to_owned()))
            .collect();
        assert_eq!(found(&phrases, text), wanted, "{text}");
    }
}

#[test]
fn words_longer_than_a_key_are_told_apart() {
    let phrases = [
        "counterrevolutionary",
        "counterrevolutionaries",
        "counterrevolutio",
    ];
    assert_eq!(
        found(&phrases, "Counterrevolutionaries"),
        [(0, phrases[1].to_owned())]
    );
    assert_eq!(found(&phrases, "counterrevolution"), []);
    assert_eq!(
        found(&phrases, "counterrevolutio n"),
        [(0, phrases[2].to_owned())]
    );
}

#[test]
fn other_scripts_are_words_too() {
    let phrases = ["élan", "naïve", "café au lait"];
    assert_eq!(
        found(&phrases, "naïve élan, naïveté; mélange; Café au lait"),
        [
            (0, "naïve".to_owned()),
            (7, "élan".to_owned()),
            (35, "café au lait".to_owned())
        ]
    );
}

/// What is looked for below.
const PHRASES: &[&str] = &[
    "in",
    "in the",
    "in the world",
    "the world",
    "the",
    "US",
    "u.s. states",
    "'s been",
    "mr.",
    "%",
    "$",
    "-year-old",
    "no one, in",
];

/// Every place where a phrase stands between word bounds, by looking everywhere.
fn everywhere(text: &str) -> Vec<(usize, String)> {
    let straight = |found: char| match found {
        '’' => '\'',
        found => found,
    };
    let mut found = Vec::new();
    for (start, _) in text.char_indices() {
        for phrase in PHRASES {
            let length = phrase.chars().count();
            let words: String = text[start..].chars().take(length).collect();
            let straight: String = words.chars().map(straight).collect();
            let cased = phrase.chars().any(char::is_uppercase);
            let same = match cased {
                true => straight == *phrase,
                false => straight.to_ascii_lowercase() == *phrase,
            };
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let inside = |at: usize| {
                is_word(text[..at].chars().next_back()) && is_word(text[at..].chars().next())
            };
            if same && !inside(start) && !inside(start + words.len()) {
                found.push((start, (*phrase).to_owned()));
            }
        }
    }
    found.sort_by_key(|(start, phrase)| (*start, phrase.len()));
    found
}

proptest! {
    #[test]
    fn no_phrase_is_passed_over(
        text in "(in|the|The|world|US|U\\.S\\.|states|s|been|Mr\\.|no|one|year|old|é|[-’',.%$“” 9a]| ){0,30}"
    ) {
        prop_assert_eq!(found(PHRASES, &text), everywhere(&text), "{}", text);
    }
}

#[test]
fn every_number_of_the_vocabulary_has_a_place() {
    assert!(Vocabulary::shared().len() <= NUMBERS);
}
