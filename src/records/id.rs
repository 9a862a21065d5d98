//! Ids of quotations, claims and speakers: the same words at the same place of the same
//! document bear the same id in every run, whatever else was found.

use rustc_hash::FxHashMap;
use smol_str::format_smolstr;

use super::Text;
use crate::digest::Digest;
use crate::resolution::{SpeakerKind, folded};

/// What the ids in one document are made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ids(Digest);

impl Ids {
    pub(crate) fn of(document: &str) -> Self {
        Self(Digest::new().text(document))
    }

    /// The id of a quotation. Begins with a letter, or a spreadsheet takes it for a number.
    pub(crate) fn quotation(self, contents: &[[u32; 2]]) -> Text {
        self.0.spans(contents).id(*b"q_")
    }

    /// The id of a claim.
    pub(crate) fn claim(self, rule: &str, span: [u32; 2]) -> Text {
        self.0.text(rule).spans(&[span]).id(*b"c_")
    }
}

/// The id of a speaker who is on no people file: the same name and kind have the same id in every
/// article. Those without a name of their own are not one speaker over articles, and have none.
pub(crate) fn speaker(name: &str, kind: SpeakerKind) -> Option<Text> {
    let kind = match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Document => "document",
        SpeakerKind::Group | SpeakerKind::Unnamed | SpeakerKind::Unknown => return None,
    };
    // "the company" of one article is not that of another, nor is "A study": a name has a capital.
    let words = name
        .split(' ')
        .filter(|word| !matches!(*word, "A" | "An" | "The"));
    let named = words.flat_map(str::chars).any(char::is_uppercase);
    named.then(|| Digest::new().text(kind).text(&folded(name)).id(*b"s_"))
}

/// Numbers the ids that stand more than once in one document: two rows of one span.
pub(crate) fn make_distinct<'a>(ids: impl Iterator<Item = &'a mut Text>) {
    let mut ids: Vec<&mut Text> = ids.collect();
    // Half of their digits tell nearly all apart, as a number.
    let digits = |id: &Text| {
        let digits = id.as_bytes().get(2..).and_then(<[u8]>::first_chunk);
        digits.map_or(0, |digits| u64::from_le_bytes(*digits))
    };
    // A few bits of these tell those of most documents.
    let mut bits = [0_u64; 64];
    let is_new = |id: &&mut Text| {
        let place = digits(id).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52;
        let (word, bit) = (&mut bits[place as usize / 64], 1 << (place % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    };
    if ids.iter().all(is_new) {
        return;
    }
    let mut sorted: Vec<u64> = ids.iter().map(|id| digits(id)).collect();
    sorted.sort_unstable();
    if sorted.windows(2).all(|pair| pair[0] != pair[1]) {
        return;
    }
    let mut seen: FxHashMap<Text, u32> = FxHashMap::default();
    for id in &mut ids {
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            **id = format_smolstr!("{id}_{count}");
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
        assert_eq!(id("A study"), None);
    }
}
