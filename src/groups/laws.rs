//! What holds of any texts that are grouped.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::tests::{grouped, partition};
use super::*;
use crate::config::Newlines;

/// Sentences with words changed, lost and cut off.
fn any_texts() -> impl Strategy<Value = Vec<String>> {
    let said = prop::sample::select(vec![
        "the council has always known that the old bridge is not safe for heavy carts",
        "nobody on this island has ever asked us for a second airport or a third harbour",
        "we are very happy with the result and we thank all those who came to help us",
    ]);
    let edit = (
        0..18_usize,
        prop::sample::select(vec!["", "never", "5", "the"]),
    );
    let edits = prop::collection::vec(edit, 0..4);
    let text = (said, edits, 0..8_usize, 0..8_usize).prop_map(|(said, edits, head, tail)| {
        let mut words: Vec<&str> = said.split(' ').collect();
        for (at, word) in edits {
            if let Some(place) = words.get_mut(at) {
                *place = word;
            }
        }
        let end = words.len() - tail;
        words[head.min(end)..end].join(" ")
    });
    prop::collection::vec(text, 0..12)
}

proptest! {
    /// As long as fewer have a key in common than are compared.
    #[test]
    fn groups_do_not_depend_on_the_order(
        (texts, order) in any_texts().prop_flat_map(|texts| {
            let order = Just((0..texts.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just(texts), order)
        }),
    ) {
        let here: Vec<&str> = texts.iter().map(String::as_str).collect();
        let there: Vec<&str> = order.iter().map(|at| here[*at]).collect();
        let turned = partition(&there).into_iter().map(|group| {
            group.into_iter().map(|at| order[at]).collect::<BTreeSet<_>>()
        });
        prop_assert_eq!(partition(&here), turned.collect::<BTreeSet<_>>());
    }

    #[test]
    fn any_text_is_told_once(
        texts in prop::collection::vec("(\\PC|[a-d .,'’%&\\[\\]\n]|not |5 |don't ){0,40}", 0..9),
        copies in 1..3_usize,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect::<Vec<_>>().repeat(copies);
        let quotes: Vec<_> = texts.iter().map(|text| [*text, *text, *text, *text]).collect();
        let grouped = grouped(&quotes);
        let mut told = Vec::new();
        for group in grouped.groups() {
            let row = group.row(Newlines::Marked);
            prop_assert_eq!(row.occurrences as usize, group.members().count());
            prop_assert!(row.variants <= row.occurrences && row.articles <= row.occurrences);
            prop_assert!((0.0..=1.0).contains(&row.speaker_share));
            for other in group.misquotations(Newlines::Marked) {
                prop_assert_eq!(&other.group_id, &row.group_id);
                prop_assert!(!other.difference.is_empty());
            }
            told.extend(group.members().map(|(id, _)| id));
        }
        let reader = Reader::default();
        let counted = texts.iter().filter(|text| reader.read(text).len() >= LEAST_WORDS).count();
        let distinct: BTreeSet<_> = told.iter().collect();
        prop_assert_eq!(distinct.len(), told.len());
        prop_assert_eq!(told.len(), counted);
    }
}
