use super::*;
use crate::document::Document;
use crate::segmentation::segment;

fn index<'p>(phrases: &[&'p str]) -> Index<&'p str> {
    Index::new(phrases.iter().map(|text| Phrase {
        text: (*text).to_owned(),
        cased: text.chars().any(char::is_uppercase),
        value: *text,
    }))
}

fn found(phrases: &[&str], text: &str) -> Vec<(usize, String)> {
    let index = index(phrases);
    let mut found = Vec::new();
    let document = Document::from_text("", text);
    index.each(text, &segment(&document).tokens, |start, phrase| {
        assert!(text.get(start..phrase.end).is_some());
        found.push((start, phrase.value.to_owned()));
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
