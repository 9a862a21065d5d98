//! [`Denials`]: words that turn a claim round, on its own verb ("would not feed") or as a frame ("not true that …").
//!
//! They are sought only in sentences where a rule that computes found something. Whether an odd negation reaches the
//! claim is not guessed: its verdict is withheld then, as where a denial does not follow from what is denied.

use std::cmp::Reverse;
use std::ops::Range;

use super::Verdict;
use super::judge::Test;
use super::pattern::{Match, Pattern, ends_clause};
use super::sentence::{Filling, View};
use super::vocabulary::Phrases;
use super::words::{WordKind, Words};
use crate::span::Span;

/// Words between a negated verb and a claim that begins behind it: "not been backed by 210 states".
const MOST_BETWEEN: usize = 3;

/// Words between a claim and a condition behind it: "3 million people, if you ask him".
const MOST_BEHIND: usize = 1;

/// What denies, as rule files say it.
#[derive(Debug, Default)]
pub(crate) struct Denials {
    /// A negated verb.
    pub(crate) verbs: Vec<Pattern>,
    /// A frame: what it denies stands between `<` and `>`, or from `<` on.
    pub(crate) frames: Vec<Pattern>,
    /// What looks like a frame and is none, or is denied itself.
    pub(crate) undone: Vec<Pattern>,
    /// A frame that leaves open whether what it holds is so: "if", "imagine that", a question.
    pub(crate) open: Vec<Pattern>,
    /// A frame of what somebody did not say, or in jest.
    pub(crate) unsaid: Vec<Pattern>,
    /// What supposes the clause it opens: "if fees rose 45 percent, from $40 to $50".
    pub(crate) supposed: Vec<Pattern>,
    /// A condition right behind what it holds for: "has 3 million people, if you ask him".
    pub(crate) conditions: Vec<Pattern>,
    /// Whose reckoning a claim is that the author tells: "by her count".
    pub(crate) reckoned: Vec<Pattern>,
    /// Where a frame's reach ends.
    pub(crate) ends: Vec<Pattern>,
    /// Where a verb begins that is not the negated one.
    pub(crate) resumes: Vec<Pattern>,
    /// Words that open a clause within another.
    pub(crate) relatives: Phrases<()>,
    /// Words before what is taken for granted and not claimed: "did not help the 8 million people of Norway".
    pub(crate) definites: Phrases<()>,
}

/// That a claim is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Denial {
    /// The words that deny it.
    pub(crate) words: Span,
    pub(crate) kind: Kind,
}

/// What the words do to the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Denied,
    /// They may deny it: nothing can be said.
    Unclear,
    /// It is supposed or asked, not claimed.
    Open,
}

/// What a negated verb does to the claims of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Negation {
    /// It denies what is held against the world.
    Denies,
    /// Of numbers held against the calendar or each other, any may be denied, or what happened: nothing can be said.
    Withholds,
}

/// The denials of one sentence.
pub(crate) struct Denying<'a> {
    denials: &'a Denials,
    words: &'a Words,
    verbs: Vec<Range<usize>>,
    /// Places where another verb begins.
    resumes: Vec<usize>,
    frames: Vec<Frame>,
    open: Vec<Frame>,
    unsaid: Vec<Frame>,
    supposed: Vec<Range<usize>>,
    conditions: Vec<Range<usize>>,
    reckoned: Vec<Range<usize>>,
    /// Places where a frame's reach ends.
    ends: Vec<usize>,
}

struct Frame {
    cue: Range<usize>,
    reach: Range<usize>,
}

impl Denials {
    pub(crate) fn find<'a>(&'a self, view: &'a View<'_>) -> Denying<'a> {
        let words = view.words;
        let fillers = &Filling { view, slots: &[] };
        let mut failed = Vec::new();
        let mut all = |patterns: &[Pattern]| {
            let mut found: Vec<Match> = Vec::new();
            for pattern in patterns {
                pattern.matches(words, fillers, &mut failed, &mut found);
            }
            found
        };
        let undone = all(&self.undone);
        let ends: Vec<usize> = all(&self.ends).iter().map(|end| end.words.start).collect();
        let mut frames: Vec<Frame> = Vec::new();
        for found in all(&self.frames) {
            let frame = Frame::of(&found, words, &ends);
            let overlaps =
                |other: &Range<usize>| other.start < frame.cue.end && frame.cue.start < other.end;
            // Two patterns may find one frame.
            if !undone.iter().any(|undone| overlaps(&undone.words))
                && !frames.iter().any(|known| overlaps(&known.cue))
            {
                frames.push(frame);
            }
        }
        let open = all(&self.open).into_iter();
        let is_undone = |found: &Match| {
            let mut undone = undone.iter().map(|undone| &undone.words);
            undone.any(|undone| undone.start < found.words.end && found.words.start < undone.end)
        };
        let open = open.filter(|found| !is_undone(found));
        let open = open.map(|found| Frame::of(&found, words, &ends)).collect();
        let unsaid = all(&self.unsaid);
        let unsaid = unsaid.iter().map(|found| Frame::of(found, words, &ends));
        let unsaid = unsaid.collect();
        let mut cues = |patterns: &[Pattern]| -> Vec<Range<usize>> {
            let found = all(patterns).into_iter();
            found.map(|found| found.words).collect()
        };
        let resumes = cues(&self.resumes);
        Denying {
            denials: self,
            words,
            verbs: cues(&self.verbs),
            resumes: resumes.iter().map(|found| found.start).collect(),
            frames,
            open,
            unsaid,
            supposed: cues(&self.supposed),
            conditions: cues(&self.conditions),
            reckoned: cues(&self.reckoned),
            ends,
        }
    }
}

