//! Interviews whose turns are marked "Q" and "A": the one who answers is whom the introduction presents.

use std::ops::Range;

use super::names::{Name, NameKind};
use super::people::Cast;
use super::view::View;
use crate::attribution::Quotation;
use crate::segmentation::{Paragraph, ParagraphKind};

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
        let answers = presented(view, names, cast, first)?;
        Some(Self { answers })
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

/// The person spoken of most before token `first`; `None` where two are spoken of alike.
fn presented(view: &View, names: &[Name], cast: &Cast, first: usize) -> Option<usize> {
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
    first.next().is_none().then_some(answers)
}

/// So many paragraphs that ask make an interview, and they are so large a part of all from the first of them on.
const QUESTIONS: usize = 3;
const PART: usize = 3;

/// An interview without marks: paragraphs that ask, and others that answer as "I".
#[derive(Debug)]
pub(super) struct Questions {
    pub(super) answers: usize,
    /// The paragraphs that ask, in order.
    asking: Vec<usize>,
}

impl Questions {
    /// `None` where the article is no interview or does not tell with whom.
    pub(super) fn read(view: &View, names: &[Name], cast: &Cast) -> Option<Self> {
        let paragraphs = &view.segmentation.paragraphs;
        let asks = |paragraph: &Paragraph| {
            let words = paragraph.span.of(view.text);
            let body = matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Heading);
            body && words.ends_with('?') && words.starts_with(char::is_alphabetic)
        };
        let all = paragraphs.iter().enumerate();
        let asking: Vec<usize> = all.filter(|(_, own)| asks(own)).map(|(at, _)| at).collect();
        let first = *asking.first()?;
        let left = paragraphs.len() - first;
        if asking.len() < QUESTIONS || asking.len() * PART < left {
            return None;
        }
        let sentence = view
            .segmentation
            .sentences
            .get(paragraphs[first].sentences.start)?;
        let answers = presented(view, names, cast, sentence.tokens.start)?;
        Some(Self { answers, asking })
    }

    /// Whether what begins at byte `at` is in an answer, and no other's words there.
    pub(super) fn is_answer(&self, view: &View, at: usize) -> bool {
        let token = view.token_near(0, at);
        let paragraph = view.setting(view.sentence(token)).paragraph as usize;
        let behind = self.asking.first().is_some_and(|first| *first < paragraph);
        behind && !view.inside(token) && self.asking.binary_search(&paragraph).is_err()
    }
}
