//! [`Past`]: what the article mentioned up to a point.

use super::names::Gender;
use super::place::Place;
use super::rank::Traits;

/// One place where the article speaks of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) entity: usize,
    /// First token.
    pub(super) at: usize,
    pub(super) place: Place,
    /// What pronouns look at in it.
    pub(super) traits: Traits,
}

/// What a mention is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Narration,
    /// It is who a quotation's source means.
    Source,
    /// "The billionaire", "a reporter" who asks: others stay in mind before it.
    Called,
    /// It is a word of a source, or of what stands before another name: "Acme engineer Ann Lee".
    Within,
}

/// What pronouns look at in an entity, close together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) gender: Gender,
    pub(super) person: bool,
    /// No more than perhaps a person.
    pub(super) perhaps: bool,
    pub(super) told_of: bool,
    /// It is called by a noun phrase alone.
    pub(super) unnamed: bool,
    /// A clause of its own tells of it, as of those with a name: "The Scot, who took over in May, …".
    pub(super) described: bool,
    /// That it is a person is told by its speaking alone.
    pub(super) doubtful: bool,
    /// A sentence told what it did, as of persons: "Saroja Lund swept the yard".
    pub(super) acts: bool,
    /// The gender of the subject beside which its last mention brought it in: "she hired Hugh Lund, a tailor".
    pub(super) beside: Gender,
    /// Logarithm of its mentions.
    pub(super) weight: f32,
    /// How often it was mentioned so far, and the logarithm of that.
    pub(super) count: u32,
    /// How often it spoke so far.
    pub(super) spoke: u32,
    pub(super) so_far: f32,
}

/// The last three mentions: twice the sentence of each, and one more if it is a subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near([u32; 3]);

impl Default for Near {
    /// None in any sentence.
    fn default() -> Self {
        Self([u32::MAX; 3])
    }
}

impl Near {
    /// Whether none of them is in a sentence, and whether a subject is.
    #[inline]
    pub(super) fn beside(self, sentence: u32) -> (bool, bool) {
        let here = self.0.map(|near| near ^ sentence << 1);
        let leads = here.iter().fold(true, |leads, here| leads & (*here > 1));
        (
            leads,
            here.iter().fold(false, |taken, here| taken | (*here == 1)),
        )
    }

    #[inline]
    pub(super) fn push(&mut self, sentence: u32, subject: bool) {
        let [_, second, last] = self.0;
        self.0 = [second, last, sentence << 1 | u32::from(subject)];
    }
}

/// What was mentioned so far; its memory serves one article after the other.
#[derive(Debug, Default)]
pub(super) struct Past {
    pub(super) mentions: Vec<Mention>,
    pub(super) near: Near,
    /// How often that entity was mentioned that was most often.
    pub(super) most: u32,
    /// Of each entity of the cast.
    pub(super) known: Vec<Known>,
    /// The mentions of persons, or perhaps.
    pub(super) human: Vec<u32>,
    /// A person with a name spoke twice or more.
    pub(super) voiced: bool,
    /// And of persons the article says what or from where they are.
    pub(super) told_of: Vec<u32>,
}

impl Past {
    /// "A lawyer advised her": she stays in mind before who has no name, though that is the subject.
    ///
    /// The answer is who stands back.
    pub(super) fn outshine(&mut self, entity: usize, sentence: u32) -> Option<usize> {
        let last = self.mentions.last_mut()?;
        let unnamed = self.known[last.entity].unnamed && last.entity != entity;
        if !unnamed || last.place.sentence != sentence {
            return None;
        }
        let standing = Traits::SUBJECT | Traits::LEADS | Traits::SPEAKS;
        last.traits = last.traits.without(standing);
        Some(last.entity)
    }
}
