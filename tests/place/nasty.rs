//! Texts that formats stumble over.

use super::Place;

/// Cells that spreadsheets, shells and readers of CSV have stumbled over.
pub(crate) const NASTY: &[&str] = &[
    "=1+1",
    "'=1+1",
    "''=1+1",
    "'quoted'",
    "+44 20",
    "-1",
    "@name",
    "=HYPERLINK(\"http://example.org\",\"a, b\")",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "a\u{0}b",
    "\u{0}b",
    "=a\r\nb",
    "1e5",
    "0012",
    "TRUE",
    "2023-05-01",
    "semi;colon\tand tab",
    "\u{202e}right to left",
    "zero\u{200b}width",
    "e\u{301}",
    "😀 emoji",
    "_x0041_",
    "<b>&amp;</b>",
];

/// An article for each nasty cell, which is its id, title, author and outlet.
pub(crate) fn nasty(place: &Place) {
    let line = |cell: &&str| {
        let text =
            format!("“{cell} we will not go,” said Ann Lee.\n\n“{cell}” was what he said.\n");
        let record = serde_json::json!({
            "id": cell, "title": cell, "author": cell, "outlet": cell, "text": text, "other": cell,
        });
        format!("{record}\n")
    };
    place.file("nasty.jsonl", NASTY.iter().map(line).collect::<String>());
}
