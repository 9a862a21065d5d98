//! [`Pattern`]: a sequence of words, word classes, gaps and slots.
//!
//! Written with blanks between the parts:
//!
//! | part | matches |
//! |---|---|
//! | `word`, `a\|b`, `@class`, `@class\|word` | one of them; a class may hold phrases |
//! | `part?` | the part or nothing |
//! | `*4` | up to four words, over no punctuation |
//! | `~9` | up to nine words, over commas and quotation marks too |
//! | `_9` | as `~9`, but over no number in digits |
//! | `,` | a comma |
//! | `:` | a colon, dash, bracket or stop |
//! | `^` | the beginning of a clause: nothing, a comma, a stop or a mark stands before |
//! | `$` | the end of a clause: nothing, a comma, a stop or a mark stands next |
//! | `!a\|@b` | nothing; the next word is none of these |
//! | `{slot}` | the quantity or named figure that fills the slot |
//! | `<` `>` | nothing; the claim's span begins, ends here |
//!
//! Matching remembers what failed where: it costs at most parts times words times the longest gap.

use std::ops::Range;

use super::alternatives::Alternatives;
use super::vocabulary::{Vocabulary, WordId};
use super::words::{WordKind, Words};

/// Parts of one pattern.
const MAX_PARTS: usize = 40;
/// Words of one gap.
const MAX_GAP: usize = 60;

#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
    /// First words of what must stand in the sentence: one word of each, the shortest list first.
    needs: Vec<Vec<WordId>>,
    /// The slots that must be filled.
    slots: Vec<usize>,
    /// The part that takes a match's first word, if one alone may.
    opening: Option<usize>,
}

#[derive(Clone, Debug)]
struct Part {
    kind: PartKind,
    optional: bool,
}

#[derive(Clone, Debug)]
enum PartKind {
    Words(Alternatives),
    Not(Alternatives),
    Gap {
        most: usize,
        commas: bool,
        digits: bool,
    },
    Comma,
    Break,
    ClauseStart,
    ClauseEnd,
    /// Index of the rule's slot.
    Slot(usize),
    SpanStart,
    SpanEnd,
}

impl PartKind {
    fn takes_words(&self) -> bool {
        !matches!(
            self,
            Self::Not(_) | Self::ClauseStart | Self::ClauseEnd | Self::SpanStart | Self::SpanEnd
        )
    }
}

/// What fills slots: where in the sentence a quantity or a name begins and ends.
pub(crate) trait Fillers {
    /// The end of what fills `slot` from word `at` on.
    fn fill(&self, slot: usize, at: usize) -> Option<Filler>;

    /// Whether anything may fill it, wherever: told sooner than that nothing does.
    fn may_fill(&self, slot: usize) -> bool;

    /// The first word from `at` on from which something may fill it.
    fn next(&self, slot: usize, at: usize) -> usize;
}

/// What a slot was filled with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filler {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Index among the sentence's quantities, mentions or the slot's terms, as its kind says.
    pub(crate) index: usize,
}

/// Where a pattern matched.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub(crate) words: Range<usize>,
    /// The claim's words: between `<` and `>`, or all.
    pub(crate) span: Range<usize>,
    /// Slots with their fillers.
    pub(crate) captures: Vec<(usize, Filler)>,
}

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
        let opening = parts.iter().position(|part| part.kind.takes_words());
        Ok(Self {
            needs,
            slots: slots.collect(),
            opening: opening.filter(|at| !parts[*at].optional),
            parts,
        })
    }

    /// The first word from `at` on with which a match may begin; beyond all if there is none.
    fn opens(&self, words: &Words, fillers: &dyn Fillers, at: usize) -> usize {
        match self.opening.map(|part| &self.parts[part].kind) {
            Some(PartKind::Words(alternatives)) => {
                let mut rest = words.ids[at..].iter();
                let opens = rest.position(|id| alternatives.may_begin(*id));
                opens.map_or(words.len(), |further| at + further)
            }
            Some(PartKind::Slot(slot)) => fillers.next(*slot, at),
            _ => at,
        }
    }

    /// Whether all is there that a match needs: told sooner than that it does not match.
    fn may_match(&self, words: &Words, fillers: &dyn Fillers) -> bool {
        let there = |need: &Vec<WordId>| need.iter().any(|id| words.holds(*id));
        self.needs.iter().all(there) && self.slots.iter().all(|slot| fillers.may_fill(*slot))
    }

    /// Adds all matches from left to right, none overlapping. `failed` is memory to be used again.
    pub(crate) fn matches(
        &self,
        words: &Words,
        fillers: &dyn Fillers,
        failed: &mut Vec<bool>,
        found: &mut Vec<Match>,
    ) {
        if !self.may_match(words, fillers) {
            return;
        }
        failed.clear();
        failed.resize((self.parts.len() + 1) * (words.len() + 1), false);
        let mut matcher = Matcher {
            parts: &self.parts,
            words,
            fillers,
            failed,
            captures: Vec::new(),
            span: (None, None),
        };
        let mut at = 0;
        loop {
            at = self.opens(words, fillers, at);
            if at >= words.len() {
                break;
            }
            matcher.captures.clear();
            matcher.span = (None, None);
            match matcher.run(0, at).filter(|end| *end > at) {
                Some(end) => {
                    let (start, stop) =
                        (matcher.span.0.unwrap_or(at), matcher.span.1.unwrap_or(end));
                    found.push(Match {
                        words: at..end,
                        span: start.min(stop)..stop,
                        captures: matcher.captures.clone(),
                    });
                    at = end;
                }
                None => at += 1,
            }
        }
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

fn ends_clause(kind: WordKind) -> bool {
    matches!(kind, WordKind::Comma | WordKind::Break | WordKind::Mark)
}

struct Matcher<'a> {
    parts: &'a [Part],
    words: &'a Words,
    fillers: &'a dyn Fillers,
    /// Part and place from which the rest is known not to match.
    failed: &'a mut Vec<bool>,
    captures: Vec<(usize, Filler)>,
    span: (Option<usize>, Option<usize>),
}

