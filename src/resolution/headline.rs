//! Headlines: whose surnames stand in them, and that their nouns mean nobody of the article below.
//!
//! Where every word has a capital, only what the article says tells a name from a word.

use smallvec::SmallVec;

use super::key::Key;
use super::names::{Gender, Name, NameKind};
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::{ParagraphKind, TokenKind};

/// So many sentences at an article's beginning may be of its headline.
const FIRST: usize = 3;

/// So many words are looked at: no headline has more.
const MOST: usize = 40;

/// Words of these classes are no surnames in a headline, whoever bears them.
const WORDS: Class = Class::FUNCTION
    .union(Class::DETERMINER)
    .union(Class::ANY_PRONOUN)
    .union(Class::POSSESSIVE)
    .union(Class::HUMAN)
    .union(Class::PLAIN);

/// The sentence is of the article's headline.
pub(super) fn is_headline(view: &View, sentence: usize) -> bool {
    let paragraph = view.setting(sentence).paragraph as usize;
    let paragraph = view.segmentation.paragraphs.get(paragraph);
    sentence < FIRST && paragraph.is_some_and(|own| own.kind == ParagraphKind::Title)
}

/// "Moreno Calls Tariffs a Gift": adds to the names those words of a title-case headline that one person of the article
/// has for a surname.
pub(super) fn add_surnames(view: &View, names: &mut Vec<Name>) {
    let sentences = view.segmentation.sentences.iter().take(FIRST).enumerate();
    let titled = sentences.filter(|(at, _)| view.is_title_case(*at));
    let Some((last, _)) = titled.clone().next_back() else {
        return;
    };
    let end = view.setting(last).end as usize;
    let below = names.partition_point(|name| name.tokens.start < end);
    let tokens = titled.flat_map(|(_, sentence)| sentence.tokens.clone());
    let mut words = words(view, &names[..below], tokens);
    for name in &names[below..] {
        bear(view, name, &mut words);
    }
    let before = names.len();
    let borne = words.iter();
    // The article has "banks" too.
    let borne = borne.filter(|word| word.is_surname() && !view.has_small(word.key));
    names.extend(borne.map(|word| Name {
        tokens: word.at..word.at + 1,
        kind: NameKind::Person,
        gender: Gender::Unknown,
        before: word.at..word.at,
        after: word.at + 1..word.at + 1,
    }));
    if names.len() > before {
        names.sort_by_key(|name| name.tokens.start);
    }
}

/// The headline's words that no name has yet.
fn words(view: &View, names: &[Name], tokens: impl Iterator<Item = usize>) -> SmallVec<[Word; 8]> {
    let mut taken = 0;
    let free = tokens.filter(|at| {
        let left = names[taken..].iter();
        taken += left.take_while(|name| name.tokens.end <= *at).count();
        let free = !names
            .get(taken)
            .is_some_and(|name| name.tokens.contains(at));
        let word = view.kind(*at) == Some(TokenKind::Word) && view.capital(*at);
        free && word && !view.own(*at, WORDS)
    });
    let words = free.map(|at| Word {
        at,
        key: view.key(at),
        given: None,
        shared: false,
        alone: false,
        sure: false,
    });
    words.take(MOST).collect()
}

/// A word of a headline, and the first name of who has it for a surname.
struct Word {
    at: usize,
    key: Key,
    given: Option<Key>,
    /// Several have it.
    shared: bool,
    /// It is a name by itself too.
    alone: bool,
    /// Who has it is a person.
    sure: bool,
}

impl Word {
    /// "Judicial Watch" is nobody's name, and nobody is called Watch.
    fn is_surname(&self) -> bool {
        self.given.is_some() && !self.shared && (self.sure || self.alone)
    }
}

/// Notes of which words a person's full name is the bearer.
fn bear(view: &View, name: &Name, words: &mut [Word]) {
    let human = name.kind.may_be_person();
    if !human || name.tokens.len() > 5 {
        return;
    }
    if name.tokens.len() == 1 {
        let key = view.key(name.tokens.start);
        let same = words.iter_mut().filter(|word| word.key == key);
        same.for_each(|word| word.alone = true);
        return;
    }
    let suffixed = view.own(name.tokens.end - 1, Class::SUFFIX);
    let last = name.tokens.end - 1 - usize::from(suffixed);
    let (first, surname) = (view.key(name.tokens.start), view.key(last));
    for word in words.iter_mut().filter(|word| word.key == surname) {
        word.shared |= *word.given.get_or_insert(first) != first;
        word.sure |= name.kind == NameKind::Person;
    }
}
