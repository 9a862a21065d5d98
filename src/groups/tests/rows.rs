//! What the rows of a group tell.

use std::convert::Infallible;

use super::grouped;
use crate::config::Newlines;
use crate::groups::rows;
use crate::records::{Cell, Row};

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

/// The manual names every column.
#[test]
fn the_manual_explains_every_column() {
    let manual = include_str!("../../../docs/outputs.md");
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
