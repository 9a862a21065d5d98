//! The lexicons: plain files beside this one, read into one table and one automaton.
//!
//! An entry is a word or a phrase with its classes; the same words under two
//! headings make one entry with both. Words are folded for ASCII case and
//! apostrophes are straight in the files.

use std::collections::HashMap;

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous;
use aho_corasick::{Anchored, MatchKind, PatternID};

use super::class::Class;

const FILES: [&str; 6] = [
    include_str!("lexicons/function_words.txt"),
    include_str!("lexicons/people.txt"),
    include_str!("lexicons/organisations.txt"),
    include_str!("lexicons/first_names.txt"),
    include_str!("lexicons/cue_nouns.txt"),
    include_str!("lexicons/verb_groups.txt"),
];
const CUE_VERBS: &str = include_str!("lexicons/cue_verbs.tsv");

/// One word or phrase.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub classes: Class,
    /// The cue verb this is a form of.
    pub verb: Option<Verb>,
    /// All its letters as written in the file, to tell `US` from `us`.
    cased: Option<String>,
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

/// All lexicons, with the automaton over their words.
#[derive(Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    pub lemmas: Vec<Lemma>,
    automaton: contiguous::NFA,
    start: StateID,
}

/// A word or phrase found at the place asked for.
#[derive(Clone, Copy, Debug)]
pub struct Found<'l> {
    pub entry: &'l Entry,
    /// Length of the match in bytes.
    pub len: usize,
}

impl Lexicon {
    /// The lexicons that are built in.
    pub fn embedded() -> Self {
        let mut table = Table::default();
        for file in FILES {
            table.read_classes(file);
        }
        table.read_verbs(CUE_VERBS);
        table.compile()
    }

    /// All entries that begin at byte `at` of `text` and end at a word's end, shortest first.
    ///
    /// `at` must be a word's start. The automaton is walked from there alone
    /// (anchored), so an entry inside a longer word is never seen.
    pub fn found_at<'l>(&'l self, text: &'l str, at: usize) -> impl Iterator<Item = Found<'l>> {
        let bytes = text.as_bytes();
        let mut state = self.start;
        let mut next = at;
        std::iter::from_fn(move || {
            while next < bytes.len() {
                let (byte, width) = folded(bytes, next);
                state = self.automaton.next_state(Anchored::Yes, state, byte);
                if self.automaton.is_dead(state) {
                    return None;
                }
                next += width;
                if let Some(found) = self.ending_at(text, state, at, next) {
                    return Some(found);
                }
            }
            None
        })
    }

    fn ending_at<'l>(
        &'l self,
        text: &str,
        state: StateID,
        start: usize,
        end: usize,
    ) -> Option<Found<'l>> {
        if !self.automaton.is_match(state) || !ends_word(text, end) {
            return None;
        }
        // The first match of a state is its longest: the whole walk, if it is an entry at all.
        let pattern: PatternID = self.automaton.match_pattern(state, 0);
        let entry = &self.entries[pattern.as_usize()];
        let walked = text.get(start..end)?;
        let whole = self.automaton.pattern_len(pattern)
            == walked
                .chars()
                .map(|c| if c == '’' { 1 } else { c.len_utf8() })
                .sum::<usize>();
        let cased = entry
            .cased
            .as_ref()
            .is_none_or(|wanted| wanted.as_str() == walked);
        (whole && cased).then_some(Found {
            entry,
            len: end - start,
        })
    }

    pub fn lemma(&self, verb: Verb) -> &Lemma {
        &self.lemmas[usize::from(verb.lemma)]
    }
}

/// The next byte with ASCII upper case and the curly apostrophe folded, and how many bytes it stands for.
fn folded(bytes: &[u8], at: usize) -> (u8, usize) {
    match bytes[at] {
        0xE2 if bytes[at..].starts_with("’".as_bytes()) => (b'\'', 3),
        byte => (byte.to_ascii_lowercase(), 1),
    }
}

fn ends_word(text: &str, end: usize) -> bool {
    let inside = text[..end]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    !inside
        || !text[end..]
            .chars()
            .next()
            .is_some_and(|c| c.is_alphanumeric())
}

#[derive(Debug, Default)]
struct Table {
    index: HashMap<String, usize>,
    words: Vec<String>,
    entries: Vec<Entry>,
    lemmas: Vec<Lemma>,
}

impl Table {
    fn entry(&mut self, word: &str) -> &mut Entry {
        let key = word.to_ascii_lowercase();
        let at = *self.index.entry(key.clone()).or_insert_with(|| {
            self.words.push(key);
            self.entries.push(Entry::default());
            self.entries.len() - 1
        });
        &mut self.entries[at]
    }

    fn read_classes(&mut self, file: &str) {
        let mut class = Class::empty();
        for line in lines(file) {
            match heading(line) {
                Some(name) => class = Class::from_heading(name).unwrap_or_default(),
                None => {
                    let shouted =
                        line.len() > 1 && line.chars().all(|c| c.is_ascii_uppercase() || c == '.');
                    let entry = self.entry(line);
                    // `US` and `WHO` are names only in capitals; `us` and `who` are words of their own.
                    if shouted && entry.classes.is_empty() {
                        entry.cased = Some(line.to_owned());
                    } else if !shouted {
                        entry.cased = None;
                    }
                    if !shouted || entry.cased.is_some() {
                        entry.classes |= class;
                    }
                }
            }
        }
    }

    fn read_verbs(&mut self, file: &str) {
        let mut class = VerbClass::Speech;
        for line in lines(file) {
            match heading(line) {
                Some(name) => class = VerbClass::from_heading(name),
                None => self.add_verb(line, class),
            }
        }
    }

    fn add_verb(&mut self, line: &str, class: VerbClass) {
        let forms: Vec<&str> = line.split('\t').collect();
        let known = self.lemmas.iter().position(|lemma| lemma.word == forms[0]);
        let lemma = known.unwrap_or_else(|| {
            self.lemmas.push(Lemma {
                word: forms[0].to_owned(),
                class,
            });
            self.lemmas.len() - 1
        }) as u16;
        for (place, form) in forms.iter().enumerate() {
            let entry = self.entry(form);
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
                match place {
                    0 => verb.base = true,
                    1 => verb.third = true,
                    2 => verb.past = true,
                    3 => verb.participle = true,
                    _ => verb.gerund = true,
                }
            }
        }
    }

    fn compile(self) -> Lexicon {
        let automaton = contiguous::Builder::new()
            .match_kind(MatchKind::Standard)
            .build(&self.words)
            // The built-in files are a few thousand short lines, far from the automaton's limits.
            .unwrap_or_else(|error| unreachable!("built-in lexicon: {error}"));
        let start = automaton
            .start_state(Anchored::Yes)
            .unwrap_or_else(|error| unreachable!("anchored search is always on: {error}"));
        Lexicon {
            entries: self.entries,
            lemmas: self.lemmas,
            automaton,
            start,
        }
    }
}

/// The lines of a lexicon file that hold something.
fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .map(|line| line.trim_end())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn heading(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}
