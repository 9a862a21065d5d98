//! Contexts: places whose tag never changes, so that nothing need be weighed there.
//!
//! The treebank says so by its own tags. News says how the tagger itself decides: where it
//! always comes out with the same tag, the look-up saves it the weighing.

use std::collections::BTreeMap;

use dixit::document::Document;
use dixit::segmentation::Segmentation;
use dixit::tagging::{Contexts, Lexicon, Tag, Tagger, walk};

use super::corpus::{Example, News};
use super::lexicon::Counts;

/// A context that the treebank has this often, always with one tag, has that tag.
const SURE: u32 = 4;
/// One that news has this often ...
const FREQUENT: u32 = 3;
/// ... has the tag of all but one in so many of its places, unless the treebank has another there.
const RARE: u32 = 200;
/// No more than these, the most frequent: they are to stay in the processor's cache.
const MOST: usize = 16_000;

/// The contexts and their tags, the most frequent first.
pub(crate) fn sure(
    words: &Lexicon,
    tagger: &Tagger,
    examples: &[&Example],
    news: &[News],
) -> Vec<(u32, Tag)> {
    let mut gold = BTreeMap::new();
    for example in examples {
        let tags = example.gold.iter().map(|tag| tag.unwrap_or_default());
        let tags: Vec<Tag> = tags.collect();
        count(
            words,
            &example.document,
            &example.segmentation,
            &tags,
            &mut gold,
        );
    }
    let mut told = BTreeMap::new();
    for article in news {
        let tags = tagger.tag(&article.document, &article.segmentation);
        count(
            words,
            &article.document,
            &article.segmentation,
            &tags,
            &mut told,
        );
    }
    let mut found: Vec<(u32, u32, Tag)> = Vec::new();
    for (key, counts) in &gold {
        let (tag, often, all) = commonest(counts);
        if often == all && all >= SURE {
            let also = told.get(key).map_or(0, |counts| counts.iter().sum());
            found.push((also + all, *key, tag));
        }
    }
    for (key, counts) in &told {
        let (tag, often, all) = commonest(counts);
        let known = gold.get(key).map(commonest);
        let agrees =
            known.is_none_or(|(gold, often, all)| gold == tag && often == all && all < SURE);
        if all >= FREQUENT && (all - often) * RARE <= all && agrees {
            found.push((all, *key, tag));
        }
    }
    found.sort_by_key(|(often, key, _)| (std::cmp::Reverse(*often), *key));
    found.truncate(MOST);
    found.into_iter().map(|(_, key, tag)| (key, tag)).collect()
}

/// Adds the tags of the places that the lexicon leaves open.
fn count(
    words: &Lexicon,
    document: &Document,
    segmentation: &Segmentation,
    tags: &[Tag],
    counts: &mut BTreeMap<u32, Counts>,
) {
    walk(
        words,
        &Contexts::default(),
        document,
        segmentation,
        |asked| {
            let tag = tags[asked.token];
            counts.entry(asked.context).or_default()[tag as usize] += 1;
            tag
        },
    );
}

/// The commonest tag, how often it was seen, and how often any was.
fn commonest(counts: &Counts) -> (Tag, u32, u32) {
    let all = counts.iter().sum();
    let often = counts.iter().copied().max().unwrap_or(0);
    let tag = counts.iter().position(|count| *count == often).unwrap_or(0);
    (Tag::ALL[tag], often, all)
}
