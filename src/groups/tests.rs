//! Which quotations are one, and how they differ.

mod rows;

use std::collections::BTreeSet;

use super::*;
use crate::config::Newlines;

pub(super) fn quote(number: usize, text: &str, speaker: &str) -> QuoteRecord {
    let named = speaker.starts_with(char::is_uppercase);
    QuoteRecord {
        id: format!("q_{number:016x}").into(),
        quote: text.into(),
        speaker: (!speaker.is_empty()).then(|| speaker.into()),
        speaker_id: named.then(|| format!("s_{}", speaker.to_lowercase()).into()),
        speaker_kind: if named { "person" } else { "unnamed" },
        kind: "direct",
        is_speech: true,
        ..QuoteRecord::default()
    }
}

/// Articles of one quotation each: date, outlet, speaker, words.
pub(super) fn grouped(quotes: &[[&str; 4]]) -> Grouped {
    let mut groups = Groups::default();
    for (at, [date, outlet, speaker, text]) in quotes.iter().enumerate() {
        groups.add(&ArticleRecord {
            id: format!("d{at}"),
            date_iso: (!date.is_empty()).then(|| (*date).into()),
            outlet: Some((*outlet).to_owned()),
            quotes: vec![quote(at, text, speaker)],
            ..ArticleRecord::default()
        });
    }
    groups.finish()
}

/// Places of the texts that are one quotation.
pub(super) fn partition(texts: &[&str]) -> BTreeSet<BTreeSet<usize>> {
    let quotes: Vec<_> = texts.iter().map(|text| ["", "", "", *text]).collect();
    let place = |(_, doc): (String, &str)| doc[1..].parse().unwrap();
    let grouped = grouped(&quotes);
    grouped
        .groups()
        .map(|group| group.members().map(place).collect())
        .collect()
}

#[test]
fn one_quotation() {
    for (name, one, other) in [
        (
            "case, marks, stops",
            "We will never sell the old mill!",
            "we will never sell the “old” mill",
        ),
        (
            "house style",
            "We don't want five more years of it",
            "we do not want 5 more years of it",
        ),
        (
            "a word changed",
            "The council has always known that the bridge is not safe",
            "The council has long known that the bridge is not safe",
        ),
        (
            "a word lost",
            "I did not take a single krone from the harbour fund",
            "I did take a single krone from the harbour fund",
        ),
        (
            "the last word",
            "Nobody on this island has asked for a second airport terminal",
            "Nobody on this island has asked for a second airport building",
        ),
        (
            "a short form",
            "the cranes will be back before the herring",
            "Let me be plain: the cranes will be back before the herring, and if they are not, I shall resign.",
        ),
        (
            "two parts",
            "We have waited nine winters for this road, and we can wait for one more",
            "nine winters for this road, and we can wait for one more, but our children cannot",
        ),
        (
            "across its parts",
            "We have read the letter, […] and we shall answer it in our own time",
            "We have read the letter, and we shall answer it in our own time",
        ),
        (
            "an editor's hand",
            "She [the minister] has never set foot in our valley",
            "She has never set foot in our valley",
        ),
    ] {
        assert_eq!(partition(&[one, other]).len(), 1, "{name}");
        assert_eq!(
            partition(&[other, one]).len(),
            1,
            "{name}, the other way round"
        );
    }
}

#[test]
fn two_quotations() {
    for (name, one, other) in [
        (
            "a short one",
            "We will not pay the fine",
            "We will not pay the tax",
        ),
        (
            "the same beginning",
            "At the end of the day we will have to see what the doctors tell us on Friday",
            "At the end of the day we will have to see whether there is any money left for the school",
        ),
        (
            "the same words",
            "The mayor told the baker that the bread was too dear for the poor",
            "The poor told the mayor that the baker was too dear for the bread",
        ),
        (
            "one kind of sentence",
            "We are proud of the team and grateful to all who came to the match",
            "We are tired of the talk and grateful to none who came to the meeting",
        ),
        (
            "nothing in common",
            "Rain is good for the barley",
            "Every ship has a captain and a cook",
        ),
    ] {
        assert_eq!(partition(&[one, other]).len(), 2, "{name}");
    }
}

#[test]
fn only_speech_of_some_words_counts() {
    let text = "we have nothing more to say";
    let spoken = quote(1, text, "Ann Lee");
    let (scare, indirect) = (
        QuoteRecord {
            is_speech: false,
            ..spoken.clone()
        },
        QuoteRecord {
            kind: "indirect",
            ..spoken.clone()
        },
    );
    let few = quote(2, "“No comment,” — not now.", "Ann Lee");
    for (quote, counted) in [(spoken, 1), (scare, 0), (indirect, 0), (few, 1)] {
        let mut groups = Groups::default();
        groups.add(&ArticleRecord {
            quotes: vec![quote.clone()],
            ..ArticleRecord::default()
        });
        let expected = if quote.quote.contains("comment") {
            1
        } else {
            counted
        };
        assert_eq!(groups.finish().groups().count(), expected, "{quote:?}");
    }
    assert!(partition(&["No comment", "never again, ever", "no"]).is_empty());
}

