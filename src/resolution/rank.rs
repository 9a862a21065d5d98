//! [`Weights`]: what makes an earlier mention the one a pronoun means, as a linear score.
//!
//! The features are structure alone: place, order, role in the sentence. Gender
//! and kind only admit or refuse a candidate, so that pronouns whose gender
//! leaves one candidate teach the weights of all others (`examples/train_resolution.rs`).

/// Features of one candidate, by [`Feature`].
pub type Features = [f32; COUNT];

/// What is looked at in a candidate mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Feature {
    /// Sentences of narration between, at most six.
    Gone,
    SameSentence,
    PreviousSentence,
    SameParagraph,
    /// How many candidates are nearer.
    Nth,
    Subject,
    Speaks,
    Possessive,
    /// After a preposition.
    Oblique,
    /// The mention stands in a quotation, the pronoun outside.
    Inside,
    /// It is a pronoun itself.
    Pronoun,
    /// The first mention of its sentence.
    Leads,
    /// It spoke last.
    LastSpeaker,
    /// Logarithm of its mentions in the article.
    Weight,
    /// Logarithm of its mentions so far.
    SoFar,
    GenderKnown,
    /// No more than perhaps a person.
    Perhaps,
    /// The pronoun is a quotation's source, and the mention is …
    SourceSameSentence,
    SourcePreviousSentence,
    SourceSameParagraph,
    SourceSubject,
    SourceSpeaks,
    SourceInside,
    SourceOblique,
    SourceLeads,
    SourceLastSpeaker,
    /// The pronoun is a possessive or an object, and the mention is …
    ObjectSameSentence,
    ObjectSubject,
    ObjectOblique,
    ObjectPronoun,
}

pub const COUNT: usize = 30;

const ALL: [Feature; COUNT] = {
    use Feature::*;
    [
        Gone,
        SameSentence,
        PreviousSentence,
        SameParagraph,
        Nth,
        Subject,
        Speaks,
        Possessive,
        Oblique,
        Inside,
        Pronoun,
        Leads,
        LastSpeaker,
        Weight,
        SoFar,
        GenderKnown,
        Perhaps,
        SourceSameSentence,
        SourcePreviousSentence,
        SourceSameParagraph,
        SourceSubject,
        SourceSpeaks,
        SourceInside,
        SourceOblique,
        SourceLeads,
        SourceLastSpeaker,
        ObjectSameSentence,
        ObjectSubject,
        ObjectOblique,
        ObjectPronoun,
    ]
};

/// The features' names in the weights' files, in the order of [`Feature`].
pub const NAMES: [&str; COUNT] = [
    "gone",
    "same-sentence",
    "previous-sentence",
    "same-paragraph",
    "nth",
    "subject",
    "speaks",
    "possessive",
    "oblique",
    "inside",
    "pronoun",
    "leads",
    "last-speaker",
    "weight",
    "so-far",
    "gender-known",
    "perhaps",
    "source:same-sentence",
    "source:previous-sentence",
    "source:same-paragraph",
    "source:subject",
    "source:speaks",
    "source:inside",
    "source:oblique",
    "source:leads",
    "source:last-speaker",
    "object:same-sentence",
    "object:subject",
    "object:oblique",
    "object:pronoun",
];

/// The features that hold or do not, a bit each, in the order of [`Feature`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u32);

const fn bit(feature: Feature) -> u32 {
    1 << feature as u32
}

/// A trait of the mention, and what it is of a pronoun that is a source or an object.
const fn with(own: Feature, others: &[Feature]) -> Traits {
    let (mut bits, mut at) = (bit(own), 0);
    while at < others.len() {
        bits |= bit(others[at]);
        at += 1;
    }
    Traits(bits)
}

