//! The tagger's lexicon: what the treebank and dixit's own word lists say of each form.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use dixit::document::Document;
use dixit::segmentation::{Segmentation, TokenKind};
use dixit::tagging::{Entry, Form, Tag, Tagger, ends, lexicon_key};

use super::corpus::{Example, News};

/// Rarer forms are left to their shape: what a form was seen with once or twice misleads.
const KNOWN: u32 = 3;
/// A form this frequent has the tags it was seen with, and no others.
const CLOSED: u32 = 30;
/// A form this frequent ...
const FIXED: u32 = 5;
/// ... with one tag in more than this share of its places is not asked about.
const FIXED_SHARE: f64 = 0.985;
/// Verb forms that look like another one: refused, claim.
const DOUBTFUL: [Tag; 4] = [Tag::Past, Tag::Participle, Tag::Base, Tag::Present];
/// Those, and words of dixit's own lists, must be this frequent.
const FIXED_DOUBTFUL: u32 = 100;
/// A form this frequent in news ...
const FREQUENT: u32 = 20;
/// ... where the tagger takes it for something else in no more than one of so many places, is not asked about.
const RARE: u32 = 200;
/// A tag with a lower share of a form's places is an error of the treebank.
const SHARE: f64 = 0.01;

/// The treebank does not gainsay that a form always has this tag.
fn settles(tag: Tag, gold: &Counts) -> bool {
    let all: u32 = gold.iter().sum();
    f64::from(gold[tag as usize]) >= FIXED_SHARE * f64::from(all)
}

/// How often each tag was seen.
pub(crate) type Counts = [u32; Tag::WORDS];

/// A word by its hash, and whether it stands inside a sentence with a capital.
type Place = (u32, bool);
/// What words begin and end with, by their hashes.
type Ends = BTreeMap<u32, (u32, u32)>;

/// The forms of words by their hashes, the most frequent first: those of the treebank, and those of the word lists it lacks.
///
/// `told`: how often a tagger has given each form of news each tag.
pub(crate) fn words<'e>(
    examples: impl Iterator<Item = &'e Example>,
    told: &Told,
) -> Vec<(u32, Form)> {
    let mut counts: BTreeMap<Place, Counts> = BTreeMap::new();
    let mut ends = BTreeMap::new();
    for example in examples {
        let gold = |at: usize| example.gold[at];
        count(
            &example.document,
            &example.segmentation,
            gold,
            &mut counts,
            &mut ends,
        );
    }
    let mut entries: BTreeMap<Place, Entry> = BTreeMap::new();
    let listed = listed(&mut ends);
    for (place, &tags) in &listed {
        entries.insert(*place, Entry::new(tags, false, false));
    }
    for (place, counts) in &counts {
        if let Some(entry) = entry(counts, listed.get(place).copied().unwrap_or(0)) {
            entries.insert(*place, entry);
        }
    }
    for place in told.counts.keys() {
        let gold = counts.get(place).copied().unwrap_or_default();
        let Some(tag) = told.sure(*place) else {
            continue;
        };
        if settles(tag, &gold) {
            entries.insert(*place, Entry::new(1 << tag as u32, true, true));
            ends.entry(place.0).or_insert(told.ends[&place.0]);
        }
    }
    let mut forms: BTreeMap<u32, Form> = BTreeMap::new();
    for ((hash, capital), entry) in entries {
        let (start, end) = ends.get(&hash).copied().unwrap_or_default();
        let form = forms.entry(hash).or_default();
        (form.start, form.end) = (start, end);
        match capital {
            true => form.capital = entry,
            false => form.small = entry,
        }
    }
    let often = |hash: u32| -> u32 {
        let found = [false, true].map(|capital| counts.get(&(hash, capital)));
        found.into_iter().flatten().flatten().sum::<u32>()
            + [false, true]
                .map(|capital| told.counts.get(&(hash, capital)))
                .into_iter()
                .flatten()
                .flatten()
                .sum::<u32>()
    };
    let mut forms: Vec<_> = forms.into_iter().collect();
    forms.sort_by_key(|(hash, _)| Reverse(often(*hash)));
    forms
}

