//! What words' endings tell, and the formal names of short forms.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lines;
use crate::resolution::key::{self, Key, KeyMap};

const ENDINGS: &str = include_str!("../data/endings.txt");
const NICKNAMES: &str = include_str!("../data/nicknames.txt");

static ENDS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let words = lines(ENDINGS).map(|line| line.split_whitespace().collect());
    words.collect()
});
static FORMAL: LazyLock<(KeyMap, Vec<Key>)> = LazyLock::new(nicknames);

/// The formal name a short form stands for: Robert for Bob.
pub(in crate::resolution) fn formal(given: Key) -> Option<Key> {
    let (places, names) = &*FORMAL;
    places.get(given).map(|at| names[at])
}

/// "paleontologist": the word ends as one for a person does.
pub(in crate::resolution) fn ends_person(word: &str) -> bool {
    ends(word, 0)
}

/// "chipmaker": or as one for a firm.
pub(in crate::resolution) fn ends_firm(word: &str) -> bool {
    ends(word, 1)
}

/// "Drover": who does something, where it opens a sentence before a full name.
pub(in crate::resolution) fn ends_calling(word: &str) -> bool {
    ends(word, 2)
}

/// "Devastated": what somebody is like, before a first name.
pub(in crate::resolution) fn ends_mood(word: &str) -> bool {
    ends(word, 3)
}

fn ends(word: &str, line: usize) -> bool {
    let mut endings = ENDS.get(line).into_iter().flatten();
    endings.any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

fn nicknames() -> (KeyMap, Vec<Key>) {
    let mut formal: HashMap<Key, Key> = HashMap::new();
    for line in lines(NICKNAMES) {
        let mut words = line.split_whitespace().map(key::of_word);
        if let Some(name) = words.next() {
            formal.extend(words.map(|short| (short, name)));
        }
    }
    let mut places = KeyMap::default();
    let mut names = Vec::with_capacity(formal.len());
    for (short, name) in formal {
        places.insert(short, names.len());
        names.push(name);
    }
    (places, names)
}
