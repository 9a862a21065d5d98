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
    /// A noun phrase without a name: "a teacher".
    Unnamed,
    /// It leads the last sentence of narration, or the pronoun's own, as its subject.
    Focus,
    /// So it does, and was never mentioned before.
    Fresh,
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
    SourceFocus,
    SourceFresh,
    /// The pronoun is a possessive or an object, and the mention is …
    ObjectSameSentence,
    ObjectSubject,
    ObjectOblique,
    ObjectPronoun,
}

pub const COUNT: usize = 35;

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
    "unnamed",
    "focus",
    "fresh",
    "source:same-sentence",
    "source:previous-sentence",
    "source:same-paragraph",
    "source:subject",
    "source:speaks",
    "source:inside",
    "source:oblique",
    "source:leads",
    "source:last-speaker",
    "source:focus",
    "source:fresh",
    "object:same-sentence",
    "object:subject",
    "object:oblique",
    "object:pronoun",
];

/// The features that hold or do not, a bit each.
///
/// The lower [`STANDING`] are the mention's own; the others hold from one pronoun's view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u16);

const TRAITS: usize = 16;
const STANDING: usize = 6;

/// For each trait what it is of any pronoun, of a source, and of a possessive or an object.
const MEANT: [(Feature, Option<Feature>, Option<Feature>); TRAITS] = {
    use Feature::*;
    [
        (Subject, Some(SourceSubject), Some(ObjectSubject)),
        (Speaks, Some(SourceSpeaks), None),
        (Possessive, None, None),
        (Oblique, Some(SourceOblique), Some(ObjectOblique)),
        (Pronoun, None, Some(ObjectPronoun)),
        (Leads, Some(SourceLeads), None),
        (
            SameSentence,
            Some(SourceSameSentence),
            Some(ObjectSameSentence),
        ),
        (PreviousSentence, Some(SourcePreviousSentence), None),
        (SameParagraph, Some(SourceSameParagraph), None),
        (Inside, Some(SourceInside), None),
        (LastSpeaker, Some(SourceLastSpeaker), None),
        (GenderKnown, None, None),
        (Perhaps, None, None),
        (Unnamed, None, None),
        (Focus, Some(SourceFocus), None),
        (Fresh, Some(SourceFresh), None),
    ]
};

impl Traits {
    pub(super) const SUBJECT: Traits = Traits(1);
    pub(super) const SPEAKS: Traits = Traits(1 << 1);
    pub(super) const POSSESSIVE: Traits = Traits(1 << 2);
    pub(super) const OBLIQUE: Traits = Traits(1 << 3);
    pub(super) const PRONOUN: Traits = Traits(1 << 4);
    pub(super) const LEADS: Traits = Traits(1 << 5);
    pub(super) const SAME_SENTENCE: Traits = Traits(1 << 6);
    pub(super) const PREVIOUS_SENTENCE: Traits = Traits(1 << 7);
    pub(super) const SAME_PARAGRAPH: Traits = Traits(1 << 8);
    pub(super) const INSIDE: Traits = Traits(1 << 9);
    pub(super) const LAST_SPEAKER: Traits = Traits(1 << 10);
    pub(super) const GENDER_KNOWN: Traits = Traits(1 << 11);
    pub(super) const PERHAPS: Traits = Traits(1 << 12);
    pub(super) const UNNAMED: Traits = Traits(1 << 13);
    pub(super) const FOCUS: Traits = Traits(1 << 14);
    pub(super) const FRESH: Traits = Traits(1 << 15);

    #[inline]
    pub(super) fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    #[inline]
    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    #[inline]
    pub(super) fn when(self, holds: bool) -> Self {
        Self(self.0 * u16::from(holds))
    }

    /// The features that hold, of a pronoun of a sort.
    pub(super) fn each(self, sort: Sort, mut show: impl FnMut(Feature)) {
        for (at, (always, source, object)) in MEANT.into_iter().enumerate() {
            if self.0 & 1 << at == 0 {
                continue;
            }
            show(always);
            source
                .filter(|_| sort.is_source())
                .into_iter()
                .for_each(&mut show);
            object
                .filter(|_| sort.is_object())
                .into_iter()
                .for_each(&mut show);
        }
    }
}

