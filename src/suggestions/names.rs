//! [`Name`]: a name taken apart, and [`fit`]: why two may be one speaker's.

use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};
use std::sync::LazyLock;

use crate::resolution::folded;

/// Given names with their short forms, a set a line.
const NICKNAMES: &str = include_str!("../resolution/data/nicknames.txt");
/// Each given name with the number of its set.
static SETS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let lines = NICKNAMES.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.starts_with('#'));
    lines
        .flat_map(|(set, line)| line.split_whitespace().map(move |name| (name, set)))
        .collect()
});

/// Behind a person's name; two different ones are two persons.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];
/// Behind an organisation's name, and no part of it.
const FORMS: [&str; 16] = [
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "sa",
    "nv",
    "group",
];
/// Not among an acronym's letters, mostly.
const SMALL: [&str; 8] = ["of", "the", "and", "for", "in", "on", "to", "&"];
/// Words shorter than this are not taken for typos of each other: Ann and Anne, Lee and Leo.
const TYPO: usize = 5;

/// Why two names may be one speaker's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The same but for accents, hyphens, stops, spaces or a legal form.
    Spelling,
    Surname,
    Initial,
    MiddleName,
    Nickname,
    Typo,
    Acronym,
}

impl Display for Reason {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        formatter.write_str(match self {
            Self::Spelling => "spelling",
            Self::Surname => "surname alone",
            Self::Initial => "initial",
            Self::MiddleName => "middle name",
            Self::Nickname => "short form of the first name",
            Self::Typo => "one letter differs",
            Self::Acronym => "acronym",
        })
    }
}

#[derive(Clone, Debug)]
pub(super) struct Name {
    words: Vec<String>,
    suffix: Option<String>,
    person: bool,
    /// A double surname and nothing else: "Okafor-Lind".
    is_double: bool,
    /// Letters of an acronym: of a body's words, with the small ones and without; or the name itself.
    acronyms: Vec<String>,
    is_acronym: bool,
}

impl Name {
    pub(super) fn new(name: &str, kind: &str) -> Self {
        let person = kind != "organisation";
        let written = name.split(|c: char| c.is_whitespace() || c == '-');
        let upper = |word: &str| {
            word.chars()
                .all(|c| c.is_uppercase() || c == '.' || c == '&')
        };
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let is_acronym =
            !person && !name.contains(' ') && upper(name) && (2..=8).contains(&letters);
        let apart = written.flat_map(|word| match person && is_initials(word) {
            true => word.split('.').collect(),
            false => vec![word],
        });
        let mut words: Vec<String> = apart.map(plain).filter(|word| !word.is_empty()).collect();
        let is_double = person && name.contains('-') && !name.contains(char::is_whitespace);
        let mut suffix = None;
        let ends_with = |words: &[String], list: &[&str]| {
            words.len() > 1
                && words
                    .last()
                    .is_some_and(|last| list.contains(&last.as_str()))
        };
        if person && ends_with(&words, &SUFFIXES) {
            suffix = words.pop();
        }
        let acronyms = match person {
            true => Vec::new(),
            false if is_acronym => words.clone(),
            false => acronyms(&words),
        };
        if !person {
            while ends_with(&words, &FORMS) {
                words.pop();
            }
            if words.len() > 1 && words[0] == "the" {
                words.remove(0);
            }
        }
        Self {
            words,
            suffix,
            person,
            is_double,
            acronyms,
            is_acronym,
        }
    }

    /// More words, then longer ones: the fullest form leads its group.
    pub(super) fn fullness(&self) -> (bool, usize, usize) {
        let letters = self.words.iter().map(|word| word.chars().count()).sum();
        (
            !self.is_acronym,
            self.words.len() + usize::from(self.suffix.is_some()),
            letters,
        )
    }

