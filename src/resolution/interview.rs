//! Interviews whose turns are marked "Q" and "A": the one who answers is whom the introduction presents.

use std::ops::Range;

use super::names::{Name, NameKind};
use super::people::Cast;
use super::view::View;
use crate::attribution::Quotation;

/// The marks of the one who asks and the one who answers.
const ASKS: &str = "Q";
const ANSWERS: &str = "A";

/// Who answers in an interview.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interview {
    pub(super) answers: usize,
}

impl Interview {
    /// The person spoken of most before the first turn; `None` where two are spoken of alike.
    ///
    /// `sources`: the tokens of each quotation's source.
    pub(super) fn read(
        view: &View,
        names: &[Name],
        cast: &Cast,
        quotations: &[Quotation],
        sources: &[Range<usize>],
    ) -> Option<Self> {
        let turns = quotations.iter().zip(sources);
        let mut marks = turns.filter(|(quotation, source)| is_mark(view, quotation, source));
        let first = marks.next()?.1.start;
        let author = view.segmentation.furniture.author;
        let is_author = |name: &Name| {
            author.is_some_and(|author| author.range().contains(&view.span(&name.tokens).start()))
        };
        // How often each is named.
        let mut times = vec![0_u32; cast.entities.len()];
        let introduced = names.iter().zip(&cast.of_name);
        for (name, &entity) in introduced.take_while(|(name, _)| name.tokens.start < first) {
            times[entity] += u32::from(!is_author(name));
        }
        // Before any turn a name of a person may be no more than unlike all others.
        let kind = |entity: usize| cast.entities[entity].kind;
        let human = |entity: usize| kind(entity).may_be_person();
        let named = times.iter().enumerate().filter(|(_, times)| **times > 0);
        let named = named.filter(|(entity, _)| human(*entity));
        let ranks = named.map(|(entity, times)| (kind(entity) == NameKind::Person, *times, entity));
        let most = ranks
            .clone()
            .map(|(person, times, _)| (person, times))
            .max();
        let mut first = ranks.filter(|(person, times, _)| most == Some((*person, *times)));
        let (_, _, answers) = first.next()?;
        first.next().is_none().then_some(Self { answers })
    }

    /// Whether a quotation is one of the answers.
    pub(super) fn is_answer(view: &View, quotation: &Quotation, source: &Range<usize>) -> bool {
        is_mark(view, quotation, source) && view.eq(source.start, ANSWERS)
    }
}

fn is_mark(view: &View, quotation: &Quotation, source: &Range<usize>) -> bool {
    source.len() == 1
        && quotation.evidence == "transcript-turn"
        && (view.eq(source.start, ASKS) || view.eq(source.start, ANSWERS))
}