/// Counts of tags by form, and what the forms' words begin and end with.
#[derive(Default)]
pub(crate) struct Told {
    counts: BTreeMap<Place, Counts>,
    ends: Ends,
}

impl Told {
    /// What `tagger` says of news.
    pub(crate) fn by(tagger: &Tagger, news: &[News]) -> Self {
        let mut told = Self::default();
        for News {
            document,
            segmentation,
        } in news
        {
            let tags = tagger.tag(document, segmentation);
            let tag = |at: usize| Some(tags[at]).filter(|tag| (*tag as usize) < Tag::WORDS);
            count(
                document,
                segmentation,
                tag,
                &mut told.counts,
                &mut told.ends,
            );
        }
        told
    }

    /// The tag that a form always has.
    fn sure(&self, place: Place) -> Option<Tag> {
        let counts = self.counts.get(&place)?;
        let all: u32 = counts.iter().sum();
        let often = counts.iter().copied().max()?;
        let tag = Tag::ALL[counts.iter().position(|count| *count == often)?];
        let sure = all >= FREQUENT && (all - often) * RARE <= all && !DOUBTFUL.contains(&tag);
        sure.then_some(tag)
    }
}

/// Adds the tags of all words but numbers.
fn count(
    document: &Document,
    segmentation: &Segmentation,
    tag: impl Fn(usize) -> Option<Tag>,
    counts: &mut BTreeMap<Place, Counts>,
    found: &mut Ends,
) {
    for sentence in &segmentation.sentences {
        let mut initial = true;
        for at in sentence.tokens.clone() {
            let token = segmentation.tokens[at];
            let form = token.span.of(&document.text);
            let Some(tag) = tag(at) else {
                initial = form != ",";
                continue;
            };
            if token.kind != TokenKind::Number {
                let place = (lexicon_key(form), token.capital && !initial);
                counts.entry(place).or_default()[tag as usize] += 1;
                found.insert(place.0, ends(form));
            }
            initial = false;
        }
    }
}

/// `listed`: the tags it has in dixit's own lists, seen or not.
fn entry(counts: &Counts, listed: u32) -> Option<Entry> {
    let total: u32 = counts.iter().sum();
    let most = counts.iter().copied().max().unwrap_or(0);
    if total < KNOWN {
        return None;
    }
    let seen = counts.iter().position(|count| *count == most)?;
    let enough = if DOUBTFUL.contains(&Tag::ALL[seen]) || listed != 0 {
        FIXED_DOUBTFUL
    } else {
        FIXED
    };
    let fixed = total >= enough && f64::from(most) > FIXED_SHARE * f64::from(total);
    let mut tags = 0;
    for (tag, count) in counts.iter().enumerate() {
        let common = f64::from(*count) >= SHARE * f64::from(total);
        if *count > 0 && common && (!fixed || *count == most) {
            tags |= 1 << tag;
        }
    }
    if !fixed {
        tags |= listed;
    }
    Some(Entry::new(tags, fixed, total >= CLOSED))
}

/// Tags of the forms in dixit's own lexicons.
fn listed(found_ends: &mut Ends) -> BTreeMap<Place, u32> {
    let mut found = BTreeMap::new();
    let mut add = |form: &str, capital: bool, tags: &[Tag]| {
        let bits: u32 = tags.iter().map(|tag| 1 << (*tag as u32)).sum();
        let hash = lexicon_key(form);
        *found.entry((hash, capital)).or_insert(0) |= bits;
        found_ends.insert(hash, ends(form));
    };
    for name in lines(include_str!("../../src/scan/lexicons/first_names.txt")) {
        add(name, true, &[Tag::ProperNoun]);
    }
    for line in lines(include_str!("../../src/scan/lexicons/cue_verbs.tsv")) {
        let forms: Vec<_> = line.split('\t').collect();
        if let [base, third, past, participle, gerund, ..] = forms[..] {
            add(base, false, &[Tag::Base, Tag::Present]);
            add(third, false, &[Tag::PresentThird]);
            add(past, false, &[Tag::Past]);
            add(participle, false, &[Tag::Participle]);
            add(gerund, false, &[Tag::Gerund]);
        }
    }
    found
}

fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with(['#', '[']))
}
