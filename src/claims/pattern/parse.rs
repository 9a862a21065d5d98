//! How a [`Pattern`] is read.

use super::{Part, PartKind, Pattern};
use crate::claims::alternatives::Alternatives;
use crate::claims::vocabulary::{Vocabulary, WordId};
use crate::claims::words::AnyOf;

/// Parts of one pattern.
const MAX_PARTS: usize = 40;
/// Words of one gap.
const MAX_GAP: usize = 60;

impl Pattern {
    /// Reads a pattern; `class` gives a class's phrases, `slot` a slot's index.
    pub(crate) fn parse<'c>(
        text: &str,
        vocabulary: &mut Vocabulary,
        mut class: impl FnMut(&str) -> Result<&'c [Box<[WordId]>], String>,
        slot: impl Fn(&str) -> Option<usize>,
    ) -> Result<Self, String> {
        let mut parts = Vec::new();
        for raw in text.split_whitespace() {
            let (body, optional) = match raw.strip_suffix('?') {
                Some(body) if !body.is_empty() => (body, true),
                _ => (raw, false),
            };
            let kind = part(body, vocabulary, &mut class, &slot)?;
            parts.push(Part { kind, optional });
            if parts.len() > MAX_PARTS {
                return Err(format!("a pattern has at most {MAX_PARTS} parts"));
            }
        }
        if !parts.iter().any(|part| {
            matches!(part.kind, PartKind::Words(_) | PartKind::Slot(_)) && !part.optional
        }) {
            return Err("a pattern needs a word or a slot that is not optional".to_owned());
        }
        let required = || parts.iter().filter(|part| !part.optional);
        let mut needs: Vec<Vec<WordId>> = required()
            .filter_map(|part| match &part.kind {
                PartKind::Words(alternatives) => Some(alternatives.firsts().collect()),
                _ => None,
            })
            .collect();
        needs.sort_by_key(Vec::len);
        let slots = required().filter_map(|part| match part.kind {
            PartKind::Slot(slot) => Some(slot),
            _ => None,
        });
        Ok(Self {
            needs: needs.into_iter().map(AnyOf::from_iter).collect(),
            slots: slots.collect(),
            openings: openings(&parts),
            parts,
        })
    }
}

/// The parts that may take a match's first word; none if that is not told.
fn openings(parts: &[Part]) -> Vec<usize> {
    let taking = (0..parts.len()).filter(|at| parts[*at].kind.takes_words());
    let mut openings = Vec::new();
    for at in taking {
        openings.push(at);
        if !parts[at].optional {
            break;
        }
    }
    let is_told = |at: &usize| matches!(parts[*at].kind, PartKind::Words(_) | PartKind::Slot(_));
    match openings.iter().all(is_told) {
        true => openings,
        false => Vec::new(),
    }
}

fn part<'c>(
    body: &str,
    vocabulary: &mut Vocabulary,
    class: &mut impl FnMut(&str) -> Result<&'c [Box<[WordId]>], String>,
    slot: &impl Fn(&str) -> Option<usize>,
) -> Result<PartKind, String> {
    let gap = |number: &str, commas, digits| match number.parse::<usize>() {
        Ok(most) if most <= MAX_GAP => Ok(PartKind::Gap {
            most,
            commas,
            digits,
        }),
        _ => Err(format!("`{body}`: a gap is a number up to {MAX_GAP}")),
    };
    match body {
        "," => return Ok(PartKind::Comma),
        ":" => return Ok(PartKind::Break),
        "^" => return Ok(PartKind::ClauseStart),
        "$" => return Ok(PartKind::ClauseEnd),
        "<" => return Ok(PartKind::SpanStart),
        ">" => return Ok(PartKind::SpanEnd),
        _ => {}
    }
    if let Some(digits) = body.strip_prefix('*') {
        return gap(digits, false, true);
    }
    if let Some(digits) = body.strip_prefix('~') {
        return gap(digits, true, true);
    }
    if let Some(digits) = body.strip_prefix('_').filter(|digits| !digits.is_empty()) {
        return gap(digits, true, false);
    }
    if let Some(name) = body
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    {
        let index = slot(name).ok_or_else(|| format!("`{name}` is no slot of this rule"))?;
        return Ok(PartKind::Slot(index));
    }
    let (negative, names) = match body.strip_prefix('!') {
        Some(names) => (true, names),
        None => (false, body),
    };
    let alternatives = alternatives(names, vocabulary, class)?;
    Ok(if negative {
        PartKind::Not(alternatives)
    } else {
        PartKind::Words(alternatives)
    })
}

fn alternatives<'c>(
    names: &str,
    vocabulary: &mut Vocabulary,
    class: &mut impl FnMut(&str) -> Result<&'c [Box<[WordId]>], String>,
) -> Result<Alternatives, String> {
    let mut alternatives = Alternatives::default();
    let mut add = |phrase| {
        let added = alternatives.insert(phrase);
        added.map_err(|cause| format!("`{names}`: {cause}"))
    };
    for name in names.split('|') {
        match name.strip_prefix('@') {
            Some(name) => class(name)?.iter().cloned().try_for_each(&mut add)?,
            None => add(vocabulary.phrase(name))?,
        }
    }
    Ok(alternatives)
}
