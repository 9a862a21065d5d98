//! Lists: the words and phrases of `lists.txt` that the patterns ask for.

use std::sync::LazyLock;

use crate::scan::lexicon::{heading, lines};

const FILE: &str = include_str!("lists.txt");

/// The lists of `lists.txt`, which says what each is for.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    hedge: List::of("hedge"),
    narrows: List::of("narrows"),
    gesture: List::of("gesture"),
    handled: List::of("handled"),
    receives: List::of("receives"),
    answers: List::of("answers"),
    told: List::of("told"),
    as_told: List::of("as-told"),
    viewpoint: List::of("viewpoint"),
    uses: List::of("uses"),
    takes: List::of("takes"),
    goes: List::of("goes"),
    research: List::of("research"),
    address: List::of("address"),
    always_address: List::of("always-address"),
    legal: List::of("legal"),
    appeal: List::of("appeal"),
    proviso: List::of("proviso"),
    permits: List::of("permits"),
    asked: List::of("asked"),
    inverts: List::of("inverts"),
    spoken_to: List::of("spoken-to"),
    hearing: List::of("hearing"),
    media: List::of("media"),
    impersonal: List::of("impersonal"),
    depicted: List::of("depicted"),
    holds_back: List::of("holds-back"),
    merely: List::of("merely"),
    nobody: List::of("nobody"),
    rejects: List::of("rejects"),
    of_others: List::of("of-others"),
    particles: List::of("particles"),
    accuses: List::of("accuses"),
    causes: List::of("causes"),
    means: List::of("means"),
    looks_into: List::of("looks-into"),
});

#[derive(Debug)]
pub(super) struct Lists {
    pub(super) hedge: List,
    pub(super) narrows: List,
    pub(super) gesture: List,
    pub(super) handled: List,
    pub(super) receives: List,
    pub(super) answers: List,
    pub(super) told: List,
    pub(super) as_told: List,
    pub(super) viewpoint: List,
    pub(super) uses: List,
    pub(super) takes: List,
    pub(super) goes: List,
    pub(super) research: List,
    pub(super) address: List,
    pub(super) always_address: List,
    pub(super) legal: List,
    pub(super) appeal: List,
    pub(super) proviso: List,
    pub(super) permits: List,
    pub(super) asked: List,
    pub(super) inverts: List,
    pub(super) spoken_to: List,
    pub(super) hearing: List,
    pub(super) media: List,
    pub(super) impersonal: List,
    pub(super) depicted: List,
    pub(super) holds_back: List,
    pub(super) merely: List,
    pub(super) nobody: List,
    pub(super) rejects: List,
    pub(super) of_others: List,
    pub(super) particles: List,
    pub(super) accuses: List,
    pub(super) causes: List,
    pub(super) means: List,
    pub(super) looks_into: List,
}

/// Entries of one word or several.
#[derive(Debug)]
pub(super) struct List {
    entries: Vec<Vec<&'static str>>,
    /// Of the entries' first words, by [`letter`] and by [`length`]: most that are asked about are none of them.
    letters: u32,
    lengths: u32,
}

/// A bit for the letter that a word begins with, whatever its case.
fn letter(word: &str) -> u32 {
    let first = word.as_bytes().first();
    1 << (first.copied().unwrap_or_default() % 32)
}

/// A bit for how long a word is.
fn length(word: &str) -> u32 {
    1 << word.len().min(31)
}

impl List {
    /// What stands under that name up to the next one.
    fn of(name: &str) -> Self {
        let under = lines(FILE).skip_while(|line| heading(line) != Some(name));
        let own = under.skip(1).take_while(|line| heading(line).is_none());
        let entries: Vec<Vec<&str>> = own.map(|line| line.split(' ').collect()).collect();
        let bits = |bit: fn(&str) -> u32| {
            let first = entries.iter().flat_map(|entry| entry.first());
            first.fold(0, |bits, word| bits | bit(word))
        };
        Self {
            letters: bits(letter),
            lengths: bits(length),
            entries,
        }
    }

    /// Whether these words, whatever their case, are an entry.
    pub(super) fn has<'t>(&self, words: impl Iterator<Item = &'t str> + Clone) -> bool {
        let opens = |word| letter(word) & self.letters != 0 && length(word) & self.lengths != 0;
        if !words.clone().next().is_some_and(opens) {
            return false;
        }
        let same = |entry: &Vec<&str>| {
            let mut given = words.clone();
            let mut all = entry.iter();
            all.all(|own| {
                given
                    .next()
                    .is_some_and(|word| own.eq_ignore_ascii_case(word))
            }) && given.next().is_none()
        };
        self.entries.iter().any(same)
    }

    /// Whether this word is an entry.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.has(std::iter::once(word))
    }
}

#[cfg(test)]
mod tests {
    use super::LISTS;

    #[test]
    fn every_list_has_its_entries() {
        assert!(LISTS.hedge.has(["at", "least"].into_iter()));
        assert!(LISTS.gesture.has(["Standing", "amid"].into_iter()));
        let lists = [
            &LISTS.handled,
            &LISTS.receives,
            &LISTS.answers,
            &LISTS.told,
            &LISTS.spoken_to,
            &LISTS.hearing,
            &LISTS.research,
        ];
        let words = ["kept", "got", "snapped", "lies", "tell", "court", "find"];
        assert!(
            lists
                .iter()
                .zip(words)
                .all(|(list, word)| list.has_word(word))
        );
        assert!(LISTS.address.has_word("warned") && !LISTS.always_address.has_word("warned"));
    }
}
