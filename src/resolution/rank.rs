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

    pub fn of(weights: Features) -> Self {
        Self(weights)
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
    }
}
