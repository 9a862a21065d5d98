//! Bodies that a description takes up: "the commission", "the company", "the bank".
//!
//! By a word of the body's own name first, by its kind where that is near, and last the one body it can be.

use std::ops::Range;

use super::epithets::is_origin;
use super::focus;
use super::kinds::is_shouted;
use super::nominals::{LOOK_BACK, definite, head};
use super::past::Mention;
use super::people::{Cast, Entity};
use super::pronouns::Timeline;
use super::rank::Traits;
use super::sets;
use super::view::View;
use crate::scan::class::Class;

/// How many sentences back a body is taken up by its kind alone.
pub(super) const NEAR: usize = 4;

/// "the commission" after "Commission on Fisheries".
pub(super) fn body(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    phrase: &Range<usize>,
    head: usize,
) -> Option<usize> {
    let noun = view.key(head);
    if !is_plain(view, phrase) || view.eq(phrase.start, "this") {
        return None;
    }
    let recent = || {
        let mentions = timeline.past.mentions.iter().rev().take(LOOK_BACK);
        mentions.filter(|mention| cast.entities[mention.entity].is_body())
    };
    let words = |entity: usize| cast.words.of(&cast.entities[entity].telling).iter();
    let mut all = recent().filter(|mention| words(mention.entity).any(|word| *word == noun));
    let central = |entity: usize| words(entity).any(|word| sets::entry(*word).central);
    let weight = |mention: &Mention| cast.entities[mention.entity].weight;
    let named = all.next().map(|nearest| match central(nearest.entity) {
        // "the bank" after a central one that is passed by: the other, of which the article is.
        true => all
            .find(|other| !central(other.entity) && weight(other) >= weight(nearest))
            .unwrap_or(nearest),
        false => nearest,
    });
    let kinds = sets::entry(noun).bodies;
    let sentence = view.sentence(phrase.start);
    let alike = || {
        let near = |at: usize| view.sentence(at) + NEAR >= sentence;
        let mut alike = recent()
            .take_while(|mention| near(mention.at))
            .filter(|mention| cast.bodies(&cast.entities[mention.entity]) & kinds != 0);
        let nearest = alike.next()?;
        // "Acme hired Lund & Co. The company said": who hired goes on.
        let here = timeline.past.mentions.iter().rev();
        let mut here = here
            .skip_while(|mention| mention.place.sentence > nearest.place.sentence)
            .take_while(|mention| mention.place.sentence == nearest.place.sentence);
        let subject = here.find(|mention| {
            let firm = focus::is_firm(view, head) && focus::may_be_firm(view, cast, mention.entity);
            firm && mention.traits.contains(Traits::SUBJECT)
        });
        Some(subject.unwrap_or(nearest))
    };
    let alike = || (!sets::entry(noun).literal).then(alike).flatten();
    named.or_else(alike).map(|mention| mention.entity)
}

/// "the agency", and "the Ashby-based agency", which where it is tells from none.
fn is_plain(view: &View, phrase: &Range<usize>) -> bool {
    let between = phrase.start + 1..phrase.end.saturating_sub(1);
    let based = between.len() < 3
        && between
            .clone()
            .next_back()
            .is_some_and(|last| is_origin(view, last));
    phrase.len() == 2 || based && between.clone().all(|at| view.capital(at))
}

/// "the company", of the one body before it that may be meant: by its kind, or a firm whose name tells none.
pub(super) fn only_body(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    phrase: &Range<usize>,
) -> Option<usize> {
    let head = head(view, phrase)?;
    let takes_up = definite(view, phrase.start) && is_plain(view, phrase);
    let wanted = view.entry(head).bodies;
    let only = |fits: &dyn Fn(&Entity, u16) -> bool| {
        let recent = timeline.past.mentions.iter().rev().take(LOOK_BACK);
        let mut fitting = recent.map(|mention| mention.entity).filter(|entity| {
            let entity = &cast.entities[*entity];
            entity.is_body() && fits(entity, cast.bodies(entity))
        });
        let first = fitting.next()?;
        fitting.all(|entity| entity == first).then_some(first)
    };
    let any = || {
        let firm = view.own(head, Class::COMPANY);
        // "the agency" after "UNICEF", whose letters tell no kind.
        let lettered = view.entry(head).lettered;
        let based = phrase.len() > 2;
        let open = |entity: &Entity| {
            firm || based
                || lettered && entity.name.len() == 1 && is_shouted(view.word(entity.name.start))
        };
        only(&|_, kinds| kinds & wanted != 0)
            .or_else(|| only(&|entity, kinds| kinds == 0 && open(entity)))
    };
    let open = takes_up && view.own(head, Class::BODIES) && !view.entry(head).literal;
    let any = open.then(any).flatten();
    any.or_else(|| focus::firm(view, cast, timeline, phrase, head))
}