    /// Names that could be one speaker's share one of these, and few others do.
    pub(super) fn keys(&self) -> Vec<String> {
        let whole = self.words.concat();
        let mut keys = vec![format!("= {whole}")];
        keys.extend(self.acronyms.iter().map(|letters| format!("a {letters}")));
        if self.person
            && let [given, .., last] = self.words.as_slice()
        {
            let initial: String = given.chars().take(1).collect();
            keys.push(format!("s {last} {initial}"));
            // A bare surname looks for this one.
            keys.push(format!("b {last}"));
            // A short form may begin with another letter.
            keys.extend(nickname_set(given).map(|set| format!("n {last} {set}")));
            if last.chars().count() >= TYPO {
                let shorter = without_a_letter(last);
                keys.extend(shorter.map(|shorter| format!("t {given} {shorter}")));
            }
        } else if let [only] = self.words.as_slice() {
            keys.push(format!("b {only}"));
        }
        if !self.person && whole.chars().count() >= 2 * TYPO {
            keys.extend(without_a_letter(&whole).map(|shorter| format!("o {shorter}")));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Why the two may be one speaker's, if they may.
pub(super) fn fit(full: &Name, other: &Name) -> Option<Reason> {
    if full.person != other.person {
        return None;
    }
    if full.words.concat() == other.words.concat() {
        return suffixes_agree(full, other).then_some(Reason::Spelling);
    }
    match full.person {
        true => persons(full, other),
        false => bodies(full, other),
    }
}

fn suffixes_agree(one: &Name, other: &Name) -> bool {
    one.suffix.is_none() || other.suffix.is_none() || one.suffix == other.suffix
}

fn persons(full: &Name, other: &Name) -> Option<Reason> {
    let (last, given) = full.words.split_last()?;
    let (their_last, theirs) = other.words.split_last()?;
    if !suffixes_agree(full, other) {
        return None;
    }
    let longer = full.words.len() > other.words.len();
    if other.is_double && longer && full.words.ends_with(&other.words) {
        return Some(Reason::Surname);
    }
    if last != their_last {
        let same = !given.is_empty() && given == theirs;
        return (same && typo(last, their_last)).then_some(Reason::Typo);
    }
    let (Some(one), Some(two)) = (given.first(), theirs.first()) else {
        return Some(Reason::Surname);
    };
    if !middles_agree(&given[1..], &theirs[1..]) {
        return None;
    }
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    match () {
        () if one == two => Some(Reason::MiddleName),
        () if initial(one, two) || initial(two, one) => Some(Reason::Initial),
        () if nickname_set(one).is_some() && nickname_set(one) == nickname_set(two) => {
            Some(Reason::Nickname)
        }
        () if typo(one, two) => Some(Reason::Typo),
        () => None,
    }
}

/// Where both have middle names, each is the other or begins it.
fn middles_agree(one: &[String], two: &[String]) -> bool {
    one.iter()
        .zip(two)
        .all(|(a, b)| a.starts_with(b.as_str()) || b.starts_with(a.as_str()))
}

fn bodies(full: &Name, other: &Name) -> Option<Reason> {
    if full.is_acronym != other.is_acronym {
        let common = full
            .acronyms
            .iter()
            .any(|letters| other.acronyms.contains(letters));
        return common.then_some(Reason::Acronym);
    }
    let (one, two) = (full.words.concat(), other.words.concat());
    let long = one.chars().count().min(two.chars().count()) >= 2 * TYPO;
    let numbers = |name: &str| {
        name.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    (long && numbers(&one) == numbers(&two) && typo(&one, &two)).then_some(Reason::Typo)
}

/// One letter more, less or other, or two neighbours changed about (Damerau 1964).
fn typo(one: &str, two: &str) -> bool {
    let long = |word: &str| word.chars().count() >= TYPO;
    long(one) && long(two) && strsim::osa_distance(one, two) == 1
}

/// The word, and the word with each letter left out in turn: two with a letter's difference share one.
fn without_a_letter(word: &str) -> impl Iterator<Item = String> {
    let lacking = word.char_indices().map(|(at, c)| {
        let (head, tail) = word.split_at(at);
        format!("{head}{}", &tail[c.len_utf8()..])
    });
    lacking.chain(std::iter::once(word.to_owned()))
}

/// The number of the set of short forms that a given name is in.
fn nickname_set(given: &str) -> Option<usize> {
    SETS.get(given).copied()
}

/// First letters, with the small words and without.
fn acronyms(words: &[String]) -> Vec<String> {
    let letters = |words: &[&String]| -> String {
        words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect()
    };
    let all: Vec<&String> = words.iter().collect();
    let large: Vec<&String> = words
        .iter()
        .filter(|word| !SMALL.contains(&word.as_str()))
        .collect();
    let mut found = vec![letters(&all), letters(&large)];
    found.retain(|letters| letters.chars().count() > 1);
    found.dedup();
    found
}

/// "J.T."
fn is_initials(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() < 2)
}

/// Small letters without accents, stops and apostrophes.
fn plain(word: &str) -> String {
    folded(word)
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '&')
        .flat_map(|c| bare(c).chars().chain(bare(c).is_empty().then_some(c)))
        .collect()
}

/// The letters an accented one is written with where there are no accents; empty for others.
fn bare(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        'æ' => "ae",
        'œ' => "oe",
        _ => "",
    }
}
