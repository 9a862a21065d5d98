//! [`Class`]: the lexicon classes of a word, as a set; one word may be in several.

use bitflags::bitflags;

bitflags! {
    /// The classes of one token or phrase.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Class: u64 {
        const DETERMINER = 1 << 0;
        const POSSESSIVE = 1 << 1;
        const SUBJECT_PRONOUN = 1 << 2;
        const OBJECT_PRONOUN = 1 << 3;
        const REFLEXIVE = 1 << 4;
        const RELATIVE = 1 << 5;
        const INDEFINITE = 1 << 6;
        const PREPOSITION = 1 << 7;
        const CONJUNCTION = 1 << 8;
        const SUBORDINATOR = 1 << 9;
        const AUXILIARY = 1 << 10;
        const MODAL = 1 << 11;
        const NEGATION = 1 << 12;
        const WH = 1 << 13;
        const ADVERB = 1 << 14;
        const TIME = 1 << 15;
        const NUMBER_WORD = 1 << 16;
        const COMMON_VERB = 1 << 17;
        const TITLE = 1 << 18;
        const ROLE = 1 << 19;
        const GROUP = 1 << 20;
        const FEMALE = 1 << 21;
        const MALE = 1 << 22;
        const ORGANISATION = 1 << 23;
        const DOCUMENT = 1 << 24;
        const PLACE = 1 << 25;
        const CAPITAL = 1 << 26;
        const FEMALE_NAME = 1 << 27;
        const MALE_NAME = 1 << 28;
        const CUE_NOUN = 1 << 29;
        const CUE_PHRASE = 1 << 30;
        const CUE_VERB = 1 << 31;
        const STRONG_CUE = 1 << 32;
        const CUE_GERUND = 1 << 33;
        const BE = 1 << 34;
        const INFINITIVE_LEAD = 1 << 35;
        const CUE_ADJECTIVE = 1 << 36;
        const SUFFIX = 1 << 37;
        const GENERATION = 1 << 38;
        const LINK = 1 << 39;
        const FIRM = 1 << 40;
        const THING = 1 << 41;
        const PLAIN = 1 << 42;
        const EPITHET = 1 << 43;
        const KIN = 1 << 44;
        const BODIES = 1 << 45;
        const SINGULAR_IT = 1 << 46;
        const PLURAL = 1 << 47;
        const FIRST_SINGULAR = 1 << 48;
        const FIRST_PLURAL = 1 << 49;
        const HE = 1 << 50;
        const SHE = 1 << 51;
        const RECORDING = 1 << 52;
        const POSITION = 1 << 53;
        const HONOUR = 1 << 54;
        const COMPANY = 1 << 55;
        /// Forms of cue verbs, as [`Verb`](super::lexicon::Verb) has them: one look at the classes tells them too.
        const PAST = 1 << 56;
        const THIRD = 1 << 57;
        const GERUND = 1 << 58;
        const RANK = 1 << 59;
        const DECLINING = 1 << 60;
        const WITHHELD = 1 << 61;
        /// A month or a day that is a surname too.
        const SURNAME = 1 << 62;
        /// In capitals it is a name.
        const SHOUTED = 1 << 63;
    }
}

impl Class {
    /// The class a lexicon file's `[heading]` names.
    pub fn from_heading(heading: &str) -> Option<Class> {
        let name = heading.replace('-', "_").to_ascii_uppercase();
        Class::from_name(&name)
    }

    /// Any word that closes a noun phrase to its left or right: it is part of none.
    pub const FUNCTION: Class = Class::PREPOSITION
        .union(Class::CONJUNCTION)
        .union(Class::SUBORDINATOR)
        .union(Class::AUXILIARY)
        .union(Class::MODAL)
        .union(Class::NEGATION)
        .union(Class::WH)
        .union(Class::RELATIVE);

    pub const ANY_PRONOUN: Class = Class::SUBJECT_PRONOUN
        .union(Class::OBJECT_PRONOUN)
        .union(Class::REFLEXIVE);

    /// A pronoun that may be a quotation's whole source.
    pub const SPEAKING_PRONOUN: Class = Class::SINGULAR_IT
        .union(Class::PLURAL)
        .union(Class::FIRST_SINGULAR)
        .union(Class::FIRST_PLURAL)
        .union(Class::RELATIVE)
        .union(Class::HE)
        .union(Class::SHE);

    pub const HUMAN: Class = Class::TITLE.union(Class::ROLE).union(Class::GROUP);

    pub const FIRST_NAME: Class = Class::FEMALE_NAME.union(Class::MALE_NAME);
}
