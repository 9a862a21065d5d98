//! The same quotation across articles, from articles to tables.

// What the helpers cannot do fails the test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;

use place::Place;
use serde_json::json;

mod place;

const TABLES: [&str; 3] = ["unique_quotes.csv", "misquotations.csv", "quote_groups.csv"];

/// Outlets that tell one statement in their own ways, and something else.
fn corpus() -> String {
    let articles = [
        (
            "Post",
            "2024-03-02",
            "“The council has always known that the bridge is not safe,” said Ann Lee.",
        ),
        (
            "Echo",
            "2024-03-01",
            "\"The council has always known that the bridge is not safe, and it has done nothing,\" said Ann Lee, an engineer.",
        ),
        (
            "Star",
            "2024-03-03",
            "“The council has always known that the bridge is safe,” said Bo Ray.",
        ),
        (
            "Star",
            "2024-03-04",
            "“Nobody has asked the bakers of this town for their view,” Bo Ray said. “No comment,” said Ann Lee.",
        ),
        (
            "Post",
            "2024-03-05",
            "Ann Lee said: “The council has always known that the bridge is not safe.”",
        ),
    ];
    let lines = articles
        .iter()
        .enumerate()
        .map(|(at, (outlet, date, text))| {
            json!({"id": format!("d{at}"), "outlet": outlet, "date": date, "text": text})
                .to_string()
        });
    lines.collect::<Vec<_>>().join("\n")
}

/// A table's rows, a cell by its column's name.
fn rows(place: &Place, table: &str) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(place.path("output").join(table)).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.deserialize().map(Result::unwrap);
    rows.collect()
}

#[test]
fn a_statement_is_one_row_and_its_misquotations_are_told() {
    let place = Place::new();
    place.file("news.jsonl", corpus());
    assert_eq!(place.dixit(&["news.jsonl", "--unique", "-q"]).code, 0);

    let unique = rows(&place, "unique_quotes.csv");
    assert_eq!(unique.len(), 2, "{unique:?}");
    let first = &unique[0];
    for (column, value) in [
        (
            "quote",
            "The council has always known that the bridge is not safe, and it has done nothing,",
        ),
        ("speaker", "Ann Lee"),
        ("speaker_share", "0.75"),
        ("attributions", "Ann Lee (3);Bo Ray (1)"),
        ("first_date", "2024-03-01"),
        ("first_doc_id", "d1"),
        ("occurrences", "4"),
        ("articles", "4"),
        ("outlets", "3"),
        ("outlet_names", "Echo;Post;Star"),
        ("variants", "3"),
        ("differing", "1"),
    ] {
        assert_eq!(first[column], value, "{column}");
    }

    let others = rows(&place, "misquotations.csv");
    let told: Vec<_> = others
        .iter()
        .map(|row| (&*row["change"], &*row["other_doc_id"]))
        .collect();
    assert_eq!(told, [("negation", "d2"), ("speaker", "d2")]);
    assert!(others[0]["difference"].contains("the bridge is [-not-] safe"));

    // Each counted row of quotes.csv finds its group.
    let groups = rows(&place, "quote_groups.csv");
    let known = rows(&place, "quotes.csv");
    assert_eq!(groups.len(), 5);
    for row in &groups {
        let quote = known
            .iter()
            .find(|quote| quote["quote_id"] == row["quote_id"])
            .unwrap();
        assert_eq!(quote["doc_id"], row["doc_id"]);
        assert!(
            unique
                .iter()
                .any(|group| group["group_id"] == row["group_id"])
        );
    }
}

#[test]
fn groups_are_the_same_for_any_number_of_jobs() {
    let place = Place::new();
    let lines: Vec<String> = (0..40)
        .map(|at| {
            let text = format!(
                "“We have {} boats and the sea has {} fish, and that is all there is to say,” said Ann Lee.\n\n\
                 “Nobody on this island has asked for a harbour of that size,” said {} Ray.",
                at % 3 + 20, at % 7, ["Bo", "Al", "Cy"][at % 3],
            );
            json!({"id": at.to_string(), "text": text.repeat(at % 5 + 1), "outlet": "Post"}).to_string()
        })
        .collect();
    place.file("news.jsonl", lines.join("\n"));
    let run = |jobs: &str, out: &str| {
        let ended = place.dixit(&[
            "news.jsonl",
            "--emit",
            "unique",
            "-q",
            "-j",
            jobs,
            "-o",
            out,
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        TABLES.map(|table| fs::read_to_string(place.path(out).join(table)).unwrap())
    };
    let alone = run("1", "one");
    assert_eq!(alone, run("4", "four"));
    assert!(
        alone.iter().all(|table| table.lines().count() > 2),
        "{alone:?}"
    );
}

#[test]
fn only_where_it_is_asked_for() {
    let place = Place::new();
    place.file("news.jsonl", corpus());
    assert_eq!(place.dixit(&["news.jsonl", "-q"]).code, 0);
    assert!(
        TABLES
            .iter()
            .all(|table| !place.path("output").join(table).exists())
    );
}
