//! [`Timeline`]: who is in mind at each point of the article, and whom a pronoun means.
//!
//! Mentions enter in text order ([`super::mentions`]); a pronoun looks back over a bounded window, so
//! time grows with the text. It never looks past a contradiction of gender.

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::answers::is_question;
use super::antecedent::{Candidate, Guess, Seen, WINDOW, candidates, logarithm, perhaps, share};
use super::bound::Barred;
use super::key::Key;
use super::names::{Gender, NameKind};
use super::nominals::definite;
use super::past::{Known, Mention, Near, Past};
use super::people::Cast;
use super::place::Place;
use super::rank::{Feature, Sort, Traits, Weights};
use super::sections::{begins, sections};
use super::sets::Standing;
use super::view::View;
use crate::scan::class::Class;

/// How likely the one who speaks throughout is, where another spoke last.
pub(super) const DOUBTED: f32 = 0.8;

/// No entity is worth more than this beside its weights, and no person more than the other, which leaves room for rounding.
const WORTH: f32 = 1.001;
const PERSON: f32 = 0.001;

/// Whom the article tells of as dead is who did what narration tells: "She had given it thought."
const MOURNED: f32 = 1.5;

/// Few speak of themselves by name; those who run for office do.
const OWN_NAME: f32 = 1.2;

/// A pronoun that tells gender: its token.
pub(super) type Pronoun = (usize, Gender);

#[derive(Debug)]
pub(super) struct Timeline<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) cast: &'a Cast,
    persons: &'a Weights,
    things: &'a Weights,
    pub(super) past: Past,
    /// Whom the words of the quotation speak of whose source is asked for.
    pub(super) barred: Barred,
    /// Who asked what the quotation answers whose source is asked for.
    pub(super) refused: Option<usize>,
    pub(super) last_speaker: Option<usize>,
    /// How often the person is named of whom the article speaks most.
    pub(super) main: usize,
    /// Of whom the article speaks most, if it tells that they are dead.
    dead: Option<usize>,
    /// Whose death the article's first sentences tell.
    pub(super) mourned: Option<usize>,
    /// Where the sections of a live blog begin, in paragraphs.
    sections: Vec<u32>,
    /// The firm that the article is about, once that is asked.
    pub(super) firm: OnceCell<Option<usize>>,
    /// The ages that the article tells, and whose they are, once one is asked for.
    pub(super) ages: OnceCell<Vec<(Key, usize)>>,
}

/// Where an antecedent is looked for, and for what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) at: usize,
    pub(super) gender: Gender,
    /// The state and the party of whom is meant, where a description tells.
    pub(super) standing: Standing,
    /// It is the source of a quotation.
    pub(super) source: bool,
    /// It is neither a possessive nor an object.
    pub(super) subject: bool,
    /// Only who has a name can be meant.
    pub(super) named: bool,
}

pub(super) fn gender_of(classes: Class) -> Gender {
    if !classes.intersects(Class::ANY_PRONOUN | Class::POSSESSIVE) {
        Gender::Unknown
    } else if classes.intersects(Class::HE) {
        Gender::Male
    } else if classes.intersects(Class::SHE) {
        Gender::Female
    } else {
        Gender::Unknown
    }
}

impl<'a> Timeline<'a> {
    /// Of an article of which nothing is read; `past` has room of earlier ones.
    pub(super) fn new(
        mut past: Past,
        view: &'a View<'a>,
        cast: &'a Cast,
        persons: &'a Weights,
        things: &'a Weights,
    ) -> Self {
        let known = cast.entities.iter().map(|entity| Known {
            gender: entity.gender,
            person: entity.is_person(),
            perhaps: perhaps(view, entity),
            told_of: entity.is_person() && entity.is_told_of(),
            unnamed: entity.unnamed,
            described: false,
            doubtful: entity.guessed && !entity.given,
            weight: logarithm(entity.weight),
            acts: false,
            beside: Gender::Unknown,
            count: 0,
            spoke: 0,
            so_far: 0.0,
        });
        past.known.clear();
        past.known.extend(known);
        let all = cast.entities.iter();
        let persons_named = all
            .filter(|entity| entity.is_person())
            .map(|entity| entity.weight);
        let main = persons_named.max().unwrap_or_default();
        let dead = cast
            .entities
            .iter()
            .position(|entity| entity.is_person() && entity.weight == main);
        let dead = dead.filter(|main| cast.is_dead(view, *main));
        past.mentions.clear();
        past.near = Near::default();
        past.most = 0;
        past.voiced = false;
        past.human.clear();
        past.told_of.clear();
        Self {
            view,
            cast,
            persons,
            things,
            past,
            barred: Barred::new(),
            refused: None,
            last_speaker: None,
            main,
            dead,
            mourned: None,
            sections: sections(view),
            firm: OnceCell::new(),
            ages: OnceCell::new(),
        }
    }

