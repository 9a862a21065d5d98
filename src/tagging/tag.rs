//! [`Tag`]: parts of speech, the Penn Treebank's tags collapsed to what a reader of news needs.

/// A token's part of speech; the Penn Treebank tags it stands for are in brackets.
///
/// Those of words come first: they are what the perceptron chooses from. The
/// rest is told by the token's kind or character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// report, campaign (NN)
    Noun,
    /// reports, voters (NNS)
    Plural,
    /// Clinton, Democrats, Monday (NNP, NNPS)
    ProperNoun,
    /// new, larger, largest (JJ, JJR, JJS)
    Adjective,
    /// not, often, sooner (RB, RBR, RBS)
    Adverb,
    /// the up of "gave up" (RP)
    Particle,
    /// she, him, itself (PRP)
    Pronoun,
    /// her, their (PRP$)
    Possessive,
    /// the, this, all (DT, PDT)
    Determiner,
    /// The there of "there is" (EX)
    Existential,
    /// of, because, and the that of "said that" (IN)
    Preposition,
    /// The to of "to claim" (TO); of "to her" it is a [`Tag::Preposition`].
    To,
    /// and, but (CC)
    Conjunction,
    /// which, the that of "the man that left" (WDT)
    WhDeterminer,
    /// who, what, whose (WP, WP$)
    WhPronoun,
    /// when, how (WRB)
    WhAdverb,
    /// two, 2016 (CD)
    Number,
    /// said, was (VBD)
    Past,
    /// The called of "was called" (VBN)
    Participle,
    /// saying (VBG)
    Gerund,
    /// The claim of "to claim", "would claim" (VB)
    Base,
    /// The report of "they report" (VBP)
    Present,
    /// says, is (VBZ)
    PresentThird,
    /// will, would (MD)
    Modal,
    /// The ’s of "Ann’s" (POS)
    PossessiveEnding,
    /// yes, oh, please (UH)
    Interjection,
    /// Foreign words, addresses, list letters (FW, ADD, GW, LS, AFX)
    #[default]
    Other,
    /// . ? ! …
    Stop,
    /// ,
    Comma,
    /// : ; and dashes
    Colon,
    /// ( [ { and their counterparts
    Bracket,
    /// A quotation mark of any style.
    Quote,
    /// $ % + and whatever else is no word
    Symbol,
}

impl Tag {
    /// Every tag, in the order of its number.
    pub const ALL: [Tag; 33] = [
        Tag::Noun,
        Tag::Plural,
        Tag::ProperNoun,
        Tag::Adjective,
        Tag::Adverb,
        Tag::Particle,
        Tag::Pronoun,
        Tag::Possessive,
        Tag::Determiner,
        Tag::Existential,
        Tag::Preposition,
        Tag::To,
        Tag::Conjunction,
        Tag::WhDeterminer,
        Tag::WhPronoun,
        Tag::WhAdverb,
        Tag::Number,
        Tag::Past,
        Tag::Participle,
        Tag::Gerund,
        Tag::Base,
        Tag::Present,
        Tag::PresentThird,
        Tag::Modal,
        Tag::PossessiveEnding,
        Tag::Interjection,
        Tag::Other,
        Tag::Stop,
        Tag::Comma,
        Tag::Colon,
        Tag::Bracket,
        Tag::Quote,
        Tag::Symbol,
    ];

    /// How many tags a word can have: those up to and with [`Tag::Other`].
    pub const WORDS: usize = Tag::Other as usize + 1;

    /// The collapsed tag of a Penn Treebank tag of a word; `None` for those of punctuation.
    pub fn from_penn(penn: &str) -> Option<Tag> {
        Some(match penn {
            "NN" => Tag::Noun,
            "NNS" => Tag::Plural,
            "NNP" | "NNPS" => Tag::ProperNoun,
            "JJ" | "JJR" | "JJS" => Tag::Adjective,
            "RB" | "RBR" | "RBS" => Tag::Adverb,
            "RP" => Tag::Particle,
            "PRP" => Tag::Pronoun,
            "PRP$" => Tag::Possessive,
            "DT" | "PDT" => Tag::Determiner,
            "EX" => Tag::Existential,
            "IN" => Tag::Preposition,
            "TO" => Tag::To,
            "CC" => Tag::Conjunction,
            "WDT" => Tag::WhDeterminer,
            "WP" | "WP$" => Tag::WhPronoun,
            "WRB" => Tag::WhAdverb,
            "CD" => Tag::Number,
            "VBD" => Tag::Past,
            "VBN" => Tag::Participle,
            "VBG" => Tag::Gerund,
            "VB" => Tag::Base,
            "VBP" => Tag::Present,
            "VBZ" => Tag::PresentThird,
            "MD" => Tag::Modal,
            "POS" => Tag::PossessiveEnding,
            "UH" => Tag::Interjection,
            "FW" | "ADD" | "GW" | "LS" | "AFX" => Tag::Other,
            _ => return None,
        })
    }

    /// The tag of a character that is neither part of a word nor a quotation mark.
    pub(super) fn of_character(character: char) -> Tag {
        match character {
            '.' | '?' | '!' | '…' => Tag::Stop,
            ',' => Tag::Comma,
            ':' | ';' | '-' | '–' | '—' | '―' => Tag::Colon,
            '(' | ')' | '[' | ']' | '{' | '}' => Tag::Bracket,
            '&' => Tag::Conjunction,
            _ => Tag::Symbol,
        }
    }

    /// said, saying, says, say: a verb in any form but a modal.
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Tag::Past
                | Tag::Participle
                | Tag::Gerund
                | Tag::Base
                | Tag::Present
                | Tag::PresentThird
        )
    }

    /// A verb that can have a subject of its own: past, present or modal.
    pub const fn is_finite(self) -> bool {
        matches!(
            self,
            Tag::Past | Tag::Present | Tag::PresentThird | Tag::Modal
        )
    }

    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Noun | Tag::Plural | Tag::ProperNoun)
    }
}