impl Traits {
    pub(super) const SAME_SENTENCE: Traits = with(
        Feature::SameSentence,
        &[Feature::SourceSameSentence, Feature::ObjectSameSentence],
    );
    pub(super) const PREVIOUS_SENTENCE: Traits = with(
        Feature::PreviousSentence,
        &[Feature::SourcePreviousSentence],
    );
    pub(super) const SAME_PARAGRAPH: Traits =
        with(Feature::SameParagraph, &[Feature::SourceSameParagraph]);
    pub(super) const SUBJECT: Traits = with(
        Feature::Subject,
        &[Feature::SourceSubject, Feature::ObjectSubject],
    );
    pub(super) const SPEAKS: Traits = with(Feature::Speaks, &[Feature::SourceSpeaks]);
    pub(super) const POSSESSIVE: Traits = with(Feature::Possessive, &[]);
    pub(super) const OBLIQUE: Traits = with(
        Feature::Oblique,
        &[Feature::SourceOblique, Feature::ObjectOblique],
    );
    pub(super) const INSIDE: Traits = with(Feature::Inside, &[Feature::SourceInside]);
    pub(super) const PRONOUN: Traits = with(Feature::Pronoun, &[Feature::ObjectPronoun]);
    pub(super) const LEADS: Traits = with(Feature::Leads, &[Feature::SourceLeads]);
    pub(super) const LAST_SPEAKER: Traits =
        with(Feature::LastSpeaker, &[Feature::SourceLastSpeaker]);
    pub(super) const GENDER_KNOWN: Traits = with(Feature::GenderKnown, &[]);
    pub(super) const PERHAPS: Traits = with(Feature::Perhaps, &[]);

    #[inline]
    pub(super) fn when(self, holds: bool) -> Self {
        Self(self.0 * u32::from(holds))
    }

    /// Without those of sources and of objects, unless the pronoun is one.
    pub(super) fn of(self, source: bool, subject: bool) -> Self {
        let sources = bit(Feature::ObjectSameSentence) - bit(Feature::SourceSameSentence);
        let objects = (1 << COUNT) - bit(Feature::ObjectSameSentence);
        let mut bits = self.0;
        if !source {
            bits &= !sources;
        }
        if subject {
            bits &= !objects;
        }
        Self(bits)
    }

    #[inline]
    pub(super) fn each(self, mut show: impl FnMut(Feature)) {
        let mut bits = self.0;
        while bits != 0 {
            show(ALL[bits.trailing_zeros() as usize]);
            bits &= bits - 1;
        }
    }
}

impl std::ops::BitOr for Traits {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One weight a feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights([f32; COUNT]);

impl Weights {
    /// Set by hand.
    pub fn rules() -> Self {
        Self::read(include_str!("data/weights-rules.tsv"))
    }

    /// Learned; see `examples/train_resolution.rs`.
    pub fn learned() -> Self {
        Self::read(include_str!("data/weights-learned.tsv"))
    }

    pub fn new(weights: Features) -> Self {
        Self(weights)
    }

    pub fn values(&self) -> Features {
        self.0
    }

    #[inline]
    pub(super) fn of(&self, feature: Feature) -> f32 {
        self.0[feature as usize]
    }

    /// Lines of a feature's name and its weight; features without a line weigh nothing.
    pub fn read(file: &str) -> Self {
        let mut weights = [0.0; COUNT];
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, weight)) = line.split_once('\t') else {
                continue;
            };
            let at = NAMES.iter().position(|known| *known == name);
            if let (Some(at), Ok(weight)) = (at, weight.trim().parse()) {
                weights[at] = weight;
            }
        }
        Self(weights)
    }

    pub fn score(&self, features: &Features) -> f32 {
        let products = self.0.iter().zip(features);
        products.map(|(weight, value)| weight * value).sum()
    }
}

/// A pronoun whose gender leaves one candidate, for training: the candidates, and which are right.
#[derive(Clone, Debug)]
pub struct Lesson {
    pub candidates: Vec<(Features, bool)>,
    /// The pronoun is the source of a quotation.
    pub source: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_weights_is_a_feature() {
        let files = [
            include_str!("data/weights-rules.tsv"),
            include_str!("data/weights-learned.tsv"),
        ];
        for line in files.iter().flat_map(|file| file.lines()) {
            if let Some((name, weight)) = line.split_once('\t').filter(|_| !line.starts_with('#')) {
                assert!(NAMES.contains(&name), "{name}");
                assert!(weight.parse::<f32>().is_ok(), "{name}: {weight}");
            }
        }
        assert_eq!(Feature::ObjectPronoun as usize + 1, COUNT);
        assert!(
            ALL.iter()
                .enumerate()
                .all(|(at, feature)| *feature as usize == at)
        );
    }
}
