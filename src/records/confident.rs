//! Leaving out the quotations, or their speakers, that are too uncertain for their reader.

use std::collections::{HashMap, HashSet};

use super::{ArticleRecord, Text, labels};
use crate::resolution::SpeakerKind;

impl ArticleRecord {
    /// Leaves out the quotations whose confidence is under `least` (0 to 1), and tells how
    /// many. No link dangles: what stood in one left out stands in the next one around it, and
    /// a claim made in it keeps its speaker but names no quotation.
    pub fn leave_out_under(&mut self, least: f32) -> usize {
        // The outer quotation of each one that goes.
        let going = self
            .quotes
            .iter()
            .filter(|quote| quote.confidence < least)
            .map(|quote| (quote.id.clone(), quote.nested_in.clone()));
        let going: HashMap<Text, Option<Text>> = going.collect();
        if going.is_empty() {
            return 0;
        }
        let named = self.named();
        self.quotes.retain(|quote| !going.contains_key(&quote.id));
        self.forget_speakers(&named);
        for quote in &mut self.quotes {
            while let Some(outer) = quote.nested_in.as_ref().and_then(|id| going.get(id)) {
                quote.nested_in.clone_from(outer);
            }
        }
        for claim in &mut self.claims {
            claim.quote.take_if(|id| going.contains_key(id));
        }
        going.len()
    }

    /// Takes the speakers whose `speaker_confidence` is under `least` (0 to 1) for unknown, in
    /// claims made in their quotations too. The quotations stay.
    pub fn leave_speakers_open_under(&mut self, least: f32) {
        let named = self.named();
        let mut open = HashSet::new();
        for quote in &mut self.quotes {
            if quote.speaker.is_some() && quote.speaker_confidence < least {
                quote.speaker = None;
                quote.speaker_id = None;
                quote.speaker_role = None;
                quote.speaker_affiliation = None;
                quote.speaker_kind = labels::speaker_kind(SpeakerKind::Unknown);
                quote.speaker_confidence = 0.0;
                open.insert(quote.id.clone());
            }
        }
        for claim in &mut self.claims {
            if claim.quote.as_ref().is_some_and(|id| open.contains(id)) {
                claim.speaker = None;
            }
        }
        self.forget_speakers(&named);
    }

    /// The speakers that quotations name, by name and kind.
    fn named(&self) -> HashSet<(Text, &'static str)> {
        let quotes = self.quotes.iter();
        let named = quotes.filter_map(|quote| Some((quote.speaker.clone()?, quote.speaker_kind)));
        named.collect()
    }

    /// Of the speakers that quotations named before, keeps those that one still names.
    fn forget_speakers(&mut self, before: &HashSet<(Text, &'static str)>) {
        let now = self.named();
        self.speakers.retain(|speaker| {
            let key = (speaker.name.clone(), speaker.kind);
            now.contains(&key) || !before.contains(&key)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ClaimRecord, QuoteRecord, SpeakerRecord};
    use super::*;

    #[test]
    fn what_goes_leaves_no_link_behind() {
        let quote = |id: &str, confidence: f32, outer: Option<&str>| QuoteRecord {
            id: id.into(),
            confidence,
            nested_in: outer.map(Text::new),
            ..QuoteRecord::default()
        };
        let claim = |quote: &str| ClaimRecord {
            speaker: Some("Ann Lee".into()),
            quote: Some(quote.into()),
            ..ClaimRecord::default()
        };
        let mut article = ArticleRecord {
            quotes: vec![
                quote("a", 0.9, None),
                quote("b", 0.3, Some("a")),
                quote("c", 0.5, Some("b")),
                quote("d", 0.1, None),
                quote("e", 0.8, Some("d")),
            ],
            claims: vec![claim("a"), claim("b")],
            ..ArticleRecord::default()
        };
        assert_eq!(article.leave_out_under(0.5), 2);
        let left = article.quotes.iter();
        let left: Vec<(&str, Option<&str>)> = left
            .map(|quote| (quote.id.as_str(), quote.nested_in.as_deref()))
            .collect();
        assert_eq!(left, [("a", None), ("c", Some("a")), ("e", None)]);
        let of_claims = article.claims.iter().map(|claim| claim.quote.as_deref());
        assert_eq!(of_claims.collect::<Vec<_>>(), [Some("a"), None]);
        assert_eq!(article.claims[1].speaker.as_deref(), Some("Ann Lee"));
        assert_eq!(article.leave_out_under(0.0), 0);
    }

    #[test]
    fn whom_no_row_names_any_more_is_no_speaker_of_the_article() {
        let quote = |id: &str, name: &str, confidence: f32, sure: f32| QuoteRecord {
            id: id.into(),
            speaker: Some(name.into()),
            speaker_kind: "person",
            confidence,
            speaker_confidence: sure,
            ..QuoteRecord::default()
        };
        let speaker = |name: &str| SpeakerRecord {
            name: name.into(),
            kind: "person",
            ..SpeakerRecord::default()
        };
        let article = ArticleRecord {
            quotes: vec![
                quote("a", "Ann Lee", 0.9, 0.9),
                quote("b", "Ann Lee", 0.3, 0.9),
                quote("c", "Bo Ray", 0.4, 0.9),
                quote("d", "Kai Orr", 0.9, 0.4),
            ],
            speakers: vec![speaker("Ann Lee"), speaker("Bo Ray"), speaker("Kai Orr")],
            claims: vec![ClaimRecord {
                speaker: Some("Kai Orr".into()),
                quote: Some("d".into()),
                ..ClaimRecord::default()
            }],
            ..ArticleRecord::default()
        };
        let names = |article: &ArticleRecord| -> Vec<Text> {
            let speakers = article.speakers.iter();
            speakers.map(|speaker| speaker.name.clone()).collect()
        };
        let mut surer = article.clone();
        assert_eq!(surer.leave_out_under(0.5), 2);
        assert_eq!(names(&surer), ["Ann Lee", "Kai Orr"]);
        let mut open = article;
        open.leave_speakers_open_under(0.5);
        assert_eq!(names(&open), ["Ann Lee", "Bo Ray"]);
        let last = &open.quotes[3];
        assert_eq!((&last.speaker, last.speaker_kind), (&None, "unknown"));
        assert_eq!(open.claims[0].speaker, None);
    }
}
