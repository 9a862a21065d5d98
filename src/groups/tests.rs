//! Which quotations are one, what is told of them, and the laws that hold for any.

use std::collections::BTreeSet;
use std::convert::Infallible;

use super::*;
use crate::config::Newlines;
use crate::records::{Cell, Row};

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
fn a_row_tells_where_by_whom_and_how_often() {
    let long = "The ferry will sail on Monday, whatever the weather, with or without me";
    let grouped = grouped(&[
        [
            "2024-03-02",
            "Post",
            "Lee",
            "“The ferry will sail on Monday, whatever the weather”",
        ],
        ["2024-03-01", "Echo", "Ann Lee", long],
        [
            "last May",
            "Echo",
            "",
            "The ferry will sail on Monday, whatever the weather",
        ],
        [
            "2024-03-04",
            "Post",
            "Bo Ray",
            "The ferry will sail on Sunday, whatever the weather, with or without me",
        ],
        [
            "2024-03-04",
            "Post",
            "Bo Ray",
            "Something else was said by me then",
        ],
    ]);
    let groups: Vec<_> = grouped.groups().collect();
    assert_eq!(groups.len(), 2);
    let row = groups[0].row(Newlines::Marked);
    assert_eq!(row.quote, long);
    assert_eq!(
        (&*row.speaker, row.speaker_id, row.speaker_share),
        ("Ann Lee", "s_ann lee", 0.667)
    );
    assert_eq!(row.attributions, "Ann Lee (2);Bo Ray (1)");
    assert_eq!((&*row.first_date, &*row.first_doc_id), ("2024-03-01", "d1"));
    assert_eq!((row.occurrences, row.articles, row.outlets), (4, 4, 2));
    assert_eq!(
        (row.outlet_names.as_str(), row.variants, row.differing),
        ("Echo;Post", 3, 1)
    );
    let members: Vec<_> = groups[0]
        .members()
        .map(|(quote, doc)| format!("{quote} {doc}"))
        .collect();
    assert_eq!(members[0], "q_0000000000000000 d0");
    assert_eq!(members.len(), 4);

    let rows = groups[0].misquotations(Newlines::Marked);
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.change,
                &*row.difference,
                &*row.doc_id,
                &*row.other_doc_id,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "words",
                "The ferry will sail on [-Monday-] {+Sunday+} whatever the weather, with or …",
                "d1",
                "d3"
            ),
            ("speaker", "[-Ann Lee-] {+Bo Ray+}", "d0", "d3"),
        ]
    );
    assert_eq!(
        (&*rows[0].speaker, &*rows[0].other_speaker),
        ("Ann Lee", "Bo Ray")
    );
    assert_eq!((rows[1].articles, rows[1].other_articles), (2, 1));
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

/// The manual names every column.
#[test]
fn the_manual_explains_every_column() {
    let manual = include_str!("../../docs/outputs.md");
    let mut explained = |name: &'static str, _: Cell<'_>| {
        assert!(manual.contains(&format!("`{name}`")), "{name}");
        Ok::<(), Infallible>(())
    };
    rows::UniqueRow::default().cells(&mut explained).unwrap();
    rows::MisquotationRow::default()
        .cells(&mut explained)
        .unwrap();
}

#[test]
fn nobody_is_shown_with_what_another_said() {
    let grouped = grouped(&[
        [
            "",
            "Echo",
            "Ann Lee",
            "We will build 300 homes by 2030 in the old harbour",
        ],
        [
            "",
            "Times",
            "Ann Lee",
            "We will build 300 homes by 2030 in the old harbour",
        ],
        [
            "",
            "Post",
            "Ann Lee",
            "We will build 900 homes by 2030 in the old harbour",
        ],
        [
            "",
            "Mail",
            "Bo Ray",
            "We will not build 300 homes by 2030 in the old harbour",
        ],
    ]);
    let group = grouped.groups().next().unwrap();
    assert_eq!(
        group.quote(),
        "We will build 300 homes by 2030 in the old harbour"
    );
    let rows = group.misquotations(Newlines::Marked);
    let told: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    assert!(
        told.iter().any(|row| row.contains("[-300-] {+900+}")),
        "{told:#?}"
    );
    assert!(told.iter().any(|row| row.contains("{+not+}")), "{told:#?}");
}