/// Whether a pronoun is a source, a possessive or an object; an index into [`Weights`]' sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort(usize);

impl Sort {
    const COUNT: usize = 4;

    #[inline]
    pub(super) fn new(source: bool, subject: bool) -> Self {
        Self(usize::from(source) | usize::from(!subject) << 1)
    }

    fn is_source(self) -> bool {
        self.0 & 1 != 0
    }

    fn is_object(self) -> bool {
        self.0 & 2 != 0
    }
}

impl std::ops::BitOr for Traits {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One weight a feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    of: Features,
    /// What the traits weigh together, in two parts: those of the mention, those from the pronoun's view.
    standing: [[f32; 1 << STANDING]; Sort::COUNT],
    seen: [[f32; 1 << (TRAITS - STANDING)]; Sort::COUNT],
    /// More than traits and the number of mentions can weigh together.
    most: [f32; Sort::COUNT],
}

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
        let sum = |traits: usize, sort: usize| {
            let mut sum = 0.0;
            Traits(traits as u16).each(Sort(sort), |feature| sum += weights[feature as usize]);
            sum
        };
        let (standing, seen) = (
            |sort| std::array::from_fn(|traits| sum(traits, sort)),
            |sort| std::array::from_fn(|traits| sum(traits << STANDING, sort)),
        );
        let (standing, seen) = (std::array::from_fn(standing), std::array::from_fn(seen));
        // Logarithms of mentions are under 5.
        let weight = weights[Feature::Weight as usize].max(0.0) * 5.0;
        let most = |sort: usize| {
            let top = |sums: &[f32]| sums.iter().copied().fold(0.0, f32::max);
            weight + top(&standing[sort]) + top(&seen[sort])
        };
        Self {
            of: weights,
            most: std::array::from_fn(most),
            standing,
            seen,
        }
    }

    pub fn values(&self) -> Features {
        self.of
    }

    #[inline]
    pub(super) fn of(&self, feature: Feature) -> f32 {
        self.of[feature as usize]
    }

    /// What all of the traits weigh.
    #[inline]
    pub(super) fn of_traits(&self, traits: Traits, sort: Sort) -> f32 {
        let bits = usize::from(traits.0);
        let standing = self.standing[sort.0][bits & ((1 << STANDING) - 1)];
        standing + self.seen[sort.0][bits >> STANDING & ((1 << (TRAITS - STANDING)) - 1)]
    }

    /// What no candidate can weigh more than whose mentions so far have a logarithm of at most
    /// `so_far`, wherever it is.
    pub(super) fn most(&self, so_far: f32, sort: Sort) -> f32 {
        self.most[sort.0] + self.of(Feature::SoFar).max(0.0) * so_far
    }

    /// What of that is left to those at least as far, and as many candidates off.
    ///
    /// Infinite where distance is no burden.
    #[inline]
    pub(super) fn at_most(&self, most: f32, gone: f32, nth: f32) -> f32 {
        let (far, many) = (self.of(Feature::Gone), self.of(Feature::Nth));
        if far > 0.0 || many > 0.0 {
            return f32::INFINITY;
        }
        far * gone + many * nth + most
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
        Self::new(weights)
    }

    pub fn score(&self, features: &Features) -> f32 {
        let products = self.of.iter().zip(features);
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
    }

    #[test]
    fn the_sums_of_traits_are_those_of_their_features() {
        let weights = Weights::learned();
        for bits in 0..=u16::MAX {
            for sort in (0..Sort::COUNT).map(Sort) {
                let mut features = [0.0; COUNT];
                Traits(bits).each(sort, |feature| features[feature as usize] = 1.0);
                let wanted = weights.score(&features);
                let got = weights.of_traits(Traits(bits), sort);
                assert!((wanted - got).abs() < 1e-4, "{bits:b}: {wanted} {got}");
            }
        }
    }
}
