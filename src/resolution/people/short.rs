//! Names of one word: which bearer of the word each means.

use super::{Cast, Entity};
use crate::resolution::beside::speaking;
use crate::resolution::key::{self, Key, KeyMap};
use crate::resolution::names::{Gender, Name, NameKind};
use crate::resolution::telling::Telling;
use crate::resolution::view::View;
use crate::scan::class::Class;

/// How many bearers of a word are weighed, and how many of those may be named only behind where it stands.
const NEAREST: usize = 16;
const AHEAD: usize = 4;

impl Cast {
    /// Notes which full names bear the words that are names by themselves.
    pub(super) fn index(&mut self, view: &View) {
        // First how many bear each word, then, where each word's end, who they are.
        self.bearing.resize(self.single.len() + 1, 0);
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        for (at, entity) in self.entities.iter().enumerate() {
            let words = self.words.of(&entity.telling);
            let asked = words.iter().enumerate().filter_map(|(nth, word)| {
                let number = self
                    .single
                    .get(*word)
                    .filter(|_| !words[..nth].contains(word))?;
                let called = Called {
                    first: words.first() == Some(word),
                    last: words.last() == Some(word),
                    nickname: entity.telling.nickname == *word,
                    joined: words.first() == Some(word) && view.byte(entity.name.start + 1) == b'&',
                };
                Some((number as u32, at as u32, called))
            });
            found.extend(asked);
            let last = Called {
                last: true,
                ..Called::default()
            };
            let asked = halves(view, entity).into_iter().flatten();
            let asked = asked.filter_map(|word| self.single.get(word));
            found.extend(asked.map(|number| (number as u32, at as u32, last)));
        }
        for (number, ..) in &found {
            self.bearing[*number as usize] += 1;
        }
        let mut end = 0;
        for count in &mut self.bearing {
            end += *count;
            *count = end;
        }
        self.by_word.resize(found.len(), Bearer::default());
        for bearer in found.iter().rev() {
            let place = &mut self.bearing[bearer.0 as usize];
            *place -= 1;
            self.by_word[*place as usize] = *bearer;
        }
        self.found = found;
    }

    /// Whether some name is that word alone.
    pub(in crate::resolution) fn is_single(&self, word: Key) -> bool {
        self.single.get(word).is_some()
    }

