//! How a tagger did: shares of right tags, and what was taken for what.

use std::collections::BTreeMap;

use dixit::tagging::{Tag, Tagger};

use super::corpus::Example;

/// Prints shares right, and the `most` most frequent confusions with an example each.
pub(crate) fn print(name: &str, tagger: &Tagger, examples: &[&Example], most: usize) {
    let (mut all, mut words, mut right) = (0, 0, 0);
    let mut confusions: BTreeMap<(Tag, Tag), (usize, String)> = BTreeMap::new();
    let mut totals: BTreeMap<Tag, [usize; 3]> = BTreeMap::new();
    for example in examples {
        let tags = tagger.tag(&example.document, &example.segmentation);
        for (at, (tag, gold)) in tags.iter().zip(&example.gold).enumerate() {
            all += 1;
            let Some(gold) = gold else { continue };
            words += 1;
            totals.entry(*gold).or_default()[0] += 1;
            totals.entry(*tag).or_default()[1] += 1;
            if tag == gold {
                right += 1;
                totals.entry(*gold).or_default()[2] += 1;
                continue;
            }
            let seen = confusions.entry((*gold, *tag)).or_default();
            seen.0 += 1;
            if seen.0 <= 6 {
                seen.1 += &format!(" {}", example.form(at));
            }
        }
    }
    let share = |wrong: usize, all: usize| 100.0 * (1.0 - wrong as f64 / all.max(1) as f64);
    let wrong = words - right;
    println!(
        "{name}: {:.2} of {all} tokens, {:.2} of {words} words",
        share(wrong, all),
        share(wrong, words)
    );
    if most == 0 {
        return;
    }
    for (tag, [gold, found, both]) in totals {
        let (precision, recall) = (share(found - both, found), share(gold - both, gold));
        println!("  {tag:?}: {gold}, precision {precision:.1}, recall {recall:.1}");
    }
    let mut ranked: Vec<_> = confusions.into_iter().collect();
    ranked.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for ((gold, tag), (count, forms)) in ranked.into_iter().take(most) {
        println!("  {gold:?} taken for {tag:?}: {count}:{forms}");
    }
}
