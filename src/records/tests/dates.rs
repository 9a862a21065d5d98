//! Which of an article's dates is its record's.

use super::{TEXT, annotation};
use crate::dates::{self, DateOrder};
use crate::document::Document;
use crate::records::ArticleRecord;

#[test]
fn a_date_is_of_the_record_then_of_the_text_then_of_the_files_name() {
    type Change = fn(&mut Document);
    let told = |change: Change| {
        let mut document = Document::from_text("a", TEXT);
        document.metadata.file_date = dates::in_file_name("2026-11-04");
        change(&mut document);
        let article = ArticleRecord::new(&document, &annotation());
        format!(
            "{} {}",
            article.date_iso.unwrap_or_default(),
            article.notes.join(";")
        )
    };
    assert_eq!(told(|_| {}), "2026-11-04 dated by the file's name");
    assert_eq!(told(|document| document.metadata.file_date = None), " ");
    let cases: [(Change, &str); 4] = [
        (
            |document| document.metadata.date = Some("3 Nov 2026".to_owned()),
            "2026-11-03 ",
        ),
        (
            |document| document.metadata.date = Some("soon".to_owned()),
            "2026-11-04 dated by the file's name",
        ),
        (
            |document| {
                document.metadata.date = Some("03/11/2026".to_owned());
                document.metadata.file_date = None;
            },
            " date of two readings: --date-order tells which",
        ),
        (
            |document| {
                document.metadata.date = Some("03/11/2026".to_owned());
                document.metadata.date_order = Some(DateOrder::DayFirst);
            },
            "2026-11-03 ",
        ),
    ];
    for (change, wanted) in cases {
        assert_eq!(told(change), wanted);
    }
}