impl Matcher<'_> {
    /// The end of the match of all parts from `part` on, beginning at word `at`.
    fn run(&mut self, part: usize, at: usize) -> Option<usize> {
        if part == self.parts.len() {
            return Some(at);
        }
        let state = part * (self.words.len() + 1) + at;
        if self.failed[state] {
            return None;
        }
        let end = self.part(part, at).or_else(|| {
            let skip = self.parts[part].optional;
            if skip { self.run(part + 1, at) } else { None }
        });
        self.failed[state] = end.is_none();
        end
    }

    fn part(&mut self, part: usize, at: usize) -> Option<usize> {
        let parts = self.parts;
        match &parts[part].kind {
            PartKind::Words(alternatives) => {
                let rest = self.words.ids.get(at..)?;
                alternatives
                    .lengths(rest)
                    .find_map(|length| self.run(part + 1, at + length))
            }
            PartKind::Not(alternatives) => {
                let rest = self.words.ids.get(at..).unwrap_or_default();
                let none = alternatives.lengths(rest).next().is_none();
                none.then(|| self.run(part + 1, at)).flatten()
            }
            PartKind::Gap {
                most,
                commas,
                digits,
            } => self.gap(part, at, (*most, *commas, *digits)),
            PartKind::Comma => {
                let comma = self.words.kind(at)? == WordKind::Comma;
                comma.then(|| self.run(part + 1, at + 1)).flatten()
            }
            PartKind::Break => {
                let ends = self.words.kind(at)? == WordKind::Break;
                ends.then(|| self.run(part + 1, at + 1)).flatten()
            }
            PartKind::ClauseStart => {
                let before = at.checked_sub(1).and_then(|before| self.words.kind(before));
                before
                    .is_none_or(ends_clause)
                    .then(|| self.run(part + 1, at))
                    .flatten()
            }
            PartKind::ClauseEnd => {
                let end = self.words.kind(at).is_none_or(ends_clause);
                end.then(|| self.run(part + 1, at)).flatten()
            }
            PartKind::Slot(slot) => {
                let filler = self.fillers.fill(*slot, at)?;
                let end = self.run(part + 1, filler.end)?;
                self.captures.push((*slot, filler));
                Some(end)
            }
            PartKind::SpanStart => {
                let end = self.run(part + 1, at)?;
                self.span.0 = Some(at);
                Some(end)
            }
            PartKind::SpanEnd => {
                let end = self.run(part + 1, at)?;
                self.span.1 = Some(at);
                Some(end)
            }
        }
    }

    /// The shortest gap after which the rest matches.
    fn gap(
        &mut self,
        part: usize,
        at: usize,
        (most, commas, digits): (usize, bool, bool),
    ) -> Option<usize> {
        let mut taken = 0;
        let mut end = at;
        loop {
            if let Some(found) = self.run(part + 1, end) {
                return Some(found);
            }
            match self.words.kind(end)? {
                WordKind::Break => return None,
                WordKind::Comma | WordKind::Mark if !commas => return None,
                WordKind::Number if !digits => return None,
                WordKind::Comma | WordKind::Mark => {}
                _ => taken += 1,
            }
            if taken > most {
                return None;
            }
            end += 1;
        }
    }
}
