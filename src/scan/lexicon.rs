//! The lexicons: plain files beside this one, read into one table and one index.
//!
//! An entry is a word or a phrase with its classes; the same words under two
//! headings make one entry with both. Words are folded for ASCII case and
//! apostrophes are straight in the files.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::behind::Next;
use super::class::Class;
use super::index::{Beginning, Found, Index, Phrase};
use crate::segmentation::key;
use crate::vocabulary::{UNKNOWN, Vocabulary};

const FILES: [&str; 7] = [
    include_str!("lexicons/function_words.txt"),
    include_str!("lexicons/people.txt"),
    include_str!("lexicons/organisations.txt"),
    include_str!("lexicons/first_names.txt"),
    include_str!("lexicons/cue_nouns.txt"),
    include_str!("lexicons/verb_groups.txt"),
    include_str!("lexicons/names.txt"),
];
const CUE_VERBS: &str = include_str!("lexicons/cue_verbs.tsv");

/// One word or phrase.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    pub classes: Class,
    /// The cue verb this is a form of.
    pub verb: Option<Verb>,
}

/// A form of a cue verb. One spelling may be two forms (`said`): the flags say which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// Index into [`Lexicon::lemmas`].
    pub lemma: u16,
    pub base: bool,
    pub third: bool,
    pub past: bool,
    pub participle: bool,
    pub gerund: bool,
}

/// What a cue verb does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbClass {
    Speech,
    Thought,
    /// "branded the plan irresponsible"
    Naming,
    Stance,
}