    /// The full names that bear a word of a number, in the order of the article.
    fn bearers(&self, word: usize) -> &[Bearer] {
        match self.bearing.get(word..word + 2) {
            Some([start, end]) => &self.by_word[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// Those of the bearers of a word that are named nearest, where there are many.
    fn near<'b>(&self, bearers: &'b [Bearer]) -> &'b [Bearer] {
        if bearers.len() <= NEAREST {
            return bearers;
        }
        let met = bearers.partition_point(|(_, at, _)| self.entities[*at as usize].weight > 0);
        let first = (met + AHEAD).min(bearers.len()).saturating_sub(NEAREST);
        &bearers[first..first + NEAREST]
    }

    /// The entity of a single word, which has a number: a bearer of it, or one of its own.
    pub(super) fn short(
        &mut self,
        view: &View,
        name: &Name,
        telling: &Telling,
        number: usize,
    ) -> usize {
        let bearers = self.bearers(number);
        let short = self.asked(view, name, telling, bearers);
        if short.definite && view.entry(name.tokens.start).is_newspaper() {
            // "The Times" is no "Financial Times" that is named after it.
            let met = |(_, at, _): &Bearer| self.entities[*at as usize].weight > 0;
            if self.alone[number].is_some() || !bearers.iter().any(met) {
                return self.of_word(view, name, telling, number);
            }
        }
        let near = self.near(bearers).iter().rev();
        let fitting = near.filter(|(_, at, called)| self.fits(&short, *at as usize, *called));
        let mut fitting = fitting.map(|(_, at, _)| *at as usize);
        if let Some(first) = fitting.next() {
            return match fitting.next() {
                Some(second) => self.best(view, &short, first, [second].into_iter().chain(fitting)),
                None => first,
            };
        }
        let key = match telling.suffix {
            0 => short.word,
            suffix => key::pair(suffix, short.word),
        };
        let at = match telling.suffix {
            0 => self.of_word(view, name, telling, number),
            _ => self.of_key(view, name, telling, key),
        };
        // One that is new has the name's own gender.
        match self.entities[at].gender.fits(name.gender) || name.before.is_empty() {
            true => at,
            false => self.twin(view, name, telling, key, at),
        }
    }

    /// What is asked of the bearers of a word that is a name.
    fn asked<'n>(
        &self,
        view: &View,
        name: &'n Name,
        telling: &Telling,
        bearers: &[Bearer],
    ) -> Short<'n> {
        let word = self.words.first(telling).unwrap_or_default();
        // Before the first token is none.
        let before = name.tokens.start.wrapping_sub(1);
        let generation = match bearers.len() > 1 && telling.suffix == 0 {
            true => self.generation(view, before, bearers),
            false => None,
        };
        Short {
            name,
            word,
            suffix: generation.unwrap_or(telling.suffix),
            speaks: !bearers.is_empty() && speaking(view, name),
            definite: !bearers.is_empty() && view.eq(before, "the"),
            personal: bearers.iter().any(|(_, at, called)| {
                called.last && self.entities[*at as usize].kind.may_be_person()
            }),
            titled: match bearers {
                [] => Gender::Unknown,
                _ => self.titled.of(word).unwrap_or_default(),
            },
        }
    }

    /// The entity that a word alone names, a new one if none is.
    fn of_word(&mut self, view: &View, name: &Name, telling: &Telling, number: usize) -> usize {
        if let Some(at) = self.alone[number] {
            return at as usize;
        }
        let at = self.add(view, name, telling);
        self.alone[number] = Some(at as u32);
        at
    }

    /// The same where more than the word tells which one is named.
    fn of_key(&mut self, view: &View, name: &Name, telling: &Telling, key: Key) -> usize {
        if let Some(at) = self.by_key.get(key) {
            return at;
        }
        self.by_key.insert(key, self.entities.len());
        self.add(view, name, telling)
    }

    /// "Lord Lund" beside "Lady Lund", the entity `at`: the one of the other gender.
    fn twin(&mut self, view: &View, name: &Name, telling: &Telling, key: Key, at: usize) -> usize {
        self.entities[at].twin = true;
        let twin = key::pair(name.gender as Key + 1, key);
        let twin = self.of_key(view, name, telling, twin);
        self.entities[twin].twin = true;
        twin
    }

    /// "the elder Oakes", "the younger Oakes": the suffix of the one that is meant, if one of the bearers has it.
    fn generation(&self, view: &View, before: usize, bearers: &[Bearer]) -> Option<Key> {
        let wanted = match view.bytes(before) {
            b"elder" | b"senior" => "sr",
            b"younger" | b"junior" => "jr",
            _ => return None,
        };
        let wanted = key::of_word(wanted);
        let mut bearers = bearers
            .iter()
            .map(|(_, at, _)| &self.entities[*at as usize]);
        bearers
            .any(|entity| entity.telling.suffix == wanted)
            .then_some(wanted)
    }

    /// The bearer that a one-word name fits best, the first of equals.
    fn best(
        &self,
        view: &View,
        short: &Short,
        first: usize,
        others: impl Iterator<Item = usize>,
    ) -> usize {
        let at = short.name.tokens.start;
        let (sentence, hinted) = (view.sentence(at), hint(view, at));
        let score = |at: usize| {
            let entity = &self.entities[at];
            let last = self.words.last(&entity.telling) == Some(short.word);
            let surname = if last { 0.8 } else { 0.0 };
            entity.salience(sentence) + surname + short.favour(entity, hinted)
        };
        let mut best = (score(first), first);
        for other in others {
            let score = score(other);
            if score > best.0 {
                best = (score, other);
            }
        }
        best.1
    }

    /// Whether a one-word name does not contradict a bearer.
    fn fits(&self, short: &Short, bearer: usize, called: Called) -> bool {
        let Called { first, last, .. } = called;
        if called == Called::default() {
            return false;
        }
        let (name, entity) = (short.name, &self.entities[bearer]);
        let human = entity.kind.may_be_person();
        if short.suffix != 0 && short.suffix != entity.telling.suffix {
            return false;
        }
        if human {
            // "Warren" is a given name and a surname: only a title tells the gender of a surname.
            let titled = last && (name.before.is_empty() || name.gender == Gender::Unknown);
            let gender = if titled { short.titled } else { name.gender };
            // "Washington said" after "Terrell Washington".
            let surname = last && (entity.is_person() || entity.telling.nickname != 0);
            let spoken = name.kind == NameKind::Place && surname && short.speaks;
            if matches!(name.kind, NameKind::Place | NameKind::Organisation) && !spoken
                || !gender.fits(entity.gender)
                || short.definite && entity.kind == NameKind::Unknown && !last
            {
                return false;
            }
        } else {
            let classes = self.words.classes(&entity.telling).last();
            let firm = classes.is_some_and(|last| last.intersects(Class::FIRM));
            let ending = last && short.definite;
            // "Hartwell said" of "Hartwell & Lund", where nobody is called so.
            let joined = called.joined && !short.personal && name.before.is_empty();
            let opening = first && (firm || joined) && name.kind == NameKind::Unknown;
            if !(ending || opening) || name.kind == NameKind::Place {
                return false;
            }
        }
        true
    }
}

