//! Sources: who could be a candidate's source.
//!
//! The pattern's own choice comes first; the others name another subject. The model
//! weighs them.

use std::ops::Range;

use crate::scan::class::Class;

use super::super::agent::by_means;
use super::super::candidate::Candidate;
use super::super::landmarks::Landmark;
use super::super::lists::LISTS;
use super::super::nominal::{NOUN, of_others};
use super::super::relay;
use super::super::source;
use super::super::verb_group::{finite, verb_group};
use super::super::view::View;
use super::super::words::words;

/// How many subjects of the sentence are tried, the nearest first.
const SUBJECTS: usize = 4;
/// How far a sentence's subjects are looked for, in tokens either side of the cue.
const REACH: usize = 60;

/// A verb of a sentence with its subject.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) verb: usize,
    pub(super) subject: Range<usize>,
}

/// The finite verbs of a sentence outside quotation marks, each with the phrase before it, take the place of those `found` before.
pub(super) fn clauses(view: &View, sentence: usize, found: &mut Vec<Clause>) {
    found.clear();
    let Some(sentence) = view.segmentation.sentences.get(sentence) else {
        return;
    };
    let sentence = &sentence.tokens;
    for at in view.all(Landmark::CLAUSE, sentence.clone()) {
        // "They’re angry": subject and verb.
        if view.has_subject(at) {
            let subject = at..at + 1;
            found.push(Clause { verb: at, subject });
            continue;
        }
        if at == sentence.start || !view.is_word(at) || !finite(view, at) {
            continue;
        }
        // "traders who [had] priced it in": no subject ends with an auxiliary.
        let helps =
            |left: usize| view.is(left, Class::AUXILIARY | Class::MODAL) && !view.has_subject(left);
        let alone = || {
            (view.sentence_tokens(at).start..at)
                .rev()
                .take_while(|&left| helps(left))
                .last()
        };
        let group = verb_group(view, at).map(|group| group.start);
        let start = group.or_else(alone).unwrap_or(at);
        let Some(subject) = source::either_side(view, start, at) else {
            continue;
        };
        if found.last().is_none_or(|last| last.subject != subject) {
            found.push(Clause { verb: at, subject });
        }
    }
}

/// Some sources, each once.
///
/// Which of them come up again cannot be guessed: each is compared with all, without a branch.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// First token and the one behind the last; of nobody [`NOBODY`], of a free place twice nought.
    tokens: [(u32, u32); SUBJECTS + 6],
    count: usize,
}

const NOBODY: (u32, u32) = (1, 0);

impl Sources {
    fn add(&mut self, source: Option<Range<usize>>) {
        let place = source.map_or(NOBODY, |source| (source.start as u32, source.end as u32));
        let same =
            |same, (start, end): &(u32, u32)| same | ((*start == place.0) & (*end == place.1));
        let known = self.tokens.iter().fold(false, same);
        if let Some(free) = self.tokens.get_mut(self.count).filter(|_| !known) {
            *free = place;
            self.count += 1;
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<Range<usize>> {
        let place = self.tokens.get(at).filter(|place| **place != NOBODY);
        place.map(|(start, end)| *start as usize..*end as usize)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Option<Range<usize>>> {
        (0..self.count).map(|at| self.get(at))
    }
}

/// Who could be the source: the pattern's choice, nobody, the subjects nearest the cue, a by-phrase.
pub(super) fn sources(view: &View, candidate: &Candidate, clauses: &[Clause]) -> Sources {
    let mut found = Sources::default();
    found.add(candidate.source.clone());
    // "[Fight for $15 director Ann Lee] told": the end of a phrase is no other phrase.
    // Nor is the verb's "studio" in "according to studio estimates", or who saw "a memo seen by the Courier".
    let phrase = candidate.class == "phrase";
    let tail = |source: &Range<usize>| {
        let own = candidate.source.as_ref();
        own.is_some_and(|own| match phrase {
            true => own.start <= source.start && source.end <= own.end && own != source,
            false => own.start < source.start && own.end == source.end,
        })
    };
    // "The envoys who spoke were called “Y”", "Staff were told that Y": of whom or to whom it is said.
    let named = candidate.mode == "passive"
        && (candidate.class == "naming" || LISTS.spoken_to.has_word(&candidate.lemma));
    let named = named
        .then(|| source::left_of(view, candidate.cue.start))
        .flatten();
    let described = |source: &Range<usize>| {
        named
            .as_ref()
            .is_some_and(|named| named.start <= source.start && source.end <= named.end)
    };
    let mut add = |source: Option<Range<usize>>| {
        let wrong = source
            .as_ref()
            .is_some_and(|source| tail(source) || described(source));
        if !wrong {
            found.add(source);
        }
    };
    // "was called “Y” by Z": grammar leaves no choice.
    // So it does in "quoted Z as saying".
    // And in "The mill, it is understood, will close".
    let nobody = candidate.mode == "passive" && candidate.frame == "clause-around";
    if matches!(candidate.frame, "quote-by-agent" | "by-agent")
        || nobody
        || relay::passes_on(view, &candidate.cue)
    {
        return found;
    }
    add(None);
    // "investigated claims that": who takes up others' words does not say them.
    if candidate.mode == NOUN && of_others(view, candidate.cue.start) {
        return found;
    }
    // "with one saying that": hardly any here.
    let absolute = candidate.mode == "gerund"
        && candidate.source.as_ref().is_some_and(|own| {
            own.end == candidate.cue.start
                && own.start > 0
                && view.one_of(own.start - 1, words!["with"])
        });
    if absolute {
        return found;
    }
    let cue = candidate.cue.clone();
    // "[Lee], who studies what she calls “naps,” said": between them stands a clause about her.
    let aside = candidate.source.clone().filter(|own| {
        let last = cue.start.checked_sub(1);
        let behind = candidate.extent().start >= cue.end;
        behind && view.is_comma(own.end) && last.is_some_and(|last| view.quote(last).is_some())
    });
    let apart = |subject: &Range<usize>| {
        let own = aside.as_ref();
        own.is_some_and(|own| subject.start > own.end && subject.end < cue.start)
    };
    let near = cue.start.saturating_sub(REACH)..cue.end + REACH;
    let before = clauses
        .iter()
        .rev()
        .filter(|clause| clause.subject.start < cue.start);
    // "They were called “dead,” and the note recalled it": behind a passive only "by" leads to who said it.
    let after = clauses
        .iter()
        .filter(|clause| clause.subject.start >= cue.end && named.is_none());
    for clause in before
        .chain(after)
        .filter(|clause| near.contains(&clause.verb) && !apart(&clause.subject))
        .take(SUBJECTS)
    {
        add(Some(clause.subject.clone()));
    }
    let limit = view.sentence_tokens(cue.start).end;
    if let Some(from) = view.next(Landmark::BY, cue.end..limit.min(cue.end + 20)) {
        let by = source::right_of(view, from + 1, limit).filter(|_| !by_means(view, from));
        add(by.map(|by| source::with_apposition(view, by, limit)));
    }
    if let Some(object) = source::right_of(view, cue.end, limit) {
        add(Some(object));
    }
    add(source::left_of(view, cue.start));
    // "Holt, despite admitting that": the phrase that the adjunct stands behind.
    let adjunct = cue
        .start
        .checked_sub(2)
        .filter(|&comma| view.is_comma(comma));
    if let Some(comma) = adjunct
        && view.is(comma + 1, Class::PREPOSITION | Class::SUBORDINATOR)
    {
        add(source::left_of(view, comma + 1).or_else(|| source::left_of(view, comma)));
    }
    found
}
