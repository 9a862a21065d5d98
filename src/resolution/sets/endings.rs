//! What words' endings tell, and the formal names of short forms.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lines;
use crate::resolution::key::{self, Key, KeyMap};

const ENDINGS: &str = include_str!("../data/endings.txt");
const NICKNAMES: &str = include_str!("../data/nicknames.txt");

static ENDS: LazyLock<Vec<Endings>> = LazyLock::new(|| lines(ENDINGS).map(Endings::of).collect());
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
    ENDS.get(line).is_some_and(|endings| endings.end(word))
}

/// Those of a line of the file.
#[derive(Debug)]
struct Endings {
    /// A bit for the last letter of each: most words end with another.
    letters: u32,
    endings: Vec<&'static str>,
}

impl Endings {
    fn of(line: &'static str) -> Self {
        let endings: Vec<&str> = line.split_whitespace().collect();
        let letters = endings.iter().map(|ending| letter(ending));
        Self {
            letters: letters.fold(0, |all, letter| all | letter),
            endings,
        }
    }

    fn end(&self, word: &str) -> bool {
        let longer = |ending: &str| word.len() > ending.len() + 2;
        let mut endings = self.endings.iter();
        self.letters & letter(word) != 0
            && endings.any(|ending| longer(ending) && word.ends_with(ending))
    }
}

/// A bit for the last letter of a word.
#[inline]
fn letter(word: &str) -> u32 {
    let last = word.as_bytes().last();
    last.map_or(0, |last| 1 << (last % 32))
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