#[test]
fn numbers_are_house_style() {
    for (one, other) in [
        (
            "We will build 300 homes by 2030 in the old harbour, and that is all",
            "We will build three hundred homes by 2030 in the old harbour, and that is all",
        ),
        (
            "It costs $5 million and rents rose by 5% in the old harbour last year",
            "It costs five million dollars and rents rose by five per cent in the old harbour last year",
        ),
    ] {
        let grouped = grouped(&[["", "Post", "", one], ["", "Echo", "", other]]);
        let groups: Vec<_> = grouped.groups().collect();
        assert_eq!(groups.len(), 1);
        assert!(
            groups[0].misquotations(Newlines::Marked).is_empty(),
            "{one}"
        );
    }
}

#[test]
fn differences_are_of_a_kind() {
    let said = "I did not take fifty krone from the harbour fund, and nobody has asked me";
    for (other, change, shown) in [
        (
            "I did take fifty krone from the harbour fund, and nobody has asked me",
            "negation",
            "I did [-not-] take fifty krone from the …",
        ),
        (
            "I didn't take 60 krone from the harbour fund, and nobody has asked me",
            "figure",
            "I did not take [-fifty-] {+60+} krone from the harbour fund …",
        ),
        (
            "I did not take fifty krone from the city fund, and nobody has told me",
            "words",
            "… take fifty krone from the [-harbour-] {+city+} fund, and nobody has [-asked-] {+told+} me",
        ),
    ] {
        let grouped = grouped(&[["", "Post", "", said], ["", "Echo", "", other]]);
        let groups: Vec<_> = grouped.groups().collect();
        let rows: Vec<_> = groups[0].misquotations(Newlines::Marked);
        assert_eq!(rows.len(), 1, "{other}");
        assert_eq!((rows[0].change, &*rows[0].difference), (change, shown));
    }
}

#[test]
fn a_form_in_one_article_alone_contradicts_nobody() {
    let mut groups = Groups::default();
    let texts = [
        "The council has always known that the bridge is not safe",
        "The council has long known that the bridge is not safe",
    ];
    let quotes = texts
        .iter()
        .enumerate()
        .map(|(at, text)| quote(at, text, "Ann Lee"));
    groups.add(&ArticleRecord {
        quotes: quotes.collect(),
        ..ArticleRecord::default()
    });
    let grouped = groups.finish();
    let group = grouped.groups().next().unwrap();
    assert_eq!(group.row(Newlines::Marked).variants, 2);
    assert!(group.misquotations(Newlines::Marked).is_empty());
}

#[test]
fn a_reporters_words_are_no_misquotation() {
    for (kind, rows) in [("direct", 1), ("mixed", 0)] {
        let mut groups = Groups::default();
        for (at, word) in ["old", "long"].into_iter().enumerate() {
            let text = format!("she calls the {word} bridge a danger to all who live by it");
            let quote = QuoteRecord {
                kind,
                ..quote(at, &text, "Ann Lee")
            };
            groups.add(&ArticleRecord {
                quotes: vec![quote],
                ..ArticleRecord::default()
            });
        }
        let grouped = groups.finish();
        let group = grouped.groups().next().unwrap();
        assert_eq!(group.misquotations(Newlines::Marked).len(), rows, "{kind}");
    }
}

#[test]
fn stock_phrases_are_no_dispute() {
    for (text, rows) in [
        ("We are very happy with it", 0),
        ("We are very happy with it and with the new roof", 1),
    ] {
        let grouped = grouped(&[["", "A", "Ann Lee", text], ["", "B", "Bo Ray", text]]);
        let group = grouped.groups().next().unwrap();
        assert_eq!(group.misquotations(Newlines::Marked).len(), rows, "{text}");
    }
}

#[test]
fn grouping_is_full_by_what_it_keeps() {
    let mut groups = Groups::with_bytes(2_000);
    for at in 0.. {
        if groups.is_full() {
            break;
        }
        let text = format!("what was said {at} times is said {at} times again by all of {at}");
        groups.add(&ArticleRecord {
            quotes: vec![quote(at, &text, "")],
            ..ArticleRecord::default()
        });
        assert!(at < 10, "{}", groups.bytes());
    }
}
