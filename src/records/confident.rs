//! Leaving out the quotations that are too uncertain for their reader.

use std::collections::HashMap;

use super::{ArticleRecord, Text};

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
        self.quotes.retain(|quote| !going.contains_key(&quote.id));
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
}

#[cfg(test)]
mod tests {
    use super::super::{ClaimRecord, QuoteRecord};
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
}