impl Frame {
    fn of(found: &Match, words: &Words, ends: &[usize]) -> Self {
        let Range { start, end } = found.words;
        if found.span.is_empty() {
            let breaks = |at: &usize| words.kind(*at).is_none_or(|kind| kind == WordKind::Break);
            let last = (end..=words.len()).find(|at| breaks(at) || ends.contains(at));
            return Self {
                cue: start..end,
                reach: end..last.unwrap_or(end),
            };
        }
        // "The claim that … is false", "That … is false": what stands behind says that it is denied.
        let behind = found.span.end..end;
        Self {
            cue: match behind.is_empty() {
                true => start..found.span.start,
                false => behind,
            },
            reach: found.span.clone(),
        }
    }

    /// Whether it denies a claim; what stands between quotation marks behind it is another's, who says so.
    fn denies(&self, claim: &Range<usize>, words: &Words) -> bool {
        let mut before = self.reach.start..claim.start;
        self.reach.start <= claim.start
            && claim.end <= self.reach.end
            && before.all(|at| words.kind(at) != Some(WordKind::Mark))
    }
}

impl Denying<'_> {
    /// How what a rule matched is denied.
    pub(crate) fn of(&self, claim: &Range<usize>, negation: Negation) -> Option<Denial> {
        let frames = self.frames.iter();
        let frames = frames.filter(|frame| frame.denies(claim, self.words));
        let cues: Vec<&Range<usize>> = frames.map(|frame| &frame.cue).collect();
        let span = |cue: &Range<usize>| self.words.span(cue.start, cue.end);
        let verb = self.by_verb(claim, negation);
        if let Some((verb, false)) = verb {
            return Some(Denial {
                words: span(verb),
                kind: Kind::Unclear,
            });
        }
        // Numbers against each other stand, supposed or not.
        let supposed = match negation {
            Negation::Denies => self.open.as_slice(),
            Negation::Withholds => &[],
        };
        let open = self.unsaid.iter().chain(supposed);
        let mut open = open.filter(|frame| frame.denies(claim, self.words));
        let cue = open.next().map(|frame| &frame.cue);
        if let Some(cue) = cue.or_else(|| self.supposition(claim)) {
            return Some(Denial {
                words: span(cue),
                kind: Kind::Open,
            });
        }
        let verb = verb.map(|(verb, _)| verb);
        let count = cues.len() + usize::from(verb.is_some());
        // Who denies a denial claims.
        if count.is_multiple_of(2) {
            return None;
        }
        let cue = cues.first().copied().or(verb)?;
        Some(Denial {
            words: span(cue),
            kind: Kind::Denied,
        })
    }

    /// What supposes a claim: a word that opens its clause, or a condition right behind it.
    fn supposition(&self, claim: &Range<usize>) -> Option<&Range<usize>> {
        let opens = |cue: &&Range<usize>| {
            let mut between = cue.end..claim.start;
            cue.end <= claim.start && between.all(|at| self.goes_on(at))
        };
        let opening = self.supposed.iter().find(opens);
        let mut conditions = self.conditions.iter();
        opening.or_else(|| conditions.find(|cue| self.follows(cue, claim)))
    }

    /// Whether words stand right behind a claim.
    fn follows(&self, cue: &Range<usize>, claim: &Range<usize>) -> bool {
        let between = claim.end..cue.start;
        claim.end <= cue.start
            && !self.ends.iter().any(|end| between.contains(end))
            && !self.breaks_within(between.clone())
            && between.filter(|at| self.goes_on(*at)).count() <= MOST_BEHIND
    }

    /// Whether there is a word that ends no clause.
    fn goes_on(&self, at: usize) -> bool {
        self.words.kind(at).is_some_and(|kind| !ends_clause(kind))
    }

    /// Whether it is somebody's reckoning: “the herd, by her count, shrank from …”.
    pub(crate) fn is_reckoned(&self, claim: &Range<usize>) -> bool {
        let mut cues = self.reckoned.iter();
        cues.any(|cue| {
            let before = cue.start < claim.end && !self.breaks_within(cue.end..claim.start);
            before || self.follows(cue, claim)
        })
    }

    fn breaks_within(&self, mut range: Range<usize>) -> bool {
        range.any(|at| self.words.kind(at) == Some(WordKind::Break))
    }

    /// The negated verb that denies a claim, and whether it does for sure.
    fn by_verb(&self, claim: &Range<usize>, negation: Negation) -> Option<(&Range<usize>, bool)> {
        let denies = negation == Negation::Denies;
        let denying = self.verbs.iter().filter_map(|verb| {
            let sure = match verb.end <= claim.start {
                true => self.before(verb, claim, denies).then_some(true),
                false => self.inside(verb, claim),
            };
            let sure = sure.map(|sure| sure && denies);
            sure.map(|sure| (verb, sure))
        });
        // The longer of two words for one denial begins first.
        denying.max_by_key(|(verb, sure)| (*sure, Reverse(verb.start)))
    }

    /// A verb before the claim denies it if it governs it: "does not have 250 members".
    fn before(&self, verb: &Range<usize>, claim: &Range<usize>, denies: bool) -> bool {
        let ids = &self.words.ids;
        let Denials {
            relatives,
            definites,
            ..
        } = self.denials;
        let first = self.words.get(claim.start);
        claim.start - verb.end <= MOST_BETWEEN
            // A weekday has a capital where a subject would; it is none.
            && first.is_some_and(|word| !denies || !word.capital)
            && definites.starting(ids, claim.start).is_none()
            && !self.resumes_within(verb.end, claim.start)
            && (verb.end..claim.start).all(|at| {
                let plain = matches!(
                    self.words.kind(at),
                    Some(WordKind::Word | WordKind::Number | WordKind::Symbol)
                );
                plain
                    && relatives.starting(ids, at).is_none()
                    && definites.starting(ids, at).is_none()
            })
    }

    /// A verb within the claim is its own, unless another clause holds it.
    fn inside(&self, verb: &Range<usize>, claim: &Range<usize>) -> Option<bool> {
        if verb.start < claim.start
            || verb.end > claim.end
            || self.resumes_within(verb.end, claim.end)
        {
            return None;
        }
        let ids = &self.words.ids;
        let embedded = (claim.start + 1..verb.start)
            .any(|at| self.denials.relatives.starting(ids, at).is_some());
        let closed = (verb.end..claim.end)
            .any(|at| matches!(self.words.kind(at), Some(WordKind::Comma | WordKind::Break)));
        match (embedded, closed) {
            (false, false) => Some(true),
            (true, true) => None,
            _ => Some(false),
        }
    }

    fn resumes_within(&self, start: usize, end: usize) -> bool {
        self.resumes.iter().any(|at| (start..end).contains(at))
    }
}