    /// The person a pronoun means.
    pub(super) fn person(&self, asked: Asked) -> Option<Guess> {
        let worth = |entity: usize| self.worth(asked, entity);
        let best = self.best(asked, self.persons, self.fitting(asked.gender), worth);
        let best = best.or_else(|| self.sole(asked))?;
        let Known { unnamed, count, .. } = self.past.known[best.entity];
        let once = unnamed && count == 1 && {
            let entity = &self.cast.entities[best.entity];
            definite(self.view, entity.name.start)
        };
        if !asked.source || !self.past.voiced || !once {
            return Some(best);
        }
        // "“She works,” the neighbour said. ¶ “I do,” she says.": where somebody speaks throughout,
        // who has no name and spoke once does so for a paragraph.
        let here = Place::of(self.view, asked.at);
        let mut latest = self.past.mentions.iter().rev();
        let latest = latest.find(|mention| mention.entity == best.entity && !mention.place.inside);
        // "Pressed on the cost, he said": nor does another answer.
        let pressed = || is_question(self.view, self.view.sentence_start(asked.at));
        let close = latest.is_some_and(|mention| {
            let place = mention.place;
            place.paragraph == here.paragraph || place.narrated + 1 >= here.narrated && pressed()
        });
        let voice = |entity: usize| {
            let known = self.past.known[entity];
            self.worth(asked, entity)
                .filter(|_| known.spoke > 1 && known.count == self.past.most && known.person)
        };
        let fitting = || self.fitting(asked.gender).take(WINDOW);
        let voice = || {
            let voice = self.best(asked, self.persons, fitting(), voice)?;
            // Whoever spoke last stays possible.
            let share = voice.share * DOUBTED;
            Some(Guess { share, ..voice })
        };
        (!close).then(voice).flatten().or(Some(best))
    }

    /// Who is in mind where nothing tells who is meant: "She nods. Then: “No.”"
    pub(super) fn anybody(&self, at: usize) -> Option<Guess> {
        self.person(Asked {
            at,
            gender: Gender::Unknown,
            standing: Standing::default(),
            source: true,
            subject: true,
            named: false,
        })
    }

    /// "The mayor said Mrs. Lund was great. She had sung": the dead of whom another spoke, by her title, in the sentence
    /// before; but for "He had known him".
    #[inline(never)] // Of few articles.
    fn is_mourned(&self, asked: Asked, dead: usize) -> bool {
        let view = self.view;
        let here = view.sentence(asked.at);
        if asked.source || !asked.subject || self.past.known[dead].gender != asked.gender {
            return false;
        }
        let mut latest = self.recent();
        let latest = latest.find(|mention| mention.entity == dead);
        let titled = latest.is_some_and(|mention| {
            let title = mention.at.wrapping_sub(1);
            let title = title.wrapping_sub(usize::from(view.byte(title) == b'.'));
            view.entry(title).courtesy && mention.place.sentence as usize + 1 == here
        });
        let object = |at: usize| {
            let classes = view.classes(at);
            classes.intersects(Class::OBJECT_PRONOUN) && gender_of(classes) == asked.gender
        };
        titled && !(asked.at + 1..view.sentence_end(asked.at)).any(object)
    }

    /// The article tells of somebody, and not the one it is about, as dead.
    fn is_late(&self, entity: usize) -> bool {
        let entry = &self.cast.entities[entity];
        entry.is_person() && entry.weight < self.main && self.cast.is_dead(self.view, entity)
    }

    /// What an entity's being one that a pronoun can mean adds; `None` refuses it.
    #[inline(always)] // Asked of every mention in reach.
    fn worth(&self, asked: Asked, entity: usize) -> Option<f32> {
        let anyone = asked.standing == Standing::default();
        let standing = || self.cast.entities[entity].standing;
        let fits = anyone || !standing().contradicts(asked.standing);
        let named = !asked.named || !self.past.known[entity].unnamed;
        let worth = match self.barred.contains(&entity) {
            true => -OWN_NAME,
            false if self.dead == Some(entity) && self.is_mourned(asked, entity) => MOURNED,
            // The dead do not speak, but for whom an article is about.
            false if asked.source && self.is_late(entity) => -OWN_NAME,
            false => 0.0,
        };
        (fits && named && self.refused != Some(entity)).then_some(worth)
    }

    /// The organisation, document or place that "it" means.
    pub(super) fn thing(&self, at: usize) -> Option<Guess> {
        let asked = Asked {
            at,
            gender: Gender::Unknown,
            standing: Standing::default(),
            source: true,
            subject: true,
            named: true,
        };
        // A thing's number of mentions tells less than a person's.
        let worth = |entity: usize| {
            let kind = match self.cast.entities[entity].kind {
                NameKind::Organisation => 1.0,
                NameKind::Document => 0.8,
                NameKind::Place => -1.2,
                NameKind::Person | NameKind::Unknown => return None,
            };
            Some(kind - 0.15 * self.past.known[entity].weight)
        };
        // "posted on Facebook", "at home in Ashby, Portugal": where something happens says nothing.
        let is_spoken_of = |mention: &&Mention| {
            let place = self.cast.entities[mention.entity].kind == NameKind::Place;
            let before = mention.at.wrapping_sub(1);
            let within = ["in", "on"].iter().any(|word| self.view.eq(before, word));
            !within && (!place || mention.traits.contains(Traits::SUBJECT))
        };
        self.best(
            asked,
            self.things,
            self.recent().filter(is_spoken_of),
            worth,
        )
    }