impl VerbClass {
    /// The class's name in the lexicon, also the key of its counts.
    pub fn name(self) -> &'static str {
        match self {
            VerbClass::Speech => "speech",
            VerbClass::Thought => "thought",
            VerbClass::Naming => "naming",
            VerbClass::Stance => "stance",
        }
    }

    fn from_heading(heading: &str) -> VerbClass {
        match heading {
            "thought" => VerbClass::Thought,
            "naming" => VerbClass::Naming,
            "stance" => VerbClass::Stance,
            _ => VerbClass::Speech,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Lemma {
    pub word: String,
    pub class: VerbClass,
}

/// All lexicons, with the index of their words.
#[derive(Debug)]
pub struct Lexicon {
    index: Index<Entry>,
    /// What begins with each word of the vocabulary that the scan knows, by its number.
    pub(super) beginnings: Vec<Beginning<Entry>>,
    pub lemmas: Vec<Lemma>,
}

impl Lexicon {
    /// The lexicons that are built in.
    pub fn embedded() -> Self {
        let mut table = Table::default();
        for file in FILES {
            table.read_classes(file);
        }
        table.read_verbs(CUE_VERBS);
        let index = Index::new(table.phrases);
        Lexicon {
            lemmas: table.lemmas,
            beginnings: beginnings(&index),
            index,
        }
    }

    /// All entries that begin at byte `start` with the letters there, and end at a word's end; the shortest first.
    pub(super) fn starting(&self, text: &str, start: usize, found: impl FnMut(Found<Entry>)) {
        self.index.starting(text, start, found);
    }

    /// ’s: no phrase goes on behind it.
    pub(crate) fn clitic(&self) -> Entry {
        let mut clitic = Entry::default();
        self.starting("'s", 0, |found| clitic = found.value);
        clitic
    }

    /// What may stand behind each of them.
    pub(super) fn nexts(&self) -> Vec<Next> {
        let vocabulary = Vocabulary::shared();
        let mut all = vec![Next::default(); vocabulary.scanned()];
        for (hash, next) in self.index.nexts() {
            if let Some(place) = all.get_mut(usize::from(vocabulary.number(hash))) {
                *place = next;
            }
        }
        all
    }

    /// The classes of each word of the vocabulary that the scan knows, by its number.
    pub(crate) fn classes(&self) -> impl Iterator<Item = Class> {
        self.beginnings
            .iter()
            .map(|beginning| beginning.word.classes)
    }

    pub fn lemma(&self, verb: Verb) -> &Lemma {
        &self.lemmas[usize::from(verb.lemma)]
    }
}

fn beginnings(index: &Index<Entry>) -> Vec<Beginning<Entry>> {
    let vocabulary = Vocabulary::shared();
    let mut all = vec![Beginning::default(); vocabulary.scanned()];
    for (hash, beginning) in index.beginnings() {
        if let Some(place) = all.get_mut(usize::from(vocabulary.number(hash))) {
            *place = beginning;
        }
    }
    // Of no letters: what begins with a sign is found by its first byte.
    all[usize::from(UNKNOWN)] = Beginning::default();
    all
}

/// The entries under collection; equal ones are kept once.
#[derive(Debug, Default)]
struct Table {
    /// By their words in lower case.
    places: FxHashMap<Cow<'static, str>, usize>,
    phrases: Vec<Phrase<Entry>>,
    lemmas: Vec<Lemma>,
    /// By their words.
    lemma_places: FxHashMap<&'static str, u16>,
}

impl Table {
    fn phrase(&mut self, word: &'static str) -> &mut Phrase<Entry> {
        let key = match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(word.to_ascii_lowercase()),
            false => Cow::Borrowed(word),
        };
        let at = *self.places.entry(key).or_insert_with_key(|key| {
            self.phrases.push(Phrase {
                text: key.clone().into_owned(),
                cased: false,
                value: Entry::default(),
            });
            self.phrases.len() - 1
        });
        &mut self.phrases[at]
    }

    fn read_classes(&mut self, file: &'static str) {
        let mut class = Class::empty();
        for line in lines(file) {
            match heading(line) {
                Some(name) => class = Class::from_heading(name).unwrap_or_default(),
                None => self.add_class(line, class),
            }
        }
    }

    fn add_class(&mut self, word: &'static str, class: Class) {
        let shouted = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == '.');
        let phrase = self.phrase(word);
        // `US` and `WHO` are names only in capitals; `us` and `who` are words of their own.
        if shouted && phrase.value.classes.is_empty() {
            phrase.cased = true;
            phrase.text = word.to_owned();
        } else if !shouted && phrase.cased {
            phrase.cased = false;
            phrase.text = word.to_ascii_lowercase();
        }
        if !shouted || phrase.cased {
            phrase.value.classes |= class;
        }
    }

    fn read_verbs(&mut self, file: &'static str) {
        let mut class = VerbClass::Speech;
        for line in lines(file) {
            match heading(line) {
                // Those behind it are no cues.
                Some("forms") => break,
                Some(name) => class = VerbClass::from_heading(name),
                None => self.add_verb(line, class),
            }
        }
    }

    fn add_verb(&mut self, line: &'static str, class: VerbClass) {
        let base = line.split('\t').next().unwrap_or(line);
        let lemma = *self.lemma_places.entry(base).or_insert_with(|| {
            let word = base.to_owned();
            self.lemmas.push(Lemma { word, class });
            (self.lemmas.len() - 1) as u16
        });
        for (place, form) in line.split('\t').enumerate() {
            let entry = &mut self.phrase(form).value;
            entry.classes |= Class::CUE_VERB;
            let verb = entry.verb.get_or_insert(Verb {
                lemma,
                base: false,
                third: false,
                past: false,
                participle: false,
                gerund: false,
            });
            if verb.lemma == lemma {
                let form = match place {
                    0 => (&mut verb.base, Class::empty()),
                    1 => (&mut verb.third, Class::THIRD),
                    2 => (&mut verb.past, Class::PAST),
                    3 => (&mut verb.participle, Class::empty()),
                    _ => (&mut verb.gerund, Class::GERUND),
                };
                *form.0 = true;
                entry.classes |= form.1;
            }
        }
    }
}

/// The hashes of the letters and digits that entries begin with, some more than once; see [`crate::vocabulary`].
pub(crate) fn heads() -> Vec<u32> {
    let words = FILES.iter().flat_map(|file| lines(file));
    let forms = lines(CUE_VERBS).flat_map(|line| line.split('\t'));
    let heads = words.chain(forms).map(|words| key::at(words.as_bytes(), 0));
    heads
        .filter(|(_, length)| *length > 0)
        .map(|(head, _)| head.hash())
        .collect()
}

/// The words and phrases of all files.
#[cfg(test)]
pub(super) fn phrases() -> impl Iterator<Item = &'static str> {
    let words = FILES.iter().flat_map(|file| lines(file));
    let words = words.filter(|line| heading(line).is_none());
    words.chain(lines(CUE_VERBS).flat_map(|line| line.split('\t')))
}

/// The lines of a lexicon file that hold something.
pub(crate) fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .map(|line| line.trim_end())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The name in brackets under which the lines behind it stand.
pub(crate) fn heading(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_of_the_class_files_is_a_class() {
        for name in FILES
            .iter()
            .flat_map(|file| lines(file))
            .filter_map(heading)
        {
            assert!(Class::from_heading(name).is_some(), "{name}");
        }
    }
}
