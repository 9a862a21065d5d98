//! Lessons: the pronouns whose gender alone tells whom they mean, to learn weights from.
//!
//! Holds what training asks of a [`Timeline`] and nothing that a run does.

use super::antecedent::candidates;
use super::names::Gender;
use super::place::Place;
use super::pronouns::{Asked, Timeline};
use super::rank::{Feature, Lesson, Sort};

/// Beyond so many sentences a person is hardly meant, so that another of the same gender there clouds no lesson.
const FAR: f32 = 3.0;

impl Timeline<'_> {
    /// The candidates of a pronoun where one woman and one man are near, for training.
    ///
    /// One of each: were many men allowed beside one woman, "she" would teach and "he" would
    /// not, and so that rare names are meant more often than frequent ones.
    pub(super) fn lesson(&self, asked: Asked) -> Option<Lesson> {
        if self.view.inside(asked.at) {
            return None;
        }
        let mut shown = Vec::new();
        let (mut right, mut wrong): (Option<usize>, Option<usize>) = (None, None);
        let mut clear = true;
        let anyone = |entity: usize| {
            let known = self.past.known[entity];
            // Whose gender no word tells, of those without a name, teaches nothing.
            let told = !known.unnamed || known.gender != Gender::Unknown;
            (known.person && told).then_some(0.0)
        };
        let here = Place::of(self.view, asked.at);
        for candidate in candidates(here, self.recent(), anyone) {
            let seen = self.seen(asked, here, candidate);
            let entity = seen.entity;
            let features = &mut seen.features(Sort::new(asked.source, asked.subject));
            let gender = self.past.known[entity].gender;
            let fits = gender == asked.gender;
            let gone = features[Feature::Gone as usize];
            clear &= gender != Gender::Unknown || gone > 2.0;
            if gender == Gender::Unknown || gone > FAR {
                continue;
            }
            let known = *if fits { &mut right } else { &mut wrong }.get_or_insert(entity);
            clear &= known == entity;
            for given in [Feature::GenderKnown, Feature::Unnamed] {
                features[given as usize] = 0.0;
            }
            shown.push((*features, fits));
        }
        (clear && wrong.is_some() && right.is_some()).then_some(Lesson {
            candidates: shown,
            source: asked.source,
        })
    }
}
