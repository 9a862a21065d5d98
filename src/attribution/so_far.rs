//! [`SoFar`]: the proposals before a place of the text, and whose words may go on there.

use std::ops::Range;

use super::proposal::Proposal;
use super::view::View;

/// The proposals that stand before a place of the text.
pub(super) struct SoFar {
    pub(super) proposals: Vec<Proposal>,
    speech: Option<usize>,
    /// The last speech with words between marks.
    quoted: Option<usize>,
}

impl SoFar {
    /// Of none yet, with room for so many.
    pub(super) fn with_room(proposals: usize) -> Self {
        Self {
            proposals: Vec::with_capacity(proposals),
            speech: None,
            quoted: None,
        }
    }

    /// Appends a proposal; a passive that names no agent takes over the last speaker.
    pub(super) fn push(&mut self, view: &View, mut next: Proposal) {
        if next.evidence == "passive"
            && next.source.is_none()
            && let Some(before) = self.speech
            && view.paragraph(next.start()) == view.paragraph(self.proposals[before].end())
            && view.hold_quote(&next.contents)
        {
            next.carried = self.proposals[before].attributed().then_some(before);
        }
        if next.is_speech() {
            let place = Some(self.proposals.len());
            self.speech = place;
            if view.hold_quote(&next.contents) {
                self.quoted = place;
            }
        }
        self.proposals.push(next);
    }

    /// Whose words may go on at token `at`: the report that the sentence before ends with, else the last quotation of
    /// its paragraph, else the last speech.
    pub(super) fn before(&self, view: &View, at: usize) -> Option<(usize, &Proposal)> {
        let end = |place: usize| self.proposals[place].end();
        let own = |place: &usize| view.paragraph(end(*place)) == view.paragraph(at);
        let next = |place: &usize| {
            let before = view.sentence(at).checked_sub(1);
            let attributed = self.proposals[*place].attributed();
            attributed && own(place) && before == Some(view.sentence(end(*place)))
        };
        let last = self.speech.filter(next);
        let place = last.or(self.quoted.filter(own)).or(self.speech)?;
        Some((place, &self.proposals[place]))
    }

    /// “A,” Ann said. ¶ “B,” Tom said. ¶ [“C.”]: two who have spoken in turn, a paragraph each, and now it is Ann's.
    /// `last`: Tom's speech; `tokens`: those of a stretch that no cue attributes.
    pub(super) fn in_turn(&self, view: &View, last: usize, tokens: &Range<usize>) -> Option<usize> {
        /// Who says more than a line of dialogue holds the floor.
        const LINE: usize = 30;
        let own = view.paragraph_tokens(tokens.start);
        let quote = view.quote(tokens.start)?;
        let alone = own.start == tokens.start && own.end == tokens.end && tokens.len() <= LINE;
        if !alone || !view.quoted[quote].closed || view.quoted[quote].continues.is_some() {
            return None;
        }
        let before = self.proposals[..last]
            .iter()
            .rposition(Proposal::is_speech)?;
        let turns = [before, last].map(|place| self.turn(view, place));
        let [Some(before_in), Some(last_in)] = turns else {
            return None;
        };
        let paragraph = view.paragraph(tokens.start);
        let (one, other) = (self.named(view, before)?, self.named(view, last)?);
        let apart = !one.eq_ignore_ascii_case(other);
        (apart && before_in + 1 == last_in && last_in + 1 == paragraph).then_some(before)
    }

    /// The paragraph that is nothing but that speech, in marks that close, and the words that attribute it.
    fn turn(&self, view: &View, place: usize) -> Option<usize> {
        /// “A,” said Ann Lee quietly.
        const TAG: usize = 6;
        let proposal = self.proposals.get(place)?;
        let (start, last) = (proposal.start(), proposal.contents.last()?);
        let paragraph = view.paragraph_tokens(start);
        let quote = view.quote(last.end.checked_sub(1)?)?;
        let whole = paragraph.start == start
            && view.quote(start).is_some()
            && view.quoted[quote].closed
            && last.end + TAG >= paragraph.end;
        whole.then(|| view.paragraph(start))
    }

    /// The last word of the name that attributes that speech or the one it goes on from; none of a pronoun or a role.
    fn named<'t>(&self, view: &View<'t>, place: usize) -> Option<&'t str> {
        let mut proposal = &self.proposals[place];
        while let Some(from) = proposal.carried {
            proposal = &self.proposals[from];
        }
        let name = proposal.source.clone()?;
        let named = name.clone().all(|at| view.capital(at));
        named.then(|| view.text(name.end - 1))
    }
}
