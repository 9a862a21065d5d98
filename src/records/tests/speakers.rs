//! Who has a row among the speakers, and what is counted in it.

use super::article;
use crate::config::Newlines;
use crate::records::rows::SpeakerRow;
use crate::records::{ArticleRecord, Speakers, id};
use crate::resolution::SpeakerKind;

#[test]
fn speakers_table_counts_over_articles() {
    let mut speakers = Speakers::default();
    for (id, date) in [("a", "2023-05-01"), ("b", "2021-01-31"), ("c", "")] {
        speakers.add(&ArticleRecord {
            id: id.to_owned(),
            date_iso: (!date.is_empty()).then(|| date.into()),
            ..article()
        });
    }
    let id = id::speaker("Léa Orr", SpeakerKind::Person).unwrap();
    let row = SpeakerRow {
        speaker: "Léa Orr".into(),
        speaker_id: &id,
        named: true,
        role: "Mayor",
        kind: "person",
        articles: 3,
        quotations: 3,
        words_quoted: 27,
        first: "2021-01-31",
        last: "2023-05-01",
        first_doc_id: "b",
        last_doc_id: "a",
    };
    assert_eq!(speakers.rows(Newlines::Marked), [row]);
}

#[test]
fn words_that_name_nobody_are_no_speakers() {
    let mut speakers = Speakers::default();
    for name in ["I", "one", "No one", "She", "others", "the council"] {
        let mut article = article();
        for quote in &mut article.quotes {
            quote.speaker = Some(name.into());
            quote.speaker_id = None;
        }
        speakers.add(&article);
    }
    let rows = speakers.rows(Newlines::Marked);
    let names: Vec<_> = rows.iter().map(|row| row.speaker.as_ref()).collect();
    assert_eq!(names, ["others", "the council"]);
    let mut article = article();
    for quote in &mut article.quotes {
        quote.speaker = Some("One".into());
        quote.speaker_id = Some("p1".into());
    }
    speakers.add(&article);
    assert_eq!(speakers.len(), 3, "of the people file");
}

#[test]
fn an_id_is_no_date_of_a_speaker() {
    let mut speakers = Speakers::default();
    for id in ["2026-01-01", "2026-01-02"] {
        speakers.add(&ArticleRecord {
            id: id.to_owned(),
            date_iso: None,
            ..article()
        });
    }
    let rows = speakers.rows(Newlines::Marked);
    assert_eq!([rows[0].first, rows[0].last], ["", ""]);
    assert_eq!(
        [rows[0].first_doc_id, rows[0].last_doc_id],
        ["2026-01-01", "2026-01-02"]
    );
}