/// A word by its number, an entity of several words that bears it, and what it is there.
pub(super) type Bearer = (u32, u32, Called);

/// What a word is in a name of several; who is called by none of these is not meant by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Called {
    first: bool,
    last: bool,
    nickname: bool,
    /// "Hartwell" of "Hartwell & Lund".
    joined: bool,
}

/// The one gender a bare surname's titles tell, where they agree: "Mr. Ames" throughout.
#[derive(Debug, Default)]
pub(super) struct Titled {
    places: KeyMap,
    genders: Vec<Gender>,
}

impl Titled {
    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.genders.clear();
    }

    pub(super) fn tell(&mut self, word: Key, gender: Gender) {
        match self.places.get(word) {
            Some(at) if self.genders[at] != gender => self.genders[at] = Gender::Unknown,
            Some(_) => {}
            None => {
                self.places.insert(word, self.genders.len());
                self.genders.push(gender);
            }
        }
    }

    fn of(&self, word: Key) -> Option<Gender> {
        self.places.get(word).map(|at| self.genders[at])
    }
}

/// A one-word name, in its place.
struct Short<'a> {
    name: &'a Name,
    word: Key,
    suffix: Key,
    speaks: bool,
    definite: bool,
    /// A person has it for a surname.
    personal: bool,
    /// Told by the word's titles.
    titled: Gender,
}

impl Short<'_> {
    /// A surname without "Jr." is the father's where both are named; "her" beside it is a woman's.
    ///
    /// `hinted`: the gender of the pronouns around it.
    fn favour(&self, entity: &Entity, hinted: Gender) -> f32 {
        let suffix = match self.suffix == entity.telling.suffix {
            true => 0.0,
            false => -3.0,
        };
        let gender = match hinted.fits(entity.gender) {
            true => 0.0,
            false => -1.5,
        };
        // "Ms. Oakes" beside one whose gender is told and one whose is not.
        let own = self.name.gender;
        let told = own != Gender::Unknown && !self.name.before.is_empty() && own == entity.gender;
        suffix + gender + if told { 3.0 } else { 0.0 }
    }
}

/// "Rahman" and "Voss" of "Asha Rahman-Voss", who may be called by one of them.
pub(in crate::resolution) fn halves(view: &View, entity: &Entity) -> Option<[Key; 2]> {
    let last = entity.name.end.checked_sub(1)?;
    let human = entity.kind.may_be_person();
    if !human || entity.telling.len() < 2 || !view.is_compound(last) {
        return None;
    }
    let (one, other) = view.word(last).split_once('-')?;
    // "a Lindsey Lund-type"
    if !other.starts_with(char::is_uppercase) {
        return None;
    }
    Some([key::of_word(one), key::of_word(other)])
}

/// The one gender of the pronouns in a name's sentence, or else in the sentence before.
fn hint(view: &View, at: usize) -> Gender {
    let sentence = view.sentence(at);
    let end = view.segmentation.sentences[sentence].tokens.end;
    let after = view
        .found
        .pronouns
        .partition_point(|(pronoun, _)| *pronoun < end);
    let near = view.found.pronouns[..after].iter().rev().take(8);
    for wanted in [sentence, sentence.saturating_sub(1)] {
        let told = |gender: Gender| {
            let mut here = near
                .clone()
                .filter(|(pronoun, _)| view.sentence(*pronoun) == wanted);
            here.any(|(_, told)| *told == gender)
        };
        match (told(Gender::Female), told(Gender::Male)) {
            (true, false) => return Gender::Female,
            (false, true) => return Gender::Male,
            (true, true) => return Gender::Unknown,
            (false, false) => {}
        }
    }
    Gender::Unknown
}