impl Denial {
    /// What becomes of the verdict on what is denied. That something is not enough for what it is enough for is
    /// wrong; that a number is not another near it may well be right.
    pub(crate) fn turn(&self, denied: Verdict, test: Option<Test>) -> Verdict {
        let sure = self.kind == Kind::Denied;
        match (denied, test) {
            (Verdict::Contradicted, _) if sure => Verdict::Consistent,
            // Doubtful is what is too much everywhere in its range, if not by far.
            (Verdict::Doubtful, Some(Test::AtMost | Test::Enough)) if sure => Verdict::Consistent,
            (Verdict::Consistent, Some(Test::Enough)) if sure => Verdict::Contradicted,
            (Verdict::Contradicted | Verdict::Consistent | Verdict::Doubtful, _) => {
                Verdict::Undetermined
            }
            (other, _) => other,
        }
    }

    /// For the working: that it is denied, and what that does to the verdict.
    pub(crate) fn told(&self, text: &str, denied: Verdict, turned: Verdict) -> String {
        let words = self.words.of(text);
        let (denied_name, name) = (denied.name(), turned.name());
        match self.kind {
            Kind::Denied => {}
            Kind::Unclear => {
                return format!(
                    "The claim may be denied (“{words}”), which is not clear, so the verdict is withheld. Undenied it is {denied_name}: "
                );
            }
            Kind::Open => {
                return format!(
                    "This is supposed, unsaid or asked (“{words}”), not claimed, so the verdict is withheld. As a claim it is {denied_name}: "
                );
            }
        }
        match (denied == turned, turned) {
            (true, _) => format!("The claim is denied (“{words}”). What is denied: "),
            (false, Verdict::Undetermined) => format!(
                "The claim is denied (“{words}”). What is denied is {denied_name}, from which nothing follows for its denial: "
            ),
            _ => format!(
                "The claim is denied (“{words}”). What is denied is {denied_name}, so its denial is {name}: "
            ),
        }
    }
}

#[cfg(test)]
mod tests;
