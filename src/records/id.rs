//! Ids of quotations, claims and speakers: the same words at the same place of the same
//! document bear the same id in every run, whatever else was found.

use rustc_hash::FxHashMap;

use crate::digest::Digest;
use crate::resolution::{SpeakerKind, folded};

/// The id of a quotation. Begins with a letter, or a spreadsheet takes it for a number.
pub(crate) fn quotation(document: &str, contents: &[[u32; 2]]) -> String {
    let digest = Digest::new().text(document).spans(contents);
    digest.id("q_")
}

/// The id of a claim.
pub(crate) fn claim(document: &str, rule: &str, span: [u32; 2]) -> String {
    let digest = Digest::new().text(document).text(rule).spans(&[span]);
    digest.id("c_")
}

/// The id of a speaker who is on no people file: the same name and kind have the same id in every
/// article. Those without a name of their own are not one speaker over articles, and have none.
pub(crate) fn speaker(name: &str, kind: SpeakerKind) -> Option<String> {
    let kind = match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Document => "document",
        SpeakerKind::Group | SpeakerKind::Unnamed | SpeakerKind::Unknown => return None,
    };
    // "the company" of one article is not that of another: a name has a capital.
    let named = name.chars().any(char::is_uppercase);
    named.then(|| Digest::new().text(kind).text(&folded(name)).id("s_"))
}

/// Numbers the ids that stand more than once in one document: two rows of one span.
pub(crate) fn make_distinct<'a>(ids: impl Iterator<Item = &'a mut String>) {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    for id in ids {
        // Their digits tell them apart: no copy is needed.
        let digits = id.get(2..).unwrap_or_default();
        let count = seen
            .entry(u64::from_str_radix(digits, 16).unwrap_or_default())
            .or_default();
        *count += 1;
        if *count > 1 {
            *id = format!("{id}_{count}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_have_ids() {
        let id = |name| speaker(name, SpeakerKind::Organisation);
        assert!(id("Halvorsen Micro").is_some());
        assert_eq!(id("Halvorsen Micro"), id("halvorsen Micro"));
        assert_eq!(id("company"), None);
    }
}