    /// The mentions a pronoun may look back over, the nearest first.
    pub(super) fn recent(&self) -> impl Iterator<Item = &Mention> {
        self.past.mentions.iter().rev().take(4 * WINDOW)
    }

    /// Of the last so many mentions those of persons the article says what or from where they are,
    /// the nearest first, and how many mentions are nearer.
    pub(super) fn told_of(&self, last: usize) -> impl Iterator<Item = (usize, &Mention)> {
        let all = self.past.told_of.iter().rev().map(|at| *at as usize);
        all.map(|at| (self.past.mentions.len() - 1 - at, &self.past.mentions[at]))
            .take_while(move |(nearer, _)| *nearer < last)
    }

    /// Those of them that are a person's, or perhaps, of a gender.
    #[inline]
    fn fitting(&self, gender: Gender) -> impl Iterator<Item = &Mention> {
        let oldest = self.past.mentions.len().saturating_sub(4 * WINDOW);
        let all = self.past.human.iter().rev();
        all.map(|at| *at as usize)
            .take_while(move |at| *at >= oldest)
            .map(|at| &self.past.mentions[at])
            .filter(move |mention| self.past.known[mention.entity].gender.fits(gender))
    }

    /// The best antecedent, by the weights and by what `worth` adds; `None` of it refuses an entity.
    #[inline]
    fn best<'m>(
        &self,
        asked: Asked,
        weights: &Weights,
        mentions: impl Iterator<Item = &'m Mention>,
        worth: impl Fn(usize) -> Option<f32>,
    ) -> Option<Guess> {
        use Feature as F;
        let sort = Sort::new(asked.source, asked.subject);
        // Those little worse than the best count for how likely that is, which matters of sources alone; and nothing but
        // sources may mean things.
        let worth_most = match self.dead {
            _ if asked.source => WORTH,
            Some(_) => MOURNED + PERSON,
            None => PERSON,
        };
        let most = weights.most(logarithm(self.past.most as usize), sort) + worth_most;
        let (mut top, mut best) = (f32::NEG_INFINITY, None);
        let mut scores: SmallVec<[(usize, f32); WINDOW]> = SmallVec::new();
        let here = Place::of(self.view, asked.at);
        let section = begins(&self.sections, here.paragraph);
        for candidate in candidates(here, mentions, worth) {
            if best.is_some() && candidate.mention.place.paragraph < section {
                break;
            }
            // None farther off can be better either.
            if weights.at_most(most, candidate.gone, candidate.nth) < top {
                break;
            }
            let seen = self.seen(asked, here, candidate);
            let measures = weights.of(F::Gone) * seen.gone
                + weights.of(F::Nth) * seen.nth
                + weights.of(F::Weight) * seen.weight
                + weights.of(F::SoFar) * seen.so_far;
            let score = candidate.worth + measures + weights.of_traits(seen.traits, sort);
            if score > top {
                (top, best) = (score, Some(seen.entity));
            }
            // How likely it is matters of a quotation's source alone.
            if asked.source {
                scores.push((seen.entity, score));
            }
        }
        best.map(|entity| Guess {
            entity,
            share: share(&scores, entity, top),
        })
    }

    #[inline(always)] // So that what a candidate has stays in registers.
    pub(super) fn seen(&self, asked: Asked, here: Place, candidate: Candidate) -> Seen {
        let Candidate {
            mention,
            gone,
            nth,
            inside,
            ..
        } = candidate;
        let (there, entity) = (mention.place, mention.entity);
        let known = self.past.known[entity];
        // "She hired Ines Lund, a tailor. She": who did it goes on.
        let behind = asked.gender != Gender::Unknown && known.beside == asked.gender;
        let standing = match behind {
            true => mention.traits.without(Traits::SUBJECT | Traits::LEADS),
            false => mention.traits,
        };
        let leading = standing.contains(Traits::SUBJECT | Traits::LEADS);
        let focus = leading && gone <= 1.0 && !inside;
        let fresh = focus && known.count == 1;
        // Of who was never spoken of before nothing had told it.
        let told = known.gender == asked.gender || fresh && known.acts;
        let gendered = asked.gender != Gender::Unknown && told;
        Seen {
            entity,
            gone,
            nth,
            weight: known.weight,
            so_far: known.so_far,
            traits: standing
                | Traits::SAME_SENTENCE.when(there.sentence == here.sentence)
                | Traits::PREVIOUS_SENTENCE.when(gone == 1.0)
                | Traits::SAME_PARAGRAPH.when(there.paragraph == here.paragraph)
                | Traits::INSIDE.when(inside)
                | Traits::LAST_SPEAKER.when(self.last_speaker == Some(entity))
                | Traits::GENDER_KNOWN.when(gendered)
                | Traits::PERHAPS.when(!known.person || known.doubtful)
                | Traits::UNNAMED.when(known.unnamed & !known.described)
                | Traits::FOCUS.when(focus)
                | Traits::FRESH.when(fresh),
        }
    }
}
